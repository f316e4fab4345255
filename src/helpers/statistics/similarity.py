"""Similarity of two texts, as lists of words, sets of features or counts."""

import math
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from helpers.statistics.arrays import choose
from helpers.statistics.counting import Countable, frequencies

Features = Iterable[Hashable] | Mapping[Any, int]


def cosine(first: Countable, second: Countable) -> float:
    """Cosine of the frequencies of two texts: 1 for the same proportions; NaN if one is empty."""
    a, b = frequencies(first), frequencies(second)
    norm = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(n * b[word] for word, n in a.items()) / norm if norm else math.nan


def jaccard(first: Features, second: Features) -> float:
    """Different features in common over different features in all; NaN if both are empty."""
    a, b = set(first), set(second)
    return len(a & b) / len(a | b) if a or b else math.nan


def jaccard_bag(first: Countable, second: Countable) -> float:
    """Tokens in common over tokens in all, at most ½, as R's textreuse; NaN if both are empty."""
    a, b = frequencies(first), frequencies(second)
    total = a.total() + b.total()
    return (a & b).total() / total if total else math.nan


def sorensen_dice(first: Features, second: Features) -> float:
    """Twice the different features in common over those of each; NaN if both are empty."""
    a, b = set(first), set(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else math.nan


def matches(source: Iterable[Hashable], other: Iterable[Hashable]) -> int:
    """Number of tokens of `other`, repeats included, that occur in `source`."""
    known = set(source)
    return sum(word in known for word in other)


def containment(source: Iterable[Hashable], other: Iterable[Hashable]) -> float:
    """Share of the tokens of `other` that occur in `source` (textreuse's ratio_of_matches).

    The measure of borrowing: unlike Jaccard's, not lowered when the source is
    longer. NaN if `other` is empty.
    """
    words = list(other)
    return matches(source, words) / len(words) if words else math.nan


def similarities(
    table: pd.DataFrame, *, weights: Literal["counts", "tf-idf"] = "tf-idf"
) -> pd.DataFrame:
    """Cosine of every pair of parts of a table.

    table: a row is a word, a column a part (article), a cell a count. weights:
    "counts", or "tf-idf", count · ln(parts / parts with the word), so that words
    of every article count for nothing. The result is square, parts × parts;
    NaN for a part whose words all have no weight.
    """
    choose(weights, ("counts", "tf-idf"), "weights")
    values = table.to_numpy(dtype=float)
    if weights == "tf-idf":
        present = np.maximum((values > 0).sum(axis=1, keepdims=True), 1)
        values = values * np.log(values.shape[1] / present)
    lengths = np.linalg.norm(values, axis=0)
    unit = np.divide(values, lengths, out=np.full_like(values, np.nan), where=lengths > 0)
    square = np.clip(unit.T @ unit, 0, 1)
    return pd.DataFrame(square, index=table.columns, columns=table.columns)
