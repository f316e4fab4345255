"""Who a source stands for, in reading order: pronouns brought to their antecedents."""

from collections.abc import Iterable, Iterator

from helpers.quotations.authority import is_medium
from helpers.quotations.descriptions import one_of
from helpers.quotations.directory import Directory
from helpers.quotations.entities import UNRESOLVED, Entity, animate, fits
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
    CAPITAL,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ETRE,
    FINITE,
    INVERTED,
    MARKED,
    NUMBER,
    OF,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    first_names,
    nouns,
    phrase_at,
    source_words,
)
from helpers.quotations.members import parts_of
from helpers.quotations.naming import Naming
from helpers.quotations.phrases import Phrase, phrase_after, verbal
from helpers.quotations.subjects import (
    group_start,
    main_subject,
    phrase_before,
    subject_before,
    subordinate,
)
from helpers.quotations.tagger import Tagger
from helpers.quotations.units import Unit

LINKING = ADVERB | COORDINATOR | PREPOSITION | SUBORDINATOR | SUBJECT | RELATIVE | QUE
NEAR, FAR = 8, 40  # units before a pronoun in which a speaker or subject is looked for
DEEP = 5  # pronouns that lead to pronouns are followed so far


class Resolver(Naming):
    """Resolves sources within one article, in reading order."""

    def __init__(self, text: str, units: list[Unit], tagger: Tagger | None = None) -> None:
        """`units`: all statements of the article, in order."""
        super().__init__(Directory(text, tagger.people(text) if tagger else ()))
        self.units, self.tagger = units, tagger
        self.subjects: dict[int, Entity | None] = {}
        self.alone: dict[int, Entity | None] = {}
        self.looking = 0  # how many statements back a subject is being looked for

    def resolve(self, unit: Unit, phrase: Phrase, *, depth: int = 0) -> Entity:
        """Give the entity that a source phrase names; several are joined by ` ; `."""
        unit.read()
        phrase = _without_client(unit, phrase)
        told = self.referent(unit, phrase)
        if told:
            return self.person(told)
        if one_of_two(unit, phrase) and (member := self.of_the_two(unit, phrase)):
            return member
        if one_of_them(unit, phrase):
            return self.one_among(unit, phrase, depth)
        if pronominal(unit, phrase):
            return self.antecedent(unit, phrase, depth)
        entity = self.together(unit, phrase, depth)
        if entity.kind == "document" and phrase.start > 2:
            return self.publisher(unit, phrase, depth) or entity
        return entity

    def speaks(self, number: int, entity: Entity) -> None:
        """Note that somebody speaks, and whose a text is: dans un communiqué, X dit P."""
        super().speaks(number, entity)
        unit = self.units[number]
        for k in range(unit.size - 2) if entity.kind in ("person", "organisation") else ():
            noun = nouns().get(unit.low[k + 2])
            brought = unit.low[k] in ("dans", "par") and unit.low[k + 1] in ("un", "une")
            if brought and noun and noun.kind == "document":
                self.authors |= dict.fromkeys((unit.low[k + 2], "document", "texte"), entity)

    def one_among(self, unit: Unit, phrase: Phrase, depth: int) -> Entity:
        """Give one of the group named last, or another such person: l'une d'elles, un autre."""
        if name := _name_of_one(unit, phrase.end):
            return self.person(name)
        gender = "f" if "une" in unit.low[phrase.start : phrase.end] else "m"
        before = range(unit.number - 1, max(-1, unit.number - 1 - NEAR), -1)
        voices = (entity for number in before for entity in self.voices(number, depth))
        told = [one for one in voices if one]
        groups = (one for one in (*told, self.group) if one and one.kind == "group")
        group = _surest(groups, gender, True)
        other = _surest((one for one in told if one.kind == "anonymous"), gender, False)
        if group is None and other and unit.low[phrase.end - 1] in ("autre", "autres"):
            return other._replace(name=f"autre {other.name.removeprefix('autre ')}")
        if group is None:
            return Entity(f"{UNRESOLVED}: l'un", UNRESOLVED, gender)
        return one_of(group)

    def publisher(self, unit: Unit, text: Phrase, depth: int) -> Entity | None:
        """Give who has given out a text: X a publié un communiqué qui affirme que P."""
        stems = tuple(source_words()["publishing"])
        if not any(
            unit.low[k].startswith(stems) for k in range(max(0, text.start - 7), text.start)
        ):
            return None
        subject = main_subject(unit, text.start)
        if subject is None or subject.end > text.start or pronominal(unit, subject):
            return None
        if unit.low[subject.start] in source_words()["nobody"]:
            return None
        entity = self.together(unit, subject, depth + 1)
        return entity if animate(unit, subject, entity) else None

    def told(self, unit: Unit, reach: int) -> Iterator[Entity]:
        """Give who speaks or acts in the statements before a unit, the nearest first."""
        for number in range(unit.number - 1, max(-1, unit.number - 1 - reach), -1):
            yield from self.spoken.get(number, ())
            if number in self.subjects or self.looking < 2:
                self.looking += 1
                subject = self.subject(number, 2) or self.only_person(number)
                self.looking -= 1
                if subject:
                    yield subject

    def bodies(self, unit: Unit, reach: int) -> Iterator[Entity]:
        """Give the bodies that the statements before a unit name, the nearest first."""
        for number in range(unit.number - 1, max(-1, unit.number - 1 - reach), -1):
            place = self.units[number].read()
            for k in range(place.size - 1, -1, -1):
                placed = k and place.low[k - 1] in source_words()["placing"]  # l'ouest de Lisieux
                found = None if placed else _mention(place, k)
                if found and self.known_name(place, found):
                    entity = self.one(place, found, DEEP)
                    if entity.kind == "organisation" and not is_medium(entity.name):
                        yield entity

    def known_name(self, unit: Unit, phrase: Phrase) -> bool:
        """Tell a name with its article, or one used twice, from the capital of a sentence."""
        if unit.low[phrase.start] in ("la", "le", "l'", "les", "du", "au"):
            return any(tag & CAPITAL for tag in unit.tags[phrase.start + 1 : phrase.end])
        name = unit.slice(phrase.start, phrase.start + 1)
        return bool(unit.tags[phrase.start] & CAPITAL) and unit.text.count(name) > 1

    def named_before(self, unit: Unit, head: str) -> Entity | None:
        """Give the last speaker, or else the last words, that say which body: la cour (d'appel)."""
        spoken = super().named_before(unit, head)
        if spoken or head in source_words()["media_nouns"]:
            return spoken
        for number in range(unit.number - 1, max(-1, unit.number - FAR), -1):
            place = self.units[number].read()
            heads = [k for k in range(1, place.size - 1) if place.low[k] == head]
            for k in (k for k in heads if place.tags[k + 1] & OF and place.tags[k - 1] & ARTICLE):
                phrase = phrase_after(place, k - 1, appositions=False)
                if phrase and phrase.start == k - 1 and phrase.end > k + 2:
                    return self.titled(place, phrase) or self.description(place, phrase)
        return None

    def whose(self, unit: Unit, possessive: Phrase, depth: int) -> Entity | None:
        """Give who a possessive stands for: the last person who speaks or acts.

        After somebody's kin has spoken, that somebody: *son avocat*, then *sa mère*.
        """
        found = _surest(self.near(unit, possessive, "mf", False, depth), "mf", False)
        return self.kin.get(found.name, found) if found else None

    def of_the_two(self, unit: Unit, phrase: Phrase) -> Entity | None:
        """Give the first or the second of those whom this unit or one of the last three names."""
        second = unit.low[phrase.start + 1].startswith("second")
        for number in range(unit.number, max(-1, unit.number - 4), -1):
            for entity in (*self.spoken.get(number, ()), self.subject(number, DEEP)):
                names = entity.name.split(" ; ") if entity and entity.plural else []
                if len(names) == 2:
                    return self.person(names[second])
                if entity and names and entity.name.split()[0] in nouns():
                    return one_of(entity)
        return None

    def together(self, unit: Unit, phrase: Phrase, depth: int) -> Entity:
        """Give the entity of a source that may have several members."""
        members = [self.one(unit, part, depth) for part in parts_of(unit, phrase)]
        if len(members) == 1:
            return members[0]
        if members[0].name in first_names() and " " in members[1].name:
            family = members[1].name.rpartition(" ")[2]
            members[0] = self.person(f"{members[0].name} {family}")
        names = " ; ".join(dict.fromkeys(member.name for member in members if member.name))
        return Entity(names, members[0].kind, members[0].gender, True)

    def referent(self, unit: Unit, phrase: Phrase) -> str:
        """Ask the tagger, where there is one, whom a source stands for."""
        if self.tagger is None:
            return ""
        start, end = unit.starts[phrase.start], unit.ends[phrase.end - 1]
        return self.tagger.referent(unit.text, start, end)

    def antecedent(self, unit: Unit, phrase: Phrase, depth: int) -> Entity:
        """Give who a pronoun stands for, by gender, number and distance."""
        word, gender, plural = _features(unit, phrase)
        if word == "on" and "y" in unit.low[max(0, phrase.start - 2) : phrase.end + 1]:
            told = list(self.told(unit, 3))
            texts = [one for one in told if one.kind in ("document", "organisation")]
            if texts or told:
                return (texts or told)[0]  # « P », peut-on y lire
        if depth <= DEEP:
            for candidates in (self.near, self.far):
                found = _surest(candidates(unit, phrase, gender, plural, depth), gender, plural)
                if found:
                    return found
        return Entity(f"{UNRESOLVED}: {word}", UNRESOLVED, gender, plural)

    def near(
        self, unit: Unit, phrase: Phrase, gender: str, plural: bool, depth: int
    ) -> Iterator[Entity | None]:
        """Give who a pronoun may stand for in the last statements, the likeliest first."""
        before = self.units[unit.number - 1] if unit.number else unit
        if unit.low[phrase.start] in source_words()["disjuncts"] and (
            before.paragraph == unit.paragraph
        ):
            yield self.ends_on(before)
            if plural and before is not unit:
                yield self.last_mentioned(
                    before, Phrase(before.read().size, 0), gender, plural, depth
                )
            yield from self.spoken.get(before.number, ())
        if unit.tags[phrase.start] & INVERTED:
            yield from self.spoken.get(unit.number, ())
        if _takes_up_the_last(unit, phrase):
            yield self.last_mentioned(unit, phrase, gender, plural, depth)
        if depth < DEEP:
            found = self.within(unit, phrase, depth)
            yield found and (found if found.gender != "mf" else found._replace(gender=gender))
        for number in range(unit.number - 1, max(-1, unit.number - 1 - NEAR), -1):
            yield from self.voices(number, depth)

    def far(
        self, unit: Unit, phrase: Phrase, gender: str, plural: bool, depth: int
    ) -> Iterator[Entity | None]:
        """Give who a pronoun may stand for where nobody near fits."""
        if depth == 0:
            if not plural:
                yield self.last_named(unit, gender)
            yield from self.distant(unit)
            inverted = unit.tags[phrase.start] & INVERTED
            yield self.named_by(
                unit, group_start(unit, phrase.start - 1) if inverted else phrase.start, depth
            )

    def distant(self, unit: Unit) -> Iterator[Entity | None]:
        """Give the people who speak or act further back, or right after an opening pronoun."""
        far = range(unit.number - 1 - NEAR, max(-1, unit.number - FAR), -1)
        ahead = range(unit.number + 1, min(unit.number + 4, len(self.units)))
        for number in (*far, *(ahead if unit.number < 3 else ())):
            for entity in self.voices(number, DEEP):
                if entity and entity.kind == "person":
                    yield entity

    def ends_on(self, unit: Unit) -> Entity | None:
        """Give the person of whom a unit's last clause tells: …, neveu de Y, qui proteste."""
        unit.read()
        k = next((k for k in range(unit.size - 1, 0, -1) if unit.tags[k] & (RELATIVE | MARKED)), 0)
        if unit.low[k : k + 1] != ["qui"] or not unit.tags[k - 1] & COMMA:
            return None
        phrase = phrase_before(unit, k - 1, plural=False)
        entity = self.one(unit, phrase, DEEP) if phrase else None
        return entity if entity and entity.kind == "person" else None

    def voices(self, number: int, depth: int) -> Iterator[Entity | None]:
        """Give the speaker and the subject of a unit."""
        if number >= 0:
            subject = self.subject(number, depth)
            if depth:
                yield subject
            yield from self.spoken.get(number, ())
            yield subject or self.agent(self.units[number], self.units[number].size)
            if subject is None:
                yield self.only_person(number)

    def only_person(self, number: int) -> Entity | None:
        """Give the one person whom a unit names, where its subject cannot speak."""
        if number not in self.alone:
            unit = self.units[number].read()
            words = () if _signs(unit) else range(unit.size)
            capitals = (k for k in words if unit.tags[k] & CAPITAL and not _of_body(unit, k))
            found = [_mention(unit, k) for k in capitals]
            named = {self.one(unit, phrase, DEEP): phrase for phrase in found if phrase}
            people = [entity for entity in named if entity.kind == "person"]
            person = people[0] if len(people) == 1 else None
            tied = person and unit.tags[named[person].start - 1] & OF
            leads = not tied or (person and person.name == self.directory.leading)
            self.alone[number] = person if leads else None
        return self.alone[number]

    def last_mentioned(
        self, unit: Unit, phrase: Phrase, gender: str, plural: bool, depth: int
    ) -> Entity | None:
        """Give the last person or body before « ce dernier » that agrees with it."""
        inside = unit is not self.units[unit.number]  # marks, whose words are read apart
        somebody = unit.low[phrase.end - 1].startswith("intéressé")
        reach = NEAR if somebody else 3
        for number in range(unit.number - inside, max(-1, unit.number - reach), -1):
            place = self.units[number].read()
            end = phrase.start if place is unit else place.size
            for k in range(end - 1, -1, -1):
                found = _mention(place, k)
                if found and found.end <= end:
                    entity = self.one(place, found, depth + 1)
                    if somebody and entity.kind != "person":
                        continue
                    if fits(entity, gender, plural) and animate(place, found, entity):
                        return entity
        return None

    def within(self, unit: Unit, phrase: Phrase, depth: int) -> Entity | None:
        """Look for the antecedent in the same unit, before the pronoun and what is quoted."""
        end = _told_until(unit, phrase)
        return self.named_by(unit, end, depth) if end >= 3 else None

    def named_by(self, unit: Unit, end: int, depth: int) -> Entity | None:
        """Give who acts in the words of a unit before a place: subject or agent."""
        subject = main_subject(unit, end) or self.opening(unit)
        if subject is None or subject.start >= end or pronominal(unit, subject):
            return None
        if unit.low[subject.start] in source_words()["relaying"] | {"on"}:
            return None  # Joint par téléphone, il …
        entity = self.one(unit, subject, depth + 1)
        return entity if animate(unit, subject, entity) else self.agent(unit, end)

    def opening(self, unit: Unit) -> Phrase | None:
        """Give the phrase that opens a unit: no adverb (Parfois, elle), nor what a pronoun is.

        *Fille d'ajusteur, elle …* tells of whom the pronoun stands for.
        """
        if unit.low[:1] == ["quant"]:
            return phrase_after(unit, 2)  # Quant à la direction, elle …
        phrase = phrase_after(unit, 0, before_verb=True)
        if phrase is None or (phrase.end == 1 and not self.known_name(unit, phrase)):
            return None
        bare = not unit.tags[0] & DETERMINER and any(t & SPEAKING for t in unit.tags[: phrase.end])
        bare = bare and not any(tag & CAPITAL for tag in unit.tags[1 : phrase.end])
        return None if bare and unit.tags[phrase.end] & COMMA else phrase

    def agent(self, unit: Unit, end: int) -> Entity | None:
        """Give who acts in a passive clause: critiqué par X."""
        for k in range(1, min(end, unit.size - 1)):
            if unit.low[k] == "par" and unit.tags[k - 1] & (PARTICIPLE | ADVERB):
                if unit.low[k - 1].startswith(("passé", "commencé", "fini", "terminé")):
                    continue  # passée par l'université
                phrase = phrase_after(unit, k + 1)
                entity = self.together(unit, phrase, DEEP) if phrase else None
                if phrase and entity and animate(unit, phrase, entity):
                    return entity
        return None

    def subject(self, number: int, depth: int) -> Entity | None:
        """Give the main subject of a unit, where it can speak."""
        if number not in self.subjects:
            self.subjects[number] = None
            self.subjects[number] = self._subject(self.units[number].read(), depth)
        return self.subjects[number]

    def _subject(self, unit: Unit, depth: int) -> Entity | None:
        if _signs(unit):
            return None
        for k in range(1, min(unit.size, 60)):
            if not (unit.tags[k] & FINITE and verbal(unit, k)) or subordinate(unit, k):
                continue
            found = subject_before(unit, group_start(unit, k), plural=bool(unit.tags[k] & PLURAL))
            if found is not None and not _impersonal(unit, found, k):
                if unit.low[found.start] in source_words()["nobody"]:
                    return None
                if pronominal(unit, found):
                    return self.antecedent(unit, found, depth + 1) if depth < DEEP else None
                entity = self.together(unit, found, depth + 1)
                return entity if animate(unit, found, entity) else None
        if inverted := self._inverted(unit, depth):
            return inverted
        opening = phrase_after(unit, 0, before_verb=True)
        if opening and unit.tags[opening.start] & CAPITAL and not pronominal(unit, opening):
            entity = self.one(unit, opening, depth + 1)
            return entity if entity.kind == "person" else None
        return None

    def _inverted(self, unit: Unit, depth: int) -> Entity | None:
        """Read the subject of « Une rumeur que dément X »."""
        for k in range(1, min(unit.size - 2, 12)):
            if unit.tags[k] & QUE and unit.tags[k + 1] & FINITE and verbal(unit, k + 1):
                phrase = phrase_after(unit, k + 2)
                entity = self.together(unit, phrase, depth + 1) if phrase else None
                return entity if phrase and entity and animate(unit, phrase, entity) else None
        return None


def _impersonal(unit: Unit, subject: Phrase, verb: int) -> bool:
    """Tell whether *il* stands for nobody: il était 23 heures, il y a, il faut, il s'agit."""
    if unit.low[subject.start] != "il":
        return False
    timed = unit.tags[verb] & ETRE and any(t & (NUMBER | TIME) for t in unit.tags[verb + 1 :][:1])
    return (
        bool(timed) or unit.low[verb] in source_words()["impersonal"] or unit.low[verb - 1] == "y"
    )


def _name_of_one(unit: Unit, k: int) -> str:
    """Give the name after « l'un d'eux, »: Idris, que nous appellerons Idris; empty for none."""
    while k < unit.size and unit.low[k] in ("d'", "entre", "eux", "elles"):
        k += 1
    if k >= unit.size or not unit.tags[k] & COMMA:
        return ""
    k += 1
    k += 3 * int(unit.low[k : k + 3] == ["que", "nous", "appellerons"])
    end = k
    while end < unit.size and unit.tags[end] & CAPITAL and not unit.tags[end] & DETERMINER:
        end += 1
    return unit.slice(k, end)


def _without_client(unit: Unit, phrase: Phrase) -> Phrase:
    """Leave out for whom a survey was made: un sondage X pour Y et Z."""
    if source_words()["surveys"].isdisjoint(unit.low[phrase.start : phrase.start + 2]):
        return phrase
    client = (k for k in range(phrase.start + 2, phrase.end) if unit.low[k] == "pour")
    return Phrase(phrase.start, next(client, phrase.end))


def _of_body(unit: Unit, k: int) -> bool:
    """Tell whether the name at token k is that of a body: du cabinet X."""
    lists = source_words()
    return k > 1 and unit.low[k - 1] in lists["named_after"] and unit.low[k - 2] in lists["of"]


def _signs(unit: Unit) -> bool:
    """Tell whether a line is nothing but a name, as the author's is."""
    name = CAPITAL | STOP
    return unit.opens and unit.size < 6 and all(tag & name for tag in unit.tags[: unit.size])


def _surest(candidates: Iterable[Entity | None], gender: str, plural: bool) -> Entity | None:
    """Give the first who agrees; a body whose name shows no gender gives way to a person."""
    weak = None
    for found in candidates:
        if found and fits(found, gender, plural):
            if plural or found.kind != "organisation" or found.gender != "mf":
                return found
            weak = weak or found
    return weak


def one_of_them(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a phrase is *l'un*, *l'une d'elles*, *l'un d'entre eux*, *un autre*."""
    low = unit.low[phrase.start : phrase.end]
    if low in (["un", "autre"], ["une", "autre"]):
        return True
    them = not low[2:] or low[-1] in source_words()["disjuncts"]
    return low[:2] in (["l'", "un"], ["l'", "une"]) and them


def one_of_two(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a phrase is *le premier* or *la seconde*, without a noun."""
    two = phrase.end - phrase.start == 2
    return two and unit.low[phrase.start + 1] in source_words()["first_or_second"]


def pronominal(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a phrase is a pronoun, or *ce dernier*."""
    low, lists = unit.low[phrase.start], source_words()
    if own_view(unit, phrase):
        return True
    if unit.tags[phrase.start] & INVERTED or low in lists["pronouns"]:
        return phrase.end - phrase.start == 1 or low not in ("celui", "celle")
    words = unit.low[phrase.start : phrase.end]
    if words in (["le", "même"], ["la", "même"], ["les", "mêmes"]):
        return True
    return low in ("ce", "cette", "ces", "l'") and len(words) >= 2 and words[1] in lists["last"]


def own_view(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a phrase is the end of *à ses yeux*, *à leur avis*, *à l'en croire*."""
    size = phrase_at("own_views", unit.low, phrase.start - 1) if phrase.start else 0
    return size > 1 and phrase.start - 1 + size == phrase.end


def _told_until(unit: Unit, phrase: Phrase) -> int:
    """Give where the author's words before a pronoun end: at a colon before marks, or at it."""
    marked = [k for k in range(1, phrase.start) if unit.tags[k] & MARKED]
    colons = [k for k in range(3, phrase.start) if unit.tags[k] & COLON]
    if colons and (unit.tags[phrase.start] & INVERTED or colons[0] + 1 in marked):
        return colons[0]
    quoted = any(unit.ends[k] - unit.starts[k] > 60 for k in (0, *marked) if k in unit.spans)
    return -1 if quoted or unit.tags[phrase.start] & INVERTED else phrase.start


def _takes_up_the_last(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a pronoun stands for what was named last: ce dernier, celui-ci."""
    return phrase.end - phrase.start > 1 or unit.low[phrase.start].endswith("-ci")


def _features(unit: Unit, phrase: Phrase) -> tuple[str, str, bool]:
    """Give the word, the gender and the number of a pronoun."""
    word = unit.low[phrase.start]
    if own_view(unit, phrase):
        return word, "mf", word in ("leur", "leurs", "les")
    if phrase.end - phrase.start > 1:
        word = unit.low[phrase.start + 1]
        if word.startswith("même"):
            return word, "f" if unit.low[phrase.start] == "la" else "m", word[-1] == "s"
        return word, "f" if word.startswith(("dernière", "intéressée")) else "m", word[-1] == "s"
    word = word.removeprefix("-t-").removeprefix("-")
    stem = word.removesuffix("-ci")
    plural = stem in ("ils", "elles", "eux", "ceux", "celles")
    return word, "f" if "elle" in stem else "m", plural


def _mention(unit: Unit, k: int) -> Phrase | None:
    """Read the noun phrase at token k where one begins with an article or a name."""
    tags = unit.tags[k]
    if tags & DETERMINER:
        if k + 1 >= unit.size or not any(
            tag & (SPEAKING | CAPITAL) for tag in unit.tags[k + 1 : k + 3]
        ):
            return None
    elif not tags & CAPITAL or tags & LINKING or (k and unit.tags[k - 1] & (CAPITAL | DETERMINER)):
        return None
    return phrase_after(unit, k, appositions=False, before_verb=True)
