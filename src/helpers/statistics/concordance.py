"""Concordance: every occurrence of a word with the words around it (KWIC)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from helpers.language import fold
from helpers.statistics.arrays import choose

By = Literal["form", "lemma", "regex"]
Sort = Literal["place", "left", "right"]

ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr)'(?=\w)")
NO_SPACE_BEFORE = re.compile(r"[,.…)\]]+")


class Words(NamedTuple):
    """The different words of a list, and where each of them stands."""

    keys: dict[str, list[int]]
    order: np.ndarray
    bounds: np.ndarray

    def places(self, numbers: Iterable[int]) -> np.ndarray:
        """Give the places of some of the words, by their numbers, in the order of the text."""
        found = [self.order[self.bounds[n] : self.bounds[n + 1]] for n in numbers]
        return np.sort(np.concatenate(found)) if found else np.array([], dtype=int)


class ConcordanceIndex(NamedTuple):
    """Tokens of a corpus with an index of their forms and, if given, lemmas."""

    tokens: list[str]
    units: np.ndarray
    names: list[Hashable]
    spaced: np.ndarray
    forms: Words
    lemmas: Words | None


def concordance_index(
    tokens: Sequence[str],
    *,
    lemmas: Sequence[str] | None = None,
    units: Sequence[Hashable] | None = None,
    spaced: Sequence[bool] | None = None,
) -> ConcordanceIndex:
    """Index the tokens of a corpus, punctuation included, for `concordance`.

    tokens: forms in the order of the text. lemmas: one a token, to search by.
    units: one a token, such as its article, which contexts do not cross.
    spaced: whether a space follows each token; guessed if None. Linear: about a
    second for 1,000,000 tokens.
    """
    forms = list(tokens)
    for name, given in (("lemmas", lemmas), ("units", units), ("spaced", spaced)):
        if given is not None and len(given) != len(forms):
            raise ValueError(f"{name} needs one entry a token: {len(given)} for {len(forms)}")
    numbers, names = pd.factorize(np.array([""] * len(forms) if units is None else units, object))
    return ConcordanceIndex(
        forms,
        numbers,
        list(names),
        _guess_spaces(forms) if spaced is None else np.asarray(spaced, dtype=bool),
        _index(forms),
        None if lemmas is None else _index(list(lemmas)),
    )


def concordance(
    index: ConcordanceIndex,
    query: str,
    *,
    by: By = "form",
    width: int = 8,
    sort: Sort = "place",
) -> pd.DataFrame:
    """Find every occurrence of a word, with the tokens around it.

    query: a word or several words in a row, whatever their case or apostrophe;
    what follows an elision is found too ("armes" finds d'armes, whether d' is a
    token of its own or not). by: "form", "lemma" (the index needs lemmas), or
    "regex", a regular expression that must match a whole form in lower case
    (straight apostrophe), elision left off or not. width: tokens
    on either side. sort: by place, by the words to the left (nearest first) or
    to the right, accents and case left aside.
    A row is an occurrence: place (number of its first token), unit, left, match, right.
    """
    choose(by, ("form", "lemma", "regex"), "by")
    choose(sort, ("place", "left", "right"), "sort")
    places, length = _found(index, query, by)
    rows = [_row(index, place, length, width) for place in places.tolist()]
    frame = pd.DataFrame(rows, columns=["place", "unit", "left", "match", "right"])
    if sort == "place" or frame.empty:
        return frame
    keys = [_sort_key(index, place, length, width, sort) for place in frame["place"]]
    return frame.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _found(index: ConcordanceIndex, query: str, by: By) -> tuple[np.ndarray, int]:
    if by == "regex":
        pattern = _pattern(query)
        keys = index.forms.keys.items()
        numbers = {n for key, several in keys if pattern.fullmatch(key) for n in several}
        return index.forms.places(sorted(numbers)), 1
    if by == "lemma" and index.lemmas is None:
        raise ValueError("the index has no lemmas: give them to concordance_index")
    words = index.lemmas if by == "lemma" and index.lemmas is not None else index.forms
    wanted = _query_words(words, query)
    if not wanted:
        raise ValueError("the query has no word")
    places = words.places(words.keys.get(wanted[0], []))
    for step, word in enumerate(wanted[1:], start=1):
        places = np.intersect1d(places, words.places(words.keys.get(word, [])) - step)
    last = np.minimum(places + len(wanted) - 1, len(index.units) - 1)
    return places[index.units[places] == index.units[last]], len(wanted)


def _pattern(query: str) -> re.Pattern[str]:
    try:
        return re.compile(query, re.IGNORECASE)
    except re.error as fault:
        raise ValueError(f"{query!r} is no regular expression: {fault}") from fault


def _query_words(words: Words, query: str) -> list[str]:
    """Split a query at its spaces, and after an apostrophe where the whole is no known word."""
    pieces = (fold(piece) for piece in query.split())
    split = ([piece] if piece in words.keys else re.findall(r"[^']+'?", piece) for piece in pieces)
    return [word for piece in split for word in piece]


def _index(words: list[str]) -> Words:
    numbers, forms = pd.factorize(np.array(words, dtype=object))
    keys: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for key in _keys(form):
            keys[key].append(number)
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(len(forms) + 1))
    return Words(dict(keys), order, bounds)


def _keys(form: str) -> set[str]:
    """Give the words a token answers to: itself, and what follows its elision."""
    folded = fold(form)
    return {folded, ELISION.sub("", folded, count=1)}


def _guess_spaces(forms: list[str]) -> np.ndarray:
    after = [not form.endswith(("'", "’", "(", "[")) for form in forms]
    before = [NO_SPACE_BEFORE.fullmatch(form) is None for form in forms[1:]] + [True]
    return np.array(after, dtype=bool) & np.array(before, dtype=bool)[: len(forms)]


def _row(index: ConcordanceIndex, place: int, length: int, width: int) -> tuple:
    start, end = _context(index, place, length, width)
    unit = index.names[index.units[place]]
    spans = ((start, place), (place, place + length), (place + length, end))
    return (place, unit, *(_joined(index, *span) for span in spans))


def _context(index: ConcordanceIndex, place: int, length: int, width: int) -> tuple[int, int]:
    unit = index.units[place]
    first, last = max(place - width, 0), min(place + length + width, len(index.tokens))
    inside = np.flatnonzero(index.units[first:last] == unit)
    return first + int(inside[0]), first + int(inside[-1]) + 1


def _joined(index: ConcordanceIndex, start: int, end: int) -> str:
    pairs = zip(index.tokens[start:end], index.spaced[start:end], strict=True)
    return "".join(f"{form} " if space else form for form, space in pairs).strip()


def _sort_key(
    index: ConcordanceIndex, place: int, length: int, width: int, sort: Sort
) -> list[str]:
    start, end = _context(index, place, length, width)
    left, right = index.tokens[start:place][::-1], index.tokens[place + length : end]
    return [_without_accents(form) for form in (left if sort == "left" else right)]


def _without_accents(form: str) -> str:
    decomposed = unicodedata.normalize("NFD", form.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
