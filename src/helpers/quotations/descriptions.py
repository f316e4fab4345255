"""Sources without a name of their own, described as the text describes them."""

import re

from helpers.language import fold
from helpers.quotations.authority import (
    Known,
    listed,
    person_like,
)
from helpers.quotations.directory import Directory
from helpers.quotations.entities import (
    Entity,
    grammatical_gender,
    is_plural,
)
from helpers.quotations.lexicon import (
    CAPITAL,
    DAY,
    DETERMINER,
    GERUND,
    MARKED,
    NUMBER,
    OF,
    PARTICIPLE,
    PREPOSITION,
    SPEAKING,
    TIME,
    Noun,
    nouns,
    source_words,
)
from helpers.quotations.members import runs_of
from helpers.quotations.phrases import Phrase, specialised
from helpers.quotations.units import Unit

_STYLE = "(?:M\\.|Mme|Mlle|Me|Mgr|Dr)"
_VOWEL = re.compile("[AEIOUHÀ-Ý]|Y[b-df-hj-np-tv-z]", re.IGNORECASE)


class Describing:
    """Describes a source without a name, without its article: responsables américains."""

    def __init__(self, directory: Directory) -> None:
        """`directory`: the names of the article."""
        self.directory = directory
        self.kin: dict[str, Entity] = {}  # whose they are who are described by another's name

    def body(self, unit: Unit, segment: Phrase, known: Known) -> Entity:
        """Give the entity of a listed body."""
        noun = nouns().get(fold(known.name.split()[0]))
        gender = grammatical_gender(unit, segment, noun.gender if noun else known.gender)
        name = self.directory.written(known)
        return Entity(name, known.kind, gender, is_plural(unit, segment))

    def whose(self, unit: Unit, possessive: Phrase, depth: int) -> Entity | None:
        """Give who a possessive stands for; None here, where pronouns are not known."""
        return None

    def with_kin(self, unit: Unit, start: int, end: int, text: str, depth: int) -> str:
        """Add to a description whose kin or patron it is: sa mère → mère de Paul Durand."""
        own = unit.low[start - 1] in source_words()["possessives"] if start else False
        noun = nouns().get(unit.low[start])
        bare = not any(tag & (CAPITAL | OF) for tag in unit.tags[start + 1 : end])
        by_trade = bare and noun is not None and noun.kind == "person"
        attached = bare and unit.low[start] in source_words()["attached"]
        related = unit.low[start] in source_words()["kin"] or by_trade
        if not (own and (related or attached)) or depth > 2:
            return text
        whose = self.whose(unit, Phrase(start - 1, start), depth + 1)
        if whose is None or not whose.name or not (attached or whose.kind == "person"):
            return text
        described = f"{text} {_of(whose)}"
        self.kin[described] = whose
        return described

    def description(self, unit: Unit, segment: Phrase, depth: int = 0) -> Entity:
        """Describe a source without a name, without its article."""
        member = self.one_of(unit, segment, depth)
        if member:
            return member
        start = _described_from(unit, segment)
        end = _before_circumstance(unit, start, segment.end)
        text = text_of(unit, Phrase(start, end)).strip(" ,.")
        if unit.tags[start] & CAPITAL and start and " " not in text:
            text = self.directory.extended(text) or text
        for run in runs_of(unit, Phrase(start, end)):
            name = text_of(unit, run.words)
            if run.linked and person_like(full := self.directory.full(name)):
                text = re.sub(rf"(?:{_STYLE} )?\b{re.escape(name)}\b", full, text)
        known = listed(text)
        if known:
            return self.body(unit, segment, known)._replace(plural=False)
        text = self.with_kin(unit, start, end, text, depth)
        core = next((k for k in range(start + 1, end) if unit.tags[k] & OF), end)
        noun = next((n for k in range(start, core) if (n := nouns().get(unit.low[k]))), None)
        plural = is_plural(unit, segment)
        gender = grammatical_gender(unit, segment, noun.gender if noun else "mf")
        if noun and not _keeps_capital(unit, segment, start, end):
            text = text[:1].lower() + text[1:]
        return Entity(text, _kind(unit, start, noun, plural), gender, plural)

    def one_of(self, unit: Unit, segment: Phrase, depth: int) -> Entity | None:
        """Describe one of several: l'un des avocats."""
        k = segment.start + int(unit.low[segment.start] == "l'")
        if k + 2 >= segment.end or unit.low[k] not in ("un", "une"):
            return None
        if unit.low[k + 1] not in ("des", "de"):
            return None
        start = k + 2
        while start < segment.end - 1 and unit.tags[start] & (DETERMINER | NUMBER):
            start += 1
        name = text_of(unit, Phrase(start, segment.end))
        name = self.with_kin(unit, start, segment.end, name, depth)
        return one_of(Entity(name, "group", "f" if unit.low[k] == "une" else "m"))


def _of(owner: Entity) -> str:
    """Write whose something is: de Paul Durand, d'Anne Roy, du ministre, de l'armée."""
    name = owner.name
    if not name[0].islower():
        return f"d'{name}" if _VOWEL.match(name) else f"de {name}"
    if owner.plural:
        return f"des {name}"
    if _VOWEL.match(name):
        return f"de l'{name}"
    return f"de la {name}" if owner.gender == "f" else f"du {name}"


def one_of(group: Entity) -> Entity:
    """Describe one of a group: responsables locaux du parti → responsable local du parti."""
    words, links = group.name.split(" "), source_words()["linking"]
    tied = (k for k, word in enumerate(words) if word in links or word[:2] in ("d'", "d’"))
    core = next(tied, len(words))
    one = [_singular(word) for word in words[:core]]
    return Entity(" ".join([*one, *words[core:]]), "anonymous", group.gender)


def _singular(word: str) -> str:
    if word.endswith("aux") and not word.endswith("eaux"):
        return f"{word[:-3]}al"
    return word[:-1] if word.endswith(("s", "x")) else word


def text_of(unit: Unit, phrase: Phrase) -> str:
    """Give the words of a phrase with single spaces, without marks."""
    words = re.sub(r"[«»“”\"]", " ", unit.slice(phrase.start, phrase.end))
    return re.sub(r"\s+", " ", words).strip(" .()")


def _described_from(unit: Unit, segment: Phrase) -> int:
    """Go over articles, numbers and quantifiers at the start of a description."""
    start, lists = segment.start, source_words()
    dropped = lists["dropped"] | lists["collectives"]
    while start < segment.end - 1 and (
        unit.tags[start] & (DETERMINER | NUMBER) or unit.low[start] in dropped
    ):
        start += 1
    return start


def _keeps_capital(unit: Unit, segment: Phrase, start: int, end: int) -> bool:
    """Tell whether the capital of a description is that of a name, not of a sentence."""
    if not unit.tags[start] & CAPITAL:
        return False
    if start > segment.start or start > 0:
        return True
    return start + 1 < end and bool(unit.tags[start + 1] & CAPITAL)


def _kind(unit: Unit, start: int, noun: Noun | None, plural: bool) -> str:
    if unit.low[start] in ("source", "sources"):
        return "anonymous"
    if unit.tags[start] & MARKED:
        return "organisation"
    if noun is None:
        return "group" if plural else "organisation" if unit.tags[start] & CAPITAL else "anonymous"
    if noun.kind == "person" and plural:
        return "group"
    return "anonymous" if noun.kind in ("person", "title") else noun.kind


def _before_circumstance(unit: Unit, start: int, end: int) -> int:
    """Cut a description where it goes on to a circumstance: le maire / en visite à Lyon."""
    for k in range(start + 1, end):
        tied = unit.low[k - 1] in ("chef", "mise", "mises") or specialised(unit, start, k)
        if unit.low[k] in source_words()["circumstances"] and not tied:
            return k
        verbal = unit.tags[k] & (GERUND | PARTICIPLE) and not unit.tags[k] & (SPEAKING | CAPITAL)
        verbal = verbal and not unit.tags[k - 1] & (DETERMINER | OF)  # mandataire du marché de
        verbal = verbal and not listed(unit.slice(k - 1, k + 1))  # la Mission des Nations unies à
        if unit.low[k].startswith(("spécialis", "chargé", "délégué")):
            return end
        after = PREPOSITION | DAY | DETERMINER | NUMBER | TIME
        dated = unit.low[k + 1] in ("début", "fin", "courant", "mi")
        done = unit.low[k] in ("ayant", "étant")
        if verbal and k + 1 < unit.size and (dated or done or unit.tags[k + 1] & after):
            return k
    return end
