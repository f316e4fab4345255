"""Reporting verbs in their groups: auxiliaries, pronouns, adverbs, negation, inversion."""

from typing import NamedTuple

from helpers.language import lemma
from helpers.quotations.lexicon import (
    ADVERB,
    ARTICLE,
    AVOIR,
    CAPITAL,
    CARRIER,
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    CUE,
    DETERMINER,
    DISJUNCT,
    ETRE,
    FINITE,
    INFINITIVE,
    INVERTED,
    MARKED,
    NEGATION,
    NUMBER,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    QUE,
    REFLEXIVE,
    RELATIVE,
    SPEAKING,
    STOP,
    SUBJECT,
    Cue,
    phrase_at,
    refusal_forms,
    source_words,
)
from helpers.quotations.units import Unit

REACH = 9  # words that may stand between an auxiliary and its participle


class Group(NamedTuple):
    """A reporting verb group: tokens start to end (exclusive) and its reading."""

    start: int
    end: int
    head: int
    cue: Cue
    form: str  # finite, gerund, infinitive, shared (its auxiliary stands with an earlier verb)
    inverted: bool
    negated: bool
    plural: bool


def verb_groups(unit: Unit) -> list[Group]:
    """Give the reporting verb groups of a unit, left to right."""
    groups = []
    for head in unit.cued():
        group = _group(unit, head)
        if group is not None:
            groups.append(group)
    return groups


def is_verb(unit: Unit, k: int) -> bool:
    """Tell whether token k, which has a finite form, is used as a verb here, not as a noun."""
    tags, low = unit.tags, unit.low
    if tags[k] & (AVOIR | ETRE):
        nominal = k and (tags[k - 1] & ARTICLE or low[k - 1] in ("d'", "à"))
        return not (low[k] == "est" and nominal)
    if tags[k] & CAPITAL and k:
        return False
    if not k or tags[k] & PREPOSITION:
        return False
    before = tags[k - 1]
    if k > 1 and before & tags[k - 2] & CAPITAL:
        before = CAPITAL  # Kim Jong Un effectuera
    if before & NUMBER and k > 1 and tags[k - 2] & (SPEAKING | CAPITAL) and tags[k] & CUE:
        return True  # la résolution 1874 exige
    if tags[k] & CUE and _brings_in(unit, k + 1) and not before & (DETERMINER | PREPOSITION):
        return not before & NUMBER or bool(tags[k] & PLURAL)
    after = tags[k + 1] if k + 1 < unit.size else 0
    if after & (AVOIR | ETRE) and not tags[k] & CUE and not before & (SUBJECT | RELATIVE):
        return False  # an adjective before the verb: le groupe rebelle a dit
    if tags[k] & PARTICIPLE and before & COMMA and not tags[k] & CUE:
        return False
    if low[k] in source_words()["adjectives_like_verbs"] and not before & (
        SUBJECT | RELATIVE | CLITIC | CAPITAL
    ):
        return bool(after & DETERMINER and not after & PREPOSITION)  # un rapport interne
    if low[k - 1] in source_words()["before_nouns"] or low[k - 1] in source_words()["degrees"]:
        return False
    if tags[k] & SPEAKING and not before & (SUBJECT | RELATIVE | CLITIC | CAPITAL):
        return not before & (DETERMINER | PREPOSITION | COMMA) and _has_object(unit, k + 1)
    if before & ARTICLE and tags[k] & CUE and (_no_noun(unit, k) or _blames(unit, k)):
        return True
    if before & ARTICLE and tags[k] & CUE and k > 1 and tags[k - 2] & (SPEAKING | CAPITAL | COMMA):
        verb = not tags[k - 2] & COMMA or lemma(low[k]).endswith(("er", "ir", "re"))
        return verb and not tags[k - 2] & PREPOSITION  # l'essayiste l'accuse; , l'accuse
    if before & ARTICLE:
        return (
            k > 1
            and bool(
                tags[k - 2] & (SUBJECT | NEGATION | CLITIC)
                or low[k - 2] in ("comme", "qui")
                or (tags[k - 2] & COMMA and tags[k] & CUE and _past_adverbs(unit, k + 1) > k + 1)
            )
            and not tags[k - 2] & PREPOSITION
        )
    if before & CLITIC:
        named = SUBJECT | RELATIVE | CLITIC | SPEAKING | CAPITAL
        return low[k - 1] != "en" or k < 2 or bool(tags[k - 2] & named) or _takes_en(unit, k)
    if low[k - 1] in source_words()["quantifiers"]:
        return bool(tags[k] & PLURAL)
    return not before & (DETERMINER | PREPOSITION | NUMBER)


def _no_noun(unit: Unit, k: int) -> bool:
    """Tell a verb after its object from a noun, which would agree: mais la considèrent."""
    agrees = bool(unit.tags[k - 1] & PLURAL) == bool(unit.tags[k] & PLURAL)
    return not agrees and not unit.low[k].endswith(("s", "x"))


def _blames(unit: Unit, k: int) -> bool:
    """Tell whether a verb hands somebody what he did: et l'accuse d'avoir menti."""
    of = k + 2 < unit.size and unit.low[k + 1] in ("de", "d'")
    blame = any("de" in cue.constructions and not cue.reflexive for cue in unit.words[k].cues)
    return of and blame and bool(unit.tags[k + 2] & INFINITIVE)


def _takes_en(unit: Unit, k: int) -> bool:
    """Tell whether *en* goes with a verb after an aside: X, maire de Y, en profite pour."""
    return bool(unit.tags[k - 2] & COMMA) and unit.low[k] in source_words()["verbs_with_en"]


def _brings_in(unit: Unit, k: int) -> bool:
    """Tell whether que, marks or an infinitive follow, over adverbs."""
    k = past_aside(unit, _past_adverbs(unit, k))
    return k < unit.size and bool(unit.tags[k] & (QUE | MARKED | INFINITIVE))


def past_aside(unit: Unit, k: int, *, reach: int = 10) -> int:
    """Go over an aside between two commas that begins at token k: annonce, lundi, que P."""
    if k >= unit.size or not unit.tags[k] & COMMA:
        return k
    for j in range(k + 1, min(unit.size - 1, k + reach)):
        if unit.tags[j] & COMMA:
            return j + 1
        if unit.tags[j] & (STOP | QUE | MARKED | RELATIVE):
            break
    return k


def _has_object(unit: Unit, k: int) -> bool:
    """Tell whether a noun phrase follows, over adverbs: l'entreprise juge dès lors l'action …"""
    k = _past_adverbs(unit, k)
    return k < unit.size and bool(unit.tags[k] & DETERMINER) and not unit.tags[k] & PREPOSITION


def _past_adverbs(unit: Unit, k: int) -> int:
    while k < unit.size:
        size = phrase_at("adverb_phrases", unit.low, k)
        if not size and not unit.tags[k] & ADVERB:
            break
        k += size or 1
    return k


def _group(unit: Unit, head: int) -> Group | None:
    cues = [cue for cue in unit.words[head].cues if _followed(unit, head, cue)]
    if not cues:
        return None
    longest = max(len(cue.rest) for cue in cues)
    cues = [cue for cue in cues if len(cue.rest) == longest]
    for form in ("participle", "gerund", "infinitive", "finite"):
        readings = [cue for cue in cues if cue.form == form]
        if readings:
            group = _READERS[form](unit, head, readings)
            if group is not None:
                return group
    return None


def _followed(unit: Unit, head: int, cue: Cue) -> bool:
    rest = cue.rest
    if not rest:
        return True
    at = head + 1
    while at < unit.size and unit.tags[at] & (ADVERB | INVERTED) and unit.low[at] not in rest:
        at += 1
    return tuple(unit.low[at : at + len(rest)]) == rest


def _end(unit: Unit, head: int, cue: Cue) -> int:
    end = head + 1
    if cue.rest:
        while unit.low[end] != cue.rest[0]:
            end += 1
        end += len(cue.rest)
    if end < unit.size and unit.tags[end] & INVERTED:
        end += 1
    return end


def _clitics(unit: Unit, at: int) -> tuple[int, bool, bool]:
    """Go left over clitics before token `at`: new start, a reflexive among them, a negation."""
    start, reflexive, negated = at, False, False
    while start and unit.tags[start - 1] & CLITIC and not unit.tags[start - 1] & INVERTED:
        reflexive |= bool(unit.tags[start - 1] & REFLEXIVE)
        negated |= bool(unit.tags[start - 1] & NEGATION)
        start -= 1
    return start, reflexive, negated


def _choose(readings: list[Cue], reflexive: bool) -> Cue | None:
    for cue in readings:
        if cue.reflexive == reflexive:
            return cue
    # se V with a verb that is listed plain only (s'est demandé): no reading, save plain verbs
    return None


def _finite(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    follows = head and unit.tags[head - 1] & (COMMA | MARKED)
    inverts = head + 1 < unit.size and unit.tags[head + 1] & INVERTED
    if not (is_verb(unit, head) or follows or inverts):
        return None
    start, reflexive, negated = _clitics(unit, head)
    if start == head and head and unit.tags[head - 1] & COMMA and not _verb_goes_on(unit, head + 1):
        return None
    if start and unit.tags[start] & ARTICLE and unit.tags[start - 1] & PREPOSITION:
        return None
    cue = _choose(readings, reflexive)
    if cue is None:
        return None
    end = _end(unit, head, cue)
    inverted = any(tag & INVERTED for tag in unit.tags[head:end])
    return Group(start, end, head, cue, "finite", inverted, negated, cue.plural)


def _verb_goes_on(unit: Unit, k: int) -> bool:
    """Tell a verb after a comma from a noun (…, critique gastronomique) by the word after it."""
    if k >= unit.size:
        return True
    return bool(
        unit.tags[k]
        & (
            DETERMINER
            | QUE
            | MARKED
            | COLON
            | COMMA
            | PREPOSITION
            | ADVERB
            | CAPITAL
            | INFINITIVE
            | SUBJECT
            | INVERTED
            | CLITIC
            | STOP
            | SPEAKING
        )
    )


def _auxiliary(unit: Unit, head: int) -> int:
    """Find the auxiliary to the left of a participle: its place, or -1."""
    k = head - 1
    inserted = unit.tags[k] & COMMA  # a, lors d'une émission du jeudi 23 mars, accusé
    last = max(-1, head - REACH * (2 if inserted else 1) - 1)
    while k > last:
        tags = unit.tags[k]
        if unit.low[max(0, k - 2) : k + 1] == ["il", "y", "a"]:
            k -= 3
            continue
        if tags & (AVOIR | ETRE) or unit.low[k] in ("ayant", "avoir", "étant", "s'étant"):
            return k
        if tags & (STOP | MARKED | QUE | RELATIVE | CUE) and not tags & ADVERB:
            return -1
        if tags & FINITE and not tags & (ADVERB | PREPOSITION | DETERMINER) and is_verb(unit, k):
            return -1
        k -= 1
    return -1


def _loose(unit: Unit, start: int, end: int) -> bool:
    """Tell whether only adverbs, short phrases and paired commas stand between two places."""
    k = start
    if end - start > 2 and unit.tags[start] & unit.tags[end - 1] & COMMA:
        return True
    while k < end:
        if unit.tags[k] & (ADVERB | INVERTED | COMMA | DISJUNCT | NEGATION):
            k += 1
            continue
        size = phrase_at("adverb_phrases", unit.low, k)
        if not size:
            return bool(unit.tags[k] & PREPOSITION) and (
                bool(unit.tags[k - 1] & unit.tags[end - 1] & COMMA) or _short_phrase(unit, k, end)
            )
        k += size
    return True


def _short_phrase(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a preposition with a few words stands between auxiliary and participle."""
    other = COMMA | FINITE | INFINITIVE | PARTICIPLE | QUE | RELATIVE
    return end - start < 6 and not any(tag & other for tag in unit.tags[start + 1 : end])


def _participle(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    if head + 1 < unit.size and unit.tags[head + 1] & INVERTED:
        return None  # le quartier a, dit-il, failli y passer
    aux = _auxiliary(unit, head)
    if aux >= 0 and "été" in unit.low[max(aux, head - 3) : head]:
        return _passive(unit, head, aux, readings)
    if aux >= 0 and _loose(unit, aux + 1, head):
        found = _perfect(unit, head, aux, readings)
        return found or (_passive(unit, head, aux, readings) if unit.tags[aux] & ETRE else None)
    for read in (_shared, _persuaded, _detached):
        if found := read(unit, head, readings):
            return found
    return None


def _passive(unit: Unit, head: int, aux: int, readings: list[Cue]) -> Group | None:
    """Read « est accusé », « il a été révélé », claims by whom *par* names."""
    start, reflexive, negated = _clitics(unit, aux)
    impersonal = start and unit.low[start - 1] == "il" and unit.low[head + 1] == "par"
    claims = {"de", "que"} if impersonal else {"de"}
    cue = _choose([cue for cue in readings if cue.constructions & claims], False)
    if cue is None or not unit.tags[aux] & (ETRE | AVOIR):
        return None
    if reflexive:
        return None
    return Group(start, head + 1, head, cue, "passive", False, negated, False)


def _detached(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    """Read « …, accusé par X de P », whose auxiliary is left out."""
    cue = _choose([cue for cue in readings if "de" in cue.constructions], False)
    if cue is None or unit.low[head + 1 : head + 2] != ["par"]:
        return None
    return Group(head, head + 1, head, cue, "passive", False, False, False)


def _persuaded(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    """Read « …, persuadé que P », a remark on who has spoken."""
    cue = _choose([cue for cue in readings if cue.lemma in source_words()["with_etre"]], False)
    if cue is None or head + 1 >= unit.size or not unit.tags[head + 1] & QUE:
        return None
    if not head or not unit.tags[head - 1] & COMMA:
        return None
    return Group(head, head + 1, head, cue, "gerund", False, False, False)


def _perfect(unit: Unit, head: int, aux: int, readings: list[Cue]) -> Group | None:
    start, reflexive, negated = _clitics(unit, aux)
    word = unit.low[aux]
    with_etre = bool(unit.tags[aux] & ETRE) or word == "étant"
    cue = _choose(readings, reflexive and with_etre)
    if cue is None or (
        with_etre and not reflexive and cue.lemma not in source_words()["with_etre"]
    ):
        return None
    inverted = any(unit.tags[k] & INVERTED for k in range(aux, head))
    end = _end(unit, head, cue)
    form, plural = "finite", bool(unit.tags[aux] & PLURAL)
    if word in ("ayant", "étant"):
        form = "gerund"
    elif word == "avoir":
        return _infinitive(unit, aux, [cue], head)
    return Group(start, end, head, cue, form, inverted, negated, plural)


def _shared(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    """Read a participle that shares the auxiliary of an earlier one: a condamné … et estimé que."""
    k = head - 1
    while k > 0 and unit.tags[k] & ADVERB:
        k -= 1
    if k < 1 or not (unit.low[k] in ("et", "puis", "ou", "mais") or unit.tags[k] & COMMA):
        return None
    if unit.tags[k] & COMMA and not any(
        tag & (QUE | MARKED) for tag in unit.tags[head + 1 : head + 4]
    ):
        return None
    aux = next(
        (
            a
            for a in range(k - 1, -1, -1)
            if unit.tags[a] & AVOIR
            and any(unit.tags[p] & PARTICIPLE for p in range(a + 1, a + 6) if p < k)
        ),
        -1,
    )
    cue = _choose(readings, False)
    if aux < 0 or cue is None:
        return None
    return Group(
        head,
        _end(unit, head, cue),
        head,
        cue,
        "shared",
        False,
        False,
        bool(unit.tags[aux] & PLURAL),
    )


def _gerund(unit: Unit, head: int, readings: list[Cue]) -> Group | None:
    start, reflexive, negated = _clitics(unit, head)
    cue = _choose(readings, reflexive)
    if (
        cue is None
        or unit.tags[head] & ADVERB
        or (start and unit.tags[start - 1] & DETERMINER and unit.low[start - 1] != "tout")
    ):
        return None
    return Group(start, _end(unit, head, cue), head, cue, "gerund", False, negated, False)


def _infinitive(unit: Unit, head: int, readings: list[Cue], last: int = -1) -> Group | None:
    start, reflexive, negated = _clitics(unit, head)
    cue = _choose(readings, reflexive)
    if cue is None:
        return None
    end = _end(unit, max(head, last), cue)
    k = start - 1
    while k >= 0 and unit.tags[k] & (ADVERB | INVERTED):
        negated |= unit.low[k] == "pas"
        k -= 1
    if k > 0 and unit.low[k] in ("de", "d'") and _narrates(unit, k):
        return Group(k, end, max(head, last), cue, "finite", False, False, False)
    if k >= 0 and unit.low[k] in ("de", "d'", "à") and k:
        k -= 1
        while k > 0 and unit.tags[k] & (ADVERB | DISJUNCT) and not unit.tags[k] & COMMA:
            k -= 1
    if k < 0:
        return None
    hardly = k and unit.low[k - 1 : k + 1] == ["non", "sans"]  # non sans préciser que P
    if not hardly and (unit.low[k] in source_words()["refusals"] or _refuses(unit, k)):
        return None
    if unit.tags[k] & CARRIER and not unit.tags[k] & INFINITIVE:
        carried = _carried(unit, k, end, cue)
        if carried is not None:
            return carried
    follows = unit.low[k]
    opens = follows in ("pour", "avant", "après", "et", "puis", "afin", "jusqu'à") or hardly
    if opens or unit.tags[k] & (COMMA | COORDINATOR):
        return Group(start, end, max(head, last), cue, "infinitive", False, negated, False)
    return None


def _narrates(unit: Unit, k: int) -> bool:
    """Tell whether an infinitive tells what happened: Et X d'ajouter que P; « P », de dire X."""
    if k > 1 and unit.tags[k - 1] & COMMA and unit.tags[k - 2] & MARKED:
        return True
    if unit.low[0] not in ("et", "eux") or any(unit.tags[j] & COMMA for j in range(1, k)):
        return False
    return not any(unit.tags[j] & FINITE and is_verb(unit, j) for j in range(1, k))


def _refuses(unit: Unit, k: int) -> bool:
    return unit.low[k] in refusal_forms()


def _carried(unit: Unit, k: int, end: int, cue: Cue) -> Group | None:
    """Read the verb that carries the infinitive as the head: a tenu à préciser."""
    if unit.tags[k] & FINITE and is_verb(unit, k):
        start, _, negated = _clitics(unit, k)
        inverted = k + 1 < unit.size and bool(unit.tags[k + 1] & INVERTED)
        negated = negated and not unit.low[k].startswith(("cess", "manqu", "hésit"))
        return Group(
            start, end, end - 1, cue, "finite", inverted, negated, bool(unit.tags[k] & PLURAL)
        )
    aux = _auxiliary(unit, k)
    if unit.tags[k] & PARTICIPLE and aux >= 0:
        start, _, negated = _clitics(unit, aux)
        negated = negated and not unit.low[k].startswith(("cess", "manqu", "hésit"))
        inverted = any(unit.tags[j] & INVERTED for j in range(aux, k))
        return Group(
            start, end, end - 1, cue, "finite", inverted, negated, bool(unit.tags[aux] & PLURAL)
        )
    return None


_READERS = {
    "finite": _finite,
    "participle": _participle,
    "gerund": _gerund,
    "infinitive": _infinitive,
}
