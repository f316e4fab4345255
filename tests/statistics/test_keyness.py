"""Keyness against published values; each row names its source."""

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers import statistics as s

EVERT = "cran/corpora 5bfa54d, tests/keyness.R (Evert 2022), m = 20109"
SIZES = {"n1": 1177, "n2": 341805}
FAMILY = 20109
# f1, f2, G², log ratio, simple maths (100), LRC, PositiveLRC
EVERT_ROWS = [
    (2, 1, 18.890004, 8.9182703, 17.480924, 0, -1.9175543),
    (8, 0, 90.849659, 12.2687676, 68.969414, 6.02085203, 6.1753469),
    (94, 749, 489.763198, 5.1937625, 34.898872, 4.38192871, 4.4080371),
    (342, 117, 3471.323833, 9.7247480, 657.176031, 9.01949534, 9.0401563),
    (3, 1, 29.564058, 9.4036972, 25.735598, 0.98836409, 1.3249082),
    (18, 0, 204.565275, 13.3907581, 153.931181, 8.00746555, 8.1141031),
]


@pytest.mark.parametrize(("f1", "f2", "g2", "ratio", "maths", "lrc", "positive"), EVERT_ROWS)
def test_evert(f1, f2, g2, ratio, maths, lrc, positive):
    counts = {"f1": f1, "f2": f2, **SIZES}
    assert s.log_likelihood(**counts) == pytest.approx(g2, abs=1e-6), EVERT
    assert s.log_ratio(**counts) == pytest.approx(ratio, abs=1e-7), EVERT
    assert s.simple_maths(**counts, k=100) == pytest.approx(maths, abs=1e-6), EVERT
    assert s.lrc(**counts, family=FAMILY) == pytest.approx(lrc, abs=1e-7), EVERT
    one_sided = s.lrc(**counts, family=FAMILY, sides="one")
    assert one_sided == pytest.approx(positive, abs=1e-7), EVERT


def test_evert_log_ratio_filtered_by_g2():
    p = stats.chi2.sf([row[2] for row in EVERT_ROWS], 1)
    kept = s.adjust_p_values(np.append(p, np.ones(FAMILY - 6)), method="bonferroni")[:6] <= 0.05
    assert kept.tolist() == [False, True, True, True, True, True], EVERT


def test_evert_row_of_two_like_samples():
    counts = 7, 1000, 2, 1000
    assert s.log_likelihood(*counts) == pytest.approx(2.9544942, abs=1e-7)
    assert s.log_ratio(*counts) == pytest.approx(1.5849625, abs=1e-7)
    assert s.lrc(*counts) == 0
    assert s.lrc(*counts, sides="one") == pytest.approx(-0.28741792, abs=1e-8)
    assert s.simple_maths(*counts, k=1) == pytest.approx(3.4987506, abs=1e-7)
    assert s.simple_maths(*counts, k=100) == pytest.approx(3.3809524, abs=1e-7)


QUANTEDA = "quanteda.textstats 9fc2708, tests/testthat/test-textstat_keyness.R, run"
A = 3, 10, 7, 9  # d1 = b×7 a×3, d2 = a×7 b×2
A_OF_THREE = 3, 10, 10, 15  # the same, with a reference of two documents, a×10 b×5


@pytest.mark.parametrize(
    ("measured", "value"),
    [
        (s.chi_squared(*A, correction="yates"), 2.632438272),
        (s.chi_squared(*A), 4.337160494),
        (s.log_likelihood(*A), 4.534939332),
        (s.log_likelihood(*A, correction="williams"), 4.200833412),
        (s.chi_squared(*A_OF_THREE, correction="yates"), 1.929754274),
        (s.chi_squared(*A_OF_THREE), 3.231837607),
        (s.fisher(*A).p, 0.06977851869),
        (s.fisher(6, 17, 2, 12).p, 0.408347108497),
        (s.fisher(1, 17, 4, 12).p, 0.129636646878),
    ],
)
def test_quanteda(measured, value):
    assert measured == pytest.approx(value, rel=1e-9), QUANTEDA


@pytest.mark.parametrize(
    ("counts", "ratio"),
    [
        (A, 0.1395423741),
        ((7, 10, 2, 9), 7.166281974),
        ((6, 17, 2, 12), 2.637598434284),
        ((1, 17, 4, 12), 0.13473595426),
    ],
)
def test_fisher_odds_ratio_is_the_conditional_one(counts, ratio):
    # R finds its root to about 1e-4 (uniroot's default tolerance).
    assert s.fisher(*counts).odds_ratio == pytest.approx(ratio, rel=1e-4), QUANTEDA


D1 = {"a": 3, "b": 2, "c": 6, "d": 1, "e": 1, "f": 1, "g": 1, "h": 2}
D2 = {"a": 2, "b": 1, "c": 2, "d": 4, "e": 1, "f": 1, "g": 0, "h": 1}
SIGNED_G2 = {
    "a": 0.00475146670634,
    "b": 0.09124195213665,
    "c": 1.27423806755251,
    "d": -3.77944059085925,
    "e": -0.06490053115574,
    "g": 1.09329104033814,
}
PMI = {
    "a": 0.0232568631413,
    "b": 0.1286173787014,
    "c": 0.2464004142601,
    "d": -1.0753554235728,
    "e": -0.1590646934573,
    "g": 0.5340824865165,
}


@pytest.mark.parametrize("word", SIGNED_G2)
def test_quanteda_signed_scores(word):
    g2 = s.log_likelihood(D1[word], 17, D2[word], 12, signed=True)
    assert g2 == pytest.approx(SIGNED_G2[word], abs=1e-6), QUANTEDA
    pmi = s.pmi(D1[word], 17, D1[word] + D2[word], 29, base=math.e)
    assert pmi == pytest.approx(PMI[word], rel=1e-7), QUANTEDA


def order_by(scores):
    return " ".join(sorted(D1, key=lambda word: (-scores[word], word)))


def test_quanteda_order_by_g2():
    # The order printed for χ² (g before c) is not that of χ² on these counts: left out.
    f1, f2 = list(D1.values()), list(D2.values())
    g2 = s.log_likelihood(f1, 17, f2, 12, signed=True)
    assert order_by(dict(zip(D1, g2, strict=True))) == "c g b h a e f d", QUANTEDA


class TestTraps:
    def test_t2_fightin_words_has_two_variances(self):
        y1, y2 = [1, 5, 1, 9], [100, 510, 100, 199]
        two = s.log_odds(y1, y2, 0.01, variance="2-term").z
        four = s.log_odds(y1, y2, 0.01, variance="4-term").z
        assert two[3] == pytest.approx(4.4629252, abs=1e-7)
        assert four[3] == pytest.approx(2.9830643, abs=1e-7)

    def test_t4_quanteda_default_g2_is_yates_where_counts_are_small(self):
        c = 6, 17, 2, 12
        assert s.log_likelihood(*c, correction="yates") == pytest.approx(0.4773, abs=5e-5)
        assert s.log_likelihood(*c, correction="none") == pytest.approx(1.2742, abs=5e-5)

    def test_g2_of_two_cells_leaves_the_other_words_out(self):
        f1, n1, f2, n2 = 94, 1177, 749, 341805
        e1, e2 = (n * (f1 + f2) / (n1 + n2) for n in (n1, n2))
        rayson = 2 * (f1 * math.log(f1 / e1) + f2 * math.log(f2 / e2))
        assert s.log_likelihood(f1, n1, f2, n2, cells=2) == pytest.approx(rayson)
        assert s.log_likelihood(f1, n1, f2, n2) != pytest.approx(rayson, rel=1e-3)

    def test_log_ratio_treats_zeros_in_two_ways(self):
        assert s.log_ratio(8, 100, 0, 100, zeros="hardie") == pytest.approx(4)
        assert s.log_ratio(8, 100, 0, 100, zeros="walter") == pytest.approx(math.log2(17))


MONROE = "scattertext a805fdb, FightingWords, ConvoKit: Monroe and others 2008, eqs 15-22"
Y1, Y2 = np.array([1, 5, 1, 9]), np.array([100, 510, 100, 199])


@pytest.mark.parametrize(
    ("prior", "variance", "delta", "z"),
    [
        (
            0.01,
            "4-term",
            [-0.6095321, -1.0345766, -0.6095321, 1.5201005],
            [-0.5898449, -1.9056841, -0.5898449, 2.9830643],
        ),
        (
            0.01,
            "2-term",
            [-0.6095321, -1.0345766, -0.6095321, 1.5201005],
            [-0.6095022, -2.3044051, -0.6095022, 4.4629252],
        ),
        (
            Y1 + Y2,
            "2-term",
            [-0.0123687, -0.025453, -0.0123687, 0.0496224],
            [-0.1017422, -0.4727573, -0.1017422, 0.590354],
        ),
        (
            Y1 + Y2,
            "4-term",
            [-0.0123687, -0.025453, -0.0123687, 0.0496224],
            [-0.0960481, -0.3154611, -0.0960481, 0.5188378],
        ),
    ],
)
def test_log_odds(prior, variance, delta, z):
    odds = s.log_odds(Y1, Y2, prior, variance=variance)
    assert odds.delta == pytest.approx(delta, abs=6e-8), MONROE
    assert odds.z == pytest.approx(z, abs=6e-8), MONROE


def test_scattertext_scores_are_two_sided_probabilities():
    z = s.log_odds(Y1, Y2, 0.01, variance="4-term").z
    printed = [0.4447054, 0.9433088, 0.4447054, -0.9971462]
    assert -(2 * stats.norm.cdf(z) - 1) == pytest.approx(printed, abs=6e-8)
    z = s.log_odds([1, 5, 2, 7, 10], [10, 10, 1, 5, 10], 0.01, variance="4-term").z
    score = 2 * stats.norm.cdf(z) - 1
    thresholded = np.where(np.abs(score) > 1 - 2 * 0.1, score, 0)
    assert thresholded == pytest.approx([-0.9593012, 0, 0, 0.8197493, 0], abs=6e-8)


counts = st.integers(0, 300)


@given(counts, counts, st.integers(1, 2000), st.integers(1, 2000))
def test_agrees_with_scipy(f1, f2, others1, others2):
    n1, n2 = f1 + others1, f2 + others2
    if not f1 + f2:
        assert math.isnan(s.log_likelihood(f1, n1, f2, n2))
        return
    table = [[f1, others1], [f2, others2]]
    g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert s.log_likelihood(f1, n1, f2, n2) == pytest.approx(g2, abs=1e-7)
    chi2 = stats.chi2_contingency(table, correction=False).statistic
    assert s.chi_squared(f1, n1, f2, n2) == pytest.approx(chi2, abs=1e-9)
    yates = stats.chi2_contingency(table, correction=True).statistic
    assert s.chi_squared(f1, n1, f2, n2, correction="yates") == pytest.approx(yates, abs=1e-9)


@given(counts, counts, st.integers(1, 2000), st.integers(1, 2000))
def test_lrc_never_promises_more_than_its_interval(f1, f2, others1, others2):
    sizes = f1, f1 + others1, f2, f2 + others2
    low, high = s.log_ratio_interval(*sizes)
    conservative = s.lrc(*sizes)
    if not f1 + f2:
        assert math.isnan(conservative)
    elif low <= 0 <= high:
        assert conservative == 0
    else:
        assert abs(conservative) == min(abs(low), abs(high))


@given(counts, counts, st.integers(1, 500), st.integers(1, 500))
def test_exchanging_the_parts_changes_the_sign(f1, f2, others1, others2):
    there = f1, f1 + others1, f2, f2 + others2
    back = f2, f2 + others2, f1, f1 + others1
    for measure in (s.log_ratio, s.lrc):
        assert measure(*there) == pytest.approx(-measure(*back), nan_ok=True)


DEGENERATE = [(0, 10, 0, 10), (0, 0, 3, 10), (3, 10, 0, 0), (0, 0, 0, 0)]
MEASURES = [s.log_likelihood, s.chi_squared, s.log_ratio, s.lrc]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("sizes", DEGENERATE)
def test_nothing_to_compare_gives_nan(measure, sizes):
    assert math.isnan(measure(*sizes))


def test_fisher_with_nothing_to_compare():
    assert all(map(math.isnan, s.fisher(0, 10, 0, 10)))


def test_simple_maths_of_an_empty_part():
    assert math.isnan(s.simple_maths(0, 0, 1, 10))


@pytest.mark.parametrize("measure", [s.log_likelihood, s.chi_squared])
@pytest.mark.parametrize("correction", ["none", "yates"])
def test_a_word_that_is_the_whole_corpus_is_not_key(measure, correction):
    assert measure(10, 10, 20, 20, correction=correction) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("measure", [*MEASURES, s.simple_maths, s.fisher])
@pytest.mark.parametrize("sizes", [(11, 10, 1, 10), (-1, 10, 1, 10)])
def test_impossible_counts_are_refused(measure, sizes):
    with pytest.raises(ValueError):
        measure(*sizes)


@pytest.mark.parametrize(
    "call",
    [
        lambda: s.log_likelihood(1, 2, 1, 2, correction="fisher"),
        lambda: s.log_likelihood(1, 2, 1, 2, cells=3),
        lambda: s.chi_squared(1, 2, 1, 2, correction="williams"),
        lambda: s.log_ratio(1, 2, 1, 2, zeros="drop"),
        lambda: s.lrc(1, 2, 1, 2, sides="both"),
        lambda: s.log_odds([1], [1], 1, variance="group"),
        lambda: s.adjust_p_values([0.1], method="none"),
    ],
)
def test_unknown_conventions_are_refused(call):
    with pytest.raises(ValueError, match="is one of"):
        call()


def test_log_odds_of_a_word_without_any_count_is_nan():
    odds = s.log_odds([1, 0, 3], [2, 0, 1], 0)
    assert math.isnan(odds.z[1])


P_VALUES = [0.01, 0.04, 0.03, math.nan, 0.005]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("bonferroni", [0.04, 0.16, 0.12, math.nan, 0.02]),
        ("holm", [0.03, 0.06, 0.06, math.nan, 0.02]),
        ("benjamini-hochberg", [0.02, 0.04, 0.04, math.nan, 0.02]),
    ],
)
def test_adjusted_p_values(method, expected):
    adjusted = s.adjust_p_values(P_VALUES, method=method)
    assert adjusted == pytest.approx(expected, nan_ok=True), "R's p.adjust, by hand"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_adjusted_p_values_agree_with_scipy(p):
    expected = stats.false_discovery_control(p, method="bh")
    assert s.adjust_p_values(p, method="benjamini-hochberg") == pytest.approx(expected)


def test_keywords_of_two_small_texts():
    table = s.keywords(D1, D2, minimum=1).set_index("word")
    assert table["n1"].eq(17).all()
    assert table["n2"].eq(12).all()
    assert table.loc["c", "g2"] == pytest.approx(SIGNED_G2["c"])
    assert table.loc["c", "specificity"] == pytest.approx(s.specificity(6, 8, 17, 29))
    assert (table["lrc"] == 0).all()


def test_keywords_of_an_empty_part():
    table = s.keywords({}, {"mot": 3})
    assert table["lrc"].isna().all()
    assert s.keywords({}, {}).empty


def test_keyness_of_30000_words_in_a_second():
    draw = np.random.default_rng(1)
    rates = 2e5 / np.arange(1, 30_001) / 10 + 1
    part, rest = ({f"w{k}": n for k, n in enumerate(draw.poisson(rates).tolist())} for _ in "ab")
    start = time.process_time()
    table = s.keywords(part, rest, minimum=1)
    assert time.process_time() - start < 1
    assert len(table) > 25_000
