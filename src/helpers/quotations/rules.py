"""The rule families: each reads one construction of reported speech in one unit.

A family can be switched off by its name (see `FAMILIES`). Within a unit, what one cue
reports is not read again by another: only the outer quotation counts, save where the
reported clause is itself a report; then the outer source passes the words on."""

from typing import NamedTuple

from helpers.quotations.according import According
from helpers.quotations.cues import Group
from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    ADVERB,
    AVOIR,
    CLITIC,
    COMMA,
    DAY,
    ETRE,
    FINITE,
    GERUND,
    INVERTED,
    PARTICIPLE,
    PREPOSITION,
    QUE,
    STOP,
    nouns,
    phrase_at,
    source_words,
)
from helpers.quotations.phrases import Phrase, phrase_after, verbal
from helpers.quotations.subjects import group_start
from helpers.quotations.units import Unit


class UnitReader(According):
    """Reads one unit with every family of rules."""

    def group(self, number: int, group: Group) -> None:
        """Try the families one after the other on a verb group."""
        if self.inside(group.head):
            return
        kinds = group.cue.constructions
        if group.form == "passive":
            kinds = kinds & {"que"} | {"de"}
        for family, needed, reader in (
            ("que", {"que", "wish"}, self.que),
            ("incise", {"incise"}, self.incise),
            ("colon", {"colon", "que", "incise"}, self.introduced),
            ("infinitive", {"infinitive"}, self.infinitive),
            ("claim", {"de"}, self.claim),
            ("order", {"order"}, self.order),
            ("adjective", {"adjective"}, self.adjective),
            ("object", set(), self.object),
        ):
            if (not needed or kinds & needed) and family not in self.off:
                draft = reader(number, group)
                if draft:
                    if isinstance(draft, Draft) and number in self.passing:
                        draft.relays += [(self.unit, phrase) for phrase in self.passing[number]]
                    return


def read_unit(unit: Unit, off: frozenset[str]) -> list[Draft]:
    """Give the quotations that a unit's own words hand to a source, in order."""
    reader = UnitReader(unit.read(), off)
    reader.opening_selon()
    for number, group in enumerate(reader.groups):
        reader.group(number, group)
    reader.other_selon()
    reader.colon()
    return sorted(reader.drafts, key=lambda draft: draft.pieces[0])


def summing_up(unit: Unit) -> tuple[Group, Phrase] | None:
    """Read « C'est ce qu'a dit X », which hands the statement before to X."""
    if unit.low[:2] != ["c'", "est"] or unit.marked:
        return None
    ce = next((k for k in range(2, min(unit.size - 2, 6)) if unit.low[k] == "ce"), 0)
    if not ce or not unit.tags[ce + 1] & QUE:
        return None
    reader = UnitReader(unit, frozenset())
    for group in reader.groups:
        if group.form == "finite" and "que" in group.cue.constructions and not group.negated:
            source = reader.inverted_source(group)[0] or reader.source_of(group)
            if source and not reader.barred(source) and source.start > ce:
                return group, source
    return None


def fronted(unit: Unit, mark: int) -> bool:
    """Tell whether only a circumstance stands before marked words: À ce prix, « P », V X."""
    opens = unit.tags[0] & (PREPOSITION | ADVERB) and unit.tags[mark - 1] & COMMA
    told = any(unit.tags[k] & FINITE and verbal(unit, k) for k in range(mark))
    return bool(opens) and mark < 14 and not told


def told_of(unit: Unit, k: int) -> bool:
    """Tell whether the author goes on about the speaker: …, qui a P; …, retraitée à Lyon."""
    if unit.low[k] == "qui" or unit.low[k] in source_words()["kin"]:
        return True
    stop = next((j for j in range(k, unit.size) if unit.tags[j] & STOP), unit.size)
    dated = unit.tags[k] & DAY or (unit.low[k] == "en" and unit.tags[k + 1] & GERUND)
    noun = dated or nouns().get(unit.low[k]) or phrase_at("scenes", unit.low, k)
    told = any(unit.tags[j] & FINITE and verbal(unit, j) for j in range(k, stop))
    return bool(noun) and stop < unit.size - 1 and not told


class Split(NamedTuple):
    """Marked words that an inserted cue cuts in two; the verb where a lexicon holds it."""

    cue: Phrase
    verb: Group | None
    source: Phrase
    pieces: list[tuple[int, int]]


def split_incise(unit: Unit) -> Split | None:
    """Find an inserted cue within marked words, and the words on both sides of it."""
    reader = UnitReader(unit, frozenset())
    for group in reader.groups:
        before = group.start - 1
        if before < 1 or group.form != "finite" or "incise" not in group.cue.constructions:
            continue
        if not unit.tags[before] & (COMMA | STOP):
            continue
        source, after = reader.inverted_source(group)
        if source is None or not (group.inverted or reader.likely_speaker(source)):
            continue
        if after < unit.size - 1 and unit.tags[after] & COMMA and told_of(unit, after + 1):
            after = next((k for k in range(after, unit.size) if unit.tags[k] & STOP), after)
        if after < unit.size and not unit.tags[after] & (COMMA | STOP):
            after = _pause(unit, after)
        if after < 0 or (
            not group.inverted and (after + 1 >= unit.size or not unit.tags[after] & (COMMA | STOP))
        ):
            continue
        cue = Phrase(group.start, group.end)
        return Split(cue, group, source, _around(unit, before, after))
    return _split_by_pronoun(unit)


def _split_by_pronoun(unit: Unit) -> Split | None:
    """Read « A, a-t-il rigolé. B », whose verb no lexicon holds."""
    for k in range(3, unit.size - 1):
        if not unit.tags[k] & INVERTED or unit.low[k].endswith(("-on", "-ce")):
            continue
        start, end = group_start(unit, k - 1), k + 1
        if unit.tags[k - 1] & (AVOIR | ETRE):
            while end < unit.size and unit.tags[end] & ADVERB:
                end += 1
            end += int(end < unit.size and bool(unit.tags[end] & PARTICIPLE))
        closes = end < unit.size and unit.tags[end] & (COMMA | STOP) and unit.low[end] != "?"
        if unit.tags[start - 1] & COMMA and closes:
            pieces = _around(unit, start - 1, end)
            return Split(Phrase(start, end), None, Phrase(k, k + 1), pieces)
    return None


def _pause(unit: Unit, k: int) -> int:
    """Give the comma or stop within eight tokens from token k on, or -1."""
    near = range(k, min(unit.size, k + 8))
    return next((j for j in near if unit.tags[j] & (COMMA | STOP)), -1)


def _around(unit: Unit, before: int, after: int) -> list[tuple[int, int]]:
    """Give the words up to the pause before an inserted cue and those from the one after it."""
    pieces = [(unit.starts[0], unit.ends[before - (unit.tags[before] & COMMA != 0)])]
    if after + 1 < unit.size:
        pieces.append((unit.starts[after + 1], unit.end))
    return pieces


def inverted_after(unit: Unit, mark: int) -> Phrase | None:
    """Read the subject of a verb of any kind right after marked words: « P », élude X."""
    k = mark + 1
    if unit.tags[k] & COMMA:
        k += 1
    while k < unit.size and unit.tags[k] & CLITIC:
        k += 1
    if k >= unit.size or not unit.tags[k] & FINITE:
        return None
    if unit.tags[k] & (AVOIR | ETRE):
        k += 1
        while k < unit.size and unit.tags[k] & ADVERB:
            k += 1
        if k >= unit.size or not unit.tags[k] & PARTICIPLE:
            return None
    if k + 1 < unit.size and unit.tags[k + 1] & INVERTED:
        return Phrase(k + 1, k + 2)
    reader = UnitReader(unit, frozenset())
    source = phrase_after(unit, reader.past_place(k + 1))
    return source if source and reader.likely_speaker(source) else None
