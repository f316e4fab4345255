"""Who passed the words on: agencies, papers and broadcasters named beside the cue."""

from helpers.quotations.authority import is_medium, is_place, person_like, small_media
from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    ARTICLE,
    CAPITAL,
    COMMA,
    DAY,
    DETERMINER,
    GERUND,
    MARKED,
    NUMBER,
    OF,
    PREPOSITION,
    SPEAKING,
    STOP,
    TITLE,
    source_words,
)
from helpers.quotations.phrases import Phrase, phrase_after
from helpers.quotations.subjects import main_subject
from helpers.quotations.units import Unit


def add_relays(unit: Unit, drafts: list[Draft]) -> None:
    """Add to the drafts of a unit the media that the unit names as their channel."""
    told = [
        draft for draft in drafts if draft.verb is not None or draft.family in ("colon", "incise")
    ]
    for phrase in _channels(unit) if drafts else ():
        at = unit.starts[phrase.start]
        asked = [d for d in drafts if d.family == "selon" and _asks(unit, d, phrase)]
        for draft in (*told, *asked):
            _set_apart(unit, draft, phrase)
            named = draft.source and draft.source.start <= phrase.start < draft.source.end
            if draft.source and not named and not any(a <= at < b for a, b in draft.pieces):
                draft.relays.append((unit, phrase))


def asked_by(unit: Unit) -> Phrase | None:
    """Give the medium of « Contacté par X, Paul Durand ne mâche pas ses mots. »; None for none."""
    found = (_asking(unit, k) for k in range(1, unit.size) if unit.low[k] == "par")
    return next((phrase for phrase in found if phrase), None)


def _asks(unit: Unit, draft: Draft, channel: Phrase) -> bool:
    """Tell whether a channel stands in a source or right after it: selon X, interrogé par Y."""
    if draft.source is None or "par" not in unit.low[channel.start - 2 : channel.start]:
        return False
    return draft.source.start < channel.start <= draft.source.end + 4


def _set_apart(unit: Unit, draft: Draft, channel: Phrase) -> None:
    """Take the channel out of a source: X sur Radio Y."""
    source, at = draft.source, channel.start - 1
    if not source or not source.start < at < source.end:
        return
    asked = next((j for j in (at, at - 1) if unit.low[j] == "par"), 0)
    if asked and channel.end < source.end and unit.tags[channel.end] & COMMA:
        return  # un médecin cité par X, Paul Durand
    if asked and unit.low[asked - 1] in source_words()["relaying"]:
        draft.source = Phrase(source.start, asked - 1)
    elif unit.tags[at - 1] & CAPITAL and unit.low[at] in ("sur", "dans", "chez"):
        draft.source = Phrase(source.start, at)


def cited(unit: Unit, drafts: list[Draft]) -> None:
    """Hand the claim to the sources that a paper cites: « citant X, le Temps écrit que P »."""
    cues = source_words()["citing"] | source_words()["holding"]
    for k in [k for k, low in enumerate(unit.low) if low in cues]:
        phrase = _cited_at(unit, k)
        if phrase is None:
            continue
        for draft in drafts:
            inside = draft.region[0] <= k < draft.region[1]
            if draft.source is None or inside:
                continue
            if draft.verb is None and not (
                draft.family == "selon" and draft.source.end <= k <= draft.source.end + 3
            ):
                continue
            if unit.low[k] != "citant" and _titled(unit, draft.source):
                continue  # dit l'abbé X, qui cite volontiers Y
            if draft.source.end == phrase.end:
                citer = main_subject(unit, k + 1)
            else:
                citer, draft.source = draft.source, phrase
            if citer is not None:
                draft.relays.append((unit, citer))


def learnt(unit: Unit, drafts: list[Draft]) -> list[Draft]:
    """Hand what a paper learnt to whom it was learnt from, and leave out its own news."""
    kept = []
    for draft in drafts:
        source, verb = draft.source, draft.verb
        if source and verb and verb.cue.lemma == "apprendre":
            origin = range(source.start, min(source.end + 1, unit.size))
            stops = ("de", "auprès", ",")
            end = next((k for k in origin if unit.low[k] in stops), source.end)
            if any(is_medium(unit.slice(k, end)) for k in (source.start, source.start + 1)):
                at = end + 1 + int(unit.low[end + 1] in source_words()["of"])
                told = phrase_after(unit, at) if unit.low[end] in ("de", "auprès") else None
                if told is None:
                    continue
                draft.relays.append((unit, Phrase(source.start, end)))
                draft.source = told
        kept.append(draft)
    return kept


def _cited_at(unit: Unit, k: int) -> Phrase | None:
    """Read « citant X », « qui cite X », « qui le tient de X » at token k."""
    if unit.low[k] in source_words()["holding"]:
        it = unit.low[max(0, k - 2) : k] in (["qui", "le"], ["qui", "la"])
        return phrase_after(unit, k + 2) if it and unit.tags[k + 1] & OF else None
    phrase = phrase_after(unit, k + 1)
    told = phrase is not None and phrase.end < unit.size and unit.tags[phrase.end] & GERUND
    if unit.low[k] != "citant" and "qui" not in unit.low[max(0, k - 3) : k] and not told:
        return None
    if phrase and any(unit.tags[j] & (CAPITAL | SPEAKING) for j in range(*phrase)):
        return phrase
    return None


def _titled(unit: Unit, source: Phrase) -> bool:
    """Tell whether a source is a person with a name, who quotes others in a speech of their own."""
    return bool(unit.tags[source.start] & TITLE) or person_like(unit.slice(*source))


def _channels(unit: Unit) -> list[Phrase]:
    found: list[Phrase] = []
    media = source_words()["media_nouns"] - {"presse"}
    for k in range(1, unit.size):
        if unit.tags[k] & CAPITAL:
            phrase = _named_channel(unit, k)
        elif unit.low[k] == "par":
            phrase = _asking(unit, k)
        elif unit.low[k] in media:
            phrase = _nameless_channel(unit, k)
        elif unit.slice(k, k + 1) in small_media() and _is_channel(unit, k):
            phrase = Phrase(k, k + 1)
        else:
            continue
        if phrase and not (found and phrase.start < found[-1].end):
            found.append(phrase)
    return found


def _named_channel(unit: Unit, k: int) -> Phrase | None:
    """Read the medium whose name begins at token k, where a preposition makes it a channel."""
    tags = unit.tags[k]
    before = unit.tags[k - 1]
    if not tags & CAPITAL or tags & MARKED or (before & CAPITAL and not before & PREPOSITION):
        return None
    if tags & DETERMINER and not unit.tags[min(k + 1, unit.size - 1)] & CAPITAL:
        return None
    start = _phrase_start(unit, k)
    if start < 1 or not _is_channel(unit, start) or not _is_medium(unit, start, k):
        return None
    phrase = phrase_after(unit, start, appositions=False)
    end = phrase.end if phrase and phrase.end > k else k + 1
    for last in range(k + 1, end):
        if is_medium(unit.slice(k, last), unit.low[k - 1]) and person_like(unit.slice(last, end)):
            end = last  # à l'AFP Paul Durand
            break
    while end < unit.size and unit.tags[end] & NUMBER and unit.tags[end - 1] & CAPITAL:
        end += 1  # France 3
    return Phrase(start, end)


def _nameless_channel(unit: Unit, k: int) -> Phrase | None:
    """Read « à la télévision publique », « à l'agence officielle »."""
    if k < 2:
        return None
    start = k - 1 if unit.tags[k - 1] & DETERMINER and unit.low[k - 1] != "au" else k
    if unit.low[start - 1] not in ("à", "au"):
        return None
    phrase = phrase_after(unit, start, appositions=False) or Phrase(start, k + 1)
    return None if any(unit.tags[j] & CAPITAL for j in range(*phrase)) else phrase


def _asking(unit: Unit, k: int) -> Phrase | None:
    """Read « interrogé par X » at token k, a body with a name that no list need hold."""
    if unit.low[k - 1] not in source_words()["relaying"]:
        return None
    if k + 1 < unit.size and unit.tags[k + 1] & DETERMINER and not unit.tags[k + 1] & CAPITAL:
        k += 1
    if k + 1 < unit.size and unit.tags[k + 1] & MARKED:
        return Phrase(k + 1, k + 2)
    phrase = phrase_after(unit, k + 1, appositions=False)
    if phrase is None or not unit.tags[phrase.start] & CAPITAL:
        return None
    return None if person_like(unit.slice(*phrase)) else phrase


def _phrase_start(unit: Unit, k: int) -> int:
    """Go left from a capital to where its noun phrase begins: l'agence de presse Yonhap."""
    media, noun = source_words()["media_nouns"], -1
    for j in range(k - 1, max(-1, k - 6), -1):
        if unit.tags[j] & (COMMA | STOP | MARKED):
            break
        noun = j if unit.low[j] in media else noun
    if noun >= 0:
        return noun - 1 if noun and unit.tags[noun - 1] & DETERMINER else noun
    if unit.tags[k - 1] & DETERMINER and unit.low[k - 1] not in ("du", "des", "au", "aux"):
        return k - 1
    return k


def _is_channel(unit: Unit, start: int) -> bool:
    lists, before = source_words(), unit.low[start - 1]
    if unit.low[start] in ("au", "aux", "du", "des"):
        before = unit.low[start]
    if before in lists["channel_prepositions"]:
        return start < 2 or not unit.low[start - 2].startswith(("publi", "paru"))
    noun = start - 2
    while noun > 0 and unit.tags[noun] & DAY:
        noun -= 1  # invité jeudi matin de X
    return before in lists["of"] and noun >= 0 and unit.low[noun] in lists["channels"]


def _on_air(unit: Unit, start: int, k: int, end: int) -> bool:
    """Tell whether a name that no list holds is that of a medium: au micro de X."""
    lists, name = source_words(), unit.slice(k, end)
    if start < 2 or unit.low[start - 1] not in lists["of"] or person_like(name) or is_place(name):
        return False
    return unit.low[start - 2] in lists["on_air"]


def _is_medium(unit: Unit, start: int, k: int) -> bool:
    lists = source_words()
    if any(unit.low[j] in lists["media_nouns"] for j in range(start, k)):
        belongs = unit.tags[k - 1] & OF or (unit.tags[k - 1] & ARTICLE and unit.tags[k - 2] & OF)
        if not belongs:
            return unit.low[k] not in lists["no_medium"]
    end = k + 1
    while end < unit.size and (
        unit.tags[end] & (CAPITAL | NUMBER) or unit.low[end] in ("et", "du")
    ):
        end += 1
    if _on_air(unit, start, k, end):
        return True
    for first in (start, k):
        for last in range(end, first, -1):
            if is_medium(unit.slice(first, last), unit.low[first - 1]):
                return True
    capitals = next((j for j in range(k, unit.size) if not unit.tags[j] & CAPITAL), unit.size)
    words = set(unit.low[k:capitals])
    return capitals > k + 1 and not words.isdisjoint(lists["media_words"])
