"""Cues inserted in what they report, or set after it: « P », dit X · P, estime X."""

from helpers.quotations.clauses import clause_end
from helpers.quotations.cues import Group
from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    ADVERB,
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
    MARKED,
    NUMBER,
    OPEN,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBJECT,
    TIME,
    source_words,
)
from helpers.quotations.marked import linked, rejection, words_in
from helpers.quotations.phrases import Phrase, to_do, verbal
from helpers.quotations.reader import lifeless, named_person
from helpers.quotations.reported import ReportedClauses
from helpers.quotations.subjects import headed

# The most words that tell when, where and before whom something was said.
LONGEST = 14


class InsertedCues(ReportedClauses):
    """Cues inserted in what they report, or set after it: « P », dit X · P, estime X."""

    def incise(self, number: int, group: Group) -> Draft | None:
        """Read a verb inserted in, or set after, what it reports."""
        unit = self.unit
        before = group.start - 1
        if before < 0 or group.form not in ("finite",):
            return None
        compared = False
        before = self.over_reference(before)
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
        if self.closes(group) and not group.inverted:
            return self.closing(group)
        if not unit.tags[before] & (COMMA | MARKED | STOP | DASH | OPEN):
            return self.as_said(group, before + 1) if compared else None
        source, after = self.inverted_source(group)
        accused = "de" in group.cue.constructions and self.infinitive_after(group.end, ("de", "d'"))
        if source is None or (accused and accused > 0):
            return None
        if compared and not unit.tags[before] & MARKED and not self.marks_in(0, before):
            return self.as_said(group, before)
        return self.inserted(group, before, source, after)

    def over_reference(self, k: int) -> int:
        """Go left over a number in brackets between marks and comma: « P » [1], dit X."""
        tags = self.unit.tags
        if k > 3 and tags[k] & COMMA and tags[k - 1] & CLOSE and tags[k - 2] & NUMBER:
            return k - 4
        return k

    def closes(self, group: Group) -> bool:
        """Tell whether a verb ends its sentence."""
        unit = self.unit
        return group.end >= unit.size or (
            bool(unit.tags[group.end] & STOP) and not unit.tags[group.start - 1] & COMMA
        )

    def closing(self, group: Group) -> Draft | None:
        """Read « P, ils disent. », « P, les analystes estiment. »."""
        source = self.source_of(group)
        if source is None or self.barred(source) or source.start < 2:
            return None
        comma = source.start - 1
        if not self.unit.tags[comma] & COMMA or "que" not in group.cue.constructions:
            return None
        begin = self.clause_begin(comma)
        if not self.main_verb(begin, comma) or self.inside(comma - 1):
            return None
        self.drop_within(begin, comma)
        kind = "mixed" if self.marks_in(begin, comma) else "indirect"
        return self.report(group, kind, [self.chars(begin, comma)], source, (begin, comma))

    def inserted(self, group: Group, before: int, source: Phrase, after: int) -> Draft | None:
        """Take what stands before an inserted cue, and what goes on after it."""
        unit = self.unit
        begin, comma = self.clause_begin(before), self.past_setting(after)
        paired = comma < unit.size and unit.tags[comma] & COMMA
        if paired and before and unit.tags[before - 1] & RELATIVE:
            return self.after_relative(group, comma + 1, source)
        mark = before if unit.tags[before] & MARKED else before - 1
        mark -= int(mark >= 0 and bool(unit.tags[mark] & STOP))
        if mark in unit.spans and mark not in self.used:
            if self.names(mark) and not group.inverted:
                return None
            first = linked(unit, mark, -1)
            if self.only_links(begin, first) or self.after_adverbial(begin, first):
                return self.said(group, (first, mark), source, after)
            end = before + (before == mark)
            if self.unfinished(begin, end):
                return self.told_around(group, begin, end, source, after)
            piece, region = self.chars(begin, end), (begin, before + 1)
            return self.report(group, "mixed", [piece], source, region)
        if paired and self.unfinished(begin, before):
            after = comma
        if not self.reportable(group, begin, before, source, after):
            return None
        reports = self.reports_within(begin, before + 1)
        if reports:
            if "relays" not in self.off:
                reports[-1].relays.append((unit, source))
            return reports[-1]
        return self.told_around(group, begin, before, source, after)

    def past_setting(self, after: int) -> int:
        """Go over when, where and before whom X says it: P1, a dit X lundi à Lyon, P2."""
        unit = self.unit
        if after >= unit.size or not unit.tags[after] & (
            PREPOSITION | DAY | TIME | ADVERB | NUMBER
        ):
            return after
        for k in range(after, min(unit.size, after + LONGEST)):
            tags = unit.tags[k]
            if tags & COMMA:
                return k
            if tags & (STOP | COLON | QUE | RELATIVE | MARKED | GERUND) or verbal(unit, k):
                return after
        return after

    def after_relative(self, group: Group, start: int, source: Phrase) -> Draft | None:
        """Read « un bassin où, dit X, P »: the claim begins after the cue."""
        end = clause_end(self.unit, start, shifted=True)
        kind, piece = self.claimed(start, end)
        return self.report(group, kind, [piece], source, (start, end))

    def names(self, mark: int) -> bool:
        """Tell whether marks hold a name after its noun: le groupe « Aube » réclame."""
        unit = self.unit
        if not mark or not rejection(unit, mark):
            return False
        return bool(unit.tags[mark - 1] & (SPEAKING | PARTICIPLE)) and mark + 1 < unit.size

    def report(
        self,
        group: Group,
        kind: str,
        pieces: list[tuple[int, int]],
        source: Phrase,
        region: tuple[int, int],
    ) -> Draft | None:
        """Keep a clause that an inserted cue reports."""
        cue = self.cue_of(group)
        return self.add(Draft(self.unit, kind, pieces, "incise", cue, group, source, region=region))

    def after_adverbial(self, begin: int, mark: int) -> bool:
        """Tell whether a comma and no verb stand before a marked statement."""
        unit = self.unit
        if unit.tags[mark - 1] & COLON:
            opening = unit.text[unit.spans[mark].inner_start]
            return words_in(unit, mark) > 3 or opening.isupper()
        if not unit.tags[mark - 1] & COMMA or words_in(unit, mark) < 4 or self.told(begin, mark):
            return False
        while begin < mark and (
            unit.tags[begin] & (COMMA | COORDINATOR)
            or (unit.tags[begin] & ADVERB and not unit.tags[begin] & PREPOSITION)
        ):
            begin += 1
        subject = unit.tags[begin] & (DETERMINER | SUBJECT | CAPITAL)
        return not subject or bool(unit.tags[begin] & (PREPOSITION | NUMBER | TIME))

    def verbless(self, group: Group, begin: int, before: int, source: Phrase) -> bool:
        """Tell whether words without a verb are reported: Un échec cuisant, estiment les élus."""
        unit = self.unit
        noun = unit.tags[begin] & DETERMINER and not unit.tags[begin] & PREPOSITION
        whole = not any(unit.tags[k] & COMMA for k in range(begin, before))
        said = "que" in group.cue.constructions and headed(unit, *source)
        return bool(noun and whole and said)

    def reportable(self, group: Group, begin: int, before: int, source: Phrase, after: int) -> bool:
        """Tell an inserted report from a verb of the author's own sentence."""
        unit = self.unit
        if not group.inverted and unit.tags[source.start] & DETERMINER and not group.plural:
            several = unit.tags[source.start] & PLURAL or unit.low[source.start] == "des"
            if several:
                return False
        speaks = self.likely_speaker(source) or (
            group.end - group.start > 1
            and "que" in group.cue.constructions
            and not lifeless(unit, source)
        )
        turn = unit.opens and unit.tags[0] & DASH
        if "que" not in group.cue.constructions and not group.inverted and not turn:
            told = self.main_verb(begin, before) or bool(self.marks_in(begin, before))
            speaks = speaks and (told or self.reply(group, begin, before, source))
        if not speaks or self.inside_marked(before) or begin >= before:
            return False
        if not unit.tags[before] & (COMMA | STOP | DASH):
            return False
        evident = group.inverted or named_person(unit, source) or self.verb_resumes(after)
        evident = evident or bool(unit.opens and unit.tags[0] & DASH)
        evident = evident or bool(self.marks_in(begin, before)) or self.main_verb(begin, before)
        evident = evident or self.reply(group, begin, before, source)
        evident = evident or self.verbless(group, begin, before, source)
        return evident and self.agrees(group, source, after)

    def reply(self, group: Group, begin: int, before: int, source: Phrase) -> bool:
        """Tell whether a few words without a verb open the unit: Faux débat, répond X."""
        tags = self.unit.tags
        if group.negated or not headed(self.unit, *source):
            return False
        opens = not tags[begin] & (DETERMINER | PREPOSITION | SUBJECT | DAY | TIME)
        return opens and begin < before < begin + 7 and not self.told(begin, before)

    def verb_resumes(self, after: int) -> bool:
        """Tell whether the verb of the interrupted clause follows: P1, disent les uns, V P2."""
        unit = self.unit
        if after + 1 >= unit.size or not unit.tags[after] & COMMA:
            return False
        k = after + 1
        while k < unit.size and unit.tags[k] & CLITIC and not unit.tags[k] & PREPOSITION:
            k += 1
        if k < unit.size and unit.tags[k] & MARKED:
            return True
        return k < unit.size and bool(unit.tags[k] & FINITE) and verbal(unit, k)

    def reports_within(self, start: int, end: int) -> list[Draft]:
        """Give the clauses that verbs report between two places."""
        return [
            draft
            for draft in self.drafts
            if draft.verb is not None
            and draft.region in self.closed
            and start <= draft.region[0]
            and draft.region[1] <= end
        ]

    def told_around(
        self, group: Group, begin: int, before: int, source: Phrase, after: int
    ) -> Draft | None:
        """Read « P1, estime X, P2 »."""
        unit = self.unit
        while after + 1 < unit.size and unit.tags[after] & ADVERB:
            after += 1
        self.drop_within(begin, before)
        pieces = [self.chars(begin, before)]
        open_clause = self.unfinished(begin, before)
        first, end = self.rest(after, inverted=group.inverted, open_clause=open_clause)
        if end > first:
            pieces.append(self.chars(first, end))
        marked = self.marks_in(begin, before) or self.marks_in(first, end)
        region = (begin, max(before + 1, end))
        return self.report(group, "mixed" if marked else "indirect", pieces, source, region)

    def unfinished(self, begin: int, before: int) -> bool:
        """Tell whether words before an inserted cue want a verb or its complement: Il s'agit, …"""
        unit, last = self.unit, before - 1
        while last > begin and unit.tags[last] & ADVERB:
            last -= 1
        cut = unit.tags[last] & (AVOIR | ETRE) or unit.low[last] in ("agit", "agissait")
        return bool(cut) or not self.main_verb(begin, before)

    def inside_marked(self, k: int) -> bool:
        """Tell whether a place lies in a clause that *selon X* has opened."""
        return any(d.family == "selon" and d.region[0] <= k < d.region[1] for d in self.drafts)

    def agrees(self, group: Group, source: Phrase, after: int) -> bool:
        """Tell an inserted verb with its subject from a list of verbs with their objects."""
        unit = self.unit
        if group.inverted:
            return True
        closes = (
            after >= unit.size
            or unit.tags[after] & (COMMA | STOP | PREPOSITION | ADVERB | DASH | CLOSE | COLON)
            or unit.low[after] in ("qui", "selon", "citant")
        )
        return bool(closes)

    def rest(self, after: int, *, inverted: bool, open_clause: bool) -> tuple[int, int]:
        """Give the tokens of the reported clause that goes on after an inserted cue."""
        colon = self.colon_after(after)
        if colon >= 0:
            return colon + 1, self.unit.size
        first = after + 1
        if first >= self.unit.size or not self.unit.tags[after] & COMMA:
            return after, after
        end = self.rest_end(first, inverted=inverted, open_clause=open_clause)
        return (first, end) if end > first else (after, after)

    def colon_after(self, after: int) -> int:
        """Give a colon that brings in what is said right after a cue (… : P), or -1."""
        unit = self.unit
        for k in range(after, min(unit.size - 2, after + 10)):
            if unit.tags[k] & FINITE and verbal(unit, k):
                return -1
            if unit.tags[k] & COLON:
                return -1 if unit.tags[k + 1] & MARKED else k
        return -1

    def rest_end(self, first: int, *, inverted: bool, open_clause: bool) -> int:
        """Give where the clause ends that goes on at token `first`; `first` where none does."""
        unit = self.unit
        tags, low, lists = unit.tags[first], unit.low[first], source_words()
        if (low, *unit.low[first + 1 : first + 2]) in (("pour", "qui"), ("tout", "en")):
            return first
        end = clause_end(unit, first, shifted=True, firm=not open_clause)
        if tags & MARKED:
            return end
        other = GERUND | PARTICIPLE | QUE | RELATIVE | NUMBER
        if tags & other or low in lists["remark_openings"]:
            return first
        if low in ("mais", "et") and inverted:
            return clause_end(unit, first, shifted=True)
        follows = unit.tags[min(first + 1, unit.size - 1)]
        placed = follows & PREPOSITION and unit.low[first + 1] != "sans"
        if low == "mais" and placed and unit.tags[min(first + 2, unit.size - 1)] & DETERMINER:
            return clause_end(unit, first, shifted=True)  # P1, confirme X, mais sur un jour
        reports = not open_clause and any(group.start == first for group in self.groups)
        if low in ("alors", "tandis", "mais", "et") or reports:
            return first
        if to_do(unit, first) or (open_clause and self.marks_in(first, end)):
            return end
        of = low in lists["of"] and not (open_clause and low in ("de", "d'"))
        short = end - first < 3 or of
        return first if short and not self.told(first, end) else end

    def said(self, group: Group, run: tuple[int, int], source: Phrase, after: int) -> Draft | None:
        """Read « A », a dit X, « B »; `run`: the first and last of the marks before the verb."""
        unit, (first, mark) = self.unit, run
        pieces, marks = [self.inner_run(first, mark)], list(self.marks_in(first, mark + 1))
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
                region=(first, mark + 1),
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
        if self.relayed_report(after, source):
            return None
        end = clause_end(unit, after, shifted=True)
        return self.reported(group, "incise", after, end, source)

    def relayed_report(self, start: int, source: Phrase) -> bool:
        """Pass a source on to the report that the clause from token `start` begins with."""
        if "relays" in self.off:
            return False
        for number, inner in enumerate(self.groups):
            if inner.start > start and self.opens_report(inner, start):
                self.passing.setdefault(number, []).append(source)
                return True
        return False

    def as_told(self, group: Group, comme: int, source: Phrase) -> Draft | None:
        """Read « P, comme le rapporte X »: what comes before is what X says."""
        begin = self.clause_begin(comme)
        if not self.told(begin, comme):
            return None
        return self.reported(group, "incise", begin, comme, source)
