"""One text read unit by unit: reports kept, continued, handed to their speakers."""

import re
from typing import NamedTuple

from helpers.language import fold
from helpers.quotations.antecedents import Resolver, pronominal
from helpers.quotations.authority import is_medium
from helpers.quotations.drafts import Draft
from helpers.quotations.entities import UNRESOLVED, Entity, animate
from helpers.quotations.lexicon import (
    ARTICLE,
    CAPITAL,
    COLON,
    COMMA,
    CUE,
    DASH,
    ETRE,
    MARKED,
    OPEN,
    PARTICIPLE,
    RELATIVE,
    SPEAKING,
    STOP,
    source_words,
)
from helpers.quotations.marked import predicate, rejection, whole, words_in
from helpers.quotations.marks import Stray
from helpers.quotations.phrases import Phrase, phrase_after, verbal
from helpers.quotations.relays import add_relays, asked_by, cited, learnt
from helpers.quotations.rules import fronted, inverted_after, read_unit, split_incise, summing_up
from helpers.quotations.subjects import group_start, headed, main_subject, subject_before
from helpers.quotations.tagger import Tagger
from helpers.quotations.units import Unit

_INSERTED = re.compile(
    r"[,!?…] ?(?:[^\s,]+ ){0,4}?[^\s,]+(?:-t)?-(?:il|elle|ils|elles)\b"
    r"|, (?:[^\s,]+ ){1,12}?[^\s,]+[,.]"
)


class Quotation(NamedTuple):
    """A quotation; every offset is an index into the text that was read."""

    type: str
    fragments: tuple[tuple[int, int], ...]
    content: str
    cue: str
    cue_span: tuple[int, int] | None
    source: str
    source_span: tuple[int, int] | None
    speaker: str
    speaker_kind: str
    relayed_by: str
    verb: str
    stance: str
    family: str
    negated: bool


class Rejected(NamedTuple):
    """A marked span that nobody says, or a mark without a partner."""

    start: int
    end: int
    reason: str


class Article:
    """One text: what its units report, in reading order, and who says it."""

    def __init__(
        self, text: str, units: list[Unit], off: frozenset[str], tagger: Tagger | None
    ) -> None:
        """`units`: the statements of the text; `off`: rule families left out."""
        self.text, self.units, self.off = text, units, off
        self.resolver = Resolver(text, units, tagger)
        self.found: list[tuple[Draft, Entity, list[str]]] = []
        self.refused: list[Rejected] = []
        self.turned = -1  # the paragraph whose dash opened a turn of a dialogue
        self.pending: list[tuple[Unit, int, int]] = []
        self.headlines: list[tuple[Unit, int, Rejected]] = []

    def read(self, unit: Unit) -> None:
        """Read one unit."""
        drafts = read_unit(unit, self.off)
        if "relays" not in self.off and drafts:
            drafts = learnt(unit, drafts)
            cited(unit, drafts)
            add_relays(unit, drafts)
        turn = self.turn(unit, drafts)
        for draft in drafts:
            self.keep(draft)
        if turn:
            self.turned = unit.paragraph
        if not drafts:
            self.sum_up(unit)
        used = {k for draft in drafts for k in draft.marks}
        self.refused += [
            Rejected(span.start, span.end, "sentence too long")
            for span in unit.marked[len(unit.spans) :]
        ]
        for k in unit.spans:
            if k not in used and not any(d.region[0] <= k < d.region[1] for d in drafts):
                self.left(unit, k, drafts)

    def sum_up(self, unit: Unit) -> None:
        """Hand the statement before to whom « C'est ce qu'a dit X » names."""
        found = summing_up(unit) if unit.number and "incise" not in self.off else None
        before = self.units[unit.number - 1].read() if found else unit
        if found is None or before.marked or any(f[0].unit is before for f in self.found):
            return
        group, source = found
        stopped = before.size > 1 and before.tags[before.size - 1] & STOP
        end = before.ends[-2] if stopped else before.end
        cue = (unit.starts[group.start], unit.ends[group.end - 1])
        piece = [(before.start, end)]
        self.keep(Draft(before, "indirect", piece, "incise", cue, group, source, owner=unit))

    def keep(self, draft: Draft) -> None:
        """Resolve a draft and keep it."""
        entity = self.entity(draft)
        if entity is None:
            return
        relays = [name for relay in draft.relays if (name := self.relay(*relay))]
        relays = relays or self.relays_before(draft, entity)
        entity, relays = self.origin(draft, entity, relays)
        self.found.append((draft, entity, relays))
        self.resolver.last = entity
        if entity.kind == "group":
            self.resolver.group = entity
        if draft.family != "selon" or entity.kind in ("person", "anonymous", "group"):
            self.resolver.speaks(draft.unit.number, entity)

    def origin(self, draft: Draft, entity: Entity, relays: list[str]) -> tuple[Entity, list[str]]:
        """Go from a medium to whom it draws on: « LCI indique que P, selon la police »."""
        if draft.source is None or not is_medium(entity.name):
            return entity, relays
        for unit, phrase in draft.relays:
            source = self.resolver.resolve(unit, phrase)
            if phrase.start > draft.source.start and not is_medium(source.name):
                return source, [entity.name]
        return entity, relays

    def relay(self, unit: Unit, phrase: Phrase) -> str:
        """Give who passes words on; empty for a thing that cannot: selon son évaluation."""
        entity = self.resolver.resolve(unit, phrase)
        words = range(phrase.start, phrase.end)
        named = any(unit.tags[k] & (CAPITAL | SPEAKING | MARKED) for k in words)
        named = named or is_medium(entity.name)
        definite = unit.tags[phrase.start] & ARTICLE and unit.low[phrase.start] != "un"
        own = entity.kind == "document" and unit.low[phrase.start] in source_words()["possessives"]
        passes = (
            (named and not own) or definite or entity.kind == "person" or pronominal(unit, phrase)
        )
        return entity.name if passes else ""

    def relays_before(self, draft: Draft, entity: Entity) -> list[str]:
        """Give the medium that passed on what the speaker said before in the paragraph."""
        if "relays" in self.off or draft.source is None or not entity.name:
            return []
        if self.found:
            last, speaker, relays = self.found[-1]
            one = draft.source.end - draft.source.start == 1
            goes_on = one and draft.unit.number - last.unit.number <= 1
            near = last.unit.paragraph == draft.unit.paragraph or goes_on
            if speaker == entity and near:
                return relays
        if draft.unit.opens:
            return []
        before = self.units[draft.unit.number - 1].read()
        asked = asked_by(before)
        told = asked is not None and self.resolver.subject(before.number, 0) == entity
        return [self.relay(before, asked)] if asked and told else []

    def entity(self, draft: Draft) -> Entity | None:
        """Give who speaks in a draft."""
        if draft.source is not None:
            return self.resolver.resolve(draft.owner or draft.unit, draft.source)
        if draft.verb is not None and draft.verb.form == "passive":
            before = self.units[draft.unit.number - 1].read() if draft.unit.number else draft.unit
            return self.resolver.agent(before, before.size)
        previous = self.previous(draft.unit)
        if previous is not None:
            return previous[1]
        subject = self.resolver.subject(draft.unit.number - 1, 0) if draft.unit.number else None
        return subject or Entity("", "")

    def previous(self, unit: Unit, reach: int = 2) -> tuple[Draft, Entity, list[str]] | None:
        """Give the last quotation before a unit, at most so many paragraphs back.

        What a study shows is none: words in marks after it are somebody else's.
        """
        for last in reversed(self.found):
            if unit.paragraph - last[0].unit.paragraph > reach:
                return None
            if last[0].verb is None or "data" not in last[0].verb.cue.constructions:
                return last
        return None

    def turn(self, unit: Unit, drafts: list[Draft]) -> bool:
        """Take for direct what a speaker says after a dash: — On part, dit-elle."""
        if not unit.opens or not unit.size or not unit.tags[0] & DASH:
            return False
        spoken = [draft for draft in drafts if draft.family == "incise"]
        for draft in spoken:
            draft.type = "direct"
        return bool(spoken)

    def goes_on(self, unit: Unit) -> bool:
        """Give a further sentence of a turn to the speaker of the turn."""
        if unit.paragraph != self.turned or not self.found or "continuing" in self.off:
            return False
        last, entity, relays = self.found[-1]
        if last.family == "continuing" and last.unit.paragraph == unit.paragraph:
            last.pieces = [(last.pieces[0][0], unit.end)]
        else:
            piece = (unit.start, unit.end)
            self.give(Draft(unit, "direct", [piece], "continuing"), entity, relays)
        return True

    # --- marked words that no cue took -------------------------------------------------------

    def left(self, unit: Unit, k: int, drafts: list[Draft]) -> None:
        """Decide on marked words that no cue took."""
        span = unit.spans[k]
        if self.split(unit, k):
            return
        reason = "a translation" if _translates(unit, k) else rejection(unit, k)
        alone = self.alone(unit, k)
        if alone and (words_in(unit, k) > 2 or whole(unit, k)) and (not reason or whole(unit, k)):
            if self.continues(unit, k):
                return
            self.pending.append((unit, k, len(self.found)))
            return
        if self.answered(unit, k):
            return
        if not reason and self.partial(unit, k, drafts):
            return
        refused = Rejected(span.start, span.end, reason or "no source in reach")
        if unit.paragraph or reason or words_in(unit, k) < 3 or "display" in self.off:
            self.refused.append(refused)
        else:
            self.headlines.append((unit, k, refused))

    def split(self, unit: Unit, k: int) -> bool:
        """Read « A, a dit X, B », where the cue stands between the marks."""
        span = unit.spans[k]
        if "incise" in self.off or not _INSERTED.search(
            self.text, span.inner_start, span.inner_end
        ):
            return False
        inner = Unit(
            self.text, span.inner_start, span.inner_end, unit.paragraph, unit.number
        ).read()
        found = split_incise(inner)
        if found is None:
            return False
        cue = (inner.starts[found.cue.start], inner.ends[found.cue.end - 1])
        self.keep(Draft(inner, "direct", found.pieces, "incise", cue, found.verb, found.source))
        return True

    def answered(self, unit: Unit, k: int) -> bool:
        """Read « P », V X with a verb that no lexicon holds, and « P » : X V."""
        if "incise" in self.off or k + 3 >= unit.size or words_in(unit, k) < 3:
            return False
        if any(unit.low[j].isalnum() for j in range(k)) and not fronted(unit, k):
            return False
        source = inverted_after(unit, k)
        if source is None and unit.tags[k + 1] & COLON:
            source = main_subject(unit, k)
            source = source if source and headed(unit, *source) else None
        if source is None:
            return False
        self.keep(
            Draft(unit, "direct", [_inner(unit, k)], "incise", None, None, source, marks=(k,))
        )
        return True

    def alone(self, unit: Unit, k: int) -> bool:
        """Tell whether a marked span makes up its unit."""
        return all(
            unit.tags[j] & (STOP | COMMA | MARKED) or not unit.low[j].isalnum()
            for j in range(unit.size)
        )

    def continues(self, unit: Unit, k: int) -> bool:
        """Hand a quotation without a cue to whom the words before it belong."""
        if "continuing" in self.off or self.announces(unit):
            return False
        if signature := self.signed(unit):
            line, name = signature
            piece = [_inner(unit, k)]
            self.keep(
                Draft(unit, "direct", piece, "continuing", source=name, owner=line, marks=(k,))
            )
            return True
        if presented := self.presented_next(unit):
            piece = [_inner(unit, k)]
            self.give(Draft(unit, "direct", piece, "continuing", marks=(k,)), presented, [])
            return True
        previous = self.previous(unit, 1)
        apart = unit.opens or (previous and previous[0].unit.number < unit.number - 1)
        if apart and (previous is None or previous[1].kind not in ("person", "anonymous")):
            previous = self.last_direct(unit) or (previous if self.brief() else None)
            if previous is None:
                return False
        told = self.told_before(unit)
        if previous is not None and (previous[0].unit.number == unit.number - 1 or told is None):
            entity, relays = previous[1], previous[2]
        elif told is not None:
            entity, relays = told, []
        else:
            return False
        self.give(
            Draft(unit, "direct", [_inner(unit, k)], "continuing", marks=(k,)), entity, relays
        )
        return True

    def announces(self, unit: Unit) -> bool:
        """Tell whether the cue comes with the next marks: « A ». « B », disent des témoins."""
        if not unit.opens or unit.number + 1 >= len(self.units):
            return False
        after = self.units[unit.number + 1]
        if after.paragraph != unit.paragraph or not after.marked:
            return False
        after.read()
        return bool(after.size > 2 and after.tags[0] & MARKED and after.tags[1] & COMMA)

    def signed(self, unit: Unit) -> tuple[Unit, Phrase] | None:
        """Give the line under some words that names their speaker: – Paul Durand, éleveur."""
        if unit.number + 1 >= len(self.units):
            return None
        line = self.units[unit.number + 1].read()
        if not line.opens or not line.size or not line.tags[0] & DASH:
            return None
        source = phrase_after(line, 1)
        if source is None or any(verbal(line, k) for k in range(line.size)):
            return None
        person = self.resolver.resolve(line, source).kind == "person"
        return (line, source) if person else None

    def presented_next(self, unit: Unit) -> Entity | None:
        """Give who is named for the first time right after: « P. » Paul Durand habite ici."""
        after = unit.number + 1
        if not self.leads(unit) or after == len(self.units):
            return None
        if self.units[after].paragraph != unit.paragraph:
            return None
        entity = self.resolver.subject(after, 0)
        if entity is None or entity.kind != "person":
            return None
        first = self.text.find(entity.name)
        return entity if self.units[after].start <= first < self.units[after].end else None

    def leads(self, unit: Unit) -> bool:
        """Tell whether a unit opens its paragraph, save for the hour of an entry: 18h15. « P »."""
        before = self.units[unit.number - 1] if unit.number else unit
        hour = before.opens and before.end - before.start < 8
        return unit.opens or (hour and before.paragraph == unit.paragraph)

    def last_direct(self, unit: Unit, reach: int = 7) -> tuple[Draft, Entity, list[str]] | None:
        """Give the last direct quotation at most so many paragraphs before a unit."""
        for found in reversed(self.found):
            if unit.paragraph - found[0].unit.paragraph >= reach:
                return None
            if found[0].type == "direct":
                return found
        return None

    def brief(self) -> bool:
        """Tell whether the article is a few sentences long."""
        return len(self.units) <= 12

    def told_before(self, unit: Unit) -> Entity | None:
        """Give the subject of the sentence before, or the last person whom the paragraph tells of.

        Not beyond words that somebody else of the paragraph says.
        """
        if not unit.number or self.units[unit.number - 1].paragraph != unit.paragraph:
            return self.told_apart(unit)
        said = self.found[-1][0].unit.number if self.found else -1
        for before in range(unit.number - 1, said, -1):
            if self.units[before].paragraph != unit.paragraph:
                break
            told = self.resolver.subject(before, 0) or self.resolver.only_person(before)
            if told and (before == unit.number - 1 or told.kind == "person"):
                return told
        return None

    def told_apart(self, unit: Unit) -> Entity | None:
        """Give the person of whom the paragraph before tells in one sentence, without marks."""
        before = self.units[unit.number - 1] if unit.number > 1 else unit
        if not before.opens or before.marked or before is unit:
            return None
        subject = self.resolver.subject(before.number, 0)
        return subject if subject and subject.kind == "person" else None

    def give(self, draft: Draft, entity: Entity, relays: list[str]) -> None:
        """Keep a quotation whose speaker is known."""
        self.found.append((draft, entity, relays))
        self.resolver.speaks(draft.unit.number, entity)

    def agent(self, unit: Unit, k: int) -> Phrase | None:
        """Read « décrit comme « … » par X »: who stands after *par*, beside the marks."""
        for j in (k + 1, *range(max(0, k - 8), k)):
            if j + 1 < unit.size and unit.low[j] == "par":
                phrase = phrase_after(unit, j + 1)
                if phrase and any(
                    unit.tags[i] & (CAPITAL | SPEAKING) for i in range(phrase.start, phrase.end)
                ):
                    return phrase
        return None

    def partial(self, unit: Unit, k: int, drafts: list[Draft]) -> bool:
        """Hand marked words to who stands after *par*, or to the subject who speaks elsewhere."""
        if "partial" in self.off:
            return False
        if predicate(unit, k) and self.predicated(unit, k):
            return True
        agent = (
            self.agent(unit, k)
            if any(tag & PARTICIPLE and tag & CUE for tag in unit.tags[max(0, k - 9) : k])
            else None
        )
        if agent is None and (not drafts or words_in(unit, k) < 4):
            return False
        relative = k > 1 and unit.low[k - 1] == "qui"
        subject = agent or (subject_before(unit, k) if relative else main_subject(unit, k))
        if subject is None or (agent is None and subject.start >= k):
            return False
        entity = self.resolver.resolve(unit, subject)
        if entity.kind == UNRESOLVED or not (
            animate(unit, subject, entity) or pronominal(unit, subject)
        ):
            return False
        draft = Draft(
            unit, "partial", [_inner(unit, k)], "partial", None, None, subject, marks=(k,)
        )
        self.found.append((draft, entity, []))
        self.resolver.speaks(unit.number, entity)
        return True

    def predicated(self, unit: Unit, k: int) -> bool:
        """Hand a predicate in marks to its subject: La maire « ne cédera pas »."""
        verb = group_start(unit, k - 1 if unit.tags[k - 1] & ETRE else k)
        subject = subject_before(unit, verb)
        if subject is None or (
            subject.end != verb and not unit.tags[verb - 1] & (COMMA | RELATIVE)
        ):
            return False
        entity = self.resolver.resolve(unit, subject)
        speaks = headed(unit, *subject) or entity.kind == "person"
        if entity.kind == UNRESOLVED or not (speaks or pronominal(unit, subject)):
            return False
        draft = Draft(
            unit, "partial", [_inner(unit, k)], "partial", None, None, subject, marks=(k,)
        )
        self.give(draft, entity, [])
        return True

    def display(self) -> None:
        """Hand a quotation set apart to whom the article names beside it as a speaker."""
        kept = list(self.found)
        for unit, k, place in self.pending:
            span = unit.spans[k]
            entity = None if "display" in self.off else self.beside(unit, kept, place)
            if entity is None or not whole(unit, k):
                self.refused.append(Rejected(span.start, span.end, "no source in reach"))
                continue
            draft = Draft(unit, "direct", [_inner(unit, k)], "display", marks=(k,))
            self.found.append((draft, entity, []))
        for unit, k, refused in self.headlines:
            draft = Draft(unit, "direct", [_inner(unit, k)], "display", marks=(k,))
            speaker = self.said_again(draft)
            if speaker is None:
                self.refused.append(refused)
            else:
                self.found.append((draft, speaker, []))
        for n, (draft, entity, relays) in enumerate(self.found):
            guessed = not entity.name or (draft.cue is None and self.heads(draft.unit))
            if guessed and (speaker := self.said_again(draft)):
                self.found[n] = (draft, speaker, relays)

    def heads(self, unit: Unit) -> bool:
        """Tell whether a unit is a paragraph of its own, as a headline and a cross-head are."""
        after = unit.number + 1
        return unit.opens and (after == len(self.units) or self.units[after].opens)

    def said_again(self, headline: Draft) -> Entity | None:
        """Give who says the words of a headline in the article below it."""
        words = _compared(self.spoken(headline))
        below = (found for found in self.found if found[0] is not headline and found[1].name)
        said = (found[1] for found in below if words in _compared(self.spoken(found[0])))
        return next(said, None)

    def spoken(self, draft: Draft) -> str:
        """Give the words of a quotation as the text has them."""
        return " ".join(self.text[start:end] for start, end in draft.pieces)

    def beside(
        self, unit: Unit, kept: list[tuple[Draft, Entity, list[str]]], place: int
    ) -> Entity | None:
        """Give the last speaker before a unit, the person told of next, or the next speaker."""
        if self.announces(unit):
            return next((found[1] for found in kept[place : place + 1]), None)
        if told := self.told_of(unit):
            return told
        if place and unit.paragraph - kept[place - 1][0].unit.paragraph < 4:
            before = kept[place - 1][1]
            if before.kind in ("person", "anonymous"):
                return before
        for number in range(unit.number + 1, min(unit.number + 4, len(self.units))):
            entity = self.resolver.subject(number, 0)
            if entity and entity.kind == "person":
                return entity
        return next(
            (found[1] for found in kept[place : place + 20] if found[1].kind == "person"), None
        )

    def told_of(self, unit: Unit) -> Entity | None:
        """Give the one person whom the paragraph names before a unit."""
        names = dict.fromkeys(self.resolver.people_here(unit))
        return self.resolver.person(next(iter(names))) if len(names) == 1 else None

    # --- rows --------------------------------------------------------------------------------

    def quotations(self) -> list[Quotation]:
        """Give what was found, in reading order."""
        rows = [self.row(*found) for found in self.found]
        return sorted(rows, key=lambda row: row.fragments[0])

    def row(self, draft: Draft, entity: Entity, relays: list[str]) -> Quotation:
        """Make the quotation of a draft."""
        text = self.text
        owner = draft.owner or draft.unit
        span = None
        if draft.source is not None:
            span = (owner.starts[draft.source.start], owner.ends[draft.source.end - 1])
        source = text[slice(*span)].removeprefix("-t-").removeprefix("-") if span else ""
        verb = draft.verb.cue if draft.verb else None
        passed_on = (name for name in reversed(relays) if name and name != entity.name)
        return Quotation(
            type=draft.type,
            fragments=tuple(draft.pieces),
            content=" […] ".join(text[a:b] for a, b in draft.pieces),
            cue=text[slice(*draft.cue)] if draft.cue else "",
            cue_span=draft.cue,
            source=source,
            source_span=span,
            speaker=entity.name,
            speaker_kind=entity.kind,
            relayed_by=" ; ".join(dict.fromkeys(passed_on)),
            verb=verb.lemma if verb else "",
            stance=verb.stance if verb else "neutral" if draft.cue else "",
            family=draft.family,
            negated=bool(draft.verb and draft.verb.negated),
        )

    def rejections(self, strays: list[Stray]) -> list[Rejected]:
        """Give the marks that nobody says, in reading order."""
        return sorted([*self.refused, *(Rejected(*stray) for stray in strays)])


def _inner(unit: Unit, k: int) -> tuple[int, int]:
    return unit.spans[k].inner_start, unit.spans[k].inner_end


def _translates(unit: Unit, k: int) -> bool:
    """Tell whether marks in brackets say what those before them say: « P » (« Q »)."""
    return k > 1 and bool(unit.tags[k - 1] & OPEN) and k - 2 in unit.spans


def _compared(text: str) -> str:
    """Give the words of a text alone, to find them in another."""
    return " ".join(re.findall(r"\w+", fold(text)))
