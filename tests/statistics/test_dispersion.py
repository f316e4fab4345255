"""Dispersion on Gries's toy corpus of five parts."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s

SIZES = [9, 10, 10, 10, 11]
SCATTERTEXT = "scattertext a805fdb, test_Dispersion.py (Gries 2008)"
TLDA = "tlda bad3a6d, run"
MEASURES = {
    "range": s.dispersion_range,
    "sd": s.dispersion_sd,
    "vc": s.variation_coefficient,
    "juilland": s.juilland_d,
    "carroll": s.carroll_d2,
    "rosengren": s.rosengren_s,
    "dp": s.gries_dp,
    "dp_norm": s.gries_dp_norm,
    "kl": s.kl_divergence,
}
PRINTED = {
    "b": ([2, 2, 2, 2, 2], [5, 0, 0, 0.968, 0.99874, 0.999, 0.02, 0.024, 0.003]),
    "i": ([1, 0, 0, 0, 0], [1, 0.4, 2, 0, 0, 0.18, 0.82, 1, 2.474]),
    "q": ([0, 1, 0, 0, 0], [1, 0.4, 2, 0, 0, 0.20, 0.80, 0.976, 2.322]),
    "x": ([0, 0, 0, 0, 1], [1, 0.4, 2, 0, 0, 0.22, 0.78, 0.951, 2.184]),
}
ROWS = [
    (item, name, value)
    for item, (_, values) in PRINTED.items()
    for name, value in zip(MEASURES, values, strict=True)
]


@pytest.mark.parametrize(("item", "name", "value"), ROWS)
def test_gries_toy_corpus(item, name, value):
    measured = MEASURES[name](PRINTED[item][0], SIZES)
    assert measured == pytest.approx(value, abs=5.1e-4), SCATTERTEXT


RISING = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (s.juilland_d, 0.78515045),
        (s.carroll_d2, 0.93792130),
        (s.rosengren_s, 0.94981634),
        (s.gries_dp, 0.18),
        (s.gries_dp_norm, 0.2195122),
    ],
)
def test_tlda(measure, value):
    assert measure(RISING, SIZES) == pytest.approx(value, abs=6e-9 if value != 0.2195122 else 6e-8)


class TestTraps:
    def test_t5_dp_has_variants_and_each_has_its_name(self):
        assert s.gries_dp(RISING, SIZES) == pytest.approx(0.18)
        norms = {
            "lijffijt_gries_2012": 0.18 / 0.82,
            "egbert_2020": 0.18 / 0.82,
            "gries_2008": 0.18 / 0.8,
        }
        for norm, value in norms.items():
            assert s.gries_dp_norm(RISING, SIZES, norm=norm) == pytest.approx(value), TLDA
        assert s.gries_dp_norm([0, 1, 0, 0, 0], SIZES, norm="egbert_2020") == pytest.approx(1)

    def test_t5_tlda_prints_one_less_dp(self):
        printed_by_default = 1 - 0.2195122
        assert 1 - s.gries_dp_norm(RISING, SIZES, norm="egbert_2020") == pytest.approx(
            printed_by_default, abs=6e-8
        ), TLDA


@pytest.mark.parametrize("measure", MEASURES.values())
def test_a_word_that_occurs_nowhere(measure):
    assert math.isnan(measure([0, 0, 0, 0, 0], SIZES))


@pytest.mark.parametrize("measure", [s.juilland_d, s.carroll_d2, s.gries_dp_norm])
def test_one_part_has_no_dispersion(measure):
    assert math.isnan(measure([3], [10]))


@pytest.mark.parametrize("measure", MEASURES.values())
@pytest.mark.parametrize(
    ("frequencies", "sizes"),
    [([1, 2], [10]), ([1, 2], [10, 0]), ([], []), ([-1, 2], [10, 10]), (3, [10])],
)
def test_parts_that_do_not_match_are_refused(measure, frequencies, sizes):
    with pytest.raises(ValueError):
        measure(frequencies, sizes)


def test_unknown_norm_is_refused():
    with pytest.raises(ValueError, match="gries_2008"):
        s.gries_dp_norm(RISING, SIZES, norm="2008")


def test_table_of_words():
    words = pd.DataFrame([PRINTED["b"][0], RISING], index=["b", "a"])
    table = s.dispersions(words, sizes=SIZES)
    assert table.loc["b", "frequency"] == 10
    assert table["gries_dp"].tolist() == pytest.approx([0.02, 0.18])
    assert list(table.index) == ["b", "a"]


parts = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), min_size=2, max_size=12)


@given(parts, st.randoms(use_true_random=False))
def test_bounds_and_order_of_parts(pairs, random):
    frequencies, sizes = zip(*pairs, strict=True)
    again, sizes_again = zip(*random.sample(pairs, len(pairs)), strict=True)
    for name, measure in MEASURES.items():
        value = measure(frequencies, sizes)
        assert value == pytest.approx(measure(again, sizes_again), nan_ok=True, abs=1e-9)
        if name in {"juilland", "carroll", "rosengren", "dp", "dp_norm"} and not math.isnan(value):
            assert -1e-9 <= value <= 1 + 1e-9


@given(parts)
def test_a_word_as_frequent_everywhere_is_even(pairs):
    sizes = np.array([size for _, size in pairs])
    assert s.gries_dp(3 * sizes, sizes) == pytest.approx(0, abs=1e-12)
    assert s.juilland_d(3 * sizes, sizes) == pytest.approx(1)
    assert s.carroll_d2(3 * sizes, sizes) == pytest.approx(1)
    assert s.rosengren_s(3 * sizes, sizes) == pytest.approx(1)
    assert s.kl_divergence(3 * sizes, sizes) == pytest.approx(0, abs=1e-12)
