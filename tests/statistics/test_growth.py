"""Growth of the vocabulary and fall of its frequencies, on texts made to a known law."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s


def heaps_text(k, beta, size):
    """Write a text whose number of types after n tokens is k·n^beta, to the nearest."""
    tokens, types = [], 0
    for n in range(1, size + 1):
        if k * n**beta >= types + 1 or not tokens:
            types += 1
            tokens.append(f"w{types}")
        else:
            tokens.append("w1")
    return tokens


@pytest.mark.parametrize("method", ["log", "nonlinear"])
@pytest.mark.parametrize("beta", [0.5, 0.7])
def test_heaps_fit_finds_the_law(method, beta):
    fit = s.heaps_fit(heaps_text(2, beta, 20_000), method=method)
    assert fit.beta == pytest.approx(beta, abs=0.03)
    assert fit.k == pytest.approx(2, rel=0.15)
    assert fit.tokens == 20_000


def test_the_two_fits_weigh_the_text_differently():
    text = heaps_text(2, 0.5, 5000) + [f"new{k}" for k in range(500)]
    assert s.heaps_fit(text, method="nonlinear").error < s.heaps_fit(text, method="log").error


@pytest.mark.parametrize("exponent", [0.8, 1.0, 1.3])
def test_zipf_fit_finds_the_exponent(exponent):
    counts = np.round(1e7 * np.arange(1, 501) ** -exponent).astype(int)
    fit = s.zipf_fit({str(rank): n for rank, n in enumerate(counts.tolist())})
    assert fit.exponent == pytest.approx(exponent, abs=1e-4)
    assert (fit.first_rank, fit.last_rank) == (1, 500)


def test_zipf_fit_from_a_rank_on():
    counts = [10**6, *np.round(1e6 * np.arange(2, 200) ** -1.1).astype(int).tolist()]
    fit = s.zipf_fit({str(rank): n for rank, n in enumerate(counts)}, first_rank=2)
    assert fit.exponent == pytest.approx(1.1, abs=1e-3)


def test_zipf_fit_is_the_maximum():
    counts = {"a": 50, "b": 20, "c": 11, "d": 4, "e": 1}
    fit = s.zipf_fit(counts)

    def likelihood(exponent):
        shares = np.arange(1, 6) ** -exponent
        return float(np.array(list(counts.values())) @ np.log(shares / shares.sum()))

    assert fit.log_likelihood == pytest.approx(likelihood(fit.exponent))
    assert likelihood(fit.exponent) > likelihood(fit.exponent + 0.01)
    assert likelihood(fit.exponent) > likelihood(fit.exponent - 0.01)


def test_equal_frequencies_do_not_fall():
    assert s.zipf_fit(["a", "b", "c"]).exponent == 0


@pytest.mark.parametrize("tokens", [[], ["a"], ["a", "a"]])
def test_too_little_to_fit(tokens):
    assert math.isnan(s.zipf_fit(tokens).exponent)


@pytest.mark.parametrize("tokens", [[], ["a"]])
def test_too_little_to_grow(tokens):
    assert math.isnan(s.heaps_fit(tokens).beta)


def test_one_word_over_and_over_does_not_grow():
    assert s.heaps_fit(["a"] * 50).beta == pytest.approx(0, abs=1e-12)


def test_unknown_options_are_refused():
    with pytest.raises(ValueError, match="log, nonlinear"):
        s.heaps_fit(["a"], method="bayes")
    with pytest.raises(ValueError, match="from 1"):
        s.zipf_fit(["a", "b"], first_rank=0)


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=80))
def test_curve_counts_types(tokens):
    for row in s.growth_curve(tokens).itertuples():
        assert row.types == len(set(tokens[: row.tokens]))
