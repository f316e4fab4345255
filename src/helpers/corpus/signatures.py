"""Who wrote the copy: bylines, contributor lines and notes on the article itself."""

import functools

import regex

from helpers.corpus.agencies import agency_codes
from helpers.corpus.dates import find_date
from helpers.corpus.drafts import Draft, Facts, Verdict
from helpers.corpus.lexicons import alternatives
from helpers.corpus.names import (
    AND,
    FULL_NAMES,
    NAME,
    NAMES,
    PLACE,
    SOMEWHERE,
    agencies_among,
    outlet_of,
    parts,
    people,
)
from helpers.corpus.places import is_city, is_region
from helpers.corpus.verbs import finite_verb
from helpers.language import sentences

_BYLINE_WORDS = 25
_TITLED_WORDS = 14
_BARE_WORDS = 9
_NOTE_WORDS = 60


@functools.cache
def _signed() -> regex.Pattern[str]:
    return regex.compile(rf"^{alternatives('signatures')}\s*:?\s+(?P<rest>.+)$")


_WHO = regex.compile(rf"^(?P<names>{NAMES})(?:\s*[,–—|/(·•-].*|{SOMEWHERE}.*)?$")
_DESK = regex.compile(r"^(?:la |notre )?(?:rédaction|service \p{L}+)\b.{0,40}$", regex.IGNORECASE)


def byline(line: str) -> Verdict | None:
    """Judge a line that is a byline with an introduction: *Par Claire Morand*."""
    signed = _signed().match(line) if _could_sign(line) else None
    if not signed or line.endswith(("!", "?", "…", ":")):
        return None
    rest = signed["rest"].strip().rstrip(".")
    who = _WHO.match(rest)
    if not who:
        return Verdict("byline") if _DESK.match(rest) else None
    date = find_date(rest)
    published = date.iso if date else ""
    told = Facts(byline=people(who["names"]), agencies=agencies_among(rest), published=published)
    return Verdict("byline", told)


def _could_sign(line: str) -> bool:
    short = len(line.split()) <= _BYLINE_WORDS
    return short and line[0] not in '-–—«“"' and not finite_verb(line)


def titled_byline(line: str) -> Verdict | None:
    """Judge a line that says of people that they are journalists or of an agency.

    *Claire Morand, envoyée spéciale à Kiev*, *Claire Morand, Agence France-Presse*. Not for
    the first line, which may be a headline about a journalist, nor for the middle of an article.
    """
    return _with_role(line) or _with_agency(line) if _could_sign(line) else None


def desk_line(line: str) -> Verdict | None:
    """Judge a line that tells the reporter's office: *De notre correspondant à Londres*."""
    verdict = _with_role(line) if _could_sign(line) else None
    return verdict if verdict and not verdict.facts.byline else None


@functools.cache
def _role() -> regex.Pattern[str]:
    roles = alternatives("roles")
    led_by = (
        rf"(?P<names>{FULL_NAMES})\s*[,–—|/(·•-]?\s*(?:notre\s|nos\s)?{roles}\b",
        r"\p{Lu}{2,6}\s(?:et|avec)\s(?:la\s)?rédaction",
        rf"(?i:de\s|avec\s)?(?i:notre|nos)\s{roles}\b",
        rf"{roles}(?:\s(?:(?i:permanente?s?)\s)?(?:à|au|en|aux|de)\s{NAME})?(?=\s*[,:.]?\s*$)",
    )
    return regex.compile(rf"^(?:{'|'.join(led_by)})[^.!?]*\.?$")


def _with_role(line: str) -> Verdict | None:
    match = _role().match(line)
    if not match or len(line.split()) > _TITLED_WORDS:
        return None
    told = Facts(byline=people(match["names"] or ""), agencies=agencies_among(line))
    return Verdict("byline", told)


_OF_AGENCY = regex.compile(
    rf"^(?P<names>{NAME}(?:{AND}{NAME})*?)\s*[,|–—(-]\s*(?P<tag>[^,|/–—()]+?)\)?\.?$"
)


def _with_agency(line: str) -> Verdict | None:
    match = _OF_AGENCY.match(line)
    codes = agency_codes(match["tag"], certain=True) if match else ()
    if not match or not codes or agency_codes(match["names"], certain=True):
        return None
    return Verdict("byline", Facts(byline=people(match["names"]), agencies=codes))


_BARE = regex.compile(
    rf"^(?:\p{{Lu}}{{2,6}}{AND})?(?P<names>{FULL_NAMES}){SOMEWHERE}?(?:\s*\((?!\d)[^()]{{2,40}}\))?$"
)


def bare_name(line: str) -> Verdict | None:
    """Judge a line of nothing but people's names, under the headline or at the end."""
    match = _BARE.match(line)
    if not match or _signed().match(line) or len(line.split()) > _BARE_WORDS:
        return None
    if outlet_of(line) or agency_codes(line):
        return None
    known = any(is_region(part) or is_city(part) for part in [line, *parts(line)])
    return None if known else Verdict("byline", Facts(byline=people(match["names"])))


def outlet_line(line: str) -> Verdict | None:
    """Judge a line that holds nothing but an outlet's name. Only for the edges of an article."""
    outlet = outlet_of(line)
    return Verdict("byline", Facts(outlet=outlet)) if outlet else None


def signed_pairs(draft: Draft) -> dict[int, Verdict]:
    """Give the names with the outlet or the agency on the next line, anywhere below the first."""
    lines = [line.text for line in draft.lines]
    verdicts: dict[int, Verdict] = {}
    for at in range(1, len(lines) - 1):
        name, house = bare_name(lines[at]), outlet_line(lines[at + 1])
        if name and (house or agency_codes(lines[at + 1])):
            verdicts |= {at: name} | ({at + 1: house} if house else {})
    return verdicts


@functools.cache
def _contributed() -> tuple[regex.Pattern[str], ...]:
    """Match … a rapporté de Londres · … ont contribué · Avec la contribution de …."""
    places = rf"{PLACE}(?:(?:\set|,)\s(?:{NAME}\s)?{PLACE})*"
    reporters = alternatives("reporters")
    led_by = rf"(?i:les|la|le|l[’']|des|nos|notre|une?)\s?{reporters}\b.*"
    alone = rf"(?:{led_by}|{FULL_NAMES}.*{SOMEWHERE}.*)"
    named = rf"(?:{led_by}|{FULL_NAMES}.*|{NAME})"
    also = r"(?:également\s|aussi\s|tous\s|toutes\s|deux\s)*"
    to_this = r"\s(?:à|aux?)\s(?:(?:la|l[’'])\s?\w+\s(?:de|à)\s)?ce(?:t|tte|s)?\s"
    copy = rf"{to_this}{alternatives('copy')}\b[^.!?]*"
    thanks = rf"{alternatives('credits_to')}(?:\b|(?<=['’]))"
    article = r"(?:les\s|l[’']|la\s|le\s|nos\s|notre\s|de\s|d[’'])?"
    whole = (
        rf"[-–—−*]?\s*{NAMES},?\s(?:a|ont)\s{also}{alternatives('reported')}\s{places}",
        rf"[-–—−*]?\s*{alone}\s(?:a|ont)\s{also}contribué",
        rf"[-–—−*]?\s*{named}\s(?:a|ont)\s{also}{alternatives('contributed')}{copy}",
        rf"{thanks}\s*:?\s*{article}(?:{NAME}|{reporters})[^.!?«»]*",
    )
    return tuple(regex.compile(rf"^\(?{pattern}\s*\.?\)?$") for pattern in whole)


@functools.cache
def _edited() -> regex.Pattern[str]:
    return regex.compile(rf"\([^()]*\b{alternatives('desk')}\b[^()]*\)\.?")


_OF_WHOM = regex.compile(rf"\b(?:d['’]|de\s(?:l['’])?)({NAME})")


def contributors(line: str) -> Verdict | None:
    """Judge a line on who else worked on the copy. Only for the last lines of an article."""
    each = (any(p.match(one.text) for p in _contributed()) for one in sentences(line))
    if not (_edited().fullmatch(line) or all(each)):
        return None
    after = (match[1].split() for match in _OF_WHOM.finditer(line))
    tries = (" ".join(words[:n]) for words in after for n in range(1, len(words) + 1))
    codes = next(filter(None, map(agency_codes, tries)), ())
    return Verdict("contributors", Facts(agencies=codes))


def editors_at_the_end(line: str) -> Verdict | None:
    """Judge a paragraph that ends with who wrote and edited it, in brackets."""
    found = [match for match in _edited().finditer(line) if match.end() == len(line)]
    kept = line[: found[0].start()].rstrip() if found else ""
    return Verdict("contributors", kept=kept) if kept.endswith(tuple('.!?…»”"')) else None


@functools.cache
def _note() -> regex.Pattern[str]:
    been = r"[^.!?]{0,60}?\s(?:a été|est|a)\s(?:\w+ment\s|d['’]abord\s)?"
    own = rf"{alternatives('own_copy')}\b{been}"
    return regex.compile(
        rf"^[-–—*(\[]?\s*(?:{own}{alternatives('treated')}\b(?!.*\brevue\b)|{alternatives('notes')})"
    )


def note(line: str) -> Verdict | None:
    """Judge the newsroom's remark on its article. Only for the first and last lines."""
    short = len(line.split()) <= _NOTE_WORDS
    return Verdict("note") if short and _note().match(line) else None
