"""Correspondence analysis of a table of counts, such as words × outlets."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

TINY = 1e-12  # inertia below which a dimension is rounding error


class CorrespondenceAnalysis(NamedTuple):
    """Inertia of each dimension, and for rows and columns: principal coordinates (a
    distance between two rows is their χ² distance), contributions (shares of a
    dimension's inertia, which add up to 1), and cosines squared (shares of a
    point's own inertia that a dimension shows).
    """

    inertia: pd.Series
    rows: pd.DataFrame
    columns: pd.DataFrame
    row_contributions: pd.DataFrame
    column_contributions: pd.DataFrame
    row_cos2: pd.DataFrame
    column_cos2: pd.DataFrame
    chi_squared: float


def correspondence_analysis(table: pd.DataFrame) -> CorrespondenceAnalysis:
    """Analyse a table of counts by the singular values of (P − r cᵀ) / √(r cᵀ).

    table: at least two rows and two columns, none of them all zero (ValueError
    else: an empty row has no profile). The dimensions number at most the lesser
    side less one; with fewer than three columns there is one, and no plane. The
    sign of a dimension, which is arbitrary, is set so that its farthest row is
    positive. Not for tables with expected counts mostly under 1: keep words
    frequent enough. Reference: Benzécri 1973; Greenacre 2007 (R package ca).
    """
    counts = _usable(table)
    total = counts.sum()
    row_mass, column_mass = counts.sum(axis=1) / total, counts.sum(axis=0) / total
    chance = np.outer(row_mass, column_mass)
    left, values, right = np.linalg.svd((counts / total - chance) / np.sqrt(chance), False)
    kept = np.flatnonzero(values[: min(counts.shape) - 1] ** 2 > TINY)
    values, sides = values[kept], (left[:, kept], right[kept].T)
    signs = _signs(sides[0] / np.sqrt(row_mass)[:, None])
    names = pd.RangeIndex(1, len(kept) + 1, name="dimension")
    frames = [
        _frames(vectors * signs, values, mass, labels, names)
        for vectors, mass, labels in zip(
            sides, (row_mass, column_mass), (table.index, table.columns), strict=True
        )
    ]
    (rows, row_share, row_cos2), (columns, column_share, column_cos2) = frames
    inertia = pd.Series(values**2, index=names, name="inertia")
    return CorrespondenceAnalysis(
        inertia,
        rows,
        columns,
        row_share,
        column_share,
        row_cos2,
        column_cos2,
        float(total * inertia.sum()),
    )


def biplot(analysis: CorrespondenceAnalysis, *, words: int = 30) -> pd.DataFrame:
    """Give the points of the first plane: every column, and the rows that make it.

    words: how many rows to keep, by the share of the plane's inertia they
    contribute. A row is a point: name, kind (row or column), x, y,
    contribution (share of the plane's inertia), cos2 (share of the point's own
    inertia that the plane shows: under ½, its place says little). Symmetric map:
    distances between two rows or two columns can be read, a row's distance to a
    column cannot. Empty with fewer than two dimensions.
    """
    if len(analysis.inertia) < 2:
        return pd.DataFrame(columns=["name", "kind", "x", "y", "contribution", "cos2"])
    rows = _points(analysis, "row").nlargest(words, "contribution")
    return pd.concat([_points(analysis, "column"), rows], ignore_index=True)


def _points(analysis: CorrespondenceAnalysis, kind: str) -> pd.DataFrame:
    places = analysis.rows if kind == "row" else analysis.columns
    shares = getattr(analysis, f"{kind}_contributions")
    weights = analysis.inertia.iloc[:2] / analysis.inertia.iloc[:2].sum()
    return pd.DataFrame(
        {
            "name": places.index,
            "kind": kind,
            "x": places[1].to_numpy(),
            "y": places[2].to_numpy(),
            "contribution": (shares[[1, 2]] * weights).sum(axis=1).to_numpy(),
            "cos2": getattr(analysis, f"{kind}_cos2")[[1, 2]].sum(axis=1).to_numpy(),
        }
    )


def _usable(table: pd.DataFrame) -> np.ndarray:
    counts = table.to_numpy(dtype=float)
    if min(counts.shape) < 2:
        raise ValueError(f"a correspondence needs two rows and two columns: {counts.shape}")
    if (counts < 0).any():
        raise ValueError("a count cannot be negative")
    for axis, names in ((1, table.index), (0, table.columns)):
        empty = [str(name) for name in names[counts.sum(axis=axis) == 0]]
        if empty:
            raise ValueError(f"no count at all for {', '.join(empty[:5])}: leave it out")
    return counts


def _signs(places: np.ndarray) -> np.ndarray:
    farthest = np.abs(places).argmax(axis=0)
    return np.sign(places[farthest, np.arange(places.shape[1])])


def _frames(
    vectors: np.ndarray, values: np.ndarray, mass: np.ndarray, labels: pd.Index, names: Any
) -> list[pd.DataFrame]:
    places = vectors / np.sqrt(mass)[:, None] * values
    distance = (places**2).sum(axis=1, keepdims=True)
    cos2 = np.divide(places**2, distance, out=np.zeros_like(places), where=distance > 0)
    return [pd.DataFrame(part, index=labels, columns=names) for part in (places, vectors**2, cos2)]
