"""Somebody or something that can speak."""

from typing import NamedTuple

from helpers.quotations.authority import listed
from helpers.quotations.lexicon import (
    DETERMINER,
    FEMININE,
    MASCULINE,
    NUMBER,
    PLURAL,
    nouns,
    source_words,
)
from helpers.quotations.phrases import Phrase
from helpers.quotations.subjects import headed
from helpers.quotations.units import Unit

UNRESOLVED = "unresolved"


class Entity(NamedTuple):
    """Somebody or something that can speak."""

    name: str
    kind: str  # person, organisation, group, anonymous, document, unresolved
    gender: str = "mf"
    plural: bool = False


def animate(unit: Unit, phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a subject can speak."""
    if entity.kind == "person":
        return True
    if headed(unit, phrase.start, phrase.end):
        return entity.kind != "document"
    return bool(entity.name and listed(entity.name))


def fits(entity: Entity, gender: str, plural: bool) -> bool:
    """Tell whether an entity agrees with a pronoun."""
    if entity.kind == UNRESOLVED:
        return False
    if plural != entity.plural and not (plural and " ; " in entity.name):
        return False
    return plural or gender == "mf" or entity.gender in (gender, "mf")


def _counted(unit: Unit, segment: Phrase) -> bool:
    """Tell whether a phrase counts those whom it names: une trentaine de députés."""
    return unit.low[min(segment.start + 1, segment.end - 1)] in source_words()["collectives"]


def grammatical_gender(unit: Unit, segment: Phrase, default: str = "mf") -> str:
    """Give the gender that the article before a noun shows."""
    tags = unit.tags[segment.start]
    if _counted(unit, segment):
        return default
    if tags & DETERMINER and tags & (FEMININE | MASCULINE):
        return "f" if tags & FEMININE else "m"
    return default


def is_plural(unit: Unit, segment: Phrase) -> bool:
    """Tell whether a phrase names several: by its article, or by a noun in the plural."""
    tags, low = unit.tags[segment.start], unit.low[segment.start]
    if _counted(unit, segment):
        return True
    if (tags & PLURAL and tags & DETERMINER) or (tags & NUMBER and low not in ("un", "une", "1")):
        return True
    noun = nouns().get(low)
    return low == "de" or bool(noun and noun.kind == "group")
