"""Clauses that a verb reports: que, infinitives, claims, orders, « se dit prêt »."""

from helpers.quotations.clauses import clause_end
from helpers.quotations.cues import Group
from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    ARTICLE,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DISJUNCT,
    FINITE,
    INVERTED,
    MARKED,
    NUMBER,
    PREPOSITION,
    QUE,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    nouns,
    source_words,
)
from helpers.quotations.phrases import Phrase, phrase_after, skip_adverbs, verbal
from helpers.quotations.reader import Reader
from helpers.quotations.subjects import headed, subject_before


class ReportedClauses(Reader):
    """Clauses that a verb reports: que, infinitives, claims, orders, « se dit prêt »."""

    def que(self, number: int, group: Group) -> Draft | bool:
        """Read « X dit que P »."""
        unit = self.unit
        if self.follows_marks(group):
            return False
        at = self.find_que(group.end)
        if at < 0 or (group.negated and "negated" not in group.cue.constructions):
            return False
        if not self.attached(group, at):
            return False
        passive = group.form == "passive"  # il a été révélé par X que P
        source = self.agent(group) if passive else self.source_of(group)
        if self.barred(source) and not (group.inverted or self.goes_on(group)):
            return False
        if group.inverted and self.barred(source):
            return False
        if "data" in group.cue.constructions and not self.studies(source):
            return False
        start = self.past_own_view(at + 1)
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

    def past_own_view(self, start: int) -> int:
        """Go over *selon lui* at the start of a clause that somebody reports of themselves."""
        unit = self.unit
        k = start + int(bool(unit.tags[start] & COMMA))
        if unit.low[k : k + 1] != ["selon"] or not unit.tags[k + 1] & DISJUNCT:
            return start
        self.opened_at.add(k)
        return k + 2 + int(bool(unit.tags[k + 2] & COMMA))

    def studies(self, source: Phrase | None) -> bool:
        """Tell whether a subject is a text or those who study: une étude montre que P."""
        words = self.unit.low[source.start : source.end] if source else []
        found = [noun for word in words[:4] if (noun := nouns().get(word))]
        text = bool(found) and found[0].kind == "document"
        return text or not source_words()["researchers"].isdisjoint(words[:4])

    def goes_on(self, group: Group) -> bool:
        """Tell whether the last speaker goes on: Et d'ajouter que P."""
        opens = self.unit.low[:2] in (["et", "d'"], ["et", "de"])
        return opens and group.cue.form == "infinitive" and group.start < 4

    def follows_marks(self, group: Group) -> bool:
        """Tell whether a verb stands between a comma or marks and a name: …, avance X."""
        unit, before = self.unit, self.unit.tags[group.start - 1] if group.start else 0
        if not before & (COMMA | MARKED) or group.end >= unit.size:
            return False
        after = unit.tags[group.end]
        return bool(after & CAPITAL) and not after & (DETERMINER | QUE | PREPOSITION)

    def attached(self, group: Group, at: int) -> bool:
        """Tell whether only adverbials stand between the verb and que."""
        unit = self.unit
        k = skip_adverbs(unit, group.end)
        if at in (k, group.end):
            return True
        if self.qualifies(k, at):
            return False
        if unit.tags[k] & DETERMINER and not unit.tags[k] & PREPOSITION:
            commas = sum(bool(tag & COMMA) for tag in unit.tags[k:at])
            if commas == 1 and unit.tags[at - 1] & COMMA:
                return False
            if commas % 2:
                return False
            if unit.tags[at - 1] & COMMA or group.cue.lemma in source_words()["told_somebody"]:
                return True
            phrase = phrase_after(unit, k, appositions=False)
            return phrase is None or phrase.end < at or unit.tags[k + 1] & CAPITAL != 0
        return True

    def qualifies(self, k: int, at: int) -> bool:
        """Tell whether que opens a relative clause: répète en tous lieux les idées qu'il défend."""
        unit = self.unit
        for j in range(k + 1, at):
            article = unit.tags[j] & ARTICLE and not unit.tags[j] & CAPITAL
            if article and not unit.tags[j - 1] & (PREPOSITION | CAPITAL | COMMA):
                phrase = phrase_after(unit, skip_adverbs(unit, j), appositions=False)
                return phrase is not None and phrase.start == j and phrase.end >= at
        return False

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
        """Tell whether a clause begins with a report of its own."""
        unit = self.unit
        if (
            inner.form != "finite"
            or not inner.cue.constructions & {"que", "infinitive"}
            or inner.negated
        ):
            return False
        if unit.tags[inner.start - 1] & COORDINATOR:
            return False  # X rappelle que P et avertit que Q
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
            tag & MARKED or (tag & FINITE and verbal(unit, start + i))
            for i, tag in enumerate(between)
        ) and (subject.start - start <= 1 or unit.tags[subject.start - 1] & COMMA != 0)

    def infinitive(self, number: int, group: Group) -> Draft | None:
        """Read « X affirme avoir vu P »."""
        at = self.infinitive_at(group.end)
        if at < 0 or (group.negated and "negated" not in group.cue.constructions):
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        end = self.infinitive_end(
            at, self.before_clause(at, self.before_main(group, at, end)), group
        )
        return self.reported(group, "infinitive", at, end, source)

    def before_clause(self, at: int, end: int) -> int:
        """Cut an infinitive clause at a comma after which a clause of its own follows."""
        for k in range(at + 1, end - 1):
            if self.unit.tags[k] & COMMA and self.unit.tags[k + 1] & (DETERMINER | CAPITAL):
                between = self.unit.tags[at:k]
                if not any(tag & (QUE | RELATIVE) for tag in between) and self.main_follows(k + 1):
                    return k
        return end

    def claim(self, number: int, group: Group) -> Draft | None:
        """Read « X accuse Y de P »."""
        at = self.infinitive_after(group.end, ("de", "d'"))
        if at < 0 or group.negated:
            return None
        passive = group.form == "passive"
        source = self.agent(group) if passive else self.source_of(group)
        if self.barred(source) and not (passive and self.marks_in(at, self.unit.size)):
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        return self.reported(
            group,
            "claim",
            at,
            self.infinitive_end(at, self.before_main(group, at, end), group),
            source,
        )

    def agent(self, group: Group) -> Phrase | None:
        """Read « est accusé par X » after a passive verb."""
        unit = self.unit
        for k in range(group.end, min(unit.size - 1, group.end + 6)):
            if unit.low[k] == "par":
                return phrase_after(unit, k + 1, appositions=False)
        return None

    def order(self, number: int, group: Group) -> Draft | None:
        """Read « X a demandé à Y de « P » »."""
        at = self.infinitive_after(group.end, ("de", "d'", "à"))
        if at < 0:
            return None
        end = clause_end(self.unit, at, shifted=self.past(group))
        end = self.infinitive_end(at, end, group)
        marks = self.marks_in(at, end)
        if not marks or self.apart(at, marks[0]):
            return None
        source = self.source_of(group)
        if self.barred(source):
            return None
        return self.reported(group, "order", at, end, source)

    def apart(self, at: int, mark: int) -> bool:
        """Tell whether a comma and a conjunction or preposition stand between order and marks."""
        tags = self.unit.tags
        return any(
            tags[k] & COMMA and tags[k + 1] & (PREPOSITION | SUBORDINATOR | RELATIVE)
            for k in range(at, mark)
        )

    def adjective(self, number: int, group: Group) -> Draft | None:
        """Read « X se dit prêt à P »."""
        unit, k = self.unit, skip_adverbs(self.unit, group.end)
        if k >= unit.size or unit.tags[k] & (COMMA | STOP | COLON | QUE | COORDINATOR):
            return None
        source = self.source_of(group)
        if source is None or self.barred(source) or group.negated:
            return None
        pronoun = unit.tags[source.start] & (SUBJECT | INVERTED)
        if not pronoun and not headed(unit, *source):
            return None  # un incendie s'est déclaré
        placed = unit.low[k] == "dans" and k + 3 < unit.size
        if placed and unit.low[k + 2] in source_words()["speech_nouns"]:
            k += 3  # s'est dite dans un communiqué « inquiète »
        follows = unit.tags[k + 1] if k + 1 < unit.size else 0
        if unit.tags[k] & PREPOSITION and follows & NUMBER:
            return None  # s'est déclaré au 9e étage
        goes_on = follows & PREPOSITION and not follows & STOP
        if unit.tags[k] & MARKED and not goes_on:
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
        end = self.infinitive_end(k, self.before_main(group, k, end), group)
        return self.reported(group, "adjective", k, end, source)
