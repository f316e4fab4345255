"""Stray full stops and spaces, as machine-translated and hastily pasted copy has them."""

import regex

from helpers.corpus.drafts import Line, Removal
from helpers.language.lexicons import abbreviations

_SPACE = "[ \u00a0\u2009\u202f]"
_STRAY = regex.compile(
    rf"(?P<stop>[.!?…]){_SPACE}+\.(?=\s|$)"  # reconstruction. .
    rf"|(?<=(?P<word>[\w-]{{0,20}}))\.{_SPACE}+,(?=\s)"  # frontière. , a dit
    rf"|(?<=[\w»”\"’)\]%]){_SPACE}+\.(?=\s|$)"  # famille .
)
_SHORT = regex.compile(r"\p{Lu}(?:\p{Ll}{0,2})")


def without_stray_stops(line: Line) -> tuple[Line, list[Removal]]:
    """Give a line without doubled stops (`. .`, `. ,`) or a space before its full stop.

    The point of an abbreviation before a comma stays (*etc. ,* → *etc.,*).
    """
    found = [match[0] for match in _STRAY.finditer(line.text)]
    if not found:
        return line, []
    mended = _STRAY.sub(_mended, line.text)
    return Line(line.number, mended), [
        Removal(line.number, piece, "punctuation") for piece in found
    ]


def _mended(match: regex.Match[str]) -> str:
    if match["stop"]:
        return match["stop"]
    if not match[0].endswith(","):
        return "."
    return ".," if _is_short(match["word"]) else ","


def _is_short(word: str) -> bool:
    return bool(_SHORT.fullmatch(word)) or any(word in words for words in abbreviations().values())
