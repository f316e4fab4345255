"""Lafon's specificities: how surprising a word's frequency in a part of the corpus is."""

from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import special

from helpers.statistics.arrays import Counts, as_counts, choose, plain, quietly

Scale = Literal["score", "probability"]


def specificity(
    frequency: Counts,
    total_frequency: Counts,
    part_size: Counts,
    corpus_size: Counts,
    *,
    scale: Scale = "score",
) -> Any:
    """Lafon's specificity of a word in a part that belongs to the corpus.

    With X hypergeometric (part_size draws from corpus_size tokens of which
    total_frequency are the word): where the frequency is at least the expected
    total_frequency · part_size / corpus_size, P(X ≥ frequency), else
    P(X ≤ frequency). scale: "score" is −log₁₀ of it, negative for an under-used
    word; "probability" is itself, with a minus sign for an under-used word.
    A score of 2 is one chance in a hundred. NaN for a word or a part without a token.
    Not an effect size: it grows with the corpus. Reference: Lafon 1980 (TXM,
    IRaMuTeQ, R textometry).
    """
    choose(scale, ("score", "probability"), "scale")
    f, total_f, t, total = as_counts(frequency, total_frequency, part_size, corpus_size)
    if (f > total_f).any() or (f > t).any() or (t > total).any() or (total_f - f > total - t).any():
        raise ValueError("the part must belong to the corpus: its counts exceed the corpus's")
    with np.errstate(divide="ignore", invalid="ignore"):
        over = f >= total_f * t / total
    # A word is in the part at most f times just when it is outside at least F − f times.
    log_p = _log_tail(np.where(over, f, total_f - f), total_f, np.where(over, t, total - t), total)
    values = -log_p / np.log(10) if scale == "score" else np.exp(log_p)
    values = np.where(over, values, -values) + 0.0
    return plain(np.where((total_f > 0) & (t > 0), values, np.nan))


def specificities(
    table: pd.DataFrame, *, sizes: Counts | None = None, scale: Scale = "score"
) -> pd.DataFrame:
    """Lafon's specificities of every word in every part of a partition.

    table: a row is a word, a column a part (outlet, day, speaker), a cell a
    count. sizes: tokens of each part, where the table does not hold every word;
    by default the sums of the columns. The result has the rows and columns of
    the table; see `specificity` for the values.
    """
    counts = table.to_numpy(dtype=float)
    part_sizes = counts.sum(axis=0) if sizes is None else np.asarray(sizes, dtype=float)
    values = specificity(
        counts, counts.sum(axis=1, keepdims=True), part_sizes, part_sizes.sum(), scale=scale
    )
    return pd.DataFrame(values, index=table.index, columns=table.columns)


def _log_tail(f: np.ndarray, total_f: np.ndarray, t: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Natural logarithm of P(X ≥ f), each different combination computed once."""
    stacked = np.stack([f, total_f, t, total]).reshape(4, -1)
    different, places = np.unique(stacked, axis=1, return_inverse=True)
    tails = np.minimum(_log_probability(*different) + np.log(_series(*different)), 0)
    return tails[places].reshape(f.shape)


@quietly
def _log_probability(
    f: np.ndarray, total_f: np.ndarray, t: np.ndarray, total: np.ndarray
) -> np.ndarray:
    return _log_choose(total_f, f) + _log_choose(total - total_f, t - f) - _log_choose(total, t)


def _log_choose(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    return special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)


def _series(f: np.ndarray, total_f: np.ndarray, t: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Sum P(X = k) / P(X = f) over k ≥ f: the terms shrink, as f is above the mean."""
    sums = np.ones(f.shape)
    terms, active, k = np.ones(f.shape), np.arange(len(f)), f.copy()
    while len(active):
        kept = k[active], total_f[active], t[active], total[active]
        terms[active] *= _ratio(*kept)
        sums[active] += terms[active]
        k[active] += 1
        active = active[terms[active] > 1e-16 * sums[active]]
    return sums


def _ratio(k: np.ndarray, total_f: np.ndarray, t: np.ndarray, total: np.ndarray) -> np.ndarray:
    return (total_f - k) * (t - k) / ((k + 1) * (total - total_f - t + k + 1))
