"""Claims that selon and its like hand to a source."""

import functools

from helpers.quotations.authority import is_place
from helpers.quotations.clauses import WHICH, clause_end
from helpers.quotations.cues import Group
from helpers.quotations.drafts import Draft
from helpers.quotations.introduced import IntroducedWords
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
    AVOIR,
    CAPITAL,
    CLITIC,
    CLOSE,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DISJUNCT,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    MARKED,
    OF,
    OPEN,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBORDINATOR,
    TIME,
    nouns,
    phrase_at,
    source_phrases,
    source_words,
)
from helpers.quotations.marked import words_in
from helpers.quotations.phrases import Phrase, name_in_marks, phrase_after, verbal
from helpers.quotations.reader import named_person
from helpers.quotations.subjects import (
    group_start,
    main_subject,
    phrase_before,
    subject_before,
    with_name,
)


@functools.cache
def _openings() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Give the phrases that hand a claim to a source, by first word; True: it is one itself."""
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name, bare in (("prepositions", False), ("bare_sources", True)):
        for phrase in source_phrases(name):
            found.setdefault(phrase[0], []).append((phrase, bare))
    return found


class According(IntroducedWords):
    """Claims that selon and its like hand to a source."""

    def opening_selon(self) -> None:
        """Read « Selon X, P » at the start of the unit."""
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
        if first and self.told(0, first):
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
        if size := phrase_at("own_views", unit.low, k):
            return k + 1, Phrase(k + 1, k + size)
        for phrase, bare in _openings().get(unit.low[k], ()):
            if len(phrase) > 1 and tuple(unit.low[k : k + len(phrase)]) != phrase:
                continue
            if bare:
                return self.named(k + 1) if opening or unit.tags[k - 1] & COMMA else None
            at = k + len(phrase)
            if at < unit.size and unit.low[at] in source_words()["no_source"]:
                return None
            if unit.low[at : at + 1] in (["nos"], ["notre"]) and self.of_ours(at + 1):
                return None
            return self.named(at) or (self.named(at - 1) if phrase[-1] == "des" else None)
        if opening and unit.low[k] == "pour":
            found = self.named(k + 1)
            if (
                found
                and (self.likely_speaker(found[1]) or unit.tags[found[1].start] & DISJUNCT)
                and self.human(found[1])
                and not self.told_next(found[1].end)
                and self.opening_comma(found[1].end) < unit.size
                and unit.tags[self.opening_comma(found[1].end)] & COMMA
            ):
                return found
        return None

    def of_ours(self, k: int) -> bool:
        """Tell whether the paper speaks of its own findings: selon nos informations."""
        return self.unit.low[k : k + 1] != [] and self.unit.low[k] in source_words()["findings"]

    def told_next(self, k: int) -> bool:
        """Tell whether somebody else speaks after *pour X,*: Pour la défense, Me Y a plaidé P."""
        subject = phrase_after(self.unit, k + 1, before_verb=True)
        if subject is None or not named_person(self.unit, subject):
            return False
        return any(group.start == subject.end for group in self.groups)

    def human(self, phrase: Phrase) -> bool:
        """Tell whether a phrase after *pour* names somebody (not: pour l'heure, pour Noël)."""
        unit = self.unit
        if unit.tags[phrase.start] & TIME:
            return False
        if unit.tags[phrase.start] & DETERMINER and is_place(
            unit.slice(phrase.start + 1, phrase.end)
        ):
            return False
        for k in range(phrase.start, phrase.end):
            noun = nouns().get(unit.low[k])
            if noun and noun.kind != "document":
                return True
        short = phrase.end - phrase.start <= 2 and unit.tags[phrase.end - 1] & CAPITAL
        return named_person(unit, phrase) or bool(short or unit.tags[phrase.start] & DISJUNCT)

    def named(self, at: int) -> tuple[int, Phrase] | None:
        """Read the noun phrase after *selon* and its like; None where it names no source."""
        unit = self.unit
        start = at
        if start < unit.size and unit.tags[start] & (DISJUNCT):
            return at, Phrase(start, start + 1)
        phrase = phrase_after(unit, start, plural=True)
        if start in unit.spans and name_in_marks(unit, start):
            phrase = Phrase(start, start + 1)
        if phrase is None and start < unit.size and (unit.tags[start] & (CAPITAL | SPEAKING)):
            phrase = Phrase(start, start + 1)
        if phrase is None:
            return None
        alone = phrase.end - phrase.start == 1 and unit.low[start] in source_words()["nobody"]
        if alone and not (phrase.end < unit.size and unit.tags[phrase.end] & QUE):
            return None
        head = next(
            (
                unit.low[k]
                for k in range(phrase.start, phrase.end)
                if not unit.tags[k] & (DETERMINER | PREPOSITION)
                and (unit.low[k] not in source_words()["before_nouns"] or k + 1 == phrase.end)
            ),
            "",
        )
        if head in source_words()["no_source"]:
            return None
        if head in source_words()["speech_nouns"]:
            phrase = self.with_author(phrase)[0]
        if head in source_words()["surveys"]:
            phrase = self.with_client(phrase)
        return at, phrase

    def with_client(self, survey: Phrase) -> Phrase:
        """Go on from a survey to the media that ordered it: un sondage X pour Y et Z."""
        unit, end = self.unit, survey.end
        if unit.low[end] != "pour" or not unit.tags[end + 1] & (CAPITAL | MARKED):
            return survey
        client = phrase_after(unit, end + 1, plural=True, appositions=False)
        return Phrase(survey.start, client.end) if client else survey

    def opened(self, k: int, at: int, source: Phrase) -> None:
        """Read « Selon X, P »."""
        unit = self.unit
        source, start = self.claim_start(source)
        if start >= unit.size:
            return
        self.opened_at.add(k)
        if unit.low[start] == "on" and self.groups and self.groups[0].start == start + 1:
            self.impersonal(self.groups[0], source)
        elif not self.relays_next(start, source):
            self.opened_claim((unit.starts[k], unit.ends[at - 1]), start, source)

    def relay_to_next(self, number: int, group: Group, start: int, source: Phrase | None) -> bool:
        """Pass a source on to « selon Y » too: « X dit que, selon Y, P » is Y's claim."""
        if super().relay_to_next(number, group, start, source):
            return True
        unit = self.unit
        k = start + int(start < unit.size and bool(unit.tags[start] & COMMA))
        found = None if {"selon", "relays"} & self.off or source is None else self.according(k)
        if found is None or unit.tags[found[1].start] & DISJUNCT:
            return False
        origin, begin = self.claim_start(found[1])
        if begin >= unit.size or not unit.tags[begin - 1] & COMMA:
            return False
        self.opened_at.add(k)
        self.opened_claim((unit.starts[k], unit.ends[found[0] - 1]), begin, origin, source)
        return True

    def claim_start(self, source: Phrase) -> tuple[Phrase, int]:
        """Go from a source after *selon* to the first word of the claim."""
        unit = self.unit
        start = self.past_remark(source.end)
        if start < unit.size and unit.tags[start] & QUE:
            source, start = self.that_gave(start, source)
        told_of = RELATIVE | QUE  # d'après le rapport, que X a pu lire, P
        if start + 1 < unit.size and unit.tags[start] & COMMA and unit.tags[start + 1] & told_of:
            start += 1
        if start < unit.size and unit.tags[start] & told_of:
            start = next((j + 1 for j in range(start, unit.size) if unit.tags[j] & COMMA), start)
        elif start < unit.size and not unit.tags[start] & (COMMA | MARKED):
            start = self.opening_comma(start)
        if start < unit.size and unit.tags[start] & COMMA:
            start += 1
        name = phrase_after(unit, start, appositions=False)
        apart = name and name.end < unit.size and unit.tags[name.end] & COMMA
        told = start > source.end + 1 and not named_person(unit, source)
        if name and apart and told and named_person(unit, name):
            # selon un médecin cité par X, Paul Durand, P
            return Phrase(source.start, name.end), name.end + 1
        return source, start

    def impersonal(self, group: Group, source: Phrase) -> None:
        """Read « De source policière, on indique que P »."""
        que = self.find_que(group.end)
        if que >= 0:
            end = clause_end(self.unit, que + 1, shifted=True)
            self.reported(group, "selon", que + 1, end, source)

    def relays_next(self, start: int, source: Phrase) -> bool:
        """Pass a source on to the report that the claim is: « Selon X, Y a dit que P »."""
        for number, group in enumerate(self.groups):
            near = start < group.start <= start + 2 and start in self.unit.spans
            report = group.start >= start and self.opens_report(group, start)
            if near or (report and "relays" not in self.off):
                self.passing.setdefault(number, []).append(source)
                return True
            if group.start - start > 30:
                break
        return False

    def opened_claim(
        self, cue: tuple[int, int], start: int, source: Phrase, relay: Phrase | None = None
    ) -> None:
        """Keep the claim that « Selon X, » opens."""
        unit = self.unit
        end = clause_end(unit, start, shifted=True, firm=False)
        if self.stands_alone(start, end):
            end = start + 1
        kind, piece = self.claimed(start, end)
        draft = Draft(unit, kind, [piece], "selon", cue, None, source, region=(start, end))
        if relay is not None and "relays" not in self.off:
            draft.relays.append((unit, relay))
        self.add(draft)

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a marked statement is all of a claim: « P », tandis que Q."""
        unit, after = self.unit, start + 2
        if after >= end or not unit.tags[start] & MARKED or not unit.tags[start + 1] & COMMA:
            return False
        contrast = unit.low[after] in ("alors", "tandis", "mais", "et", "quand")
        return contrast and words_in(unit, start) > 4

    def past_remark(self, k: int) -> int:
        """Go over « , interrogé par Y, » after a source, to its second comma."""
        unit = self.unit
        if k + 1 >= unit.size or not unit.tags[k] & COMMA:
            return k
        if not unit.tags[k + 1] & (PARTICIPLE | GERUND) or unit.tags[k + 1] & (CAPITAL | SPEAKING):
            return k
        close = self.next_pause(k + 1)
        paused = close < unit.size and unit.tags[close] & COMMA
        return close if paused and not self.told(k + 1, close) else k

    def that_gave(self, k: int, source: Phrase) -> tuple[Phrase, int]:
        """Read « selon les informations que Y a données, P »: the source is Y."""
        comma = self.next_pause(k)
        for j in range(k + 1, comma):
            if self.unit.tags[j] & FINITE and verbal(self.unit, j):
                subject = subject_before(self.unit, group_start(self.unit, j))
                return subject or source, comma
        return source, comma

    def opening_comma(self, start: int) -> int:
        """Go over what stands between the source and the comma: « Selon X à Paris, … »."""
        unit = self.unit
        for j in range(start, min(unit.size, start + 24)):
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
            if unit.low[k] == "pour" and unit.low[k + 1] in WHICH:
                if unit.tags[k - 1] & COMMA:
                    self.which(k, k + 1)
            elif unit.low[k] == "pour" and k not in self.opened_at:
                self.judged(k)
                self.in_view_of(k)
            elif unit.low[k] in openings and not unit.tags[k] & CAPITAL:
                last = k + 1 + (unit.low[k] == "d'")
                if (
                    unit.low[k] in ("selon", "d'")
                    and last < unit.size
                    and unit.low[last] in WHICH
                    and (unit.low[last] != "qui" or unit.tags[k - 1] & COMMA)
                ):
                    self.which(k, last)
                else:
                    found = self.according(k)
                    if found is not None:
                        self.inserted_selon(k, *found)
                        k = found[1].end
                        continue
            k += 1

    def judged(self, k: int) -> None:
        """Read « Une « provocation », pour X »: words without a verb that X says."""
        unit, mark = self.unit, k - 2
        if mark not in unit.spans or mark in self.used or not unit.tags[k - 1] & COMMA:
            return
        begin = self.clause_begin(k)
        found = None if mark - begin > 1 or self.told(begin, mark) else self.named(k + 1)
        if found and self.human(found[1]) and self.likely_speaker(found[1]):
            cue = (unit.starts[k], unit.ends[k])
            self.take("partial", [self.inner(mark)], cue, found[1], marks=(mark,))

    def in_view_of(self, k: int) -> None:
        """Read « …, et pour X, P » and « …, tandis que, pour X, « P » »."""
        unit = self.unit
        prior = k - 2 if unit.tags[k - 1] & COMMA else k - 1
        found = None if self.inside(k) or prior < 0 else self.according(k, opening=True)
        if found is None or unit.low[k] == unit.low[prior]:
            return
        at, source = found
        start = self.opening_comma(source.end) + 1
        cue = (unit.starts[k], unit.ends[at - 1])
        marked = start < unit.size and unit.tags[k - 1] & COMMA and unit.tags[start] & MARKED
        if marked or unit.low[prior] == ";" or unit.tags[prior] & (QUE | COORDINATOR):
            end = clause_end(unit, start, shifted=True)
            if self.told(start, end) or marked:
                kind = self.type_of(start, end)
                piece = self.inner(start) if kind == "direct" else self.chars(start, end)
                self.take(kind, [piece], cue, source, region=(start, end))

    def which(self, k: int, last: int) -> None:
        """Read « un rapport selon lequel P »."""
        unit = self.unit
        if "selon lequel" in self.off or self.inside(k):
            return
        apart = bool(unit.tags[k - 1] & COMMA)
        source = phrase_before(unit, k - apart, plural=True)
        source = with_name(unit, source) if source and apart else source
        source = self.from_article(source)
        if unit.low[k] == "pour" and not (source and self.thinks(source, unit.low[last])):
            return  # des tirs à Lyon, pour lesquels
        source = self.publisher(source)
        first = last + 1
        end = clause_end(unit, first, shifted=True, embedded=apart)
        if not self.main_verb(0, k):
            end = self.before_main_verb(first, end)
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

    def from_article(self, source: Phrase | None) -> Phrase | None:
        """Drop the end of a verb's complement: remet en question / la théorie selon laquelle."""
        tags = self.unit.tags
        if source is None or tags[source.start] & (DETERMINER | CAPITAL):
            return source
        inner = range(source.start + 1, source.end)
        articles = (k for k in inner if tags[k] & ARTICLE and not tags[k - 1] & (OF | PREPOSITION))
        return Phrase(next(articles, source.start), source.end)

    def before_main_verb(self, first: int, end: int) -> int:
        """End a clause before the main verb: l'affirmation selon laquelle P fait rire."""
        unit, told = self.unit, False
        for k in range(first, end):
            if unit.tags[k] & (QUE | RELATIVE | COORDINATOR | COMMA):
                return end
            if verbal(unit, k):
                if told:
                    return group_start(unit, k)
                told = True
        return end

    def thinks(self, source: Phrase, relative: str) -> bool:
        """Tell whether a phrase before *pour qui*, *pour lesquels* is of those who can judge."""
        several = self.unit.tags[source.start] & PLURAL
        return self.likely_speaker(source) and bool(several or not relative.startswith("lesq"))

    def publisher(self, source: Phrase | None) -> Phrase | None:
        """Go from a text to who gave it: X a publié un rapport selon lequel P."""
        unit = self.unit
        if source is None or self.owned(source):
            return source
        subject = main_subject(unit, source.start)
        if subject is None or subject.start >= source.start or self.barred(subject):
            return source
        stems, verb = tuple(source_words()["publishing"]), FINITE | PARTICIPLE
        between = range(subject.end, source.start)
        if not any(unit.tags[k] & verb and unit.low[k].startswith(stems) for k in between):
            return source  # X a réagi à un rapport selon lequel P
        return subject if self.likely_speaker(subject) else source

    def owned(self, source: Phrase) -> bool:
        """Tell whether a text has its author with it, or is no text."""
        words = range(source.start, source.end)
        if any(self.unit.tags[k] & CAPITAL and k > source.start for k in words):
            return True
        nouns_of_speech = source_words()["speech_nouns"]
        return not any(self.unit.low[k] in nouns_of_speech for k in words)

    def inserted_selon(self, k: int, at: int, source: Phrase) -> None:
        """Read « P, selon X », « P1, selon X, P2 » and « et, selon X, P »."""
        unit = self.unit
        before, after = k - 1, source.end
        if not unit.tags[k - 2] & (AVOIR | ETRE):
            after = self.past_remark(after)
        if after < unit.size and unit.tags[after] & PARTICIPLE:
            source = self.published_by(source)
            after = self.next_pause(after)
        elif after < unit.size and unit.tags[after] & PREPOSITION:
            after = self.opening_comma(after)
        comma = bool(unit.tags[before] & COMMA)
        if self.already_read(k, after, comma, source):
            return
        prior = before - 1 if comma else before
        cue = (unit.starts[k], unit.ends[at - 1])
        if not (
            self.bracketed(k - comma, cue, source)
            or self.beside_marks(k, prior, after, cue, source)
            or self.after_link(prior, after, cue, source)
        ):
            self.around(k, after, comma, cue, source)

    def next_pause(self, k: int) -> int:
        """Give the next comma or stop from token k on."""
        unit = self.unit
        return next((j for j in range(k, unit.size) if unit.tags[j] & (COMMA | STOP)), unit.size)

    def already_read(self, k: int, after: int, comma: bool, source: Phrase) -> bool:
        """Tell whether *selon X* belongs to a report that another cue has read; it may relay it."""
        unit = self.unit
        if k in self.opened_at or any(
            draft.family == "selon" and draft.region[0] <= k < draft.region[1]
            for draft in self.drafts
        ):
            return True
        closes = after >= unit.size or bool(unit.tags[after] & (STOP | COMMA))
        report = self.report_before(k)
        told = report is not None and report.cue and report.cue[1] == unit.ends[k - 1]
        if report is not None and closes and (comma or told):
            if "relays" not in self.off and not unit.tags[source.start] & DISJUNCT:
                report.relays.append((unit, source))
            return True
        named_after = unit.low[k] == "d'" and not comma and unit.tags[k - 1] & PARTICIPLE
        return self.inside(k) or bool(named_after)

    def report_before(self, k: int) -> Draft | None:
        """Give the last report that a verb opened before token k, or whose verb stands there."""
        at = self.unit.starts[k]
        for draft in reversed(self.drafts):
            if draft.verb is None or draft.unit is not self.unit:
                continue
            if draft.region[0] <= k and draft.pieces[0][0] < at:
                return draft
            if draft.verb.end == k - 1 and draft.region[0] > k:
                return draft  # indique, selon X, que P
        return None

    def bracketed(self, end: int, cue: tuple[int, int], source: Phrase) -> bool:
        """Read « 15 000 manifestants (6 000 selon X) »: only words in the bracket are X's."""
        unit = self.unit
        opens = next((j for j in range(end - 1, -1, -1) if unit.tags[j] & (OPEN | CLOSE)), -1)
        if opens < 0 or unit.tags[opens] & CLOSE or opens + 1 >= end:
            return False
        begin = opens + 1
        self.take(
            self.type_of(begin, end), [self.chars(begin, end)], cue, source, region=(begin, end)
        )
        return True

    def beside_marks(
        self, k: int, prior: int, after: int, cue: tuple[int, int], source: Phrase
    ) -> bool:
        """Read « selon lui « trop loin » » and « « P », selon X »."""
        unit = self.unit
        worded = any(unit.low[j] in source_words()["wordings"] for j in range(*source)[:3])
        if worded and prior in unit.spans and prior not in self.used:
            self.take("partial", [self.inner(prior)], cue, source, marks=(prior,))
            return True
        if after in unit.spans and after not in self.used and not unit.tags[k - 1] & COMMA:
            self.take("partial", [self.inner(after)], cue, source, marks=(after,))
            return True
        begins = prior in unit.spans and prior not in self.used
        if begins and prior and unit.tags[prior - 1] & RELATIVE:
            self.take("partial", [self.inner(prior)], cue, source, marks=(prior,))
            return True
        if begins and self.only_links(self.clause_begin(k), prior):
            self.take("direct", [self.inner(prior)], cue, source, region=(prior, prior + 1))
            return True
        return False

    def after_link(self, prior: int, after: int, cue: tuple[int, int], source: Phrase) -> bool:
        """Read « et, selon X, P », « que, selon X, P »: the claim begins after the source."""
        unit = self.unit
        paired = after < unit.size and bool(unit.tags[after] & COMMA)
        described = prior >= 0 and paired and bool(unit.tags[prior] & RELATIVE)
        if prior < 0 or not (described or unit.tags[prior] & (QUE | COORDINATOR | SUBORDINATOR)):
            return False
        start = after + int(paired)
        end = clause_end(unit, start, shifted=True, embedded=described)
        kind = self.type_of(start, end)
        piece = self.inner(start) if kind == "direct" else self.chars(start, end)
        self.take(kind, [piece], cue, source, region=(start, end))
        return True

    def around(self, k: int, after: int, comma: bool, cue: tuple[int, int], source: Phrase) -> None:
        """Take what stands before *selon X*, and what goes on after it."""
        unit = self.unit
        begin = self.clause_begin(k)
        last = max((end for _, end in self.closed if end <= k), default=0)
        if begin < last < k:
            begin = last + int(bool(unit.tags[last] & COORDINATOR))
        paired = comma and after < unit.size and bool(unit.tags[after] & COMMA)
        if paired:
            begin = self.second_clause(begin, k)
        pieces, end = [self.chars(begin, k)], after
        if after < unit.size and not unit.tags[after] & STOP:
            first = after + int(bool(unit.tags[after] & COMMA))
            told = self.told(begin, k) and not (comma and unit.tags[k - 2] & (AVOIR | ETRE))
            described = self.describes(first, comma)
            if (not told and not described) or self.continues(first, paired):
                end = clause_end(unit, first, shifted=True, firm=told, told=told)
                pieces.append(self.chars(first, end))
                if (
                    not (told or unit.tags[k - 2] & (AVOIR | ETRE))
                    and unit.tags[begin] & (PREPOSITION | ADVERB)
                    and unit.low[begin] != "des"
                ):
                    pieces, begin = pieces[1:], first
        self.drop_within(begin, end)
        self.take(self.type_of(begin, end), pieces, cue, source, region=(begin, end))

    def describes(self, first: int, comma: bool) -> bool:
        """Tell whether what follows the source tells of it: selon X, qui …; X, un institut …"""
        unit = self.unit
        if first + 1 >= unit.size or unit.tags[first] & RELATIVE:
            return first < unit.size
        noun = nouns().get(unit.low[first + 1])
        apposed = unit.tags[first] & DETERMINER and not comma
        somebody = noun is not None and noun.kind != "document"
        return bool(apposed) and somebody and not self.told(first, unit.size)

    def type_of(self, start: int, end: int) -> str:
        """Give the type of a reported clause: mixed where words of it are marked."""
        marks = self.marks_in(start, end)
        if marks and marks[0] == start and start + 1 >= end and words_in(self.unit, start) > 3:
            return "direct"
        return "mixed" if marks else "indirect"

    def take(
        self,
        kind: str,
        pieces: list[tuple[int, int]],
        cue: tuple[int, int],
        source: Phrase,
        *,
        region: tuple[int, int] = (0, 0),
        marks: tuple[int, ...] = (),
    ) -> None:
        """Keep what *selon X* hands to X."""
        draft = Draft(
            self.unit, kind, pieces, "selon", cue, None, source, region=region, marks=marks
        )
        self.add(draft)

    def published_by(self, source: Phrase) -> Phrase:
        """Go from a text to who published it: le texte publié par X."""
        unit, k = self.unit, source.end + 1
        if unit.low[source.end] in source_words()["relaying"]:
            return source
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
        if tags & QUE and not self.unit.tags[first - 1] & COMMA:
            return False
        if low in ("de", "d'") and unit.tags[min(first + 1, unit.size - 1)] & INFINITIVE:
            return True
        if low == "pour" and unit.low[first + 1 : first + 2] and unit.low[first + 1] in WHICH:
            return False  # selon X, pour qui Q
        remark = low in source_words()["other_openings"]
        if remark or tags & (GERUND | PARTICIPLE | RELATIVE | STOP):
            return False
        if low == "et":
            return (
                first + 1 < unit.size
                and bool(unit.tags[first + 1] & (FINITE | CLITIC | PREPOSITION))
                and not unit.tags[first + 1] & DETERMINER
            )
        return not any(group.start <= first + 1 and group.start >= first for group in self.groups)
