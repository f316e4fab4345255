"""The look of every figure, and one colour for one outlet, speaker or topic everywhere."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler

# Told apart by readers with any kind of colour blindness (CIELAB distance of 15 or more
# as simulated by Machado et al., 2009) and at a contrast of 3 or more with white; a test
# holds both. The first two are those of Okabe & Ito (2008).
PALETTE = (
    "#0072B2",
    "#D55E00",
    "#2A9D8F",
    "#9B45DC",
    "#661A0A",
    "#998254",
    "#4B2A99",
    "#3D3D3D",
)
INK, QUIET, RULE = "#1F2328", "#59636E", "#D5D9DE"

RULES: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": QUIET,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.labelcolor": INK,
    "axes.labelsize": 10,
    "axes.prop_cycle": cycler(color=PALETTE),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "figure.constrained_layout.use": True,
    "figure.dpi": 110,
    "figure.figsize": (7.2, 4.0),
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Segoe UI", "Helvetica", "Arial"],
    "font.size": 10,
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "lines.linewidth": 1.8,
    "savefig.dpi": 160,
    "svg.fonttype": "none",
    "svg.hashsalt": "press",
    "text.color": INK,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 9.5,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 9.5,
    "ytick.major.size": 0,
}


def use_house_style() -> None:
    """Set the house style for every figure drawn after: call it once, beside the imports."""
    mpl.rcParams.update(RULES)


class Ledger:
    """Which colour went to which name, kept beside a run so that its notebooks agree."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the colours that a run has given so far; without a path, begin afresh."""
        self.path = path
        self.names: dict[str, list[str]] = {}
        if path is not None and path.is_file():
            self.names = json.loads(path.read_text(encoding="utf-8"))

    def colour(self, kind: str, name: str) -> str:
        """Give the colour of a name, the next free one of the palette when it is new."""
        given = self.names.setdefault(kind, [])
        if name not in given:
            given.append(name)
            self._write()
        place = given.index(name)
        return PALETTE[place] if place < len(PALETTE) else QUIET

    def rank(self, kind: str, names: Iterable[str]) -> None:
        """Give the colours of a kind anew, in this order."""
        self.names[kind] = list(dict.fromkeys(names))
        self._write()

    def _write(self) -> None:
        if self.path is not None:
            self.path.write_text(
                json.dumps(self.names, ensure_ascii=False, indent=1), encoding="utf-8"
            )


_ledger = Ledger()


def keep_colours(path: Path) -> None:
    """Let `colour_of` read and write its assignments in this file from now on."""
    global _ledger
    _ledger = Ledger(path)


def colour_of(kind: str, name: str) -> str:
    """Give the colour of a name within a kind, the same in every notebook of a run.

    `kind` is a word such as `outlet`, `speaker`, `topic`, `voice`. Names take the eight
    colours in the order of `rank_colours`, and after it in the order in which they are
    first asked for; all others are grey, so that no two names share a colour that tells
    them apart. Returns a colour such as `#0072B2`.
    """
    return _ledger.colour(kind, name)


def rank_colours(kind: str, names: Iterable[str]) -> None:
    """Give the eight colours of a kind to the first eight of `names`: the most frequent first.

    Call it before anything of that kind is drawn: colours given earlier are given anew.
    """
    _ledger.rank(kind, names)
