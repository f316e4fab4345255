"""A source phrase cut up: its coordinated members, its segments, its runs of capitals."""

from typing import NamedTuple

from helpers.quotations.authority import body_before, is_party, listed
from helpers.quotations.lexicon import (
    CAPITAL,
    COMMA,
    DASH,
    DETERMINER,
    OPEN,
    PLURAL,
    TITLE,
    first_name,
    nouns,
    of_origin,
    source_words,
)
from helpers.quotations.phrases import Phrase, closing, verbal
from helpers.quotations.units import Unit


class Run(NamedTuple):
    """A run of capitals in a segment of a source."""

    segment: Phrase
    words: Phrase
    linked: bool  # a preposition ties it to a noun: le maire de Lyon


def parts_of(unit: Unit, phrase: Phrase) -> list[Phrase]:
    """Cut a source into its coordinated members: « X et le ministre Y », « X, Y et Z »."""
    members, start, k = [], phrase.start, phrase.start + 1
    while k < phrase.end - 1:
        size = _coordinator(unit, k)
        if size and k > start and _member_follows(unit, phrase, start, k, k + size):
            members.append(_trimmed(unit, start, k))
            start = k + size
        k += max(1, size)
    last = _trimmed(unit, start, phrase.end)
    return [*(one for member in members for one in _enumerated(unit, member, last)), last]


def _enumerated(unit: Unit, member: Phrase, last: Phrase) -> list[Phrase]:
    """Cut « X, Y » before *et Z* where all are named or described alike: not le maire, X, et Z."""
    several = segments_of(unit, member)
    shapes = {_shape(unit, one) for one in (*several, last)}
    return several if len(shapes) == 1 and "" not in shapes else [member]


def _shape(unit: Unit, phrase: Phrase) -> str:
    """Tell a name, its article with it, from a description without one; empty for others."""
    tags = unit.tags[phrase.start : phrase.end]
    capitals = [bool(tag & CAPITAL) for tag in tags]
    start = int(bool(tags[0] & DETERMINER) and len(tags) > 1)
    if all(capitals[start:]):
        return "name"
    return "description" if start and not any(capitals[1:]) else ""


def _trimmed(unit: Unit, start: int, end: int) -> Phrase:
    while start < end - 1 and unit.tags[start] & (COMMA | DASH):
        start += 1
    while end > start + 1 and unit.tags[end - 1] & (COMMA | DASH):
        end -= 1
    return Phrase(start, end)


def _coordinator(unit: Unit, k: int) -> int:
    """Give how many tokens long a coordinator at token k is, or 0: et, ainsi que."""
    if unit.low[k] == "et":
        return 1
    return 2 * (unit.low[k : k + 2] == ["ainsi", "que"])


def _member_follows(unit: Unit, phrase: Phrase, start: int, k: int, at: int) -> bool:
    """Tell whether another member of a source begins at token `at`, after `et` at token k."""
    low, tags = unit.low, unit.tags
    many = source_words()["many"]
    among = phrase.start > 1 and low[phrase.start - 2 : phrase.start] == ["auprès", "de"]
    if low[at] in ("de", "du", "d'") and not (low[at] == "de" and low[at + 1] in many):
        return False
    if (
        low[at] == "des"
        and not among
        and low[phrase.start] not in source_words()["indefinite_plurals"]
    ):
        return False
    if not tags[at] & (DETERMINER | CAPITAL | TITLE) or _one_name(unit, phrase, k):
        return False
    again = nouns().get(low[at])  # le chercheur et Professeur X
    if again and again.kind == "person" and not tags[phrase.start] & PLURAL:
        return False
    return not _inside_complement(unit, start, k)


def _one_name(unit: Unit, phrase: Phrase, k: int) -> bool:
    """Tell whether `et` at token k stands within a name, listed or with a singular verb.

    Sciences et Avenir écrit; Pêches et Océans Canada annonce.
    """
    start, end = k, k + 1
    while start > phrase.start and unit.tags[start - 1] & CAPITAL:
        start -= 1
    while end < phrase.end and unit.tags[end] & CAPITAL:
        end += 1
    if start == k or end == k + 1:
        return False
    verb = end < unit.size and verbal(unit, end) and not unit.tags[end] & PLURAL
    whole = start == phrase.start and end == phrase.end and not unit.tags[k + 1] & DETERMINER
    single = verb and whole and not first_name(unit.slice(k + 1, k + 2))
    return single or listed(unit.slice(start, end)) is not None


def _inside_complement(unit: Unit, start: int, k: int) -> bool:
    """Tell whether `et` at token k joins two complements (ministre du Travail et la Santé)."""
    for j in range(k - 1, start, -1):
        if unit.tags[j] & COMMA:
            return False
        if unit.low[j] in ("de", "du", "des", "d'"):
            named = any(
                unit.tags[i] & CAPITAL and not unit.tags[i] & DETERMINER for i in range(start, j)
            )
            joined = unit.tags[k - 1] & CAPITAL and not unit.tags[k + 1] & DETERMINER
            return bool(joined) and not named
    return False


def segments_of(unit: Unit, phrase: Phrase) -> list[Phrase]:
    """Cut a phrase at its commas, and leave out what stands in brackets."""
    found, start = [], phrase.start
    for k in range(phrase.start, phrase.end):
        if k >= start and unit.tags[k] & (COMMA | OPEN | DASH):
            if k > start:
                found.append(Phrase(start, k))
            start = closing(unit, k) if unit.tags[k] & OPEN else k + 1
    return [*found, Phrase(start, phrase.end)] if phrase.end > start else found


def runs_of(unit: Unit, segment: Phrase) -> list[Run]:
    """Give the runs of capitals in a segment."""
    runs, k = [], segment.start
    while k < segment.end:
        if not _opens_run(unit, segment, k):
            k += 1
            continue
        start, k = k, k + 1
        while k < segment.end and _goes_on(unit, segment, k):
            k += 1
        runs += _parted(unit, segment, start, k)
    return runs


def _opens_run(unit: Unit, segment: Phrase, k: int) -> bool:
    tags = unit.tags[k]
    if not tags & CAPITAL or tags & TITLE or unit.low[k] in source_words()["no_names"]:
        return False
    if _function(unit, k) or _origin(unit, k) or unit.low[k] in ("et", "ni", "mais", "ou"):
        return False
    if tags & DETERMINER:
        return k > segment.start and unit.low[k] in ("le", "la", "les")
    return True


def _origin(unit: Unit, k: int) -> bool:
    """Tell whether a noun of origin stands before a name: l'Espagnole X."""
    named = k and k + 1 < unit.size and unit.tags[k - 1] & DETERMINER and unit.tags[k + 1] & CAPITAL
    return bool(named) and of_origin(unit.low[k])


def _function(unit: Unit, k: int) -> bool:
    """Tell whether a capital at token k writes a function before a name: le Président X."""
    pair = nouns().get(" ".join(unit.low[k : k + 2]))
    if pair and pair.kind == "person":
        return True
    noun, named = nouns().get(unit.low[k]), k + 1 < unit.size and unit.tags[k + 1] & CAPITAL
    return bool(noun and noun.kind == "person" and named and k and unit.tags[k - 1] & DETERMINER)


def _goes_on(unit: Unit, segment: Phrase, k: int) -> bool:
    if unit.tags[k] & CAPITAL or unit.low[k].startswith(("al-", "el-")):
        return True
    joins = unit.low[k] == "et" and k + 1 < segment.end and unit.tags[k + 1] & CAPITAL
    if joins and unit.low[segment.start] not in source_words()["indefinite_plurals"]:
        return not unit.tags[k + 1] & (DETERMINER | TITLE)  # le groupe Centre et Territoires
    particle = unit.low[k] in source_words()["particles"]
    return particle and k + 1 < segment.end and bool(unit.tags[k + 1] & CAPITAL)


def _parted(unit: Unit, segment: Phrase, start: int, end: int) -> list[Run]:
    """Part a body and a person that stand side by side: des Nations unies | Ingrid Solheim."""
    linked = _linked(unit, segment, start)
    words = [unit.slice(k, k + 1) for k in range(start, end)]
    cut = start + body_before(words)
    placed = is_party(words[0])  # LR du Rhône Paul Durand
    if cut == start and (linked or placed) and not first_name(words[0]):
        cut = next((start + n for n in range(1, end - start - 1) if first_name(words[n])), cut)
    if start < cut < end - 1:
        body, person = Phrase(start, cut), Phrase(cut, end)
        return [Run(segment, body, linked), Run(segment, person, False)]
    return [Run(segment, Phrase(start, end), linked)]


def _linked(unit: Unit, segment: Phrase, start: int) -> bool:
    """Tell whether a preposition, with an article or without, stands before a run."""
    while start > segment.start and unit.tags[start - 1] & TITLE:
        start -= 1  # l'avocat de M. Durand
    if start <= segment.start:
        return False
    before = unit.low[start - 1]
    if before in source_words()["linking"]:
        return True
    article = before in ("la", "l'", "le", "les", "un", "une") and start - 1 > segment.start
    return article and unit.low[start - 2] in ("de", "à", "par", "pour", "sur", "dans", "chez")
