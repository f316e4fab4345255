# ruff: noqa: SIM905
"""Reinert's classification, on the small table of R's rainette and on texts of two worlds."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from helpers import statistics as s
from helpers.statistics import classification

RAINETTE = "rainette 8b67ddb, tests/testthat/test_rainette1.R"
MINI = np.array(
    [
        [1, 1, 1, 0, 0],
        [0, 0, 1, 1, 0],
        [1, 0, 0, 0, 0],
        [1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1],
        [1, 0, 0, 0, 0],
        [1, 1, 1, 0, 0],
    ]
)


def test_groups_of_rainette():
    found = s.reinert(pd.DataFrame(MINI), classes=2, smallest=3)
    alone = found.classes == found.classes[2]
    assert np.flatnonzero(alone).tolist() == [2, 5], RAINETTE
    sums = [MINI[alone].sum(axis=0), MINI[~alone].sum(axis=0)]
    assert found.heights == pytest.approx([stats.chi2_contingency(sums).statistic]), RAINETTE


@pytest.mark.parametrize(
    ("first", "kept", "others"),
    [([2, 5], [], [1, 2, 3]), ([3, 2, 4, 5, 1], [0, 2, 3], [])],
)
def test_features_of_rainette(first, kept, others):
    inside = np.isin(np.arange(7), first)
    words = classification._words_of_sides(MINI.astype(float), inside)
    assert [side.tolist() for side in words] == [kept, others], RAINETTE


@given(arrays(int, st.tuples(st.integers(3, 9), st.integers(3, 6)), elements=st.integers(0, 1)))
def test_the_cut_is_the_best_and_exchange_never_lowers_it(counts):
    part = counts[counts.any(axis=1)][:, counts.any(axis=0)].astype(float)
    if min(part.shape) < 2:
        return
    cut = classification._best_cut(part)
    heights = [
        stats.chi2_contingency([part[:k].sum(axis=0), part[k:].sum(axis=0)], correction=False)
        for k in range(1, len(part))
    ]
    best = max(height.statistic for height in heights)
    assert heights[cut - 1].statistic == pytest.approx(best, abs=1e-8)
    first = np.arange(len(part)) < cut
    assert classification._exchange(part, first) >= best - 1e-8


def two_worlds(size):
    draw = np.random.default_rng(4)
    sea, sky = (
        "mer port bateau vague marin quai".split(),
        "ciel fusée orbite lune satellite vol".split(),
    )
    common = "dire voir jour année".split()
    return [
        [*draw.choice(sea if k % 2 else sky, 6).tolist(), *draw.choice(common, 3).tolist()]
        for k in range(size)
    ]


def as_table(segments):
    return pd.DataFrame([s.frequencies(segment) for segment in segments]).fillna(0)


def test_two_worlds_are_told_apart():
    table = as_table(two_worlds(60))
    classes = s.reinert(table, classes=2).classes
    assert len(set(classes[::2])) == len(set(classes[1::2])) == 1
    assert classes[0] != classes[1]
    profiles = s.class_profiles(table, classes)
    best = profiles[profiles["class"] == classes[1]].head(6)["word"]
    assert set(best) == {"mer", "port", "bateau", "vague", "marin", "quai"}


def test_the_same_table_gives_the_same_classes():
    table = as_table(two_worlds(40))
    assert s.reinert(table, classes=4).classes.equals(s.reinert(table, classes=4).classes)


def test_chi_squared_of_a_profile():
    table = pd.DataFrame({"mot": [1, 1, 0, 0], "autre": [0, 1, 1, 1]})
    profiles = s.class_profiles(table, pd.Series([1, 1, 2, 2])).set_index(["class", "word"])
    assert profiles.loc[(1, "mot"), ["f1", "n1", "f2", "n2"]].tolist() == [2, 2, 0, 2]
    assert profiles.loc[(1, "mot"), "chi_squared"] == pytest.approx(4)
    assert profiles.loc[(2, "mot"), "chi_squared"] == pytest.approx(-4)


@pytest.mark.parametrize(
    "table", [pd.DataFrame(), pd.DataFrame([[1, 0]]), pd.DataFrame([[0] * 5] * 9)]
)
def test_nothing_to_split(table):
    found = s.reinert(table)
    assert found.heights == []
    assert (found.classes == 1).all()


def test_no_class_no_profile():
    assert s.class_profiles(pd.DataFrame({"mot": [1]}), pd.Series([0])).empty


def test_segments():
    sentences = [["a"] * 3, ["b"] * 3, ["c"] * 5, ["d"]]
    assert s.text_segments(sentences, size=5) == [[*"aaabbb"], [*"cccccd"]]
    assert s.text_segments([], size=5) == []
    assert s.text_segments([["a"]], size=5) == [["a"]]
