"""Who a source is: names, titles, pronouns and descriptions brought to one speaker."""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from helpers.language import fold, function_words
from helpers.language.lexicons import read_lexicon
from helpers.quotations.lexicon import (
    ADVERB,
    CAPITAL,
    COMMA,
    DAY,
    DETERMINER,
    FEMININE,
    FINITE,
    INVERTED,
    MARKED,
    MASCULINE,
    NUMBER,
    OPEN,
    PLURAL,
    PREPOSITION,
    SPEAKING,
    TITLE,
    Noun,
    first_names,
    nouns,
    source_words,
)
from helpers.quotations.sources import (
    Phrase,
    group_start,
    headed,
    main_subject,
    phrase_after,
    subject_before,
    subordinate,
    verbal,
)
from helpers.quotations.tagger import Tagger
from helpers.quotations.units import Unit

UNRESOLVED = "unresolved"
_CAP = r"(?:[A-ZÀ-ÖØ-ÞŒŞŠŽĆČ][\w'’.-]*\w|[A-Z]\.)"
_PARTICLE = (
    r"(?:(?:de|du|d'|d’|da|di|dos|van|von|der|den|ter|el|al|ben|bin|ibn|ould|le|la|of)[ -]?)"
)
_NAME = re.compile(rf"{_CAP}(?:[  ](?:{_PARTICLE}[  ]?){{0,2}}(?:al-|el-)?{_CAP})+")
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "d'",
        "da",
        "di",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "el",
        "al",
        "ben",
        "bin",
        "ibn",
        "ould",
        "le",
        "la",
        "of",
    ]
)
_WORD = re.compile(r"[\w-]+(?:['’](?=\w))?")
_LINKS = frozenset(["de", "du", "des", "d'"])
_LINK_WORDS = frozenset(
    ["de", "du", "des", "d'", "la", "le", "les", "l'", "à", "au", "aux", "et", "en"]
)
_PRONOUNS = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "lui",
        "eux",
        "celui-ci",
        "celle-ci",
        "ceux-ci",
        "celles-ci",
        "celui",
        "celle",
    ]
)
_AUXILIARIES = frozenset(
    ["a", "ont", "est", "sont", "avait", "avaient", "était", "étaient", "que", "qu'", "qui"]
)
_LAST = frozenset(("dernier", "dernière", "derniers", "dernières", "intéressé", "intéressée"))


class Entity(NamedTuple):
    """Somebody or something that can speak."""

    name: str
    kind: str  # person, organisation, group, anonymous, document, unresolved
    gender: str = "mf"
    plural: bool = False


class _Title(NamedTuple):
    head: str
    marks: frozenset[str]
    name: str
    at: int


class Known(NamedTuple):
    """An entry of data/lexicons/speakers.yml."""

    name: str
    kind: str
    gender: str
    role: str
    country: str


@functools.cache
def authority() -> dict[str, Known]:
    """Give the entries of speakers.yml by each of their folded names and aliases."""
    entries: dict[str, Known] = {}
    for row in read_lexicon("speakers.yml"):
        known = Known(
            row["name"],
            row.get("kind", "person"),
            row.get("gender", "mf"),
            fold(row.get("role", "")),
            fold(row.get("country", "")),
        )
        for name in (row["name"], *row.get("aliases", ())):
            entries[name_key(name)] = known
    return entries


def name_key(name: str) -> str:
    """Make a name comparable: folded, hyphens as spaces."""
    return fold(name).replace("-", " ")


@functools.cache
def surnames() -> dict[str, str]:
    """Give the listed people by family name, where only one listed person bears it."""
    bearers: dict[str, set[str]] = {}
    for known in authority().values():
        words = known.name.split()
        if known.kind == "person" and len(words) > 1:
            first = known.country in ("nord-coréen", "sud-coréen", "chinois")
            bearers.setdefault(name_key(words[0 if first else -1]), set()).add(known.name)
    return {name: people.pop() for name, people in bearers.items() if len(people) == 1}


def is_place(name: str) -> bool:
    """Tell whether a listed body is a country or a capital that speaks for it."""
    known = authority().get(name_key(name))
    return bool(known and known.kind == "organisation" and not known.role)


class Directory:
    """The names of one article: who has which full name, title and gender."""

    def __init__(self, text: str, people: Iterable[str] = ()) -> None:
        """Names and titles are read from the text when first asked for."""
        self.text, self.people = text, frozenset(people)
        self._names: dict[str, int] | None = None
        self._titles: list[_Title] | None = None
        self.genders: dict[str, str] = {}
        self._acronyms: dict[str, str] | None = None

    @property
    def names(self) -> dict[str, int]:
        """Give the names of several words in the text with the place of their first mention."""
        if self._names is None:
            self._names = {name: max(0, self.text.find(name)) for name in self.people}
            for found in _NAME.finditer(self.text):
                name = self._trim(found[0])
                if " " in name or "\u00a0" in name:
                    self._names.setdefault(name, found.start())
        return self._names

    def _trim(self, name: str) -> str:
        words = name.split()
        while words and (
            fold(words[0]) in _sentence_words()
            or (fold(words[0]) in nouns() and fold(words[0]) not in first_lower())
        ):
            words = words[1:]
        return " ".join(words).strip(".").removesuffix("'s")

    def full(self, name: str) -> str:
        """Give the fullest name in the article for a name or a part of one."""
        known = authority().get(name_key(name))
        if known:
            return known.name
        parts = name.split()
        best = ""
        for other in self.names:
            words = other.split()
            if len(words) <= len(parts):
                continue
            if words[-len(parts) :] == parts or (
                len(parts) == 1 and words[0] == parts[0] and person_like(other)
            ):
                better = words[-len(parts) :] == parts and person_like(other)
                if not best or (better and not person_like(best)):
                    best = other
        if not best and len(parts) == 1 and (listed := surnames().get(name_key(name))):
            return listed
        if not best and len(parts) == 1 and name.isupper() and len(name) > 1:
            return self.acronyms.get(name, name)
        if best and (known := authority().get(name_key(best))):
            return known.name
        return (
            best
            if (best and person_like(best)) or (best and len(parts) == 1 and not name.isupper())
            else name
        )

    @property
    def acronyms(self) -> dict[str, str]:
        """Give what an acronym in brackets stands for: Open Society Foundations (OSF)."""
        if self._acronyms is None:
            self._acronyms = {}
            for found in re.finditer(r" \(([A-Z]{2,8})\)", self.text):
                letters = found[1].lower()
                before = self.text[max(0, found.start() - 90) : found.start()]
                words = re.split(r"[\n.;:()«»]", before)[-1].split()
                for size in range(len(letters), min(len(words), len(letters) + 5) + 1):
                    first = words[-size].replace("’", "'").split("'")[-1]
                    if first[:1].lower() == letters[0] and first[:1].isupper():
                        name = " ".join([first, *words[-size + 1 :]]) if size > 1 else first
                        self._acronyms[found[1]] = name
                        break
        return self._acronyms

    @property
    def titles(self) -> list[_Title]:
        """Give the functions that the article gives to names."""
        if self._titles is None:
            self._titles = []
            for name in self.names:
                at = self.text.find(name)
                while at >= 0:
                    self._read_titles(name, at, at + len(name))
                    at = self.text.find(name, at + len(name))
        return self._titles

    def _read_titles(self, name: str, start: int, end: int) -> None:
        before = re.split(r"[.;:!?«»“”\"()\n]", self.text[max(0, start - 110) : start])[-1]
        full = self.full(name)
        segments = before.rstrip().rstrip(",").split(",")
        if not self._title(segments[-1], full, start) and len(segments) > 1:
            self._title(",".join(segments[-4:]), full, start)
        after = re.match(
            r",? (?:\([^)]{1,20}\) ?)?,? ?([^.;:!?«»“”\"()\n,]{4,90})", self.text[end : end + 120]
        )
        if after and self.text[end : end + 1] == ",":
            self._title(after[1], full, start, first=True)
        known = authority().get(name_key(full))
        if known and known.role and known.country:
            self._titles_add(
                _Title(
                    known.role.split()[0],
                    frozenset((known.country, *known.role.split()[1:])),
                    full,
                    start,
                )
            )

    def _title(self, text: str, name: str, at: int, *, first: bool = False) -> bool:
        if not first:
            text = _after_and(text)
        words = [fold(word) for word in _WORD.findall(text)]
        for k, word in enumerate(words[:4] if first else words):
            noun = nouns().get(word)
            if noun and noun.kind in ("person", "organisation") and len(words) - k < 16:
                if k and words[k - 1] in _LINKS:
                    continue
                if not first and len(words) - k > 14:
                    continue
                if any(word in _AUXILIARIES for word in words[k + 1 :]):
                    return False
                marks = frozenset(w for w in words[k + 1 :] if w not in _LINK_WORDS)
                self._titles_add(_Title(word, marks, name, at))
                gender = noun.gender
                if gender == "mf" and k:
                    gender = {"la": "f", "le": "m", "une": "f", "un": "m"}.get(words[k - 1], "mf")
                if gender != "mf" and noun.kind == "person":
                    self.genders.setdefault(name, gender)
                return True
        return False

    def _titles_add(self, title: _Title) -> None:
        assert self._titles is not None
        self._titles.append(title)

    def gender(self, name: str) -> str:
        """Give the gender of a person: authority list, title in the article, first name."""
        known = authority().get(name_key(name))
        if known and known.gender != "mf":
            return known.gender
        _ = self.titles
        if name in self.genders:
            return self.genders[name]
        first = first_names().get(name.split()[0] if name else "", "mf")
        if first == "mf":
            last = name.split()[-1] if name else ""
            if re.search(rf"\b(?:Mme|Mlle|Madame)[  ](?:[\w-]+ )?{re.escape(last)}", self.text):
                return "f"
            if re.search(rf"\b(?:M\.|Monsieur)[  ](?:[\w-]+ )?{re.escape(last)}", self.text):
                return "m"
        return first

    def titled(self, head: str, marks: frozenset[str], at: int) -> str:
        """Give who bears a function, the nearest before a place; empty where nobody does."""
        heads = same_function(head)
        best, score = "", (0, 0, 0)
        for title in self.titles:
            if title.head not in heads and head not in same_function(title.head):
                continue
            common = len(marks & title.marks)
            if marks and title.marks and not common:
                continue
            if marks and not title.marks and len(heads) == 1:
                pass
            near = title.at if title.at < at else -title.at
            rank = (common, int(title.head == head), near)
            if not best or rank > score:
                best, score = title.name, rank
        return best


def _after_and(text: str) -> str:
    """Keep the last of coordinated phrases: « le roi X et le ministre » tells of a minister."""
    last = text.rpartition(" et ")[2]
    words = [fold(word) for word in _WORD.findall(last)]
    return last if any(word in nouns() for word in words[:4]) else text


def same_function(head: str) -> frozenset[str]:
    """Give the functions that may name the bearer of a function."""
    lists = source_words()
    found = {head}
    for name in ("heads_of_state", "heads_of_government"):
        if head in lists[name]:
            found |= lists[name]
    return frozenset(found)


@functools.cache
def _sentence_words() -> frozenset[str]:
    return (
        function_words()
        | source_words()["adverbs"]
        | source_words()["days"]
        | frozenset(
            [
                "mme",
                "mm",
                "m",
                "monsieur",
                "madame",
                "me",
                "dr",
                "mgr",
                "pr",
                "mlle",
                "selon",
                "après",
            ]
        )
    )


@functools.cache
def first_lower() -> frozenset[str]:
    """Give the first names, folded."""
    return frozenset(fold(name) for name in first_names())


def person_like(name: str) -> bool:
    """Tell whether a name of several words is a person's: by its first name or as listed."""
    known = authority().get(name_key(name))
    if known:
        return known.kind == "person"
    first = name.split()[0] if name.strip() else ""
    return first in first_names() or first.split("-")[0] in first_names()


def parts_of(unit: Unit, phrase: Phrase) -> list[Phrase]:
    """Cut a source into its coordinated members: « X et le ministre Y »."""
    cuts, start = [], phrase.start
    for k in range(phrase.start + 1, phrase.end - 1):
        if unit.low[k] != "et":
            continue
        after, tags = unit.low[k + 1], unit.tags[k + 1]
        if after in ("de", "du", "d'") and not (
            after == "de" and unit.low[min(k + 2, unit.size - 1)] in ("hauts", "nombreux", "hautes")
        ):
            continue
        if after == "des" and unit.low[phrase.start] not in (
            "des",
            "les",
            "de",
            "plusieurs",
            "certains",
        ):
            continue
        if not tags & (DETERMINER | CAPITAL | TITLE) or k - start < 1:
            continue
        if (
            tags & DETERMINER
            and not tags & CAPITAL
            and unit.low[k - 1]
            and _inside_complement(unit, start, k)
        ):
            continue
        if tags & CAPITAL and not tags & DETERMINER and _inside_complement(unit, start, k):
            continue
        cuts.append(Phrase(start, k))
        start = k + 1
    cuts.append(Phrase(start, phrase.end))
    members: list[Phrase] = []
    for cut in cuts[:-1] if len(cuts) > 1 else []:
        members += _listed(unit, cut)
    return [*members, cuts[-1]]


def _inside_complement(unit: Unit, start: int, k: int) -> bool:
    """Tell whether `et` at token k joins two complements (ministre du Travail et la Santé)."""
    for j in range(k - 1, start, -1):
        if unit.tags[j] & COMMA:
            return False
        if unit.low[j] in _LINKS:
            return (
                not any(
                    unit.tags[i] & CAPITAL and not unit.tags[i] & DETERMINER
                    for i in range(start, j)
                )
                and unit.tags[k - 1] & CAPITAL != 0
                and unit.tags[k + 1] & DETERMINER == 0
            )
    return False


def _listed(unit: Unit, phrase: Phrase) -> list[Phrase]:
    """Cut « A, B » before `et C`; an apposition stays with its name."""
    return [phrase]


class Resolver:
    """Resolves sources within one article, in reading order."""

    def __init__(self, text: str, units: list[Unit], tagger: Tagger | None = None) -> None:
        """`units`: all statements of the article, in order."""
        self.units, self.tagger = units, tagger
        self.directory = Directory(text, tagger.people(text) if tagger else ())
        self.spoken: dict[int, Entity] = {}  # unit number → its last speaker
        self.subjects: dict[int, Entity | None] = {}

    def resolve(self, unit: Unit, phrase: Phrase, *, depth: int = 0) -> Entity:
        """Give the entity that a source phrase names; several are joined by ` ; `."""
        unit.read()
        told = self.referent(unit, phrase)
        if told:
            return self.person(told)
        if self.pronominal(unit, phrase):
            return self.antecedent(unit, phrase, depth)
        members = [self.one(unit, part, depth) for part in parts_of(unit, phrase)]
        if len(members) == 1:
            return members[0]
        names = " ; ".join(dict.fromkeys(member.name for member in members if member.name))
        return Entity(names, members[0].kind, members[0].gender, True)

    def referent(self, unit: Unit, phrase: Phrase) -> str:
        """Ask the tagger, where there is one, whom a source stands for."""
        if self.tagger is None:
            return ""
        start, end = unit.starts[phrase.start], unit.ends[phrase.end - 1]
        return self.tagger.referent(unit.text, start, end)

    def pronominal(self, unit: Unit, phrase: Phrase) -> bool:
        """Tell whether a phrase is a pronoun, or *ce dernier*."""
        low = unit.low[phrase.start]
        if unit.tags[phrase.start] & INVERTED or low in _PRONOUNS:
            return phrase.end - phrase.start == 1 or low in _PRONOUNS - {"celui", "celle"}
        return (
            low in ("ce", "cette", "ces", "l'")
            and phrase.end - phrase.start >= 2
            and unit.low[phrase.start + 1] in _LAST
        )

    def recent(self, unit: Unit, reach: int) -> list[Entity]:
        """Give the speakers of the units before one, the nearest first."""
        numbers = range(unit.number - 1, max(-1, unit.number - reach), -1)
        return [self.spoken[number] for number in numbers if number in self.spoken]

    # --- names and descriptions --------------------------------------------------------------

    def one(self, unit: Unit, phrase: Phrase, depth: int = 0) -> Entity:
        """Resolve a source of one member."""
        segments = _segments(unit, phrase)
        runs = [run for segment in segments for run in _runs(unit, segment)]
        for segment, run, linked in runs:
            name = self._text(unit, run)
            if not linked and self.is_person(unit, segment, run, name):
                return self.person(name)
        head_segment = segments[0] if segments else phrase
        described = self.described(unit, head_segment, depth)
        if described:
            return described
        for segment, run, linked in runs:
            if not linked:
                return self.named(unit, segment, run)
        return self.description(unit, head_segment)

    def _text(self, unit: Unit, run: Phrase) -> str:
        return re.sub(r"\s+", " ", unit.slice(run.start, run.end)).strip(" .")

    def is_person(self, unit: Unit, segment: Phrase, run: Phrase, name: str) -> bool:
        """Tell whether a name is a person's."""
        head = self.noun_before(unit, segment, run)
        if head is not None and (head.kind == "organisation" or run.start > segment.start):
            return head.kind in ("person", "title")
        known = authority().get(name_key(name))
        if known:
            return known.kind == "person"
        full = self.directory.full(name)
        if person_like(full) or full in self.directory.people:
            return True
        return (
            run.end - run.start > 1
            and run.start == segment.start
            and not _place_like(unit, run, segment)
            and fold(name.split()[0]) not in nouns()
        )

    def noun_before(self, unit: Unit, segment: Phrase, run: Phrase) -> Noun | None:
        """Give the noun that heads the segment before a name."""
        for k in range(segment.start, run.start):
            noun = nouns().get(unit.low[k])
            if noun and not (k > segment.start and unit.low[k - 1] in _LINKS):
                return noun
        return None

    def person(self, name: str) -> Entity:
        """Give the entity of a person, by the fullest name."""
        full = self.directory.full(name)
        known = authority().get(name_key(full))
        return Entity(full, known.kind if known else "person", self.directory.gender(full))

    def named(self, unit: Unit, segment: Phrase, run: Phrase) -> Entity:
        """Give the entity of a body that has a name."""
        name = self._text(unit, run)
        known = authority().get(name_key(name))
        if known:
            return Entity(
                known.name,
                known.kind,
                _grammatical(unit, segment, known.gender),
                _plural(unit, segment),
            )
        if run.start == segment.start or unit.tags[run.start - 1] & DETERMINER:
            end = segment.end
            whole = Phrase(run.start, end)
            longer = self._text(unit, whole)
            known = authority().get(name_key(longer))
            if known:
                return Entity(
                    known.name,
                    known.kind,
                    _grammatical(unit, segment, known.gender),
                    _plural(unit, segment),
                )
            full = self.directory.full(longer if end > run.end else name)
            surname = " " in full and full.endswith(f" {name}") and not name.isupper()
            if person_like(full) or surname:
                return self.person(full)
            return Entity(full, "organisation", _grammatical(unit, segment), _plural(unit, segment))
        full = self.directory.full(name)
        return Entity(full, "organisation", _grammatical(unit, segment), _plural(unit, segment))

    def described(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Read a phrase headed by a noun: le porte-parole, l'agence X, des responsables."""
        head_at = next(
            (
                k
                for k in range(segment.start, segment.end)
                if nouns().get(unit.low[k])
                and not unit.tags[k] & TITLE
                and not (
                    unit.tags[k] & CAPITAL
                    and k > segment.start
                    and not unit.tags[k - 1] & DETERMINER
                )
            ),
            -1,
        )
        owned = self.owner(unit, segment, depth)
        if owned:
            return owned
        if head_at < 0 or any(
            unit.low[k] in _LINKS and k > segment.start for k in range(segment.start, head_at)
        ):
            return None
        noun = nouns()[unit.low[head_at]]
        runs = [
            run for _, run, linked in _runs(unit, segment) if not linked and run.start > head_at
        ]
        if (
            runs
            and unit.low[head_at] in source_words()["named_by_people"]
            and runs[0].start - head_at < 3
        ):
            return self.description(unit, segment)
        if (
            runs
            and noun.kind in ("organisation", "group")
            and unit.low[head_at] in source_words()["named_after"]
        ):
            name = self._text(unit, runs[0])
            known = authority().get(name_key(name))
            rest = range(runs[0].end, segment.end)
            if not known and all(
                unit.low[j].isalpha() and not unit.tags[j] & (PREPOSITION | NUMBER) for j in rest
            ):
                name = self._text(unit, Phrase(runs[0].start, segment.end))
            full = known.name if known else self.directory.full(name)
            return Entity(full, "organisation", noun.gender, noun.kind == "group")
        definite = unit.low[segment.start] in (
            "le",
            "la",
            "l'",
            "ce",
            "cet",
            "cette",
            "son",
            "sa",
        ) or (unit.tags[segment.start] & CAPITAL and unit.low[segment.start] in ("le", "la", "l'"))
        if definite and noun.kind in ("person", "organisation") and not runs and depth < 4:
            marks = frozenset(
                unit.low[k]
                for k in range(head_at + 1, segment.end)
                if (unit.low[k] not in _LINK_WORDS and unit.low[k].isalpha())
                or ("-" in unit.low[k] and k > head_at)
            )
            bearer = self.bearer(unit, segment, unit.low[head_at], noun.kind, marks)
            if bearer:
                return bearer
        return self.description(unit, segment)

    def owner(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Go from a text or an act of speech to its author: les propos de X."""
        start = segment.start
        while (
            start < segment.end
            and unit.tags[start] & (DETERMINER | NUMBER)
            and unit.low[start] not in source_words()["speech_nouns"]
        ):
            start += 1
        while start < segment.end and unit.tags[start] & ADVERB:
            start += 1
        if start >= segment.end:
            return None
        ahead = start if unit.low[start] in source_words()["speech_nouns"] else start + 1
        if ahead >= segment.end or unit.low[ahead] not in source_words()["speech_nouns"]:
            return None
        for k in range(ahead + 1, segment.end - 1):
            word = unit.low[k]
            if word in ("du", "des", "de", "d'") and (
                word in ("du", "des")
                or unit.tags[k + 1] & (CAPITAL | DETERMINER | TITLE)
                or (word == "d'" and unit.tags[k + 1] & SPEAKING)
                or (unit.tags[k + 1] & SPEAKING and unit.tags[k + 1] & PLURAL)
            ):
                if unit.tags[k + 1] & (DAY | NUMBER):
                    return None
                noun = next(
                    (
                        nouns().get(unit.low[j])
                        for j in range(k + 1, segment.end)
                        if nouns().get(unit.low[j])
                    ),
                    None,
                )
                named = unit.tags[k + 1] & CAPITAL or (
                    k + 2 < segment.end and unit.tags[k + 2] & CAPITAL
                )
                if not named and (noun is None or noun.kind == "document"):
                    return None
                return self.one(unit, Phrase(k + 1, segment.end), depth + 1)
        return None

    def bearer(
        self, unit: Unit, segment: Phrase, head: str, kind: str, marks: frozenset[str]
    ) -> Entity | None:
        """Find who bears a function that the article gives to a name."""
        name = self.directory.titled(head, marks, unit.starts[segment.start])
        if name and kind == "person":
            known = authority().get(name_key(name))
            return Entity(name, known.kind if known else "person", self.directory.gender(name))
        if kind == "organisation" and len(marks) <= 1 and (head in source_words()["named_after"]):
            listed = self.listed(head, marks)
            if listed:
                return listed
            before = [
                e
                for e in self.recent(unit, 40)
                if e.kind == "organisation" and not e.name[:1].islower() and not is_place(e.name)
            ]
            if name:
                return Entity(name, "organisation", nouns()[head].gender)
            if before:
                return Entity(before[0].name, "organisation", nouns()[head].gender)
        if kind == "person" and not marks and unit.number:
            recent = [e for e in self.recent(unit, 8) if e.kind == "person"]
            if (
                recent
                and head not in source_words()["heads_of_state"]
                and fits(recent[0], _grammatical(unit, segment, nouns()[head].gender), False)
            ):
                return recent[0]
        return None

    def listed(self, head: str, marks: frozenset[str]) -> Entity | None:
        """Find the listed body of a kind and country that the article names."""
        for known in authority().values():
            if (
                known.kind == "organisation"
                and known.role == head
                and known.country
                and any(mark.startswith(known.country) for mark in marks)
                and known.name in self.directory.text
            ):
                return Entity(known.name, known.kind, nouns()[head].gender)
        return None

    def description(self, unit: Unit, segment: Phrase) -> Entity:
        """Describe a source without a name, without its article."""
        start, end = segment.start, segment.end
        while start < end - 1 and (
            unit.tags[start] & DETERMINER
            or unit.low[start] in ("de", "des", "d'")
            or unit.low[start] in ("nombreux", "nombreuses")
            or unit.tags[start] & NUMBER
        ):
            start += 1
        end = _before_circumstance(unit, start, end)
        text = re.sub(r"\s+", " ", unit.slice(start, end)).strip(" ,.")
        known = authority().get(name_key(text))
        if known:
            return Entity(known.name, known.kind, _grammatical(unit, segment, known.gender))
        noun = next(
            (nouns().get(unit.low[k]) for k in range(start, end) if nouns().get(unit.low[k])), None
        )
        plural = _plural(unit, segment)
        kind = (
            noun.kind
            if noun
            else (
                "group" if plural else "organisation" if unit.tags[start] & CAPITAL else "anonymous"
            )
        )
        if kind == "person" and plural:
            kind = "group"
        elif kind in ("person", "title"):
            kind = "anonymous"
        if unit.low[start] in ("source", "sources"):
            kind = "anonymous"
        if (
            text
            and not (unit.tags[start] & CAPITAL and start > segment.start)
            and noun
            and not (
                start + 1 < end and unit.tags[start] & CAPITAL and unit.tags[start + 1] & CAPITAL
            )
        ):
            text = text[0].lower() + text[1:]
        return Entity(
            text, kind, _grammatical(unit, segment, noun.gender if noun else "mf"), plural
        )

    # --- pronouns ----------------------------------------------------------------------------

    def antecedent(self, unit: Unit, phrase: Phrase, depth: int) -> Entity:
        """Give who a pronoun stands for, by gender, number and distance."""
        word = unit.low[phrase.start]
        last = phrase.end - phrase.start > 1
        if last:
            word = unit.low[phrase.start + 1]
            plural, gender = (
                word.endswith("s"),
                "f" if word.startswith(("dernière", "intéressée")) else "m",
            )
        else:
            plural = word.lstrip("-t").rstrip("-ci") in ("ils", "elles", "eux", "ceux") or word in (
                "-ils",
                "-elles",
                "-t-ils",
                "-t-elles",
                "eux",
                "ils",
                "elles",
            )
            gender = "f" if "elle" in word else "m"
        if depth > 6:
            return Entity(f"{UNRESOLVED}: {word}", UNRESOLVED, gender, plural)
        found = None
        inverted = bool(unit.tags[phrase.start] & INVERTED)
        if (
            word in ("lui", "elle", "eux", "elles")
            and unit.number
            and self.units[unit.number - 1].paragraph == unit.paragraph
        ):
            spoken = self.spoken.get(unit.number - 1)
            found = spoken if spoken and fits(spoken, gender, plural) else None
        if found is None and depth < 5 and not inverted:
            found = self.within(unit, phrase, gender, plural, depth)
        number = unit.number - 1
        while found is None and number >= max(0, unit.number - 8):
            found = self.fitting(number, gender, plural, depth)
            number -= 1
        far = range(number, max(-1, unit.number - 40), -1) if depth == 0 else ()
        for further in far:
            if found is None:
                person = self.fitting(further, gender, plural, 5)
                found = person if person and person.kind == "person" else None
        if found is None and unit.number < 3 and depth == 0:
            found = next(
                (
                    e
                    for n in range(unit.number + 1, min(unit.number + 4, len(self.units)))
                    if (e := self.fitting(n, gender, plural, 5)) and e.kind == "person"
                ),
                None,
            )
        if found:
            return found
        return Entity(
            f"{UNRESOLVED}: {word.removeprefix('-t-').removeprefix('-')}",
            UNRESOLVED,
            gender,
            plural,
        )

    def within(
        self, unit: Unit, phrase: Phrase, gender: str, plural: bool, depth: int
    ) -> Entity | None:
        """Look for the antecedent in the same unit, before the pronoun."""
        if phrase.start < 3 or any(
            unit.tags[k] & MARKED and unit.ends[k] - unit.starts[k] > 60
            for k in range(phrase.start)
        ):
            return None
        subject = main_subject(unit, phrase.start)
        subject = subject or phrase_after(unit, 0, before_verb=True)
        if subject is None or subject.start >= phrase.start or self.pronominal(unit, subject):
            return None
        entity = self.one(unit, subject, depth + 1)
        return entity if fits(entity, gender, plural) and animate(unit, subject, entity) else None

    def fitting(self, number: int, gender: str, plural: bool, depth: int) -> Entity | None:
        """Give the speaker or subject of a unit, where it agrees with a pronoun."""
        entity = self.spoken.get(number)
        if entity and fits(entity, gender, plural) and entity.kind != UNRESOLVED:
            return entity
        entity = self.subject(number, depth)
        if entity and fits(entity, gender, plural) and entity.kind != UNRESOLVED:
            return entity
        return None

    def subject(self, number: int, depth: int) -> Entity | None:
        """Give the main subject of a unit, where it can speak."""
        if number not in self.subjects:
            self.subjects[number] = None
            self.subjects[number] = self._subject(self.units[number].read(), depth)
        return self.subjects[number]

    def _subject(self, unit: Unit, depth: int) -> Entity | None:
        for k in range(1, min(unit.size, 60)):
            if unit.tags[k] & FINITE and verbal(unit, k) and not subordinate(unit, k):
                found = subject_before(
                    unit, group_start(unit, k), plural=bool(unit.tags[k] & PLURAL)
                )
                if found is None:
                    continue
                if self.pronominal(unit, found):
                    return self.antecedent(unit, found, depth + 1) if depth < 5 else None
                entity = self.one(unit, found, depth + 1)
                return entity if animate(unit, found, entity) else None
        opening = phrase_after(unit, 0, before_verb=True)
        if opening and unit.tags[opening.start] & CAPITAL and not self.pronominal(unit, opening):
            entity = self.one(unit, opening, depth + 1)
            return entity if entity.kind == "person" else None
        return None


def animate(unit: Unit, phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a subject can speak."""
    if entity.kind == "person":
        return True
    if headed(unit, phrase.start, phrase.end):
        return entity.kind != "document"
    return bool(entity.name and authority().get(name_key(entity.name)))


def fits(entity: Entity, gender: str, plural: bool) -> bool:
    """Tell whether an entity agrees with a pronoun."""
    if plural != entity.plural and not (plural and " ; " in entity.name):
        return False
    return plural or entity.gender in (gender, "mf")


def _grammatical(unit: Unit, segment: Phrase, default: str = "mf") -> str:
    tags = unit.tags[segment.start]
    if tags & FEMININE and tags & DETERMINER:
        return "f"
    if tags & MASCULINE and tags & DETERMINER:
        return "m"
    return default


def _plural(unit: Unit, segment: Phrase) -> bool:
    return (
        (bool(unit.tags[segment.start] & PLURAL) and bool(unit.tags[segment.start] & DETERMINER))
        or unit.low[segment.start] == "de"
        or nouns().get(unit.low[segment.start], ("",))[0] == "group"
    )


def _place_like(unit: Unit, run: Phrase, segment: Phrase) -> bool:
    return unit.low[run.start] in (
        "new",
        "saint",
        "los",
        "san",
        "hong",
        "états-unis",
        "royaume-uni",
    )


def _before_circumstance(unit: Unit, start: int, end: int) -> int:
    """Cut a description where it goes on to a circumstance: le maire / en visite à Lyon."""
    for k in range(start + 1, end):
        if unit.low[k] in ("en", "lors", "depuis", "après", "avant") and unit.low[k - 1] != "chef":
            return k
    return end


def _segments(unit: Unit, phrase: Phrase) -> list[Phrase]:
    """Cut a phrase at its commas and brackets."""
    found, start = [], phrase.start
    for k in range(phrase.start, phrase.end):
        if unit.tags[k] & (COMMA | OPEN):
            if k > start:
                found.append(Phrase(start, k))
            start = k + 1
            if unit.tags[k] & OPEN:
                break
    else:
        if phrase.end > start:
            found.append(Phrase(start, phrase.end))
    return found


def _runs(unit: Unit, segment: Phrase) -> list[tuple[Phrase, Phrase, bool]]:
    """Give the runs of capitals in a segment, and whether a preposition ties each to a noun."""
    runs, k = [], segment.start
    while k < segment.end:
        tags = unit.tags[k]
        if (
            not tags & CAPITAL
            or unit.low[k] == "ong"
            or (tags & DETERMINER and k == segment.start)
            or tags & TITLE
            or (tags & DETERMINER and unit.low[k] not in ("le", "la", "les"))
        ):
            k += 1
            continue
        start = k
        k += 1
        while k < segment.end and (
            unit.tags[k] & CAPITAL
            or (unit.low[k] in _PARTICLES and k + 1 < segment.end and unit.tags[k + 1] & CAPITAL)
            or unit.low[k].startswith(("al-", "el-"))
        ):
            k += 1
        linked = start > segment.start and (
            unit.low[start - 1] in ("de", "du", "des", "d'", "à", "au", "aux", "en")
            or (
                unit.low[start - 1] in ("la", "l'", "le", "les")
                and start - 1 > segment.start
                and unit.low[start - 2] in ("de", "à")
            )
        )
        runs.append((segment, Phrase(start, k), linked))
    return runs
