"""Syllables of French words, counted from their spelling."""

import csv
import functools
import re

from helpers.language import fold
from helpers.paths import LEXICONS

VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
MORE_THAN_ONE_LETTER = (
    "eau|œu|oeu|eu|eû|au|aû|ou|oû|où|oi|oî|ai|aî|ei|ay|ey|oy|uy|oo|ea|ee"  # one vowel each
)
NUCLEUS = re.compile(rf"(?:ou|[iuy])?(?:{MORE_THAN_ONE_LETTER}|ui|[{VOWELS}])(?:i(?=l))?")
HAS_VOWEL = re.compile(f"[{VOWELS}]")
OBSTRUENT_LIQUID = "(?:[bcdfgkptv]|ph|ch|th)[lr]"

# Each rule rewrites a spelling into one whose nuclei can be counted; "·" keeps two vowels apart.
REWRITINGS = [
    (re.compile(rf"(?<=[{VOWELS}])[yï](?=[{VOWELS}])"), "i·"),  # royal: roi-al
    (re.compile(rf"^y(?=[{VOWELS}])"), "j"),  # yeux
    (re.compile(r"qu"), "q"),
    (re.compile(r"gu(?=[eéèêiîy])"), "g"),  # guerre
    (re.compile(r"ge(?=[aoâôu])"), "g"),  # mangeait
    (re.compile(r"^coo(?=[^lk])"), "co·o"),  # coopérer, not cool
    (re.compile(r"(?<=[iuéo])e(?=r(?:ai|as|a|ons|ez|ont|ais|ait|i|ions|iez)$)"), ""),  # jouera
    (re.compile(r"(?<=[aeéiou]i|.[uéiy])e(?=(?:ment|rie?|té)s?$)"), ""),  # paiement, tuerie
    (re.compile(rf"({OBSTRUENT_LIQUID})(i|u(?!i)|ou(?!il))(?=[{VOWELS}])"), r"\1\2·"),  # client
]


@functools.lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Count the syllables of a French word as read with care (mé-de-cin, 3).

    word: one form; parts joined by a hyphen add up; an elided word (l', qu')
    has none of its own; a run of consonants in capitals is spelt (SNCF, 4); a
    number counts one for each digit. Silent: final -e, -es, the -ent of verbs.
    i, u, ou glide into the vowel after them (na-tion, 2; jouer, 1) unless two
    consonants that begin a syllable come before (cli-ent, 2).
    Not for verse, nor for a foreign name whose spelling is not read the French way.
    """
    return sum(_syllables(part, spelt=word.isupper()) for part in fold(word).split("-"))


def _syllables(part: str, *, spelt: bool) -> int:
    known = _known_counts().get(part)
    if known is not None:
        return known
    letters = re.sub(r"[\W\d_]", "", part)
    digits = sum(map(str.isdigit, part))
    elided = part.endswith("'")
    if HAS_VOWEL.search(letters):
        return digits + _nuclei(letters, elided=elided)
    return digits + (len(letters) if spelt and not elided else 0)


def _nuclei(letters: str, *, elided: bool) -> int:
    rewritten = _without_silent_ending(letters)
    for pattern, replacement in REWRITINGS:
        rewritten = pattern.sub(replacement, rewritten)
    found = len(NUCLEUS.findall(rewritten))
    return found if found or elided else 1


def _without_silent_ending(letters: str) -> str:
    if letters.endswith("ent") and not _is_voiced_ent(letters):
        stem = letters.removesuffix("ent")
    else:
        stem = re.sub("es?$", "", letters)
    if stem == letters or not HAS_VOWEL.search(stem.replace("qu", "q")):
        return letters
    return re.sub("(?<=[gq])u$", "", stem)


def _is_voiced_ent(form: str) -> bool:
    """Say whether -ent is pronounced: a noun's, an adjective's, an adverb's."""
    exceptions = _endings_in_ent()
    return exceptions.get(form, "voiced" if form.endswith("ment") else "silent") == "voiced"


@functools.cache
def _known_counts() -> dict[str, int]:
    return {row["form"]: int(row["syllables"]) for row in _rows("syllables.csv")}


@functools.cache
def _endings_in_ent() -> dict[str, str]:
    return {row["form"]: row["ending"] for row in _rows("endings-in-ent.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
