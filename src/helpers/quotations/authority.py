"""Listed speakers: what data/lexicons/speakers.yml says of a name."""

import functools
import re
from typing import NamedTuple

from helpers.language import fold
from helpers.language.lexicons import read_lexicon
from helpers.quotations.lexicon import first_name, first_names, rows, source_words


class Known(NamedTuple):
    """An entry of data/lexicons/speakers.yml."""

    name: str
    kind: str
    gender: str
    role: str
    country: str
    aliases: tuple[str, ...]


_ARTICLES = {
    "le": "Le ",
    "la": "La ",
    "les": "Les ",
    "au": "Le ",
    "du": "Le ",
    "aux": "Les ",
    "des": "Les ",
    "l'": "L'",
}


@functools.cache
def authority() -> dict[str, Known]:
    """Give the entries of speakers.yml by the key of each of their names and aliases."""
    entries: dict[str, Known] = {}
    for row in read_lexicon("speakers.yml"):
        known = Known(
            row["name"],
            row.get("kind", "person"),
            row.get("gender", "mf"),
            fold(row.get("role", "")),
            fold(row.get("country", "")),
            tuple(row.get("aliases", ())),
        )
        for name in (row["name"], *known.aliases):
            entries[name_key(name)] = known
    for name in _media():
        entries.setdefault(name_key(name), Known(name, "organisation", "mf", "journal", "", ()))
    return entries


def _media() -> list[str]:
    """Give the papers, broadcasters and agencies of outlets.csv and agencies.csv."""
    names = [row["name"].partition(" (")[0] for row in rows("outlets.csv", ("name",))]
    names += [row["name"] for row in rows("agencies.csv", ("name", "tag")) if row["tag"] == "own"]
    return [name for name in names if name not in first_names()]


@functools.cache
def small_media() -> frozenset[str]:
    """Give the media that write themselves without a capital: franceinfo."""
    return frozenset(name for name in _media() if name.islower() and name.isalpha())


@functools.cache
def media_pattern() -> re.Pattern[str]:
    """Give a pattern that finds the listed media in a text, the longest name first."""
    spoken = (known.name for known in authority().values() if is_medium(known.name))
    names = sorted({*_media(), *spoken}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b")


def name_key(name: str) -> str:
    """Make a name comparable: folded, hyphens as spaces."""
    return fold(name).replace("-", " ")


@functools.lru_cache(maxsize=50_000)
def listed(name: str) -> Known | None:
    """Give the entry of a name or an alias, None where it is not listed."""
    return authority().get(name_key(name))


@functools.cache
def surnames() -> dict[str, str]:
    """Give the listed people by family name, where only one listed person bears it."""
    bearers: dict[str, set[str]] = {}
    for known in authority().values():
        words = known.name.split()
        if known.kind == "person" and len(words) > 1:
            first = known.country in source_words()["surname_first"]
            bearers.setdefault(name_key(words[0 if first else -1]), set()).add(known.name)
    return {name: people.pop() for name, people in bearers.items() if len(people) == 1}


@functools.cache
def bodies_of(kind: str) -> tuple[Known, ...]:
    """Give the listed bodies of a kind: agence, armée."""
    bodies = (known for known in authority().values() if known.kind == "organisation")
    return tuple(known for known in bodies if known.role.split(" ")[0] == kind)


@functools.lru_cache(maxsize=50_000)
def bearer_of(name: str) -> Known | None:
    """Give the listed person whose family name a word is, None where none or several bear it."""
    bearer = surnames().get(fold(name))
    return listed(bearer) if bearer else None


@functools.cache
def _places() -> frozenset[str]:
    lists = read_lexicon("places.yml")
    return frozenset(
        name for names in (*lists["cities"].values(), lists["regions"]) for name in names
    )


def is_place(name: str) -> bool:
    """Tell whether a name is that of a city or a country, which may speak for its government."""
    return name in _places()


def listed_after(before: str, name: str) -> Known | None:
    """Give the entry of a name whose article the word before it may hold: du Temps → Le Temps."""
    article = _ARTICLES.get(before)
    return (listed(f"{article}{name}") if article else None) or listed(name)


def is_medium(name: str, before: str = "") -> bool:
    """Tell whether a listed body is an agency, a paper or a broadcaster."""
    known = listed_after(before, name)
    return bool(known and known.role.split(" ")[0] in source_words()["media_roles"])


@functools.lru_cache(maxsize=50_000)
def person_like(name: str) -> bool:
    """Tell whether a name of several words is a person's: by its first name or as listed."""
    known = listed(name)
    if known:
        return known.kind == "person"
    first = name.split()[0] if name.strip() else ""
    return bool(first_name(first))


def is_party(word: str) -> bool:
    """Tell whether the first of a run of capitals is that of a party or of its members."""
    acronym = word.isalpha() and any(letter.isupper() for letter in word[1:])  # LR, MoDem
    return acronym or fold(word) in source_words()["memberships"]


def body_before(words: list[str]) -> int:
    """Give how many words at the start of a run of capitals name a listed body, or 0.

    « Nations unies Ingrid Solheim » is a body and a person: what follows must look like a name.
    """
    if len(words) > 2 and is_party(words[0]) and first_name(words[1]):
        return 1  # the candidate of a party: LR Paul Durand, la Verte Anne Favre
    for size in range(len(words) - 1, 0, -1):
        known = listed(" ".join(words[:size]))
        if known is None or known.kind != "organisation" or not words[size][0].isupper():
            continue
        if first_name(words[size]) or not is_place(known.name):  # France Travail is one name
            return size
    return 0
