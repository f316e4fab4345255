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
        Sentence(number, first + start, first + end, text[first + start : first + end])
        for number, (first, last) in enumerate(paragraphs(text))
        for start, end in _cut(text[first:last])
    ]


# A full stop and a dash so near to the start of a paragraph close a dateline (« 21 avril. – »).
DATELINE = 60
_THIN = "[ \u00a0\u2009\u202f]?"
_LEFT_OUT = r"\[(?:…|\.{3})\]|\((?:…|\.{3})\)"
_STOP = re.compile(
    rf"(?P<stop>[.!?…]+(?:{_THIN}[.!?…]+)*)"
    rf"(?P<close>(?:{_THIN}[»›”)\]]|[\"'’]|\[[0-9]{{1,3}}\])*)"
    rf"(?P<gap>\s*)(?P<open>(?:(?!{_LEFT_OUT})[«‹“„\"'‘’(\[–—-]{_THIN})*)"
)


def _cut(paragraph: str) -> Iterator[tuple[int, int]]:
    """Give start and end of each sentence of a paragraph."""
    pairs = sorted(_pairs(paragraph))
    line = _typeset(paragraph, pairs)
    enclosed = _enclosed(line, pairs)
    inside = next(enclosed, (len(line), len(line)))
    start = 0
    for stop in _STOP.finditer(line):
        if stop.end() == len(line):
            break
        while inside[1] <= stop.start():
            inside = next(enclosed, (len(line), len(line)))
        if stop.start() < inside[0] and _ends(line, start, stop):
            yield start, stop.end("close")
            start = stop.end("gap")
    yield start, len(line)


def _ends(line: str, start: int, stop: re.Match[str]) -> bool:
    after = line[stop.end()]
    if after.islower() or after in ",;:.!?…»)]" or _LEFT_OUT_HERE.match(line, stop.start() - 1):
        return False
    if not stop["gap"]:
        return _glued(line, stop)
    if stop["stop"] != "." or stop["close"]:
        return True
    if stop["open"][:1] in ("–", "—") and start == 0 and stop.start() < DATELINE:
        return line[0] in "–—"
    return not _shortened(line, start, stop)


_LEFT_OUT_HERE = re.compile(_LEFT_OUT)
_ADDRESS = re.compile(r"://|@|www\.")


def _glued(line: str, stop: re.Match[str]) -> bool:
    """Tell whether a sentence starts right behind the stop, and not the rest of an address."""
    near = line[max(0, stop.start() - 100) : stop.start()].split()[-1:]
    return (
        _opens(line, stop.end())
        and near != []
        and near[0][-1].islower()
        and not _ADDRESS.search(near[0])
    )


_INSIDE = re.compile("[^\\w.-]")
_INITIALS = re.compile("(?:[A-ZÀ-ÖØ-Þ]\\.-?)*[A-ZÀ-ÖØ-Þ]")
_LIST_NUMBER = re.compile(r"[0-9]{1,3}|[IVX]{1,5}|[a-zA-Z]")


def _shortened(line: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to an abbreviation, an initial or a list number."""
    if _LIST_NUMBER.fullmatch(line, start, stop.start()) or line.endswith(": 1", 0, stop.start()):
        return True
    before = line[max(start, stop.start() - 40) : stop.start()].split()
    former, word = ["", "", *before][-2:]
    word = _INSIDE.split(word)[-1]
    lists = abbreviations()
    if word in lists["before_numbers"]:
        return line[stop.end()].isdigit()
    if (former, word) == ("sur", "X"):
        return False  # the network
    if word in lists["final"] or _INITIALS.fullmatch(word):
        in_name = former[:1].isupper() or fold(former) in function_words()
        name = "-" in word or (len(word) == 1 and in_name)
        return not (stop["open"] or _opens(line, stop.end(), name=name))
    return word in lists["titles"] or word in lists["inner"]


_NEXT_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")


def _opens(line: str, at: int, *, name: bool = False) -> bool:
    """Tell whether a function word with a capital stands here, and no particle of a name."""
    word = _NEXT_WORD.match(line, at)
    if word is None or not word[0][0].isupper():
        return False
    form = fold(word[0])
    return form in function_words() and not (name and form in abbreviations()["particles"])


def _enclosed(line: str, pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the outermost pairs of marks or brackets behind which their sentence goes on."""
    end = 0
    for opened, closed in pairs:
        if opened >= end and _goes_on(line, closed):
            yield opened, closed
            end = closed


_NEXT_CHARACTER = re.compile(r"\s*(\S)")


def _goes_on(line: str, closed: int) -> bool:
    found = _NEXT_CHARACTER.match(line, closed + 1)
    after = found[1] if found else "."
    stopped = line[max(closed - 6, 0) : closed].rstrip(_CLOSERS)[-1:] in (*_STOPS, "")
    return after.islower() or after in ",;:" or not (stopped or after in _STOPS)


_STOPS = (".", "!", "?", "…")
_CLOSERS = " \u00a0\u2009\u202f»›”\"'’"
_MARK = re.compile('[«»‹›“”„"()\\[\\]]')
_OPENING = frozenset('«‹“„(["')
_PARTNERS = {"»": "«", "›": "‹", "”": "“„", "“": "„", ")": "(", "]": "[", '"': '"'}


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    """Give where each mark or bracket opens and closes; those without a partner are left out."""
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in _MARK.finditer(line):
        mark, at = match[0], match.start()
        partners = _PARTNERS.get(mark, "")
        closes = any(waiting[partner] for partner in partners)
        if mark == '"' and closes and _opening(line, at):
            closes = False
        if closes:
            yield _closed(opened, waiting, partners), at
        elif mark in _OPENING:
            opened.append((mark, at))
            waiting[mark] += 1


def _closed(opened: list[tuple[str, int]], waiting: Counter[str], partners: str) -> int:
    """Give where the nearest partner opened, and forget what opened after it."""
    while True:
        mark, at = opened.pop()
        waiting[mark] -= 1
        if mark in partners:
            return at


def _opening(line: str, at: int) -> bool:
    """Tell whether a straight mark leans on the word behind it."""
    before, after = line[at - 1 : at] or " ", line[at + 1 : at + 2] or " "
    return not (before.isalnum() or before in ".,!?…»”)" or after.isspace() or after in ".,;:!?…)")


def _typeset(line: str, pairs: list[tuple[int, int]]) -> str:
    """Put « » for each straight or German pair, so that a mark tells whether it opens or closes."""
    if '"' not in line and "„" not in line:
        return line
    characters = list(line)
    for opened, closed in pairs:
        if line[opened] in '"„':
            characters[opened], characters[closed] = "«»"
    return "".join(characters)
