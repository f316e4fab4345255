"""From a text to its quotations, and from articles to the table of quotations."""

import json
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from helpers.language import paragraphs, sentences
from helpers.quotations.articles import Article, Quotation, Rejected
from helpers.quotations.authority import listed
from helpers.quotations.drafts import FAMILIES
from helpers.quotations.marks import pair_marks
from helpers.quotations.tagger import Tagger
from helpers.quotations.triggers import triggered
from helpers.quotations.units import units_of


class Reading(NamedTuple):
    """What was found in a text."""

    quotations: list[Quotation]
    rejected: list[Rejected]
    sentences: list[int]  # where each sentence starts


def find_quotations(
    text: str, *, without: Iterable[str] = (), tagger: Tagger | None = None
) -> list[Quotation]:
    """Find who says what in a text.

    An item is a quotation, in order of its first word; see the codebook for what counts.
    `without`: names of rule families to leave out (see `FAMILIES`); `tagger`: another
    program that knows names and references. Raises ValueError for an unknown family.
    """
    return read(text, without=without, tagger=tagger).quotations


def read(text: str, *, without: Iterable[str] = (), tagger: Tagger | None = None) -> Reading:
    """Find the quotations of a text and the marked spans that are none."""
    off = frozenset(without)
    unknown = off - set(FAMILIES)
    if unknown:
        raise ValueError(
            f"{', '.join(sorted(unknown))}: no rule family; there are {', '.join(FAMILIES)}"
        )
    spans, strays = pair_marks(text, paragraphs(text))
    cut = sentences(text)
    units = units_of(text, cut, spans)
    article = Article(text, units, off, tagger)
    for unit in units:
        if article.goes_on(unit):
            continue
        if unit.marked or triggered(text[unit.start : unit.end]):
            article.read(unit)
    article.display()
    return Reading(
        article.quotations(), article.rejections(strays), [sentence.start for sentence in cut]
    )


COLUMNS = (
    "quotation_id",
    "article_id",
    "sentence_id",
    "type",
    "content",
    "fragments",
    "cue",
    "source",
    "speaker",
    "speaker_kind",
    "relayed_by",
    "words",
)
NAMES = ("speaker", "relayed_by")
OFFSETS = ("cue_start", "cue_end", "source_start", "source_end")
MORE_COLUMNS = (
    *OFFSETS,
    "verb",
    "stance",
    "family",
    "negated",
)


def attribute(
    articles: pd.DataFrame, *, without: Iterable[str] = (), tagger: Tagger | None = None
) -> pd.DataFrame:
    """Find the quotations of many articles.

    `articles`: a frame with article_id and text. A row of the result is a quotation, with
    the columns of quotations.csv first; offsets are indices into the article's text, missing
    where a quotation has no cue or no source.
    """
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        reading = read(text, without=without, tagger=tagger)
        if reading.quotations:
            rows += _rows(article_id, text, reading)
    found = _one_name_each(pd.DataFrame(rows, columns=[*COLUMNS, *MORE_COLUMNS]))
    # A column of numbers with gaps would turn into one of floats.
    return found.astype(dict.fromkeys(OFFSETS, "Int64"))


def _rows(article_id: str, text: str, reading: Reading) -> list[tuple[object, ...]]:
    return [
        (
            f"{article_id}-q{number:03d}",
            article_id,
            f"{article_id}-s{bisect_right(reading.sentences, quotation.fragments[0][0]):03d}",
            quotation.type,
            quotation.content,
            json.dumps([list(piece) for piece in quotation.fragments]),
            quotation.cue,
            quotation.source,
            quotation.speaker,
            quotation.speaker_kind,
            quotation.relayed_by,
            sum(len(text[start:end].split()) for start, end in quotation.fragments),
            *(quotation.cue_span or (None, None)),
            *(quotation.source_span or (None, None)),
            quotation.verb,
            quotation.stance,
            quotation.family,
            quotation.negated,
        )
        for number, quotation in enumerate(reading.quotations, 1)
    ]


def _one_name_each(found: pd.DataFrame) -> pd.DataFrame:
    """Give a listed body one name where articles write it differently: OMS, or in full.

    It is the list's own name if an article uses that, or else the longest.
    """
    cells = {cell for column in NAMES for cell in found[column]}
    used: dict[str, set[str]] = {}
    for name in {name for cell in cells for name in cell.split(" ; ")}:
        known = listed(name)
        if known and known.kind == "organisation":
            used.setdefault(known.name, set()).add(name)
    fullest = {
        name: listing if listing in names else max(sorted(names), key=len)
        for listing, names in used.items()
        for name in names
    }
    renamed = {
        cell: " ; ".join(fullest.get(name, name) for name in cell.split(" ; ")) for cell in cells
    }
    named = {column: [renamed[cell] for cell in found[column]] for column in NAMES}
    return found.assign(**{column: pd.Series(named[column], dtype=str) for column in NAMES})


def rejected_marks(articles: pd.DataFrame) -> pd.DataFrame:
    """Give the marked spans that nobody says, and stray marks, with the reason.

    A row is a marked span: article_id, start, end, text, reason.
    """
    rows = [
        (article_id, item.start, item.end, text[item.start : item.end], item.reason)
        for article_id, text in zip(articles["article_id"], articles["text"], strict=True)
        for item in read(text).rejected
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "text", "reason"])
