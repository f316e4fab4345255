"""Readability of French: formulas on counts, each under its own name."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.statistics.syllables import syllables

LONG_WORD = 7  # letters: Björnsson's long words have more than six


class Readability(NamedTuple):
    """The counts of a text and the scores made from them."""

    words: int
    sentences: int
    syllables: int
    long_words: int
    kandel_moles: float
    flesch_french_207: float
    lix: float
    rix: float


def kandel_moles(words: float, sentences: float, syllables: float) -> float:
    """Kandel and Moles's score, 209 − 1.15 · words/sentence − 68 · syllables/word.

    Higher is easier; NaN without a word or a sentence. One of two formulas that
    go by "French Flesch". Reference: Kandel & Moles 1958, as in koRpus.
    """
    return _flesch(words, sentences, syllables, 209, 1.15, 68)


def flesch_french_207(words: float, sentences: float, syllables: float) -> float:
    """Score of textstat and textacy, 207 − 1.015 · words/sentence − 73.6 · syllables/word.

    Higher is easier; NaN without a word or a sentence. The other formula that
    goes by "French Flesch"; no primary source is known.
    """
    return _flesch(words, sentences, syllables, 207, 1.015, 73.6)


def flesch_english(words: float, sentences: float, syllables: float) -> float:
    """Flesch's reading ease, 206.835 − 1.015 · words/sentence − 84.6 · syllables/word.

    What a tool prints whose language was left on English: never for French.
    Reference: Flesch 1948.
    """
    return _flesch(words, sentences, syllables, 206.835, 1.015, 84.6)


def gunning_fog(words: float, sentences: float, long_words: float) -> float:
    """Gunning's fog index, 0.4 · (words/sentence + 100 · long words/words).

    long_words: words of three syllables or more. What Voyant prints; its scale
    is of American school years: never for French. Reference: Gunning 1952.
    """
    per_sentence, share = _ratio(words, sentences), _ratio(long_words, words)
    return 0.4 * (per_sentence + 100 * share)


def lix(words: float, sentences: float, long_words: float) -> float:
    """Läsbarhetsindex, words/sentence + 100 · long words/words; higher is harder.

    long_words: words of more than six letters. NaN without a word or a sentence.
    Reference: Björnsson 1968.
    """
    return _ratio(words, sentences) + 100 * _ratio(long_words, words)


def rix(sentences: float, long_words: float) -> float:
    """Anderson's RIX, long words per sentence; higher is harder; NaN without a sentence.

    Reference: Anderson 1983.
    """
    return _ratio(long_words, sentences)


def readability(sentences: Iterable[Sequence[str]]) -> Readability:
    """Count the words, syllables and long words of a text, and score it.

    sentences: the words of each sentence, punctuation left out; sentences
    without a word do not count. NaN scores without a word. Not for texts under
    100 words, nor between two conventions of what a word or a sentence is.
    """
    kept = [list(words) for words in sentences if len(words)]
    words = [word for sentence in kept for word in sentence]
    spoken = sum(map(syllables, words))
    long_words = sum(sum(map(str.isalpha, word)) >= LONG_WORD for word in words)
    sizes = len(words), len(kept)
    return Readability(
        *sizes,
        spoken,
        long_words,
        kandel_moles(*sizes, spoken),
        flesch_french_207(*sizes, spoken),
        lix(*sizes, long_words),
        rix(len(kept), long_words),
    )


def _flesch(
    words: float,
    sentences: float,
    syllables: float,
    base: float,
    by_sentence: float,
    by_word: float,
) -> float:
    return base - by_sentence * _ratio(words, sentences) - by_word * _ratio(syllables, words)


def _ratio(part: float, whole: float) -> float:
    if part < 0 or whole < 0:
        raise ValueError(f"counts cannot be negative: {part}, {whole}")
    return part / whole if whole else math.nan
