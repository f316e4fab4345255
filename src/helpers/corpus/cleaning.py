"""From the characters of a file to the text of an article, with all that was taken out.

Each step is a rule of one module applied to the lines it may judge; the order matters:
what surrounds an article goes before its headline is looked for, the dateline before
the captions above it, cross-heads last, when true paragraphs are neighbours.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from helpers.corpus.agencies import agency_at_the_end, agency_line
from helpers.corpus.captions import captions, opening_captions
from helpers.corpus.characters import clean_characters, join_wrapped
from helpers.corpus.datelines import dateline, slashed_head
from helpers.corpus.dates import find_date
from helpers.corpus.drafts import Draft, Facts, Judge, Line, Removal
from helpers.corpus.headings import (
    above_the_headline,
    cross_heads,
    is_headline,
    is_paragraph,
    keywords,
    repeated_headline,
    says,
    without_site,
)
from helpers.corpus.page import link_at_the_end, page_line, related, rule_at_an_end, top_line
from helpers.corpus.punctuation import without_stray_stops
from helpers.corpus.signatures import (
    bare_name,
    byline,
    contributors,
    desk_line,
    editors_at_the_end,
    note,
    outlet_line,
    signed_pairs,
    titled_byline,
)
from helpers.corpus.stamps import date_label, date_line

_HEAD = 8
_TAIL = 5
_DATED_LINES = 2


class Cleaned(NamedTuple):
    """An article's cleaned text, what was taken out in reading order, what it told of itself."""

    text: str
    removals: tuple[Removal, ...]
    facts: Facts


Zone = Callable[[Draft], Iterable[int]]


def clean(raw: str, *, title: str = "") -> Cleaned:
    """Clean the characters of one press article; `title` is its headline if known from elsewhere.

    Paragraphs of the result are separated by one line feed; the headline, where the file
    has one, is the first. Everything else that is left stands as it stood, in its order.
    Never raises on any string. Not for pages with a menu of a hundred lines: extract first.
    """
    text, of_characters = clean_characters(raw)
    text, of_lines = join_wrapped(text)
    lines = (Line(number, line.strip()) for number, line in enumerate(text.split("\n")))
    draft = Draft(tuple(line for line in lines if line.text), (*of_characters, *of_lines))
    draft = draft.with_verdicts(signed_pairs(draft))
    draft = _apply(_TAGS, draft)
    draft = _apply(_PAGE, draft.with_verdicts(related(draft)))
    draft = _apply(_SIGNATURES, draft.with_verdicts(captions(draft)))
    draft = draft.with_verdicts(keywords(draft))
    draft = _below_the_headline(*_opening(draft, known=title))
    draft = _mended(draft.with_verdicts(cross_heads(draft)))
    removals = sorted(draft.removals, key=lambda removal: removal.number)
    return Cleaned("\n".join(line.text for line in draft.lines), tuple(removals), draft.facts)


def _everywhere(draft: Draft) -> Iterable[int]:
    return range(len(draft.lines))


def _first(draft: Draft) -> Iterable[int]:
    return range(min(1, len(draft.lines)))


def _head(draft: Draft) -> Iterable[int]:
    return range(min(_HEAD, len(draft.lines)))


def _end(draft: Draft) -> Iterable[int]:
    return range(max(0, len(draft.lines) - _TAIL), len(draft.lines))


def _tail(draft: Draft) -> Iterable[int]:
    return {*_end(draft)} - {0}


def _edges(draft: Draft) -> Iterable[int]:
    return {*_head(draft), *_tail(draft)}


def _edges_below_the_first(draft: Draft) -> Iterable[int]:
    return {*_edges(draft)} - {0}


def _above_the_first_paragraph(draft: Draft) -> Iterable[int]:
    return range(next((at for at, line in enumerate(draft.lines) if is_paragraph(line.text)), 0))


_TAGS: tuple[tuple[Judge, Zone], ...] = (
    (rule_at_an_end, _everywhere),
    (agency_line, _everywhere),
    (agency_at_the_end, _end),
    (slashed_head, _head),
)
_PAGE: tuple[tuple[Judge, Zone], ...] = (
    (page_line, _everywhere),
    (top_line, _above_the_first_paragraph),
    (date_label, _head),
)
_SIGNATURES: tuple[tuple[Judge, Zone], ...] = (
    (byline, _everywhere),
    (date_line, _edges),
    (desk_line, _edges),
    (titled_byline, _edges_below_the_first),
    (outlet_line, _edges),
    (contributors, _tail),
    (note, _edges_below_the_first),
    (link_at_the_end, _everywhere),
    (editors_at_the_end, _end),
    (without_site, _first),
)


def _apply(rules: tuple[tuple[Judge, Zone], ...], draft: Draft) -> Draft:
    for judge, zone in rules:
        draft = draft.judged(judge, among=zone(draft))
    return draft


def _opening(draft: Draft, *, known: str) -> tuple[Draft, bool]:
    """Read headline, captions and dateline, and say whether the first line is the headline."""
    draft, known = _from_the_headline(draft, known)
    at = _dateline_at(draft)
    if at and not known:
        draft = draft.with_verdicts(opening_captions(draft, at=at, headline=False))
        at = _dateline_at(draft)
    headed = at != 0 and is_headline(draft, known=known)
    if headed:
        draft = draft.headed()
    if at and headed:
        draft = draft.with_verdicts(opening_captions(draft, at=at, headline=True))
        at = _dateline_at(draft)
    return _without_dateline(draft, at), headed


def _from_the_headline(draft: Draft, known: str) -> tuple[Draft, str]:
    """Take out what stands above the headline; a known one that the file has not tells nothing."""
    known = known if says(draft, known) else ""
    return draft.with_verdicts(above_the_headline(draft, known=known)), known


def _dateline_at(draft: Draft) -> int | None:
    """Give the position of the line that a dateline opens: the first paragraph, or one near it."""
    found = (at for at in _head(draft) if dateline(draft.lines[at].text))
    return None if _is_chronology(draft) else next(found, None)


def _is_chronology(draft: Draft) -> bool:
    starts = (find_date(line.text[:40]) for line in draft.lines if line.text[0].isdigit())
    return sum(date is not None and date.start == 0 for date in starts) > _DATED_LINES


def _without_dateline(draft: Draft, at: int | None) -> Draft:
    """Take the dateline out; what stays may begin with another part of it."""
    while at is not None:
        before = draft
        draft = draft.judged(dateline, among=[at])
        at = at if len(draft.lines) == len(before.lines) and draft != before else None
    return draft


def _below_the_headline(draft: Draft, headed: bool) -> Draft:
    title = draft.facts.title
    draft = draft.with_verdicts(repeated_headline(draft, title=title, first=headed))
    last = len(draft.lines) - 1
    if headed and last > 1:
        draft = draft.judged(bare_name, among=_places_of_a_name(draft))
    signed = last > 0 and is_paragraph(draft.lines[-2].text)
    return draft.judged(bare_name, among=[len(draft.lines) - 1] if signed else [])


def _places_of_a_name(draft: Draft) -> list[int]:
    """Give where a name may sign: under the headline, or under a lead if no other line is a name.

    Names further down, and several of them, head the parts of a portrait or of an interview.
    """
    lines = [line.text for line in draft.lines]
    names = [at for at in range(2, len(lines) - 1) if bare_name(lines[at])]
    if names != [2] or not is_paragraph(lines[1]):
        return [1]
    told = any(lines[2].split()[-1] in line for line in (*lines[:2], *lines[3:]))
    return [1] if told else [1, 2]


def _mended(draft: Draft) -> Draft:
    mended = [without_stray_stops(line) for line in draft.lines]
    removals = tuple(removal for _, found in mended for removal in found)
    lines = tuple(line for line, _ in mended if line.text)
    return replace(draft, lines=lines, removals=draft.removals + removals)
