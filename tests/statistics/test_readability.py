"""Readability formulas against published values, and the two "French Flesch" side by side."""

import math

import pytest

from helpers import statistics as s

QUANTEDA = "quanteda.textstats 9fc2708, test-textstat_readability.R"


@pytest.mark.parametrize(
    ("words", "sentences", "syllables", "value", "tolerance"),
    [
        (7, 1, 8, 103, 1.03),  # The cat in the hat ate breakfast. (tolerance 1 % in the source)
        (10, 1, 10, 112.085, 1e-9),  # The cat in the hat at green ham and eggs.
        (4, 1, 5, 97.025, 1e-9),  # Once upon a time.
    ],
)
def test_english_flesch(words, sentences, syllables, value, tolerance):
    measured = s.flesch_english(words, sentences, syllables)
    assert measured == pytest.approx(value, abs=tolerance), QUANTEDA


def test_fog():
    assert s.gunning_fog(7, 1, 0) == pytest.approx(2.8), QUANTEDA


SHAPES = [(100, 5, 160), (57, 4, 101), (1689, 92, 2900), (1, 1, 1)]


class TestTraps:
    @pytest.mark.parametrize(("words", "sentences", "syllables"), SHAPES)
    def test_t3_two_formulas_go_by_french_flesch(self, words, sentences, syllables):
        asl, asw = words / sentences, syllables / words
        koRpus = 209 - 1.15 * asl - 68 * asw
        yoast = 207 - 1.015 * asl - 73.6 * asw
        assert s.kandel_moles(words, sentences, syllables) == pytest.approx(koRpus)
        assert s.flesch_french_207(words, sentences, syllables) == pytest.approx(yoast)
        assert koRpus != pytest.approx(yoast, abs=0.5)

    def test_t7_lix_follows_the_convention_of_words_and_sentences(self):
        """Same text, cut as we do and as Voyant does: ". " alone ends a sentence."""
        ours = [["Vraiment"], ["Il", "part"], ["La", "nuit", "tombe"]]
        voyant = [[word for sentence in ours for word in sentence]]
        assert s.readability(ours).lix == pytest.approx(6 / 3 + 100 / 6)
        assert s.readability(voyant).lix == pytest.approx(6 / 1 + 100 / 6)


def test_scores_of_two_short_sentences():
    text = [["Le", "gouvernement", "parle"], ["L'", "armée", "écoute", "les", "journalistes"]]
    measured = s.readability(text)
    # le 1 gou-ver-ne-ment 4 parle 1 · l' 0 ar-mée 2 é-coute 2 les 1 jour-na-listes 3
    assert measured[:4] == (8, 2, 14, 2)
    assert measured.kandel_moles == pytest.approx(209 - 1.15 * 4 - 68 * 14 / 8)
    assert measured.flesch_french_207 == pytest.approx(207 - 1.015 * 4 - 73.6 * 14 / 8)
    assert measured.lix == pytest.approx(4 + 25)
    assert measured.rix == pytest.approx(1)


def test_a_long_word_has_more_than_six_letters():
    assert s.readability([["aujourd'hui", "soldat", "armistice", "Jong-un"]]).long_words == 2


@pytest.mark.parametrize("text", [[], [[]], [[], []]])
def test_no_word_gives_nan(text):
    measured = s.readability(text)
    assert measured[:4] == (0, 0, 0, 0)
    assert all(map(math.isnan, measured[4:]))


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        s.lix(10, -1, 2)
