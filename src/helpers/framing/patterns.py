"""A small language of word patterns that a class can read and edit, matched in one pass."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from helpers.language import Token, fold, inflect, lemma, tokens, verb_forms
from helpers.language.lexicons import read_lexicon

GAP = "..."
# A key of words that a pattern need not write; no word of a pattern has it.
LIGHT = ""
LONGEST_GAP = 8
LARGEST_MEMORY = 200_000
INFINITIVES = ("er", "ir", "re", "ïr")


class PatternError(ValueError):
    """A pattern that cannot be read; its text says what is wrong and what to write."""


class Item(NamedTuple):
    """One word of a pattern: the keys, beginnings and endings of words that it accepts."""

    keys: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]


class Pattern(NamedTuple):
    """A pattern ready to match: None stands for a gap of up to eight words."""

    label: Any
    source: str
    items: tuple[Item | None, ...]


class Hit(NamedTuple):
    """A pattern found: its label and the indices of its first and last token."""

    label: Any
    first: int
    last: int


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(read_lexicon("pattern_words.yml")["light"])


@functools.lru_cache(maxsize=200_000)
def keys_of(form: str) -> frozenset[str]:
    """Give the keys that a word answers to: as written, folded, exact (`=`), lemma.

    A word that a pattern need not write has the key LIGHT as well.
    """
    low = fold(form)
    keys = frozenset((form, low, "=" + low, fold(lemma(low)) if low else low))
    return keys if keys.isdisjoint(_light()) else keys | {LIGHT}


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
    """Give the keys of a word's forms, those too that a lemmatiser may read as another word's.

    Plurals, and every form of a verb as it is written: *produit* is a noun to the lemmatiser,
    and *violente*, whose lemma is *violent*, no form of *violer*.
    """
    forms = {word, word + "s", word + "x"}
    if word.endswith(INFINITIVES) and any(r.mood == "infinitive" for r in verb_forms(word)):
        forms |= {"=" + form for form in inflect(word)}
    return frozenset(forms)


def _as_tokens(word: str) -> list[str]:
    """Split a word of a pattern as a text is split: « jusqu'à » is two tokens."""
    sign = "=" if word.startswith("=") else ""
    bare = word.removeprefix("=")
    if word == GAP or not bare or bare.isalpha() or "|" in bare or "*" in bare:
        return [word]
    return [sign + token.form for token in tokens(bare)]


def read_pattern(source: str, label: Any) -> Pattern:
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


class Line:
    """The words of a sentence as patterns look at them."""

    __slots__ = ("_present", "forms", "keys")

    def __init__(self, forms: tuple[str, ...]) -> None:
        """Look up the keys of each form."""
        self.forms = forms
        self.keys = tuple(map(keys_of, forms))
        self._present: frozenset[str] | None = None

    @property
    def present(self) -> frozenset[str]:
        """Give the keys of all its words."""
        if self._present is None:
            self._present = frozenset().union(*self.keys)
        return self._present

    def has(self, keys: frozenset[str]) -> bool:
        """Tell whether some word has one of these keys."""
        return bool(keys) and not self.present.isdisjoint(keys)

    def near(self, i: int) -> frozenset[str]:
        """Give the keys of the words from word i to the next that a pattern must name."""
        keys = word = self.keys[i]
        while LIGHT in word and i + 1 < len(self.keys):
            i += 1
            word = self.keys[i]
            keys |= word
        return keys

    def accepted(self, item: Item, i: int) -> bool:
        """Tell whether an item accepts word i."""
        keys = self.keys[i]
        if not item.keys.isdisjoint(keys):
            return True
        form = self.forms[i]
        return bool(item.prefixes and any(key.startswith(item.prefixes) for key in keys)) or bool(
            item.suffixes and form.islower() and form.endswith(item.suffixes)
        )


def line_of(words: Sequence[Token]) -> Line:
    """Look at the tokens of a sentence as patterns do."""
    return _line(tuple([word[2] for word in words]))


_line = functools.lru_cache(maxsize=256)(Line)


def _last(items: tuple[Item | None, ...], at: int, line: Line, i: int) -> int:
    """Give the index of the last word if items[at:] match from word i on, else -1."""
    while at < len(items):
        item = items[at]
        if item is None:
            ends = (_last(items, at + 1, line, j) for j in range(i, i + LONGEST_GAP + 1))
            return next((end for end in ends if end >= 0), -1)
        while i < len(line.forms) and not line.accepted(item, i):
            if LIGHT not in line.keys[i]:
                return -1
            i += 1
        if i >= len(line.forms):
            return -1
        at, i = at + 1, i + 1
    return i - 1


class Entry(NamedTuple):
    """A pattern of several words beside what a glance at the sentence can rule out."""

    label: Any
    items: tuple[Item | None, ...]
    second: frozenset[str] | None  # keys of which the next word must have one; None for any word
    last: frozenset[str] | None  # keys of which some word must have one; None for any word


class Starts(NamedTuple):
    """The patterns that a word begins: labels of those that end with it, and the longer ones.

    A longer pattern needs one of `seconds` right after the word, or else one of `lasts`
    somewhere, unless `free`.
    """

    single: tuple[Any, ...]
    longer: tuple[Entry, ...]
    seconds: frozenset[str]
    lasts: frozenset[str]
    free: bool


def _entry(pattern: Pattern) -> Entry:
    items = pattern.items
    return Entry(pattern.label, items, _needed(items[1]), _needed(items[-1]))


def _needed(item: Item | None) -> frozenset[str] | None:
    return None if item is None or item.prefixes or item.suffixes else item.keys


class _Memory(dict[str, Starts | None]):
    """What each form begins, worked out when it is first met."""

    def __init__(self, work_out: Callable[[str], Starts | None]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, form: str) -> Starts | None:
        if len(self) > LARGEST_MEMORY:
            self.clear()
        return self.setdefault(form, self._work_out(form))


class Matcher:
    """Many patterns compiled for one pass over the words of a sentence."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index the patterns by what their first word accepts."""
        self._by_key: dict[str, list[Pattern]] = {}
        self._by_prefix: list[tuple[str, Pattern]] = []
        self._starts = _Memory(self._starting)
        for pattern in patterns:
            first = pattern.items[0]
            assert first is not None
            for key in first.keys:
                self._by_key.setdefault(key, []).append(pattern)
            self._by_prefix.extend((prefix, pattern) for prefix in first.prefixes)
        self._first_keys = frozenset(self._by_key)
        self._prefixes = tuple({prefix for prefix, _ in self._by_prefix})

    def _starting(self, form: str) -> Starts | None:
        """Give the patterns that a word may begin, None for none."""
        keys = keys_of(form)
        found = {id(p): p for key in keys & self._first_keys for p in self._by_key[key]}
        if any(key.startswith(self._prefixes) for key in keys):
            for prefix, pattern in self._by_prefix:
                if any(key.startswith(prefix) for key in keys):
                    found[id(pattern)] = pattern
        if not found:
            return None
        single = [p.label for p in found.values() if len(p.items) == 1]
        longer = [_entry(p) for p in found.values() if len(p.items) > 1]
        return Starts(
            tuple(single),
            tuple(longer),
            frozenset().union(*(entry.second for entry in longer if entry.second)),
            frozenset().union(*(entry.last for entry in longer if entry.last and not entry.second)),
            any(not entry.second and not entry.last for entry in longer),
        )

    def find(self, words: Sequence[Token]) -> list[Hit]:
        """Find every pattern in the tokens of one sentence: a row is a hit."""
        forms = [word[2] for word in words]
        begun = enumerate(map(self._starts.__getitem__, forms))
        starts = [(i, found) for i, found in begun if found is not None]
        line = _line(tuple(forms)) if starts else None
        hits: list[Hit] = []
        for i, found in starts:
            if found.single:
                hits += [Hit(label, i, i) for label in found.single]
            if found.longer and line and i + 1 < len(forms):
                near = line.near(i + 1)
                if found.free or not near.isdisjoint(found.seconds) or line.has(found.lasts):
                    hits += _longer(found.longer, line, near, i)
        return hits

    def may_hit(self, line: Line) -> bool:
        """Tell at a glance whether some pattern may begin in a sentence."""
        return bool(self._by_prefix) or not line.present.isdisjoint(self._first_keys)


def _longer(entries: Iterable[Entry], line: Line, near: frozenset[str], i: int) -> list[Hit]:
    """Find the patterns of several words that begin at word i."""
    present = line.present
    return [
        Hit(label, i, end)
        for label, items, second, last in entries
        if (second is None or not near.isdisjoint(second))
        and (last is None or not present.isdisjoint(last))
        and (end := _last(items, 1, line, i + 1)) >= 0
    ]
