"""Is it French?"""

from collections import Counter
from typing import NamedTuple

from helpers.corpus.lexicons import languages
from helpers.language import fold, tokens


class Reading(NamedTuple):
    """How a text reads: whether as French, the likeliest language, the share of words that told."""

    french: bool
    language: str
    share: float


_FEW_WORDS = 20
_LEAST = 0.08
_LEAST_LATIN = 0.5


def read_as(text: str) -> Reading:
    """Tell French from other languages by their grammatical words.

    A text of fewer than twenty words counts as French unless its letters are not
    Latin; so does one where French has at least as many of its words as any other
    language. Not for telling varieties of French, nor for a text half translated.
    """
    forms = [fold(token.form).rstrip("'") for token in tokens(text) if token.kind == "word"]
    letters = [c for c in text if c.isalpha()]
    if sum(c < "\u0250" for c in letters) < _LEAST_LATIN * len(letters):
        return Reading(False, "another script", 0.0)
    counts = Counter(code for form in forms for code, small in languages().items() if form in small)
    best = max(counts, key=lambda code: (counts[code], code == "fr"), default="fr")
    share = counts[best] / max(len(forms), 1)
    enough = counts["fr"] >= _LEAST * len(forms)
    return Reading(len(forms) < _FEW_WORDS or (best == "fr" and enough), best, share)
