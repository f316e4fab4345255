"""The names of one article: who has which full name, function and gender."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from helpers.language import fold, function_words, verb_forms
from helpers.quotations.authority import (
    Known,
    bearer_of,
    body_before,
    is_medium,
    listed,
    media_pattern,
    name_key,
    person_like,
)
from helpers.quotations.lexicon import (
    DAY,
    FINITE,
    INFINITIVE,
    PREPOSITION,
    SPEAKING,
    WORDS,
    Office,
    first_name,
    first_names,
    nouns,
    of_origin,
    offices,
    source_words,
)

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŒŞŠŽĆČ](?:[\w.-]|['’](?=[A-ZÀ-Þ]))*\w|[A-Z]\.)"
_PARTICLE = (
    r"(?:(?:de|du|d'|d’|da|di|dos|van|von|der|den|ter|el|al|ben|bin|ibn|ould|le|la|of)[ -]?)"
)
_NAME = re.compile(rf"{_CAP}(?:[  ](?:{_PARTICLE}[  ]?){{0,2}}(?:al-|el-)?{_CAP})+")
_WORD = re.compile(r"[\w-]+(?:['’](?=\w|$))?")
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w-]+")
_PHRASE_STOP = re.compile(r"(?<!\bM)\.|[;:!?«»“”\"()\n]")
_AFTER = re.compile(
    r" ?(?:\([^)]{1,20}\) ?)?(?:,(?: qui est)?| est| était) (?:\d+ ans, )?"
    r"([^.;:!?«»“”\"()\n,]{4,90})"
)
_ADDRESS = re.compile(
    r"\b(Mme|Mlle|Madame|M\.|Monsieur)[ \u00a0]((?:[A-ZÀ-Þ][\w'’-]*[ \u00a0]?){1,3})"
)
_STYLE = re.compile(r"\b(?:M\.|Mme|Mlle|Madame|Monsieur)$")
_TIED = re.compile(r"(?:\b(?:de|du|des|à|au) |['’])$")
_ACRONYM = re.compile(r" \(([A-Z]{2,8})\)")
_EXPLAINED = re.compile(r"\b([A-Z][A-Za-z]{1,7}) [\[(]([^\])\n]{6,80})[\])]")
_DETERMINERS = frozenset(
    ("le", "la", "l'", "un", "une", "son", "sa", "leur", "ce", "cette", "notre")
)
_SHOWN = {
    "la": "f",
    "une": "f",
    "cette": "f",
    "le": "m",
    "un": "m",
    "ce": "m",
    "cet": "m",
    "du": "m",
}
_BACK = 110  # characters before a name that are read for its function


class Title(NamedTuple):
    """A function that the article gives to somebody."""

    office: Office
    name: str
    at: int


class Directory:
    """The names of one article: who has which full name, function and gender."""

    def __init__(self, text: str, people: Iterable[str] = ()) -> None:
        """Names and functions are read from the text when first asked for."""
        self.text, self.people = text, frozenset(people)
        self.genders: dict[str, str] = {}
        self._full: dict[str, str] = {}
        self._bodies: dict[str, list[tuple[int, str]]] = {}
        self._extended: dict[str, str] = {}

    @functools.cached_property
    def places(self) -> dict[str, list[int]]:
        """Give the names of several words in the text with the places where each stands."""
        places = {name: list(_occurrences(self.text, name)) for name in self.people}
        for found in _NAME.finditer(self.text):
            at = found.start()
            tied = _TIED.search(self.text, max(0, at - 4), at) is not None
            for name in _cut(found[0], tied):
                if " " in name or "\u00a0" in name:
                    at = max(at, self.text.find(name, at, found.end()))
                    places.setdefault(name, []).append(at)
        return places

    @functools.cached_property
    def by_word(self) -> dict[str, list[str]]:
        """Give the names by their last word, and by their first one."""
        found: dict[str, list[str]] = {}
        for name in self.places:
            words = name.split()
            for word in {words[0], words[-1]}:
                found.setdefault(word, []).append(name)
        return found

    @functools.cached_property
    def mentions(self) -> list[tuple[int, str]]:
        """Give every place where a person is named in full, in order; not the line that signs."""
        return sorted(
            (at, name)
            for name, places in self.places.items()
            if person_like(name) or name in self.people
            for at in places
            if not self._signs(at, name)
        )

    def _signs(self, at: int, name: str) -> bool:
        """Tell whether a name makes up its line, as the author's does."""
        start, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        line = self.text[start : end if end >= 0 else None]
        return line.removeprefix("Par ").strip(" .") == name

    @functools.cached_property
    def leading(self) -> str:
        """Give the person whom the article names most often, in full or by the last name.

        Somebody named only once leads no article: the stop « Charles Cros ».
        """
        people = {name for _, name in self.mentions}
        counts = {self.full(name): self.text.count(name.split()[-1]) for name in sorted(people)}
        leading = max(counts, key=lambda name: counts[name], default="")
        return leading if counts.get(leading, 0) > 1 else ""

    def named_between(self, start: int, end: int) -> list[str]:
        """Give the people who are named in full between two places, the last first."""
        last = bisect_left(self.mentions, (end, ""))
        first = bisect_left(self.mentions, (start, ""))
        return [self.full(name) for _, name in reversed(self.mentions[first:last])]

    def full(self, name: str) -> str:
        """Give the fullest name in the article for a name or a part of one."""
        if name not in self._full:
            self._full[name] = self._fullest(name)
        return self._full[name]

    def written(self, known: Known) -> str:
        """Give the fullest name of a listed body that the article writes: OMS where no more is."""
        if known.kind != "organisation" or known.name in self.text or is_medium(known.name):
            return known.name
        others = (name for name in known.aliases if name_key(name) != name_key(known.name))
        used = (name for name in others if re.search(rf"\b{re.escape(name)}\b", self.text))
        return max(used, key=len, default=known.name)

    def _fullest(self, name: str) -> str:
        if known := listed(name):
            return self.written(known)
        best = self._longer(name.split())
        if not best and " " not in name:
            if bearer := bearer_of(name):
                return bearer.name
            if name in self.acronyms:
                return self.acronyms[name]
            if name.isupper() and 2 < len(name) < 8 and name.isalpha():
                written = re.search(_initials(name), self.text)
                if written:
                    return written[0]
        if best and (known := listed(best)):
            return self.written(known)
        family = name.partition(" ")[0].lower() in source_words()["particles"]  # Van Hoeck
        alone = (family or " " not in name) and not name.isupper()
        return best if best and (person_like(best) or alone) else name

    def _longer(self, parts: list[str]) -> str:
        """Give the first longer name that ends with these words, a person's before others."""
        best = ""
        for other in self.by_word.get(parts[-1], ()) if parts else ():
            words = other.split()
            if len(words) <= len(parts):
                continue
            ends, person = words[-len(parts) :] == parts, person_like(other)
            starts = len(parts) == 1 and words[0] == parts[0]
            starts = starts and (person or parts[0] in self.addresses)
            if (ends or starts) and (not best or (ends and person and not person_like(best))):
                best = other
        return best

    @functools.cached_property
    def acronyms(self) -> dict[str, str]:
        """Give what an acronym in brackets stands for: Open Society Foundations (OSF)."""
        found = {}
        for match in _ACRONYM.finditer(self.text):
            before = self.text[max(0, match.start() - 90) : match.start()]
            words = re.split(r"[\n.;:()«»]", before)[-1].split()
            if name := _spelled_out(match[1].lower(), words):
                found[match[1]] = name
        for match in _EXPLAINED.finditer(self.text):
            if re.fullmatch(_initials(match[1].upper()), match[2], re.IGNORECASE):
                found[match[1]] = match[2]
        return found

    # --- functions ---------------------------------------------------------------------------

    @functools.cached_property
    def titles(self) -> list[Title]:
        """Give the functions that the article gives to names."""
        found: list[Title] = []
        for name, places in self.places.items():
            full = self.full(name)
            if listed(full) is None or person_like(full):
                for at in places:
                    found += self._titles_at(full, at, at + len(name))
        return found + list(self._listed_roles())

    @functools.cached_property
    def _by_function(self) -> dict[str, list[Title]]:
        found: dict[str, list[Title]] = {}
        for title in self.titles:
            for key in {title.office.head, *title.office.kinds}:
                found.setdefault(key, []).append(title)
        return found

    @functools.cached_property
    def _offices(self) -> dict[str, list[Office]]:
        found: dict[str, list[Office]] = {}
        for title in self.titles:
            found.setdefault(title.name, []).append(title.office)
        return found

    def offices_of(self, name: str) -> list[Office]:
        """Give the function that somebody bears as listed, or those that the article gives."""
        known = listed(name)
        if known and known.role:
            return [Office.of([*known.role.split(), known.country])]
        return self._offices.get(name, [])

    def titles_of(self, office: Office) -> list[Title]:
        """Give the functions in the article that may be the same as this one."""
        keys = {office.head, *office.kinds}
        return [title for key in sorted(keys) for title in self._by_function.get(key, ())]

    def _listed_roles(self) -> Iterator[Title]:
        """Give the functions of the listed people whom the text names."""
        for match in _CAPITALS.finditer(self.text):
            known = bearer_of(match[0])
            if known and known.role and known.country and match[0] not in self._first_words:
                words = [*known.role.split(), known.country]
                yield Title(Office.of(words), known.name, match.start())

    @functools.cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(name.split()[0] for name in self.places if listed(name) is None)

    def _titles_at(self, full: str, start: int, end: int) -> Iterator[Title]:
        before, after = self._office_before(start), self._office_after(end)
        for words, gender in filter(None, (before, after)):
            if gender != "mf":
                self.genders.setdefault(full, gender)
            yield Title(words, full, start)

    def _office_before(self, start: int) -> tuple[Office, str] | None:
        """Read « le ministre X », « le ministre de Y, X »."""
        before = _PHRASE_STOP.split(self.text[max(0, start - _BACK) : start])[-1].rstrip()
        before = _STYLE.sub("", before).rstrip()
        segments = before.split(",")
        if segments[-1].strip():
            return _last_office(_after_and(segments[-1]))
        for size in (2, 3):
            joined = ",".join(segments[-size:-1]) if len(segments) >= size else ""
            if joined and (found := _last_office(_after_and(joined), apart=True)):
                return found
        return None

    def _office_after(self, end: int) -> tuple[Office, str] | None:
        """Read « X, ministre de Y », « X est ministre de Y »."""
        after = _AFTER.match(self.text, end, end + 130)
        if after is None or (after[0].lstrip()[0] == "," and _is_subject(after[1])):
            return None
        return _first_office(after[1])

    def gender(self, name: str) -> str:
        """Give the gender of a person: authority list, title in the article, first name."""
        known = listed(name)
        if known and known.gender != "mf":
            return known.gender
        _ = self.titles
        words = name.split() or [""]
        first = first_name(words[0]) or first_name(words[-1]) or "mf"  # Koné Awa Bernadette
        shown = self.genders.get(name, first)
        if shown == "m" and first == "f":
            return first  # the masculine of a function is said of women: la PDG, le chef Anne X
        return shown if shown != "mf" else self.addresses.get(words[-1], "mf")

    @functools.cached_property
    def addresses(self) -> dict[str, str]:
        """Give the gender that *M.* or *Mme* shows of the names after it."""
        found: dict[str, str] = {}
        for match in _ADDRESS.finditer(self.text):
            for word in match[2].split():
                found.setdefault(word, "f" if match[1] in ("Mme", "Mlle", "Madame") else "m")
        return found

    def titled(self, office: Office, at: int, gender: str = "mf", *, alike: bool = False) -> str:
        """Give who bears a function, the nearest before a place; empty where nobody does.

        alike: leave out a function in other words that the article gives only later.
        """
        best, score = "", (0, 0, 0)
        for title in self.titles_of(office):
            common = office.common(title.office)
            if common < 0 or self._other_gender(title.name, gender):
                continue
            if alike and title.at > at and title.office.head != office.head:
                continue
            near = title.at if title.at < at else -title.at
            if not common and near < 0 and office.marks:
                continue  # told of later, and of somebody else as far as the marks tell
            rank = (common, int(title.office.head == office.head), near)
            if not best or rank > score:
                best, score = title.name, rank
        return best

    def _other_gender(self, name: str, gender: str) -> bool:
        return gender != "mf" and self.gender(name) not in (gender, "mf")

    def body_named(self, head: str, at: int) -> str:
        """Give the name that the text puts beside the noun of a body, the last before a place."""
        if head not in self._bodies:
            noun = re.escape(head)
            after = rf"\b{noun}(?: [a-zà-ÿ-]+){{0,3}}? ({_CAP}(?: {_CAP})*)"
            pattern = rf"{after}|({_CAP}), (?:l['’]|la |le |une? ){noun}\b"
            named = ((m.start(), m[1] or m[2]) for m in re.finditer(pattern, self.text))
            self._bodies[head] = [(at, name) for at, name in named if not _is_participle(name)]
        before = bisect_left(self._bodies[head], (at, ""))
        return self.full(self._bodies[head][before - 1][1]) if before else ""

    def medium_before(self, at: int) -> str:
        """Give the listed paper, broadcaster or agency that the text names last before a place."""
        found = [match[0] for match in media_pattern().finditer(self.text, 0, at)]
        return self.full(found[-1]) if found else ""

    def extended(self, head: str) -> str:
        """Give the longer name of a body that is named by its first word: le Conseil."""
        if head not in self._extended:
            self._extended[head] = self._extension(head)
        return self._extended[head]

    def _extension(self, head: str) -> str:
        pattern = (
            rf"\b{re.escape(head)} ((?:de la |de l['’]|des |du |de |d['’])?)([\w-]+)(?![\w'’-])"
        )
        for match in re.finditer(pattern, self.text):
            tags = WORDS[match[2]].tags
            if tags & (INFINITIVE | DAY) or fold(match[2]) in function_words():
                continue
            if match[1] or not tags & FINITE:
                return match[0]
        return ""


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _cut(name: str, tied: bool) -> list[str]:
    """Cut a run of capitals into the names it holds, without the words that open a sentence.

    tied: a preposition stands before the run, so that it may begin with a place or a body.
    """
    words = name.removeprefix("L'").removeprefix("L’").split()
    while words and (_no_name(words[0]) or _origin(words)):
        words = words[1:]
    size = body_before(words)
    if not size and tied and words and not first_name(words[0]):
        size = next((n for n in range(1, len(words) - 1) if first_name(words[n])), 0)
    if not size and len(words) > 3 and [bool(first_name(word)) for word in words[:3]] == [1, 0, 1]:
        size = 2  # les ministres de Jean Dupont Anne Favre et Paul Morel
    pieces = [words[:size], words[size:]] if size and len(words) - size > 1 else [words]
    return [" ".join(piece).strip(".").removesuffix("'s") for piece in pieces]


def _origin(words: list[str]) -> bool:
    """Tell whether a name follows the noun of an origin: l'Espagnol Iker Zabaleta."""
    return len(words) > 2 and of_origin(words[0])


def _no_name(word: str) -> bool:
    low = fold(word)
    return low in _sentence_words() or (low in nouns() and low not in _first_lower())


def _spelled_out(letters: str, words: list[str]) -> str:
    """Find the last words whose first one begins with the first letter of an acronym."""
    for size in range(len(letters), min(len(words), len(letters) + 5) + 1):
        first = words[-size].replace("’", "'").split("'")[-1]
        if first[:1].lower() == letters[0] and first[:1].isupper():
            return " ".join([first, *words[-size + 1 :]]) if size > 1 else first
    return ""


def _initials(letters: str) -> str:
    """Give the pattern of a name whose words begin with some letters: OIT → Organisation …"""
    folded = {"E": "[EeÉéÈè]", "I": "[IiÎî]", "A": "[AaÀà]"}
    words = [folded.get(letter, f"[{letter}{letter.lower()}]") for letter in letters]
    link = r"[ ’'](?:(?:de|du|des|la|le|les|et|pour|à|aux|en|sur|contre|l|d)[ ’'])*"
    head = words[0].replace(letters[0].lower(), "") + r"[\w-]{3,}"
    return r"\b" + "".join([head, *(rf"{link}{word}[\w-]{{2,}}" for word in words[1:])])


def _after_and(text: str) -> str:
    """Keep the last of coordinated phrases: « le roi X et le ministre » tells of a minister."""
    last = text.rpartition(" et ")[2]
    words = [WORDS[word].low for word in _WORD.findall(last)]
    return last if any(word in nouns() for word in words[:4]) else text


def _last_office(text: str, *, apart: bool = False) -> tuple[Office, str] | None:
    """Read the function in words before a name: the last noun that nothing ties to another.

    apart: a comma stands before the name, so that it belongs to the whole phrase: La doyenne
    de la faculté, X.
    """
    words = [WORDS[word].low for word in _WORD.findall(text)][-18:]
    if not words or words[-1] in source_words()["before_names"]:
        return None
    clause = [k for k, word in enumerate(words) if _acts(word)]
    words = words[clause[-1] + 1 :] if clause else words
    articles = source_words()["definite"] | {"un", "une"}
    places = [k for k in range(len(words)) if _names_office(words, k)]
    if apart:
        places = [k for k in places if k < 2 or words[k - 2] not in source_words()["ties"]]
    alone = [k for k in places if k + 1 == len(words) or words[k + 1] not in articles]
    after_article = [k for k in alone if k and words[k - 1] in articles]
    chosen = after_article[-1:] or alone[:1]
    if not chosen or any(
        words[k] in articles and words[k - 1] not in source_words()["ties"]
        for k in range(chosen[0] + 1, len(words))
    ):
        return None  # accusé d'avoir tué son voisin, X
    return _read_office(words, chosen[0])


def _first_office(text: str) -> tuple[Office, str] | None:
    """Read the function that words after a name open with."""
    words = [WORDS[word].low for word in _WORD.findall(text)][:18]
    if words and WORDS[words[0]].tags & PREPOSITION:
        return None  # X, selon l'agence
    clause = next((k for k, word in enumerate(words) if _acts(word)), len(words))
    words = words[:clause]
    place = next((k for k in range(min(4, len(words))) if _names_office(words, k)), -1)
    return _read_office(words, place) if place >= 0 else None


def _is_subject(text: str) -> bool:
    """Tell whether words after a name are a subject: Interrogé par X, le ministre a …"""
    words = [WORDS[word].low for word in _WORD.findall(text)][:8]
    definite = words[:1] and words[0] in source_words()["definite"]
    return bool(definite) and any(_acts(word) for word in words if word not in ("qui", "dont"))


def _is_style(word: str) -> bool:
    """Tell whether a form of address tells a trade: Me, Dr, Mgr."""
    noun = nouns().get(word)
    return bool(noun and noun.kind == "title" and (word,) in offices())


def _names_office(words: list[str], k: int) -> bool:
    """Tell whether the noun of a function stands at word k, untied to a noun before it."""
    noun = nouns().get(words[k]) or nouns().get(" ".join(words[k : k + 2]))
    if noun is None or not (noun.kind in ("person", "organisation") or _is_style(words[k])):
        return False
    return not k or words[k - 1] not in source_words()["ties"]


def _read_office(words: list[str], k: int) -> tuple[Office, str]:
    """Give the function at word k and the gender that its noun or article shows."""
    # The longer noun may tell more: secrétaire générale.
    noun = nouns().get(" ".join(words[k : k + 2])) or nouns()[words[k]]
    gender = noun.gender if noun.kind == "person" else "mf"
    shown = _SHOWN.get(words[k - 1], "mf") if k else "mf"
    if noun.kind == "person" and (gender == "mf" or shown == "f"):
        gender = shown  # la PDG, la chef
    to = range(k + 1, len(words))  # accusé / d'avoir menti
    end = next((j for j in to if WORDS[words[j]].tags & INFINITIVE), len(words))
    return Office.of(words[k:end]), gender


def _acts(word: str) -> bool:
    """Tell whether a word shows that a phrase is a clause."""
    if word in source_words()["clause_words"]:
        return True
    tags = WORDS[word].tags
    return bool(tags & FINITE and WORDS[word].cues) and not tags & (SPEAKING | PREPOSITION)


@functools.cache
def _sentence_words() -> frozenset[str]:
    lists = source_words()
    spoken = lists["speech_nouns"] | lists["outcries"] | lists["greetings"]
    named = lists["naming"]  # Né Paul Durand
    return (
        function_words()
        | lists["adverbs"]
        | lists["days"]
        | lists["titles_before"]
        | spoken
        | named
    )


@functools.cache
def _first_lower() -> frozenset[str]:
    return frozenset(fold(name) for name in first_names())


def _is_participle(name: str) -> bool:
    """Tell whether a word with a capital is no name: Contactée, la plateforme …"""
    return any(reading.mood == "participle" for reading in verb_forms(name.lower()))
