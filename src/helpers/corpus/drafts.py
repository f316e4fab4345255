"""An article on its way through cleaning: lines kept, pieces taken out, facts learnt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
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
        both = tuple(dict.fromkeys(self.agencies + other.agencies))
        return Facts(**{**first, "agencies": both})


class Verdict(NamedTuple):
    """What a rule says of a line: the reason it goes, what it tells, and what stays of it."""

    reason: str
    facts: Facts = Facts()
    kept: str = ""


Judge = Callable[[str], Verdict | None]


@dataclass(frozen=True)
class Draft:
    """The state of an article between two steps of cleaning."""

    lines: tuple[Line, ...]
    removals: tuple[Removal, ...] = ()
    facts: Facts = field(default_factory=Facts)

    def learn(self, facts: Facts) -> "Draft":
        """Give the draft with facts added to those known."""
        return replace(self, facts=self.facts.joined(facts))

    def judged(self, judge: Judge, *, among: Iterable[int]) -> "Draft":
        """Apply a rule to the lines at the positions `among`."""
        verdicts = {at: judge(self.lines[at].text) for at in sorted(set(among))}
        return self.with_verdicts({at: v for at, v in verdicts.items() if v is not None})

    def with_verdicts(self, verdicts: dict[int, Verdict]) -> "Draft":
        """Take out what the verdicts say, by position of the line."""
        if not verdicts:
            return self
        facts = self.facts
        for verdict in verdicts.values():
            facts = facts.joined(verdict.facts)
        removals = tuple(
            Removal(
                self.lines[at].number, _taken(self.lines[at].text, verdict.kept), verdict.reason
            )
            for at, verdict in verdicts.items()
        )
        return Draft(self._kept(verdicts), self.removals + removals, facts)

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
