"""Dates as French press writes them, read to ISO days and months; never guessed."""

import datetime
import functools
from typing import NamedTuple

import regex

from helpers.corpus.lexicons import months, weekdays
from helpers.language import fold


class PressDate(NamedTuple):
    """A date in a text: ISO day or month ("" without a year or impossible), and its span."""

    iso: str
    start: int
    end: int


def find_date(text: str) -> PressDate | None:
    """Find the first date of a text: *mardi 12 septembre 2023*, *12.09.2023*, *2023-09*.

    Numbers alone are read day first. A day without its year, or a weekday alone,
    gives no ISO date. Not for dates told in words (*le mois dernier*).
    """
    match = date_pattern().search(text)
    return PressDate(_iso(match), *match.span()) if match else None


@functools.cache
def date_pattern() -> regex.Pattern[str]:
    """Give the pattern of a date; its groups are the parts of one of four notations."""
    return regex.compile(date_expression())


@functools.cache
def date_expression() -> str:
    """Give the regular expression of a date, for use inside others."""
    month = "|".join(sorted(map(regex.escape, months()), key=len, reverse=True))
    weekday = "|".join(sorted(weekdays(), key=len, reverse=True))
    return (
        rf"(?i:(?<![\w/.-])(?:(?:{weekday})\b\.?,?\s+)?(?:le\s+)?(?:"
        r"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\w-])"
        r"|(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\w)"
        rf"|(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{month})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
        rf"|(?P<only>{month})\s+(?P<of>(?:19|20)\d\d)\b))"
    )


def _iso(match: regex.Match[str]) -> str:
    if match["iso"]:
        return iso_date(match["iso"])
    if match["only"]:
        return f"{match['of']}-{months()[fold(match['only'])]:02d}"
    if match["y"]:
        return iso_date(f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}")
    month = months()[fold(match["month"])]
    return iso_date(f"{match['year']}-{month:02d}-{int(match['day']):02d}") if match["year"] else ""


def iso_date(written: str) -> str:
    """Give an ISO day or month if `written` is one that the calendar has, else an empty string."""
    if not regex.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", written):
        return ""
    try:
        datetime.date.fromisoformat(f"{written}-01"[:10])
    except ValueError:
        return ""
    return written
