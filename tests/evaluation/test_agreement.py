"""Published agreement values: Krippendorff (2018), NLTK's tests, fast-krippendorff's sample."""

import math

import pytest

from helpers.evaluation import alpha_interval, cohen_kappa, krippendorff_alpha, percent_agreement

_ = None
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
THREE_CODERS = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]


@pytest.mark.parametrize(
    ("codings", "level", "expected"),
    [
        (FOUR_CODERS, "nominal", 0.743421),
        (FOUR_CODERS, "ordinal", 0.815388),
        (FOUR_CODERS, "interval", 0.849107),
        (FOUR_CODERS, "ratio", 0.797403),
        (THREE_CODERS, "nominal", 0.691358),
        (THREE_CODERS, "ordinal", 0.806721),
        (THREE_CODERS, "interval", 0.810845),
        (THREE_CODERS, "ratio", 0.808944),
        ([list("0100000010"), list("1110010000")], "nominal", 0.095238),
        ([["Y", "Y", _], ["N", "N", _], ["N", _, "N"]], "nominal", -1 / 3),
    ],
)
def test_alpha_reproduces_published_values(codings, level, expected):
    assert krippendorff_alpha(codings, level=level) == pytest.approx(expected, abs=5e-7)


def test_alpha_of_codes_that_never_vary_is_undefined():
    assert math.isnan(krippendorff_alpha([["x", "x"], ["x", "x"]]))
    assert math.isnan(krippendorff_alpha([["x", None], [None, "y"]]))


def test_percent_and_kappa_by_hand():
    first, second = list("aabbn"), list("abbbn")
    assert percent_agreement(first, second) == 0.8
    expected = 2 / 5 * 1 / 5 + 2 / 5 * 3 / 5 + 1 / 5 * 1 / 5
    assert cohen_kappa(first, second) == pytest.approx((0.8 - expected) / (1 - expected))
    assert math.isnan(cohen_kappa(list("aaa"), list("aaa")))


def test_interval_holds_the_estimate_and_draws_whole_groups():
    codings = [list("aabbccab") * 4, list("aabbcabb") * 4]
    by_unit = alpha_interval(codings, draws=300)
    by_group = alpha_interval(codings, groups=[i // 8 for i in range(32)], draws=300)
    assert by_unit.low < by_unit.estimate < by_unit.high
    assert by_unit.n == 32 and by_group.n == 4
    assert by_group.low == pytest.approx(by_group.high)  # the four groups are alike


def test_codings_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="one code"):
        krippendorff_alpha([["a"], ["a", "b"]])
