"""Bytes of a file to characters, in the encodings that French text files come in."""

import codecs
from typing import NamedTuple

import regex
from charset_normalizer import from_bytes


class Decoded(NamedTuple):
    """The text of a file and, where it was not plain UTF-8, how it was read."""

    text: str
    notice: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings of French text on Windows, Unix, old Macintosh and DOS, likeliest first.
_CANDIDATES = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
_NAMES = {
    "cp1252": "Windows-1252",
    "iso8859_15": "ISO 8859-15",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
}
_OTHER_FORMATS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
)
_MULTIBYTE = regex.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# € and œ of ISO 8859-15, which Windows-1252 has elsewhere; what only Windows-1252 prints.
_LATIN_9 = regex.compile(rb"\xa4|[\xbc\xbd](?=[a-z])")
_WINDOWS = regex.compile(rb"[\x80-\x9f]")
_CONTROLS = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01


def decode(raw: bytes) -> Decoded | None:
    """Read the bytes of a text file; None when they are no text.

    UTF-8 with or without its mark and UTF-16 are read without a word; a UTF-8 file with
    a few broken bytes and a file in an 8-bit encoding of French with a notice. Not for
    languages other than French: only encodings that French is written in are tried.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding)
    wide = _utf16_without_mark(raw)
    if wide or _is_binary(raw):
        return wide
    return _strict(raw, "utf-8") or _broken_utf8(raw) or _eight_bit(raw)


def _strict(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), "")
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(raw: bytes) -> Decoded | None:
    for encoding, zeros in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[0::2])):
        if len(raw) % 2 == 0 and zeros.count(0) > 0.8 * len(zeros):
            return _strict(raw, encoding)
    return None


def _is_binary(raw: bytes) -> bool:
    if raw.startswith(_OTHER_FORMATS) or b"\x00" in raw[:4096]:
        return True
    return len(_CONTROLS.findall(raw)) > _MOST_CONTROLS * len(raw)


def _broken_utf8(raw: bytes) -> Decoded | None:
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 5 > len(_MULTIBYTE.findall(raw)):
        return None
    return Decoded(text.replace("\ufffd", ""), f"UTF-8 with broken bytes, left out: {broken}")


def _eight_bit(raw: bytes) -> Decoded | None:
    best = from_bytes(raw, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    encoding = best.encoding if best else "cp1252"
    if encoding not in _NAMES or encoding == "cp1252":
        encoding = "iso8859_15" if _LATIN_9.search(raw) and not _WINDOWS.search(raw) else "cp1252"
    text = raw.decode(encoding, errors="replace").replace("\ufffd", "")
    return Decoded(text, f"read as {_NAMES[encoding]}, not UTF-8")
