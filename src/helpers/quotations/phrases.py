"""Noun phrases, from their first word on, with their appositions."""

from typing import NamedTuple

from helpers.quotations.authority import is_medium, listed
from helpers.quotations.cues import is_verb
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
    RELATIVE,
    SPEAKING,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    TITLE,
    WORDS,
    first_name,
    phrase_at,
    source_words,
)
from helpers.quotations.units import Unit

# An apposition or an inserted phrase goes no further than this.
FAR = 40


class Phrase(NamedTuple):
    """A noun phrase: tokens start to end (exclusive)."""

    start: int
    end: int


def name_in_marks(unit: Unit, k: int) -> bool:
    """Tell whether marks hold a name: « Le Monde » écrit que P."""
    words = unit.text[unit.spans[k].inner_start : unit.spans[k].inner_end].split()
    if not 0 < len(words) < 5 or not words[-1][-1].isalnum():
        return False
    if any(WORDS[word].tags & FINITE for word in words if word.islower()):
        return False
    return all(word[:1].isupper() for word in words if len(word) > 3 or word is words[0])


def verbal(unit: Unit, k: int) -> bool:
    """Tell whether token k is a finite verb in this place."""
    return bool(unit.tags[k] & FINITE) and is_verb(unit, k)


def to_do(unit: Unit, k: int) -> bool:
    """Tell whether *de* at token k brings in an infinitive, over its pronouns: de le rouvrir."""
    if unit.low[k] not in ("de", "d'"):
        return False
    k += 1
    while k < unit.size and unit.tags[k] & (CLITIC | ADVERB) and not unit.tags[k] & INFINITIVE:
        k += 1
    return k < unit.size and bool(unit.tags[k] & INFINITIVE)


def phrase_after(
    unit: Unit, k: int, *, plural: bool = False, appositions: bool = True, before_verb: bool = False
) -> Phrase | None:
    """Read the noun phrase that begins at token k, with its appositions; None where none does."""
    start = skip_adverbs(unit, k)
    if start >= unit.size or not begins(unit, start):
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
        size = phrase_at("adverb_phrases", unit.low, k)
        if not size:
            break
        k += size
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


def begins(unit: Unit, k: int) -> bool:
    """Tell whether a noun phrase can begin at token k."""
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
            k = closing(unit, k)
            continue
        if tag & (STOP | COMMA | QUE | RELATIVE | COLON | CLOSE | INVERTED | DASH | SUBORDINATOR):
            break
        if tag & MARKED:
            short = unit.ends[k] - unit.starts[k] <= 60
            noun = short and (tags[k - 1] & DETERMINER or name_in_marks(unit, k))
            if k == start or not noun or tags[k - 1] & OF:
                break
        elif k > start:
            with_a |= word in source_words()["heads_with_a"]
            if tag & OF or (tag & ARTICLE and (tags[k - 1] & OF or low[k - 1] in ("à", "et"))):
                pass
            elif tag & COORDINATOR:
                if word not in ("et", "ou") or not _coordinated(unit, k, plural):
                    break
            elif tag & PREPOSITION:
                against = word == "contre" and low[k - 1] in ("lutte", "ligue")
                with_it = word in ("à", "au", "aux") and with_a and not _addressed(unit, k)
                inner = low[k : k + 2] == ["au", "sein"] or specialised(unit, start, k)
                if not against and not with_it and not inner:
                    break
            elif (
                (tag & (CLITIC | SUBJECT) and not tag & DETERMINER)
                or (
                    tag & DETERMINER
                    and not tags[k - 1] & OF
                    and low[k - 1] not in ("à", "et", "tous", "toutes", "contre")
                    and not (k == start + 1 and _counts(unit, k))
                    and not _article_of_name(unit, k)
                    and low[k - 1 : k + 1] not in (["l'", "un"], ["l'", "une"])
                )
                or (
                    tag & (ADVERB | DAY)
                    and not tag & (SPEAKING | CAPITAL)
                    and not tags[k - 1] & DETERMINER
                )
                or (
                    (tag & GERUND and not tag & (CAPITAL | SPEAKING) and not _adjectival(unit, k))
                    and word not in source_words()["like_gerunds"]
                )
            ):
                break
            elif tag & FINITE and not tag & CAPITAL and verbal(unit, k) and not tag & SPEAKING:
                if (before_verb and not _adjectival(unit, k)) or tag & (AVOIR | ETRE):
                    break
            elif (tag & INFINITIVE and not tag & (SPEAKING | CAPITAL)) or (
                tag & PARTICIPLE
                and not tag & (CAPITAL | SPEAKING)
                and k > start + 1
                and _participial(unit, k)
            ):
                break
        k += 1
    while k > start + 1 and (tags[k - 1] & (OF | ARTICLE) or low[k - 1] in ("et", "ou", "à", "au")):
        k -= 1
    return k


def specialised(unit: Unit, start: int, k: int) -> bool:
    """Tell whether *en* at token k goes with a trade: assistante en gestion, ministre en charge."""
    if unit.low[k] != "en" or k + 1 >= unit.size:
        return False
    if unit.low[k + 1] in ("charge", "chef"):
        return True
    other = DETERMINER | DAY | NUMBER | CAPITAL | GERUND | TIME
    trade = not source_words()["heads_with_en"].isdisjoint(unit.low[start:k])
    return trade and not unit.tags[k + 1] & other


def _counts(unit: Unit, k: int) -> bool:
    """Tell whether a number word follows an article: les trois juges, ses deux fils."""
    return bool(unit.tags[k] & PLURAL and not unit.tags[k] & ARTICLE and unit.tags[k - 1] & PLURAL)


def _article_of_name(unit: Unit, k: int) -> bool:
    """Tell whether a capital article belongs to a name: le quotidien Le Midi, Yann Le Gall."""
    after = k + 1 < unit.size and unit.tags[k + 1] & CAPITAL
    before = unit.tags[k - 1] & (SPEAKING | TITLE | CAPITAL) or first_name(unit.slice(k - 1, k))
    return bool(after and unit.tags[k] & CAPITAL and (before or listed(unit.slice(k, k + 2))))


def _adjectival(unit: Unit, k: int) -> bool:
    """Tell whether a form that could be a verb stands as an adjective or noun within a phrase."""
    return k > 0 and bool(unit.tags[k - 1] & (OF | ARTICLE)) and not unit.tags[k] & AVOIR


def _participial(unit: Unit, k: int) -> bool:
    if k + 1 < unit.size and unit.tags[k + 1] & (DAY | INFINITIVE):
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
    if after + 1 < unit.size and unit.tags[after] & SPEAKING and unit.tags[after + 1] & CAPITAL:
        return True  # l'écrivain et guide X
    if after >= unit.size or (
        unit.tags[after] & (FINITE | CLITIC) and not unit.tags[after] & DETERMINER
    ):
        return False
    if unit.tags[after] & NUMBER and unit.low[after][0].isdigit():
        return False
    if not begins(unit, after) and not unit.tags[after] & OF:
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


def closing(unit: Unit, k: int) -> int:
    """Give the token after the bracket that the one at token k opens."""
    for j in range(k + 1, min(unit.size, k + FAR)):
        if unit.tags[j] & CLOSE:
            return j + 1
    return k + 1


def _with_appositions(unit: Unit, start: int, end: int) -> int:
    end = _name_after_complement(unit, start, end)
    while end + 1 < unit.size and unit.tags[end] & COMMA and end - start < FAR:
        stop = _apposition_end(unit, start, end + 1)
        if stop < 0:
            break
        end = stop
    return end


def _name_after_complement(unit: Unit, start: int, end: int) -> int:
    """Go on to a name set after what a function is for: la directrice pour l'Afrique, X."""
    if end >= unit.size or not unit.tags[end] & PREPOSITION or not _functional(unit, start):
        return end
    for j in range(start + 2, end):
        if unit.tags[j] & unit.tags[j - 1] & CAPITAL and not unit.tags[j - 1] & DETERMINER:
            return end
    for j in range(end + 1, min(unit.size - 2, end + 9)):
        if unit.tags[j] & (STOP | QUE | RELATIVE | COLON | MARKED) or verbal(unit, j):
            return end
        if unit.tags[j] & COMMA:
            stop = j + 1
            while stop < unit.size and unit.tags[stop] & CAPITAL:
                stop += 1
            closed = stop == unit.size or unit.tags[stop] & (COMMA | STOP | CLOSE | COLON)
            return stop if stop > j + 2 and closed else end
    return end


def _has_name(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a phrase holds a name that no preposition ties to a noun."""
    tied = bracketed = False
    for j in range(start, end):
        bracketed = bool(unit.tags[j] & OPEN) or (bracketed and not unit.tags[j] & CLOSE)
        if bracketed:
            continue
        if not unit.tags[j] & CAPITAL or unit.tags[j] & DETERMINER:
            tied = j > start and (
                unit.low[j] in source_words()["ties"]
                or (tied and unit.low[j] in ("la", "le", "les", "l'"))
            )
        elif (
            not tied
            and not unit.tags[j] & SPEAKING
            and unit.low[j] not in ("premier", "première")
            and not _is_membership(unit, j)
        ):
            return True
    return False


def _is_membership(unit: Unit, k: int) -> bool:
    """Tell whether an acronym says of which body somebody is: le délégué CFDT, la sénatrice PS."""
    form = unit.slice(k, k + 1)
    return k > 0 and len(form) > 1 and form.isupper() and bool(unit.tags[k - 1] & SPEAKING)


def _apposition_end(unit: Unit, start: int, k: int) -> int:
    """Give the end of an apposition at token k that a comma or the sentence's end closes, or -1."""
    k += int(unit.low[k : k + 2] in (["l'", "un"], ["l'", "une"]))
    tags = unit.tags[k]
    if tags & NUMBER and k + 1 < unit.size and unit.low[k + 1] in ("ans", "an"):
        return k + 2
    if k + 1 < unit.size and unit.tags[k + 1] & NUMBER:
        return -1  # selon X, quelque 40 élèves sont absents
    titled = tags & DETERMINER and unit.tags[k + 1] & TITLE  # le vicaire, le P. X
    if not (tags & (CAPITAL | SPEAKING | TITLE) or titled or _functional(unit, k)):
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
        compound = unit.tags[end + 1] & PREPOSITION  # auprès du ministre
        nxt = phrase_after(unit, end + 1 + bool(compound), appositions=False)
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
    opens = tags & PREPOSITION and tags & OF
    bare = tags & (FINITE | CLITIC | ADVERB | PARTICIPLE | GERUND | PREPOSITION | COORDINATOR)
    other = tags & (STOP | MARKED | QUE | RELATIVE | SUBORDINATOR | SUBJECT | INVERTED | NUMBER)
    if to_do(unit, k):
        return -1  # Il est temps, estime X, de conclure
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
    if not unit.tags[k] & (DETERMINER | NUMBER):
        return False
    return any(unit.tags[j] & SPEAKING for j in range(k + 1, min(unit.size, k + 4)))
