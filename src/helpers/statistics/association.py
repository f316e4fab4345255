"""Association: words that come together more often than their frequencies explain.

Every measure takes the same four counts, numbers or arrays: `together` (cases
with both words), `node` (cases with the first), `collocate` (cases with the
second) and `total` (all cases). A case is a pair of neighbours, a token near
the node or a sentence: what `cooccurrents` counted. NaN where a word has no case.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from helpers.statistics.arrays import Counts, as_counts, choose, plain, quietly
from helpers.statistics.counting import codes, in_order
from helpers.statistics.keyness import log_likelihood
from helpers.statistics.specificity import specificity


class Interaction(NamedTuple):
    """Smoothed log odds ratio λ of two words and its z-score."""

    strength: Any
    z: Any


def expected(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Cases that chance would bring together: node · collocate / total."""
    return plain(_checked(together, node, collocate, total)[1])


@quietly
def pmi(
    together: Counts, node: Counts, collocate: Counts, total: Counts, *, base: float = 2
) -> Any:
    """Pointwise mutual information, log O / E; −∞ for two words never together.

    base: 2 (bits), or e as quanteda's keyness. Favours rare words: ask for at
    least 5 cases together. Reference: Church & Hanks 1990.
    """
    o, e, *_ = _checked(together, node, collocate, total)
    return plain(np.log(o / e) / np.log(base))


@quietly
def mi3(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Cubic mutual information, log₂ O³ / E: PMI with less favour to rare words.

    Reference: Daille 1994.
    """
    o, e, *_ = _checked(together, node, collocate, total)
    return plain(np.log2(o**3 / e))


@quietly
def t_score(
    together: Counts,
    node: Counts,
    collocate: Counts,
    total: Counts,
    *,
    variance: Literal["observed", "binomial"] = "observed",
) -> Any:
    """Give the t-score, (O − E) / √O: how sure that two words come together, for frequent ones.

    variance: "observed", O, the usual approximation (Manning & Schütze, NLTK);
    "binomial", O (1 − O / total) (mclm). NaN for two words never together.
    """
    choose(variance, ("observed", "binomial"), "variance")
    o, e, _, _, n = _checked(together, node, collocate, total)
    spread = o if variance == "observed" else o * (1 - o / n)
    return plain(np.where(o > 0, (o - e) / np.sqrt(spread), np.nan))


@quietly
def z_score(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Give the z-score, (O − E) / √E (Dennis 1965); not where E is far under 1."""
    o, e, *_ = _checked(together, node, collocate, total)
    return plain((o - e) / np.sqrt(e))


def g2(
    together: Counts, node: Counts, collocate: Counts, total: Counts, *, signed: bool = False
) -> Any:
    """Log-likelihood ratio over the four cells, uncorrected (Dunning 1993).

    signed: negative where the words avoid each other.
    """
    o, _, node, collocate, total = _checked(together, node, collocate, total)
    return log_likelihood(o, node, collocate - o, total - node, signed=signed)


@quietly
def dice(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Dice's coefficient, 2 O / (node + collocate): from 0 to 1, free of the corpus's size."""
    o, _, node, collocate, _ = _checked(together, node, collocate, total)
    return plain(2 * o / (node + collocate))


@quietly
def log_dice(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Give logDice, 14 + log₂ Dice: at most 14; one more is twice as often together.

    Comparable between corpora of different sizes. −∞ for two words never
    together. Reference: Rychlý 2008 (Sketch Engine).
    """
    return plain(14 + np.log2(dice(together, node, collocate, total)))


@quietly
def minimum_sensitivity(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Give the lesser of O / node and O / collocate. Reference: Pedersen & Bruce 1996."""
    o, _, node, collocate, _ = _checked(together, node, collocate, total)
    return plain(o / np.maximum(node, collocate))


@quietly
def delta_p(
    together: Counts,
    node: Counts,
    collocate: Counts,
    total: Counts,
    *,
    predicts: Literal["collocate", "node"] = "collocate",
) -> Any:
    """Give ΔP: how much more likely one word is where the other is than where it is not.

    predicts: "collocate", P(collocate | node) − P(collocate | no node); "node",
    the other direction. Reference: Gries 2013.
    """
    choose(predicts, ("collocate", "node"), "predicts")
    o, _, cue, outcome, total = _checked(together, node, collocate, total)
    if predicts == "node":
        cue, outcome = outcome, cue
    return plain(o / cue - (outcome - o) / (total - cue))


@quietly
def odds_ratio(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """Odds ratio O₁₁ O₂₂ / (O₁₂ O₂₁), without smoothing; ∞ where one never comes alone."""
    a, b, c, d = _cells(together, node, collocate, total)
    return plain(a * d / (b * c))


@quietly
def relative_risk(together: Counts, node: Counts, collocate: Counts, total: Counts) -> Any:
    """P(collocate | node) / P(collocate | no node); ∞ where it never comes without the node."""
    a, b, c, d = _cells(together, node, collocate, total)
    return plain(a / (a + b) / (c / (c + d)))


def interaction(
    together: Counts, node: Counts, collocate: Counts, total: Counts, *, smoothing: float = 0.5
) -> Interaction:
    """Log odds ratio with ½ added to every cell, and its z: λ and z of quanteda's collocations.

    Reference: Blaheta & Johnson 2001.
    """
    cells = np.array(_cells(together, node, collocate, total)) + smoothing
    signs = np.array([1, -1, -1, 1]).reshape(-1, *[1] * (cells.ndim - 1))
    strength = (signs * np.log(cells)).sum(axis=0)
    strength = np.where(np.isnan(expected(together, node, collocate, total)), np.nan, strength)
    return Interaction(plain(strength), plain(strength / np.sqrt((1 / cells).sum(axis=0))))


MEASURES: dict[str, Callable[..., Any]] = {
    "expected": expected,
    "pmi": pmi,
    "mi3": mi3,
    "t_score": t_score,
    "z_score": z_score,
    "g2": g2,
    "dice": dice,
    "log_dice": log_dice,
    "delta_p": delta_p,
}


def cooccurrents(
    units: Iterable[Sequence[str]],
    node: str | Collection[str],
    *,
    context: Literal["window", "sentence"] = "window",
    span: int = 5,
    minimum: int = 2,
) -> pd.DataFrame:
    """List the words that come with a node, with the four counts and every measure.

    units: lists of words (forms or lemmas), which no window crosses: sentences
    or articles. node: a word, or several taken as one. context: "window" counts
    the tokens at most `span` words from a node, each once; "sentence" counts
    units. minimum: cases together. A row is a word: together, node (tokens near
    a node, or units with one), collocate (the word's tokens, or units), total
    (tokens other than nodes, or units), the measures of this module, and
    Lafon's specificity, by which the rows are ordered. Empty without the node.
    """
    choose(context, ("window", "sentence"), "context")
    nodes = {node} if isinstance(node, str) else set(node)
    lists = [in_order(unit) for unit in units]
    count = _near(lists, nodes, span) if context == "window" else _within(lists, nodes)
    frame = count[(count["together"] >= minimum) & ~count["word"].isin(nodes)]
    counts = [frame[name].to_numpy() for name in ("together", "node", "collocate", "total")]
    frame = frame.assign(**{name: measure(*counts) for name, measure in MEASURES.items()})
    together, near, collocate, total = counts
    frame["specificity"] = specificity(together, collocate, near, total)
    return frame.sort_values("specificity", ascending=False, kind="stable", ignore_index=True)


def _near(lists: list[list[Hashable]], nodes: set[str], span: int) -> pd.DataFrame:
    if span < 1:
        raise ValueError(f"a window reaches at least one word: span={span}")
    words = [word for unit in lists for word in unit]
    unit_of = np.repeat(np.arange(len(lists)), [len(unit) for unit in lists])
    is_node = np.fromiter((word in nodes for word in words), bool, len(words))
    near = np.zeros(len(words), dtype=bool)
    for step in range(1, span + 1):
        same = unit_of[step:] == unit_of[:-step]
        near[step:] |= is_node[:-step] & same
        near[:-step] |= is_node[step:] & same
    return _counted(words, near & ~is_node, ~is_node)


def _within(lists: list[list[Hashable]], nodes: set[str]) -> pd.DataFrame:
    once = [list(dict.fromkeys(unit)) for unit in lists]
    has_node = [not nodes.isdisjoint(unit) for unit in once]
    words = [word for unit in once for word in unit]
    inside = np.repeat(np.array(has_node, dtype=bool), [len(unit) for unit in once])
    table = _counted(words, inside, np.ones(len(words), dtype=bool))
    return table.assign(node=sum(has_node), total=len(lists))


def _counted(words: list[Hashable], inside: np.ndarray, counted: np.ndarray) -> pd.DataFrame:
    numbers = codes(words)
    return pd.DataFrame(
        {
            "word": pd.Series(list(dict.fromkeys(words)), dtype=object),
            "together": np.bincount(numbers[inside], minlength=numbers.max(initial=-1) + 1),
            "node": int(inside.sum()),
            "collocate": np.bincount(numbers[counted], minlength=numbers.max(initial=-1) + 1),
            "total": int(counted.sum()),
        }
    )


def _checked(together: Counts, node: Counts, collocate: Counts, total: Counts) -> list[np.ndarray]:
    o, node, collocate, total = as_counts(together, node, collocate, total)
    if (o > np.minimum(node, collocate)).any() or (node + collocate - o > total).any():
        raise ValueError("the cases together, of each word and in all contradict one another")
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = node * collocate / total
    return [o, np.where(chance > 0, chance, np.nan), node, collocate, total]


def _cells(together: Counts, node: Counts, collocate: Counts, total: Counts) -> list[np.ndarray]:
    o, _, node, collocate, total = _checked(together, node, collocate, total)
    return [o, node - o, collocate - o, total - node - collocate + o]
