"""Paragraphs and sentences: a table by hand, typographies, and what must hold for any text."""

import json
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from test_language_tokens import ANY, LONG, SECONDS, lines

from helpers.language import paragraphs, sentences

BY_HAND = lines("sentences_by_hand.txt")
TYPOGRAPHIES = {
    "no-break": ("«\u00a0", "\u00a0»"),
    "narrow no-break": ("«\u202f", "\u202f»"),
    "tight": ("«", "»"),
    "curly": ("“", "”"),
    "curly, spaced": ("“ ", " ”"),
    "straight": ('"', '"'),
    "straight, spaced": ('" ', ' "'),
    "German": ("„", "“"),
}


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize("probe", BY_HAND)
def test_sentences_by_hand(probe):
    assert cut(probe.replace("‖", "")) == [text.strip() for text in probe.split("‖")]


@pytest.mark.parametrize("typography", TYPOGRAPHIES)
def test_typography_of_marks_changes_no_sentence(typography):
    opening, closing = TYPOGRAPHIES[typography]
    for probe in BY_HAND:
        if set('"“”„') & set(probe) or probe.count("« ") != probe.count(" »"):
            continue
        typed = probe.replace("« ", opening).replace(" »", closing)
        assert cut(typed.replace("‖", "")) == [text.strip() for text in typed.split("‖")]


def test_paragraphs_are_lines_that_are_not_blank():
    text = "\n Un titre \n\n\t\nLe texte.\r\nLa fin"
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == ["Un titre", "Le texte.", "La fin"]


def test_sentences_know_their_paragraph():
    found = sentences("Titre\n\nUn. Deux.\nTrois.")
    assert [(sentence.paragraph, sentence.text) for sentence in found] == [
        (0, "Titre"), (1, "Un."), (1, "Deux."), (2, "Trois."),
    ]  # fmt: skip


@given(ANY)
def test_offsets_order_coverage_and_paragraphs(text):
    found = sentences(text)
    spans = paragraphs(text)
    assert all(text[found_.start : found_.end] == found_.text for found_ in found)
    assert all(found_.text and found_.text == found_.text.strip() for found_ in found)
    assert all(former.end <= latter.start for former, latter in pairwise(found))
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    for sentence in found:
        start, end = spans[sentence.paragraph]
        assert start <= sentence.start <= sentence.end <= end
        assert "\n" not in sentence.text


@pytest.mark.parametrize(
    "unit",
    ["«", "« ", "»", '"', '" ', "“", "(", ")", ")(", "a. ", "A. ", "A.", "«A. ", "A. » ",
     "« A. » a ", ". ", ".", "…", "! ", "'", "[…] ", "1. ", "http://. ", "M. ", "etc. ",
     "\n", "a.\n", "Le.Le"],
)  # fmt: skip
def test_time_is_linear_in_length(unit):
    text = (unit * (LONG // len(unit)))[:LONG]
    started = time.process_time()
    sentences(text)
    sentences(text + "a")
    assert time.process_time() - started < SECONDS


def test_sentences_agree_with_those_cut_by_hand(shared):
    rows = (shared / "gold" / "framing" / "sentences-pass-A.jsonl").read_text(encoding="utf-8")
    coded = [json.loads(row) for row in rows.splitlines()]
    folder = shared / "gold" / "framing" / "texts"
    texts = {row["article_id"]: (folder / f"{row['article_id']}.txt") for row in coded}
    found = {
        (article, sentence.start, sentence.end)
        for article, path in texts.items()
        for sentence in sentences(path.open(encoding="utf-8", newline="").read())
    }
    by_hand = {(row["article_id"], row["start"], row["end"]) for row in coded}
    assert len(by_hand & found) / len(by_hand) >= 0.99


def test_sentences_of_many_articles_end_as_sentences_do(shared):
    articles = sorted((shared / "corpora" / "wikinews-fr").glob("*.txt"))
    lengths = []
    for path in articles:
        text = path.read_text(encoding="utf-8")
        lengths += [len(sentence.text) for sentence in sentences(text)]
        for former, latter in pairwise(sentences(text)):
            if former.paragraph == latter.paragraph:
                assert re.search(r"[.!?…][»›”)\]\"'’\d\s]*$", former.text)
                assert not latter.text[0].islower()
    assert len(articles) == 1189
    assert max(lengths) < 2000
