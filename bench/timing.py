"""Two sides timed in turns on the same material, and the table of what came out."""

import gc
import operator
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isnan, nan
from statistics import median
from typing import Any, NamedTuple

SIGNS = {"≤": operator.le, "<": operator.lt, "≥": operator.ge}


class Target(NamedTuple):
    """What a figure should reach: `measure` is ratio or value, `sign` one of ≤ < ≥."""

    measure: str
    sign: str
    bound: float


class Figure(NamedTuple):
    """A measured figure: its value, the peer's, and our time as a share of the peer's."""

    figure: str
    value: float
    unit: str
    target: Target
    peer: str = ""
    peer_value: float = nan
    ratio: float = nan
    lowest: float = nan
    highest: float = nan

    @property
    def met(self) -> bool:
        """Tell whether the target is reached; what could not be measured is not."""
        return SIGNS[self.target.sign](getattr(self, self.target.measure), self.target.bound)


def alternate(
    sides: Mapping[str, Callable[[Any], object]], rounds: Iterable[Any]
) -> dict[str, list[float]]:
    """Time every side once a round, in turns, on the round's material.

    Gives for each side its CPU seconds, one a round. Every second round goes through the
    sides backwards, so that none always runs in the wake of the same other.
    """
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    order = list(sides)
    for material in rounds:
        for name in order:
            seconds[name].append(cpu_seconds(sides[name], material))
        order.reverse()
    return seconds


def cpu_seconds(work: Callable[[Any], object], material: Any) -> float:
    """Give the CPU time that work on a material takes, beginning with no garbage about."""
    gc.collect()
    start = time.process_time()
    work(material)
    return time.process_time() - start


def compare(
    name: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    peer: str,
    target: Target,
    megabytes: float = 0.0,
) -> Figure:
    """Sum rounds up: medians, and the median, lowest and highest of the rounds' ratios.

    `ours`, `theirs`: seconds a round. With `megabytes` of text a round the values are
    MB/s, without they are seconds; the ratio is one of times either way.
    """
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    values = (median(ours), median(theirs))
    if megabytes:
        values = (megabytes / values[0], megabytes / values[1])
    unit = "MB/s" if megabytes else "s"
    return Figure(
        name, values[0], unit, target, peer, values[1], median(ratios), min(ratios), max(ratios)
    )


def rows(figures: Iterable[Figure], *, machine: str, command: str) -> list[dict[str, Any]]:
    """Give each figure as a row of the file that is saved."""
    return [
        {
            "figure": one.figure,
            "machine": machine,
            "command": command,
            "ratio": one.ratio,
            "lowest": one.lowest,
            "highest": one.highest,
            "target": _target(one),
            "result": _result(one),
            "value": one.value,
            "unit": one.unit,
            "peer": one.peer,
            "peer_value": one.peer_value,
        }
        for one in figures
    ]


def table(figures: Iterable[Figure]) -> str:
    """Lay figures out for a terminal."""
    head = ("figure", "ours", "peer's", "ratio", "lowest-highest", "target", "", "peer")
    lines = [head, *map(_line, figures)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(one: Figure) -> tuple[str, ...]:
    peers = f"{one.peer_value:.3g} {one.unit}" if one.peer else ""
    ratio = f"{one.ratio:.3g}" if one.peer else ""
    spread = "" if isnan(one.lowest) else f"{one.lowest:.3g}-{one.highest:.3g}"
    ours = f"{one.value:.3g} {one.unit}"
    return (one.figure, ours, peers, ratio, spread, _target(one), _result(one), one.peer)


def _target(one: Figure) -> str:
    target = one.target
    if target.measure == "ratio":
        return f"ratio {target.sign} {target.bound:g}"
    return f"{target.sign} {target.bound:g} {one.unit}".strip()


def _result(one: Figure) -> str:
    return "met" if one.met else "missed"
