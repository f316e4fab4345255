"""The subject of a reporting verb: before it, after it, or that of the main clause."""

from helpers.quotations.cues import Group, is_verb
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
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
    DISJUNCT,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARKED,
    NOUN,
    NUMBER,
    OF,
    OPEN,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUE,
    REFLEXIVE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TITLE,
    phrase_at,
    source_words,
)
from helpers.quotations.phrases import FAR, Phrase, begins, closing, name_in_marks, verbal
from helpers.quotations.units import Unit

_ALONE = ("seul", "seule", "seuls", "seules")
_WHEN = ("quand", "lorsque", "lorsqu'")


def subject_of(unit: Unit, group: Group) -> Phrase | None:
    """Find the subject of a verb group: inverted, before the verb, or that of the main clause."""
    if group.inverted:
        told = group.start and not unit.tags[group.start - 1] & (COMMA | MARKED | DASH | STOP)
        named = phrase_before(unit, group.start, plural=group.plural) if told else None
        if named and headed(unit, *named):
            return named  # Tout juste le ministre fait-il savoir que P
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
        return _who_does(unit, group.start) or main_subject(unit, group.start)
    if k >= 0 and not unit.tags[k] & (
        COMMA | COORDINATOR | PREPOSITION | CLOSE | ADVERB | MARKED | DASH
    ):
        found = phrase_before(unit, group.start, plural=False)
        if found and _can_speak(unit, found):
            return found
    if k > 0 and unit.tags[k] & COMMA:
        owned = _speech_noun_phrase(unit, k)
        if owned:
            return owned
    return main_subject(unit, group.start)


def _who_does(unit: Unit, k: int) -> Phrase | None:
    """Find who does what a gerund goes with in a clause of time: …, quand Y a fui en criant P."""
    when = next((j for j in range(k - 1, 0, -1) if unit.low[j] in _WHEN), 0)
    if not when or unit.tags[k - 1] & COMMA:
        return None
    verbs = [j for j in range(when + 1, k) if verbal(unit, j)]
    if not verbs or any(tag & (COMMA | STOP | MARKED) for tag in unit.tags[verbs[0] : k]):
        return None
    return subject_before(unit, group_start(unit, verbs[0]))


def _can_speak(unit: Unit, phrase: Phrase) -> bool:
    """Tell whether a phrase names somebody, an act of speech, or takes up who was named."""
    if headed(unit, *phrase) or _takes_up(unit, phrase.start) or unit.tags[phrase.start] & SUBJECT:
        return True
    return any(unit.low[k] in source_words()["speech_nouns"] for k in range(*phrase))


def _speech_noun_phrase(unit: Unit, end: int) -> Phrase | None:
    """Read a phrase such as « des remarques de la Maison Blanche » that ends at a comma."""
    speech = source_words()["speech_nouns"]
    for k in range(end - 1, max(-1, end - 12), -1):
        if unit.tags[k] & (COMMA | STOP | MARKED) or verbal(unit, k):
            return None
        if unit.low[k] in speech and k and unit.tags[k - 1] & DETERMINER:
            return (
                Phrase(k - 1, end)
                if k + 1 < end and any(tag & OF for tag in unit.tags[k + 1 : end])
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
        if unit.tags[j] & RELATIVE and unit.tags[j + 1] & MARKED:
            continue  # its verb stands within the marks
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
    while j >= 0 and unit.tags[j] & ADVERB and not unit.tags[j] & (SUBJECT | CAPITAL | COORDINATOR):
        j -= 1
    if j < 0:
        return None
    tags = unit.tags[j]
    if tags & SUBJECT or (not j and unit.low[0] in ("lui", "beaucoup")):
        return Phrase(j, j + 1)
    if tags & RELATIVE:
        if unit.low[j] != "qui":
            return None
        described = bool(j and unit.tags[j - 1] & COMMA)
        nearest = phrase_before(unit, j - described, plural=plural)
        if nearest and not described:
            nearest = _last_listed(unit, nearest)
        return with_name(unit, nearest) if described and nearest else nearest
    if tags & COORDINATOR:
        return earlier_subject(unit, j)
    if tags & MARKED and _opens_clause(unit, j) and name_in_marks(unit, j):
        return Phrase(j, j + 1)
    return phrase_before(unit, k, plural=plural, subject=True)


def _last_listed(unit: Unit, phrase: Phrase) -> Phrase:
    """Give the last of several that are listed: un éleveur, une institutrice, un menuisier qui."""
    indefinite = ("un", "une", "des")
    starts = [k for k in range(phrase.start + 2, phrase.end) if unit.low[k] in indefinite]
    listed = [k for k in starts if unit.tags[k - 1] & COMMA]
    return (
        Phrase(listed[-1], phrase.end)
        if listed and unit.low[phrase.start] in indefinite
        else phrase
    )


def with_name(unit: Unit, phrase: Phrase) -> Phrase:
    """Go back from a description to the name it describes: Paul Durand, l'un des élus, qui …"""
    last = phrase.start - 1
    while last >= 0 and unit.low[last] in ("l'", "un", "une", "de", "des", "d'"):
        last -= 1
    first = last
    grammar = DETERMINER | PREPOSITION
    while first > 0 and unit.tags[first - 1] & CAPITAL and not unit.tags[first - 1] & grammar:
        first -= 1
    apart = last > 1 and unit.tags[last] & COMMA
    if not apart or unit.tags[phrase.start] & CAPITAL or last - first < 2:
        return phrase
    return Phrase(first, phrase.end)


def _opens_clause(unit: Unit, k: int) -> bool:
    opening = COMMA | STOP | COLON | COORDINATOR | QUE | SUBORDINATOR
    return not k or bool(unit.tags[k - 1] & opening)


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
        if nominal and _definite(unit, *nominal[-1]) and not _names(unit, begin, end):
            break
        nominal.append((begin, end))
        if _takes_up(unit, begin):
            break
        joined = plural and unit.tags[start] & COORDINATOR
        joined = joined or unit.low[start:begin] in (["alors"], ["aujourd'hui"], ["désormais"])
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
        unit.tags[k] & PREPOSITION and unit.tags[k] & CAPITAL and not unit.tags[k] & OF
    )


def _names(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a piece names somebody, so that what follows it can be its apposition."""
    if not headed(unit, start, end):
        return False
    article = unit.tags[start] & ARTICLE and not unit.tags[start] & CAPITAL
    words = (k for k in range(start, end) if unit.ends[k] - unit.starts[k] > 1)
    return not article or any(unit.tags[k] & CAPITAL for k in words)


def _definite(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a piece can be a subject of its own: les syndicats."""
    return bool(unit.tags[start] & ARTICLE) and headed(unit, start, end)


def _takes_up(unit: Unit, k: int) -> bool:
    """Tell whether a phrase takes up somebody named before: ce dernier, le second."""
    lists = source_words()
    after = unit.low[k + 1] if k + 1 < unit.size and unit.tags[k] & DETERMINER else ""
    return after in lists["last"] or after in lists["first_or_second"]


def _bare_name(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a piece is a name and nothing else."""
    named = all(unit.tags[k] & (CAPITAL | TITLE | OF) for k in range(start, end))
    article = unit.tags[start] & DETERMINER and not (start and unit.tags[start] & CAPITAL)
    return named and not article and not unit.tags[start] & SPEAKING


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
        if unit.low[j] == "comme" and unit.tags[j + 1] & SPEAKING:
            j -= 1  # comme journaliste
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
            k = min(closing(unit, k), end)
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


def _is_aside(unit: Unit, k: int) -> bool:
    """Tell whether a participle between commas opens a piece: Un rapport, révélé en mai, dit P."""
    other = CAPITAL | DETERMINER | SPEAKING | FINITE
    after_comma = k and unit.tags[k - 1] & COMMA and unit.low[k] != "excepté"
    return bool(after_comma and unit.tags[k] & PARTICIPLE and not unit.tags[k] & other)


def _past_openers(unit: Unit, start: int, end: int, subject: bool) -> int:
    """Go over what links or qualifies a piece: et surtout pas X; and a participle: a nié X."""
    kept = DETERMINER | CAPITAL | SUBJECT
    if (
        not start
        and unit.tags[0] & ADVERB
        and not unit.tags[0] & (DETERMINER | DISJUNCT | SPEAKING | SUBJECT)
    ):
        start = 1  # Peut-être Paul Durand
    while start < end:
        tags, low = unit.tags[start], unit.low[start]
        if size := phrase_at("adverb_phrases", unit.low, start):
            start += size
            continue
        links = tags & COORDINATOR or low in ("ainsi", "alors", "enfin", "puis")
        qualifies = (tags & ADVERB or low in ("pas", "non")) and not tags & kept
        after_auxiliary = start and unit.tags[start - 1] & (AVOIR | ETRE | ADVERB)
        done = tags & PARTICIPLE and after_auxiliary and not subject and not tags & kept
        after = unit.tags[start + 1] if start + 1 < end else 0
        done = done and after & DETERMINER and not after & PREPOSITION
        alone = low in _ALONE and after & DETERMINER  # Seul le maire
        if not (links or qualifies or done or alone):
            break
        start += 1
    return start


def _nominal_start(unit: Unit, start: int, end: int, subject: bool) -> int:
    """Give where a noun phrase that reaches the end of a piece begins, or -1."""
    tags, low = unit.tags, unit.low
    start = _past_openers(unit, start, end, subject)
    if start >= end or tags[start] & REFLEXIVE or low[start] in source_words()["relaying"]:
        return -1
    if tags[start] & DETERMINER and low[start + 1] in source_words()["bearing"]:
        return -1  # la voix nouée
    if _is_aside(unit, start):
        return -1
    if tags[end - 1] & (INFINITIVE | PREPOSITION) and not tags[end - 1] & (CAPITAL | SPEAKING):
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
    bracketed = False
    for k in range(start + 1, end):
        tag, before = tags[k], tags[k - 1]
        bracketed = bool(before & OPEN) or (bracketed and not before & CLOSE)
        if bracketed or (tag & NUMBER and not tag & DETERMINER):
            continue
        if tag & DETERMINER and tags[k + 1] & TIME and not tags[k + 1] & CAPITAL:
            continue  # pour environ deux heures
        if not begins(unit, k) or (tag & (ADVERB | DAY) and not tag & DETERMINER):
            continue
        if before & (PREPOSITION | DETERMINER | COORDINATOR | OF):
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
    counted = source_words()["collectives"]
    opening = range(start, min(start + 2, end - 2))
    first = next((k + 2 for k in opening if unit.low[k] in counted), start)
    for k in range(first, end):
        if k + 1 < end and unit.low[k] in source_words()["before_nouns"]:
            continue  # le premier ministre, la jeune femme
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
        if (tags & PREPOSITION and not tags & OF) or (
            tags & (PARTICIPLE | INFINITIVE | GERUND) and not tags & (SPEAKING | CAPITAL)
        ):
            break
        k -= 1
    while k < end and unit.tags[k] & OF:
        k += 1
    speaking = [
        j
        for j in range(k, end)
        if unit.tags[j] & (CAPITAL | SPEAKING) and not unit.tags[j] & DETERMINER
    ]
    if speaking and any(unit.tags[j] & OF for j in range(k, speaking[0])):
        k = speaking[0] - int(
            bool(unit.tags[speaking[0] - 1] & DETERMINER and not unit.tags[speaking[0] - 1] & OF)
        )
    return k if k < end and any(unit.tags[j] & (CAPITAL | SPEAKING) for j in range(k, end)) else -1


def _opens_phrase(unit: Unit, start: int, end: int) -> bool:
    tags, low = unit.tags[start], unit.low[start]
    if tags & (DAY | NUMBER) and not tags & DETERMINER:
        return (
            bool(tags & NUMBER)
            and end - start > 1
            and not unit.tags[start + 1] & (DAY | PREPOSITION | COMMA)
            and not (unit.tags[start + 1] & TIME and end - start > 2)  # 100 ans après
        )
    if low in ("selon", "d'après", "lors"):
        return False
    if tags & DETERMINER and _is_time(unit, start, end):
        return False
    if tags & (GERUND | PARTICIPLE | INFINITIVE) and not tags & (CAPITAL | DETERMINER | SPEAKING):
        return False
    if tags & CAPITAL and tags & (PREPOSITION | ADVERB | GERUND | PARTICIPLE) and low != "des":
        return low == "de" and unit.low[start + 1] in source_words()["many"]
    if low == "le" and unit.tags[min(start + 1, end - 1)] & (NUMBER | DAY):
        return False
    return begins(unit, start)


def _is_time(unit: Unit, start: int, end: int) -> bool:
    """Tell « le même jour », « ce lundi » from somebody: « le quotidien du soir »."""
    for j in range(start + 1, min(end, start + 4)):
        tags = unit.tags[j]
        if tags & TIME or (tags & DAY and unit.tags[j - 1] & (DETERMINER | NUMBER)):
            return True
        if tags & SPEAKING:
            return False
    return False
