"""Quotation marks of every typography, paired locally.

Each paragraph is paired on its own, so that one stray mark never spoils the rest. What a
mark does (open or close) is told by its shape, and for the straight ones by the white
space around it; where that does not tell, by what is open. A quotation that the next
paragraph opens again goes on there; one that nobody closes ends with its paragraph.
"""

import re
from typing import NamedTuple


class Span(NamedTuple):
    """What stands between two marks: `start:end` with them, `inner_start:inner_end` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


class Stray(NamedTuple):
    """A mark without its partner."""

    start: int
    end: int
    reason: str


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    opens: bool
    closes: bool


_MARKS = re.compile("[«»‹›“”„‟\"″＂]|<<|>>|''|``")
_MARK_START = re.compile('\\s*([«»‹“”„"])[\\s]*')
_SINGLE = re.compile(
    r"(?<![\w’'.])[‘’'‛](?=[^\W_])(?![^\W\d_]{1,2}[’'])([^\n«»“”„\"‘]{2,400}?)(?<=[\w.!?…])[’'](?!\w)"
)
_FAMILY = {
    "«": ("«", 1), "»": ("«", -1), "‹": ("‹", 1), "›": ("‹", -1), "“": ("“", 2), "”": ("“", -2),
    "„": ("“", 1), "‟": ("“", 2), '"': ('"', 0), "″": ('"', 0), "＂": ('"', 0), "<<": ("«", 1),
    ">>": ("«", -1), "''": ("''", 0), "``": ("''", 1),
}  # fmt: skip
_SPACE = " \t\u00a0\u2007\u2009\u202f\u200a\u3000"


def pair_marks(text: str, paragraphs: list[tuple[int, int]]) -> tuple[list[Span], list[Stray]]:
    """Give the outermost marked spans of a text in order, and the marks without a partner.

    `paragraphs`: start and end of each. Time is linear in the length of the text.
    """
    spans: list[Span] = []
    strays: list[Stray] = []
    going: _Mark | None = None  # a quotation that the next paragraph may open again
    for number, (start, end) in enumerate(paragraphs):
        marks = _marks_of(text, start, end)
        follows = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        if going is not None:
            marks = [_Mark(going.start, going.end, going.family, True, False)] + [
                mark for mark in marks if mark.end > start + _reopened(text, start, end)
            ]
        found, left, going = _pair(text, marks, (start, end), follows)
        spans += found
        strays += left
    if not any(span.closed for span in spans):
        spans += _single_marks(text, spans) if "‘" in text or "'" in text or "’" in text else []
    return sorted(spans), strays


def _reopened(text: str, start: int, end: int) -> int:
    found = _MARK_START.match(text, start, end)
    return found.end() - start if found else 0


def _marks_of(text: str, start: int, end: int) -> list[_Mark]:
    return [
        _mark(text, found.start(), found.end(), start, end)
        for found in _MARKS.finditer(text, start, end)
        if not _measure(text, found)
    ]


def _measure(text: str, found: re.Match[str]) -> bool:
    """Tell a sign for seconds or inches (43"18) from a mark."""
    if found[0] not in ('"', "″", "''") or not found.start():
        return False
    after = text[found.end() : found.end() + 1]
    return text[found.start() - 1].isdigit() and after.isalnum()


def _mark(text: str, at: int, after: int, first: int, last: int) -> _Mark:
    family, turn = _FAMILY[text[at:after]]
    if turn in (1, -1):
        return _Mark(at, after, family, turn == 1, turn == -1)
    left = text[at - 1] if at > first else " "
    right = text[after] if after < last else " "
    opens = (left in _SPACE or left in "([{—–-'’/:") and right not in _SPACE and right not in ",.;)"
    closes = left not in _SPACE and (right in _SPACE or not right.isalnum())
    if at == first:
        opens, closes = True, False
    elif opens == closes:
        opens = closes = True
        if abs(turn) == 2:
            opens, closes = turn == 2, turn == -2
    return _Mark(at, after, family, opens, closes)


def _pair(
    text: str, marks: list[_Mark], bounds: tuple[int, int], follows: int
) -> tuple[list[Span], list[Stray], _Mark | None]:
    spans: list[Span] = []
    strays: list[Stray] = []
    stack: list[_Mark] = []
    waiting: dict[str, int] = {}
    for mark in marks:
        open_here = waiting.get(mark.family, 0)
        if mark.closes and open_here:
            while stack:
                opener = stack.pop()
                waiting[opener.family] -= 1
                if opener.family == mark.family:
                    break
            spans.append(_span(text, opener, mark))
        elif mark.opens and not (mark.closes and open_here):
            stack.append(mark)
            waiting[mark.family] = open_here + 1
        elif mark.closes:
            _unopened(text, mark, bounds, spans, strays, stack)
            stack.clear()
            waiting.clear()
    going = None
    if stack:
        spans, strays, going = _unclosed(text, stack, bounds, follows, spans, strays)
    return _outermost(spans), strays, going


def _span(text: str, opener: _Mark, closer: _Mark, closed: bool = True) -> Span:
    inner_start, inner_end = opener.end, max(opener.end, closer.start)
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Span(opener.start, closer.end, inner_start, inner_end, closed)


def _unopened(
    text: str,
    mark: _Mark,
    bounds: tuple[int, int],
    spans: list[Span],
    strays: list[Stray],
    stack: list[_Mark],
) -> None:
    if stack and stack[-1].family != mark.family:
        spans.append(_span(text, stack[0], mark))  # opened in one typography, closed in another
        return
    start = spans[-1].end if spans else bounds[0]
    if not spans and not strays and mark.start - start > 20 and mark.family != '"':
        opener = _Mark(start, start, mark.family, True, False)
        spans.append(_span(text, opener, mark, closed=False))
    else:
        strays.append(Stray(mark.start, mark.end, "closed without opening"))


def _unclosed(
    text: str,
    stack: list[_Mark],
    bounds: tuple[int, int],
    follows: int,
    spans: list[Span],
    strays: list[Stray],
) -> tuple[list[Span], list[Stray], _Mark | None]:
    opener = stack[0]
    inside = [span for span in spans if span.start > opener.start]
    before = text[max(bounds[0], opener.start - 3) : opener.start].strip()
    whole = opener.start <= bounds[0] or before.endswith((":", ".", "!", "?"))
    reopened = _MARK_START.match(text, follows)
    if reopened and whole and not inside and _FAMILY[reopened[1]][0] == opener.family:
        return spans, strays, opener
    if inside and whole and text[inside[-1].end : bounds[1]].strip(" .") == "":
        closer = _Mark(inside[-1].inner_end, inside[-1].end, opener.family, False, True)
        return [*spans, _span(text, opener, closer)], strays, None
    stray = Stray(opener.start, opener.end, "never closed")
    if inside or not (whole or opener.family != '"'):
        return spans, [*strays, stray], None
    closer = _Mark(bounds[1], bounds[1], opener.family, False, True)
    return [*spans, _span(text, opener, closer, closed=False)], [*strays, stray], None


def _outermost(spans: list[Span]) -> list[Span]:
    outer: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer


def _single_marks(text: str, spans: list[Span]) -> list[Span]:
    return [
        Span(found.start(), found.end(), found.start(1), found.end(1), True)
        for found in _SINGLE.finditer(text)
        if not any(span.start < found.end() and found.start() < span.end for span in spans)
    ]
