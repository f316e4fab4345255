"""Marked words that a verb or a colon brings in."""

from helpers.quotations.authority import is_place, listed
from helpers.quotations.clauses import clause_end
from helpers.quotations.cues import Group
from helpers.quotations.drafts import Draft
from helpers.quotations.inserted import InsertedCues
from helpers.quotations.lexicon import (
    CAPITAL,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    FINITE,
    MARKED,
    OF,
    OPEN,
    PREPOSITION,
    QUE,
    SPEAKING,
    STOP,
    first_name,
    source_words,
)
from helpers.quotations.marked import infinitive_in, linked, spoken, whole, words_in
from helpers.quotations.phrases import Phrase, phrase_after, verbal
from helpers.quotations.subjects import headed, main_subject, phrase_before


class IntroducedWords(InsertedCues):
    """Marked words that a verb or a colon brings in."""

    def introduced(self, number: int, group: Group) -> Draft | None:
        """Read « X a répondu : « … » » and « X a lancé « … » »."""
        unit, k = self.unit, group.end
        limit = min(unit.size, k + 40)
        nexts = [other.start for other in self.groups[number + 1 :]]
        while k < limit and not unit.tags[k] & (STOP | QUE):
            if unit.tags[k] & COLON:
                if k + 1 < unit.size and unit.tags[k + 1] & MARKED and k + 1 not in self.used:
                    return self.quoted(group, k + 1)
                return self.unmarked(group, k)
            if unit.tags[k] & MARKED:
                if k in self.used or not whole(unit, k) or not self.adjacent(group.end, k):
                    return None
                return self.quoted(group, k)
            told_aside = unit.low[k - 1] == "qui" and unit.tags[k - 2] & COMMA
            if k in nexts and not told_aside:  # but: a répondu à X, qui a dit Q : « P »
                return None
            k += 1
        return None

    def unmarked(self, group: Group, k: int) -> Draft | None:
        """Read « X répond : P », without marks."""
        unit = self.unit
        if not {"colon", "incise"} <= group.cue.constructions or group.form != "finite":
            return None
        commas = any(tag & COMMA for tag in unit.tags[group.end : k])
        end = clause_end(unit, k + 1, shifted=True)
        told = self.told(k + 1, end) or unit.low[k + 1] in ("je", "j'", "nous")
        if (commas and self.voice(group) is None) or not told:
            return None
        source = self.source_of(group)
        if source is None or self.barred(source) or not self.likely_speaker(source):
            return None
        return self.reported(group, "colon", k + 1, end, source)

    def adjacent(self, start: int, k: int) -> bool:
        """Tell whether only a dative or adverbs stand between verb and marks."""
        tags = self.unit.tags
        if k == start:
            return True
        return not tags[k - 1] & (DETERMINER | PREPOSITION | QUE) and not any(
            tags[j] & (FINITE) and verbal(self.unit, j) for j in range(start, k)
        )

    def quoted(self, group: Group, mark: int) -> Draft | None:
        """Make the draft of a whole statement in marks."""
        if self.cued_after(mark):
            return None
        source = self.source_of(group)
        if source is None:
            source = self.inverted_source(group)[0]
        if source is not None and self.barred(source):
            if self.unit.low[source.start] in ("on", "-on", "-t-on"):
                return None
            source = None
        last = linked(self.unit, mark, 1) if self.unit.tags[mark - 1] & COLON else mark
        return self.add(
            Draft(
                self.unit,
                "direct",
                [self.inner_run(mark, last)],
                "colon",
                self.cue_of(group),
                group,
                source,
                marks=self.marks_in(mark, last + 1),
                region=(mark, last + 1),
            )
        )

    def cued_after(self, mark: int) -> bool:
        """Tell whether a cue of its own follows marks: X proteste : « P », dit Y."""
        tags = self.unit.tags
        if mark + 2 >= self.unit.size or not tags[mark + 1] & COMMA:
            return False
        return any(
            group.start == mark + 2
            and "incise" in group.cue.constructions
            and self.inverted_source(group)[0] is not None
            for group in self.groups
        )

    def object(self, number: int, group: Group) -> Draft | None:
        """Read marked words in what a verb is about: dénonce un « abandon »."""
        unit, kinds = self.unit, group.cue.constructions
        if group.cue.lemma == "dire" and group.end + 1 in unit.spans and unit.tags[group.end] & OF:
            return None  # le secteur dit du « dernier kilomètre »
        if self.nickname(group):
            return None
        if not kinds & {"object", "que", "wish", "order", "infinitive", "adjective"}:
            return None
        marks = self.objects(number, group)
        if not marks or ("order" in kinds and self.apart(group.end, marks[0])):
            return None
        source = self.agent(group) if group.form == "passive" else self.source_of(group)
        if self.barred(source):
            return None
        if marks[0] == group.end:
            whole_clause = self.clause_of_marks(group, marks[0], source)
            if whole_clause is not None:
                return whole_clause
        pieces, cue = [self.inner(k) for k in marks], self.cue_of(group)
        return self.add(
            Draft(unit, "partial", pieces, "object", cue, group, source, marks=tuple(marks))
        )

    def nickname(self, group: Group) -> bool:
        """Tell whether *dit* gives a name to what the main verb is about: X, dit « Y », V."""
        unit, mark = self.unit, group.end
        called = unit.low[group.start] in ("dit", "dite", "dits", "dites")
        if not called or not group.start or mark not in unit.spans or mark + 1 >= unit.size:
            return False
        paired = unit.tags[group.start - 1] & unit.tags[mark + 1] & COMMA
        return bool(paired) and self.told(mark + 2, unit.size)

    def objects(self, number: int, group: Group) -> list[int]:
        """Give the marks in the clause of a verb, up to the next verb or *selon*."""
        unit = self.unit
        limit = self.groups[number + 1].start if number + 1 < len(self.groups) else unit.size
        limit = next((k for k in range(group.end, limit) if unit.low[k] == "selon"), limit)
        if group.start > 1 and any(tag & QUE for tag in unit.tags[group.start - 2 : group.start]):
            limit = next((k for k in range(group.end, limit) if unit.tags[k] & COMMA), limit)
        end = min(limit, clause_end(unit, group.end, shifted=True))
        return [
            k
            for k in self.marks_in(group.end, max(end, group.end))
            if k not in self.used and spoken(unit, k)
        ]

    def clause_of_marks(self, group: Group, mark: int, source: Phrase | None) -> Draft | None:
        """Read a clause that begins with the marks after a verb: espère « partir » demain."""
        unit = self.unit
        if mark + 1 < unit.size and unit.tags[mark + 1] & QUE:
            end = clause_end(unit, mark + 2, shifted=self.past(group))
            return self.reported(group, "object", mark, end, source)
        if infinitive_in(unit, mark) and not unit.tags[mark - 1] & DETERMINER:
            end = self.infinitive_end(mark, clause_end(unit, mark, shifted=True), group)
            return self.reported(group, "infinitive", mark, end, source)
        return None

    def colon(self) -> None:
        """Read marks after a colon that no verb brings in."""
        unit = self.unit
        if "colon" in self.off:
            return
        self.announced()
        self.outcry()
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
            last = self.drafts[-1] if self.drafts else None
            goes_on = last is not None and last.region[1] in (k - 1, k)
            source = None if goes_on else self.colon_source(k - 1)
            if source is None and last is not None:
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

    def announced(self) -> None:
        """Read « X est formel : P », without marks around the whole."""
        unit = self.unit
        k = next((k for k in range(2, unit.size - 1) if unit.tags[k] & COLON), 0)
        if not k or unit.tags[k + 1] & MARKED or self.inside(k) or self.inside(k + 1):
            return
        if not any(unit.low[j] in source_words()["attitudes"] for j in range(max(0, k - 4), k)):
            return
        source, end = main_subject(unit, k), clause_end(unit, k + 1, shifted=True)
        if source is None or not headed(unit, *source) or not self.told(k + 1, end):
            return
        kind = "mixed" if self.marks_in(k + 1, end) else "indirect"
        piece = self.chars(k + 1, end)
        self.add(Draft(unit, kind, [piece], "colon", None, None, source, region=(k + 1, end)))

    def outcry(self) -> None:
        """Read the headline « P » : la colère des X, « P » : le témoignage de X."""
        unit = self.unit
        for k in unit.spans:
            if k in self.used or not unit.size > k + 4 or not unit.tags[k + 1] & COLON:
                continue
            first = k + 2
            if unit.tags[first] & PREPOSITION:  # « P » : à Lens, la colère des X
                comma = (j for j in range(first, min(first + 6, unit.size)) if unit.tags[j] & COMMA)
                first = next(comma, k + 1) + 1
            after = unit.low[first + 1 : first + 3]
            noun = next(
                (j for j, low in enumerate(after, first + 1) if low in source_words()["outcries"]),
                0,
            )
            if not noun or not unit.tags[first] & DETERMINER:
                continue
            if words_in(unit, k) < 4 and self.told(k + 2, unit.size):
                continue  # « Barbie » : la colère des fans monte
            source = self.whose_words(noun)
            if source:
                piece = self.inner(k)
                self.add(Draft(unit, "direct", [piece], "colon", None, None, source, marks=(k,)))

    def whose_words(self, noun: int) -> Phrase | None:
        """Give whose words a noun at a place calls so: la colère des X, réponse de X."""
        unit = self.unit
        of = next((j for j in range(noun + 1, unit.size - 1) if unit.tags[j] & OF), 0)
        low = unit.low[of] if of else ""
        source = phrase_after(
            unit, of + int(low in ("de", "d'", "du")), plural=True, before_verb=True
        )
        return source if of and source and self.likely_speaker(source) else None

    def voiced(self, label: Phrase) -> bool:
        """Tell a speaker's name before a colon from a rubric: Budget wallon : « P »."""
        unit = self.unit
        if headed(unit, *label) and unit.tags[label.start] & (DETERMINER | SPEAKING):
            return True
        cuts = (k for k in range(*label) if unit.tags[k] & (COMMA | OPEN))
        label = Phrase(label.start, next(cuts, label.end))  # Nadia, 52 ans : « P »
        name = unit.slice(*label)
        if is_place(name):
            return False  # Toulouse : « P »
        if " " not in name and unit.text.count(name) == 1 and not first_name(name):
            return listed(name) is not None  # a place, not spoken of again: Essonne : « P »
        return unit.tags[label.end - 1] & CAPITAL != 0 or listed(unit.slice(*label)) is not None

    def colon_source(self, k: int) -> Phrase | None:
        """Find who speaks before a colon."""
        unit = self.unit
        for j in range(k):
            found = phrase_after(unit, j + 1) if unit.low[j] in ("pour", "selon") else None
            if found and found.end >= k and self.likely_speaker(found):
                return found
        told = [j for j in range(k) if unit.tags[j] & FINITE and verbal(unit, j)]
        if not told:
            noun = int(bool(unit.tags[0] & DETERMINER))
            if unit.low[noun] in source_words()["outcries"] and (author := self.whose_words(noun)):
                return author
            whole_phrase = phrase_after(unit, 0, before_verb=True)
            if whole_phrase and whole_phrase.end >= k:
                return whole_phrase if self.voiced(whole_phrase) else None
        for j in range(k - 1, max(0, k - 16), -1):
            if unit.low[j] in source_words()["displayed"] and not told:
                return phrase_before(unit, k, plural=False)
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
