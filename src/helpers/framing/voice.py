"""Whose voice speaks of the topic: the author's or a source's, by overlap with quotations."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

NEEDED = ["article_id", "fragments", "quotation_id", "speaker", "speaker_kind", "type"]


class Speech(NamedTuple):
    """A stretch of an article that a quotation covers, and who is quoted."""

    start: int
    end: int
    quotation_id: str
    speaker: str
    speaker_kind: str
    quotation_type: str


class Voice(NamedTuple):
    """Who speaks: voice is author or quoted; the rest is empty for the author."""

    voice: str = "author"
    speaker: str = ""
    quotation_id: str = ""
    speaker_kind: str = ""
    quotation_type: str = ""


def speech_of(quotations: pd.DataFrame) -> dict[str, list[Speech]]:
    """Index a quotations table (possibly empty) by article: each fragment is one stretch."""
    found: dict[str, list[Speech]] = {}
    table = quotations.reindex(columns=NEEDED, fill_value="")
    for article, fragments, number, *who in zip(*(table[name] for name in NEEDED), strict=True):
        spans = json.loads(fragments) if isinstance(fragments, str) else fragments
        told = (str(number), *(str(value or "") for value in who))
        found.setdefault(article, []).extend(Speech(a, b, *told) for a, b in spans)
    return found


def voice_of(spans: Sequence[tuple[int, int]], speech: Iterable[Speech]) -> Voice:
    """Tell in whose voice the words at `spans` (offsets in the article) stand.

    Quoted when at least half of them lie in quotations; then the one that holds most.
    """
    held: dict[Speech, int] = {}
    for stretch in speech:
        inside = sum(stretch.start <= start and end <= stretch.end for start, end in spans)
        if inside:
            held[stretch] = inside
    if not held or 2 * sum(held.values()) < len(spans):
        return Voice()
    best = max(held, key=lambda stretch: held[stretch])
    return Voice("quoted", best.speaker, best.quotation_id, best.speaker_kind, best.quotation_type)
