"""The lexicons that cleaning reads: agencies, places, months, page lines, reasons."""

import csv
import functools
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
import regex

from helpers.language import fold
from helpers.language.lexicons import LexiconError, read_lexicon
from helpers.paths import LEXICONS


class PageLine(NamedTuple):
    """A line of the page around an article: why it goes, where it counts, its folded words."""

    reason: str
    where: str
    words: str


@functools.cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read data/lexicons/`name`, a CSV file whose first lines may be remarks after #.

    A row is a mapping of column to text. Raises LexiconError with file and remedy.
    """
    path = LEXICONS / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        fault = f"{path}: cannot be read ({error.strerror}); restore it from the repository"
        raise LexiconError(fault) from error
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def reasons() -> pd.DataFrame:
    """Give the closed set of reasons in cleaning.csv: reason, kind, meaning.

    kind is piece (taken out of a text), notice (nothing taken out) or file (set aside).
    """
    return pd.DataFrame(read_table("cleaning_reasons.csv"))


@functools.cache
def agencies() -> dict[str, str]:
    """Give the code of each agency by its folded names."""
    return {fold(row["name"]): row["code"] for row in read_table("agencies.csv")}


@functools.cache
def ambiguous_agencies() -> frozenset[str]:
    """Give the folded names of agencies that also mean something else."""
    return frozenset(
        fold(row["name"]) for row in read_table("agencies.csv") if row["tag"] == "pair"
    )


@functools.cache
def outlets() -> dict[str, str]:
    """Give the names of outlets by their folded form; a bracketed place of theirs is left out."""
    names = (row["name"].partition(" (")[0] for row in read_table("outlets.csv"))
    return {fold(name): name for name in names}


@functools.cache
def page_lines() -> tuple[PageLine, ...]:
    """Give the lines of web pages that surround articles, longest first."""
    rows = (PageLine(*map(fold, row.values())) for row in read_table("page_lines.csv"))
    return tuple(sorted(rows, key=lambda row: -len(row.words)))


@functools.cache
def cities() -> dict[str, str]:
    """Give the French spelling of cities by their name in plain lower-case letters."""
    lists = read_lexicon("places.yml")["cities"].values()
    return {plain(city): city for cities in lists for city in cities}


@functools.cache
def regions() -> dict[str, str]:
    """Give the French spelling of countries and regions by their plain name."""
    return {plain(region): region for region in read_lexicon("places.yml")["regions"]}


@functools.cache
def particles() -> frozenset[str]:
    """Give the small words inside names of places and people."""
    return frozenset(map(fold, read_lexicon("places.yml")["particles"]))


@functools.cache
def months() -> dict[str, int]:
    """Give the number of a month by its folded name or abbreviation without point."""
    lists = read_lexicon("press_dates.yml")["months"]
    return {fold(name): int(number) for number, names in lists.items() for name in names}


@functools.cache
def weekdays() -> tuple[str, ...]:
    """Give the days of the week and their abbreviations, folded."""
    return tuple(map(fold, read_lexicon("press_dates.yml")["weekdays"]))


@functools.cache
def marks(name: str) -> frozenset[str]:
    """Give a list of data/lexicons/press_marks.yml, folded."""
    return frozenset(map(fold, read_lexicon("press_marks.yml")[name]))


@functools.cache
def alternatives(*names: str) -> str:
    """Give lists of press_marks.yml as a part of a regular expression, the longest words first.

    Matches small and capital letters, and both apostrophes.
    """
    return any_of(frozenset[str]().union(*map(marks, names)))


def any_of(words: Iterable[str]) -> str:
    """Give folded words as a part of a regular expression, in any case and with any apostrophe."""
    typed = (regex.escape(word).replace("'", "['’]") for word in words)
    return f"(?i:{'|'.join(sorted(typed, key=len, reverse=True))})"


@functools.cache
def languages() -> dict[str, frozenset[str]]:
    """Give frequent grammatical words by language code."""
    return {code: frozenset(words) for code, words in read_lexicon("languages.yml").items()}


@functools.lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Make names comparable: folded, without accents, hyphens as spaces."""
    bare = unicodedata.normalize("NFD", fold(words))
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("-", " ")
