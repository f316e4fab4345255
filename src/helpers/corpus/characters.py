"""Characters before anything is counted: line ends, accents, invisible and broken ones."""

import html
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import regex

from helpers.corpus.drafts import Removal

_LINE_ENDS = regex.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\u2028\u2029]")
_INVISIBLE = regex.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff]"
    r"|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})"
)
_C1 = regex.compile(r"[\x80-\x9f]")
_TAG = regex.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,500})?/?>|<!--.{0,500}?-->")
_BREAKING_TAG = regex.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|figure|figcaption|section|article)\b[^<>]{0,500}>",
    regex.I,
)
_ENTITY = regex.compile(r"&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def clean_characters(raw: str) -> tuple[str, list[Removal]]:
    """Give a text whose characters can be trusted, and what was taken out of it.

    Lines end with a line feed, accents are composed (NFC), tabs are spaces; what prints
    nothing is gone, Windows-1252 characters read as Latin-1 are what they were meant to
    be, tags and entities of web pages are read. Typography stays: spaces, quotation marks,
    apostrophes and dashes are not touched.
    """
    text = raw
    removals: list[Removal] = []
    for pattern, replacement, reason in _STEPS:
        found = Counter(match[0] for match in pattern.finditer(text))
        text = pattern.sub(replacement, text)
        if found and reason:
            removals.append(Removal(0, _counted(found), reason))
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        removals.append(Removal(0, "accents written apart from their letters", "characters"))
    return composed.replace("\t", " "), removals


def _as_windows(match: regex.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return "\n" if match[0] == "\x85" else ""


def _counted(found: Counter[str]) -> str:
    return ", ".join(f"{_shown(piece)} × {times}" for piece, times in sorted(found.items()))


def _shown(piece: str) -> str:
    if piece.isprintable():
        return piece
    return " ".join(f"U+{ord(character):04X}" for character in piece)


_STEPS: tuple[tuple[regex.Pattern[str], Callable[[regex.Match[str]], str], str], ...] = (
    (_LINE_ENDS, lambda match: "\n", ""),
    (_C1, _as_windows, "characters"),
    (_ENTITY, lambda match: html.unescape(match[0]), "markup"),
    (_BREAKING_TAG, lambda match: "\n", "markup"),
    (_TAG, lambda match: "", "markup"),
    (_LINE_ENDS, lambda match: "\n", ""),
    (_INVISIBLE, lambda match: "", "characters"),
)

_WRAPPED = (45, 110)
_MANY = 4


def join_wrapped(text: str) -> tuple[str, list[Removal]]:
    """Join the lines of a text that was wrapped at a fixed width, if it was.

    A wrapped text is one whose lines, but for the last of each block, are nearly all of
    a like length and mostly end in the middle of a sentence.
    """
    lines = text.split("\n")
    inner = [one for one, following in pairwise(lines) if one.strip() and following.strip()]
    if len(inner) < _MANY or max(map(len, lines)) > _WRAPPED[1] or not _wrapped(inner):
        return text, []
    joined = [lines[0].strip()]
    for before, line in pairwise(lines):
        if (
            not before.strip()
            or not line.strip()
            or _ends_block(before.rstrip(), max(map(len, inner)))
        ):
            joined.append(line.strip())
        else:
            joined[-1] += f" {line.strip()}"
    return "\n".join(joined), [Removal(0, f"{len(lines) - len(joined)} line ends", "line_wrap")]


def _wrapped(inner: list[str]) -> bool:
    even = sum(_WRAPPED[0] <= len(line) for line in inner)
    open_ended = sum(line.rstrip()[-1] not in '.!?…:»”"' for line in inner)
    return even >= 0.8 * len(inner) and open_ended >= 0.6 * len(inner)


def _ends_block(line: str, width: int) -> bool:
    return line[-1] in '.!?…»”"' and len(line) < 0.75 * width
