"""News agencies' tags, and the codes they stand for."""

import functools

import regex

from helpers.corpus.drafts import Facts, Verdict
from helpers.corpus.lexicons import agencies, ambiguous_agencies, outlets
from helpers.corpus.places import is_region, looks_like_place
from helpers.language import fold

_BETWEEN = regex.compile(r"\s*[,/;+&|]\s*|\s+(?:et|and|avec)\s+|\s+[-–—]\s+")
_LEAD = regex.compile(
    r"^(?:©|avec (?:les |des )?(?:informations|infos|renseignements) d(?:e\s|['’])"
    r"|avec (?:les )?agences?\b|avec|par|d['’]après|selon|sources?\s*:|texte\s*:)"
    r"\s*(?:l['’]|la |le |les )?(?:agence (?=\p{L}))?",
    regex.IGNORECASE,
)
_WITH = regex.compile(
    r"^(?:Par\s+|par\s+)?(?P<beside>[\p{Lu}\d][^.!?:;,()]{1,40}?),? \(?avec (?P<agencies>.+)$"
)
_ARTICLE = regex.compile(r"^(?:l'|la |le |les )")
_INITIALS = regex.compile(r"^\p{Lu}{2,6}$")
_AGENCY_NAME = regex.compile(r"^Agence(?: de presse)?(?:\s\p{Lu}[\p{L}'’-]+){1,4}$")
_EDGES = " ()[]{}-–—.,;:*/|•·_"
_SIGN_OFF = regex.compile(
    r"^\(?\p{Lu}{2,8}\s\d{6}\s(?:GMT|UTC)\b.{0,20}$|^\p{L}{1,4}(?:-\p{L}{1,4})?(?:/\p{L}{1,4}(?:-\p{L}{1,4})?)+/?$"
)
_PERSON = regex.compile(
    r"^(?!(?:Le|La|Les|L['’])\b)\p{Lu}\p{Ll}[\p{L}'’-]*\s\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?$"
)
_OWN_DESK = ("la rédaction", "rédaction", "notre rédaction")


@functools.lru_cache(maxsize=8192)
def agency_codes(tag: str, *, certain: bool = False, new: bool = False) -> tuple[str, ...]:
    """Give the codes of the agencies that a tag names, empty if any part of it is none.

    `tag`: *AFP*, *ats/afp*, *Avec Reuters et AFP*, *Source : Xinhua*. An abbreviation with
    other meanings alone counts only where the place is `certain` to hold an agency; where
    one may be `new` to the lexicon, its initials are taken as they are written, and so
    is *Agence* with a name in capitals.
    """
    bare = tag.strip(_EDGES)
    new = new or bare.lower().startswith("avec ")
    names = _BETWEEN.split(_LEAD.sub("", bare))
    codes = tuple(_code(name.strip(_EDGES), new=new) for name in names)
    if not all(codes) or (
        len(names) == 1 and not certain and fold(names[0]) in ambiguous_agencies()
    ):
        return ()
    return tuple(dict.fromkeys(codes))


def _code(name: str, *, new: bool) -> str:
    folded = fold(name)
    bare = _ARTICLE.sub("", folded)
    for form in (folded, bare, bare.removeprefix("agence ")):
        if form in agencies():
            return agencies()[form]
    initials = new and _INITIALS.match(name) and not is_region(name)
    return name if initials or _AGENCY_NAME.match(name) else ""


def agency_line(line: str) -> Verdict | None:
    """Judge a line that is nothing but an agency's tag, alone or beside the outlet's name."""
    if len(line) > 90:
        return None
    codes = agency_codes(line)
    if codes or _SIGN_OFF.match(line):
        return Verdict("agency", Facts(agencies=codes or _signed_off(line)))
    match = _WITH.match(line.strip(_EDGES))
    new = match is not None and looks_like_place(match["beside"])
    codes = agency_codes(match["agencies"], certain=True, new=new) if match else ()
    if match and codes:
        return Verdict("agency", _beside(match["beside"]).joined(Facts(agencies=codes)))
    return None


def _signed_off(line: str) -> tuple[str, ...]:
    """Give the agency among the initials of those who wrote and edited: *cm/pl/APA*."""
    parts = regex.split(r"[/\s]", line.strip(_EDGES))
    return agency_codes(parts[-1], certain=True) or agency_codes(parts[0], certain=True)


def _beside(name: str) -> Facts:
    """Tell whether an outlet or a person stands beside an agency (*Le Monde avec AFP*)."""
    known = outlets().get(fold(name))
    if known or fold(name) in _OWN_DESK:
        return Facts(outlet=known or "")
    return Facts(byline=name) if _PERSON.match(name) else Facts(outlet=name)


_CLOSING = regex.compile(
    r"^(?P<kept>.*[.!?…»”\"])\s*[-–—]?\s*(?P<tag>[\[(][^()\[\]]{2,60}[\])]|(?:[Aa]vec|[Ss]ources?\s*:)\s.{2,50}"
    r"|[^.!?…»”\"\s][^.!?…»”\"]{1,40})\.?$"
)


def agency_at_the_end(line: str) -> Verdict | None:
    """Judge a paragraph that ends with an agency's tag after its last full stop."""
    match = _CLOSING.match(line[-160:])
    codes = agency_codes(match["tag"], certain=match["tag"][0] in "([") if match else ()
    signed_off = bool(match and _SIGN_OFF.match(match["tag"]))
    if match and (codes or signed_off):
        codes = codes or _signed_off(match["tag"])
        return Verdict("agency", Facts(agencies=codes), line[:-160] + match["kept"].rstrip())
    return None
