"""What opens a dispatch: place, region, day and agency, in the usages of several countries."""

import functools

import regex

from helpers.corpus.agencies import agency_codes
from helpers.corpus.dates import date_expression, find_date
from helpers.corpus.drafts import Facts, Verdict
from helpers.corpus.lexicons import particles
from helpers.corpus.names import people
from helpers.corpus.places import (
    in_dictionary,
    is_city,
    is_region,
    looks_like_place,
    normal_capitals,
)
from helpers.language import fold

_DASH = r"(?:[-–—−]{1,2}|--)"
_OPENS = r"(?=[\p{Lu}\d«“„\"‘'’(\[]|$)"
_HOUR = regex.compile(r"\d{1,2}\s?[h:]\s?(?:\d\d)?|UTC|GMT")
_HEAD = r"[^()\[\]«»“”\"!?;:–—\n]"
_IN_BRACKETS = regex.compile(r"\s*\(+[^()]*\)+")

# SÉOUL, Corée du Sud (AP) — · PARIS, 12 sept 2023 (AFP) - · Genève (awp/ats) · MOSCOU. /TASS/.
_WITH_AGENCY = regex.compile(
    rf"^(?P<head>{_HEAD}{{0,70}}(?:\([^()]{{2,30}}\)(?:,{_HEAD}{{1,30}}|\s+(?=\()))?)\s*{_DASH}?\s*"
    rf"(?:\((?P<tag>[^()\n]{{2,40}})\)|/(?P<slash>\p{{Lu}}{{3,10}})/)"
    rf"(?P<end>\s*\.?\s*{_DASH}\s*|\s*[.:]\s*|\s+){_OPENS}"
)
# AFP - · APA-Dakar (Sénégal) – · (Belga) –
_AGENCY_FIRST = regex.compile(
    rf"^\(?(?P<tag>\p{{L}}[\p{{L}} ]{{1,24}})\)?\s*{_DASH}\s*"
    rf"(?:(?P<place>\p{{Lu}}[\p{{L}}'’-]+(?: \p{{L}}[\p{{L}}'’-]+){{0,3}}?)"
    rf"(?:\s*\([^()]{{2,30}}\))?\s*{_DASH}\s*)?{_OPENS}"
)
# (Séoul) · (New York) –
_BRACKETS = regex.compile(rf"^\((?P<place>[^()\n]{{2,40}})\)\s*(?:{_DASH}|[.:])?\s*{_OPENS}")
# MONTRÉAL — · Washington – · Angels Camp, Californie — · Port-au-Prince, 3 mai 2023 (Le Nom) –
_BEFORE_DASH = regex.compile(
    rf"^(?P<head>\p{{Lu}}{_HEAD}{{1,60}}?(?:\(+[^()]{{2,30}}\)+)?)\s*"
    rf"(?:(?<=[\s)])-{{1,2}}|[–—]|-(?=\s))\s*{_OPENS}"
)


@functools.cache
def _dated() -> regex.Pattern[str]:
    """Match 10 janvier 2016. – · 12 mars 2016, Montpellier. – · Le 3 mai 2023, 14 h 30 –."""
    return regex.compile(
        rf"^(?P<date>{date_expression()})(?P<more>[^.–—\n]{{0,60}}?)"
        rf"(?:\.\s*[-–—]{{1,2}}(?:\s+|$)|\s*[-–—]{{1,2}}(?:\s+{_OPENS}|\s*$))"
    )


def dateline(line: str) -> Verdict | None:
    """Judge a paragraph that opens with a dateline; the rest of the paragraph is kept.

    Only for the first paragraphs of an article: later *Paris — Londres* is prose.
    """
    for read in (_with_agency, _agency_first, _in_brackets, _dated_head, _before_dash):
        verdict = read(line)
        if verdict is not None:
            return verdict
    return None


def _with_agency(line: str) -> Verdict | None:
    match = _WITH_AGENCY.match(line)
    head = read_head(match["head"]) if match else None
    if not match or head is None:
        return None
    dated = find_date(match["head"]) is not None
    codes = agency_codes(match["tag"] or match["slash"], certain=True, new=dated)
    if not codes or not (match["end"].strip() or dated or _may_stand_bare(match["head"])):
        return None
    return Verdict("dateline", head.joined(Facts(agencies=codes)), line[match.end() :])


# AA / Istanbul / Claire Morand
_SLASHED = regex.compile(
    r"^(?P<tag>[^/]{2,20}?)\s?/\s?(?P<place>[^/.!?]{2,40}?)(?:\s?/\s?(?P<who>[^/.!?]{3,80}))?$"
)


def slashed_head(line: str) -> Verdict | None:
    """Judge a line of agency, place and author between slashes."""
    match = _SLASHED.match(line)
    codes = agency_codes(match["tag"], certain=True) if match else ()
    if not match or not codes or not is_city(match["place"]):
        return None
    byline = people(match["who"]) if match["who"] else ""
    place = normal_capitals(match["place"])
    return Verdict("dateline", Facts(agencies=codes, dateline=place, byline=byline))


def _may_stand_bare(head: str) -> bool:
    place = head.split(",")[0].strip()
    return not place or place.isupper() or is_city(place)


def _agency_first(line: str) -> Verdict | None:
    match = _AGENCY_FIRST.match(line)
    codes = agency_codes(match["tag"], certain=line[0] == "(") if match else ()
    if not match or not codes:
        return None
    place = match["place"] or ""
    if place and not (is_city(place) or place.isupper()):
        return None
    facts = Facts(agencies=codes, dateline=normal_capitals(place))
    return Verdict("dateline" if place else "agency", facts, line[match.end() :])


def _in_brackets(line: str) -> Verdict | None:
    match = _BRACKETS.match(line)
    if not match:
        return None
    codes = agency_codes(match["place"], certain=True)
    if codes:
        return Verdict("agency", Facts(agencies=codes), line[match.end() :])
    place = match["place"].split(",")[0].strip()
    if not looks_like_place(place) or not (is_city(place) or is_own_name(place)):
        return None
    return Verdict("dateline", Facts(dateline=normal_capitals(place)), line[match.end() :])


def is_own_name(place: str) -> bool:
    """Say whether a capitalised name is neither initials nor a common word."""
    return not place.isupper() and not in_dictionary(place)


def _dated_head(line: str) -> Verdict | None:
    match = _dated().match(line)
    found = find_date(match["date"]) if match else None
    if not match or not found or not found.iso:
        return None
    parts = (part.strip() for part in match["more"].split(","))
    named = [part for part in parts if part and not _HOUR.match(part)]
    if any(not looks_like_place(part) for part in named[:1]):
        return None
    facts = Facts(published=found.iso, dateline=normal_capitals(named[0]) if named else "")
    return Verdict("dateline" if named else "date", facts, line[match.end() :])


def _before_dash(line: str) -> Verdict | None:
    match = _BEFORE_DASH.match(line)
    if not match or not line.endswith(tuple('.!?…»”")')):
        return None
    head = read_head(match["head"])
    after = line[match.end() :].split(maxsplit=1)[0]
    if head is None or not head.dateline or not _names_a_place(match["head"]) or is_city(after):
        return None
    return Verdict("dateline", head, line[match.end() :])


def _names_a_place(head: str) -> bool:
    place, _, rest = _IN_BRACKETS.sub("", head).partition(",")
    if is_city(place) or is_region(rest.strip()):
        return True
    letters = sum(c.isalpha() for c in place)
    return place.isupper() and letters > 4 and not is_region(place) and not in_dictionary(place)


def read_head(head: str) -> Facts | None:
    """Read place and date out of what stands before the agency or the dash.

    None where it holds anything else, such as the beginning of a sentence.
    """
    date = find_date(head)
    if date:
        head = head[: date.start] + head[date.end :]
    bare = _IN_BRACKETS.sub(" ", head).strip(" ,.-–—")
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    if not all(looks_like_place(part) and not _only_small(part) for part in parts):
        return None
    place = normal_capitals(parts[0]) if parts else ""
    return Facts(dateline=place, published=date.iso if date else "")


def _only_small(part: str) -> bool:
    return all(fold(word) in particles() for word in part.split())
