"""Paragraphs and sentences of French press prose, with their character offsets.

A rule of one's own on a regular expression rather than NLTK's Punkt: Punkt, with the same
abbreviations, cuts after O.N.U. and before a closing mark, and takes ten times as long.

What ends a sentence: a run of . ! ? … with the closing marks after it, when white space and then
anything but a lower-case letter or , ; : follows. What does not, although it looks so: the point
of an abbreviation, of an initial or of a list number; [...] for words left out; and every stop
inside a pair of marks or brackets whose sentence goes on behind it (« A. B », a dit X is one
sentence; X a dit : « A. B. » is two). No sentence goes on in the next paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from helpers.language.lemmas import fold
from helpers.language.lexicons import abbreviations, function_words


class Sentence(NamedTuple):
    """A sentence: the paragraph it stands in (from 0), offsets into the text, its words."""

    paragraph: int
    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give start and end of each paragraph: a line that is not blank, without white space around.

    Offsets are indices into `text`. Lines end at newline characters only.
    """
    return [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; `text[sentence.start:sentence.end] == sentence.text` for each.

    A row is a sentence, in order, without overlap; white space apart, they cover the text.
    Not for verse or for tables: a line is taken for a paragraph.
    """
    return [
        Sentence(number, start, end, text[start:end])
        for number, (first, last) in enumerate(paragraphs(text))
        for start, end in _cut(text, first, last)
    ]


_THIN = "[ \u00a0\u2009\u202f]?"
_STOP = re.compile(
    r"\[(?:…|\.{3})\]|\((?:…|\.{3})\)"
    r"|(?:https?://|www\.)\S*[^\s.,;:!?…)\]'’»”\"]"
    rf"|(?P<stop>[.!?…]+(?:{_THIN}[.!?…]+)*)"
    rf"(?P<close>(?:{_THIN}[»›”)\]]|[\u00a0\u202f]?[\"'’“]|\[[0-9]{{1,3}}\])*)"
    rf"(?P<gap>\s*)(?P<open>(?:[«‹“„\"'‘’(\[–—-]{_THIN})*)"
)
_MARK = re.compile('[«»‹›“”„"()\\[\\]]')
_CLOSES = {"»": "«", "›": "‹", "”": "“„", ")": "(", "]": "["}
_NEXT_CHARACTER = re.compile(r"\s*\S")
_JOINS = (",", ";", ":")
_STOPS = (".", "!", "?", "…", "")
# A full stop and a dash so near to the start of a paragraph close a dateline (« 21 avril. – »).
DATELINE = 60
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")
_LAST_WORD = re.compile(r"[\w.-]*$")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.-?)*[A-ZÀ-ÖØ-Þ]")
_LIST_NUMBER = re.compile(r"[0-9]{1,3}|[IVX]{1,5}|[a-zA-Z]")


def _cut(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    enclosed = _enclosed(text, first, last)
    inside = next(enclosed, (last, last))
    for stop in _STOP.finditer(text, first, last):
        if stop["stop"] is None or stop.end() >= last:
            continue
        while inside[1] <= stop.start():
            inside = next(enclosed, (last, last))
        if stop.start() < inside[0] and _ends(text, start, stop, opening=start == first):
            yield start, stop.end("close")
            start = stop.end("gap")
    yield start, last


def _ends(text: str, start: int, stop: re.Match[str], *, opening: bool) -> bool:
    after = text[stop.end()]
    if after.islower() or after in ",;:.!?…»)]":
        return False
    if not stop["gap"]:
        return text[stop.start() - 1].islower() and _opens(text, stop.end())
    if stop["stop"] != "." or stop["close"]:
        return True
    if stop["open"][:1] in ("–", "—") and opening and stop.start() - start < DATELINE:
        return text[start] in "–—"
    return not _shortened(text, start, stop)


def _shortened(text: str, start: int, stop: re.Match[str]) -> bool:
    before = text[max(start, stop.start() - 20) : stop.start()]
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    lists = abbreviations()
    if _LIST_NUMBER.fullmatch(text, start, stop.start()):
        return True
    if word in lists["titles"] or word in lists["inner"]:
        return True
    if word in lists["before_numbers"]:
        return text[stop.end()].isdigit()
    if word in lists["final"] or _INITIALS.fullmatch(word):
        name = len(word) == 1 and before[: -len(word)].rstrip()[-20:].split(" ")[-1][:1].isupper()
        return not (stop["open"] or _opens(text, stop.end(), name=name))
    return False


def _opens(text: str, at: int, *, name: bool = False) -> bool:
    word = _NEXT_WORD.match(text, at)
    if word is None or not word[0][0].isupper():
        return False
    form = fold(word[0])
    return form in function_words() and not (name and form in abbreviations()["particles"])


def _enclosed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    end = first
    for opened, closed in sorted(_pairs(text, first, last)):
        if opened >= end and _goes_on(text, closed, last):
            yield opened, closed
            end = closed


def _goes_on(text: str, closed: int, last: int) -> bool:
    found = _NEXT_CHARACTER.match(text, closed + 1, last)
    after = found[0][-1:] if found else ""
    stopped = text[max(closed - 2, 0) : closed].rstrip()[-1:]
    return after.islower() or after in _JOINS or not (stopped in _STOPS or after in _STOPS)


def _pairs(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in _MARK.finditer(text, first, last):
        mark, at = match[0], match.start()
        partners = _CLOSES.get(mark, "")
        if mark == '"' and waiting[mark] and not _opening(text, at, first, last):
            partners = mark
        if not partners:
            opened.append((mark, at))
            waiting[mark] += 1
        while partners and any(waiting[partner] for partner in partners):
            partner, start = opened.pop()
            waiting[partner] -= 1
            if partner in partners:
                yield start, at
                break


def _opening(text: str, at: int, first: int, last: int) -> bool:
    before = text[at - 1] if at > first else " "
    after = text[at + 1] if at + 1 < last else " "
    return not (before.isalnum() or before in ".,!?…»”)") and not after.isspace()
