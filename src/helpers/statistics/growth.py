"""How a vocabulary grows with the text (Heaps), and how its frequencies fall (Zipf)."""

import math
from collections.abc import Hashable, Iterable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import optimize

from helpers.statistics.counting import Countable, codes, counts_of


class HeapsFit(NamedTuple):
    """V = k · N^beta fitted to a text: its error is the root mean square, in types."""

    k: float
    beta: float
    error: float
    tokens: int
    types: int


class ZipfFit(NamedTuple):
    """Share of rank r ∝ r^−exponent, for ranks first_rank to last_rank, n tokens."""

    exponent: float
    first_rank: int
    last_rank: int
    n: int
    log_likelihood: float


def growth_curve(tokens: Iterable[Hashable], *, points: int = 100) -> pd.DataFrame:
    """Give the number of types in the first n tokens of a text.

    points: how many lengths n, evenly spaced on a logarithmic scale.
    A row is a length: tokens, types.
    """
    numbers = codes(tokens)
    if not len(numbers):
        return pd.DataFrame({"tokens": [], "types": []}, dtype=int)
    lengths = np.unique(np.geomspace(1, len(numbers), points).round().astype(int))
    types = np.maximum.accumulate(numbers)[lengths - 1] + 1
    return pd.DataFrame({"tokens": lengths, "types": types})


def heaps_fit(
    tokens: Iterable[Hashable],
    *,
    method: Literal["log", "nonlinear"] = "log",
    points: int = 100,
) -> HeapsFit:
    """Fit Heaps's law V = k · N^beta to the growth of a vocabulary.

    method: "log", least squares on log V and log N (every scale weighs alike);
    "nonlinear", least squares on V itself (the end of the text weighs most).
    NaN below two tokens. Reference: Heaps 1978; Herdan 1960.
    """
    if method not in ("log", "nonlinear"):
        raise ValueError(f"method is one of log, nonlinear: {method!r}")
    curve = growth_curve(tokens, points=points)
    if len(curve) < 2:
        return HeapsFit(math.nan, math.nan, math.nan, len(curve), len(curve))
    size, types = curve["tokens"].to_numpy(float), curve["types"].to_numpy(float)
    beta, log_k = np.polyfit(np.log(size), np.log(types), 1)
    k = math.exp(log_k)
    if method == "nonlinear":
        start = (k, beta)
        k, beta = optimize.least_squares(lambda p: p[0] * size ** p[1] - types, start).x
    error = math.sqrt(np.mean((k * size**beta - types) ** 2))
    return HeapsFit(float(k), float(beta), error, int(size[-1]), int(types[-1]))


def zipf_fit(tokens: Countable, *, first_rank: int = 1, last_rank: int | None = None) -> ZipfFit:
    """Fit Zipf's exponent to the ranks of a frequency list, by maximum likelihood.

    The model is p(r) = r^−s / Σ r^−s over the ranks first_rank to last_rank
    (the whole list if None): finite, so that any exponent ≥ 0 is possible.
    NaN below two ranks. Ranks are those of the sample itself, which favours
    the fit (Piantadosi 2014): a description, not a test of Zipf's law.
    """
    counts = counts_of(tokens)[first_rank - 1 : last_rank]
    last, n = first_rank + len(counts) - 1, int(counts.sum())
    if first_rank < 1:
        raise ValueError(f"ranks count from 1: {first_rank}")
    if len(counts) < 2:
        return ZipfFit(math.nan, first_rank, last, n, math.nan)
    logs = np.log(np.arange(first_rank, last + 1))
    seen = float(counts @ logs) / n
    exponent = _exponent(logs, seen)
    likelihood = n * (-exponent * seen - math.log(np.exp(-exponent * logs).sum()))
    return ZipfFit(exponent, first_rank, last, n, likelihood)


def _exponent(logs: np.ndarray, seen: float) -> float:
    """Find the exponent whose expected log rank is the one seen."""

    def excess(exponent: float) -> float:
        weights = np.exp(-exponent * (logs - logs[0]))
        return float(weights @ logs / weights.sum()) - seen

    if excess(0.0) <= 0:
        return 0.0
    high = 1.0
    while excess(high) > 0:
        high *= 2
    return float(optimize.brentq(excess, 0.0, high, xtol=1e-12))
