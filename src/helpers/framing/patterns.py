"""A small language of word patterns that a class can read and edit, matched in one pass."""

import functools
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from helpers.language import Token, fold, inflect, lemma, tokens, verb_forms

GAP = "..."
LONGEST_GAP = 8
# What French puts between two words of one expression and a lexicon need not write.
LIGHT = frozenset(
    "le la les l' un une des du de d' à au aux ce cet cette ces son sa ses leur leurs".split()
)


class PatternError(ValueError):
    """A pattern that cannot be read; its text says what is wrong and what to write."""


class Item(NamedTuple):
    """One word of a pattern: the keys, beginnings and endings of words that it accepts."""

    keys: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]


class Pattern(NamedTuple):
    """A pattern ready to match: None stands for a gap of up to eight words."""

    label: Hashable
    source: str
    items: tuple[Item | None, ...]


class Hit(NamedTuple):
    """A pattern found: its label and the indices of its first and last token."""

    label: Hashable
    first: int
    last: int


@functools.lru_cache(maxsize=200_000)
def keys_of(form: str) -> frozenset[str]:
    """Give the keys that a word answers to: as written, folded, exact (`=`), lemma."""
    low = fold(form)
    return frozenset((form, low, "=" + low, fold(lemma(low)) if low else low))


def _read_item(text: str, source: str) -> Item:
    keys, prefixes, suffixes = set(), [], []
    for word in text.split("|"):
        if not word.strip("=*"):
            raise PatternError(f"« {source} » has an empty word: write it, or drop the sign")
        proper = word != word.lower()
        if word.startswith("*"):
            suffixes.append(fold(word[1:]))
        elif word.endswith("*"):
            prefixes.append(word[:-1] if proper else fold(word[:-1]))
        elif proper:
            keys.add(word.removeprefix("="))
        elif word.startswith("="):
            keys.add("=" + fold(word[1:]))
        else:
            keys |= _forms(fold(word))
    return Item(frozenset(keys), tuple(prefixes), tuple(suffixes))


@functools.cache
def _forms(word: str) -> frozenset[str]:
    """Give the forms of a word that a lemmatiser may read as another word's.

    Plurals, and every form of a verb: *produit* is a noun to the lemmatiser.
    """
    forms = {word, word + "s", word + "x"}
    if any(reading.mood == "infinitive" for reading in verb_forms(word)):
        forms |= set(inflect(word))
    return frozenset(forms)


def _as_tokens(word: str) -> list[str]:
    """Split a word of a pattern as a text is split: « jusqu'à » is two tokens."""
    sign = "=" if word.startswith("=") else ""
    bare = word.removeprefix("=")
    if word == GAP or not bare or "|" in bare or "*" in bare:
        return [word]
    return [sign + token.form for token in tokens(bare)]


def read_pattern(source: str, label: Hashable) -> Pattern:
    """Read one pattern of the language described at the head of topics.yml.

    Raises PatternError for an empty pattern, an empty word, or a gap at either end.
    """
    words = [word for part in source.split() for word in _as_tokens(part)]
    if not words or GAP in (words[0], words[-1]):
        raise PatternError(f"« {source} » must begin and end with a word")
    if words[0].startswith("*"):
        raise PatternError(f"« {source} » must not begin with *: begin with a whole word")
    items = tuple(None if word == GAP else _read_item(word, source) for word in words)
    return Pattern(label, source, items)


def _accepts(item: Item, form: str) -> bool:
    keys = keys_of(form)
    if not item.keys.isdisjoint(keys):
        return True
    return bool(item.prefixes and any(key.startswith(item.prefixes) for key in keys)) or bool(
        item.suffixes and form.islower() and form.endswith(item.suffixes)
    )


def _last(items: tuple[Item | None, ...], at: int, forms: Sequence[str], i: int) -> int:
    """Give the index of the last token if items[at:] match from token i on, else -1."""
    while at < len(items):
        item = items[at]
        if item is None:
            ends = (_last(items, at + 1, forms, j) for j in range(i, i + LONGEST_GAP + 1))
            return next((end for end in ends if end >= 0), -1)
        while i < len(forms) and not _accepts(item, forms[i]):
            if at == 0 or fold(forms[i]) not in LIGHT:
                return -1
            i += 1
        if i >= len(forms):
            return -1
        at, i = at + 1, i + 1
    return i - 1


class Matcher:
    """Many patterns compiled for one pass over the words of a sentence."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index the patterns by what their first word accepts."""
        self._by_key: dict[str, list[Pattern]] = {}
        self._by_prefix: list[tuple[str, Pattern]] = []
        for pattern in patterns:
            first = pattern.items[0]
            assert first is not None
            for key in first.keys:
                self._by_key.setdefault(key, []).append(pattern)
            self._by_prefix.extend((prefix, pattern) for prefix in first.prefixes)
        self._starting = functools.lru_cache(maxsize=200_000)(self._patterns_starting)

    def _patterns_starting(self, form: str) -> tuple[Pattern, ...]:
        keys = keys_of(form)
        found = {id(p): p for key in keys for p in self._by_key.get(key, ())}
        for prefix, pattern in self._by_prefix:
            if any(key.startswith(prefix) for key in keys):
                found[id(pattern)] = pattern
        return tuple(found.values())

    def find(self, words: Sequence[Token]) -> list[Hit]:
        """Find every pattern in the tokens of one sentence: a row is a hit."""
        starting = self._starting
        candidates = [(i, found) for i, word in enumerate(words) if (found := starting(word.form))]
        if not candidates:
            return []
        forms = [word.form for word in words]
        hits = []
        for i, patterns in candidates:
            for pattern in patterns:
                last = i if len(pattern.items) == 1 else _last(pattern.items, 1, forms, i + 1)
                if last >= 0:
                    hits.append(Hit(pattern.label, i, last))
        return hits
