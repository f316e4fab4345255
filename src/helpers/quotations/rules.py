"""The rule families: each reads one construction of reported speech in one unit.

A family can be switched off by its name (see `FAMILIES`). Within a unit, what one cue
reports is not read again by another: only the outer quotation counts, save where the
reported clause is itself a report; then the outer source passes the words on.
"""

import functools
from dataclasses import dataclass, field

from helpers.language import verb_forms
from helpers.quotations.clauses import clause_end
from helpers.quotations.cues import Group, verb_groups
from helpers.quotations.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
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
    nouns,
    source_phrases,
    source_words,
)
from helpers.quotations.sources import (
    Phrase,
    _inside_que,
    main_subject,
    phrase_after,
    phrase_before,
    skip_adverbs,
    subject_before,
    subject_of,
    verbal,
)
from helpers.quotations.units import Unit

FAMILIES = (
    "que", "infinitive", "claim", "order", "incise", "selon", "selon lequel", "colon", "object",
    "adjective", "continuing", "display", "partial", "relays",
)  # fmt: skip
_COMPARISONS = frozenset(
    [
        "plus",
        "moins",
        "aussi",
        "autant",
        "autre",
        "même",
        "mêmes",
        "tel",
        "telle",
        "tels",
        "telles",
        "davantage",
        "mieux",
        "si",
        "tant",
        "tellement",
        "plutôt",
        "meilleur",
        "pire",
    ]
)
_NOT_CLAUSE = frozenset(
    [
        "ce",
        "alors",
        "tandis",
        "parce",
        "après",
        "avant",
        "afin",
        "pour",
        "sans",
        "bien",
        "ainsi",
        "lors",
        "dès",
        "depuis",
        "pendant",
        "tant",
        "si",
        "cependant",
        "jusqu'à",
        "d'autant",
        "lorsque",
        "maintenant",
        "condition",
        "sorte",
        "moins",
    ]
)
_OF = frozenset(("de", "du", "des", "d'"))
_UNPERSONS = frozenset(
    [
        "on",
        "ce",
        "c'",
        "cela",
        "ça",
        "j'",
        "je",
        "nous",
        "tu",
        "vous",
        "aucun",
        "aucune",
        "personne",
        "nul",
        "nulle",
        "rien",
    ]
)


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


def read_unit(unit: Unit, off: frozenset[str]) -> list[Draft]:
    """Give the quotations that a unit's own words hand to a source, in order."""
    reader = _Reader(unit.read(), off)
    reader.opening_selon()
    for number, group in enumerate(reader.groups):
        reader.group(number, group)
    reader.other_selon()
    reader.colon()
    return sorted(reader.drafts, key=lambda draft: draft.pieces[0])


class _Reader:
    def __init__(self, unit: Unit, off: frozenset[str]) -> None:
        self.unit, self.off = unit, off
        self.groups = verb_groups(unit)
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        self.closed: list[tuple[int, int]] = []
        self.passing: dict[int, list[Phrase]] = {}  # number of a group → who relays it

    # --- what all families share -----------------------------------------------------------

    def chars(self, start: int, end: int) -> tuple[int, int]:
        unit = self.unit
        while start < end and unit.tags[start] & (COMMA | COLON):
            start += 1
        while end > start and unit.tags[end - 1] & (
            COMMA | STOP | COLON | DASH | SUBORDINATOR | COORDINATOR | QUE
        ):
            end -= 1
        return (unit.starts[start], unit.ends[end - 1]) if end > start else (0, 0)

    def inner(self, k: int) -> tuple[int, int]:
        span = self.unit.spans[k]
        return span.inner_start, span.inner_end

    def inside(self, k: int) -> bool:
        return any(start <= k < end for start, end in self.closed)

    def add(self, draft: Draft) -> Draft | None:
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
        return tuple(k for k in self.unit.spans if start <= k < end)

    def source_of(self, group: Group) -> Phrase | None:
        found = self.voice(group) or subject_of(self.unit, group)
        if found is None and group.form in ("shared", "gerund", "infinitive") and self.drafts:
            return self.drafts[-1].source
        return found

    def voice(self, group: Group) -> Phrase | None:
        """Read « indique par la voix de X » after the verb."""
        unit, k = self.unit, group.end
        if unit.low[k : k + 3] in (["par", "la", "voix"], ["par", "la", "bouche"]):
            return phrase_after(unit, k + 4, appositions=False)
        return None

    def barred(self, source: Phrase | None) -> bool:
        """Tell whether a subject is no source: on, ce, nothing at all."""
        if source is None:
            return True
        low = self.unit.low[source.start]
        return (source.end - source.start == 1 and low in _UNPERSONS) or lifeless(self.unit, source)

    # --- verbs -----------------------------------------------------------------------------

    def group(self, number: int, group: Group) -> None:
        if self.inside(group.head):
            return
        kinds = group.cue.constructions
        for family, needed, reader in (
            ("que", {"que", "wish"}, self.que),
            ("incise", {"incise"}, self.incise),
            ("colon", set(), self.introduced),
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

    def find_que(self, start: int) -> int:
        """Find the que that opens the reported clause of a verb group that ends at `start`."""
        unit = self.unit
        compared, skipped = False, 0
        for k in range(start, min(unit.size, start + 26)):
            if k < skipped:
                continue
            tags, low = unit.tags[k], unit.low[k]
            if tags & COMMA and (after := self.aside_end(k)):
                skipped = after
                continue
            if tags & QUE:
                if k > start and (
                    low_in(unit, k - 1, _NOT_CLAUSE)
                    or (unit.tags[k - 1] & ADVERB and unit.low[k - 1] in _NOT_CLAUSE)
                ):
                    return -1
                if compared:
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
            compared |= low in _COMPARISONS and k > start and not unit.tags[k - 1] & DETERMINER
        return -1

    def follows_marks(self, group: Group) -> bool:
        """Tell whether a verb stands between a comma or marks and a name: …, avance X."""
        unit, before = self.unit, self.unit.tags[group.start - 1] if group.start else 0
        if not before & (COMMA | MARKED) or group.end >= unit.size:
            return False
        after = unit.tags[group.end]
        return bool(after & CAPITAL) and not after & (DETERMINER | QUE | PREPOSITION)

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

    def que(self, number: int, group: Group) -> Draft | bool:
        unit = self.unit
        if self.follows_marks(group):
            return False
        at = self.find_que(group.end)
        if at < 0 or (group.negated and "negated" not in group.cue.constructions):
            return False
        if not self.attached(group, at):
            return False
        source = self.source_of(group)
        if self.barred(source) and not group.inverted:
            return False
        if group.inverted and self.barred(source):
            return False
        start = at + 1
        shifted = self.past(group)
        if self.relay_to_next(number, group, start, source):
            return True
        embedded = group.form == "gerund" or bool(
            group.start and unit.low[group.start - 1] == "qui"
        )
        end = clause_end(unit, start, shifted=shifted, embedded=embedded)
        end = self.before_main(group, start, end)
        marks = self.marks_in(start, end)
        if "wish" in group.cue.constructions and "que" not in group.cue.constructions and not marks:
            return False
        return self.reported(group, "que", start, end, source) or False

    def attached(self, group: Group, at: int) -> bool:
        """Tell whether only adverbials stand between the verb and que."""
        k = group.end
        unit = self.unit
        if at == k:
            return True
        if unit.tags[k] & DETERMINER and not unit.tags[k] & PREPOSITION:
            commas = sum(bool(tag & COMMA) for tag in unit.tags[k:at])
            if commas == 1 and unit.tags[at - 1] & COMMA:
                return False
            if unit.tags[at - 1] & COMMA or group.cue.lemma in (
                "informer",
                "avertir",
                "prévenir",
                "alerter",
                "assurer",
                "rassurer",
                "persuader",
                "convaincre",
                "aviser",
            ):
                return True
            phrase = phrase_after(unit, k, appositions=False)
            return phrase is None or phrase.end < at or unit.tags[k + 1] & CAPITAL != 0
        return True

    def past(self, group: Group) -> bool:
        first = next((k for k in range(group.start, group.end) if self.unit.tags[k] & FINITE), -1)
        return (
            first < 0
            or bool(self.unit.tags[first] & (AVOIR | ETRE | SHIFTED))
            or group.form == "shared"
        )

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
        if marks:
            kind = "mixed"
            if begin == marks[0] and marks[0] + 1 >= end and family == "que":
                kind, pieces = "direct", [self.inner(marks[0])]
        return self.add(
            Draft(
                unit, kind, pieces, family, self.cue_of(group), group, source, region=(start, end)
            )
        )

    def cue_of(self, group: Group) -> tuple[int, int]:
        return self.unit.starts[group.start], self.unit.ends[group.end - 1]

    def relay_to_next(self, number: int, group: Group, start: int, source: Phrase | None) -> bool:
        """Pass a source on to the report that its own clause begins with."""
        if "relays" in self.off or source is None:
            return False
        for later in range(number + 1, min(number + 3, len(self.groups))):
            inner = self.groups[later]
            if self.opens_report(inner, start):
                self.passing.setdefault(later, []).extend([*self.passing.get(number, []), source])
                return True
        return False

    def opens_report(self, inner: Group, start: int) -> bool:
        unit = self.unit
        if (
            inner.form != "finite"
            or not inner.cue.constructions & {"que", "infinitive"}
            or inner.negated
        ):
            return False
        if inner.start - start > 30 or (
            self.find_que(inner.end) < 0
            and not ("infinitive" in inner.cue.constructions and self.infinitive_at(inner.end) >= 0)
        ):
            return False
        subject = subject_before(unit, inner.start, plural=inner.plural)
        if (
            subject is None
            or self.barred(subject)
            or unit.low[subject.start] in ("il", "elle", "ils", "elles")
        ):
            return False
        between = unit.tags[start : subject.start]
        return not any(
            tag & (FINITE | QUE | RELATIVE | MARKED) and verbal(unit, start + i)
            for i, tag in enumerate(between)
        ) and (subject.start - start <= 1 or unit.tags[subject.start - 1] & COMMA != 0)

    def infinitive_at(self, k: int, *, reach: int = 9) -> int:
        """Find the bare infinitive that follows a declarative verb: its first token, or -1."""
        unit = self.unit
        start = -1
        for j in range(k, min(unit.size, k + reach)):
            tags = unit.tags[j]
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
                if following & (INFINITIVE | CLITIC | ADVERB) and not (
                    j > k and unit.tags[j - 1] & PREPOSITION
                ):
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

    def infinitive(self, number: int, group: Group) -> Draft | None:
        at = self.infinitive_at(group.end)
        if at < 0 or (group.negated and "negated" not in group.cue.constructions):
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        return self.reported(group, "infinitive", at, self.infinitive_end(at, end, group), source)

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
            ):
                if any(
                    unit.tags[j] & FINITE and verbal(unit, j) for j in range(k + 2, min(end, k + 6))
                ):
                    return k
            if unit.low[k] == "et" and unit.tags[k + 1] & FINITE and verbal(unit, k + 1):
                return k
        return end

    def claim(self, number: int, group: Group) -> Draft | None:
        at = self.infinitive_after(group.end, ("de", "d'"))
        if at < 0 or group.negated:
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        return self.reported(
            group,
            "claim",
            at,
            self.infinitive_end(at, self.before_main(group, at, end), group),
            source,
        )

    def before_main(self, group: Group, at: int, end: int) -> int:
        """Cut at the comma after which the main clause goes on (X, accusant Y de P, a dit …)."""
        if group.form not in ("gerund", "infinitive"):
            return end
        for k in range(at, end):
            if not self.unit.tags[k] & COMMA:
                continue
            if any(other.start == k + 1 for other in self.groups):
                return k
            if group.start < 4 and self.main_follows(k + 1):
                return k
        return end

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

    def infinitive_after(self, k: int, links: tuple[str, ...]) -> int:
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

    def order(self, number: int, group: Group) -> Draft | None:
        at = self.infinitive_after(group.end, ("de", "d'", "à"))
        if at < 0:
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        end = self.infinitive_end(at, end, group)
        if not self.marks_in(at, end):
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        return self.reported(group, "order", at, end, source)

    def adjective(self, number: int, group: Group) -> Draft | None:
        unit, k = self.unit, group.end
        while k < unit.size and unit.tags[k] & ADVERB and not unit.tags[k] & (DETERMINER):
            k += 1
        if k >= unit.size or unit.tags[k] & (COMMA | STOP | COLON | QUE | COORDINATOR):
            return None
        source = self.source_of(group)
        if self.barred(source) or group.negated:
            return None
        if unit.tags[k] & MARKED:
            return self.add(
                Draft(
                    unit,
                    "partial",
                    [self.inner(k)],
                    "adjective",
                    self.cue_of(group),
                    group,
                    source,
                    marks=(k,),
                )
            )
        end = clause_end(unit, group.end, shifted=self.past(group))
        return self.reported(group, "adjective", k, self.infinitive_end(k, end, group), source)

    # --- words in marks --------------------------------------------------------------------

    def incise(self, number: int, group: Group) -> Draft | None:
        unit = self.unit
        before = group.start - 1
        if before < 0 or group.form not in ("finite",):
            return None
        compared = False
        while (
            before > 0
            and unit.tags[before] & ADVERB
            and not unit.tags[before] & (SUBJECT | DETERMINER)
        ):
            before -= 1
        if unit.low[before] == "comme" and before:
            compared, before = True, before - 1
        if unit.low[before] == "comme":
            return self.as_said(group, before)
        if not unit.tags[before] & (COMMA | MARKED | STOP | DASH | OPEN):
            return None
        source, after = self.inverted_source(group)
        if source is None:
            return None
        if compared and not unit.tags[before] & MARKED and not self.marks_in(0, before):
            return self.as_said(group, before)
        return self.inserted(group, before, source, after)

    def inverted_source(self, group: Group) -> tuple[Phrase | None, int]:
        unit = self.unit
        if group.inverted:
            k = next(k for k in range(group.start, group.end) if unit.tags[k] & INVERTED)
            if unit.low[k] in ("-on", "-t-on", "-ce"):
                return self.bare_source(group.end)
            return Phrase(k, k + 1), group.end
        source = phrase_after(unit, self.past_place(group.end), plural=group.plural)
        if source is None:
            return None, group.end
        if unit.tags[source.start] & SUBJECT and not unit.tags[source.start] & DETERMINER:
            return None, group.end
        return source, source.end

    def past_place(self, k: int) -> int:
        """Go over a place or an audience before an inverted subject: a dit à Paris le ministre."""
        unit = self.unit
        start = skip_adverbs(unit, k)
        if (
            start + 2 >= unit.size
            or not unit.tags[start] & PREPOSITION
            or unit.low[start] in ("de", "d'", "des", "du")
        ):
            return k
        for j in range(start + 1, min(unit.size - 1, start + 7)):
            tags = unit.tags[j]
            if tags & (COMMA | STOP | QUE | MARKED | COLON | RELATIVE) or unit.low[j] in _OF:
                return k
            if j > start + 1 and not unit.tags[j - 1] & (DETERMINER | PREPOSITION):
                named = j == start + 2 and tags & unit.tags[j - 1] & CAPITAL
                if named or tags & DETERMINER:
                    return j
        return k

    def bare_source(self, k: int) -> tuple[Phrase | None, int]:
        unit = self.unit
        for j in range(k, min(unit.size - 1, k + 4)):
            if unit.low[j] == "dans":
                phrase = phrase_after(unit, j + 1)
                if phrase:
                    return phrase, phrase.end
            if unit.low[j] in ("de", "auprès") and unit.low[j + 1] in (
                "source",
                "sources",
                "bonne",
                "même",
                "mêmes",
            ):
                phrase = phrase_after(unit, j + 1)
                if phrase:
                    return phrase, phrase.end
        return None, k

    def likely_speaker(self, phrase: Phrase) -> bool:
        unit = self.unit
        return any(
            unit.tags[k] & (CAPITAL | SPEAKING | INVERTED) for k in range(phrase.start, phrase.end)
        )

    def inserted(self, group: Group, before: int, source: Phrase, after: int) -> Draft | None:
        unit = self.unit
        mark = before if unit.tags[before] & MARKED else before - 1
        begin = self.clause_begin(before)
        if mark >= 0 and unit.tags[mark] & STOP:
            mark -= 1
        if mark >= 0 and unit.tags[mark] & MARKED and mark not in self.used:
            if self.only_links(begin, mark) or (
                unit.tags[mark - 1] & (COMMA | COLON)
                and words_in(unit, mark) > 3
                and not self.told(begin, mark)
            ):
                return self.said(group, mark, source, after)
            return self.add(
                Draft(
                    unit,
                    "mixed",
                    [self.chars(begin, before + (before == mark))],
                    "incise",
                    self.cue_of(group),
                    group,
                    source,
                    region=(begin, before + 1),
                )
            )
        if (
            not (
                self.likely_speaker(source)
                or (group.end - group.start > 1 and not lifeless(unit, source))
            )
            or self.inside_marked(before)
            or begin >= before
        ):
            return None
        if (
            not group.inverted
            and not named_person(unit, source)
            and not any(
                unit.tags[k] & FINITE and verbal(unit, k) and not _inside_que(unit, k)
                for k in range(begin, before)
            )
            and not self.marks_in(begin, before)
        ):
            return None
        if unit.tags[before] & COMMA == 0 and not unit.tags[before] & (STOP | DASH):
            return None
        if not self.agrees(group, source, after):
            return None
        reports = [
            draft
            for draft in self.drafts
            if draft.verb is not None
            and draft.region in self.closed
            and begin <= draft.region[0]
            and draft.region[1] <= before + 1
        ]
        if reports:
            if "relays" not in self.off:
                reports[-1].relays.append((unit, source))
            return reports[-1]
        self.drop_within(begin, before)
        kind = "mixed" if self.marks_in(begin, before) else "indirect"
        pieces = [self.chars(begin, before)]
        told = self.told(begin, before)
        end = self.rest_end(after, inverted=group.inverted, open_clause=not told)
        if end > after:
            colon = next(
                (k + 1 for k in range(after, min(end, after + 10)) if unit.tags[k] & COLON), after
            )
            pieces.append(self.chars(colon, end))
            if self.marks_in(after, end):
                kind = "mixed"
        return self.add(
            Draft(
                unit,
                kind,
                pieces,
                "incise",
                self.cue_of(group),
                group,
                source,
                region=(begin, max(before + 1, end)),
            )
        )

    def inside_marked(self, k: int) -> bool:
        """Tell whether a place lies in a clause that *selon X* has opened."""
        return any(d.family == "selon" and d.region[0] <= k < d.region[1] for d in self.drafts)

    def drop_within(self, start: int, end: int) -> None:
        """Drop marked words that were handed to a source within a clause that is reported whole."""
        self.drafts = [
            draft
            for draft in self.drafts
            if not (draft.marks and all(start <= k < end for k in draft.marks))
        ]

    def told(self, begin: int, mark: int) -> bool:
        """Tell whether the author narrates before the marks, with a verb."""
        return any(self.unit.tags[k] & FINITE and verbal(self.unit, k) for k in range(begin, mark))

    def agrees(self, group: Group, source: Phrase, after: int) -> bool:
        """Tell an inserted verb with its subject from a list of verbs with their objects."""
        unit = self.unit
        if group.inverted:
            return True
        closes = (
            after >= unit.size
            or unit.tags[after] & (COMMA | STOP | PREPOSITION | ADVERB | DASH | 1 << 27)
            or unit.low[after] in ("qui", "selon", "citant")
        )
        return bool(closes)

    def rest_end(self, after: int, *, inverted: bool, open_clause: bool) -> int:
        """Give where the reported clause ends that goes on after an inserted cue, or `after`."""
        unit = self.unit
        colon = next(
            (k for k in range(after, min(unit.size, after + 10)) if unit.tags[k] & COLON), -1
        )
        if 0 <= colon < unit.size - 2 and not unit.tags[colon + 1] & MARKED:
            return unit.size
        if after + 1 >= unit.size or not unit.tags[after] & COMMA:
            return after
        first = after + 1
        tags, low = unit.tags[first], unit.low[first]
        if tags & MARKED and open_clause:
            return clause_end(unit, first, shifted=True)
        if low in (
            "qui",
            "selon",
            "citant",
            "dont",
            "où",
            "lors",
            "dans",
            "sans",
            "au",
            "lequel",
            "laquelle",
        ) or tags & (GERUND | PARTICIPLE | QUE | RELATIVE | MARKED | DAY_OR_NUMBER):
            return after
        if low in ("mais", "et") and inverted:
            return clause_end(unit, first, shifted=True)
        if low in ("alors", "tandis", "mais", "et") or any(
            group.start == first for group in self.groups
        ):
            return after
        end = clause_end(unit, first, shifted=True)
        short = end - first < 3 or low in _OF
        return after if short and not self.told(first, end) else end

    def said(self, group: Group, mark: int, source: Phrase, after: int) -> Draft | None:
        """Read « A », a dit X, « B »."""
        unit = self.unit
        pieces, marks = [self.inner(mark)], [mark]
        k = after
        for k in range(after, min(unit.size, after + 14)):
            if unit.tags[k] & (STOP | COLON | QUE) or (unit.tags[k] & FINITE and verbal(unit, k)):
                break
            if unit.tags[k] & MARKED:
                if unit.tags[k - 1] & COMMA:
                    pieces.append(self.inner(k))
                    marks.append(k)
                break
        return self.add(
            Draft(
                unit,
                "direct",
                pieces,
                "incise",
                self.cue_of(group),
                group,
                source,
                marks=tuple(marks),
                region=(mark, mark + 1),
            )
        )

    def as_said(self, group: Group, comme: int) -> Draft | None:
        """Read « comme le rappelle X, P »: what follows is what X says."""
        unit = self.unit
        source, after = self.inverted_source(group)
        if source is None or not self.likely_speaker(source):
            subject = self.source_of(group)
            if subject is None or subject.start < comme or not self.likely_speaker(subject):
                return None
            source, after = subject, group.end
        if after < unit.size and unit.tags[after] & COMMA:
            after += 1
        if after < unit.size and unit.tags[after] & MARKED:
            return self.add(
                Draft(
                    unit,
                    "direct",
                    [self.inner(after)],
                    "incise",
                    self.cue_of(group),
                    group,
                    source,
                    marks=(after,),
                )
            )
        if (
            comme > 1
            and (after >= unit.size or unit.tags[after] & STOP)
            and not self.inside(comme - 1)
        ):
            return self.as_told(group, comme, source)
        if comme > 1:
            return None
        if after >= unit.size or not unit.tags[after - 1] & COMMA:
            return None
        end = clause_end(unit, after, shifted=True)
        return self.reported(group, "incise", after, end, source)

    def as_told(self, group: Group, comme: int, source: Phrase) -> Draft | None:
        """Read « P, comme le rapporte X »: what comes before is what X says."""
        begin = self.clause_begin(comme)
        if not self.told(begin, comme):
            return None
        return self.reported(group, "incise", begin, comme, source)

    def only_links(self, start: int, end: int) -> bool:
        unit = self.unit
        linking = source_words()["linking_words"]
        return all(
            unit.tags[k] & (COMMA | DASH | COORDINATOR | ADVERB | OPEN) or unit.low[k] in linking
            for k in range(start, end)
        )

    def clause_begin(self, k: int) -> int:
        """Give where the clause that an inserted cue closes begins."""
        unit = self.unit
        first = int(bool(unit.tags[0] & DASH))
        for j in range(k - 1, -1, -1):
            if unit.low[j] == ";" or (unit.tags[j] & COLON and not unit.tags[j + 1] & MARKED):
                return j + 1
            if unit.tags[j] & STOP and j + 1 < k and unit.tags[j + 1] & CAPITAL:
                return j + 1
        return first

    def introduced(self, number: int, group: Group) -> Draft | None:
        """Read « X a répondu : « … » » and « X a lancé « … » »."""
        unit, k = self.unit, group.end
        limit = min(unit.size, k + 40)
        nexts = [other.start for other in self.groups[number + 1 :]]
        while k < limit and not unit.tags[k] & (STOP | QUE):
            if unit.tags[k] & COLON:
                if k + 1 < unit.size and unit.tags[k + 1] & MARKED and k + 1 not in self.used:
                    return self.quoted(group, k + 1)
                return None
            if unit.tags[k] & MARKED:
                if k in self.used or not whole(unit, k) or not self.adjacent(group.end, k):
                    return None
                return self.quoted(group, k)
            if k in nexts:
                return None
            k += 1
        return None

    def adjacent(self, start: int, k: int) -> bool:
        """Tell whether only a dative or adverbs stand between verb and marks."""
        tags = self.unit.tags
        if k == start:
            return True
        return not tags[k - 1] & (DETERMINER | PREPOSITION | QUE) and not any(
            tags[j] & (FINITE) and verbal(self.unit, j) for j in range(start, k)
        )

    def quoted(self, group: Group, mark: int) -> Draft | None:
        source = self.source_of(group)
        if source is not None and self.barred(source):
            source = None
        pieces, marks = [self.inner(mark)], [mark]
        return self.add(
            Draft(
                self.unit,
                "direct",
                pieces,
                "colon",
                self.cue_of(group),
                group,
                source,
                marks=tuple(marks),
                region=(mark, mark + 1),
            )
        )

    def object(self, number: int, group: Group) -> Draft | None:
        unit = self.unit
        kinds = group.cue.constructions
        if not kinds & {"object", "que", "wish", "order", "infinitive", "adjective"}:
            return None
        limit = self.groups[number + 1].start if number + 1 < len(self.groups) else unit.size
        limit = next((k for k in range(group.end, limit) if unit.low[k] == "selon"), limit)
        end = min(limit, clause_end(unit, group.end, shifted=True))
        if end < limit and unit.tags[end] & COMMA == 0:
            limit = end
        marks = [
            k
            for k in self.marks_in(group.end, min(limit, max(end, group.end)))
            if k not in self.used and spoken(unit, k)
        ]
        if not marks:
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        if marks[0] == group.end and group.end + 1 < unit.size and unit.tags[group.end + 1] & QUE:
            return self.reported(
                group,
                "object",
                marks[0],
                clause_end(unit, marks[0] + 2, shifted=self.past(group)),
                source,
            )
        if (
            infinitive_in(unit, marks[0])
            and marks[0] == group.end
            and not unit.tags[marks[0] - 1] & DETERMINER
        ):
            stop = self.infinitive_end(marks[0], clause_end(unit, marks[0], shifted=True), group)
            return self.reported(group, "infinitive", marks[0], stop, source)
        return self.add(
            Draft(
                unit,
                "partial",
                [self.inner(k) for k in marks],
                "object",
                self.cue_of(group),
                group,
                source,
                marks=tuple(marks),
            )
        )

    # --- selon -----------------------------------------------------------------------------

    def opening_selon(self) -> None:
        if "selon" in self.off or not self.unit.size:
            return
        k = 0
        unit = self.unit
        while (
            k < unit.size
            and (
                unit.tags[k] & COORDINATOR
                or unit.low[k] in source_words()["linking_words"]
                or unit.tags[k] & ADVERB
                or unit.tags[k] & COMMA
            )
            and k < 4
        ):
            k += 1
        first = next((j + 1 for j in range(min(unit.size, 7)) if unit.tags[j] & COMMA), 0)
        if first and any(unit.tags[j] & FINITE and verbal(unit, j) for j in range(first)):
            first = 0
        if first >= unit.size or (
            first and (unit.low[first] != "pour" or unit.tags[0] & DETERMINER)
        ):
            first = 0
        for at in sorted({0, k, first}):
            found = self.according(at, opening=True)
            if found is not None:
                self.opened(at, *found)
                return

    def according(self, k: int, *, opening: bool = False) -> tuple[int, Phrase] | None:
        """Read « selon X » at token k: the end of the preposition and the source."""
        unit = self.unit
        if k >= unit.size:
            return None
        for phrase, bare in _openings().get(unit.low[k], ()):
            if len(phrase) > 1 and tuple(unit.low[k : k + len(phrase)]) != phrase:
                continue
            if bare:
                return self.named(k + 1) if opening or unit.tags[k - 1] & COMMA else None
            at = k + len(phrase)
            if at < unit.size and unit.low[at] in source_words()["no_source"]:
                return None
            return self.named(at)
        if opening and unit.low[k] == "pour":
            found = self.named(k + 1)
            if (
                found
                and self.likely_speaker(found[1])
                and self.human(found[1])
                and self.opening_comma(found[1].end) < unit.size
                and unit.tags[self.opening_comma(found[1].end)] & COMMA
            ):
                return found
        return None

    def human(self, phrase: Phrase) -> bool:
        """Tell whether a phrase after *pour* names somebody (not: pour l'heure, pour Noël)."""
        unit = self.unit
        for k in range(phrase.start, phrase.end):
            noun = nouns().get(unit.low[k])
            if noun and noun.kind != "document":
                return True
            if unit.tags[k] & CAPITAL:
                return (
                    k == phrase.start
                    or unit.tags[k - 1] & CAPITAL != 0
                    or phrase.end - phrase.start <= 2
                )
        return unit.low[phrase.start] in ("lui", "elle", "eux", "elles")

    def named(self, at: int) -> tuple[int, Phrase] | None:
        unit = self.unit
        start = at
        if start < unit.size and unit.tags[start] & (1 << 33):
            return at, Phrase(start, start + 1)
        phrase = phrase_after(unit, start, plural=True)
        if phrase is None and start < unit.size and (unit.tags[start] & (CAPITAL | SPEAKING)):
            phrase = Phrase(start, start + 1)
        if phrase is None:
            return None
        head = next(
            (
                unit.low[k]
                for k in range(phrase.start, phrase.end)
                if not unit.tags[k] & (DETERMINER | PREPOSITION)
            ),
            "",
        )
        if head in source_words()["no_source"]:
            return None
        return at, phrase

    def opened(self, k: int, at: int, source: Phrase) -> None:
        """Read « Selon X, P »."""
        unit = self.unit
        start = source.end
        if start + 1 < unit.size and unit.tags[start] & COMMA and unit.tags[start + 1] & RELATIVE:
            start += 1
        if start < unit.size and unit.tags[start] & RELATIVE:
            start = next((j + 1 for j in range(start, unit.size) if unit.tags[j] & COMMA), start)
        elif start < unit.size and not unit.tags[start] & (COMMA | MARKED):
            start = self.opening_comma(start)
        if start < unit.size and unit.tags[start] & COMMA:
            start += 1
        if start >= unit.size:
            return
        cue = (unit.starts[k], unit.ends[at - 1])
        if unit.low[start] == "on" and self.groups and self.groups[0].start == start + 1:
            que = self.find_que(self.groups[0].end)
            if que >= 0:
                self.reported(
                    self.groups[0],
                    "selon",
                    que + 1,
                    clause_end(unit, que + 1, shifted=True),
                    source,
                )
            return
        for number, group in enumerate(self.groups):
            if (
                group.start >= start
                and self.opens_report(group, start)
                and "relays" not in self.off
            ):
                self.passing.setdefault(number, []).append(source)
                return
            if group.start - start > 30:
                break
        end = clause_end(unit, start, shifted=True, firm=False)
        marks = self.marks_in(start, end)
        kind, pieces = "mixed" if marks else "indirect", [self.chars(start, end)]
        if marks and marks[0] == start and start + 1 >= end:
            kind, pieces = "direct", [self.inner(start)]
        elif (
            marks
            and marks[0] == start
            and any(g.start <= start + 2 for g in self.groups if g.start > start)
        ):
            self.passing.setdefault(
                next(n for n, g in enumerate(self.groups) if g.start > start), []
            ).append(source)
            return
        self.add(Draft(unit, kind, pieces, "selon", cue, None, source, region=(start, end)))

    def opening_comma(self, start: int) -> int:
        """Go over what stands between the source and the comma: « Selon X à Paris, … »."""
        unit = self.unit
        for j in range(start, min(unit.size, start + 14)):
            if unit.tags[j] & COMMA:
                return j
            if unit.tags[j] & FINITE and verbal(unit, j):
                return start
        return start

    def other_selon(self) -> None:
        if "selon" in self.off:
            return
        unit = self.unit
        k, openings = 1, _openings()
        while k < unit.size:
            if unit.low[k] in openings and not unit.tags[k] & CAPITAL:
                last = k + 1 + (unit.low[k] == "d'")
                if (
                    unit.low[k] in ("selon", "d'")
                    and last < unit.size
                    and unit.low[last] in ("lequel", "laquelle", "lesquels", "lesquelles")
                ):
                    self.which(k, last)
                else:
                    found = self.according(k)
                    if found is not None:
                        self.inserted_selon(k, *found)
                        k = found[1].end
                        continue
            k += 1

    def which(self, k: int, last: int) -> None:
        """Read « un rapport selon lequel P »."""
        unit = self.unit
        if "selon lequel" in self.off or self.inside(k):
            return
        source = phrase_before(unit, k - 1 if unit.tags[k - 1] & COMMA else k, plural=True)
        first = last + 1
        end = clause_end(unit, first, shifted=True, embedded=bool(unit.tags[k - 1] & COMMA))
        marks = self.marks_in(first, end)
        self.add(
            Draft(
                unit,
                "mixed" if marks else "indirect",
                [self.chars(first, end)],
                "selon lequel",
                (unit.starts[k], unit.ends[last]),
                None,
                source,
                region=(first, end),
            )
        )

    def inserted_selon(self, k: int, at: int, source: Phrase) -> None:
        unit = self.unit
        before, after = k - 1, source.end
        if after < unit.size and unit.tags[after] & PARTICIPLE:
            source = self.published_by(source)
            after = next(
                (j for j in range(after, unit.size) if unit.tags[j] & (COMMA | STOP)), unit.size
            )
        cue = (unit.starts[k], unit.ends[at - 1])
        comma = bool(unit.tags[before] & COMMA)
        prior = before - 1 if comma else before
        if any(
            draft.family == "selon" and draft.region[0] <= k < draft.region[1]
            for draft in self.drafts
        ):
            return
        report = next(
            (
                d
                for d in reversed(self.drafts)
                if d.verb is not None and d.region[0] <= k and d.pieces[0][0] < cue[0]
            ),
            None,
        )
        closes = after >= unit.size or bool(unit.tags[after] & (STOP | COMMA))
        if report is not None and closes and comma:
            if "relays" not in self.off and unit.low[source.start] not in (
                "lui",
                "elle",
                "eux",
                "elles",
            ):
                report.relays.append((unit, source))
            return
        if self.inside(k):
            return
        if unit.low[k] == "d'" and not comma and unit.tags[before] & PARTICIPLE:
            return
        if after < unit.size and unit.tags[after] & MARKED and not comma and after not in self.used:
            self.add(
                Draft(
                    unit, "partial", [self.inner(after)], "selon", cue, None, source, marks=(after,)
                )
            )
            return
        if prior >= 0 and (
            unit.tags[prior] & (QUE | COORDINATOR | SUBORDINATOR)
            or unit.low[prior] in ("que", "mais", "et", "car")
        ):
            start = after + 1 if after < unit.size and unit.tags[after] & COMMA else after
            end = clause_end(unit, start, shifted=True)
            marks = self.marks_in(start, end)
            self.add(
                Draft(
                    unit,
                    "mixed" if marks else "indirect",
                    [self.chars(start, end)],
                    "selon",
                    cue,
                    None,
                    source,
                    region=(start, end),
                )
            )
            return
        begin = self.clause_begin(k)
        marks = self.marks_in(begin, k)
        if (
            prior >= 0
            and unit.tags[prior] & MARKED
            and prior not in self.used
            and self.only_links(begin, prior)
        ):
            self.add(
                Draft(
                    unit,
                    "direct",
                    [self.inner(prior)],
                    "selon",
                    cue,
                    None,
                    source,
                    marks=(prior,),
                    region=(prior, prior + 1),
                )
            )
            return
        last = max((end for start, end in self.closed if end <= k), default=0)
        if last > begin and last < k:
            begin = last
        if comma and after < unit.size and unit.tags[after] & COMMA:
            begin = self.second_clause(begin, k)
        pieces = [self.chars(begin, k)]
        end = after
        if after < unit.size and not unit.tags[after] & STOP:
            first = after + 1 if unit.tags[after] & COMMA else after
            has_verb = any(unit.tags[j] & FINITE and verbal(unit, j) for j in range(begin, k))
            if not has_verb or self.continues(first, comma and bool(unit.tags[after] & COMMA)):
                end = clause_end(unit, first, shifted=True)
                pieces.append(self.chars(first, end))
        marks = self.marks_in(begin, end)
        self.drop_within(begin, end)
        self.add(
            Draft(
                unit,
                "mixed" if marks else "indirect",
                pieces,
                "selon",
                cue,
                None,
                source,
                region=(begin, end),
            )
        )

    def second_clause(self, begin: int, k: int) -> int:
        """Give where the last coordinated clause before a place begins: P, et Q, selon X, …"""
        unit = self.unit
        for j in range(k - 2, begin + 1, -1):
            if (
                unit.tags[j] & COORDINATOR
                and unit.tags[j - 1] & COMMA
                and self.told(j, k)
                and self.told(begin, j)
            ):
                return j + 1
        return begin

    def published_by(self, source: Phrase) -> Phrase:
        """Go from a text to who published it: le texte publié par X."""
        unit, k = self.unit, source.end + 1
        if k + 1 < unit.size and unit.low[k] == "par" and self.likely_speaker(source):
            return phrase_after(unit, k + 1, appositions=False) or source
        return source

    def continues(self, first: int, paired: bool) -> bool:
        """Tell whether the reported clause goes on after *selon X*."""
        unit = self.unit
        if first >= unit.size:
            return False
        tags, low = unit.tags[first], unit.low[first]
        if tags & (GERUND | PARTICIPLE | RELATIVE | STOP) or low in (
            "alors",
            "tandis",
            "qui",
            "mais",
            "citant",
            "sans",
            "dont",
            "selon",
            "d'",
        ):
            return False
        if low == "et":
            return (
                first + 1 < unit.size
                and bool(unit.tags[first + 1] & (FINITE | CLITIC | PREPOSITION))
                and not unit.tags[first + 1] & DETERMINER
            )
        return not any(group.start <= first + 1 and group.start >= first for group in self.groups)

    # --- colon -----------------------------------------------------------------------------

    def colon(self) -> None:
        unit = self.unit
        if "colon" in self.off:
            return
        for k in unit.spans:
            if k in self.used or k < 2 or not unit.tags[k - 1] & COLON or self.inside(k):
                continue
            if (
                unit.tags[k] & MARKED
                and k + 1 < unit.size
                and not unit.tags[k + 1] & (STOP | COMMA | DASH)
                and words_in(unit, k) < 4
            ):
                continue
            source = self.colon_source(k - 1)
            if source is None and self.drafts:
                last = self.drafts[-1]
                source = last.source
            self.add(
                Draft(
                    unit,
                    "direct",
                    [self.inner(k)],
                    "colon",
                    None,
                    None,
                    source,
                    marks=(k,),
                    region=(k, k + 1),
                )
            )

    def colon_source(self, k: int) -> Phrase | None:
        unit = self.unit
        told = [j for j in range(k) if unit.tags[j] & FINITE and verbal(unit, j)]
        if not told:
            whole_phrase = phrase_after(unit, 0, before_verb=True)
            if whole_phrase and whole_phrase.end >= k:
                return whole_phrase
        for j in range(k - 1, max(0, k - 16), -1):
            if (
                unit.tags[j] & CAPITAL
                and unit.tags[j - 1] & CAPITAL
                and not any(v > j for v in told)
            ):
                found = phrase_before(unit, k, plural=False)
                if found and found.start <= j < found.end:
                    return found
                start = j
                while start and unit.tags[start - 1] & CAPITAL:
                    start -= 1
                return Phrase(start, j + 1)
        return main_subject(unit, k)


DAY_OR_NUMBER = 0


@functools.cache
def _openings() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Give the phrases that hand a claim to a source by their first word; True: the phrase is one."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name, bare in (("prepositions", False), ("bare_sources", True)):
        for phrase in source_phrases(name):
            found.setdefault(phrase[0], []).append((phrase, bare))
    return found


_THINGS = (
    "tion",
    "tions",
    "ment",
    "ments",
    "té",
    "tés",
    "ure",
    "ures",
    "age",
    "ages",
    "ence",
    "ences",
    "ance",
    "ances",
    "isme",
    "ismes",
    "succès",
    "fait",
    "faits",
    "situation",
)


def named_person(unit: Unit, source: Phrase) -> bool:
    """Tell whether a source has a name of several words."""
    tags = unit.tags[source.start : source.end]
    return any(a & b & CAPITAL for a, b in zip(tags, tags[1:], strict=False))


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
        return low.endswith(_THINGS)
    return False


def low_in(unit: Unit, k: int, words: frozenset[str]) -> bool:
    """Tell whether the form of token k is one of some words."""
    return unit.low[k] in words


def words_in(unit: Unit, k: int) -> int:
    """Count the words of the marked span at token k, by its spaces."""
    span = unit.spans[k]
    return len(unit.text[span.inner_start : span.inner_end].split())


def infinitive_in(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k begins with an infinitive."""
    span = unit.spans[k]
    head = unit.text[span.inner_start : span.inner_start + 60].split()
    while head and head[0].lower() in (
        "ne",
        "pas",
        "plus",
        "se",
        "le",
        "la",
        "les",
        "en",
        "y",
        "tout",
        "jamais",
        "rien",
        "lui",
        "leur",
        "bien",
        "mieux",
    ):
        head = head[1:]
    if not head:
        return False
    first = head[0].lower().replace("’", "'").split("'")[-1].strip(",.")
    first = first.split("[")[0] + ("r" if "[r]" in first else "")
    return first.endswith(("er", "ir", "re")) and any(
        f.mood == "infinitive" for f in verb_forms(first)
    )


def whole(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k looks like a whole statement."""
    span = unit.spans[k]
    text = unit.text[span.inner_start : span.inner_end]
    return bool(text) and ((text[0].isupper() and len(text.split()) > 3) or text[-1] in "!?.")


def spoken(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k can be somebody's words, not a name or a term."""
    return not rejection(unit, k)


def rejection(unit: Unit, k: int) -> str:
    """Give why the marked span at token k is a name or a term; empty where it may be speech."""
    span = unit.spans[k]
    text = unit.text[span.inner_start : span.inner_end]
    folded = text.lower().replace("’", "'")
    if not text.strip():
        return "empty"
    if folded in source_words()["terms"]:
        return "known term"
    words = text.split()
    before = [unit.low[j] for j in range(max(0, k - 3), k)]
    if (
        any(word in source_words()["naming_nouns"] for word in before)
        and len(words) < 9
        and text[0].isupper()
    ):
        return "title or name"
    if (
        len(words) < 7
        and text[0].isupper()
        and text[-1] not in "!?."
        and (len(words) == 1 or _capitals(words[1:]))
    ):
        return "title or name"
    return ""


def _capitals(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long) and 2 * sum(word[0].isupper() for word in long) >= len(long)


def split_incise(unit: Unit) -> tuple[Group, Phrase, list[tuple[int, int]]] | None:
    """Find an inserted cue within marked words, and the words on both sides of it."""
    reader = _Reader(unit, frozenset())
    for group in reader.groups:
        before = group.start - 1
        if before < 1 or group.form != "finite" or "incise" not in group.cue.constructions:
            continue
        if not unit.tags[before] & (COMMA | STOP):
            continue
        source, after = reader.inverted_source(group)
        if source is None or not (group.inverted or reader.likely_speaker(source)):
            continue
        if after < unit.size and not unit.tags[after] & (COMMA | STOP):
            after = next(
                (
                    k
                    for k in range(after, min(unit.size, after + 8))
                    if unit.tags[k] & (COMMA | STOP)
                ),
                -1,
            )
        if after < 0 or (
            not group.inverted and (after >= unit.size or not unit.tags[after] & COMMA)
        ):
            continue
        pieces = [(unit.starts[0], unit.ends[before - (unit.tags[before] & COMMA != 0)])]
        if after + 1 < unit.size:
            pieces.append((unit.starts[after + 1], unit.end))
        return group, source, pieces
    return None


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
    reader = _Reader(unit, frozenset())
    source = phrase_after(unit, reader.past_place(k + 1))
    return source if source and reader.likely_speaker(source) else None
