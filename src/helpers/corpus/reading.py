"""One file after another: what it holds, what it tells, and why it may be no article here."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from helpers.corpus.cleaning import Cleaned, clean
from helpers.corpus.drafts import Facts
from helpers.corpus.encodings import decode
from helpers.corpus.files import PressFile
from helpers.corpus.french import read_as
from helpers.corpus.metadata import Metadata
from helpers.language import words


class Choice(NamedTuple):
    """Which articles are wanted: ISO days or empty, outlets or none for all."""

    first_day: str
    last_day: str
    outlets: tuple[str, ...]


class Reading(NamedTuple):
    """A file as read: its article if it is one, else why it is set aside and what tells so."""

    article_id: str
    file: PressFile
    cleaned: Cleaned = Cleaned("", (), Facts())
    described: Mapping[str, str] = MappingProxyType({})
    notice: str = ""
    reason: str = ""
    told: str = ""

    def aside(self, reason: str, told: str) -> "Reading":
        """Set the file aside, with the reason code and the words that tell so."""
        return self._replace(reason=reason, told=told)

    def fact(self, column: str) -> str:
        """Give what articles.csv says in a column, or else what the text does."""
        facts = self.cleaned.facts
        in_text = " ; ".join(facts.agencies) if column == "agency" else getattr(facts, column)
        return str(self.described.get(column) or in_text)


def read_file(file: PressFile, metadata: Metadata) -> Reading:
    """Read one file, whatever it holds."""
    described = metadata.articles.get(file.name, {})
    read = Reading(PurePosixPath(file.name).stem, file, described=described)
    if file.fault:
        return read.aside("file_unreadable", f"{file.name}: {file.fault}")
    decoded = decode(file.raw)
    if decoded is None:
        return read.aside("file_binary", f"{file.name}: not text")
    if not decoded.text.strip():
        return read.aside("file_empty", f"{file.name}: {len(file.raw)} bytes, no letter")
    cleaned = clean(decoded.text, title=read.described.get("title", ""))
    read = read._replace(cleaned=cleaned, notice=decoded.notice)
    if not any(token.kind == "word" for token in words(cleaned.text)):
        return read.aside("file_no_text", f"{file.name}: no words besides those taken out")
    reading = read_as(cleaned.text)
    if not reading.french:
        told = f"{reading.language}, {reading.share:.0%} of its words: {cleaned.text[:60]}"
        return read.aside("file_not_french", told)
    return read


def chosen(read: Reading, choice: Choice) -> Reading:
    """Set an article aside that is not wanted, or not surely of the period wanted."""
    if read.reason:
        return read
    outlet, published = read.fact("outlet"), read.fact("published")
    if choice.outlets and outlet not in choice.outlets:
        return read.aside("other_outlet", outlet or "no outlet told")
    if not choice.first_day and not choice.last_day:
        return read
    if not published:
        return read.aside("undated", "no date")
    first, last = _span(published)
    if last < choice.first_day or first > (choice.last_day or first):
        return read.aside("out_of_period", published)
    inside = first >= choice.first_day and last <= (choice.last_day or last)
    return read if inside else read.aside("undated", published)


def _span(published: str) -> tuple[str, str]:
    period = pd.Period(published)
    return period.start_time.date().isoformat(), period.end_time.date().isoformat()


def without_twins(read: Iterable[Reading]) -> list[Reading]:
    """Set aside files whose name, or whose text in the same outlet, another file has taken."""
    names: dict[str, str] = {}
    texts: dict[tuple[str, str], str] = {}
    kept = []
    for one in read:
        name, text = one.article_id, (one.fact("outlet"), one.cleaned.text)
        if name in names:
            one = one.aside("file_name_taken", f"{one.file.name}: {names[name]} has the same name")
        elif not one.reason and text in texts:
            one = one.aside("file_duplicate", f"{one.file.name}: same text as {texts[text]}")
        elif not one.reason:
            texts[text] = one.file.name
        names.setdefault(name, one.file.name)
        kept.append(one)
    return kept
