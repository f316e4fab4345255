"""A small language of word patterns that a class can read and edit, matched in one pass."""

import functools
import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from helpers.language import (
    Token,
    fold,
    function_words,
    inflect,
    lemma,
    tokens,
    verb_forms,
)
from helpers.language.lexicons import read_lexicon
from helpers.language.memory import Memory

GAP = "..."
# A key of words that a pattern need not write; no word of a pattern has it.
LIGHT = ""
NOTHING: frozenset[str] = frozenset()
LONGEST_GAP = 8
ELIDED = frozenset(("de", "que", "ne", "se", "jusque", "lorsque", "puisque"))
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


def keys_of(form: str) -> frozenset[str]:
    """Give the keys that a word answers to: as written, folded, exact (`=`), lemma.

    A word that a pattern need not write has the key LIGHT as well.
    """
    return _keys[form]


def _work_out_keys(form: str) -> frozenset[str]:
    low = fold(form)
    keys = frozenset((form, low, "=" + low, fold(lemma(low)) if low else low))
    return keys if keys.isdisjoint(_light()) else keys | {LIGHT}


_keys = Memory(_work_out_keys)


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
            keys |= {"=" + form for form in _spellings(fold(word[1:]))}
        else:
            keys |= _forms(fold(word))
    return Item(frozenset(keys), tuple(prefixes), tuple(suffixes))


def _spellings(word: str) -> tuple[str, ...]:
    """Give a form as written before a consonant and before a vowel: *de*, *d'*."""
    return (word, word[:-1] + "'") if word in ELIDED else (word,)


@functools.cache
def _forms(word: str) -> frozenset[str]:
    """Give the keys of a word's forms, those too that a lemmatiser may read as another word's.

    Plurals, the feminine of a participle, and every form of a verb as it is written: *produit* is
    a noun to the lemmatiser, and *violente*, whose lemma is *violent*, no form of *violer*.
    """
    forms, readings = {word, word + "s", word + "x"}, verb_forms(word)
    if any(r.mood == "participle" and r.tense == "past" for r in readings):
        forms |= {"=" + word + "e", "=" + word + "es"}
    if word.endswith(INFINITIVES) and any(r.mood == "infinitive" for r in readings):
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


class Line(tuple[Token, ...]):
    """The tokens of a sentence, with what patterns look at: each is worked out when asked for."""

    forms: tuple[str, ...]

    def __new__(cls, words: Iterable[Token]) -> "Line":
        """Look at the forms of the tokens."""
        line = super().__new__(cls, words)
        line.forms = tuple(map(_form, line))
        return line

    @functools.cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """Give the keys of each word."""
        return tuple(map(_keys.__getitem__, self.forms))

    def after(self, i: int) -> frozenset[str]:
        """Give the keys of the words after word i to the next that a pattern must name."""
        return self._reached(range(i + 1, len(self.keys)))

    def before(self, i: int) -> frozenset[str]:
        """Give the keys of the words before word i back to the last that a pattern must name."""
        return self._reached(range(i - 1, -1, -1))

    def _reached(self, places: Iterable[int]) -> frozenset[str]:
        reached = NOTHING
        for i in places:
            reached |= self.keys[i]
            if LIGHT not in self.keys[i]:
                break
        return reached

    @functools.cached_property
    def present(self) -> frozenset[str]:
        """Give the keys of all its words."""
        return frozenset().union(*self.keys)

    def led(self, lead: Sequence[Item], i: int) -> int:
        """Give the index of the first of items, the nearest first, that stand before word i.

        -1 if they do not, save for words that a pattern need not write.
        """
        for item in lead:
            i -= 1
            while i >= 0 and not self.accepted(item, i):
                i = i - 1 if LIGHT in self.keys[i] else -1
            if i < 0:
                return -1
        return i

    def accepted(self, item: Item, i: int) -> bool:
        """Tell whether an item accepts word i."""
        keys = self.keys[i]
        if not item.keys.isdisjoint(keys):
            return True
        form = self.forms[i]
        return _begins(form, item.prefixes) or (form.islower() and form.endswith(item.suffixes))


def _begins(form: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether a word begins with one of these, as written or folded."""
    return bool(prefixes) and (form.startswith(prefixes) or fold(form).startswith(prefixes))


def line_of(words: Sequence[Token]) -> Line:
    """Look at the tokens of a sentence as patterns do."""
    return words if isinstance(words, Line) else Line(words)


_form = operator.itemgetter(Token._fields.index("form"))


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
    """A pattern beside what a glance at the sentence can rule out.

    `items` begin with the word that the pattern is looked up by: the first that is no function
    word. `lead` holds the function words that must stand before it, the nearest first.
    """

    label: Any
    lead: tuple[Item, ...]
    items: tuple[Item | None, ...]
    before: frozenset[str] | None  # keys of which the word before must have one; None for any
    second: frozenset[str] | None  # keys of which the next word must have one; None for any word
    last: frozenset[str] | None  # keys of which some word must have one; None for any word


class Index(NamedTuple):
    """Patterns, by their place in a list, under the keys of a word beside that they need."""

    keys: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def under(self, keys: frozenset[str]) -> list[int]:
        """Give the places of the patterns that need one of these keys."""
        return [place for key in keys & self.keys for place in self.places[key]]


class Starts(NamedTuple):
    """The patterns that a word is the key of: labels of those it is all of, and the longer ones.

    The longer are indexed by what they need right before the word, or else right after it, or
    else at their end; `others` are the places of the rest. `needs` holds the keys of the indexes.
    """

    single: tuple[Any, ...]
    longer: tuple[Entry, ...]
    needs: frozenset[str]
    before: Index
    after: Index
    anywhere: Index
    others: tuple[int, ...]


def _entry(pattern: Pattern) -> Entry:
    at = _key_of(pattern)
    lead, items = pattern.items[:at][::-1], pattern.items[at:]
    before = _needed(lead[0]) if lead else None
    second, last = (_needed(items[1]), _needed(items[-1])) if len(items) > 1 else (None, None)
    return Entry(pattern.label, lead, items, before, second, last)  # type: ignore[arg-type]


def _key_of(pattern: Pattern) -> int:
    """Give the index of the item to look a pattern up by: the first that is a rarer word."""
    items = list(itertools.takewhile(_can_be_key, pattern.items))
    for common in (function_words(), _light()):
        for at, item in enumerate(items):
            # The shortest form is as written: « avions » is a form of avoir, « avion » is not.
            if item and min(item.keys, key=len).removeprefix("=") not in common:
                return at
    return 0


def _can_be_key(item: Item | None) -> bool:
    return item is not None and not item.suffixes and bool(item.keys)


def _starts(entries: Sequence[Entry]) -> Starts:
    single = tuple(entry.label for entry in entries if not entry.lead and len(entry.items) == 1)
    longer = tuple(entry for entry in entries if entry.lead or len(entry.items) > 1)
    needs: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for place, entry in enumerate(longer):
        name, keys = _need(entry)
        needs.setdefault(name, []).append((place, keys))
    before, after, anywhere = (_index(needs.get(name, ())) for name in ("before", "second", "last"))
    others = tuple(place for place, _ in needs.get("", ()))
    keys = before.keys | after.keys | anywhere.keys
    return Starts(single, longer, keys, before, after, anywhere, others)


def _need(entry: Entry) -> tuple[str, frozenset[str]]:
    """Give what tells soonest that a pattern does not match: a field of it and its keys."""
    for name in ("before", "second", "last"):
        if keys := getattr(entry, name):
            return name, keys
    return "", NOTHING


def _index(needs: Iterable[tuple[int, frozenset[str]]]) -> Index:
    places: dict[str, list[int]] = {}
    for place, keys in needs:
        for key in keys:
            places.setdefault(key, []).append(place)
    return Index(frozenset(places), places)


def _needed(item: Item | None) -> frozenset[str] | None:
    return None if item is None or item.prefixes or item.suffixes else item.keys


class Matcher:
    """Many patterns compiled for one pass over the words of a sentence."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index the patterns by what the word that they are looked up by accepts."""
        self._by_key: dict[str, list[Entry]] = {}
        self._by_prefix: list[tuple[str, Entry]] = []
        self._starts = Memory(self._starting)
        self._known: dict[tuple[int, ...], Starts] = {}
        for entry in map(_entry, patterns):
            item = entry.items[0]
            assert item is not None
            for key in item.keys:
                self._by_key.setdefault(key, []).append(entry)
            self._by_prefix.extend((prefix, entry) for prefix in item.prefixes)
        self._first_keys = frozenset(self._by_key)
        self._prefixes = tuple({prefix for prefix, _ in self._by_prefix})

    def _starting(self, form: str) -> Starts | None:
        """Give the patterns that a word may be the key of, None for none."""
        keys = keys_of(form) & self._first_keys
        found = {id(entry): entry for key in sorted(keys) for entry in self._by_key[key]}
        if _begins(form, self._prefixes):
            found |= {id(e): e for prefix, e in self._by_prefix if _begins(form, (prefix,))}
        if not found:
            return None
        same = tuple(found)  # the forms of one word share what they begin
        if same not in self._known:
            self._known[same] = _starts(tuple(found.values()))
        return self._known[same]

    def find(self, words: Sequence[Token]) -> list[Hit]:
        """Find every pattern in the tokens of one sentence: a row is a hit."""
        line = line_of(words)
        starts = list(map(self._starts.__getitem__, line.forms))
        hits: list[Hit] = []
        for i, found in itertools.compress(enumerate(starts), starts):
            if found is None:
                continue
            if found.single:
                hits += [Hit(label, i, i) for label in found.single]
            if found.others or not found.needs.isdisjoint(line.present):
                hits += _longer(found, line, i)
        return hits

    def may_hit(self, line: Line) -> bool:
        """Tell at a glance whether some pattern may begin in a sentence."""
        return bool(self._by_prefix) or not line.present.isdisjoint(self._first_keys)


def _longer(found: Starts, line: Line, i: int) -> list[Hit]:
    """Find the patterns of several words that word i is the key of."""
    after = line.after(i)
    places = [*found.others, *found.after.under(after)]
    if found.before.keys:
        places += found.before.under(line.before(i))
    if found.anywhere.keys:
        places += found.anywhere.under(line.present)
    if not places:
        return []
    return [
        Hit(entry.label, first, end)
        for entry in map(found.longer.__getitem__, sorted({*places}))
        if (entry.second is None or not after.isdisjoint(entry.second))
        and (entry.last is None or not line.present.isdisjoint(entry.last))
        and (first := line.led(entry.lead, i)) >= 0
        and (end := _last(entry.items, 1, line, i + 1)) >= 0
    ]
