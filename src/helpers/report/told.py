"""The numbers of a sentence: where they stand in it, and the rows that each counts."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from helpers.report.counts import Cell, Counted
from helpers.report.numbers import number, percent, read_number

Rows = Iterable[str] | Counted
# Numbers as a sentence prints them, in its order, each with its rows.
Said = Sequence[tuple[str, Rows]]
# What a number is called, as it is printed, its value, its rows.
Printed = tuple[str, str, float, Counted]
ALSO = "also told"


class Told(NamedTuple):
    """A sentence with a number in it: its value, the interval, and what it is a share of."""

    text: str
    value: Any
    interval: list[float] | None
    n: int | None

    def cells(self, evidence: Rows | Said) -> tuple[list[Cell], list[int]]:
        """Give the numbers of the sentence that open rows, that of `value` first.

        Each comes with its place in the text, -1 where the text does not print `value`.
        """
        (printed, rows), *others = said(evidence)
        counted = self._declared(rows)
        named = [(ALSO, shown, read_number(shown), _counted(ids)) for shown, ids in others]
        made: list[Cell] = []
        places: list[int] = []
        for cell in [self._main(counted, printed), *self._ends(counted), *named]:
            at = find(self.text, cell[1], places)
            if at < 0 and (cell[0] == ALSO or cell[1] == printed):
                told = f"evidence is given for {cell[1]!r}, which the text does not print"
                raise ValueError(f"finding {self.text!r}: {told}")
            if at >= 0 or not made:
                made.append(("", *cell))
                places.append(at)
        return made, places

    def _declared(self, rows: Rows) -> Counted:
        if isinstance(rows, Counted):
            return _counted(rows)
        return Counted(list(rows), of=None if isinstance(self.value, int) else self.n)

    def _main(self, counted: Counted, printed: str) -> Printed:
        if not isinstance(self.value, int | float):
            how = counted._replace(measure=counted.measure or "what is told")
            return "value", printed or str(self.value), math.nan, how
        share = counted.of is not None and counted.per == 1
        ways = [printed] if printed else list(_written(self.value, share=share))
        shown = next((way for way in ways if find(self.text, way, ()) >= 0), ways[0])
        return "value", shown, self.value, counted

    def _ends(self, counted: Counted) -> Iterator[Printed]:
        if self.interval is None or any(map(math.isnan, self.interval)):
            return
        share = counted.of is not None and counted.per == 1
        for end, value in zip(("low", "high"), self.interval, strict=True):
            how = counted._replace(measure=f"{end} end of its 95% interval over articles")
            if counted.drawn:
                how = counted._replace(drawn=counted.drawn._replace(end=end))
            ways = list(_written(value, share=share))
            yield end, next((w for w in ways if find(self.text, w, ()) >= 0), ways[0]), value, how


def numbers_in(text: str, told: Said) -> tuple[list[Cell], list[int]]:
    """Give the numbers of a caption that open rows, and where they stand in it.

    Raises ValueError for a number that the caption does not print.
    """
    places: list[int] = []
    for printed, _ in told:
        places.append(find(text, printed, places))
        if places[-1] < 0:
            raise ValueError(f"rows are given for {printed!r}, which {text!r} does not print")
    return [("", "caption", p, read_number(p), _counted(rows)) for p, rows in told], places


def find(text: str, printed: str, taken: Iterable[int]) -> int:
    """Give the place where a text prints a number, not as a part of another one; -1 for none."""
    whole = re.compile(rf"(?<![\w.,\u202f−-]){re.escape(printed)}(?![\w%\u202f]|[.,]\d)")
    places = (found.start() for found in whole.finditer(text))
    return next((at for at in places if at not in taken), -1)


def said(evidence: Rows | Said) -> list[tuple[str, Any]]:
    """Give printed numbers with their rows; rows alone are those of the value, however printed."""
    if isinstance(evidence, Counted):
        return [("", evidence)]
    listed: list[Any] = list(evidence)
    return listed if listed and isinstance(listed[0], tuple) else [("", listed)]


def _counted(rows: Rows) -> Counted:
    counted = rows if isinstance(rows, Counted) else Counted(rows)
    return counted._replace(rows=list(counted.rows))


def _written(value: float, *, share: bool) -> Iterator[str]:
    """Give the ways in which a sentence may print a number."""
    if share:
        yield from (percent(value, decimals=decimals) for decimals in (1, 0))
    whole = float(value).is_integer()
    yield from (number(value, decimals=decimals) for decimals in ((0,) if whole else (2, 1, 3, 0)))
    if not share and 0 <= value <= 1 and not whole:
        yield percent(value)
