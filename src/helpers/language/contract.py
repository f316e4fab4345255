"""The tokenisation contract: what counts as a word and as a sentence, shown by the code itself."""

import csv

import pandas as pd

from helpers.language.segmentation import sentences
from helpers.language.tokenisation import tokens
from helpers.paths import LEXICONS


def tokenisation_contract() -> pd.DataFrame:
    """Give the rules by which words and sentences are counted, with the results of examples.

    A row is a rule: unit (word or sentence), rule, example, result. In the results of words
    `|` parts tokens and those that do not count as words stand in round brackets; in those of
    sentences `|` parts sentences. Counts of other programs follow other rules: never compare
    them without this table.
    """
    path = LEXICONS / "tokenisation_rules.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    rules = pd.DataFrame(csv.DictReader(lines))
    rules["example"] = rules["example"].str.replace(r"\n", "\n")
    results = zip(rules["unit"], rules["example"], strict=True)
    rules["result"] = [_RESULTS[unit](example) for unit, example in results]
    return rules


def _in_words(example: str) -> str:
    return " | ".join(
        token.form if token.kind in ("word", "number") else f"({token.form})"
        for token in tokens(example)
    )


def _in_sentences(example: str) -> str:
    return " | ".join(sentence.text for sentence in sentences(example))


_RESULTS = {"word": _in_words, "sentence": _in_sentences}
