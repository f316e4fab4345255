"""Sentences written for the purpose, and the code each must have."""

import pytest
from framing_rows import rows

from helpers.framing import conditionals
from helpers.language import tokens


@pytest.mark.parametrize(("expected", "sentence"), rows("topics.tsv"))
def test_topics(code, expected, sentence):
    coded = code(sentence)
    found = set(coded["topics"].iloc[0].split(";")) if len(coded) else {"-"}
    assert found == set(expected.split(";"))


@pytest.mark.parametrize(("expected", "sentence"), rows("frames.tsv"))
def test_frames(code, expected, sentence):
    assert expected in code(sentence)["frames"].iloc[0].split(";")


@pytest.mark.parametrize(("expected", "sentence"), rows("certainty.tsv"))
def test_certainty(code, expected, sentence):
    assert code(sentence)["certainty"].iloc[0] == expected


@pytest.mark.parametrize(("topics", "frames", "certainty", "text"), rows("press.tsv"))
def test_press_sentences(code, topics, frames, certainty, text):
    """The last sentence of each text, after ` | ` where another stands before it."""
    last = text.rpartition(" | ")[2]
    coded = code(text.replace(" | ", " "))
    coded = coded[coded["text"] == last]
    found = set(coded["topics"].iloc[0].split(";")) if len(coded) else {"-"}
    assert found == set(topics.split(";"))
    if len(coded):
        given = set(coded["frames"].iloc[0].split(";"))
        assert given & set(frames.split(";")) or frames == "none"
        assert coded["certainty"].iloc[0] == certainty


@pytest.mark.parametrize(("expected", "sentence"), rows("conditionals.tsv"))
def test_kinds_of_conditional(expected, sentence):
    kinds = [found.kind for found in conditionals(tokens(sentence))]
    assert expected in kinds
    assert set(kinds) <= {expected, "modal"} or expected == "politeness"


@pytest.mark.parametrize(
    "sentence",
    [
        "La milice livrait des armes.",
        "La milice livrera des armes.",
        "Il était rare que la fusée parte à l'heure.",
        "Le lauréat du concours a reçu son prix.",
    ],
)
def test_no_conditional(sentence):
    assert conditionals(tokens(sentence)) == []


def test_there_are_enough_conditionals():
    assert len(rows("conditionals.tsv")) >= 60
