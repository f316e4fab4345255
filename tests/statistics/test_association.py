# ruff: noqa: SIM905
"""Association measures and co-occurrents against published values."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures
from scipy import stats

from helpers import statistics as s

NLTK = "nltk f2a92bd, test/collocations.doctest and metrics.doctest"
N = 14307668
NLTK_ROWS = [  # as printed: the number of digits is the source's
    (s.t_score, (8, 15828, 4675, N), 0.9999, 4, "Manning & Schütze 1999, §5.3"),
    (s.t_score, (20, 42, 20, N), 4.4721, 4, "Manning & Schütze 1999, §5.3"),
    (s.g2, (110, 2552, 221, 31777), 270.721876936, 9, "Dunning 1993"),
    (s.g2, (150, 12593, 932, N), 1291.31905713, 8, "Manning & Schütze 1999"),
    (s.pmi, (20, 42, 20, N), 18.38, 2, "Manning & Schütze 1999, §5.4"),
    (s.pmi, (20, 15019, 15629, N), 0.29, 2, "Manning & Schütze 1999, §5.4"),
]


@pytest.mark.parametrize(("measure", "counts", "value", "digits", "origin"), NLTK_ROWS)
def test_worked_examples_kept_in_nltk(measure, counts, value, digits, origin):
    assert measure(*counts) == pytest.approx(value, abs=0.51 * 10**-digits), (NLTK, origin)


def test_chi_squared_of_new_companies():
    together, node, collocate, total = 8, 15828, 4675, N
    value = s.chi_squared(together, node, collocate - together, total - node)
    assert value == pytest.approx(1.55, abs=0.005), (NLTK, "Manning & Schütze 1999")


MCLM = "mclm 773eecb, tests/testthat/test-assoc.R: a=4 b=25 c=1 d=11"
TOY = 4, 29, 5, 41


@pytest.mark.parametrize(
    ("measured", "value"),
    [
        (s.expected(*TOY), 3.536),
        (s.delta_p(*TOY), 0.0546),
        (s.relative_risk(*TOY), 1.655),
        (s.odds_ratio(*TOY), 1.76),
        (s.minimum_sensitivity(*TOY), 0.138),
        (s.dice(*TOY), 0.235),
        (s.pmi(*TOY), 0.178),
        (s.chi_squared(4, 29, 1, 12), 0.236),
        (s.g2(*TOY), 0.252),
        (s.t_score(*TOY, variance="binomial"), 0.244),
        (s.fisher(4, 29, 1, 12, alternative="greater").p, 0.539),
    ],
)
def test_mclm(measured, value):
    assert measured == pytest.approx(value, abs=1e-3), MCLM


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ((8, 15828, 4675), 3.67645256),
        ((20, 42, 20), 13.36773178),
        ((110, 2552, 221), 10.34412781),
    ],
)
def test_log_dice(counts, value):
    assert s.log_dice(*counts, N) == pytest.approx(value, abs=1e-7), "Rychlý 2008, derived"


def test_log_dice_is_at_most_14_and_counts_in_doublings():
    assert s.log_dice(7, 7, 7, 100) == 14
    assert s.log_dice(8, 30, 30, 999) - s.log_dice(4, 30, 30, 999) == pytest.approx(1)


QUANTEDA = "quanteda.textstats 9fc2708, textstat_collocations, run"


@pytest.mark.parametrize(
    ("counts", "strength", "z"),
    [
        ((2, 3, 3, 9), 1.8101086078963, 1.3079859063262),  # other capital
        ((1, 3, 1, 9), 2.0541237336955, 1.1446272590938),  # capital word2
        ((2, 2, 2, 10), 4.44265125649, 2.09019148213),  # I like good ice cream, twice
    ],
)
def test_quanteda_lambda_and_z(counts, strength, z):
    measured = s.interaction(*counts)
    assert measured.strength == pytest.approx(strength, rel=1e-11), QUANTEDA
    assert measured.z == pytest.approx(z, rel=1e-11), QUANTEDA


def test_t_score_variance_is_named():
    assert s.t_score(*TOY) == pytest.approx((4 - 29 * 5 / 41) / 2)
    assert s.t_score(*TOY, variance="binomial") > s.t_score(*TOY, variance="observed")


four_counts = st.tuples(*[st.integers(1, 50)] * 4).map(
    lambda cells: (cells[0], cells[0] + cells[1], cells[0] + cells[2], sum(cells))
)


@given(four_counts)
def test_agrees_with_nltk(counts):
    together, node, collocate, total = counts
    args = together, (node, collocate), total
    assert s.pmi(*counts) == pytest.approx(BigramAssocMeasures.pmi(*args))
    assert s.t_score(*counts) == pytest.approx(BigramAssocMeasures.student_t(*args))
    assert s.g2(*counts) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*args), abs=1e-6)
    assert s.dice(*counts) == pytest.approx(BigramAssocMeasures.dice(*args))


@given(four_counts)
def test_delta_p_has_two_directions(counts):
    together, node, collocate, total = counts
    swapped = together, collocate, node, total
    assert s.delta_p(*counts, predicts="node") == pytest.approx(s.delta_p(*swapped))


UNIT = "le roi parle et la reine parle au roi".split(), "la reine dort".split()


def test_cooccurrents_in_a_window():
    table = s.cooccurrents(UNIT, "reine", span=2, minimum=1).set_index("word")
    # Within two words of reine: et la · parle au, la · dort; ten tokens are not reine.
    assert table["node"].eq(6).all()
    assert table["total"].eq(10).all()
    assert table.loc["la", ["together", "collocate"]].tolist() == [2, 2]
    assert table.loc["parle", ["together", "collocate"]].tolist() == [1, 2]
    assert "le" not in table.index
    assert "reine" not in table.index
    assert table.loc["la", "specificity"] == pytest.approx(s.specificity(2, 2, 6, 10))


def test_cooccurrents_in_sentences():
    table = s.cooccurrents(UNIT, "reine", context="sentence", minimum=1).set_index("word")
    assert table.loc["la", ["together", "node", "collocate", "total"]].tolist() == [2, 2, 2, 2]
    assert table.loc["dort", ["together", "node", "collocate", "total"]].tolist() == [1, 2, 1, 2]


def test_windows_do_not_leave_their_unit():
    table = s.cooccurrents(UNIT, "dort", span=9, minimum=1)
    assert set(table["word"]) == {"la", "reine"}


def test_several_nodes_count_as_one():
    table = s.cooccurrents(UNIT, {"roi", "reine"}, span=1, minimum=1)
    assert not {"roi", "reine"} & set(table["word"])


def test_window_against_a_plain_count():
    draw = np.random.default_rng(3)
    units = [draw.choice(list("abcdef"), 40).tolist() for _ in range(5)]
    table = s.cooccurrents(units, "a", span=3, minimum=1).set_index("word")
    for word in "bcdef":
        near = sum(
            unit[i] == word and "a" in unit[max(i - 3, 0) : i + 4]
            for unit in units
            for i in range(len(unit))
        )
        assert table.loc[word, "together"] == near


@pytest.mark.parametrize("context", ["window", "sentence"])
@pytest.mark.parametrize("units", [[], [[]], [["un", "mot"]]])
def test_no_node_no_cooccurrents(context, units):
    assert s.cooccurrents(units, "absent", context=context).empty


MEASURES = [s.pmi, s.mi3, s.t_score, s.z_score, s.g2, s.dice, s.log_dice, s.delta_p]


@pytest.mark.parametrize("measure", [s.pmi, s.mi3, s.t_score, s.z_score])
def test_a_word_without_a_case_gives_nan(measure):
    assert math.isnan(measure(0, 0, 5, 10))


def test_words_never_together():
    assert s.pmi(0, 3, 4, 10) == -math.inf
    assert s.log_dice(0, 3, 4, 10) == -math.inf
    assert math.isnan(s.t_score(0, 3, 4, 10))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("counts", [(5, 4, 6, 20), (5, 6, 4, 20), (1, 10, 12, 20), (-1, 2, 2, 9)])
def test_contradictory_counts_are_refused(measure, counts):
    with pytest.raises(ValueError):
        measure(*counts)


def test_no_interaction_without_a_case():
    assert all(map(math.isnan, s.interaction(0, 0, 5, 10)))


def test_arrays_give_arrays():
    assert s.pmi([4, 4], 29, 5, 41).shape == (2,)
    assert isinstance(s.pmi(*TOY), float)


def test_g2_can_be_signed():
    avoided = 1, 50, 50, 100
    assert s.g2(*avoided, signed=True) == -s.g2(*avoided)
    expected = stats.chi2_contingency([[1, 49], [49, 1]], correction=False, lambda_=0).statistic
    assert s.g2(*avoided) == pytest.approx(expected)
