"""Who passed the words on: agencies, papers and broadcasters named beside the cue."""

from helpers.quotations.drafts import Draft
from helpers.quotations.lexicon import (
    CAPITAL,
    COMMA,
    DETERMINER,
    MARKED,
    SPEAKING,
    STOP,
    source_words,
)
from helpers.quotations.sources import Phrase, phrase_after
from helpers.quotations.speakers import authority, name_key
from helpers.quotations.units import Unit

_TO = frozenset(["à", "au", "aux", "par", "sur", "dans", "avec", "auprès", "chez"])
_OF = frozenset(["de", "du", "d'", "des"])


def add_relays(unit: Unit, drafts: list[Draft]) -> None:
    """Add to the drafts of a unit the media that the unit names as their channel."""
    told = [
        draft for draft in drafts if draft.verb is not None or draft.family in ("colon", "incise")
    ]
    if not told:
        return
    for phrase in _channels(unit):
        for draft in told:
            at = unit.starts[phrase.start]
            named = draft.source and draft.source.start <= phrase.start < draft.source.end
            if draft.source and not named and not any(a <= at < b for a, b in draft.pieces):
                draft.relays.append((unit, phrase))


def cited(unit: Unit, drafts: list[Draft]) -> None:
    """Hand the claim to the sources that a paper cites: « citant X, le Temps écrit que P »."""
    for k, low in enumerate(unit.low):
        if low != "citant":
            continue
        phrase = phrase_after(unit, k + 1)
        if phrase is None or not any(
            unit.tags[j] & (CAPITAL | SPEAKING) for j in range(phrase.start, phrase.end)
        ):
            continue
        for draft in drafts:
            if (
                draft.verb is not None
                and draft.source is not None
                and not draft.region[0] <= k < draft.region[1]
            ):
                draft.relays.append((unit, draft.source))
                draft.source = phrase


def _channels(unit: Unit) -> list[Phrase]:
    found = []
    for k in range(1, unit.size):
        if (
            unit.tags[k] & CAPITAL
            and not unit.tags[k] & (DETERMINER | MARKED)
            and not unit.tags[k - 1] & CAPITAL
        ):
            start = _phrase_start(unit, k)
            if start > 0 and _is_channel(unit, start) and _is_medium(unit, start, k):
                phrase = phrase_after(unit, start, appositions=False)
                found.append(phrase if phrase and phrase.end > k else Phrase(start, k + 1))
    return found


def _phrase_start(unit: Unit, k: int) -> int:
    """Go left from a capital to where its noun phrase begins: l'agence de presse Yonhap."""
    media = source_words()["media_nouns"]
    for j in range(k - 1, max(-1, k - 6), -1):
        if unit.tags[j] & (COMMA | STOP | MARKED):
            break
        if unit.low[j] in media:
            return j - 1 if j and unit.tags[j - 1] & DETERMINER else j
    if unit.tags[k - 1] & DETERMINER and unit.low[k - 1] not in ("du", "des"):
        return k - 1
    return k


def _is_channel(unit: Unit, start: int) -> bool:
    before = unit.low[start - 1]
    if before in _TO:
        return start < 2 or not unit.low[start - 2].startswith(("publi", "paru"))
    return before in _OF and start > 1 and unit.low[start - 2] in source_words()["channels"]


def _is_medium(unit: Unit, start: int, k: int) -> bool:
    lists = source_words()
    if any(unit.low[j] in lists["media_nouns"] for j in range(start, k)):
        return True
    end = k + 1
    while end < unit.size and unit.tags[end] & CAPITAL:
        end += 1
    for first in (start, k):
        for last in range(end, first, -1):
            known = authority().get(name_key(unit.slice(first, last)))
            if known:
                return known.role.split(" ")[0] in lists["media_roles"]
    return unit.low[k] in ("radio", "tv") and end > k + 1
