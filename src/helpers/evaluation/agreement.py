"""Agreement between coders of the same units: percent, Cohen's kappa, Krippendorff's alpha."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from helpers.evaluation.intervals import Interval

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Codes = Sequence[Hashable | None]


def percent_agreement(first: Codes, second: Codes) -> float:
    """Give the share of units that two coders gave the same code; NaN without common units.

    A unit that one of them left out (None or NaN) is left out. Not to be published alone: two
    coders who always say « none » agree fully and have coded nothing.
    """
    pairs = _paired(first, second)
    return float(np.mean([a == b for a, b in pairs])) if pairs else float("nan")


def cohen_kappa(first: Codes, second: Codes) -> float:
    """Give Cohen's kappa of two coders; NaN where chance alone would agree fully.

    Reference: Cohen, A Coefficient of Agreement for Nominal Scales, 1960.
    """
    pairs = _paired(first, second)
    if len({code for pair in pairs for code in pair}) < 2:
        return float("nan")
    votes = [(c, u, str(pair[c])) for u, pair in enumerate(pairs) for c in (0, 1)]
    return float(AnnotationTask(votes).kappa())


def krippendorff_alpha(codings: Sequence[Codes], *, level: Level = "nominal") -> float:
    """Give Krippendorff's alpha of any number of coders, with gaps (None or NaN) allowed.

    `codings` holds one list of codes for each coder, unit by unit in the same order; nominal
    codes may be strings. 1 is full agreement, 0 what chance gives. NaN where fewer than two
    units were coded twice, or where all codes are the same: agreement cannot be told from
    habit there.

    Reference: Krippendorff, Content Analysis, 4th edition, 2018, chapter 12.
    """
    return _alpha(_matrix(codings, level), level)


def alpha_interval(
    codings: Sequence[Codes],
    *,
    level: Level = "nominal",
    groups: Sequence[Hashable] | None = None,
    draws: int = 1000,
    seed: int = 20230913,
) -> Interval:
    """Give Krippendorff's alpha with a 95 % percentile interval by resampling units.

    With `groups` (the article of each unit) whole groups are drawn, since sentences of one
    article are not independent; `n` is then the number of groups. Draws without a defined alpha
    are left out.

    Reference: Hayes and Krippendorff, Answering the Call for a Standard Reliability Measure
    for Coding Data, 2007.
    """
    matrix = _matrix(codings, level)
    estimate = _alpha(matrix, level)
    labels = np.arange(matrix.shape[1]) if groups is None else pd.Index(list(groups)).factorize()[0]
    members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    if len(members) < 2 or np.isnan(estimate):
        return Interval(estimate, float("nan"), float("nan"), len(members))
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(draws):
        picks = generator.integers(len(members), size=len(members))
        drawn = matrix[:, np.concatenate([members[i] for i in picks])]
        values.append(_alpha(drawn, level))
    low, high = np.nanquantile(values, [0.025, 0.975])
    return Interval(estimate, float(low), float(high), len(members))


def confusion(first: Mapping[str, Hashable], second: Mapping[str, Hashable]) -> pd.DataFrame:
    """Cross two codings of the same units: a row is a code of the first coder, a column of the
    second, a cell the number of units; units that only one of them coded are left out.
    """
    common = [unit for unit in first if unit in second]
    return pd.crosstab(
        pd.Series([str(first[unit]) for unit in common], name="first"),
        pd.Series([str(second[unit]) for unit in common], name="second"),
    )


def _alpha(matrix: np.ndarray, level: Level) -> float:
    known = ~np.isnan(matrix)
    paired = known.sum(axis=0) >= 2
    if paired.sum() < 2 or len(np.unique(matrix[known & paired])) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=matrix, level_of_measurement=level))


def _missing(code: object) -> bool:
    return code is None or (isinstance(code, float) and np.isnan(code))


def _paired(first: Codes, second: Codes) -> list[tuple[Hashable, Hashable]]:
    if len(first) != len(second):
        raise ValueError("both coders must have one code (or None) for each unit")
    pairs = zip(first, second, strict=True)
    return [(a, b) for a, b in pairs if not (_missing(a) or _missing(b))]


def _matrix(codings: Sequence[Codes], level: Level) -> np.ndarray:
    if len({len(codes) for codes in codings}) > 1:
        raise ValueError("every coder must have one code (or None) for each unit")
    if level != "nominal":
        return np.array([[np.nan if _missing(c) else c for c in codes] for codes in codings], float)
    known = sorted({str(c) for codes in codings for c in codes if not _missing(c)})
    number = {code: float(i) for i, code in enumerate(known)}
    return np.array(
        [[np.nan if _missing(c) else number[str(c)] for c in codes] for codes in codings]
    )
