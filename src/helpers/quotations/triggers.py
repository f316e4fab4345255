"""A cheap look at a sentence: can anything in it report words?"""

import re

from helpers.quotations.lexicon import PHRASAL, WORDS

_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"\b(?:[Ss]elon|[Aa]près|[Pp]our|avis|yeux|dires?|aveu|sources?|croire|dixit)\b")


def triggered(sentence: str) -> bool:
    """Tell whether a sentence holds a form of a reporting verb or a word such as *selon*."""
    if _PHRASE.search(sentence):
        return True
    return any(WORDS[form][1] & PHRASAL for form in _WORD.findall(sentence))
