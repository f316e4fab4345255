"""Names, functions and descriptions brought to one speaker."""

import re
from collections.abc import Iterator

from helpers.language import fold
from helpers.quotations.authority import (
    Known,
    bodies_of,
    is_medium,
    is_place,
    listed,
    listed_after,
    person_like,
)
from helpers.quotations.descriptions import Describing, one_of, text_of
from helpers.quotations.directory import Directory
from helpers.quotations.entities import (
    Entity,
    fits,
    grammatical_gender,
    is_plural,
)
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
    CAPITAL,
    COLON,
    COMMA,
    DASH,
    DAY,
    DETERMINER,
    MARKED,
    NUMBER,
    OF,
    OPEN,
    PLURAL,
    PREPOSITION,
    SPEAKING,
    STOP,
    TITLE,
    Noun,
    Office,
    nouns,
    of_origin,
    source_words,
)
from helpers.quotations.members import Run, runs_of, segments_of
from helpers.quotations.phrases import Phrase, name_in_marks
from helpers.quotations.units import Unit

_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")


class Naming(Describing):
    """Brings a source that is no pronoun to a speaker, with what the article says of names."""

    def __init__(self, directory: Directory) -> None:
        """`directory`: the names of the article."""
        super().__init__(directory)
        self.spoken: dict[int, list[Entity]] = {}  # unit number → its speakers, the last first
        self.authors: dict[str, Entity] = {}  # noun of a text → whose text was spoken of last
        self.last: Entity | None = None  # who was handed words last
        self.group: Entity | None = None  # the group that was handed words last

    def one(self, unit: Unit, phrase: Phrase, depth: int = 0) -> Entity:
        """Resolve a source of one member."""
        segments = segments_of(unit, phrase)
        runs = [run for segment in segments for run in runs_of(unit, segment) if not run.linked]
        bodies = {run.words.start for run in runs}  # la députée LR | Anne Durand
        for run in runs:
            name = text_of(unit, run.words)
            if run.words.end not in bodies and self.is_person(unit, run, name):
                return self.relative(unit, phrase, self.person(name))
        head = segments[0] if segments else phrase
        for run in runs:
            if run.segment is not head and run.segment == run.words and self.body_noun(unit, head):
                return self.named(unit, run)
        apposed = next((run for run in runs if self.apposed_body(unit, head, run)), None)
        described = self.described(unit, apposed.segment if apposed else head, depth)
        if described and apposed:
            return described._replace(gender=grammatical_gender(unit, head))
        if described:
            return described
        return (
            self.apposed(unit, segments, runs[0]) if runs else self.description(unit, head, depth)
        )

    # --- names -------------------------------------------------------------------------------

    def relative(self, unit: Unit, phrase: Phrase, person: Entity) -> Entity:
        """Give a person the gender of the noun of kin before the name: sa mère, Yacine."""
        nearby = unit.low[phrase.start : phrase.start + 2]
        kin = next((word for word in nearby if word in source_words()["kin"]), "")
        noun = nouns().get(kin)
        return person._replace(gender=noun.gender) if noun and noun.kind == "person" else person

    def is_person(self, unit: Unit, run: Run, name: str) -> bool:
        """Tell whether a name is a person's."""
        segment, words = run.segment, run.words
        known = listed(name)
        if (known and known.kind != "person") or fold(name).startswith("les "):
            return False
        aged = unit.low[words.end + 2 : words.end + 3] == ["ans"]
        if aged and unit.tags[words.end] & COMMA and unit.tags[words.end + 1] & NUMBER:
            return True
        head = self.noun_before(unit, segment, words)
        if head is not None and (head.kind == "organisation" or words.start > segment.start):
            acronym = name.isupper() and not self.directory.full(name).endswith(f" {name}")
            body = self.names_body(unit, words) or (acronym and segment.start > 0)
            return head.kind in ("person", "title") and not body
        if known:
            return True
        full = self.directory.full(name)
        if person_like(full) or full in self.directory.people:
            return True
        if words != segment and words.start != segment.start:
            return False
        surname = words == segment and full.endswith(f" {name}") and not name.isupper()
        several = words.end - words.start > 1
        return (several or surname) and not _body_like(full)

    def apposed(self, unit: Unit, segments: list[Phrase], run: Run) -> Entity:
        """Give a body with the gender that its apposition shows: Febelfin, la fédération, …"""
        entity = self.named(unit, run)
        beside = segments[1] if len(segments) > 1 and run.segment is segments[0] else None
        if entity.gender != "mf" or beside is None or self.head_of(unit, beside) < 0:
            return entity
        return entity._replace(gender=grammatical_gender(unit, beside))

    def apposed_body(self, unit: Unit, head: Phrase, run: Run) -> bool:
        """Tell whether a body is named beside a description: le partenaire, l'ONG X."""
        noun = self.noun_before(unit, run.segment, run.words)
        last = run.words.end == run.segment.end
        beside = run.segment is not head and last and self.definite(unit, run.segment)
        bare = not any(one for one in runs_of(unit, head) if not one.linked)
        return beside and bare and noun is not None and noun.kind == "organisation"

    def names_body(self, unit: Unit, words: Phrase) -> bool:
        """Tell a name by the noun before it: le patron du groupe X, le maire de la ville X."""
        before = unit.low[words.start - 1]
        noun = nouns().get(before)
        placed = before in source_words()["place_nouns"]
        named = before in source_words()["named_after"] and not (noun and noun.kind == "person")
        led = before in source_words()["led"] and person_like(text_of(unit, words))
        return placed or (named and not led)

    def noun_before(self, unit: Unit, segment: Phrase, words: Phrase) -> Noun | None:
        """Give the noun that heads the segment before a name."""
        for k in range(segment.start, words.start):
            noun = None if of_origin(unit.low[k]) else nouns().get(unit.low[k])
            if noun and not (k > segment.start and unit.low[k - 1] in source_words()["of"]):
                return noun
        return None

    def person(self, name: str) -> Entity:
        """Give the entity of a person, by the fullest name."""
        full = self.directory.full(name)
        known = listed(full)
        return Entity(full, known.kind if known else "person", self.directory.gender(full))

    def named(self, unit: Unit, run: Run) -> Entity:
        """Give the entity of a body that has a name."""
        segment, words = run.segment, run.words
        numbered = Phrase(words.start, words.end + 1)  # France 3
        if unit.tags[words.end] & NUMBER and listed(text_of(unit, numbered)):
            words = numbered
        name = text_of(unit, words)
        known = listed_after(unit.low[words.start - 1] if words.start else "", name)
        if known:
            return self.body(unit, segment, known)
        if _with_article(unit, words.start):
            name = text_of(unit, Phrase(words.start - 1, words.end))
        opens = words.start == segment.start or unit.tags[words.start - 1] & DETERMINER
        if opens and segment.end > words.end:
            end = _name_end(unit, words.end, segment.end)
            for last in range(end, words.end, -1):
                if known := listed(text_of(unit, Phrase(words.start, last))):
                    return self.body(unit, segment, known)
            name = text_of(unit, Phrase(words.start, end))
        full = self.directory.full(name)
        if full == name and " " not in name and unit.low[words.start] in nouns():
            full = self.directory.extended(name) or name
        surname = " " in full and full.endswith(f" {name}") and not name.isupper()
        if opens and (person_like(full) or surname):
            return self.person(full)
        noun = nouns().get(fold(full.split()[0]))
        gender = grammatical_gender(unit, segment, noun.gender if noun else "mf")
        return Entity(full, "organisation", gender, is_plural(unit, segment))

    # --- functions and bodies ----------------------------------------------------------------

    def described(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Read a phrase headed by a noun: le porte-parole, l'agence X, des responsables."""
        if site := self.site(unit, segment) or self.titled(unit, segment):
            return site
        opening = unit.tags[segment.start : min(segment.start + 2, segment.end)]
        known = listed(text_of(unit, segment)) if all(tag & CAPITAL for tag in opening) else None
        if known and known.kind == "organisation":
            return self.body(unit, segment, known)  # La Voix du Nord
        owned = self.owner(unit, segment, depth) or self.same_source(unit, segment)
        owned = owned or self.same_text(unit, segment) or self.own_words(unit, segment, depth)
        if owned:
            return owned
        head = self.head_of(unit, segment)
        if head < 0:
            return self.by_trade(unit, segment) or self.by_origin(unit, segment)
        noun, low = self.noun_at(unit, head), unit.low[head]
        assert noun is not None
        proper = unit.tags[head] & CAPITAL and _with_article(unit, segment.start + 1)
        if proper and noun.kind in ("document", "organisation"):
            name = self.directory.full(text_of(unit, segment))  # La Tribune du Val
            return Entity(name, "organisation", grammatical_gender(unit, segment, noun.gender))
        runs = [
            run.words for run in runs_of(unit, segment) if not run.linked and run.words.start > head
        ]
        if runs and low in source_words()["named_by_people"] and runs[0].start - head < 3:
            return self.description(unit, segment, depth)
        if runs and noun.kind in ("organisation", "group") and low in source_words()["named_after"]:
            return self.body_after(unit, segment, runs[0], noun)
        if (
            self.definite(unit, segment)
            and not runs
            and not self.proper(unit, head, noun)
            and depth < 4
        ):
            bearer = self.bearer(unit, segment, head, noun)
            if bearer:
                return bearer
        return self.description(unit, segment, depth)

    def site(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « le site radars.com » as the name of a site."""
        words = [unit.slice(k, k + 1) for k in range(segment.start, segment.end)]
        named = next((word for word in words if _SITE.fullmatch(word)), "")
        media = source_words()["media_nouns"].isdisjoint(unit.low[segment.start : segment.end])
        return None if media or not named else Entity(named, "organisation")

    def titled(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « le magazine « X » » as the name in its marks."""
        last = segment.end - 1
        if last == segment.start or last not in unit.spans:
            return None
        before = range(segment.start, last)
        found = next((noun for k in before if (noun := self.noun_at(unit, k))), None)
        if found is None or found.kind != "organisation" or not name_in_marks(unit, last):
            return None
        name = unit.text[unit.spans[last].inner_start : unit.spans[last].inner_end]
        return Entity(self.directory.full(name), "organisation", found.gender)

    def same_text(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « le rapport » of whose report was spoken of before."""
        bare = segment.end - segment.start == 2 and self.definite(unit, segment)
        return self.authors.get(unit.low[segment.end - 1]) if bare else None

    def own_words(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Read « ses calculs » of whose they are."""
        low = unit.low[segment.start : segment.end]
        own = len(low) == 2 and low[0] in source_words()["possessives"]
        if not own or low[1] not in source_words()["own_words"] or depth > 2:
            return None
        return self.whose(unit, Phrase(segment.start, segment.start + 1), depth + 1)

    def same_source(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « la même source » of whom spoke last."""
        words = unit.low[max(0, segment.end - 2) : segment.end]
        if words not in (["même", "source"], ["mêmes", "sources"]):
            return None
        return self.last

    def by_trade(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « la transporteuse », a trade that no list holds, of whom spoke last."""
        word = unit.low[min(segment.start + 1, segment.end - 1)]
        told = range(segment.start + 2, segment.end)
        of = any(unit.tags[k] & OF and not _age_at(unit, k, segment.end) for k in told)
        if not self.definite(unit, segment) or of or len(told) > 4:
            return None
        named = any(unit.tags[k] & CAPITAL for k in range(segment.start + 1, segment.end))
        if named or not word.endswith(tuple(source_words()["trades"])):
            return None
        gender = grammatical_gender(unit, segment)
        holder = self.holder(unit, segment, Office.of([word]), Noun("person", gender))
        people = (one for one in self.told(unit, 2) if one.kind == "person")
        return holder or next((one for one in people if fits(one, gender, False)), None)

    def by_origin(self, unit: Unit, segment: Phrase) -> Entity | None:
        """Read « la Suédoise », « le Lyonnais » of whom speaks or acts last."""
        word = unit.slice(segment.end - 1, segment.end)
        if segment.end - segment.start != 2 or not self.definite(unit, segment):
            return None
        if not of_origin(word) or listed(word) or self.directory.full(word) != word:
            return None
        if unit.tags[segment.start] & CAPITAL and segment.start:
            return None  # a paper: Le Parisien
        gender = grammatical_gender(unit, segment, "f" if word.endswith("e") else "m")
        for entity in self.told(unit, 8):
            if entity.kind == "person" and fits(entity, gender, False):
                return entity
        return self.last_named(unit, gender)

    def head_of(self, unit: Unit, segment: Phrase) -> int:
        """Give the place of the noun that heads a segment, or -1."""
        for k in range(segment.start, segment.end):
            if k > segment.start and unit.low[k] in source_words()["of"]:
                return -1
            if unit.tags[k] & TITLE or not self.noun_at(unit, k):
                continue
            named = unit.tags[k] & CAPITAL and k > segment.start
            if not named or unit.tags[k - 1] & DETERMINER:
                return k
        return -1

    def proper(self, unit: Unit, head: int, noun: Noun) -> bool:
        """Tell whether the noun of a body has the capital of a name: le Parti socialiste."""
        form = unit.slice(head, head + 1)
        return bool(head and noun.kind == "organisation" and form.istitle())

    def body_noun(self, unit: Unit, segment: Phrase) -> bool:
        """Tell whether a segment is headed by the noun of a body that has a name of its own."""
        head = self.head_of(unit, segment)
        return head >= 0 and unit.low[head] in source_words()["named_after"]

    def noun_at(self, unit: Unit, k: int) -> Noun | None:
        """Give the noun of one or two words at token k: ministre, premier ministre."""
        return nouns().get(unit.low[k]) or nouns().get(" ".join(unit.low[k : k + 2]))

    def definite(self, unit: Unit, segment: Phrase) -> bool:
        """Tell whether a segment opens with an article or a possessive in the singular."""
        before = unit.low[segment.start - 1] if segment.start else ""
        return unit.low[segment.start] in source_words()["definite"] or before in ("du", "au")

    def body_after(self, unit: Unit, segment: Phrase, words: Phrase, noun: Noun) -> Entity:
        """Read the name of a body after its noun: l'agence X."""
        name = text_of(unit, words)
        known = listed(name)
        if known is None and all(
            unit.low[j].isalpha()
            and (unit.low[j] == "sans" or not unit.tags[j] & (PREPOSITION | NUMBER))
            for j in range(words.end, segment.end)
        ):
            name = text_of(unit, Phrase(words.start, segment.end))
        full = self.directory.written(known) if known else self.directory.full(name)
        return Entity(full, "organisation", noun.gender, noun.kind == "group")

    def owner(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Go from a text or an act of speech to its author: les propos de X."""
        at = self.speech_noun(unit, segment)
        if at < 0:
            return None
        for k in range(at, segment.end - 1):
            if self.owned_from(unit, k):
                if unit.tags[k + 1] & (DAY | NUMBER) or not self.author(unit, k + 1, segment.end):
                    return None
                author = self.one(unit, Phrase(k + 1, segment.end), depth + 1)
                if k == at:
                    author = author._replace(kind="organisation")  # l'enquête Harris Interactive
                self.authors[unit.low[at]] = author
                return author
        return None

    def speech_noun(self, unit: Unit, segment: Phrase) -> int:
        """Give the place of the noun of speech that heads a segment, or -1."""
        nouns_of_speech = source_words()["speech_nouns"]
        skipped = DETERMINER | NUMBER | ADVERB
        k = segment.start
        while k < segment.end and unit.tags[k] & skipped and unit.low[k] not in nouns_of_speech:
            k += 1
        ahead = (
            j
            for j in (k, k + 1)
            if j < segment.end
            and unit.low[j] in nouns_of_speech
            and not (unit.tags[j] & CAPITAL and j)
        )
        return next(ahead, -1)

    def owned_from(self, unit: Unit, k: int) -> bool:
        """Tell whether the word at token k brings in the author of a text: de X, le sondage X."""
        low, after = unit.low[k], unit.tags[k + 1]
        if low in source_words()["surveys"]:
            return bool(after & CAPITAL)
        if low in ("du", "des", "par"):
            return True
        if low not in ("de", "d'") or unit.low[k - 1] == "sein":
            return False
        if after & (CAPITAL | DETERMINER | TITLE):
            return True
        return bool(after & SPEAKING) and (low == "d'" or bool(after & PLURAL))

    def author(self, unit: Unit, start: int, end: int) -> bool:
        """Tell whether a phrase names or describes who can write."""
        if any(unit.tags[k] & CAPITAL for k in range(start, min(start + 2, end))):
            return True
        noun = next((n for k in range(start, end) if (n := self.noun_at(unit, k))), None)
        return noun is not None and noun.kind != "document"

    def bearer(self, unit: Unit, segment: Phrase, head: int, noun: Noun) -> Entity | None:
        """Find who bears a function that the article gives to a name."""
        words = [word for word in unit.low[head : segment.end] if word[0].isalpha()]
        office = Office.of(words)
        if noun.kind == "person":
            return self.holder(unit, segment, office, noun)
        if noun.kind == "organisation":
            return self.same_body(unit, segment, head, office, noun)
        return None

    def holder(self, unit: Unit, segment: Phrase, office: Office, noun: Noun) -> Entity | None:
        """Find the person who bears a function, or who was last described by it."""
        if office.head in source_words()["again"]:
            return next(
                (e for e in self.recent(unit, 8) if e.kind in ("person", "anonymous")), None
            )
        gender = grammatical_gender(unit, segment, noun.gender)
        if unit.low[segment.start] in source_words()["demonstratives"] and (
            pointed := self.named_here(unit, gender)
        ):
            return pointed
        at, generic = unit.starts[segment.start], self.generic(unit, segment, office)
        contrast = unit.low[segment.end : segment.end + 2] in ([",", "lui"], [",", "elle"])
        own = unit.low[segment.start] in source_words()["possessives"]
        name = self.directory.titled(office, at, gender, alike=not own)
        if name or own or contrast:  # l'expert, lui, …: not who spoke last
            return self.person(name) if name else None
        if office.marks and not generic:
            found = self.just_told(unit, segment, office, gender)
        else:
            found = self.taken_up(unit, office, gender, generic)
        name = "" if found else self.directory.titled(office, at, gender)
        if name or found or office.marks:
            return self.person(name) if name else found
        return self.portrayed(unit, office, gender)

    def portrayed(self, unit: Unit, office: Office, gender: str) -> Entity | None:
        """Give whom an article is about, if nobody else of a gender is named: la ministre."""
        named = dict.fromkeys(self.directory.named_between(0, unit.start))
        same = [one for one in map(self.person, named) if one.gender == gender]
        if len(same) != 1 or same[0].name != self.directory.leading:
            return None
        return None if self.other_office(same[0].name, office) else same[0]

    def taken_up(self, unit: Unit, office: Office, gender: str, generic: bool) -> Entity | None:
        """Give who speaks or acts last among those whom a bare function may take up."""
        for entity in self.told(unit, 8):
            if " ; " in entity.name and generic:
                return self.only_one(entity, gender)
            same = office.head in fold(entity.name).split() and not office.marks
            near = office.head in source_words()["generic_persons"] and not unit.opens
            if entity.kind == "anonymous" and (same or (near and fits(entity, gender, False))):
                return entity
            if entity.kind == "group" and office.head in fold(one_of(entity).name).split()[:1]:
                return one_of(entity)
            entity = entity if unit.opens else _bare_name(entity, office)
            fitting = entity.kind == "person" and fits(entity, gender, False)
            apart = gender not in ("mf", entity.gender)
            unique = office.kinds & source_words()["unique_offices"] and apart
            other = not generic and self.other_office(entity.name, office)
            if fitting and not unique and not other:
                return entity
        return self.last_named(unit, gender) if generic else None

    def only_one(self, several: Entity, gender: str) -> Entity | None:
        """Give the one of several speakers who is of a gender."""
        people = [self.person(name) for name in several.name.split(" ; ")]
        found = [one for one in people if one.gender == gender]
        return found[0] if len(found) == 1 and several.kind == "person" else None

    def just_told(self, unit: Unit, segment: Phrase, office: Office, gender: str) -> Entity | None:
        """Give who spoke or acted right before, where the article names no function of theirs.

        Of an office that one person holds at a time, in a place that is named, only who spoke:
        le préfet du Val may well be new.
        """
        unique = office.kinds & source_words()["unique_offices"]
        spoke = () if unit.opens else self.recent(unit, 3)[:1]
        told_of = office.head in source_words()["epithets"]  # never of somebody new
        latest = unique or (_named_after(unit, segment) and not told_of)
        told = spoke if latest else self.told(unit, 1 if unit.opens else 3)
        for entity in told:
            entity = entity if unit.opens else _bare_name(entity, office)
            fitting = entity.kind == "person" and fits(entity, gender, False)
            if fitting and not (unique and gender not in ("mf", entity.gender)):
                sure = told_of or "ancie" in office.marks
                return entity if sure or not self.other_office(entity.name, office) else None
        return self.named_here(unit, gender) if told_of else None

    def generic(self, unit: Unit, segment: Phrase, office: Office) -> bool:
        """Tell whether a description tells of a person already named: la quinquagénaire."""
        of = [
            k
            for k in range(segment.start + 1, segment.end)
            if unit.tags[k] & OF and not _age_at(unit, k, segment.end)
        ]
        of_one = any(unit.low[k] in ("du", "des") or unit.tags[k + 1] & ARTICLE for k in of)
        if office.head in source_words()["kin"] and of_one:
            return False
        former = "ancie" in office.marks and len(office.marks) == 1
        taken_up = office.head in source_words()["generic_persons"] or (
            not of
            and (
                office.head in source_words()["epithets"]
                or unit.low[segment.start] in source_words()["demonstratives"]
            )
        )
        return (former or taken_up) and not any(
            unit.tags[k] & CAPITAL for k in range(segment.start + 1, segment.end)
        )

    def other_office(self, name: str, office: Office) -> bool:
        """Tell whether the article gives somebody only functions that exclude this one."""
        borne = self.directory.offices_of(name)
        if not borne:
            return office.head in source_words()["heads_of_state"] and not office.marks
        lists = source_words()
        open_to_all = lists["generic_persons"] | lists["memberships"]
        return not any(other.head in open_to_all or office.common(other) >= 0 for other in borne)

    def last_named(self, unit: Unit, gender: str) -> Entity | None:
        """Give the only person of a gender whom the paragraph and the one before it name."""
        names = dict.fromkeys(self.directory.named_between(self.reach_of(unit), unit.start))
        entities = [self.person(name) for name in names]
        sure = [entity for entity in entities if entity.gender == gender]
        sure = sure or [entity for entity in entities if entity.gender == "mf"]
        return sure[0] if len(sure) == 1 else None

    def named_here(self, unit: Unit, gender: str) -> Entity | None:
        """Give the last person of a gender whom the paragraph names: cet ancien de La Poste."""
        for person in map(self.person, self.people_here(unit)):
            if fits(person, gender, False):
                return person
        bare = next((one for one in self.told(unit, 2) if _bare(one)), None)
        return bare._replace(kind="person") if bare else None

    def people_here(self, unit: Unit) -> list[str]:
        """Give the people whom the paragraph names in full before a unit, the last first."""
        opens = unit.text.rfind("\n", 0, unit.start) + 1
        return self.directory.named_between(opens, unit.start)

    def reach_of(self, unit: Unit) -> int:
        """Give the place in the text where the paragraph before that of a unit begins."""
        here = unit.text.rfind("\n", 0, unit.start)
        return max(0, unit.text.rfind("\n", 0, max(0, here)))

    def same_body(
        self, unit: Unit, segment: Phrase, head: int, office: Office, noun: Noun
    ) -> Entity | None:
        """Find the body that a description such as « l'agence », « le parquet » takes up."""
        if office.head in source_words()["media_nouns"]:
            of = any(unit.tags[k] & OF for k in range(segment.start + 1, segment.end))
            medium = "" if of else self.directory.medium_before(unit.starts[segment.start])
            if medium:
                return Entity(medium, "organisation", noun.gender)
        if not office.marks:
            again = self.named_before(unit, unit.low[head])
            if again:
                return again
        owned = segment.end - head > 2 and unit.tags[head + 1] & OF and _person_at(unit, head + 2)
        if owned or len(office.marks) > 1 or office.head not in source_words()["named_after"]:
            return self.state_agency(unit, segment, office, noun)
        found = self.state_agency(unit, segment, office, noun)
        if found:
            return found
        name = self.directory.titled(office, unit.starts[segment.start])
        name = name or self.directory.body_named(unit.low[head], unit.starts[segment.start])
        if name:
            return Entity(name, "organisation", noun.gender)
        for entity in (*self.bodies_told(unit, segment, office), *self.recent(unit, 40)):
            alike = office.head in source_words()["media_nouns"] or not is_medium(entity.name)
            if entity.kind == "organisation" and alike and _names_body(entity.name):
                return Entity(entity.name, "organisation", noun.gender)
        return None

    def bodies_told(self, unit: Unit, segment: Phrase, office: Office) -> Iterator[Entity]:
        """Give the bodies told of before that a description without a name may take up."""
        words = range(segment.start + 1, segment.end)
        if any(unit.tags[k] & (CAPITAL | OF) for k in words):
            return
        if not office.marks:
            yield from self.told(unit, 2)
            yield from self.bodies(unit, 2)
        yield from self.told(unit, 8)

    def named_before(self, unit: Unit, head: str) -> Entity | None:
        """Give the last speaker whose description begins with a noun: le parquet (de Nantes)."""
        for entity in self.recent(unit, 40):
            if fold(entity.name).startswith(f"{head} ") and entity.kind == "organisation":
                return entity
        return None

    def state_agency(
        self, unit: Unit, segment: Phrase, office: Office, noun: Noun
    ) -> Entity | None:
        """Find the listed body of a kind and country that the article names, or the state's."""
        official = any(
            unit.low[k] in source_words()["official"] for k in range(segment.start, segment.end)
        )
        for known in bodies_of(office.head):
            if not _of_country(known, unit.low[segment.start : segment.end]):
                continue
            names = (known.name, *known.aliases)
            if (official and "officielle" in known.role) or any(
                name in self.directory.text for name in names
            ):
                return Entity(self.directory.written(known), known.kind, noun.gender)
        return None

    def recent(self, unit: Unit, reach: int) -> list[Entity]:
        """Give the speakers of the units before one, the nearest first."""
        numbers = range(unit.number - 1, max(-1, unit.number - reach), -1)
        return [entity for number in numbers for entity in self.spoken.get(number, ())]

    def speaks(self, number: int, entity: Entity) -> None:
        """Note that somebody speaks in a unit."""
        self.spoken.setdefault(number, []).insert(0, entity)

    def told(self, unit: Unit, reach: int) -> Iterator[Entity]:
        """Give who speaks in the statements before one; here, where none are read, no more."""
        yield from self.recent(unit, reach)

    def bodies(self, unit: Unit, reach: int) -> Iterator[Entity]:
        """Give the bodies named in the statements before one; none here, where none are read."""
        return iter(())


def _age_at(unit: Unit, k: int, end: int) -> bool:
    """Tell whether an age stands at token k: de 24 ans."""
    return k + 2 < end and unit.low[k + 2] in ("ans", "an")


def _names_body(name: str) -> bool:
    """Tell whether a name can be that of a company or the like: no place, no origin, no noun."""
    first = name.partition(" ")[0]
    plain = first[:1].islower() or (fold(first) in nouns() and " " not in name)
    return not (plain or is_place(name) or of_origin(first))


def _named_after(unit: Unit, segment: Phrase) -> bool:
    """Tell whether a name follows *de* without an article: le maire de Lyon, le général de G."""
    return any(
        unit.low[k] in ("de", "d'") and unit.tags[k + 1] & CAPITAL
        for k in range(segment.start, segment.end - 1)
    )


def _with_article(unit: Unit, k: int) -> bool:
    """Tell whether the capital article before a name is a part of it: selon Le Courant."""
    if k < 2 or not unit.tags[k - 1] & DETERMINER or not unit.tags[k - 1] & CAPITAL:
        return False
    return not unit.tags[k - 2] & (STOP | COLON | DASH | OPEN | MARKED)


def _name_end(unit: Unit, start: int, end: int) -> int:
    """Give where the words after the capitals of a body leave its name."""
    for k in range(start, end):
        if unit.tags[k] & PREPOSITION and unit.low[k] not in source_words()["name_links"]:
            return k
        if unit.tags[k] & (DAY | NUMBER):
            return k - int(bool(unit.tags[k - 1] & OF)) if k > start else k
    return end


def _body_like(name: str) -> bool:
    """Tell whether an unlisted name of several words opens like a place, a paper or a body."""
    first = fold(name.split()[0])
    if (
        " et " in name
        or is_place(name.split()[0])
        or first in source_words()["body_openings"]
        or first in nouns()
    ):
        return True
    if any(fold(word) in source_words()["body_words"] for word in name.split()[1:]):
        return True
    known = listed(name.split()[0])
    return bool(known and known.kind == "organisation")


def _of_country(known: Known, words: list[str]) -> bool:
    """Tell whether a description holds the adjective of a listed body's country."""
    stem = known.country[:-1]
    return len(stem) > 2 and any(word.startswith(stem) for word in words)


def _person_at(unit: Unit, k: int) -> bool:
    """Tell whether the noun of a person stands at token k, or after its article."""
    found = (nouns().get(low) for low in unit.low[k : k + 2])
    return any(noun is not None and noun.kind == "person" for noun in found)


def _bare(entity: Entity) -> bool:
    """Tell whether a name of one word, of which nothing else is known, can be a person's."""
    name = entity.name
    plain = name.isalpha() and name[:1].isupper() and not name.isupper()
    return entity.kind == "organisation" and plain and listed(name) is None and not is_place(name)


def _bare_name(entity: Entity, office: Office) -> Entity:
    """Take a name of one word for a person's where a trade that is no firm's takes it up."""
    firm = office.head in source_words()["firm_trades"]
    return entity._replace(kind="person") if _bare(entity) and not firm else entity
