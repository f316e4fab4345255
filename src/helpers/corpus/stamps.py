"""Lines that say when an article appeared or was changed, and nothing else."""

import functools

import regex

from helpers.corpus.agencies import agency_codes
from helpers.corpus.datelines import is_own_name
from helpers.corpus.dates import date_expression, find_date
from helpers.corpus.drafts import Facts, Verdict
from helpers.corpus.lexicons import alternatives
from helpers.corpus.names import agencies_among
from helpers.corpus.places import is_city, looks_like_place, normal_capitals
from helpers.corpus.verbs import finite_verb

_LONGEST = 180
_ZONE = r"(?:UTC|GMT|HAE|HNE|CET|CEST)"
_CLOCK = rf"(?:[\s,àaÀ@|•·–—-]*\d{{1,2}}\s?[h:.]\s?(?:\d\d)?\s*{_ZONE}?)"
_LABEL = regex.compile(
    r"^date\s*[:=]?\s*(?P<date>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\b[\s.:–—-]*", regex.IGNORECASE
)
_LAST_BRACKETS = regex.compile(r"\([^()]{2,40}\)\.?$")
_HOUR = regex.compile(r"\b\d{1,2}\s?[h:]\s?\d\d")


def date_label(line: str) -> Verdict | None:
    """Judge a line that begins with the label *date* and an ISO day or month."""
    match = _LABEL.match(line)
    found = find_date(match["date"]) if match else None
    if match and found and found.iso:
        return Verdict("date", Facts(published=found.iso), line[match.end() :])
    return None


def date_line(line: str) -> Verdict | None:
    """Judge a line that tells the day of publication or of a change.

    Only for the first and last lines: in between, a date alone heads a chronology. The
    day of a change is not the day of publication; *hier* is no day.
    """
    if len(line) > _LONGEST or finite_verb(line):
        return None
    return _stamp(line) or _date_alone(line) or _printed(line)


@functools.cache
def _stamped() -> regex.Pattern[str]:
    verbs = rf"{alternatives('published')}\b|(?P<changed>{alternatives('changed')})\b"
    return regex.compile(rf"^[\W_]*(?:article\s)?(?:{verbs})(?P<more>.+)$", regex.IGNORECASE)


@functools.cache
def _change() -> regex.Pattern[str]:
    return regex.compile(alternatives("changed"))


def _stamp(line: str) -> Verdict | None:
    match = _stamped().match(line)
    if not match or not _tells_time(match["more"]):
        return None
    own = line.lower().partition("publié")[2] if match["changed"] else line
    date = find_date(_change().split(own)[0])
    return Verdict("date", Facts(published=date.iso if date else ""))


def _tells_time(words: str) -> bool:
    moment = regex.search(rf"\b{alternatives('moments')}\b", words)
    return bool(find_date(words) or moment or _HOUR.search(words))


@functools.cache
def _alone() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Match 12 septembre 2023 à 14h30 · Séoul, le 12 septembre 2023."""
    date = rf"(?P<date>{date_expression()}){_CLOCK}?"
    return (
        regex.compile(rf"^[\W_]*(?:\d{{1,2}}[:h]\d\d\s+)?{date}[\W_]*$"),
        regex.compile(rf"^(?P<place>[^,.;:!?|•·]{{2,40}}),?\s+\(?{date}\)?\.?$"),
    )


def _date_alone(line: str) -> Verdict | None:
    tag = _LAST_BRACKETS.search(line)
    codes = agency_codes(tag[0], certain=True) if tag else ()
    bare = line[: tag.start()].rstrip() if tag and codes else line
    alone, with_place = _alone()
    match = alone.match(bare) or with_place.match(bare)
    date = find_date(match["date"]) if match else None
    if not match or not date or not date.iso:
        return None
    place = match.groupdict().get("place") or ""
    if place and not (looks_like_place(place) and (is_city(place) or is_own_name(place))):
        return None
    facts = Facts(published=date.iso, dateline=normal_capitals(place), agencies=codes)
    return Verdict("dateline" if place else "date", facts)


@functools.cache
def _print() -> regex.Pattern[str]:
    """Match what stands beside a date in a page's head: bars, a page, an issue."""
    return regex.compile(
        rf"[|•·]|\s/\s|,\s*p(?:age|\.)?\s?\d|\bn[°o]\s?\d|\b{alternatives('papers')},",
        regex.IGNORECASE,
    )


def _printed(line: str) -> Verdict | None:
    date = find_date(line)
    if not date or not date.iso or not _print().search(line) or line[-1] in ".!?":
        return None
    changed = _change().search(line[: date.start])
    told = Facts(published="" if changed else date.iso, agencies=agencies_among(line))
    return Verdict("date", told)
