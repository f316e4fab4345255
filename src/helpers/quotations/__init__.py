"""Who says what in French press text, through whom."""

from helpers.quotations.articles import Quotation, Rejected
from helpers.quotations.attribution import (
    attribute,
    find_quotations,
    read,
    rejected_marks,
)
from helpers.quotations.drafts import FAMILIES
from helpers.quotations.lexicon import stances
from helpers.quotations.tables import (
    by_kind,
    by_speaker,
    by_verb,
    marked_spans,
    places,
    relay_edges,
    stance_by_speaker,
    words_by_article,
)
from helpers.quotations.tagger import Tagger

__all__ = [
    "FAMILIES",
    "Quotation",
    "Rejected",
    "Tagger",
    "attribute",
    "by_kind",
    "by_speaker",
    "by_verb",
    "find_quotations",
    "marked_spans",
    "places",
    "read",
    "rejected_marks",
    "relay_edges",
    "stance_by_speaker",
    "stances",
    "words_by_article",
]
