# ruff: noqa: SIM905
"""Lexical richness against published values; each row names its source."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s

LETTERS = "b a b a b a b a".split(), "a a b b".split()
RUN = "one one two one one two one".split()
FRUIT = "apple orange apple orange pear pear apple orange".split()
YULE = "a b c d d e e f f f".split()
YULE_LONGER = [*YULE, *"gggg"]
ST_JOHN = {1: 212, 2: 51, 3: 26, 4: 13, 5: 6, 6: 6, 7: 3, 8: 4, 10: 1, 11: 1, 13: 3}
ST_JOHN |= {16: 1, 17: 1, 19: 1, 21: 1, 59: 1}
SPECTRUM = {f"{f}-{k}": f for f, types in ST_JOHN.items() for k in range(types)}
TEN = "test text with some text numbers hyphenhere and text punctuations".split()
FIFTY_SEVEN = (
    "measure of textual lexical diversity computed as the mean length of sequential words in a "
    "text that maintains a minimum threshold ttr score iterates over words until ttr scores falls "
    "below a threshold then increase factor counter by and start over mccarthy and jarvis pg "
    "recommends a factor threshold in the range of mccarthy mccarthy and jarvis"
).split()
LAMB = (
    "mary had a little lamb its fleece was white as snow and everywhere that mary went the lamb "
    "was sure to go"
).split()
CATS = (
    "burton loves cats and cats love burton burton loves dogs not as much as cats but dogs do not "
    "love burton very much"
).split()
DEFENSE = {
    "most": 263,
    **{f"word {k}": 1 for k in range(293)},
}  # N = 556, V = 294, as koRpus's text

QUANTEDA = "quanteda.textstats 9fc2708, tests/testthat/test-textstat_lexdiv.R"
LEXICAL_RICHNESS = "LexicalRichness e7e2816, tests/test_lexicalrichness.py"
README = "LexicalRichness e7e2816, README.rst §2"
TEXTACY = "textacy f08ecbc, tests/text_stats/test_diversity.py"
KORPUS = "cran/koRpus 8890708, tests/testthat/sample_text*.txt"


def maas_root_10(tokens):
    return s.maas(tokens, form="root", base=10)


def dugast_10(tokens):
    return s.dugast(tokens, base=10)


def summer_10(tokens):
    return s.summer(tokens, base=10)


ROWS = [
    (s.ttr, LETTERS[0], 0.25, QUANTEDA),
    (s.ttr, LETTERS[1], 0.5, QUANTEDA),
    (s.guiraud, LETTERS[0], 2 / math.sqrt(8), QUANTEDA),
    (s.guiraud, LETTERS[1], 2 / math.sqrt(4), QUANTEDA),
    (s.cttr, LETTERS[0], 2 / math.sqrt(16), QUANTEDA),
    (s.cttr, LETTERS[1], 2 / math.sqrt(8), QUANTEDA),
    (s.herdan, LETTERS[0], math.log(2) / math.log(8), QUANTEDA),
    (s.herdan, LETTERS[1], math.log(2) / math.log(4), QUANTEDA),
    (maas_root_10, LETTERS[0], 0.859189294224, QUANTEDA),
    (dugast_10, LETTERS[0], 1.35463498049, QUANTEDA),
    (dugast_10, LETTERS[1], 1.20411998266, QUANTEDA),
    (s.yule_i, list("aabbc"), 1.5, QUANTEDA),
    (s.yule_i, list("abc"), 0, QUANTEDA),
    (s.ttr, RUN, 2 / 7, QUANTEDA),
    (s.herdan, RUN, math.log(2) / math.log(7), QUANTEDA),
    (s.yule_k, YULE, 1000, QUANTEDA),
    (s.simpson, YULE, 0.111111111111, QUANTEDA),
    (s.simpson, YULE_LONGER, 0.120879120879, QUANTEDA),
    (s.herdan_vm, YULE, 0.182574185835, QUANTEDA),
    (s.herdan_vm, YULE_LONGER, 0.202030508910, QUANTEDA),
    (s.yule_k, SPECTRUM, 112.76698390421, "formula on the St John spectrum"),
    (s.ttr, TEN, 0.8, LEXICAL_RICHNESS),
    (s.guiraud, TEN, 2.5298221281347035, LEXICAL_RICHNESS),
    (s.cttr, TEN, 1.7888543819998317, LEXICAL_RICHNESS),
    (s.herdan, TEN, 0.9030899869919434, LEXICAL_RICHNESS),
    (s.summer, TEN, 0.8777828395738175, LEXICAL_RICHNESS),
    (s.dugast, TEN, 23.760032854423635, LEXICAL_RICHNESS),
    (s.maas, TEN, 0.04208748389057132, LEXICAL_RICHNESS),
    (s.yule_k, TEN, 600.0, LEXICAL_RICHNESS),
    (s.yule_i, TEN, 8.0, LEXICAL_RICHNESS),
    (s.herdan_vm, TEN, 0.18708286933869708, LEXICAL_RICHNESS),
    (s.simpson, TEN, 0.06666666666666667, LEXICAL_RICHNESS),
    (s.mtld, TEN, 14.000000000000004, LEXICAL_RICHNESS),
    (s.ttr, FIFTY_SEVEN, 0.6842105263157895, README),
    (s.guiraud, FIFTY_SEVEN, 5.165676192553671, README),
    (s.cttr, FIFTY_SEVEN, 3.6526846651686067, README),
    (s.hdd, FIFTY_SEVEN, 0.7468703323966481, README),
    (s.herdan, FIFTY_SEVEN, 0.9061378160786574, README),
    (s.summer, FIFTY_SEVEN, 0.9294460323356605, README),
    (s.dugast, FIFTY_SEVEN, 43.074336212149774, README),
    (s.maas, FIFTY_SEVEN, 0.023215679867353005, README),
    (s.yule_k, FIFTY_SEVEN, 153.8935056940597, README),
    (s.yule_i, FIFTY_SEVEN, 22.36764705882353, README),
    (s.herdan_vm, FIFTY_SEVEN, 0.08539428890448784, README),
    (s.simpson, FIFTY_SEVEN, 0.015664160401002505, README),
    (s.entropy, "a a a b b c c c c c c d e f g h h".split(), 2.66012975263, "quanteda, run"),
    (s.entropy, "a a b c c d d d d e f h".split(), 2.58496250072, "quanteda, run"),
]


@pytest.mark.parametrize(("measure", "tokens", "value", "source"), ROWS)
def test_published_value(measure, tokens, value, source):
    assert measure(tokens) == pytest.approx(value, rel=1e-11), source


KORPUS_ROWS = [
    (s.ttr, 0.53),
    (s.herdan, 0.90),
    (s.guiraud, 12.47),
    (s.cttr, 8.82),
    (dugast_10, 27.23),
    (summer_10, 0.89),
    (maas_root_10, 0.19),
    (s.maas_lgv0, 5.64),
]


@pytest.mark.parametrize(("measure", "value"), KORPUS_ROWS)
def test_korpus_prints_two_digits(measure, value):
    assert measure(DEFENSE) == pytest.approx(value, abs=0.005), KORPUS


ORDERED_ROWS = [
    (s.mattr, RUN, {"window": 2}, 0.833333333333, QUANTEDA),
    (s.mattr, RUN, {"window": 3}, 2 / 3, QUANTEDA),
    (s.mattr, RUN, {"window": 4}, 1 / 2, QUANTEDA),
    (s.mattr, FRUIT, {"window": 2}, 0.928571428571, QUANTEDA),
    (s.msttr, FRUIT, {"segment": 2}, 0.875, QUANTEDA),
    (s.msttr, FRUIT, {"segment": 3}, 2 / 3, QUANTEDA),
    (s.msttr, FRUIT, {"segment": 4}, 0.625, QUANTEDA),
    (s.msttr, TEN, {"segment": 5, "tail": "keep"}, 0.9, LEXICAL_RICHNESS),
    (s.mattr, TEN, {"window": 5}, 0.9, LEXICAL_RICHNESS),
    (s.hdd, TEN, {"sample": 5}, 0.8833333333333332, LEXICAL_RICHNESS),
    (s.mtld, TEN, {"closes": "at"}, 14.000000000000004, LEXICAL_RICHNESS),
    (s.msttr, FIFTY_SEVEN, {"segment": 25}, 0.88, README),
    (s.mattr, FIFTY_SEVEN, {"window": 25}, 0.8351515151515151, README),
]


@pytest.mark.parametrize(("measure", "tokens", "options", "value", "source"), ORDERED_ROWS)
def test_published_value_with_options(measure, tokens, options, value, source):
    assert measure(tokens, **options) == pytest.approx(value, rel=1e-11), source


TEXTACY_ROWS = [  # printed with three decimals; textacy takes logarithms to base 10
    (s.ttr(LAMB), 0.864),
    (s.guiraud(LAMB), 4.051),
    (s.cttr(LAMB), 2.864),
    (s.herdan(LAMB), 0.953),
    (summer_10(LAMB), 0.835),
    (dugast_10(LAMB), 28.304),
    (s.msttr(LAMB, segment=20), 0.85),
    (s.mattr(LAMB, window=20), 0.883),
    (s.mtld(CATS, threshold=0.72), 10.181),
    (s.mtld(CATS, threshold=0.66), 14.162),
    (s.mtld(CATS, threshold=0.75), 10.062),
]


@pytest.mark.parametrize(("measured", "printed"), TEXTACY_ROWS)
def test_textacy_prints_three_decimals(measured, printed):
    assert measured == pytest.approx(printed, abs=6e-4), TEXTACY


def test_spectrum_of_st_john():
    assert sum(SPECTRUM.values()) == 755
    assert len(SPECTRUM) == 331


def test_vocd_curve_as_lexicalrichness_prints_it():
    assert s.vocd_model(100, d=2) == pytest.approx(0.1809975124224178, rel=1e-12)


class TestTraps:
    def test_t1_mtld_closes_below_or_at_the_threshold(self):
        assert s.mtld(FIFTY_SEVEN, closes="below") == pytest.approx(48.00946372239748, rel=1e-12)
        assert s.mtld(FIFTY_SEVEN, closes="at") == pytest.approx(46.79226361031519, rel=1e-12)

    def test_t6_printed_yule_k_of_st_john_is_not_the_formula(self):
        printed = 113.091583  # Miranda-García & Calle-Martín 2005
        assert s.yule_k(SPECTRUM) == pytest.approx(112.76698390421, rel=1e-12)
        assert s.yule_k(SPECTRUM) == pytest.approx(printed, rel=5e-3)

    def test_t8_hdd_is_what_vocd_draws_at_random(self):
        draw = np.random.default_rng(7)
        words = np.array(FIFTY_SEVEN)
        drawn = [len(set(draw.permutation(words)[:42])) / 42 for _ in range(4000)]
        assert s.hdd(FIFTY_SEVEN) == pytest.approx(np.mean(drawn), abs=0.002)

    def test_lexicalrichness_discards_even_a_complete_last_segment(self):
        assert s.msttr(TEN, segment=5, tail="drop_last") == pytest.approx(0.8)
        assert s.msttr(TEN, segment=5, tail="drop") == pytest.approx(0.9)

    def test_maas_forms_differ_and_say_so(self):
        assert s.maas(LETTERS[0], form="square", base=10) == pytest.approx(0.859189294224**2)


UNORDERED = [s.ttr, s.guiraud, s.cttr, s.herdan, s.summer, s.dugast, s.maas, s.maas_lgv0]
UNORDERED += [s.yule_k, s.yule_i, s.simpson, s.herdan_vm, s.entropy, s.hdd]
ORDERED = [s.msttr, s.mattr, s.mtld]


@pytest.mark.parametrize("measure", UNORDERED + ORDERED)
def test_no_token_gives_nan(measure):
    assert math.isnan(measure([]))


DEGENERATE = [
    (s.herdan, ["mot"]),
    (s.summer, ["mot"]),
    (s.summer, ["mot", "mot"]),
    (s.dugast, ["mot"]),
    (s.dugast, ["un", "mot"]),
    (s.maas, ["mot"]),
    (s.maas_lgv0, ["un", "mot"]),
    (s.simpson, ["mot"]),
    (s.hdd, ["mot"] * 41),
    (s.mattr, ["mot"] * 49),
    (s.msttr, ["mot"] * 99),
    (s.mtld, ["un", "autre", "mot"]),
]


@pytest.mark.parametrize(("measure", "tokens"), DEGENERATE)
def test_undefined_gives_nan(measure, tokens):
    assert math.isnan(measure(tokens))


@pytest.mark.parametrize("measure", [s.ttr, s.mattr, s.mtld, s.hdd])
@pytest.mark.parametrize("not_tokens", ["un texte", {"un", "ensemble"}, frozenset({"a"})])
def test_texts_and_sets_are_refused(measure, not_tokens):
    with pytest.raises(ValueError):
        measure(not_tokens)


@pytest.mark.parametrize("measure", ORDERED)
def test_counts_have_no_order(measure):
    with pytest.raises(ValueError, match="order"):
        measure(Counter(LAMB))


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (lambda: s.mtld(LAMB, threshold=1), "between 0 and 1"),
        (lambda: s.mtld(LAMB, closes="under"), "below, at"),
        (lambda: s.mattr(LAMB, window=0), "window"),
        (lambda: s.msttr(LAMB, segment=-1), "segment"),
        (lambda: s.msttr(LAMB, tail="cut"), "drop_last"),
        (lambda: s.maas(LAMB, form="half"), "square, root"),
        (lambda: s.ttr({"mot": -1}), "whole number"),
        (lambda: s.ttr({"mot": 1.5}), "whole number"),
    ],
)
def test_impossible_options_are_refused(call, fault):
    with pytest.raises(ValueError, match=fault):
        call()


def test_tokens_with_offsets_are_refused():
    class Token(tuple):
        form = "mot"

    with pytest.raises(ValueError, match="forms"):
        s.ttr([Token(), Token()])


def test_hapax():
    assert s.hapax(YULE) == 3
    assert s.hapax([]) == 0


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=120)


@given(words)
def test_counts_and_tokens_agree(tokens):
    for measure in UNORDERED:
        from_counts = measure(Counter(tokens))
        assert measure(tokens) == from_counts or math.isnan(from_counts)


@given(words, st.randoms(use_true_random=False))
def test_order_does_not_matter_to_counts(tokens, random):
    shuffled = random.sample(tokens, len(tokens))
    for measure in (s.ttr, s.yule_k, s.simpson, s.entropy, s.hapax):
        assert measure(shuffled) == pytest.approx(measure(tokens), nan_ok=True)


@given(words)
def test_window_of_the_whole_text_is_the_ttr(tokens):
    assert s.mattr(tokens, window=len(tokens)) == pytest.approx(s.ttr(tokens))
    assert s.msttr(tokens, segment=len(tokens)) == pytest.approx(s.ttr(tokens))
    assert s.hdd(tokens, sample=len(tokens)) == pytest.approx(s.ttr(tokens))


@given(words, st.integers(1, 30))
def test_mattr_is_the_mean_of_its_windows(tokens, window):
    ratios = [len(set(tokens[i : i + window])) / window for i in range(len(tokens) - window + 1)]
    expected = np.mean(ratios) if ratios else math.nan
    assert s.mattr(tokens, window=window) == pytest.approx(expected, nan_ok=True)


@given(words)
def test_bounds(tokens):
    assert 0 < s.ttr(tokens) <= 1
    assert s.yule_k(tokens) >= 0
    assert 0 <= s.entropy(tokens) <= math.log2(len(set(tokens))) + 1e-9
    assert math.isnan(s.mtld(tokens)) or s.mtld(tokens) >= 0
    assert math.isnan(s.hdd(tokens, sample=10)) or 0 < s.hdd(tokens, sample=10) <= 1


@given(words)
def test_mtld_reads_both_ways(tokens):
    assert s.mtld(tokens) == pytest.approx(s.mtld(tokens[::-1]), nan_ok=True)
