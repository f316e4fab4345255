import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.evaluation import bootstrap, bootstrap_share


def test_share_is_the_ratio_of_sums_not_the_mean_of_ratios():
    share = bootstrap_share([1, 9], [1, 99])
    assert share.estimate == 0.1
    assert share.low < 0.1 < share.high


@pytest.mark.parametrize(("hits", "totals"), [([], []), ([3], [4]), ([0, 0], [0, 0])])
def test_no_interval_without_two_articles_or_anything_counted(hits, totals):
    share = bootstrap_share(hits, totals)
    assert math.isnan(share.low) and math.isnan(share.high)


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="each article"):
        bootstrap_share([1, 2], [1])


def test_general_and_vectorised_bootstrap_agree():
    hits, totals = [3, 1, 4, 1, 5, 9, 2, 6], [10, 12, 9, 8, 11, 14, 10, 9]
    fast = bootstrap_share(hits, totals, seed=1)
    units = list(zip(hits, totals, strict=True))
    slow = bootstrap(units, lambda u: sum(h for h, _ in u) / sum(t for _, t in u), seed=1)
    assert slow.estimate == fast.estimate
    assert slow.low == pytest.approx(fast.low, abs=0.02)
    assert slow.high == pytest.approx(fast.high, abs=0.02)


def test_intervals_cover_the_truth_about_as_often_as_they_say():
    generator = np.random.default_rng(7)
    covered = 0
    for seed in range(300):
        rates = generator.beta(4, 6, size=40)
        totals = generator.integers(5, 30, size=40)
        share = bootstrap_share(generator.binomial(totals, rates), totals, draws=400, seed=seed)
        covered += share.low <= 0.4 <= share.high
    assert 0.90 <= covered / 300 <= 0.99


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_share_and_bounds_stay_in_order(pairs):
    pairs = [(min(h, t), t) for h, t in pairs]
    share = bootstrap_share([h for h, _ in pairs], [t for _, t in pairs], draws=50)
    for value in share[:3]:
        assert math.isnan(value) or 0 <= value <= 1
    assert math.isnan(share.low) or share.low <= share.high
