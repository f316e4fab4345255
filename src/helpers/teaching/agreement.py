"""Agreement between the coders of a class."""

import sys
from collections import Counter
from collections.abc import Mapping
from itertools import chain, combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from tqdm import tqdm  # type: ignore[import-untyped]

from helpers import evaluation

Codes = frozenset[str]
Votes = list[str | None]


class Codings(NamedTuple):
    """A layer as each coder has it: a row is a unit, a column a coder, a cell codes or None."""

    codes: pd.DataFrame
    articles: pd.Series


def codings(coded: pd.DataFrame, layer: str) -> Codings:
    """Set the coders of a layer side by side: topics, frames, certainty (sentences) or type.

    `coded` as `read_class` gives it. A cell is the set of codes that a coder gave the unit (for
    `type`: of all quotations of the passage), or None where the coder has not coded it; frames
    and certainty count only where the coder gave a topic.
    """
    given = coded[coded[layer] != ""]
    cells = given.groupby(["unit", "coder"], sort=False)[layer].agg(";".join)
    codes = cells.map(evaluation.codes_of).unstack("coder")
    return Codings(
        codes.astype(object).where(codes.notna(), None),
        coded.drop_duplicates("unit").set_index("unit")["article_id"].reindex(codes.index),
    )


def agreement(
    coded: pd.DataFrame, layer: str, *, draws: int = 500, seed: int = 20230913
) -> pd.DataFrame:
    """Give the agreement on each code of a layer, and on all of them together.

    A unit has a code or has it not; `all` takes each pair of unit and code as a unit, except for
    certainty, which is one code for a sentence. A row of the result is a code: layer, code,
    coders, units (coded by two or more), used (how often it was given), percent and kappa (means
    over pairs of coders, Light 1971), alpha (Krippendorff), low, high (95 %, articles drawn).
    With fewer than ten articles the interval is too narrow.
    """
    both = codings(coded, layer)
    twice = both.codes.notna().sum(axis=1) >= 2
    codes, articles = both.codes[twice], both.articles[twice].tolist()
    used = Counter(code for cell in codes.to_numpy().ravel() if cell for code in cell)
    votes = {code: [_has(codes[coder], code) for coder in codes] for code in used}
    together = _one_code(codes) if layer == "certainty" else _stacked(votes)
    rows = []
    for code, lists in {"all": together, **votes}.items():
        n = used.total() if code == "all" else used[code]
        groups = articles * (len(lists[0]) // len(articles)) if lists else []
        alpha = _alpha(lists, groups, draws=draws, seed=seed)
        rows.append((layer, code, codes.shape[1], len(codes), n, *_by_pairs(lists), *alpha))
    frame = pd.DataFrame(rows, columns=AGREEMENT)
    return frame.sort_values("used", ascending=False, kind="stable").reset_index(drop=True)


AGREEMENT = [
    "layer", "code", "coders", "units", "used", "percent", "kappa", "alpha", "low", "high",
]  # fmt: skip


def compare_quotations(
    coded: pd.DataFrame, texts: Mapping[str, str], *, overlap: float = 0.8
) -> pd.DataFrame:
    """Match the quotations of every pair of coders, in the passages that both have read.

    `coded` as `read_class` gives it, `texts` each article's text. Rows as those of
    `evaluation.match_quotations` (the first of a pair stands as coded, the second as found), with
    two columns `first` and `second`. `evaluation.score_quotations` sums them up.
    """
    read = {
        str(coder): set(part.loc[part["type"] != "", "unit"])
        for coder, part in coded.groupby("coder")
    }
    parts = []
    pairs_of_coders = list(combinations(sorted(read), 2))
    # Two seconds are soon over; the 780 pairs of forty coders take longer.
    shown = {"leave": False, "delay": 2, "file": sys.stdout}
    for first, second in tqdm(pairs_of_coders, "comparing coders", **shown):
        common = coded["unit"].isin(read[first] & read[second]) & coded["fragments"].map(bool)
        ours, theirs = (coded[common & (coded["coder"] == coder)] for coder in (first, second))
        pairs = evaluation.match_quotations(ours, theirs, texts, overlap=overlap)
        parts.append(pairs.assign(first=first, second=second))
    return pd.concat(parts, ignore_index=True)


def _one_code(codes: pd.DataFrame) -> list[Votes]:
    return [[None if c is None else next(iter(c)) for c in codes[coder]] for coder in codes]


def _stacked(votes: dict[str, list[Votes]]) -> list[Votes]:
    return [list(chain(*lists)) for lists in zip(*votes.values(), strict=True)]


def _alpha(
    lists: list[Votes], groups: list[str], *, draws: int, seed: int
) -> tuple[float, float, float]:
    if not lists:
        return (float("nan"),) * 3
    found = evaluation.alpha_interval(lists, groups=groups, draws=draws, seed=seed)
    return found.estimate, found.low, found.high


def _has(cells: pd.Series, code: str) -> Votes:
    return [None if cell is None else str(code in cell) for cell in cells]


def _by_pairs(lists: list[Votes]) -> tuple[float, float]:
    pairs = list(combinations(lists, 2))
    percents = [evaluation.percent_agreement(a, b) for a, b in pairs]
    kappas = [evaluation.cohen_kappa(a, b) for a, b in pairs]
    return _mean(percents), _mean(kappas)


def _mean(values: list[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")
