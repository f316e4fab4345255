"""What all rule families share: drafts, regions already read, sources, asides."""

import itertools

from helpers.quotations.authority import is_medium, is_place, listed
from helpers.quotations.cues import Group, past_aside, verb_groups
from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
    AVOIR,
    CAPITAL,
    CLITIC,
    CLOSE,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DAY,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARKED,
    NUMBER,
    OPEN,
    PARTICIPLE,
    PREPOSITION,
    QUE,
    RELATIVE,
    SHIFTED,
    SPEAKING,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TITLE,
    first_name,
    nouns,
    phrase_at,
    source_words,
)
from helpers.quotations.marked import infinitive_in, rejection, words_in
from helpers.quotations.phrases import Phrase, phrase_after, skip_adverbs, verbal
from helpers.quotations.subjects import phrase_before, subject_of, subordinate
from helpers.quotations.units import Unit


def lifeless(unit: Unit, source: Phrase) -> bool:
    """Tell whether a subject's head noun is a thing or an event that cannot speak."""
    for k in range(source.start, source.end):
        low, tags = unit.low[k], unit.tags[k]
        if tags & (DETERMINER | NUMBER | PREPOSITION | ADVERB):
            continue
        if (
            tags & (CAPITAL | SPEAKING | SUBJECT | INVERTED)
            or low in source_words()["speech_nouns"]
        ):
            return False
        return low.endswith(tuple(source_words()["things"]))
    return False


def named_person(unit: Unit, source: Phrase) -> bool:
    """Tell whether a source has a name of several words."""
    tags = unit.tags[source.start : source.end]
    return any(a & b & CAPITAL for a, b in itertools.pairwise(tags))


def _named(unit: Unit, k: int) -> bool:
    """Tell whether a first name stands at token k, or two capitals."""
    return bool(first_name(unit.slice(k, k + 1)) or unit.tags[k + 1] & CAPITAL)


def low_in(unit: Unit, k: int, words: frozenset[str]) -> bool:
    """Tell whether the form of token k is one of some words."""
    return unit.low[k] in words


BULLETS = ("•", "▪", "■", "►", "→", "*")


class Reader:
    """What all rule families share: drafts, regions already read, sources, asides."""

    def __init__(self, unit: Unit, off: frozenset[str]) -> None:
        """Find the verb groups of a unit; `off` names the families left out."""
        self.unit, self.off = unit, off
        self.groups = verb_groups(unit)
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        self.closed: list[tuple[int, int]] = []
        self.opened_at: set[int] = set()  # where *selon X* opened the unit
        self.passing: dict[int, list[Phrase]] = {}  # number of a group → who relays it

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the text of tokens start to end, trimmed of punctuation."""
        unit = self.unit
        while start < end and unit.tags[start] & (COMMA | COLON):
            start += 1
        while end > start and unit.tags[end - 1] & (
            COMMA | STOP | COLON | DASH | SUBORDINATOR | COORDINATOR | QUE
        ):
            end -= 1
        return (unit.starts[start], unit.ends[end - 1]) if end > start else (0, 0)

    def inner(self, k: int) -> tuple[int, int]:
        """Give the place of the words of a marked span, without the marks."""
        span = self.unit.spans[k]
        return span.inner_start, span.inner_end

    def inner_run(self, first: int, last: int) -> tuple[int, int]:
        """Give the place of the words from one marked span to another, without the outer marks."""
        return self.inner(first)[0], self.inner(last)[1]

    def inside(self, k: int) -> bool:
        """Tell whether a token lies in a clause that is already reported."""
        return any(start <= k < end for start, end in self.closed)

    def add(self, draft: Draft) -> Draft | None:
        """Keep a draft, and the marks and region that it takes."""
        draft.pieces = [piece for piece in draft.pieces if piece[1] > piece[0]]
        if not draft.pieces:
            return None
        self.used.update(draft.marks)
        if draft.region[1] > draft.region[0]:
            self.closed.append(draft.region)
            self.used.update(self.marks_in(*draft.region))
        self.drafts.append(draft)
        return draft

    def marks_in(self, start: int, end: int) -> tuple[int, ...]:
        """Give the marked spans among tokens start to end."""
        return tuple(k for k in self.unit.spans if start <= k < end)

    def source_of(self, group: Group) -> Phrase | None:
        """Find the subject of a reporting verb, or that of the report before it."""
        remark = self.remark_of(group)
        if remark is not None:
            return remark.source
        found = self.voice(group) or subject_of(self.unit, group)
        if found and self.unit.low[found.start] in ("on", "-on", "-t-on"):
            found = self.on_behalf(found.start) or found
        if found is None and group.form in ("shared", "gerund", "infinitive") and self.drafts:
            return self.drafts[-1].source
        return found

    def on_behalf(self, on: int) -> Phrase | None:
        """Read « Du côté de X, on se dit P », « …X, où l'on estime que P »: who *on* is."""
        unit = self.unit
        where = on - 1 - (unit.low[on - 1] == "l'")
        if where > 1 and unit.low[where] == "où":
            found = phrase_before(unit, where - bool(unit.tags[where - 1] & COMMA), plural=True)
            return found if found and self.seat(found) else None
        side = phrase_at("sides", unit.low, 0)
        if not side and unit.low[0] not in ("dans", "sur"):
            return None
        found = phrase_after(unit, side or 1, appositions=False)
        place = unit.low[min(2, unit.size - 1)] in source_words()["place_nouns"]
        noun = nouns().get(unit.low[min(found.start + 1, unit.size - 1)]) if found else None
        text = noun is not None and noun.kind == "document"  # Dans un communiqué de X, on lit P
        return found if found and (side or text or (self.seat(found) and not place)) else None

    def remark_of(self, group: Group) -> Draft | None:
        """Give the report that a gerund goes on from: « P », dit X, ajoutant que Q."""
        unit, k = self.unit, group.start - 1
        if group.form != "gerund" or k < 1 or not self.drafts:
            return None
        last = self.drafts[-1]
        if unit.low[k] == "tout":
            return last if last.family == "selon" else None
        if last.family not in ("incise", "selon") or not unit.tags[k] & COMMA or not last.cue:
            return None
        between = [j for j in range(k) if unit.starts[j] >= last.cue[1]]
        return None if any(verbal(unit, j) for j in between) else last

    def voice(self, group: Group) -> Phrase | None:
        """Read « indique par la voix de X » after the verb."""
        unit, k = self.unit, group.end
        while k < unit.size and unit.tags[k] & (COMMA | ADVERB):
            k += 1
        if unit.low[k : k + 3] in (["par", "la", "voix"], ["par", "la", "bouche"]):
            return phrase_after(unit, k + 4)
        return None

    def barred(self, source: Phrase | None) -> bool:
        """Tell whether a subject is no source: on, ce, nothing at all."""
        if source is None:
            return True
        low = self.unit.low[source.start]
        return (source.end - source.start == 1 and low in source_words()["nobody"]) or lifeless(
            self.unit, source
        )

    def past(self, group: Group) -> bool:
        """Tell whether a verb group is in a past tense."""
        first = next((k for k in range(group.start, group.end) if self.unit.tags[k] & FINITE), -1)
        return (
            first < 0
            or bool(self.unit.tags[first] & (AVOIR | ETRE | SHIFTED))
            or group.form == "shared"
        )

    def cue_of(self, group: Group) -> tuple[int, int]:
        """Give the place in the text of a verb group."""
        return self.unit.starts[group.start], self.unit.ends[group.end - 1]

    def reported(
        self, group: Group, family: str, start: int, end: int, source: Phrase | None
    ) -> Draft | None:
        """Make the draft of a reported clause from token start to end."""
        unit = self.unit
        marks = self.marks_in(start, end)
        begin = start
        while begin < end and unit.tags[begin] & (COMMA | COLON):
            begin += 1
        kind, pieces = "indirect", [self.chars(start, end)]
        if start in marks and words_in(unit, start) > 4 and self.meanwhile(start + 1):
            end, marks = start + 1, (start,)
        if marks:
            kind = "mixed"
            if begin == marks[0] and marks[0] + 1 >= end and family == "que":
                kind, pieces = "direct", [self.inner(marks[0])]
        return self.add(
            Draft(
                unit, kind, pieces, family, self.cue_of(group), group, source, region=(start, end)
            )
        )

    def claimed(self, start: int, end: int) -> tuple[str, tuple[int, int]]:
        """Give the type and the words of a claim: direct where marks hold all of it."""
        marks = self.marks_in(start, end)
        if marks and marks[0] == start and start + 1 >= end:
            return "direct", self.inner(start)
        return "mixed" if marks else "indirect", self.chars(start, end)

    def meanwhile(self, k: int) -> bool:
        """Tell whether the author says what the speaker did meanwhile: « P » en signant."""
        unit = self.unit
        return k + 1 < unit.size and unit.low[k] == "en" and bool(unit.tags[k + 1] & GERUND)

    def main_verb(self, start: int, end: int) -> bool:
        """Tell whether tokens start to end hold a verb that no que or qui brings in."""
        unit = self.unit
        return any(
            unit.tags[k] & FINITE and verbal(unit, k) and not subordinate(unit, k)
            for k in range(start, end)
        )

    def told(self, begin: int, mark: int) -> bool:
        """Tell whether the author narrates before the marks, with a verb."""
        return any(self.unit.tags[k] & FINITE and verbal(self.unit, k) for k in range(begin, mark))

    def likely_speaker(self, phrase: Phrase) -> bool:
        """Tell whether a phrase holds a name or a noun of those who can speak."""
        unit, trades = self.unit, tuple(source_words()["trades"])
        return any(
            unit.tags[k] & (CAPITAL | SPEAKING | INVERTED) for k in range(phrase.start, phrase.end)
        ) or (
            bool(unit.tags[phrase.start] & DETERMINER)
            and unit.low[phrase.end - 1].removesuffix("s").endswith(trades)
        )

    def drop_within(self, start: int, end: int) -> None:
        """Drop marked words that were handed to a source within a clause that is reported whole."""
        self.drafts = [
            draft
            for draft in self.drafts
            if not (draft.marks and all(start <= k < end for k in draft.marks))
        ]

    def find_que(self, start: int) -> int:
        """Find the que that opens the reported clause of a verb group that ends at `start`."""
        unit = self.unit
        compared, skipped, paused = False, 0, False
        for k in range(start, min(unit.size, start + 26)):
            if k < skipped:
                continue
            tags, low = unit.tags[k], unit.low[k]
            if tags & COMMA and (after := self.aside_end(k)):
                skipped = after
                continue
            if tags & QUE and unit.low[start:k] == ["à", "ce"]:
                return k
            if tags & QUE and paused and not unit.tags[k - 1] & COMMA:
                return -1  # a relative clause in an aside: a ironisé, en allusion au prix que Y
            paused |= bool(tags & COMMA)
            if tags & QUE:
                if k > start and (
                    low_in(unit, k - 1, source_words()["not_clauses"])
                    and not (k == start + 1 and unit.low[k - 1] == "ainsi")
                ):
                    return -1
                if compared or (k > start and unit.low[k - 1] in ("et", "ou")):
                    return -1
                return k
            if (
                tags & (STOP | RELATIVE | GERUND | INFINITIVE | MARKED | SUBORDINATOR)
                and not tags & CAPITAL
            ):
                if tags & MARKED or tags & (STOP | RELATIVE | SUBORDINATOR):
                    return -1
                return -1
            if tags & COLON:
                return -1
            if low in ("mais", "ou", "or", "ni", "car"):
                return -1
            if tags & FINITE and verbal(unit, k):
                return -1
            compared |= (
                low in source_words()["comparisons"]
                and k > start
                and not unit.tags[k - 1] & DETERMINER
                and unit.low[k - 1] not in ("de", "quand")
            )
        return -1

    def aside_end(self, k: int) -> int:
        """Give the place of que where an aside between two commas stands before it, or 0."""
        unit = self.unit
        for j in range(k + 2, min(unit.size - 1, k + 20)):
            tags = unit.tags[j]
            if tags & COMMA:
                return j + 1 if unit.tags[j + 1] & QUE else 0
            if tags & (STOP | COLON | QUE | RELATIVE | MARKED) or (
                tags & FINITE and verbal(unit, j)
            ):
                return 0
        return 0

    def main_follows(self, k: int) -> bool:
        """Tell whether a subject with its verb follows a comma."""
        unit = self.unit
        phrase = phrase_after(unit, k, before_verb=True)
        if phrase is None:
            return False
        after = phrase.end
        while after < unit.size and unit.tags[after] & (CLITIC | COMMA | ADVERB):
            after += 1
        return after < unit.size and bool(unit.tags[after] & FINITE) and verbal(unit, after)

    def before_main(self, group: Group, at: int, end: int) -> int:
        """Cut at the comma after which the main clause goes on (X, accusant Y de P, a dit …)."""
        if group.form not in ("gerund", "infinitive") and not self.opens_sentence(group):
            return end
        for k in range(at, end):
            if not self.unit.tags[k] & COMMA:
                continue
            if any(other.start == k + 1 for other in self.groups):
                return k
            if self.main_follows(k + 1) and not self.main_verb(0, group.start):
                return k
        return end

    def opens_sentence(self, group: Group) -> bool:
        """Tell whether a verb stands in a clause before the main one: si X dit que P, …"""
        low = self.unit.low
        first = int(low[0] in source_words()["opening_connectives"])
        after = first + phrase_at("opening_clauses", low, first)
        return first < after <= group.start and not self.main_verb(after, group.start)

    def past_place(self, k: int) -> int:
        """Go over a place or an audience before an inverted subject: a dit à Paris le ministre."""
        unit = self.unit
        after = unit.tags[k + 1] if k + 1 < unit.size else 0
        placed = k < unit.size and unit.tags[k] & PREPOSITION and after & DETERMINER
        start = k if placed else skip_adverbs(unit, k)  # depuis la tribune
        if (
            start + 2 >= unit.size
            or not unit.tags[start] & PREPOSITION
            or unit.low[start] in ("de", "d'", "des", "du")
        ):
            return k
        barred = COMMA | STOP | QUE | MARKED | COLON | RELATIVE
        for j in range(start + 1, min(unit.size - 1, start + 9)):
            if unit.tags[j] & barred:
                return k
            if self.begins_subject(start, j):
                return j
        return k

    def begins_subject(self, start: int, j: int) -> bool:
        """Tell whether a subject begins at token j, after a preposition at token `start`."""
        tags, low, before = self.unit.tags[j], self.unit.low[j], self.unit.tags[j - 1]
        if j < start + 2 or before & (PREPOSITION | DETERMINER) or low in source_words()["of"]:
            return False
        if tags & (DETERMINER | TITLE):
            return True
        if tags & CAPITAL and before & (DAY | NUMBER):
            return True
        if not before & CAPITAL and first_name(self.unit.slice(j, j + 1)):
            return True  # a raconté à la barre Nadège
        if not tags & before & CAPITAL:
            return False
        medium = is_medium(self.unit.slice(j - 1, j), self.unit.low[j - 2])
        return medium or (j == start + 2 and j + 1 < self.unit.size and _named(self.unit, j))

    def bare_source(self, k: int) -> tuple[Phrase | None, int]:
        """Read « a-t-on appris de source judiciaire », « indique-t-on au parquet »."""
        unit = self.unit
        for j in range(k, min(unit.size - 1, k + 6)):
            if unit.tags[j] & COMMA:
                break
            beside = phrase_at("sides", unit.low, j) or 2 * (unit.low[j] == "auprès")
            shown = unit.low[j] == "sur" and any(
                low in source_words()["displayed"] for low in unit.low[j + 1 : j + 4]
            )
            if beside or shown or unit.low[j] in ("dans", "à", "au", "aux", "chez"):
                phrase = phrase_after(unit, j + max(1, beside))
                if phrase and (shown or self.seat(phrase)):
                    return phrase, phrase.end
            if unit.low[j] in ("de", "auprès") and unit.low[j + 1] in (
                "source",
                "sources",
                "bonne",
                "même",
                "mêmes",
            ):
                phrase = phrase_after(unit, j + 1) or Phrase(j + 1, j + 3)  # de bonne source
                return phrase, phrase.end
        return None, k

    def seat(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names a body where *on* can sit (not: à Paris, dans la soirée)."""
        names = (self.unit.slice(k, phrase.end) for k in range(phrase.start, phrase.end)[:2])
        if (known := next(filter(None, map(listed, names)), None)) is not None:
            return known.kind == "organisation" and not is_place(known.name)
        found = (nouns().get(self.unit.low[k]) for k in range(phrase.start, phrase.end))
        before = self.unit.low[max(0, phrase.start - 4) : phrase.start]
        kinds = ["organisation", "group"]
        if "auprès" in before[-2:] or "plume" in before:
            kinds.append("person")
        if source_words()["reading"].intersection(before):
            kinds.append("document")
        return any(noun is not None and noun.kind in kinds for noun in found)

    def inverted_source(self, group: Group) -> tuple[Phrase | None, int]:
        """Give the subject after a verb, and the token after it."""
        unit = self.unit
        if group.inverted:
            k = next(k for k in range(group.start, group.end) if unit.tags[k] & INVERTED)
            if unit.low[k] in ("-on", "-t-on", "-ce"):
                return self.bare_source(group.end)
            return Phrase(k, k + 1), group.end
        after = self.past_circumstance(group.end)
        source = phrase_after(unit, self.past_place(after), plural=group.plural)
        if source is None:
            return None, group.end
        if unit.tags[source.start] & SUBJECT and not unit.tags[source.start] & DETERMINER:
            return None, group.end
        return self.with_author(source)

    def past_circumstance(self, k: int) -> int:
        """Go over « , hier, », « , amère, » between a verb and its subject."""
        unit, after = self.unit, self.past_aside(k)
        for _ in range(2):  # a ironisé, jeudi, sur Franceinfo, X
            if after > k and after < unit.size and unit.tags[after] & (PREPOSITION | DAY | TIME):
                after = max(after, self.past_aside(after - 1))
        opens = after < unit.size and unit.tags[after] & (DETERMINER | CAPITAL | TITLE)
        return after if opens else k

    def with_author(self, source: Phrase) -> tuple[Phrase, int]:
        """Go on from a text to who made it: une étude menée par X et publiée dans Y."""
        unit, k = self.unit, source.end
        if k >= unit.size or not (unit.tags[k] & PARTICIPLE or unit.low[k] == "par"):
            return source, k
        for j in range(k, min(unit.size - 1, k + 6)):
            if unit.tags[j] & (COMMA | STOP | QUE | MARKED):
                break
            if unit.low[j] in source_words()["relaying"]:
                break
            if unit.low[j] == "par" and (by := phrase_after(unit, j + 1, appositions=False)):
                medium = is_medium(unit.slice(by.start, by.end))
                if medium and source_words()["scoops"].isdisjoint(unit.low[source.start : k]):
                    break  # un document publié par X
                pause = next(
                    (i for i in range(by.end, unit.size) if unit.tags[i] & (COMMA | STOP)),
                    unit.size,
                )
                return Phrase(source.start, by.end), pause
        return source, k

    def clause_begin(self, k: int) -> int:
        """Give where the clause that an inserted cue closes begins."""
        unit = self.unit
        first = self.after_dateline(k)
        for j in range(k - 1, -1, -1):
            if unit.low[j] == ";":
                return j + 1
            if unit.tags[j] & COLON and not unit.tags[j + 1] & MARKED and self.label(first, j):
                return j + 1
            if unit.tags[j] & STOP and j + 1 < k and unit.tags[j + 1] & CAPITAL:
                return j + 1
        return first

    def after_dateline(self, end: int) -> int:
        """Give the token after a dateline (15 mai 2020. – …; PARIS (Orion) - …), or 0."""
        unit = self.unit
        if end > 1 and unit.low[0] in BULLETS:
            return 1
        for k in range(min(end, 12)):
            if unit.tags[k] & DASH:
                return k + 1
            dated = CAPITAL | NUMBER | DAY | STOP | OPEN | CLOSE | COMMA
            if not unit.tags[k] & dated or unit.tags[k] & DETERMINER:
                return 0
        return 0

    def label(self, start: int, end: int) -> bool:
        """Tell whether what stands before a colon is no part of what is said after it."""
        return end - start < 7 or self.told(start, end)

    def only_links(self, start: int, end: int) -> bool:
        """Tell whether only linking words stand between two places."""
        unit = self.unit
        linking = source_words()["linking_words"]
        return all(
            unit.tags[k] & (COMMA | DASH | COORDINATOR | ADVERB | OPEN) or unit.low[k] in linking
            for k in range(start, end)
        )

    def infinitive_at(self, k: int, *, reach: int = 9) -> int:
        """Find the bare infinitive that follows a declarative verb: its first token, or -1."""
        unit = self.unit
        start = -1
        k += int(unit.low[k : k + 1] == ["donc"])
        k = self.past_aside(k)
        for j in range(k, min(unit.size, k + reach)):
            tags = unit.tags[j]
            if tags & MARKED and j > k and unit.tags[j - 1] & PREPOSITION:
                if rejection(unit, j):
                    continue  # assure au « Grand Journal » être prêt
                return -1  # se dit prêt à « partir »
            if tags & MARKED:
                return (
                    j
                    if start < 0 and infinitive_in(unit, j)
                    else (start if infinitive_in(unit, j) else -1)
                )
            if tags & INFINITIVE and not tags & CAPITAL:
                before = unit.tags[j - 1]
                if (before & PREPOSITION or before & DETERMINER) and not (
                    start >= 0 and before & CLITIC
                ):
                    return -1
                return start if start >= 0 else j
            if (
                unit.low[j]
                in ("ne", "n'", "se", "s'", "y", "lui", "leur", "l'", "le", "la", "les", "en")
                and start < 0
                and tags & CLITIC
            ):
                following = unit.tags[j + 1] if j + 1 < unit.size else 0
                bound = j > k and unit.tags[j - 1] & PREPOSITION
                if bound and following & (INFINITIVE | ADVERB):
                    return -1  # leur volonté de se retirer
                dated = following & DAY  # a démenti en juin vouloir P
                if following & (INFINITIVE | CLITIC | ADVERB) and not (bound or dated):
                    start = j
                    continue
            if start >= 0 and tags & (CLITIC | ADVERB):
                continue
            start = -1
            if tags & (STOP | COLON | QUE | RELATIVE | COORDINATOR | GERUND) or (
                tags & FINITE and verbal(unit, j)
            ):
                return -1
        return -1

    def past_aside(self, k: int) -> int:
        """Go over an aside without a verb right after a verb: dit, dans un message, vouloir."""
        after = past_aside(self.unit, k, reach=16)
        return k if any(verbal(self.unit, j) for j in range(k + 1, after)) else after

    def infinitive_after(self, k: int, links: tuple[str, ...]) -> int:
        """Find the infinitive that *de* or *à* brings in after a verb, or -1."""
        unit = self.unit
        for j in range(k, min(unit.size - 1, k + 24)):
            tags = unit.tags[j]
            if tags & (STOP | COLON | QUE | RELATIVE | MARKED) or (
                tags & FINITE and verbal(unit, j)
            ):
                return -1
            if unit.low[j] in links:
                at = j + 1
                while (
                    at < unit.size
                    and unit.tags[at] & (CLITIC | ADVERB)
                    and not unit.tags[at] & (INFINITIVE | MARKED)
                    and unit.low[at] not in ("le", "la", "les")
                ):
                    at += 1
                if (
                    at < unit.size
                    and unit.low[at] in ("le", "la", "les")
                    and at + 1 < unit.size
                    and unit.tags[at + 1] & INFINITIVE
                ):
                    return j + 1
                if at < unit.size and (
                    (unit.tags[at] & INFINITIVE and not unit.tags[at] & CAPITAL)
                    or (unit.tags[at] & MARKED and infinitive_in(unit, at))
                    or (unit.tags[at] & PARTICIPLE and unit.low[at].endswith("é") and j > k)
                ):
                    return j + 1
        return -1

    def infinitive_end(self, at: int, end: int, group: Group) -> int:
        """Cut an infinitive clause where the author goes on after a comma."""
        unit = self.unit
        if (
            unit.tags[at] & MARKED
            and words_in(unit, at) > 2
            and at + 1 < end
            and unit.tags[at + 1] & COMMA
        ):
            return at + 1
        for k in range(at + 1, end - 1):
            if (
                unit.tags[k] & COMMA
                and unit.tags[k + 1] & COORDINATOR
                and unit.low[k + 1] in ("mais", "et")
            ) and any(
                unit.tags[j] & FINITE and verbal(unit, j) for j in range(k + 2, min(end, k + 6))
            ):
                return k
            if unit.tags[k] & COMMA and unit.tags[k + 1] & FINITE and verbal(unit, k + 1):
                return k  # confirme avoir vu P, refuse de
            after = k + 1
            while after < end - 1 and unit.tags[after] & CLITIC and not unit.tags[after] & ARTICLE:
                after += 1
            joins = unit.low[k] in ("et", "mais", "puis")
            if joins and unit.tags[after] & FINITE and verbal(unit, after):
                return k
            if joins and any(g.form == "shared" and g.start == k + 1 for g in self.groups):
                return k  # a dit comprendre P et affirmé avoir Q
        return end
