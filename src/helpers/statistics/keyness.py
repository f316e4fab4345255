"""Keyness: which words are over-used in one part of a corpus, and by how much.

Everywhere f1 is a word's frequency in a part of n1 tokens, f2 its frequency in
the rest, or in a reference, of n2 tokens: numbers, or arrays with one entry a
word. A word that occurs in neither, or a part without tokens, gives NaN.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import special, stats

from helpers.statistics.arrays import Counts, as_counts, choose, plain, quietly
from helpers.statistics.specificity import specificity

Correction = Literal["none", "yates", "williams"]


class FisherTest(NamedTuple):
    """Conditional maximum-likelihood odds ratio, as R prints it, and p-value."""

    odds_ratio: float
    p: float


class LogOdds(NamedTuple):
    """Difference of log-odds, its variance and their z-score, one entry a word."""

    delta: np.ndarray
    variance: np.ndarray
    z: np.ndarray


@quietly
def log_likelihood(
    f1: Counts,
    n1: Counts,
    f2: Counts,
    n2: Counts,
    *,
    correction: Correction = "none",
    cells: Literal[2, 4] = 4,
    signed: bool = False,
) -> Any:
    """Log-likelihood ratio G² = 2 Σ O ln(O / E) of a word in two parts.

    correction: "none" is the textbook's; "williams" divides by Williams's q;
    "yates" brings every O half a unit closer to its E, what quanteda does by
    default where an E is under 5. cells: 4 sums over the word and all other
    words (Dunning 1993), 2 over the word alone (Rayson & Garside 2000).
    signed: negative where the word is under-used in the first part.
    Significance only: it grows with the corpus; rank by `lrc` or `log_ratio`.
    """
    choose(correction, ("none", "yates", "williams"), "correction")
    summed = slice(None) if choose(cells, (2, 4), "cells") == 4 else [0, 2]
    observed, expected = _cells(f1, n1, f2, n2)
    moved = _towards(observed, expected) if correction == "yates" else observed
    score = 2 * special.xlogy(moved, moved / expected)[summed].sum(axis=0)
    if correction == "williams":
        score = score / _williams(observed)
    score = np.maximum(score, 0) if cells == 4 else score
    return plain(score * _sign(observed, expected, signed))


@quietly
def chi_squared(
    f1: Counts,
    n1: Counts,
    f2: Counts,
    n2: Counts,
    *,
    correction: Literal["none", "yates"] = "none",
    signed: bool = False,
) -> Any:
    """Pearson's χ² = Σ (O − E)² / E of a word in two parts, over four cells.

    correction: "yates" brings every O half a unit closer to its E, and no
    further than E, as R's chisq.test does. signed: negative where the word is
    under-used in the first part. Not where an E is under 5: use `fisher`.
    """
    choose(correction, ("none", "yates"), "correction")
    observed, expected = _cells(f1, n1, f2, n2)
    moved = _towards(observed, expected) if correction == "yates" else observed
    score = ((moved - expected) ** 2 / expected).sum(axis=0)
    return plain(score * _sign(observed, expected, signed))


def fisher(
    f1: int,
    n1: int,
    f2: int,
    n2: int,
    *,
    alternative: Literal["two-sided", "greater", "less"] = "two-sided",
) -> FisherTest:
    """Fisher's exact test of one word in two parts; "greater": over-used in the first.

    The odds ratio is the conditional estimate (R's fisher.test), not f1 (n2 − f2) / …
    NaN for a word in neither part or a part without tokens.
    """
    _checked(f1, n1, f2, n2)
    if not (f1 + f2 and n1 and n2):
        return FisherTest(np.nan, np.nan)
    table = [[int(f1), int(n1 - f1)], [int(f2), int(n2 - f2)]]
    ratio = stats.contingency.odds_ratio(table, kind="conditional").statistic
    return FisherTest(float(ratio), float(stats.fisher_exact(table, alternative).pvalue))


@quietly
def log_ratio(
    f1: Counts, n1: Counts, f2: Counts, n2: Counts, *, zeros: Literal["walter", "hardie"] = "walter"
) -> Any:
    """Log ratio, log₂ of the word's relative frequency in one part over the other.

    1 means twice as frequent. zeros: "walter" adds ½ to every count and size,
    log₂((f1+½)/(n1+½)) − log₂((f2+½)/(n2+½)) (Evert's corpora package); "hardie"
    replaces a frequency of 0 by ½ and leaves the others (Hardie 2014).
    Not alone: rare words get the largest values; see `lrc`.
    """
    choose(zeros, ("walter", "hardie"), "zeros")
    f1, n1, f2, n2 = _checked(f1, n1, f2, n2)
    if zeros == "walter":
        ratio = np.log2((f1 + 0.5) / (n1 + 0.5)) - np.log2((f2 + 0.5) / (n2 + 0.5))
    else:
        ratio = np.log2(np.maximum(f1, 0.5) / n1) - np.log2(np.maximum(f2, 0.5) / n2)
    return plain(np.where((f1 + f2 > 0) & (n1 > 0) & (n2 > 0), ratio, np.nan))


def log_ratio_interval(
    f1: Counts, n1: Counts, f2: Counts, n2: Counts, *, alpha: float = 0.05, family: int = 1
) -> tuple[Any, Any]:
    """Exact confidence interval (low, high) of the log₂ ratio of relative frequencies.

    Given f1 + f2, f1 is binomial (conditional Poisson test): Clopper and
    Pearson's limits, alpha / 2 on each side, divided by `family` (Bonferroni:
    how many words are looked at). −∞ where f1 = 0, ∞ where f2 = 0.
    """
    tail = alpha / 2 / family
    return _lower(f1, n1, f2, n2, tail), -_lower(f2, n2, f1, n1, tail)


def lrc(
    f1: Counts,
    n1: Counts,
    f2: Counts,
    n2: Counts,
    *,
    alpha: float = 0.05,
    family: int = 1,
    sides: Literal["two", "one"] = "two",
) -> Any:
    """Conservative log ratio: the end nearer to 0 of its interval, 0 if 0 lies inside.

    alpha, family: as in `log_ratio_interval`. sides: "one" gives PositiveLRC,
    the lower limit of the one-sided interval, for over-used words only: it may
    be negative, −∞ where f1 = 0. The measure to rank keywords by: an effect size
    that rare words must earn. Reference: Evert 2022.
    """
    if choose(sides, ("two", "one"), "sides") == "one":
        return _lower(f1, n1, f2, n2, alpha / family)
    low, high = log_ratio_interval(f1, n1, f2, n2, alpha=alpha, family=family)
    nearer = np.where(np.asarray(low) > 0, low, np.minimum(high, 0))
    return plain(np.where(np.isnan(low), np.nan, nearer))


@quietly
def simple_maths(
    f1: Counts, n1: Counts, f2: Counts, n2: Counts, *, k: float = 100, per: float = 1e6
) -> Any:
    """Kilgarriff's simple maths: (frequency per million + k) / (the same in the other part).

    k: 1 brings rare words up, 100 and more frequent ones. Reference: Kilgarriff 2009.
    """
    f1, n1, f2, n2 = _checked(f1, n1, f2, n2)
    return plain((f1 / n1 * per + k) / (f2 / n2 * per + k))


@quietly
def log_odds(
    y1: Counts, y2: Counts, prior: Counts, *, variance: Literal["2-term", "4-term"] = "2-term"
) -> LogOdds:
    """Log-odds ratio with a Dirichlet prior ("fightin' words") of a whole vocabulary.

    y1, y2: the frequencies of every word in two parts. prior: a pseudo-count
    for each word, or one for all. δ = ln((y+α)/(n+α₀−y−α)) in one part less the
    same in the other. variance: "2-term", 1/(y1+α) + 1/(y2+α), the published
    approximation (FightingWords, ConvoKit); "4-term" adds the two terms of the
    other words (scattertext). z = δ / √variance. NaN for a word whose y + α is 0.
    Reference: Monroe, Colaresi & Quinn 2008, equations 15 to 22.
    """
    choose(variance, ("2-term", "4-term"), "variance")
    y1, y2, prior = as_counts(y1, y2, prior)
    words = np.array([y1 + prior, y2 + prior])
    others = words.sum(axis=-1, keepdims=True) - words
    delta = np.log(words[0] / others[0]) - np.log(words[1] / others[1])
    terms = 1 / words if variance == "2-term" else 1 / words + 1 / others
    delta = np.where(np.isfinite(delta), delta, np.nan)
    return LogOdds(delta, terms.sum(axis=0), delta / np.sqrt(terms.sum(axis=0)))


def adjust_p_values(
    p: Counts, *, method: Literal["bonferroni", "holm", "benjamini-hochberg"]
) -> np.ndarray:
    """Correct the p-values of many tests made at once.

    "bonferroni" and "holm" bound the chance of one false finding among all,
    "benjamini-hochberg" the share of false ones among the findings. NaN stays
    NaN and does not count as a test.
    """
    choose(method, ("bonferroni", "holm", "benjamini-hochberg"), "method")
    given = np.asarray(p, dtype=float)
    tested = np.flatnonzero(~np.isnan(given))
    ordered = tested[np.argsort(given[tested])]
    adjusted, values, m = np.full(given.shape, np.nan), given[ordered], len(ordered)
    if method == "bonferroni":
        steps = values * m
    elif method == "holm":
        steps = np.maximum.accumulate(values * (m - np.arange(m)))
    else:
        steps = np.minimum.accumulate((values * m / np.arange(1, m + 1))[::-1])[::-1]
    adjusted[ordered] = np.minimum(steps, 1)
    return adjusted


def keywords(
    part: Mapping[str, int], rest: Mapping[str, int], *, minimum: int = 3, alpha: float = 0.05
) -> pd.DataFrame:
    """Compare every word of a part with the rest of the corpus, by several measures at once.

    part, rest: words with their frequencies; the two must not overlap.
    minimum: words rarer than that in both together are counted in the sizes
    but not tested. A row is a word: f1, n1, f2, n2, specificity (Lafon), g2,
    p and p_holm of G², log_ratio and its interval, lrc, simple_maths; the most
    over-used by LRC first. alpha holds for the whole table (Bonferroni).
    """
    counts = pd.DataFrame({"f1": pd.Series(part), "f2": pd.Series(rest)}, dtype=float).fillna(0)
    n1, n2 = counts["f1"].sum(), counts["f2"].sum()
    kept = counts[counts.sum(axis=1) >= minimum].astype(int)
    f1, f2 = kept["f1"].to_numpy(), kept["f2"].to_numpy()
    family = max(len(kept), 1)
    g2 = np.asarray(log_likelihood(f1, n1, f2, n2, signed=True))
    p = stats.chi2.sf(np.abs(g2), 1)
    low, high = log_ratio_interval(f1, n1, f2, n2, alpha=alpha, family=family)
    table = pd.DataFrame(
        {
            "word": kept.index,
            "f1": f1,
            "n1": int(n1),
            "f2": f2,
            "n2": int(n2),
            "specificity": specificity(f1, f1 + f2, n1, n1 + n2),
            "g2": g2,
            "p": p,
            "p_holm": adjust_p_values(p, method="holm"),
            "log_ratio": log_ratio(f1, n1, f2, n2),
            "low": low,
            "high": high,
            "lrc": lrc(f1, n1, f2, n2, alpha=alpha, family=family),
            "simple_maths": simple_maths(f1, n1, f2, n2),
        }
    )
    return table.sort_values(["lrc", "g2"], ascending=False, kind="stable", ignore_index=True)


def _checked(*counts: Counts) -> list[np.ndarray]:
    f1, n1, f2, n2 = as_counts(*counts)
    if (f1 > n1).any() or (f2 > n2).any():
        raise ValueError("a word occurs more often than the part has tokens: check the sizes")
    return [f1, n1, f2, n2]


def _cells(*counts: Counts) -> tuple[np.ndarray, np.ndarray]:
    """Give observed and expected counts: the word and the others, in either part."""
    f1, n1, f2, n2 = _checked(*counts)
    observed = np.array([f1, n1 - f1, f2, n2 - f2])
    total = n1 + n2
    word, others = f1 + f2, total - f1 - f2
    expected = np.array([n1 * word, n1 * others, n2 * word, n2 * others]) / total
    undefined = (word == 0) | (n1 == 0) | (n2 == 0)
    # A word that is the whole corpus leaves no others to expect: their cells must add nothing.
    expected = np.maximum(expected, np.finfo(float).tiny)
    return np.where(undefined, np.nan, observed), expected


def _towards(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return observed + np.clip(expected - observed, -0.5, 0.5)


def _williams(observed: np.ndarray) -> np.ndarray:
    inside, others_inside, outside, others_outside = observed
    total = observed.sum(axis=0)
    rows = total / (inside + others_inside) + total / (outside + others_outside) - 1
    columns = total / (inside + outside) + total / (others_inside + others_outside) - 1
    return 1 + rows * columns / (6 * total)


def _sign(observed: np.ndarray, expected: np.ndarray, signed: bool) -> Any:
    return np.where(observed[0] < expected[0], -1.0, 1.0) if signed else 1.0


@quietly
def _lower(f1: Counts, n1: Counts, f2: Counts, n2: Counts, tail: float) -> Any:
    f1, n1, f2, n2 = _checked(f1, n1, f2, n2)
    share = np.where(f1 > 0, special.betaincinv(f1, f2 + 1, tail), 0.0)
    limit = np.log2(share / (1 - share) * n2 / n1)
    return plain(np.where((f1 + f2 > 0) & (n1 > 0) & (n2 > 0), limit, np.nan))
