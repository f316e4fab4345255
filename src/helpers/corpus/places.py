"""Names of places at the head of dispatches."""

import functools

import regex
import simplemma

from helpers.corpus.lexicons import cities, particles, plain, regions
from helpers.language import fold

_WORD = regex.compile(r"[^\s'’/-]+")
_LONGEST = 6


def is_city(name: str) -> bool:
    """Say whether data/lexicons/places.yml has the city."""
    return plain(name) in cities()


def is_region(name: str) -> bool:
    """Say whether data/lexicons/places.yml has the country or region."""
    return plain(name) in regions()


@functools.lru_cache(maxsize=4096)
def looks_like_place(name: str) -> bool:
    """Say whether a name has the form of a place: capitalised words joined by small ones."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST or not words[0][0].isupper():
        return False
    return all(_place_word(word) for word in words)


def _place_word(word: str) -> bool:
    folded = fold(word)
    elided = folded[:2] in ("d'", "l'") and word[2:3].isupper()
    letters = all(c.isalpha() or c in "'’-./" for c in word)
    return letters and (word[0].isupper() or folded in particles() or elided)


def in_dictionary(name: str) -> bool:
    """Say whether every word of a name is a common word of French."""
    return all(simplemma.is_known(word.lower(), lang="fr") for word in _WORD.findall(name))


def normal_capitals(name: str) -> str:
    """Write a place in normal capitals: *SÉOUL* → *Séoul*, *RIO DE JANEIRO* → *Rio de Janeiro*.

    A name in capitals takes the spelling of data/lexicons/places.yml where it is there
    (*SEOUL* → *Séoul*); a name in small letters stays as it is.
    """
    if not name.isupper():
        return name
    known = cities().get(plain(name)) or regions().get(plain(name))
    return known or _WORD.sub(_capitalised, name)


def _capitalised(word: regex.Match[str]) -> str:
    small = word[0].lower()
    is_small = small in particles() or f"{small}'" in particles()
    return small if is_small and word.start() > 0 else small[0].upper() + small[1:]
