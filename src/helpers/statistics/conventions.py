"""What other tools count as a word and a sentence, for setting their numbers beside ours.

NLTK's cutters are called. The rules of the others are rewritten from their
documentation and from runs on French probes, and may since have changed.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
from nltk.tokenize import NLTKWordTokenizer, wordpunct_tokenize

from helpers.statistics.readability import flesch_french_207, lix
from helpers.statistics.richness import mattr, mtld, ttr
from helpers.statistics.syllables import syllables

ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]"


class Convention(NamedTuple):
    """How a tool cuts a text, and when its MTLD closes a factor."""

    words: Callable[[str], list[str]]
    sentences: Callable[[str], float]
    closes: str
    rule: str


def _spacy_words(text: str) -> list[str]:
    return re.findall(rf"{ELIDED}(?=\w)|aujourd['’]hui|\w+(?:[.,]\d+)*", text, re.IGNORECASE)


def _quanteda_words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’.,-]\w+)*", text)


def _lexicalrichness_words(text: str) -> list[str]:
    spaced = re.sub(r"['’]", " ", re.sub(r"[\d-]", "", text.lower()))
    return re.findall(r"\w+", spaced)


def _textstat_words(text: str) -> list[str]:
    return re.sub(r"[^\w\s']", "", text).split()


def _voyant_words(text: str) -> list[str]:
    return text.split(" ")


def _nltk_words(text: str) -> list[str]:
    return _with_letter_or_digit(NLTKWordTokenizer().tokenize(text))


def _nltk_wordpunct(text: str) -> list[str]:
    return _with_letter_or_digit(wordpunct_tokenize(text))


def _with_letter_or_digit(tokens: list[str]) -> list[str]:
    return [token for token in tokens if any(map(str.isalnum, token))]


def _needs_data(text: str) -> float:
    return math.nan


def _after_any_full_stop(text: str) -> int:
    return max(len(re.findall(r"[.!?…]+(?=\W*\s|\W*$)", text)), 1)


def _of_three_words(text: str) -> int:
    found = re.findall(r"\b[^.!?]+[.!?]*", text)
    return max(sum(len(_textstat_words(sentence)) > 2 for sentence in found), 1)


def _after_full_stop_and_space(text: str) -> int:
    return text.count(". ") + 1


CONVENTIONS = {
    "NLTK word_tokenize": Convention(
        _nltk_words,
        _needs_data,
        "below",
        "English rules: l'armée is one word, l’armée is two; no sentences",
    ),
    "NLTK wordpunct_tokenize": Convention(
        _nltk_wordpunct, _needs_data, "below", "parts at every sign: aujourd ' hui; no sentences"
    ),
    "spaCy blank fr, textacy": Convention(
        _spacy_words, _after_any_full_stop, "below", "parts at elisions and at hyphens"
    ),
    "quanteda": Convention(
        _quanteda_words, _after_any_full_stop, "below", "keeps l'agence, qu'il as one word"
    ),
    "LexicalRichness": Convention(
        _lexicalrichness_words, _after_any_full_stop, "at", "digits dropped, hyphens glued"
    ),
    "textstat": Convention(
        _textstat_words, _of_three_words, "below", "white space; sentences of 3 words or more"
    ),
    "Voyant": Convention(_voyant_words, _after_full_stop_and_space, "below", "spaces; « . » only"),
}


def words_of(text: str, *, tool: str) -> list[str]:
    """Cut a text into words as another tool does; ValueError for a tool without a rule here."""
    if tool not in CONVENTIONS:
        raise ValueError(f"tool is one of {', '.join(CONVENTIONS)}: {tool!r}")
    return CONVENTIONS[tool].words(text)


def cross_tool_sheet(text: str, *, words: Sequence[str], sentences: float) -> pd.DataFrame:
    """Set the numbers of one text side by side, as each tool would have cut it.

    words, sentences: the text as this collection cuts it. A row is a tool:
    words, types, sentences (NaN for NLTK, whose cutter needs data), ttr, mattr
    (window 50), mtld (closing as the tool does), lix, flesch_french_207 (with
    the syllables counted here, so that the difference is the cutting alone),
    rule. Types fold case.
    """
    rows = [_row("this collection", list(words), sentences, "below", "its contract")]
    for tool, rule in CONVENTIONS.items():
        cut = rule.words(text)
        rows.append(_row(tool, cut, rule.sentences(text), rule.closes, rule.rule))
    return pd.DataFrame(rows)


def _row(
    tool: str, words: list[str], sentences: float, closes: str, rule: str
) -> dict[str, object]:
    forms = [word.lower() for word in words]
    spoken = sum(map(syllables, words))
    long_words = sum(len(word.strip("'’-.,")) > 6 for word in words)
    return {
        "tool": tool,
        "words": len(words),
        "types": len(set(forms)),
        "sentences": sentences,
        "ttr": ttr(forms),
        "mattr": mattr(forms),
        "mtld": mtld(forms, closes="at" if closes == "at" else "below"),
        "lix": lix(len(words), sentences, long_words),
        "flesch_french_207": flesch_french_207(len(words), sentences, spoken),
        "rule": rule,
    }
