"""The frame of many articles, offsets, robustness and the coded articles."""

import csv
import importlib.util
import json
import time

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.corpus import read_corpus
from helpers.quotations import (
    attribute,
    by_kind,
    by_speaker,
    by_verb,
    marked_spans,
    places,
    read,
    rejected_marks,
    relay_edges,
    stance_by_speaker,
    words_by_article,
)
from helpers.report.runs import write_csv

TEXT = (
    "« Nous partons », a dit la maire Claire Morand à l'agence Orion. « C'est dommage. »\n"
    "Le préfet Jean Lenoir assure que le pont tiendra. Le film « La Longue Nuit » sort jeudi."
)
PIECES = st.sampled_from(
    [
        *"«»“”„\"'’‘‹›.,;:!?…—–()[] \n\u00a0\u202f",
        " a dit ", " que ", " selon ", " affirme que ", " Paul Lenoir ", " la ministre ", " et ",
        "-t-il ", " d'après ", " qui ", " accusant ", " de partir ", " il ", " 3 ", " dit vouloir ",
        " ce dernier ", " son ", " en ", " l'intéressée ", " pour qui ", ", lui, ", " on ", " par ",
        " dans un communiqué ", " l'un des élus ", " le même ", " M. ", " où ", " une affiche ",
        " peut-on y lire ",
    ]
)  # fmt: skip


@pytest.fixture
def articles() -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a", "b"], "text": [TEXT, ""]})


def test_columns_come_in_the_order_other_programs_read(articles):
    found = attribute(articles)
    assert list(found.columns[:12]) == [
        "quotation_id", "article_id", "sentence_id", "type", "content", "fragments", "cue",
        "source", "speaker", "speaker_kind", "relayed_by", "words",
    ]  # fmt: skip
    assert list(found["quotation_id"]) == ["a-q001", "a-q002", "a-q003"]
    assert list(found["sentence_id"]) == ["a-s001", "a-s002", "a-s003"]
    assert list(found["speaker"]) == ["Claire Morand", "Claire Morand", "Jean Lenoir"]
    assert list(found["relayed_by"]) == ["Orion", "Orion", ""]


def test_offsets_are_saved_as_whole_numbers_and_empty_where_there_are_none(articles, tmp_path):
    found = attribute(articles)
    assert found["cue_start"].isna().tolist() == [False, True, False]
    write_csv(found, tmp_path / "quotations.csv")
    with (tmp_path / "quotations.csv").open(encoding="utf-8", newline="") as lines:
        first, second, third = csv.DictReader(lines)
    assert TEXT[int(first["cue_start"]) : int(first["cue_end"])] == "a dit"
    assert TEXT[int(third["source_start"]) : int(third["source_end"])] == "Le préfet Jean Lenoir"
    assert {second[f"{part}_{end}"] for part in ("cue", "source") for end in ("start", "end")} == {
        ""
    }


def test_nothing_found_keeps_the_columns():
    found = attribute(pd.DataFrame({"article_id": ["a"], "text": ["Il pleut."]}))
    assert found.empty
    assert "speaker" in found.columns


def test_rejected_marks_keep_their_reason(articles):
    rejected = rejected_marks(articles)
    assert rejected["text"].tolist() == ["« La Longue Nuit »"]
    assert rejected["reason"].tolist() == ["title or name"]


def test_frames_for_the_notebook(articles):
    found = attribute(articles)
    speakers = by_speaker(found)
    assert speakers["speaker"].tolist() == ["Claire Morand", "Jean Lenoir"]
    assert speakers["share"].sum() == pytest.approx(1)
    assert words_by_article(found, articles["article_id"]).loc["b"].sum() == 0
    assert by_kind(found).loc[0, "marked"] == pytest.approx(2 / 3)
    assert by_verb(found)["verb"].tolist() == ["assurer", "dire"]
    assert stance_by_speaker(found)["quotations"].sum() == 2
    assert relay_edges(found)["quotations"].tolist() == [2]
    for start, end, speaker, note in marked_spans(found, "a"):
        assert TEXT[start:end]
        assert speaker
        assert note
    assert (places(found)["end"] > places(found)["start"]).all()


def test_frames_of_nothing():
    found = attribute(pd.DataFrame({"article_id": ["a"], "text": ["Il pleut."]}))
    assert by_speaker(found).empty
    assert by_kind(found).empty
    assert relay_edges(found).empty
    assert words_by_article(found, ["a"]).sum().sum() == 0


def check(text: str) -> None:
    reading = read(text)
    for quotation in reading.quotations:
        assert all(0 <= start < end <= len(text) for start, end in quotation.fragments)
        pieces = [text[start:end] for start, end in quotation.fragments]
        assert quotation.content == " […] ".join(pieces)
        if quotation.cue_span:
            assert text[slice(*quotation.cue_span)] == quotation.cue
    for item in reading.rejected:
        assert 0 <= item.start <= item.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("« a-t-il dit")
@example("Il part. « Nous avons gagné hier matin à Lyon, a dit ce dernier, et encore demain. »")
@example("« Nous partons », a confié son ")
@example("La station reste , a dit ce dernier, en » ")
@example(", selon lequel Lille.\n\nEn instance, a-t-on appris auprès son avocat.")
def test_any_mixture_of_marks_and_cues(text):
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_unicode(text):
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "«",
        '"',
        "“ ",
        "» ",
        "Il dit que ",
        "qui dit que ",
        "« Oui », a-t-il dit. ",
        "selon lui, ",
        "(",
    ],
)
def test_time_is_linear(piece):
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        read(text)
        return time.process_time() - start

    def growth() -> float:
        small, large = (min(seconds(size) for _ in range(2)) for size in (20_000, 160_000))
        return large / max(small, 0.02)

    # Eight times the length: sixty-four times the time when not linear. A busy machine disturbs
    # a measure, and never three in a row for the better.
    assert any(growth() < 24 for _ in range(3))


# --- coded articles ------------------------------------------------------------------------------

MARKS = {
    "guillemets": ("«\u00a0", "\u00a0»"),
    "tight": ("«", "»"),
    "curly": ("“", "”"),
    "straight": ('"', '"'),
}


def scorer(shared):
    path = shared / "gold" / "tools" / "score_quotations.py"
    spec = importlib.util.spec_from_file_location("score_quotations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.load_alias(shared / "gold" / "aliases.txt")
    return module


def scores(shared, found: pd.DataFrame, path) -> dict:
    found.to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)
    gold = shared / "gold" / "quotations"
    return scorer(shared).main(gold / "quotations.jsonl", gold / "texts", str(path), as_json=True)[
        0
    ]


def test_coded_articles(shared, tmp_path):
    press = read_corpus(shared / "gold" / "quotations" / "texts")
    reached = scores(shared, attribute(press.articles), tmp_path / "found.csv")
    assert reached["iou80"]["f1"] >= 94
    assert reached["exact"]["f1"] >= 92
    assert reached["speaker_on_matched"] >= 95
    assert reached["joint"]["f1"] >= 91
    assert reached["relayed_by"] == "7/7"
    for found in reached["recall_by_type"].values():
        hit, coded = map(int, found.split("/"))
        assert hit / coded >= 0.8


def rewrite(text: str, style: str) -> str:
    opened, closed = MARKS[style]
    text = (
        text.replace("« ", "«").replace("«\u00a0", "«").replace(" »", "»").replace("\u00a0»", "»")
    )
    for mark in "“":
        text = text.replace(mark, "«")
    text = text.replace("”", "»")
    halves = text.split('"')
    text = (
        "".join(half + ("«" if k % 2 == 0 else "»") for k, half in enumerate(halves[:-1]))
        + halves[-1]
    )
    return text.replace("«", opened).replace("»", closed)


def test_typography_changes_no_score(shared, tmp_path):
    folder = shared / "gold" / "quotations" / "texts"
    reached = {}
    for style in MARKS:
        rows = [
            (path.stem, rewrite(path.read_text(encoding="utf-8"), style))
            for path in sorted(folder.glob("*.txt"))
        ]
        found = attribute(pd.DataFrame(rows, columns=["article_id", "text"]))
        reached[style] = scores(shared, found, tmp_path / f"{style}.csv")
    for measure in ("iou80", "exact", "joint"):
        values = [reached[style][measure]["f1"] for style in MARKS]
        assert max(values) - min(values) <= 0.5, json.dumps({s: reached[s][measure] for s in MARKS})


def test_every_article_of_the_large_corpus_is_read(shared):
    for path in sorted((shared / "corpora" / "wikinews-fr").glob("*.txt")):
        check(path.read_text(encoding="utf-8"))


def test_a_listed_body_has_one_name_in_all_articles():
    texts = [
        "L'Organisation mondiale de la santé (OMS) affirme que le virus recule.",
        "L'OMS affirme que le virus recule.",
    ]
    both = attribute(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))
    assert set(both["speaker"]) == {"Organisation mondiale de la santé"}
    alone = attribute(pd.DataFrame({"article_id": ["b"], "text": texts[1:]}))
    assert set(alone["speaker"]) == {"OMS"}
