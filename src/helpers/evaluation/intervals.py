"""Bootstrap intervals whose unit is the article: sentences of one article are not independent."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike

Unit = TypeVar("Unit")


class Interval(NamedTuple):
    """An estimate, the bounds of its interval, and the number of units drawn from."""

    estimate: float
    low: float
    high: float
    n: int


def bootstrap(
    units: Sequence[Unit],
    statistic: Callable[[list[Unit]], float],
    *,
    draws: int = 2000,
    seed: int = 20230913,
    confidence: float = 0.95,
) -> Interval:
    """Give a percentile bootstrap interval of any statistic of a list of units (articles).

    `statistic` receives a resampled list of the same length and returns a number. Bounds are
    NaN with fewer than two units, or where more than half of the draws give no number. Not for
    shares, which `bootstrap_share` computes without a loop; with fewer than about ten articles
    percentile intervals are too narrow, and should be read as a lower limit of the doubt.

    Reference: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    estimate = float(statistic(list(units))) if units else float("nan")
    if len(units) < 2:
        return Interval(estimate, float("nan"), float("nan"), len(units))
    generator = np.random.default_rng(seed)
    picks = generator.integers(len(units), size=(draws, len(units)))
    values = np.array([statistic([units[i] for i in row]) for row in picks], dtype=float)
    return Interval(estimate, *_bounds(values, confidence), len(units))


def bootstrap_share(
    hits: ArrayLike,
    totals: ArrayLike,
    *,
    draws: int = 2000,
    seed: int = 20230913,
    confidence: float = 0.95,
) -> Interval:
    """Give the interval of a share, sum of hits over sum of totals, resampling articles.

    `hits` and `totals` hold one number for each article, in the same order (for instance quoted
    words of one speaker, and all quoted words). Precision, recall and F1 are such shares too:
    F1 is 2·(right) over (found + coded). `n` is the number of articles. The estimate is NaN when
    the totals sum to nothing, the bounds are NaN with fewer than two articles.

    Raises ValueError when the lengths differ. See `bootstrap` for the reference and the caution.
    """
    hit, total = np.asarray(hits, dtype=float), np.asarray(totals, dtype=float)
    if hit.shape != total.shape or hit.ndim != 1:
        raise ValueError("hits and totals must be two lists of one number for each article")
    estimate = float(hit.sum() / total.sum()) if total.sum() else float("nan")
    if len(hit) < 2 or not total.sum():
        return Interval(estimate, float("nan"), float("nan"), len(hit))
    generator = np.random.default_rng(seed)
    sums = np.empty((draws, 2))
    columns = np.column_stack([hit, total])
    for start in range(0, draws, 100):
        picks = generator.integers(len(hit), size=(min(100, draws - start), len(hit)))
        sums[start : start + len(picks)] = columns[picks].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], np.nan)
    return Interval(estimate, *_bounds(values, confidence), len(hit))


def _bounds(values: np.ndarray, confidence: float) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if 2 * len(known) < len(values):
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)
