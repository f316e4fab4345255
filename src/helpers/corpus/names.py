"""People's names in lines that sign: parts of regular expressions, and reading them."""

import regex

from helpers.corpus.agencies import agency_codes
from helpers.corpus.lexicons import outlets
from helpers.corpus.places import normal_capitals
from helpers.language import fold

CAPITAL = r"(?:(?:\p{Lu}\.-?)+|\p{Lu}(?:[\p{L}\p{M}\d]|[’'.\-‑](?=\p{L}))*)"
_PARTICLE = (
    r"(?:d[’']|(?:de la|de|du|des|la|le|van|von|der|den|ten|el|al|ben|bin|bint|da|dos|di)\s)*"
)
NAME = rf"{CAPITAL}(?:\s{_PARTICLE}{CAPITAL}){{0,4}}"
FULL_NAME = rf"{CAPITAL}(?:\s{_PARTICLE}{CAPITAL}){{1,4}}"
AND = r"(?:\s*(?:,|&|/|\bet\b|\band\b)\s*(?:et\s)?)"
NAMES = rf"{NAME}(?:{AND}{NAME}){{0,9}}"
FULL_NAMES = rf"{FULL_NAME}(?:{AND}{FULL_NAME}){{0,9}}"
_MORE_PLACES = rf"(?:,\s(?:en\s|au\s|aux\s)?{NAME})*"
PLACE = rf"(?:de|d[’']|depuis|à|en|au|aux)\s?(?:l[’'])?{NAME}{_MORE_PLACES}"
SOMEWHERE = rf"(?:\s*,?\s(?:à|au|en|depuis|aux)\s(?:l[’'])?{NAME}{_MORE_PLACES})"

_BETWEEN = regex.compile(AND)
_PIECES = regex.compile(r"\s*[,|/()–—•·]\s*|\s+(?:avec|pour|par|et)\s+")


def parts(names: str) -> list[str]:
    """Cut a list of names: *Claire Morand, Paul Lenoir et Jeanne Petit* gives three."""
    return [part.strip() for part in _BETWEEN.split(names) if part.strip()]


def people(names: str) -> str:
    """Give the people of a list of names, joined by commas, in normal capitals."""
    found = [
        part
        for part in parts(names)
        if not agency_codes(part, certain=True) and not outlet_of(part)
    ]
    return ", ".join(normal_capitals(name) if " " in name else name for name in found)


def outlet_of(line: str) -> str:
    """Give the outlet that a line names and nothing else, or an empty string."""
    return outlets().get(fold(line.strip(" .()|–—-")), "")


def agencies_among(line: str) -> tuple[str, ...]:
    """Give the codes of the agencies that stand between the commas and bars of a line."""
    pieces = (piece for piece in _PIECES.split(line) if piece)
    return tuple(code for piece in pieces for code in agency_codes(piece, certain=True))
