"""Dictionary forms, and forms made comparable."""

import functools
import unicodedata

import simplemma

from helpers.language.tokenisation import APOSTROPHES, HYPHENS, INVISIBLE

_PLAIN = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(INVISIBLE)}
)


def fold(form: str) -> str:
    """Make a form comparable: lower case, straight apostrophe and hyphen, composed accents.

    Soft hyphens and other invisible characters go: never count offsets in a folded text.
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
