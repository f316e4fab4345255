"""Reinert's descending classification: groups of text segments that share their words."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import linalg, stats

from helpers.statistics.arrays import quietly
from helpers.statistics.keyness import chi_squared

LARGEST_CONTINGENCY = 0.3  # above it a word is kept on one side of a split only
LEAST_FREQUENCY = 3  # segments with a word, under which a side forgets it


class Classification(NamedTuple):
    """The class of each segment (1, 2, …; 0 for one left without class) and the splits.

    classes: a Series with the index of the table. heights: χ² of each split, in order.
    """

    classes: pd.Series
    heights: list[float]


class _Group(NamedTuple):
    """Segments that are still together, by place in the table, and the words still used."""

    rows: np.ndarray
    columns: np.ndarray


def text_segments(sentences: Iterable[Sequence[str]], *, size: int = 40) -> list[list[str]]:
    """Join the sentences of one text, in order, to segments of at least `size` words.

    sentences: lists of words. A short remainder joins the segment before it.
    """
    segments: list[list[str]] = []
    for sentence in sentences:
        if segments and len(segments[-1]) < size:
            segments[-1].extend(sentence)
        else:
            segments.append(list(sentence))
    if len(segments) > 1 and len(segments[-1]) < size:
        remainder = segments.pop()
        segments[-1].extend(remainder)
    return segments


def reinert(table: pd.DataFrame, *, classes: int = 5, smallest: int = 10) -> Classification:
    """Split segments of text again and again into the two groups whose words differ most.

    table: a row is a segment, a column a word, a cell a count (presence alone is
    used). The largest group is split in two: along the first axis of its
    correspondence analysis, at the cut with the largest χ²; then segments change
    sides one by one while χ² grows; then each side forgets the words that the
    other owns. Stops at `classes` groups, or when the largest has fewer than
    `smallest` segments. A segment without any word of its group has no class (0).
    Simple classification, without the double one of Alceste. Not for fewer than
    some fifty segments, nor as proof of topics: read the segments of each class.
    Reference: Reinert 1983, 1990; as R's rainette and IRaMuTeQ.
    """
    present = (table.to_numpy() > 0).astype(float)
    groups, heights = [_Group(np.arange(len(present)), np.arange(present.shape[1]))], []
    while len(groups) < classes:
        largest = max(range(len(groups)), key=lambda k: len(groups[k].rows))
        group = _without_empty(present, groups[largest])
        if len(group.rows) < max(smallest, 3) or len(group.columns) < 3:
            break
        height, *sides = _split(present, group)
        groups[largest : largest + 1] = sides
        heights.append(height)
    found = np.zeros(len(present), dtype=int)
    for number, group in enumerate(groups, start=1):
        found[group.rows] = number
    return Classification(pd.Series(found, index=table.index, name="class"), heights)


def class_profiles(table: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
    """List the words that mark each class of segments.

    table: segments × words, as given to `reinert`. A row is a word in a class:
    class, word, f1 of n1 segments of the class have it, f2 of n2 others, χ² (negative
    where it is missing from the class), p; the strongest first. Segments without
    class are left out. The χ² that made the classes cannot test them: p is an order
    of size, not proof.
    """
    kept = table[classes > 0] > 0
    own = classes[classes > 0]
    profiles = [_profile(kept, own == number).assign(**{"class": number}) for number in set(own)]
    if not profiles:
        return pd.DataFrame(columns=["class", "word", "f1", "n1", "f2", "n2", "chi_squared", "p"])
    columns = ["class", "word", "f1", "n1", "f2", "n2", "chi_squared", "p"]
    ordered = pd.concat(profiles)[columns]
    return ordered.sort_values(["class", "chi_squared"], ascending=[True, False], kind="stable")


def _profile(present: pd.DataFrame, inside: pd.Series) -> pd.DataFrame:
    f1, f2 = present[inside].sum(), present[~inside].sum()
    n1, n2 = int(inside.sum()), int((~inside).sum())
    chi2 = chi_squared(f1, n1, f2, n2, signed=True)
    counts = {"word": present.columns, "f1": f1, "n1": n1, "f2": f2, "n2": n2}
    return pd.DataFrame({**counts, "chi_squared": chi2, "p": stats.chi2.sf(np.abs(chi2), 1)})


def _without_empty(present: np.ndarray, group: _Group) -> _Group:
    part = present[np.ix_(group.rows, group.columns)]
    return _Group(group.rows[part.any(axis=1)], group.columns[part.any(axis=0)])


def _split(present: np.ndarray, group: _Group) -> tuple[float, _Group, _Group]:
    part = present[np.ix_(group.rows, group.columns)]
    order = np.argsort(_first_axis(part), kind="stable")
    first = np.zeros(len(part), dtype=bool)
    first[order[: _best_cut(part[order])]] = True
    height = _exchange(part, first)
    mine, others = _words_of_sides(part, first)
    sides = (
        _Group(group.rows[first], group.columns[mine]),
        _Group(group.rows[~first], group.columns[others]),
    )
    return height, *sides


def _first_axis(part: np.ndarray) -> np.ndarray:
    """Give the segments' coordinates on the first axis of correspondence analysis."""
    shares = part / part.sum()
    chance = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    residuals = (shares - chance) / np.sqrt(chance)
    wide = residuals.shape[1] > len(residuals)
    square = residuals @ residuals.T if wide else residuals.T @ residuals
    last = len(square) - 1
    vector = linalg.eigh(square, subset_by_index=[last, last])[1][:, 0]
    places = (vector if wide else residuals @ vector) / np.sqrt(shares.sum(axis=1))
    return places * np.sign(places[np.abs(places).argmax()])


def _best_cut(ordered: np.ndarray) -> int:
    """Give the number of first rows that differ most, by χ², from the rows after them."""
    totals, inside, squares = ordered.sum(axis=0), np.zeros(ordered.shape[1]), 0.0
    sums = []
    for row in ordered[:-1]:
        squares += row @ ((2 * inside + row) / totals)
        inside += row
        sums.append((squares, inside.sum()))
    squared, sizes = np.array(sums).T
    return int(_chi_squared(squared, sizes, totals.sum()).argmax()) + 1


@quietly
def _chi_squared(squares: np.ndarray, size: np.ndarray, total: float) -> np.ndarray:
    """Give the χ² of two groups of segments from Σ (word in the first)² / (word in both)."""
    values = total**2 / (size * (total - size)) * (squares - size**2 / total)
    return np.where((size > 0) & (size < total), values, -np.inf)


def _exchange(part: np.ndarray, first: np.ndarray) -> float:
    """Move segments to the other side, in place, while χ² grows; gives its last value."""
    totals, lengths, total = part.sum(axis=0), part.sum(axis=1), part.sum()
    own = part @ (1 / totals)
    while True:
        inside = part[first].sum(axis=0)
        squares = inside @ (inside / totals)
        height = float(_chi_squared(squares, inside.sum(), total))
        sign = np.where(first, -1, 1)
        moved = squares + sign * 2 * (part @ (inside / totals)) + own
        heights = _chi_squared(moved, inside.sum() + sign * lengths, total)
        best = int(heights.argmax())
        if heights[best] <= height * (1 + 1e-12):
            return height
        first[best] = not first[best]


def _words_of_sides(part: np.ndarray, first: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the words each side keeps: those frequent enough that the other does not own."""
    seen = np.array([part[first].sum(axis=0), part[~first].sum(axis=0)])
    expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    chi2 = ((seen - expected) ** 2 / expected).sum(axis=0)
    shared = np.sqrt(chi2 / (chi2 + seen.sum(axis=0))) <= LARGEST_CONTINGENCY
    kept = (seen >= LEAST_FREQUENCY) & (shared | (seen > expected))
    return np.flatnonzero(kept[0]), np.flatnonzero(kept[1])
