"""Lexicons of topics and frames: read, checked entry by entry, compiled into matchers."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from helpers.framing.patterns import Matcher, Pattern, PatternError, read_pattern
from helpers.language.lexicons import LexiconError, read_lexicon

Source = str | Path | Mapping[str, Any]


# Lists of words that tie a sentence to the one before, and the labels of their patterns.
LINKS = {
    "points_back": "back",
    "continues": "continues",
    "takes_up": "takes_up",
    "impersonal": "impersonal",
    "connectives": "connectives",
}


# Lists that a topic has beside its terms, and the labels of their patterns.
OWN_LISTS = {
    "never": "never",
    "points_back": "back",
    "carries_on": "carries_on",
    "bears_name": "bears_name",
    "counts_model": "counts_model",
}


class Rule(NamedTuple):
    """Terms of one topic and what they need around them; None where they need nothing."""

    topic: str
    requires: Matcher | None = None
    article: Matcher | None = None
    excludes: Matcher | None = None


class Topics(NamedTuple):
    """Topics ready to find: their labels, the rules of their terms, one matcher for all terms."""

    labels: dict[str, str]
    rules: tuple[Rule, ...]
    matcher: Matcher


class Frames(NamedTuple):
    """A frame set ready to score: labels, thresholds, one matcher for all cues."""

    labels: dict[str, str]
    minimum_score: float
    share_of_best: float
    most: int
    neighbours: float
    matcher: Matcher


class Entry(NamedTuple):
    """A place in a lexicon: its file, the keys that lead to it, and what stands there."""

    file: str
    key: str
    value: Any

    def fault(self, what: str, remedy: str) -> LexiconError:
        """Make the error that says where the fault is and what to do about it."""
        return LexiconError(f"{self.file}, {self.key or 'top level'}: {what}; {remedy}")

    def fields(self, known: Iterable[str]) -> dict[str, "Entry"]:
        """Give the entries below by name; only `known` names may stand here."""
        below, allowed = self.items(), set(known)
        for name in below.keys() - allowed:
            raise self.fault(f"unknown key « {name} »", f"use one of {', '.join(sorted(allowed))}")
        return below

    def items(self) -> dict[str, "Entry"]:
        """Give the entries below by name."""
        if not isinstance(self.value, Mapping):
            raise self.fault("names with values expected", "write `name: value` lines below it")
        return {
            str(name): Entry(self.file, f"{self.key}.{name}".lstrip("."), value)
            for name, value in self.value.items()
        }

    def words(self) -> Iterator[str]:
        """Give the strings of a list, or of a list of lists."""
        if not isinstance(self.value, list) or not self.value:
            raise self.fault("a list of patterns expected", "write [pattern, pattern] after it")
        for item in self.value:
            if isinstance(item, list):
                yield from Entry(self.file, self.key, item).words()
            elif isinstance(item, str):
                yield item
            else:
                raise self.fault(f"« {item} » is not a pattern", "put it in quotes, or drop it")

    def patterns(self, label: Any) -> Iterator[Pattern]:
        """Give the patterns of a list under one label."""
        for word in self.words():
            yield self.pattern(word, label)

    def pattern(self, word: str, label: Any) -> Pattern:
        """Read one pattern, saying where it stands if it cannot be read."""
        try:
            return read_pattern(word, label)
        except PatternError as error:
            raise self.fault("a pattern cannot be read", str(error)) from error

    def number(self) -> float:
        """Give the entry as a number that is not negative."""
        try:
            value = float(self.value)
        except (TypeError, ValueError):
            value = -1
        if value < 0:
            raise self.fault(f"« {self.value} » is not a number", "write a number such as 2")
        return value


def open_lexicon(source: Source) -> Entry:
    """Open a lexicon: a file under data/lexicons, any path, or its content as a mapping.

    Raises LexiconError with the file, the key, the fault and the remedy.
    """
    if isinstance(source, Mapping):
        return Entry("the given lexicon", "", source)
    return Entry(Path(source).name, "", read_lexicon(str(source)))


def read_topics(*sources: Source) -> Topics:
    """Read one or several topic lexicons; a later one adds topics to an earlier one.

    Each source is a file name under data/lexicons, a path, or a mapping with the same
    keys. Its format is described at the head of topics.yml. Raises LexiconError.
    """
    labels: dict[str, str] = {}
    rules: list[Rule] = []
    patterns: list[Pattern] = []
    contexts: dict[str, Entry] = {}
    for entry in map(open_lexicon, sources or ("topics.yml",)):
        top = entry.fields({"source", "contexts", "topics", *LINKS})
        contexts |= top["contexts"].items() if "contexts" in top else {}
        if "topics" not in top:
            raise entry.fault("no topics", "write `topics:` and a topic below it")
        for name, topic in top["topics"].items().items():
            labels[name] = _read_topic(name, topic, contexts, rules, patterns)
        for key in sorted(LINKS.keys() & top.keys()):
            patterns += top[key].patterns((LINKS[key], ""))
    return Topics(labels, tuple(rules), Matcher(patterns))


def _read_topic(
    name: str, entry: Entry, contexts: Mapping[str, Entry], rules: list[Rule], into: list[Pattern]
) -> str:
    fields = entry.fields({"label", "terms", "in_context", *OWN_LISTS})
    if "terms" in fields:
        into += fields["terms"].patterns(("term", len(rules)))
        rules.append(Rule(name))
    for group in _groups(fields.get("in_context")):
        below = group.fields({"terms", "requires", "article", "excludes"})
        if "terms" not in below:
            raise group.fault("no terms", "write `terms: [word, word]`")
        into += below.pop("terms").patterns(("term", len(rules)))
        around = {key: _context(value, contexts) for key, value in below.items()}
        rules.append(Rule(name, **around))
    if not any(rule.topic == name for rule in rules):
        raise entry.fault("no terms", "write `terms: [word, word]` below it")
    for key, kind in OWN_LISTS.items():
        if key in fields:
            into += fields[key].patterns((kind, name))
    return str(fields["label"].value) if "label" in fields else name


def _groups(entry: Entry | None) -> Iterator[Entry]:
    if entry is None:
        return
    if not isinstance(entry.value, list):
        raise entry.fault("a list of groups expected", "write `- terms: [...]` below it")
    for i, group in enumerate(entry.value):
        yield Entry(entry.file, f"{entry.key}[{i}]", group)


def _context(entry: Entry, contexts: Mapping[str, Entry]) -> Matcher:
    patterns: list[Pattern] = []
    for word in entry.words():
        if "_" not in word:
            patterns.append(entry.pattern(word, word))
        elif word in contexts:
            patterns += contexts[word].patterns(word)
        else:
            raise entry.fault(f"no context « {word} »", "add it under `contexts`")
    return Matcher(patterns)


def read_frames(source: Source = "frames.yml") -> Frames:
    """Read a frame set: a file name under data/lexicons, a path, or a mapping with its keys.

    Its format is described at the head of frames.yml. Raises LexiconError.
    """
    entry = open_lexicon(source)
    thresholds = ("minimum_score", "share_of_best", "most")
    top = entry.fields({"source", "frames", "neighbours", *thresholds})
    for name in ("frames", *thresholds):
        if name not in top:
            raise entry.fault(f"no `{name}`", "add it (frames.yml shows how)")
    labels: dict[str, str] = {}
    patterns: list[Pattern] = []
    for name, frame in top["frames"].items().items():
        fields = frame.fields({"label", "cues", "with", "never"})
        if "cues" not in fields:
            raise frame.fault("no cues", "write `cues:` and `2: [word, word]` below it")
        labels[name] = str(fields["label"].value) if "label" in fields else name
        patterns += _cues(name, "", fields["cues"])
        for topic, cues in (fields["with"].items() if "with" in fields else {}).items():
            patterns += _cues(name, topic, cues)
        if "never" in fields:
            patterns += fields["never"].patterns(("never", name, 0.0))
    minimum, share, most = (top[name].number() for name in thresholds)
    neighbours = top["neighbours"].number() if "neighbours" in top else 0.0
    return Frames(labels, minimum, share, int(most), neighbours, Matcher(patterns))


def _cues(frame: str, topic: str, entry: Entry) -> Iterator[Pattern]:
    for weight, cues in entry.items().items():
        value = Entry(entry.file, cues.key, weight).number()
        for word in cues.words():
            yield cues.pattern(word, (frame, topic, value, word))


@functools.cache
def certainty_lists() -> dict[str, Entry]:
    """Give the lists of data/lexicons/certainty.yml by name."""
    entries = open_lexicon("certainty.yml").items()
    entries.pop("source", None)
    return entries


@functools.cache
def certainty_words(name: str) -> frozenset[str]:
    """Give one list of data/lexicons/certainty.yml as plain words, compared after `fold`."""
    return frozenset(certainty_lists()[name].words())


@functools.cache
def shipped_topics() -> Topics:
    """Give the topics of data/lexicons/topics.yml."""
    return read_topics()


@functools.cache
def shipped_frames() -> Frames:
    """Give the fourteen policy frames of data/lexicons/frames.yml."""
    return read_frames()
