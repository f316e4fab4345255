"""Dispersion: whether a word is spread over the parts of a corpus or bunched in a few.

Everywhere part_frequencies are the word's counts in each part, and part_sizes
the parts' sizes, in tokens or as shares: two lists of the same length, or for
many words a table, one row a word. A word that occurs nowhere gives NaN.
"""

from typing import Any, Literal

import numpy as np
import pandas as pd

from helpers.statistics.arrays import Counts, as_counts, choose, plain, quietly

Norm = Literal["lijffijt_gries_2012", "gries_2008", "egbert_2020"]


def dispersion_range(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Count the parts where the word occurs; NaN for a word that occurs nowhere."""
    f, _ = _parts(part_frequencies, part_sizes)
    return _where_it_occurs(f, (f > 0).sum(axis=-1))


def dispersion_sd(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Give the standard deviation of the frequencies (divisor: the number of parts).

    Of raw counts: for parts of like sizes only.
    """
    f, _ = _parts(part_frequencies, part_sizes)
    return _where_it_occurs(f, f.std(axis=-1))


@quietly
def variation_coefficient(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Standard deviation over mean of the frequencies, of raw counts: for parts of like sizes."""
    f, _ = _parts(part_frequencies, part_sizes)
    return _where_it_occurs(f, f.std(axis=-1) / f.mean(axis=-1))


@quietly
def juilland_d(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Juilland's D, 1 − VC / √(parts − 1), of the relative frequencies: 1 is even.

    NaN with one part. Near 1 for most words as soon as the parts are many
    (Biber and others 2016). Reference: Juilland & Chang-Rodríguez 1964.
    """
    f, sizes = _parts(part_frequencies, part_sizes)
    rates = f / sizes
    spread = rates.std(axis=-1) / rates.mean(axis=-1)
    return _where_it_occurs(f, 1 - spread / np.sqrt(f.shape[-1] - 1), least=2)


@quietly
def carroll_d2(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Carroll's D₂, the entropy of the relative frequencies over log₂ parts: 1 is even.

    NaN with one part. Reference: Carroll 1970.
    """
    f, sizes = _parts(part_frequencies, part_sizes)
    rates = f / sizes
    shares = rates / rates.sum(axis=-1, keepdims=True)
    entropy = -np.where(shares > 0, shares * np.log2(shares), 0).sum(axis=-1)
    return _where_it_occurs(f, entropy / np.log2(f.shape[-1]), least=2)


@quietly
def rosengren_s(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Rosengren's S, (Σ √(w f))² / F with w the part's share of the corpus: 1 is even.

    Reference: Rosengren 1971.
    """
    f, sizes = _parts(part_frequencies, part_sizes)
    shares = sizes / sizes.sum()
    return _where_it_occurs(f, np.sqrt(shares * f).sum(axis=-1) ** 2 / f.sum(axis=-1))


@quietly
def gries_dp(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Gries's DP (2008), ½ Σ |f / F − w| with w the part's share of the corpus.

    0 is even, towards 1 bunched: the reverse of the other measures, and of what
    the R package tlda prints by default (1 − DP). Reference: Gries 2008.
    """
    f, sizes = _parts(part_frequencies, part_sizes)
    gaps = np.abs(f / f.sum(axis=-1, keepdims=True) - sizes / sizes.sum())
    return _where_it_occurs(f, gaps.sum(axis=-1) / 2)


@quietly
def gries_dp_norm(
    part_frequencies: Counts, part_sizes: Counts, *, norm: Norm = "lijffijt_gries_2012"
) -> Any:
    """DP over the largest value it could take; NaN with one part.

    norm: "lijffijt_gries_2012" divides by 1 − the smallest part's share, the one
    to use; "gries_2008" by 1 − 1 / parts, for parts of one size; "egbert_2020"
    by 1 − the smallest share among the parts where the word occurs, so that a
    word of one part gets 1.
    """
    choose(norm, ("lijffijt_gries_2012", "gries_2008", "egbert_2020"), "norm")
    f, sizes = _parts(part_frequencies, part_sizes)
    shares = sizes / sizes.sum()
    if norm == "gries_2008":
        least: Any = 1 / f.shape[-1]
    elif norm == "egbert_2020":
        least = np.where(f > 0, shares, np.inf).min(axis=-1)
    else:
        least = shares.min()
    return _where_it_occurs(f, gries_dp(f, sizes) / (1 - least), least=2)


@quietly
def kl_divergence(part_frequencies: Counts, part_sizes: Counts) -> Any:
    """Kullback and Leibler's divergence Σ p log₂(p / w), p = f / F: 0 is even, no upper limit.

    In bits. Reference: Gries 2020.
    """
    f, sizes = _parts(part_frequencies, part_sizes)
    p = f / f.sum(axis=-1, keepdims=True)
    terms = np.where(p > 0, p * np.log2(p / (sizes / sizes.sum())), 0)
    return _where_it_occurs(f, np.maximum(terms.sum(axis=-1), 0))


def dispersions(table: pd.DataFrame, *, sizes: Counts | None = None) -> pd.DataFrame:
    """Measure the dispersion of every word of a table.

    table: a row is a word, a column a part (article, outlet, day), a cell a
    count. sizes: tokens of each part, where the table does not hold every word;
    by default the sums of the columns. A row is a word: frequency, then every
    measure of this module.
    """
    f = table.to_numpy(dtype=float)
    part_sizes = f.sum(axis=0) if sizes is None else sizes
    columns = {"frequency": table.sum(axis=1).to_numpy()}
    measures = {
        "range": dispersion_range,
        "sd": dispersion_sd,
        "vc": variation_coefficient,
        "juilland_d": juilland_d,
        "carroll_d2": carroll_d2,
        "rosengren_s": rosengren_s,
        "gries_dp": gries_dp,
        "gries_dp_norm": gries_dp_norm,
        "kl": kl_divergence,
    }
    columns |= {name: measure(f, part_sizes) for name, measure in measures.items()}
    return pd.DataFrame(columns, index=table.index)


def _parts(part_frequencies: Counts, part_sizes: Counts) -> tuple[np.ndarray, np.ndarray]:
    (f,), (sizes,) = as_counts(part_frequencies), as_counts(part_sizes)
    if sizes.ndim != 1 or f.ndim == 0 or f.shape[-1] != len(sizes):
        raise ValueError(
            f"frequencies and sizes of the parts do not match: {f.shape}, {sizes.shape}"
        )
    if not len(sizes) or (sizes == 0).any():
        raise ValueError("a part without tokens has no frequency: leave it out of the table")
    return f, sizes


def _where_it_occurs(f: np.ndarray, values: Any, *, least: int = 1) -> Any:
    known = (f.sum(axis=-1) > 0) & (f.shape[-1] >= least)
    return plain(np.where(known, values, np.nan))
