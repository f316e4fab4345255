"""Dictionary forms, and forms made comparable."""

import functools
import unicodedata

import simplemma

from helpers.language.tokenisation import APOSTROPHES

_PLAIN = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), "‐": "-", "‑": "-", "\u00ad": None, "\u2060": None}
)


def fold(form: str) -> str:
    """Make a form comparable: lower case, straight apostrophe and hyphen, composed accents.

    Soft hyphens go, so the length may change: never count offsets in a folded text.
    """
    return unicodedata.normalize("NFC", form).translate(_PLAIN).lower()


@functools.lru_cache(maxsize=1 << 17)
def lemma(form: str) -> str:
    """Give the dictionary form of a French word form, without looking at its neighbours.

    A form with a capital that is no known common word keeps it (*Parisiens* →
    *Parisien*). What simplemma gets wrong in the press is corrected by
    data/lexicons/lemmas.csv. Ambiguous forms have one answer (*est* → *être*):
    not for telling apart homographs.
    Reference: A. Barbaresi, simplemma, doi:10.5281/zenodo.4673264.
    """
    return simplemma.lemmatize(fold(form), lang="fr")
