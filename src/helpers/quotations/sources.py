"""Noun phrases that name who speaks, before or after the verb."""

from typing import NamedTuple

from helpers.quotations.authority import is_medium
from helpers.quotations.cues import Group, is_verb
from helpers.quotations.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    CLOSE,
    COLON,
    COMMA,
    COORDINATOR,
    DASH,
    DAY,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARKED,
    NOUN,
    NUMBER,
    OPEN,
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
    TITLE,
    source_phrases,
    source_words,
)
from helpers.quotations.units import Unit

# An apposition or an inserted phrase goes no further than this.
FAR = 40
_LINKS = frozenset(["de", "du", "des", "d'"])


class Phrase(NamedTuple):
    """A noun phrase: tokens start to end (exclusive)."""

    start: int
    end: int


def verbal(unit: Unit, k: int) -> bool:
    """Tell whether token k is a finite verb in this place."""
    return bool(unit.tags[k] & FINITE) and is_verb(unit, k)


def phrase_after(
    unit: Unit, k: int, *, plural: bool = False, appositions: bool = True, before_verb: bool = False
) -> Phrase | None:
    """Read the noun phrase that begins at token k, with its appositions; None where none does."""
    start = skip_adverbs(unit, k)
    if start >= unit.size or not _begins(unit, start):
        return None
    if unit.tags[start] & SUBJECT and not unit.tags[start] & DETERMINER:
        return Phrase(start, start + 1)
    end = _core_end(unit, start, plural, before_verb)
    if appositions:
        end = _with_appositions(unit, start, end)
    return Phrase(start, end) if end > start else None


def skip_adverbs(unit: Unit, k: int) -> int:
    """Go over adverbs, days and set phrases that begin at token k."""
    while k < unit.size:
        if unit.tags[k] & (ADVERB | DAY) and not unit.tags[k] & (DETERMINER | CAPITAL):
            k += 1
            while k < unit.size and unit.tags[k] & (NUMBER | DAY):
                k += 1
            continue
        if unit.tags[k] & DETERMINER and (after := _time_end(unit, k)):
            k = after
            continue
        phrase = next(
            (p for p in source_phrases("adverb_phrases") if tuple(unit.low[k : k + len(p)]) == p),
            None,
        )
        if phrase is None:
            break
        k += len(phrase)
    return k


def _time_end(unit: Unit, k: int) -> int:
    """Give the end of « la semaine dernière », « ce même jour » at token k, or 0."""
    for j in range(k + 1, min(unit.size, k + 4)):
        if unit.tags[j] & (TIME | DAY):
            after = j + 1
            return after + int(after < unit.size and unit.low[after] in source_words()["later"])
        if unit.tags[j] & (CAPITAL | SPEAKING | COMMA | STOP):
            return 0
    return 0


def _begins(unit: Unit, k: int) -> bool:
    tags, low = unit.tags[k], unit.low[k]
    if tags & (STOP | COMMA | QUE | RELATIVE | COLON | MARKED):
        return False
    if tags & (INFINITIVE | TIME) and not tags & (SPEAKING | DETERMINER):
        return False
    if tags & PREPOSITION and low not in ("des", "de", "d'"):
        return False
    if not k and tags & (PARTICIPLE | GERUND) and not tags & (DETERMINER | SPEAKING):
        return unit.size > 1 and bool(unit.tags[1] & CAPITAL)
    if low in ("de", "d'"):
        return k + 1 < unit.size and unit.low[k + 1] in source_words()["many"]
    return bool(tags & (DETERMINER | CAPITAL | TITLE | SUBJECT | NUMBER | SPEAKING)) or low in (
        "celui", "celle", "ceux", "celles", "tel", "lui", "elle", "eux", "elles",
    )  # fmt: skip


def _core_end(unit: Unit, start: int, plural: bool, before_verb: bool = False) -> int:
    tags, low, size = unit.tags, unit.low, unit.size
    k = start
    with_a = low[start] in source_words()["heads_with_a"]
    while k < size:
        tag, word = tags[k], low[k]
        if tag & OPEN:
            k = _closing(unit, k)
            continue
        if tag & (STOP | COMMA | QUE | RELATIVE | COLON | CLOSE | INVERTED | DASH):
            break
        if tag & MARKED:
            if k == start or unit.ends[k] - unit.starts[k] > 60 or low[k - 1] in _LINKS:
                break
        elif k > start:
            with_a |= word in source_words()["heads_with_a"]
            if word in _LINKS or (
                word in ("l'", "la", "le", "les") and low[k - 1] in _LINKS | {"à", "et"}
            ):
                pass
            elif tag & COORDINATOR:
                if word not in ("et", "ou") or not _coordinated(unit, k, plural):
                    break
            elif tag & PREPOSITION:
                if not (word in ("à", "au", "aux") and with_a and not _addressed(unit, k)):
                    break
            elif (
                (tag & (CLITIC | SUBJECT) and not tag & DETERMINER)
                or (
                    tag & DETERMINER
                    and low[k - 1] not in _LINKS | {"à", "et", "tous", "toutes"}
                    and not _article_of_name(unit, k)
                    and low[k - 1 : k + 1] not in (["l'", "un"], ["l'", "une"])
                )
                or (
                    tag & (ADVERB | DAY)
                    and not tag & (SPEAKING | CAPITAL)
                    and not tags[k - 1] & DETERMINER
                )
                or (tag & GERUND and not tag & (CAPITAL | SPEAKING) and not _adjectival(unit, k))
            ):
                break
            elif tag & FINITE and not tag & CAPITAL and verbal(unit, k) and not tag & SPEAKING:
                if (before_verb and not _adjectival(unit, k)) or tag & (AVOIR | ETRE):
                    break
            elif (tag & INFINITIVE and not tag & (SPEAKING | CAPITAL)) or (
                tag & PARTICIPLE and not tag & (CAPITAL | SPEAKING) and _participial(unit, k)
            ):
                break
        k += 1
    while k > start + 1 and (
        low[k - 1] in _LINKS | {"et", "ou", "l'", "la", "le", "les", "à", "au"}
    ):
        k -= 1
    return k


def _article_of_name(unit: Unit, k: int) -> bool:
    """Tell whether a capital article belongs to a name: le quotidien Le Midi."""
    after = k + 1 < unit.size and unit.tags[k + 1] & CAPITAL
    return bool(after and unit.tags[k] & CAPITAL and unit.tags[k - 1] & SPEAKING)


def _adjectival(unit: Unit, k: int) -> bool:
    """Tell whether a form that could be a verb stands as an adjective or noun within a phrase."""
    return (
        k > 0 and unit.low[k - 1] in _LINKS | {"la", "le", "les", "l'"} and not unit.tags[k] & AVOIR
    )


def _participial(unit: Unit, k: int) -> bool:
    if k + 1 < unit.size and unit.tags[k + 1] & DAY:
        return True
    after = unit.low[k + 1] if k + 1 < unit.size else ""
    return after in ("par", "à", "en", "dans", "au", "sur", "lors", "pour", "aux", "devant")


def _addressed(unit: Unit, k: int) -> bool:
    """Tell whether à at token k brings in a time, an audience or a medium: à l'agence X."""
    at = k + 1
    while at < unit.size and unit.tags[at] & DETERMINER and not unit.tags[at] & CAPITAL:
        at += 1
    if at >= unit.size:
        return False
    lists = source_words()
    if (
        unit.tags[k + 1] & (DAY | NUMBER)
        or unit.low[at] in lists["media_nouns"] | lists["audiences"]
    ):
        return True
    return any(
        is_medium(unit.slice(at, end), unit.low[k]) for end in range(min(unit.size, at + 4), at, -1)
    )


def _coordinated(unit: Unit, k: int, plural: bool) -> bool:
    """Tell whether `et` at token k goes on with the phrase rather than with a new clause."""
    after = k + 1
    if after >= unit.size or (
        unit.tags[after] & (FINITE | CLITIC) and not unit.tags[after] & DETERMINER
    ):
        return False
    if unit.tags[after] & NUMBER and unit.low[after][0].isdigit():
        return False
    if not _begins(unit, after) and unit.low[after] not in _LINKS:
        return bool(unit.tags[after] & NOUN) or not unit.tags[after] & (
            PARTICIPLE
            | PREPOSITION
            | ADVERB
            | INFINITIVE
            | GERUND
            | COORDINATOR
            | QUE
            | SUBORDINATOR
            | RELATIVE
        )
    for j in range(after, min(unit.size, after + 12)):
        if unit.tags[j] & (STOP | COMMA | QUE | COLON):
            return True
        if j > after and verbal(unit, j) and not unit.tags[j] & CAPITAL:
            return plural and bool(unit.tags[j] & PLURAL) and False
    return True


def _closing(unit: Unit, k: int) -> int:
    for j in range(k + 1, min(unit.size, k + FAR)):
        if unit.tags[j] & CLOSE:
            return j + 1
    return k + 1


def _with_appositions(unit: Unit, start: int, end: int) -> int:
    while end + 1 < unit.size and unit.tags[end] & COMMA and end - start < FAR:
        stop = _apposition_end(unit, start, end + 1)
        if stop < 0:
            break
        end = stop
    return end


def _has_name(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a phrase holds a name that no preposition ties to a noun."""
    tied = False
    for j in range(start, end):
        if not unit.tags[j] & CAPITAL or unit.tags[j] & DETERMINER:
            tied = j > start and (
                unit.low[j] in source_words()["ties"]
                or (tied and unit.low[j] in ("la", "le", "les", "l'"))
            )
        elif not tied and not unit.tags[j] & SPEAKING:
            return True
    return False


def _apposition_end(unit: Unit, start: int, k: int) -> int:
    """Give the end of an apposition at token k that a comma or the sentence's end closes, or -1."""
    tags = unit.tags[k]
    if tags & NUMBER and k + 1 < unit.size and unit.low[k + 1] in ("ans", "an"):
        return k + 2
    if not (tags & (CAPITAL | SPEAKING | TITLE) or _functional(unit, k)):
        return _trade_end(unit, start, k)
    if tags & CAPITAL and not tags & (DETERMINER | SPEAKING) and _has_name(unit, start, k - 1):
        return -1
    named = _has_name(unit, start, k - 1) or bool(unit.tags[k - 2] & CAPITAL and tags & DETERMINER)
    if tags & (ADVERB | DAY | PREPOSITION | SUBJECT) and not tags & SPEAKING:
        return -1
    end = _core_end(unit, k, plural=False, before_verb=True)
    end += int(
        end + 1 < unit.size
        and bool(unit.tags[end] & PARTICIPLE)
        and bool(unit.tags[end + 1] & PREPOSITION)
    )
    while end < unit.size and unit.tags[end] & PREPOSITION and not unit.tags[end] & COMMA:
        nxt = phrase_after(unit, end + 1, appositions=False)
        if nxt is None or nxt.end <= end + 1:
            break
        end = nxt.end
    if not (tags & CAPITAL or named or _has_name(unit, k, end)):
        return -1
    if end < unit.size and unit.tags[end] & GERUND:
        end = _until_pause(unit, end)
    if end >= unit.size or unit.tags[end] & (COMMA | STOP | COLON | CLOSE | DASH | RELATIVE):
        return end
    return -1


def _trade_end(unit: Unit, start: int, k: int) -> int:
    """Give the end of « , de l'université de X, » or « , négociante à X, » after a name, or -1."""
    tags = unit.tags[k]
    opens = tags & PREPOSITION and unit.low[k] in _LINKS
    bare = tags & (FINITE | CLITIC | ADVERB | PARTICIPLE | GERUND | PREPOSITION | COORDINATOR)
    other = tags & (STOP | MARKED | QUE | RELATIVE | SUBORDINATOR | SUBJECT | INVERTED | NUMBER)
    if other or (tags & (DETERMINER | INFINITIVE) and not opens) or (bare and not opens):
        return -1
    if not _has_name(unit, start, k - 1):
        return -1
    end = _until_pause(unit, k)
    closed = end < unit.size and unit.tags[end] & (COMMA | STOP)
    return end if closed and (opens or end - k < 7) else -1


def _until_pause(unit: Unit, k: int) -> int:
    """Give the next comma or stop, or the verb that comes before it."""
    while k < unit.size and not unit.tags[k] & (COMMA | STOP | COLON | MARKED | QUE):
        if unit.tags[k] & FINITE and verbal(unit, k):
            return k
        k += 1
    return k


def _functional(unit: Unit, k: int) -> bool:
    """Tell whether a determiner at token k brings a function: le ministre, un ancien général."""
    if not unit.tags[k] & DETERMINER:
        return False
    return any(unit.tags[j] & SPEAKING for j in range(k + 1, min(unit.size, k + 4)))


def subject_of(unit: Unit, group: Group) -> Phrase | None:
    """Find the subject of a verb group: inverted, before the verb, or that of the main clause."""
    if group.inverted:
        return next(
            (Phrase(k, k + 1) for k in range(group.start, group.end) if unit.tags[k] & INVERTED),
            None,
        )
    if group.form == "gerund":
        return _subject_of_gerund(unit, group)
    if group.form == "infinitive":
        return main_subject(unit, group.start)
    if group.form == "shared":
        return earlier_subject(unit, group.start)
    return subject_before(unit, group.start, plural=group.plural)


def _subject_of_gerund(unit: Unit, group: Group) -> Phrase | None:
    k = group.start - 1
    if unit.low[group.start] == "en":
        return main_subject(unit, group.start)
    if k >= 0 and not unit.tags[k] & (
        COMMA | COORDINATOR | PREPOSITION | CLOSE | ADVERB | MARKED | DASH
    ):
        return phrase_before(unit, group.start, plural=False)
    if k > 0 and unit.tags[k] & COMMA:
        owned = _speech_noun_phrase(unit, k)
        if owned:
            return owned
    return main_subject(unit, group.start)


def _speech_noun_phrase(unit: Unit, end: int) -> Phrase | None:
    """Read a phrase such as « des remarques de la Maison Blanche » that ends at a comma."""
    speech = source_words()["speech_nouns"]
    for k in range(end - 1, max(-1, end - 12), -1):
        if unit.tags[k] & (COMMA | STOP | MARKED) or verbal(unit, k):
            return None
        if unit.low[k] in speech and k and unit.tags[k - 1] & DETERMINER:
            return (
                Phrase(k - 1, end)
                if k + 1 < end and any(word in _LINKS for word in unit.low[k + 1 : end])
                else None
            )
    return None


def main_subject(unit: Unit, before: int) -> Phrase | None:
    """Find the subject of the last main verb before a place, or of the first one after it."""
    verbs = [k for k in range(unit.size) if unit.tags[k] & FINITE and is_verb(unit, k)]
    for k in reversed([v for v in verbs if v < before]):
        found = subject_before(unit, group_start(unit, k), plural=bool(unit.tags[k] & PLURAL))
        if found is not None and not subordinate(unit, k):
            return found
    for k in (v for v in verbs if v > before):
        if k > 0 and not subordinate(unit, k, before):
            found = subject_before(unit, group_start(unit, k), plural=bool(unit.tags[k] & PLURAL))
            if found is not None and not found.start <= before < found.end:
                return found
    return None


def subordinate(unit: Unit, k: int, floor: int = -1) -> bool:
    """Tell whether the verb at k is the first one after a que or a relative pronoun."""
    if k and unit.tags[k - 1] & COMMA and floor < 0:
        return False
    for j in range(k - 1, floor, -1):
        if unit.tags[j] & QUE and j and unit.low[j - 1] == "ainsi":
            continue
        if unit.tags[j] & (QUE | RELATIVE | SUBORDINATOR):
            return True
        if unit.tags[j] & STOP or verbal(unit, j):
            return False
        if unit.tags[j] & COMMA and floor >= 0:
            return False
    return False


def group_start(unit: Unit, k: int) -> int:
    """Give where the clitics before a verb begin."""
    while k and unit.tags[k - 1] & CLITIC and not unit.tags[k - 1] & INVERTED:
        k -= 1
    return k


def earlier_subject(unit: Unit, before: int) -> Phrase | None:
    """Find the subject of the verb before a coordinated one."""
    for k in range(before - 1, -1, -1):
        if unit.tags[k] & FINITE and is_verb(unit, k) and not subordinate(unit, k):
            found = subject_before(unit, group_start(unit, k), plural=bool(unit.tags[k] & PLURAL))
            if found is not None:
                return found
    return None


def subject_before(unit: Unit, k: int, *, plural: bool = False) -> Phrase | None:
    """Read the subject that ends before token k, where the verb group begins."""
    if k and unit.tags[k - 1] & DASH:
        k = _dash_before(unit, k - 1)
    j = k - 1
    while j >= 0 and unit.tags[j] & ADVERB and not unit.tags[j] & (SUBJECT | CAPITAL):
        j -= 1
    if j < 0:
        return None
    tags = unit.tags[j]
    if tags & SUBJECT:
        return Phrase(j, j + 1)
    if tags & RELATIVE:
        if unit.low[j] != "qui":
            return None
        return phrase_before(unit, j - 1 if j and unit.tags[j - 1] & COMMA else j, plural=plural)
    if tags & COORDINATOR:
        return earlier_subject(unit, j)
    return phrase_before(unit, k, plural=plural, subject=True)


def _dash_before(unit: Unit, k: int) -> int:
    """Give the dash that opens the aside which the dash at token k closes, or k."""
    if "ainsi" in unit.low[max(0, k - 8) : k]:
        return k
    return next((j for j in range(k - 1, max(-1, k - FAR), -1) if unit.tags[j] & DASH), k)


def phrase_before(unit: Unit, k: int, *, plural: bool, subject: bool = False) -> Phrase | None:
    """Read the noun phrase that ends before token k, over appositions and inserted clauses."""
    floor, coordinated = _floor(unit, k, subject)
    pieces = _pieces(unit, floor, k)
    if coordinated and pieces:
        pieces[0] = (coordinated, pieces[0][1]) if coordinated < pieces[0][1] else pieces[0]
    nominal: list[tuple[int, int]] = []
    for start, end in reversed(pieces):
        if nominal and _sets_apart(unit, start):
            break
        begin = _nominal_start(unit, start, end, subject or bool(nominal))
        if begin < 0:
            if nominal:
                break
            continue
        if (
            nominal
            and not plural
            and _bare_name(unit, begin, end)
            and _bare_name(unit, *nominal[-1])
        ):
            break
        nominal.append((begin, end))
        joined = plural and unit.tags[start] & COORDINATOR
        if (begin != start and not joined) or len(nominal) == 5:
            break
    if not nominal:
        return None
    start, end = nominal[-1][0], nominal[0][1]
    if unit.tags[start] & SUBJECT and not unit.tags[start] & DETERMINER:
        return Phrase(start, start + 1)
    return Phrase(start, end)


def _sets_apart(unit: Unit, k: int) -> bool:
    """Tell whether a piece is an adverbial of its own: Quant à X, … · En mai, …"""
    return unit.low[k] == "quant" or bool(
        unit.tags[k] & PREPOSITION and unit.low[k] not in _LINKS and unit.tags[k] & CAPITAL
    )


def _bare_name(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a piece is a name and nothing else."""
    return all(
        unit.tags[k] & (CAPITAL | TITLE) or unit.low[k] in _LINKS for k in range(start, end)
    ) and not unit.tags[start] & (DETERMINER | SPEAKING)


def _floor(unit: Unit, k: int, subject: bool) -> tuple[int, int]:
    """Go left to where the clause begins; also give where a coordinated clause begins, or 0."""
    j = k - 1
    last = max(0, k - 3 * FAR)
    while j >= last:
        tags = unit.tags[j]
        if tags & CLOSE:
            j = _opening(unit, j) - 1
            continue
        if tags & QUE and unit.low[j - 1] == "ainsi" and j:
            j -= 1
            continue
        if tags & (STOP | COLON | QUE | SUBORDINATOR | RELATIVE | OPEN) or unit.low[j] in (
            "mais",
            "or",
            "car",
        ):
            return j + 1, 0
        if tags & MARKED and unit.ends[j] - unit.starts[j] > 60:
            return j + 1, 0
        if tags & FINITE and verbal(unit, j):
            opened = _relative_opening(unit, j) if subject else -1
            if opened < 0:
                return j + 1, _after_et(unit, j + 1, k)
            j = opened - 1
            continue
        j -= 1
    return j + 1, 0


def _opening(unit: Unit, k: int) -> int:
    for j in range(k - 1, max(-1, k - FAR), -1):
        if unit.tags[j] & OPEN:
            return j
    return k


def _relative_opening(unit: Unit, verb: int) -> int:
    """Find the relative pronoun that a verb met on the way left belongs to, or -1."""
    for j in range(verb - 1, max(-1, verb - 15), -1):
        if unit.tags[j] & (RELATIVE | QUE):
            return j - 1 if j and unit.tags[j - 1] & COMMA else j
        if unit.tags[j] & (STOP | COLON | COMMA | MARKED) or verbal(unit, j):
            return -1
    return -1


def _after_et(unit: Unit, start: int, end: int) -> int:
    for k in range(start, end):
        if unit.tags[k] & COORDINATOR and unit.low[k] in ("et", "mais", "puis"):
            return k + 1
    return 0


def _pieces(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    """Cut tokens start to end at their commas, leaving out relative clauses."""
    pieces, begin, k = [], start, start
    while k < end:
        tags = unit.tags[k]
        if tags & OPEN:
            k = min(_closing(unit, k), end)
            continue
        if tags & (RELATIVE | QUE) and not (k and unit.low[k - 1] == "ainsi"):
            stop = k
            while k < end and not unit.tags[k] & COMMA:
                k += 1
            if stop > begin:
                pieces.append((begin, stop))
            begin = k + 1
        elif tags & (COMMA | DASH):
            if k > begin:
                pieces.append((begin, k))
            begin = k + 1
        k += 1
    if end > begin:
        pieces.append((begin, end))
    return pieces


def _nominal_start(unit: Unit, start: int, end: int, subject: bool) -> int:
    """Give where a noun phrase that reaches the end of a piece begins, or -1."""
    tags, low = unit.tags, unit.low
    while start < end and (
        tags[start] & COORDINATOR or low[start] in ("ainsi", "alors", "enfin", "puis")
    ):
        start += 1
    if start >= end or (
        tags[end - 1] & (INFINITIVE | PREPOSITION) and not tags[end - 1] & (CAPITAL | SPEAKING)
    ):
        return -1
    if (
        not subject
        and not headed(unit, start, end)
        and (nearest := _nearest(unit, start, end)) >= 0
    ):
        return nearest
    if tags[start] & (GERUND | PARTICIPLE | INFINITIVE) and not tags[start] & (
        CAPITAL | DETERMINER | SPEAKING
    ):
        return -1
    if _opens_phrase(unit, start, end):
        return start
    for k in range(start + 1, end):
        tag, before = tags[k], tags[k - 1]
        if tag & NUMBER and not tag & DETERMINER:
            continue
        if not _begins(unit, k) or (tag & (ADVERB | DAY) and not tag & DETERMINER):
            continue
        if before & (PREPOSITION | DETERMINER | COORDINATOR) or low[k - 1] in _LINKS:
            continue
        named = tag & CAPITAL and before & (CAPITAL | SPEAKING | NOUN)
        if named and not tag & DETERMINER and not before & DAY:
            continue
        if (
            tag & (CAPITAL | SPEAKING)
            and not tag & DETERMINER
            and not before & (DAY | NUMBER | CLOSE | ADVERB)
        ) and not tag & CAPITAL:
            continue
        if low[k] in ("des", "du") and not (before & (DAY | ADVERB | NUMBER)):
            continue
        return k
    return -1


def headed(unit: Unit, start: int, end: int) -> bool:
    """Tell whether the first noun of a piece names somebody who can speak."""
    for k in range(start, end):
        if not unit.tags[k] & (DETERMINER | NUMBER) or unit.tags[k] & SPEAKING:
            return bool(unit.tags[k] & (SPEAKING | CAPITAL)) and not unit.tags[k] & (
                PREPOSITION | GERUND
            )
    return False


def _nearest(unit: Unit, start: int, end: int) -> int:
    """Give where the last noun phrase of a piece begins, a preposition before it left out."""
    k = end
    while k > start:
        tags = unit.tags[k - 1]
        if (tags & PREPOSITION and unit.low[k - 1] not in _LINKS) or (
            tags & (PARTICIPLE | INFINITIVE | GERUND) and not tags & (SPEAKING | CAPITAL)
        ):
            break
        k -= 1
    while k < end and unit.low[k] in _LINKS:
        k += 1
    speaking = [
        j
        for j in range(k, end)
        if unit.tags[j] & (CAPITAL | SPEAKING) and not unit.tags[j] & DETERMINER
    ]
    if speaking and any(unit.low[j] in _LINKS for j in range(k, speaking[0])):
        k = speaking[0] - int(
            bool(
                unit.tags[speaking[0] - 1] & DETERMINER and unit.low[speaking[0] - 1] not in _LINKS
            )
        )
    return k if k < end and any(unit.tags[j] & (CAPITAL | SPEAKING) for j in range(k, end)) else -1


def _opens_phrase(unit: Unit, start: int, end: int) -> bool:
    tags, low = unit.tags[start], unit.low[start]
    if tags & (DAY | NUMBER) and not tags & DETERMINER:
        return (
            bool(tags & NUMBER)
            and end - start > 1
            and not unit.tags[start + 1] & (DAY | PREPOSITION | COMMA)
        )
    if low in ("selon", "d'après", "lors"):
        return False
    if tags & DETERMINER and any(
        unit.tags[j] & TIME or (unit.tags[j] & DAY and j == start + 1)
        for j in range(start + 1, min(end, start + 4))
    ):
        return False
    if tags & (GERUND | PARTICIPLE | INFINITIVE) and not tags & (CAPITAL | DETERMINER | SPEAKING):
        return False
    if tags & CAPITAL and tags & (PREPOSITION | ADVERB | GERUND | PARTICIPLE) and low != "des":
        return low == "de" and unit.low[start + 1] in source_words()["many"]
    if low == "le" and unit.tags[min(start + 1, end - 1)] & (NUMBER | DAY):
        return False
    return _begins(unit, start)
