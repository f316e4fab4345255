"""Lafon's specificities against R textometry, on the table of Robespierre's speeches."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers import statistics as s

TEXTOMETRY = "cran/textometry 80252d7, data/robespierre.rda (Lafon 1980), run"
SPEECHES = [f"D{k}" for k in range(1, 11)]
COUNTS = {
    "de": [464, 165, 194, 392, 398, 235, 509, 96, 58, 662],
    "peuple": [45, 18, 15, 14, 53, 30, 42, 16, 4, 59],
    "république": [35, 10, 16, 29, 29, 9, 21, 14, 2, 42],
    "ennemi": [30, 13, 11, 19, 22, 10, 16, 7, 2, 35],
    "patrie": [6, 5, 16, 8, 23, 10, 35, 8, 3, 39],
    "autres": [7815, 2347, 3668, 6441, 7371, 4261, 9519, 1922, 1015, 13096],
}
SCORES = """
 1.2477  2.6891 -0.5534  1.6471 -0.5096 -0.2909 -0.6132 -0.8098  0.3884 -2.2050
 0.6161  1.1466 -0.6709 -4.1743  2.1122  1.2906 -0.7980  1.3632 -0.3977 -0.8410
 0.9753  0.4424  0.6038  0.9023  0.4706 -1.2797 -2.2003  1.9736 -0.5366 -0.6335
 1.2133  1.6778  0.3146  0.3091  0.3364 -0.5024 -2.0550  0.4965 -0.3552 -0.4359
-4.2432 -0.4160  1.4491 -2.0903  0.6178 -0.3834  1.5961  0.8409  0.2942  0.6414
-1.2657 -3.6429  0.3542 -0.5984 -0.5387  0.3333  1.2439 -0.5569  0.3377  2.4355
"""
PEOPLE = [0.2420637706, 0.07134721826, -0.2133715411, -6.693709318e-05, 0.007723488758]
PEOPLE += [0.05121782082, -0.1592318553, 0.04332824907, -0.4001917453, -0.1442248165]


@pytest.fixture
def robespierre():
    return pd.DataFrame.from_dict(COUNTS, orient="index", columns=SPEECHES)


def test_every_cell_of_robespierre(robespierre):
    printed = np.array(SCORES.split(), dtype=float).reshape(6, 10)
    scores = s.specificities(robespierre)
    assert scores.index.equals(robespierre.index)
    assert list(scores.columns) == SPEECHES
    assert scores.to_numpy() == pytest.approx(printed, abs=5.1e-5), TEXTOMETRY


def test_probabilities_of_peuple(robespierre):
    probabilities = s.specificities(robespierre, scale="probability").loc["peuple"]
    assert probabilities.tolist() == pytest.approx(PEOPLE, rel=1e-8), TEXTOMETRY


def test_single_call_of_the_source_header():
    call = 11, 296, 1084, 61449
    assert s.specificity(*call) == pytest.approx(1.76983, abs=5e-6)
    assert s.specificity(*call, scale="probability") == pytest.approx(0.01698897085, rel=1e-8)


def test_sizes_given_beside_a_part_of_the_table(robespierre):
    sizes = robespierre.sum()
    some = s.specificities(robespierre.loc[["patrie"]], sizes=sizes)
    pd.testing.assert_frame_equal(some, s.specificities(robespierre).loc[["patrie"]])


class TestTraps:
    def test_t9_tail_and_sign_turn_at_the_expected_frequency(self):
        at, under = s.specificity([5, 4], 10, 50, 100, scale="probability")
        assert at == pytest.approx(stats.hypergeom.sf(4, 100, 10, 50))
        assert under == pytest.approx(-stats.hypergeom.cdf(4, 100, 10, 50))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 400), st.integers(0, 400))
def test_equals_the_hypergeometric_law(inside, outside, part, rest):
    total_f, t, total = inside + outside, part + inside, part + rest + inside + outside
    value = s.specificity(inside, total_f, t, total, scale="probability")
    if total_f == 0:
        assert math.isnan(value)
        return
    over = inside >= total_f * t / total
    law = stats.hypergeom(total, total_f, t)
    expected = law.sf(inside - 1) if over else -law.cdf(inside)
    assert value == pytest.approx(expected, rel=1e-8)


def test_a_score_too_large_for_a_probability_is_still_a_number():
    drawn = sum(math.log10((1_000_000 - k) / (50_000 - k)) for k in range(5000))
    assert s.specificity(5000, 5000, 50_000, 1_000_000) == pytest.approx(drawn, rel=1e-9)
    assert s.specificity(0, 5000, 500_000, 1_000_000) < -1500


def test_empty_part_and_absent_word_have_no_specificity():
    table = pd.DataFrame({"a": [3, 0], "b": [0, 0]}, index=["mot", "absent"])
    scores = s.specificities(table)
    assert scores.loc["mot", "a"] == 0
    assert scores["b"].isna().all()
    assert scores.loc["absent"].isna().all()


def test_a_word_in_every_place_is_not_specific():
    assert s.specificity(10, 10, 10, 10) == 0


@pytest.mark.parametrize(
    "counts", [(5, 4, 10, 100), (5, 9, 4, 100), (1, 9, 101, 100), (-1, 2, 3, 4)]
)
def test_a_part_must_belong_to_the_corpus(counts):
    with pytest.raises(ValueError):
        s.specificity(*counts)


def test_scale_is_named():
    with pytest.raises(ValueError, match="score, probability"):
        s.specificity(1, 2, 3, 4, scale="log")
