"""Where a reported clause ends, and which of its parts are the author's own."""

from helpers.quotations.cues import is_verb
from helpers.quotations.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    CLOSE,
    COLON,
    COMMA,
    COORDINATOR,
    CUE,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    GERUND,
    INFINITIVE,
    INVERTED,
    MARKED,
    OPEN,
    PARTICIPLE,
    PHRASAL,
    PLURAL,
    PREPOSITION,
    QUE,
    RELATIVE,
    SHIFTED,
    SPEAKING,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    phrase_at,
    source_words,
)
from helpers.quotations.phrases import skip_adverbs
from helpers.quotations.units import Unit

WHICH = frozenset(("qui", "lequel", "laquelle", "lesquels", "lesquelles"))


def clause_end(
    unit: Unit,
    start: int,
    *,
    shifted: bool,
    firm: bool = True,
    embedded: bool = False,
    told: bool = False,
) -> int:
    """Give the token at which the clause that begins at `start` ends (exclusive).

    shifted: the reporting verb is in the past, so that a verb in the perfect after `et`
    belongs to the author again. firm: False for a clause that *selon X* opens, whose
    coordinated clauses and participles are as much reported as the first. embedded: the
    reporting verb stands in a clause that the author's sentence goes on after. told: the clause
    began, with its verb, before an inserted cue.
    """
    tags, size = unit.tags, unit.size
    seen_verb, subordinate = told, False
    k = start
    while k < size:
        tag = tags[k]
        if tag & OPEN:
            k = _after_bracket(unit, k)
            continue
        if tag & STOP:
            if k + 1 >= size or unit.low[k] == ";" or tags[k + 1] & STOP or not _goes_on(unit, k):
                return k
        elif tag & COLON:
            if k + 1 >= size or tags[k + 1] & MARKED or not seen_verb or _tells(unit, k + 1):
                return k
        elif tag & DASH:
            close = _dash_after(unit, k)
            if close < 0:
                return k
            k = close
        elif tag & COMMA:
            if _ends_at_comma(unit, start, k, seen_verb, shifted, firm):
                return k
            if embedded and seen_verb and _resumes(unit, k + 1):
                return k
        elif tag & COORDINATOR and seen_verb and not firm:
            if _another_reports(unit, k + 1):
                return k
        elif tag & COORDINATOR and seen_verb:
            if not _between(unit, start, k) and _new_clause(
                unit, k, shifted, unit.low[k] in ("mais", "puis", "or")
            ):
                return k
        elif unit.low[k] in ("tandis", "alors") and tags[k - 1] & MARKED and tags[k + 1] & QUE:
            return k
        elif (
            unit.low[k : k + 2] == ["tout", "en"]
            and (seen_verb or tags[k - 1] & COMMA)
            and k > start
        ):
            if k + 2 < size and tags[k + 2] & GERUND and (firm or tags[k + 2] & CUE):
                return k
        elif tag & MARKED:
            seen_verb = seen_verb or unit.ends[k] - unit.starts[k] > 12
        elif tag & INFINITIVE and k < start + 4 and not subordinate:
            seen_verb = True
        elif tag & FINITE and is_verb(unit, k):
            seen_verb, subordinate = seen_verb or not subordinate, False
        elif tag & (RELATIVE | QUE | SUBORDINATOR):
            subordinate = k > start
        k += 1
    return size


def _another_reports(unit: Unit, k: int) -> bool:
    """Tell whether somebody named is the subject of a report after *et*: …, et X estime que Q."""
    others = unit.low[k : k + 2] == ["d'", "autres"]
    if k >= unit.size or not (others or unit.tags[k] & (CAPITAL | DETERMINER | SPEAKING)):
        return False
    for j in range(k + 1, min(unit.size, k + 16)):
        if unit.tags[j] & FINITE and is_verb(unit, j):
            named = any(tag & (CAPITAL | SPEAKING) for tag in unit.tags[k:j])
            return named and _reports(unit, j)
        if unit.tags[j] & (STOP | QUE | RELATIVE | MARKED):
            return False
    return False


def _tells(unit: Unit, k: int) -> bool:
    """Tell whether a pronoun reports something of its own from token k on: … : il dit avoir P."""
    told = any(tag & CUE for tag in unit.tags[k + 1 : k + 4])
    return (
        bool(unit.tags[k] & SUBJECT)
        and told
        and any(tag & (QUE | INFINITIVE | MARKED) for tag in unit.tags[k + 2 : k + 8])
    )


def _between(unit: Unit, start: int, k: int) -> bool:
    """Tell whether `et` at token k joins the two sides of « entre A et B »."""
    for j in range(k - 1, max(start - 1, k - 14), -1):
        if unit.low[j] == "entre":
            return True
        if unit.tags[j] & COORDINATOR or (unit.tags[j] & FINITE and is_verb(unit, j)):
            return False
    return False


def _after_bracket(unit: Unit, k: int) -> int:
    for j in range(k + 1, min(unit.size, k + 60)):
        if unit.tags[j] & CLOSE:
            return j + 1
    return k + 1


def _goes_on(unit: Unit, k: int) -> bool:
    return unit.text[unit.starts[k + 1]].islower() or bool(unit.tags[k + 1] & CLOSE)


def _dash_after(unit: Unit, k: int) -> int:
    if unit.low[k] == "-":
        return k
    for j in range(k + 1, min(unit.size, k + 40)):
        if unit.tags[j] & DASH:
            return j if j + 1 < unit.size else -1
    return -1


def _ends_at_comma(unit: Unit, start: int, k: int, seen: bool, shifted: bool, firm: bool) -> bool:
    after = k + 1
    if after >= unit.size:
        return True
    tags, word = unit.tags[after], unit.low[after]
    if word in ("selon", "dixit") or (word in ("d'", "citant") and _according(unit, after)):
        return seen
    if _incise(unit, after) or (seen and _inserted_cue(unit, after)):
        return True
    if word == "ce" and _denied(unit, after + 1):
        return True
    if seen and (_another_reports(unit, after) or _weighed(unit, after)):
        return True
    if not firm or not seen or _que_again(unit, after):
        return False
    if tags & GERUND and (tags & CUE or word in source_words()["remarks"]):
        return True
    if word == "sans" and _left_unsaid(unit, after + 1):
        return True
    if word == "pour" and unit.low[after + 1] in WHICH:
        return True
    if tags & PARTICIPLE and unit.low[after + 1 : after + 2] in (["que"], ["qu'"]):
        return True
    if (
        word == "en"
        and after + 1 < unit.size
        and unit.tags[after + 1] & GERUND
        and unit.tags[after + 1] & CUE
    ):
        return True
    if _sets_scene(unit, after):
        return True
    if word in ("alors", "tandis") and after + 1 < unit.size and unit.tags[after + 1] & QUE:
        return True
    if word == "avant" and unit.low[after + 1 : after + 2] in (["de"], ["d'"]):
        return True
    if word == "comme" and _comme_cue(unit, after + 1):
        return True
    if tags & COORDINATOR:
        return _new_clause(unit, after, shifted, True)
    if (
        tags & (PARTICIPLE | FINITE)
        and tags & CUE
        and not tags & PREPOSITION
        and _shares(unit, after)
    ):
        return True
    return _absolute(unit, after)


def _left_unsaid(unit: Unit, k: int) -> bool:
    """Tell whether the author says after *sans* what the speaker does not: sans donner de nom."""
    if unit.low[k : k + 2] in (["plus", "de"], ["autre", "précision"]):
        return True
    while k < unit.size and unit.tags[k] & (ADVERB | CLITIC | COMMA):
        k += 1
    if k >= unit.size:
        return False
    unsaid = unit.tags[k] & CUE or unit.low[k] in source_words()["unsaid"]
    return bool(unit.tags[k] & (INFINITIVE | PREPOSITION) and unsaid)


def _que_again(unit: Unit, k: int) -> bool:
    """Tell whether the clause goes on after an aside: que P, sans le son, et que Q."""
    for j in range(k, min(unit.size - 1, k + 20)):
        tags = unit.tags[j]
        if tags & COORDINATOR and unit.tags[j + 1] & QUE:
            return j > k and bool(unit.tags[j - 1] & COMMA)
        if tags & (STOP | COLON | MARKED | QUE | RELATIVE | CUE):
            return False
    return False


def _weighed(unit: Unit, k: int) -> bool:
    """Tell whether the author weighs the claim: …, un chiffre que X nie; …, une accusation …"""
    if unit.low[k] not in ("un", "une", "des") or k + 2 >= unit.size:
        return False
    if unit.low[k + 1] in source_words()["acts"]:
        return True
    after = unit.tags[k + 2] & (QUE | RELATIVE | PARTICIPLE)
    return bool(after) and unit.low[k + 1] in source_words()["speech_nouns"]


def _denied(unit: Unit, k: int) -> bool:
    """Tell whether the author goes on with what somebody else says of it: …, ce que X nie."""
    if k >= unit.size or not unit.tags[k] & (QUE | RELATIVE):
        return False
    return any(unit.tags[j] & CUE for j in range(k + 1, min(unit.size, k + 9)))


def _sets_scene(unit: Unit, k: int) -> bool:
    """Tell whether the author says when or where the words were spoken: …, à l'issue de, …"""
    return bool(phrase_at("scenes", unit.low, k))


def _comme_cue(unit: Unit, k: int) -> bool:
    """Tell whether « le rappelle X » or « l'a dit X » follows *comme*."""
    return any(unit.tags[j] & CUE for j in range(k, min(unit.size, k + 4))) and bool(
        unit.tags[k] & (CLITIC | FINITE)
    )


def _resumes(unit: Unit, k: int) -> bool:
    """Tell whether a main clause that the report had interrupted goes on: …, est …"""
    while k < unit.size and unit.tags[k] & CLITIC and not unit.tags[k] & (DETERMINER | PREPOSITION):
        k += 1
    return (
        k < unit.size
        and bool(unit.tags[k] & FINITE)
        and not unit.tags[k] & (PREPOSITION | DETERMINER | ADVERB)
    )


def _according(unit: Unit, k: int) -> bool:
    return unit.low[k] == "citant" or unit.low[k + 1 : k + 2] == ["après"]


def _incise(unit: Unit, k: int) -> bool:
    """Tell whether an inserted reporting verb begins at token k: a-t-il dit, estime X."""
    j = k
    while j < unit.size and j < k + 8:
        tags = unit.tags[j]
        if tags & INVERTED and j > k:
            return any(unit.tags[i] & CUE for i in range(k, min(unit.size, j + 4)))
        if tags & (COMMA | STOP | QUE | DETERMINER) and not (tags & CLITIC and j == k):
            return False
        j += 1
    return False


def _inserted_cue(unit: Unit, k: int) -> bool:
    """Tell whether a reporting verb with its subject after it is inserted at token k."""
    j = k
    if unit.tags[k] & AVOIR:
        j = next((i for i in range(k + 1, min(unit.size, k + 4)) if unit.tags[i] & PARTICIPLE), k)
    if j + 1 < unit.size and unit.tags[j] & PHRASAL and unit.tags[j + 1] & INFINITIVE:
        j += 1  # a fait savoir
    elif not unit.tags[j] & CUE or (j == k and not unit.tags[k] & FINITE):
        return False
    after = skip_adverbs(unit, j + 1)
    return (
        after < unit.size
        and bool(unit.tags[after] & (DETERMINER | CAPITAL))
        and not unit.tags[after] & QUE
    )


def _shares(unit: Unit, k: int) -> bool:
    return k + 1 < unit.size and bool(unit.tags[k + 1] & (QUE | MARKED | COLON))


def _absolute(unit: Unit, k: int) -> bool:
    """Tell an absolute participle clause (la Russie étant …), which is the author's remark."""
    if not unit.tags[k] & DETERMINER:
        return False
    for j in range(k + 1, min(unit.size, k + 8)):
        if unit.low[j] in ("étant", "ayant"):
            return not any(tag & MARKED for tag in unit.tags[j : j + 6])
        if unit.tags[j] & (COMMA | STOP | FINITE | RELATIVE | QUE):
            return False
    return False


def _new_clause(unit: Unit, k: int, shifted: bool, strong: bool) -> bool:
    """Tell whether the author takes over after a coordinator at token k."""
    j = k + 1
    while j < unit.size and unit.tags[j] & ADVERB and not unit.tags[j] & (SUBJECT | CUE):
        j += 1
    if j < unit.size and unit.tags[j] & COMMA:
        while (
            j < unit.size and j < k + 12 and not (j > k + 2 and unit.tags[j] & COMMA and j > k + 1)
        ):
            j += 1
        j += 1
    if j >= unit.size:
        return False
    tags = unit.tags[j]
    if tags & (QUE | RELATIVE | SUBORDINATOR) or unit.low[j] in ("ce",):
        return False
    first = _verb_from(unit, j)
    if first < 0:
        return bool(tags & PARTICIPLE and tags & CUE and _shares(unit, j))
    if first == j or all(unit.tags[i] & (CLITIC | ADVERB) for i in range(j, first)):
        return _is_author_verb(unit, first, shifted) or _disagrees(unit, k, first)
    if tags & (PREPOSITION) and not tags & DETERMINER:
        return False
    if unit.tags[first] & SHIFTED and shifted and not strong:
        return _reports(unit, first)
    return True


def _disagrees(unit: Unit, k: int, verb: int) -> bool:
    """Tell whether a verb has another number than the last: que les prix montent, mais refuse."""
    for j in range(k - 1, max(-1, k - 25), -1):
        if unit.tags[j] & FINITE and is_verb(unit, j):
            return bool(unit.tags[j] & PLURAL) and not unit.tags[verb] & PLURAL
    return False


def _verb_from(unit: Unit, j: int) -> int:
    for k in range(j, min(unit.size, j + 14)):
        tags = unit.tags[k]
        if tags & (STOP | QUE | RELATIVE | COLON | GERUND | SUBORDINATOR | INFINITIVE | MARKED):
            return -1
        if tags & COMMA or (tags & COORDINATOR and k > j):
            return -1
        if tags & FINITE and (is_verb(unit, k) or k == j) and not (tags & PREPOSITION):
            return k
    return -1


def _is_author_verb(unit: Unit, k: int, shifted: bool) -> bool:
    """Tell whether a verb after `et` goes with the reporting verb: a dit que … et a quitté."""
    tags = unit.tags[k]
    if (
        _reports(unit, k)
        or _phrasal(unit, k)
        or (tags & CUE and not tags & (SHIFTED | AVOIR | ETRE))
    ):
        return True
    return shifted and not tags & SHIFTED and bool(tags & (AVOIR | ETRE)) and _perfect(unit, k)


def _perfect(unit: Unit, k: int) -> bool:
    return any(unit.tags[j] & PARTICIPLE for j in range(k + 1, min(unit.size, k + 4)))


def _phrasal(unit: Unit, k: int) -> bool:
    """Tell whether a reporting verb of several words begins at token k: met en avant."""
    return any(
        cue.rest and tuple(unit.low[k + 1 : k + 1 + len(cue.rest)]) == cue.rest
        for cue in unit.words[k].cues
    )


def _reports(unit: Unit, k: int) -> bool:
    """Tell whether the verb group at token k reports words: followed by que or by marks."""
    cue = (
        _phrasal(unit, k)
        or unit.tags[k] & CUE
        or any(
            unit.tags[j] & CUE
            for j in range(k, min(unit.size, k + 5))
            if unit.tags[k] & (AVOIR | ETRE)
        )
    )
    if not cue:
        return False
    return any(unit.tags[j] & (QUE | COLON) for j in range(k + 1, min(unit.size, k + 9))) or any(
        unit.tags[j] & MARKED for j in range(k + 1, min(unit.size, k + 5))
    )
