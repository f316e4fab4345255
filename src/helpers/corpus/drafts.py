"""An article on its way through cleaning: lines kept, pieces taken out, facts learnt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import NamedTuple


class Line(NamedTuple):
    """A line that is not blank: its number in the file (from 0) and its text."""

    number: int
    text: str


class Removal(NamedTuple):
    """A piece taken out: the number of its line, its text, and the reason code."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True)
class Facts:
    """What an article tells of itself; empty where it does not say.

    `agencies` are codes in the order in which they are named; `published` is an ISO
    day or month; `dateline` a place in normal capitals.
    """

    title: str = ""
    outlet: str = ""
    agencies: tuple[str, ...] = ()
    published: str = ""
    dateline: str = ""
    byline: str = ""

    def joined(self, other: "Facts") -> "Facts":
        """Add what another part of the article tells; what was told first stays."""
        first = {
            item.name: getattr(self, item.name) or getattr(other, item.name)
            for item in fields(self)
        }
        agencies = _distinct(self.agencies + other.agencies)
        return Facts(**{**first, "agencies": agencies})


def _distinct(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Name each agency once, and not by its initials where its name is there."""
    initials = {"".join(word[0] for word in code.split()) for code in codes if " " in code}
    return tuple(code for code in dict.fromkeys(codes) if code not in initials)


class Verdict(NamedTuple):
    """What a rule says of a line: the reason it goes, what it tells, and what stays of it."""

    reason: str
    facts: Facts = Facts()
    kept: str = ""


Judge = Callable[[str], Verdict | None]


@dataclass(frozen=True)
class Draft:
    """The state of an article between two steps of cleaning.

    `told` holds what was learnt, each with the number of the line that told it.
    """

    lines: tuple[Line, ...]
    removals: tuple[Removal, ...] = ()
    told: tuple[tuple[int, Facts], ...] = ()

    @property
    def facts(self) -> Facts:
        """What the lines told so far, the first line first."""
        in_order = sorted(self.told, key=lambda told: told[0])
        return reduce(Facts.joined, (facts for _, facts in in_order), Facts())

    def headed(self) -> "Draft":
        """Give the draft with its first line known for the headline."""
        number, title = self.lines[0]
        return replace(self, told=((number, Facts(title=title)), *self.told))

    def judged(self, judge: Judge, *, among: Iterable[int]) -> "Draft":
        """Apply a rule to the lines at the positions `among`."""
        verdicts = {at: judge(self.lines[at].text) for at in sorted(set(among))}
        return self.with_verdicts({at: v for at, v in verdicts.items() if v is not None})

    def with_verdicts(self, verdicts: dict[int, Verdict]) -> "Draft":
        """Take out what the verdicts say, by position of the line."""
        numbered = [(self.lines[at], verdict) for at, verdict in verdicts.items()]
        removals = tuple(
            Removal(line.number, _taken(line.text, verdict.kept), verdict.reason)
            for line, verdict in numbered
        )
        told = tuple((line.number, verdict.facts) for line, verdict in numbered)
        return Draft(self._kept(verdicts), self.removals + removals, self.told + told)

    def _kept(self, verdicts: dict[int, Verdict]) -> tuple[Line, ...]:
        texts = (
            Line(line.number, verdicts[at].kept if at in verdicts else line.text)
            for at, line in enumerate(self.lines)
        )
        return tuple(line for line in texts if line.text)


def _taken(whole: str, kept: str) -> str:
    if not kept:
        return whole
    at = whole.find(kept)
    return f"{whole[:at]} {whole[at + len(kept) :]}".strip()
