"""The notebooks together: run as a reader runs them, and held to the contract of the tables."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from helpers.paths import CORPUS, NOTEBOOKS
from helpers.report import runner
from recount import captions, recount, unlinked

COLUMNS = {
    "articles": "article_id file title outlet agency published dateline byline words sentences "
    "reprint_group sha256",
    "cleaning": "article_id text reason",
    "sentences": "article_id sentence_id paragraph start end text",
    "quotations": "quotation_id article_id sentence_id type content fragments cue source speaker "
    "speaker_kind relayed_by words",
    "framing": "article_id sentence_id start end text topics frames certainty voice speaker "
    "quotation_id evidence",
}


# Notebook 05 scores the program on the bundled corpus, whatever corpus a report is about.
OF_THE_CORPUS = ("01", "02", "03", "04")


def report_on(corpus: Path, reports: Path, name: str, only: tuple[str, ...] = ()) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "REPORTS", reports)
        return runner.make_report(corpus=corpus, run=name, only=only)


def read(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(folder / "tables" / f"{table}.csv", keep_default_na=False)


@pytest.fixture(scope="session")
def reports(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="session")
def sample(reports) -> Path:
    return report_on(CORPUS, reports, "sample")


def test_every_notebook_ran_and_left_its_numbers(sample):
    names = [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert names[0] == "00-start-here" and names[-1] == "06-findings"
    assert [path.stem for path in sorted((sample / "notebooks").glob("*.ipynb"))] == names
    found = json.loads((sample / "findings.json").read_text(encoding="utf-8"))
    assert {finding["notebook"][:2] for finding in found} == {"01", "02", "03", "04", "05"}
    assert (sample / "report.pdf").read_bytes().startswith(b"%PDF")
    manifest = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["inputs"]) == len(list(CORPUS.glob("*.*")))


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_the_contract(sample, table):
    expected = COLUMNS[table].split()
    assert list(read(sample, table).columns[: len(expected)]) == expected


def test_rows_point_at_each_other(sample):
    articles, sentences = read(sample, "articles"), read(sample, "sentences")
    quotations, framing = read(sample, "quotations"), read(sample, "framing")
    assert articles["article_id"].is_unique
    assert sentences["sentence_id"].is_unique
    assert quotations["quotation_id"].is_unique
    assert set(sentences["article_id"]) == set(articles["article_id"])
    assert set(quotations["sentence_id"]) <= set(sentences["sentence_id"])
    assert set(framing["sentence_id"]) <= set(sentences["sentence_id"])
    assert set(framing["quotation_id"]) - {""} <= set(quotations["quotation_id"])


def test_findings_name_rows_that_are_there(sample):
    tables = [read(sample, path.stem) for path in sorted((sample / "tables").glob("*.csv"))]
    keys = [(table, name) for table in tables for name in table.columns if name.endswith("_id")]
    known = {id for table, name in keys for id in table[name]}
    for finding in json.loads((sample / "findings.json").read_text(encoding="utf-8")):
        assert set(finding["evidence"]) <= known, finding["id"]


def test_numbers_are_made_of_their_rows(sample):
    seen = recount(sample)
    assert seen["counted"] > 2500 and seen["drawn"] > 300
    assert seen["told"] < seen.total() / 8, "measures that only the notebook can compute"


# What no article stands behind: an example made up, a setting, the number of a class.
WITHOUT_ROWS = {
    ("01", "start"), ("01", "end"), ("01", "other start"), ("01", "other end"), ("01", "words"),
    ("01", "least share"), ("01", "pieces"), ("02", "tokens"), ("02", "class"),
    ("05", "overlap asked for"),
}  # fmt: skip


def test_numbers_without_rows_are_examples_and_settings(sample):
    index = (sample / "index.html").read_text(encoding="utf-8")
    left = {(notebook[:2], column): caption for notebook, caption, column in unlinked(index)}
    assert {key: left[key] for key in left if key not in WITHOUT_ROWS} == {}


def test_the_n_of_every_caption_opens_its_rows(sample):
    told = captions((sample / "index.html").read_text(encoding="utf-8"))
    assert sum("n = <a " in caption for caption in told) > 15
    assert [caption for caption in told if re.search(r"\bn = \d", caption)] == []


def test_no_page_names_a_folder_of_the_collection(sample):
    pages = [*sample.glob("*.html"), *sample.glob("notebooks/*.ipynb")]
    here = str(NOTEBOOKS.parent)
    assert [page.name for page in pages if here in page.read_text(encoding="utf-8")] == []


def test_the_folder_can_be_sent(sample):
    size = sum(path.stat().st_size for path in sample.rglob("*") if path.is_file())
    assert size < 15_000_000


def test_no_file_is_lost(sample):
    cleaning = read(sample, "cleaning")
    rejected = set(cleaning["article_id"]) - set(read(sample, "articles")["article_id"])
    assert len(read(sample, "articles")) + len(rejected) == len(list(CORPUS.glob("*.txt")))


AWKWARD = {
    "one-article": {"seul.txt": "Le pont de Vire rouvrira lundi, a annoncé la mairie mardi."},
    "nothing-quoted": {
        f"note-{k}.txt": f"La pluie est tombée {k} jours de suite sur la vallée. Le fleuve monte."
        for k in (2, 3, 4)
    },
    "among-debris": {
        "vrai.txt": "« Nous livrerons les obus », a promis le ministre Paul Lenoir.\n\nPublicité\n",
        "vide.txt": "",
        "anglais.txt": "The river rose again on Monday and the mayor said nothing about it at all.",
    },
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_corpora_give_a_report_too(name, tmp_path, reports):
    for file, text in AWKWARD[name].items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    folder = report_on(tmp_path, reports, name, OF_THE_CORPUS)
    articles, cleaning = read(folder, "articles"), read(folder, "cleaning")
    rejected = set(cleaning["article_id"]) - set(articles["article_id"])
    assert len(articles) + len(rejected) == len(AWKWARD[name])
    for table, columns in COLUMNS.items():
        assert set(columns.split()) <= set(read(folder, table).columns)


def test_seed_articles_come_out_as_a_reader_finds_them(shared, reports):
    folder = report_on(shared / "seeds", reports, "seeds", OF_THE_CORPUS)
    articles = read(folder, "articles")
    assert articles["agency"].tolist() == ["AP", "AP", "AFP", "", ""]
    assert articles["dateline"].tolist() == ["Séoul", "", "Séoul", "", ""]
    assert articles["published"].tolist() == ["", "2023-09", "", "", ""]
    assert [bool(title) for title in articles["title"]] == [False, False, False, True, True]
    debris = ("Publicité", "Agence France-Presse", "PHOTO", "ont contribué", "___", "RussieCorée")
    sentences = " ".join(read(folder, "sentences")["text"])
    assert not [word for word in debris if word in sentences]
