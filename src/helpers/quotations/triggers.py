"""A cheap look at a sentence: can anything in it report words?"""

import re

from helpers.quotations.lexicon import cue_heads

_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(
    r"\b(?:selon|après|avis|yeux|dires?|aveu|sources?|croire|entendre|dixit|opinion|pour l[ae])\b"
    r"|(?:^|[,;«]|\bet|\bque|\bmais)\W*pour\b"
)


def triggered(sentence: str) -> bool:
    """Tell whether a sentence holds a form of a reporting verb or a word such as *selon*."""
    low = sentence.lower()
    return not cue_heads().isdisjoint(_WORD.findall(low)) or _PHRASE.search(low) is not None
