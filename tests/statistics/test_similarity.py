# ruff: noqa: SIM905
"""Similarity of texts against textreuse, textacy and quanteda."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s

TEXTREUSE = "textreuse 6f8cbe3, documentation and tests"
TEXTACY = "textacy f08ecbc, tests of similarity"


@pytest.mark.parametrize(
    ("measured", "value", "source"),
    [
        (s.jaccard({1, 2, 3}, {2, 3, 4}), 0.5, TEXTREUSE),
        (s.jaccard({"a", "b", "c"}, {"b", "c"}), 2 / 3, TEXTREUSE),
        (s.jaccard_bag("a a a b".split(), "a a b b c".split()), 1 / 3, TEXTREUSE),
        (s.containment([1, 2, 3, 4], [3, 4, 5]), 2 / 3, TEXTREUSE),
        (s.containment(["a", "b", "c"], ["c", "d"]), 0.5, TEXTREUSE),
        (s.matches(["a", "b"], ["a", "a", "c"]), 2, TEXTREUSE),
        (s.jaccard(list("abcd"), list("abcdefgh")), 0.5, TEXTACY),
        (s.sorensen_dice(list("abcd"), list("abcdefgh")), 0.6667, TEXTACY),
        (s.cosine(list("abcd"), list("abcdefgh")), 0.7071, TEXTACY),
    ],
)
def test_published_value(measured, value, source):
    assert measured == pytest.approx(value, abs=5e-5), source


WORDS_1 = {"a": 3, "b": 2, "c": 6, "d": 1, "e": 1, "f": 1, "g": 1, "h": 2}
WORDS_2 = {"a": 2, "b": 1, "c": 2, "d": 4, "e": 1, "f": 1, "h": 1}


def test_quanteda():
    assert s.cosine(WORDS_1, WORDS_2) == pytest.approx(0.701, abs=5e-4), "quanteda, run"
    assert s.jaccard(WORDS_1, WORDS_2) == pytest.approx(0.875), "quanteda, run"


@pytest.mark.parametrize("measure", [s.cosine, s.jaccard, s.jaccard_bag, s.sorensen_dice])
def test_empty_texts(measure):
    assert math.isnan(measure([], []))


def test_nothing_to_find_again():
    assert math.isnan(s.containment(["a"], []))
    assert s.containment([], ["a"]) == 0


tokens = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=30)


@given(tokens, tokens)
def test_symmetric_and_bounded(first, second):
    for measure in (s.cosine, s.jaccard, s.jaccard_bag, s.sorensen_dice):
        assert measure(first, second) == pytest.approx(measure(second, first))
        assert 0 <= measure(first, second) <= 1 + 1e-12
    assert s.cosine(first, first) == pytest.approx(1)


def test_square_of_articles():
    table = pd.DataFrame({"x": [2, 1, 0], "y": [4, 2, 0], "z": [1, 0, 3]})
    square = s.similarities(table, weights="counts")
    assert square.loc["x", "y"] == pytest.approx(1)
    assert square.loc["x", "z"] == pytest.approx(s.cosine({"a": 2, "b": 1}, {"a": 1, "c": 3}))


def test_words_of_every_article_weigh_nothing_in_tf_idf():
    table = pd.DataFrame({"x": [5, 1, 0], "y": [5, 0, 1]}, index=["de", "roi", "reine"])
    assert s.similarities(table).loc["x", "y"] == 0
    alone = pd.DataFrame({"x": [5], "y": [5]})
    assert s.similarities(alone).isna().all(axis=None)
