"""Claims that selon and its like hand to a source."""

import functools

from helpers.quotations.clauses import clause_end
from helpers.quotations.drafts import Draft
from helpers.quotations.introduced import IntroducedWords
from helpers.quotations.lexicon import (
    ADVERB,
    CAPITAL,
    CLITIC,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DISJUNCT,
    FINITE,
    GERUND,
    MARKED,
    PARTICIPLE,
    PREPOSITION,
    QUE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBORDINATOR,
    nouns,
    source_phrases,
    source_words,
)
from helpers.quotations.sources import (
    Phrase,
    phrase_after,
    phrase_before,
    verbal,
)


@functools.cache
def _openings() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Give the phrases that hand a claim to a source by their first word; True: the phrase is one."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name, bare in (("prepositions", False), ("bare_sources", True)):
        for phrase in source_phrases(name):
            found.setdefault(phrase[0], []).append((phrase, bare))
    return found


class According(IntroducedWords):
    """Claims that selon and its like hand to a source."""

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
        """Read the noun phrase after a preposition such as *selon*; None where it names no source."""
        unit = self.unit
        start = at
        if start < unit.size and unit.tags[start] & (DISJUNCT):
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
        """Read every *selon X* that does not open its sentence."""
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
        """Read « P, selon X », « P1, selon X, P2 » and « et, selon X, P »."""
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

    def published_by(self, source: Phrase) -> Phrase:
        """Go from a text to who published it: le texte publié par X."""
        unit, k = self.unit, source.end + 1
        if k + 1 < unit.size and unit.low[k] == "par" and self.likely_speaker(source):
            return phrase_after(unit, k + 1, appositions=False) or source
        return source

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
