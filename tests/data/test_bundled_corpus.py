"""The bundled corpus: what it promises about its texts, its files and its honesty."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from helpers.corpus import read_corpus
from helpers.language import words
from helpers.paths import ANNOTATIONS, CORPUS, DATA, LEXICONS

RAW = DATA / "raw"
AGENCY = "Agence Ligne Claire"
README = (DATA / "README.md").read_text(encoding="utf-8")
_MARKED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_csv(CORPUS / "articles.csv", keep_default_na=False)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _paragraphs(text: str) -> list[str]:
    """Give the paragraphs with their spaces, line ends and accents made alike."""
    text = unicodedata.normalize("NFC", text.lstrip("\ufeff")).replace("\r\n", "\n")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n") if paragraph.strip()]


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    forms = [token.form.lower().replace("’", "'") for token in words(text)]
    return {tuple(forms[i : i + length]) for i in range(len(forms) - length + 1)}


def _runs_outside_marks(text: str, length: int) -> Iterator[set[tuple[str, ...]]]:
    for piece in _MARKED.sub("\n", text).split("\n"):
        yield _runs(piece, length)


def test_there_are_thirty_articles_ten_thousand_words_five_outlets(articles: pd.DataFrame) -> None:
    assert len(articles) >= 30
    assert articles["words"].sum() >= 10_000
    assert articles["outlet"].nunique() >= 5


def test_every_article_has_between_150_and_700_words(articles: pd.DataFrame) -> None:
    outside = articles.loc[~articles["words"].between(150, 700), ["article_id", "words"]]
    assert outside.empty, outside


def test_every_article_is_dated_from_4_to_20_september_2023(articles: pd.DataFrame) -> None:
    assert articles["published"].between("2023-09-04", "2023-09-20").all()


def test_the_table_names_the_files_and_their_headlines(table: pd.DataFrame) -> None:
    files = {path.name for path in CORPUS.glob("*.txt")}
    assert set(table["file"]) == files
    for row in table.itertuples():
        assert _read(CORPUS / row.file).split("\n")[0] == row.title


def test_every_article_is_free_and_declared_invented(table: pd.DataFrame) -> None:
    assert set(table["licence"]) == {"CC BY 4.0"}
    reprint = table["agency"] != ""
    assert set(table.loc[~reprint, "invented"]) == {"outlet"}
    assert set(table.loc[reprint, "invented"]) == {"outlet and agency"}


@pytest.mark.parametrize(
    "path",
    sorted(path for folder in (CORPUS, ANNOTATIONS) for path in folder.rglob("*.*")),
    ids=lambda path: path.name,
)
def test_files_are_utf8_in_composed_form(path: Path) -> None:
    text = _read(path)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\ufeff" not in text
    assert "\ufffd" not in text


def test_cleaning_takes_nothing_but_datelines_out_of_the_corpus() -> None:
    assert set(read_corpus(CORPUS).cleaning["reason"]) == {"dateline"}


@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
def test_a_raw_article_holds_the_whole_article_and_more(path: Path) -> None:
    raw, article = " ".join(_paragraphs(_read(path))), _paragraphs(_read(CORPUS / path.name))
    lost = [paragraph for paragraph in article if paragraph not in raw]
    assert not lost, lost
    assert len(raw) > sum(len(paragraph) + 1 for paragraph in article)


def test_there_are_ten_raw_articles() -> None:
    assert len(list(RAW.glob("*.txt"))) >= 10


def test_eight_articles_share_copy_with_the_agency(table: pd.DataFrame, texts: pd.Series) -> None:
    agency = set().union(*(_runs(texts[f[:-4]], 5) for f in table.loc[table.outlet == AGENCY].file))
    shares = {}
    for file in table.loc[table["agency"] == AGENCY, "file"]:
        runs = _runs(texts[file[:-4]], 5)
        shares[file] = len(runs & agency) / len(runs)
    assert len(shares) >= 8
    assert min(shares.values()) > 0.2, shares
    assert max(shares.values()) > 0.9, shares


def test_outlets_without_a_credit_share_no_copy(table: pd.DataFrame, texts: pd.Series) -> None:
    agency = set().union(*(_runs(texts[f[:-4]], 8) for f in table.loc[table.outlet == AGENCY].file))
    own = table.loc[(table["outlet"] != AGENCY) & (table["agency"] == ""), "file"]
    for file in own:
        copied = set().union(*_runs_outside_marks(texts[file[:-4]], 8)) & agency
        assert not copied, (file, copied)


def test_no_run_of_eight_words_is_taken_from_the_press(shared: Path) -> None:
    press = set().union(*(_runs(_read(path), 8) for path in (shared / "seeds").glob("*.txt")))
    for path in [*CORPUS.glob("*.txt"), *RAW.glob("*.txt")]:
        text = unicodedata.normalize("NFC", _read(path))
        taken = set().union(*_runs_outside_marks(text, 8)) & press
        assert not taken, (path.name, taken)


def test_outlets_and_journalists_are_declared_in_the_datasheet(table: pd.DataFrame) -> None:
    for outlet in table["outlet"].unique():
        assert f"| {outlet}" in README
    for byline in table["byline"]:
        for name in re.findall(r"[A-ZÉ][a-zéèï]+ [A-Z][a-zéèï]+", byline):
            assert name in README, name


def test_the_datasheet_counts_right(articles: pd.DataFrame) -> None:
    stated = re.search(r"(\d+) articles, about ([\d,]+) words", README)
    assert stated and int(stated[1]) == len(articles)
    assert int(stated[2].replace(",", "")) == pytest.approx(articles["words"].sum(), rel=0.01)
    for outlet, group in articles.groupby("outlet"):
        row = next(line for line in README.splitlines() if line.startswith(f"| {outlet}"))
        number, size = (int(cell) for cell in row.strip("| ").split("|")[-2:])
        assert number == len(group)
        assert size == pytest.approx(group["words"].sum(), abs=60), row


def test_every_file_has_a_row_in_the_datasheet() -> None:
    files = [path for folder in (ANNOTATIONS, LEXICONS) for path in folder.rglob("*.*")]
    names = [path.relative_to(DATA).as_posix() for path in files if path.suffix != ".md"]
    absent = [name for name in names if f"| {name} " not in README]
    assert not absent, f"describe in data/README.md: {absent}"
