"""A quotation while it is being read."""

from dataclasses import dataclass, field

from helpers.quotations.cues import Group
from helpers.quotations.phrases import Phrase
from helpers.quotations.units import Unit

FAMILIES = (
    "que", "infinitive", "claim", "order", "incise", "selon", "selon lequel", "colon", "object",
    "adjective", "continuing", "display", "partial", "relays",
)  # fmt: skip


@dataclass
class Draft:
    """A quotation while it is being read; pieces are character offsets."""

    unit: Unit
    type: str
    pieces: list[tuple[int, int]]
    family: str
    cue: tuple[int, int] | None = None
    verb: Group | None = None
    source: Phrase | None = None
    owner: Unit | None = None  # the unit the source stands in, when another
    relays: list[tuple[Unit, Phrase]] = field(default_factory=list)
    region: tuple[int, int] = (0, 0)
    marks: tuple[int, ...] = ()
