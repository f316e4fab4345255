"""Lexical richness: how many different words, and how they come back."""

import math
from collections.abc import Hashable, Iterable
from itertools import count
from typing import Literal

import numpy as np

from helpers.statistics.counting import Countable, codes, counts_of, in_order

Closing = Literal["below", "at"]
Tail = Literal["drop", "keep", "drop_last"]


def ttr(tokens: Countable) -> float:
    """Type-token ratio, V / N; NaN without a token.

    Not for comparing texts of different lengths: it falls as a text grows.
    """
    types, total = _sizes(tokens)
    return types / total if total else math.nan


def guiraud(tokens: Countable) -> float:
    """Guiraud's R, or root TTR, V / √N; NaN without a token. Reference: Guiraud 1954."""
    types, total = _sizes(tokens)
    return types / math.sqrt(total) if total else math.nan


def cttr(tokens: Countable) -> float:
    """Carroll's corrected TTR, V / √(2N); NaN without a token. Reference: Carroll 1964."""
    types, total = _sizes(tokens)
    return types / math.sqrt(2 * total) if total else math.nan


def herdan(tokens: Countable) -> float:
    """Herdan's C, log V / log N; NaN below two tokens (log 1 = 0). Reference: Herdan 1960."""
    types, total = _sizes(tokens)
    return math.log(types) / math.log(total) if total > 1 else math.nan


def summer(tokens: Countable, *, base: float = math.e) -> float:
    """Summer's S, log log V / log log N, which depends on the base of the logarithm.

    base: e as in LexicalRichness; 10 as in quanteda, koRpus and textacy.
    NaN below two types (log log 1 is undefined), and where log N = 1.
    """
    types, total = _sizes(tokens)
    if types < 2 or math.log(total, base) == 1:
        return math.nan
    return math.log(math.log(types, base)) / math.log(math.log(total, base))


def dugast(tokens: Countable, *, base: float = math.e) -> float:
    """Dugast's U (Uber index), log² N / (log N − log V).

    base: e as in LexicalRichness; 10 as in quanteda, koRpus and textacy.
    NaN without a repeated word (division by zero) and below two tokens.
    """
    types, total = _sizes(tokens)
    if total < 2 or types == total:
        return math.nan
    return math.log(total, base) ** 2 / math.log(total / types, base)


def maas(
    tokens: Countable, *, form: Literal["square", "root"] = "square", base: float = math.e
) -> float:
    """Maas's index, (log N − log V) / log² N: the lower, the richer.

    form: "square" is a² (LexicalRichness with base e, lexical_diversity with
    base 10); "root" is a, its square root (quanteda and koRpus, base 10).
    NaN below two tokens. Reference: Maas 1972.
    """
    _one_of(form, ("square", "root"), "form")
    types, total = _sizes(tokens)
    if total < 2:
        return math.nan
    square = math.log(total / types, base) / math.log(total, base) ** 2
    return square if form == "square" else math.sqrt(square)


def maas_lgv0(tokens: Countable, *, base: float = 10) -> float:
    """Maas's lgV0, log V / √(1 − (log V / log N)²), as quanteda and koRpus print it.

    NaN without a repeated word (division by zero) and below two tokens.
    """
    types, total = _sizes(tokens)
    if total < 2 or types == total:
        return math.nan
    return math.log(types, base) / math.sqrt(1 - (math.log(types) / math.log(total)) ** 2)


def yule_k(tokens: Countable) -> float:
    """Yule's K, 10⁴ (Σ f² − N) / N²: the higher, the more the words repeat.

    NaN without a token. Nearly free of the text's length. Reference: Yule 1944.
    """
    counts = counts_of(tokens)
    total = int(counts.sum())
    return 1e4 * (int(counts @ counts) - total) / total**2 if total else math.nan


def yule_i(tokens: Countable, *, without_repetition: float = 0.0) -> float:
    """Yule's I, V² / (Σ f² − V): the higher, the richer.

    without_repetition: the value where no word comes back and the formula
    divides by zero; 0 is the convention of quanteda and must not be read as
    poverty: pass math.nan to leave such texts out. NaN without a token.
    """
    counts = counts_of(tokens)
    if not len(counts):
        return math.nan
    rest = int(counts @ counts) - len(counts)
    return len(counts) ** 2 / rest if rest else without_repetition


def simpson(tokens: Countable) -> float:
    """Simpson's D, Σ f (f − 1) / (N (N − 1)): the chance that two tokens are the same word.

    NaN below two tokens. Reference: Simpson 1949.
    """
    counts = counts_of(tokens)
    total = int(counts.sum())
    return int(counts @ (counts - 1)) / (total * (total - 1)) if total > 1 else math.nan


def herdan_vm(tokens: Countable) -> float:
    """Herdan's Vm, √(Σ (f / N)² − 1 / V); NaN without a token. Reference: Herdan 1955."""
    counts = counts_of(tokens)
    total = int(counts.sum())
    if not total:
        return math.nan
    return math.sqrt(max(int(counts @ counts) / total**2 - 1 / len(counts), 0.0))


def entropy(tokens: Countable, *, base: float = 2) -> float:
    """Shannon's entropy of the words, −Σ p log p, in bits; NaN without a token.

    Not for comparing texts of different lengths: it rises as a text grows.
    """
    counts = counts_of(tokens)
    if not len(counts):
        return math.nan
    shares = counts / counts.sum()
    return abs(float(-(shares * np.log(shares)).sum() / math.log(base)))


def hapax(tokens: Countable) -> int:
    """Number of words that occur once (hapax legomena)."""
    return int((counts_of(tokens) == 1).sum())


def msttr(tokens: Iterable[Hashable], *, segment: int = 100, tail: Tail = "drop") -> float:
    """Mean of the TTRs of successive segments of `segment` tokens.

    tail: "drop" leaves out an incomplete last segment (quanteda, textacy);
    "keep" lets it count as one segment (LexicalRichness, discard=False);
    "drop_last" leaves out the last segment even when it is complete
    (LexicalRichness, discard=True). NaN when no segment is left.
    Reference: Johnson 1944.
    """
    _one_of(tail, ("drop", "keep", "drop_last"), "tail")
    numbers = codes(tokens)
    complete = _positive(segment, "segment") and len(numbers) // segment
    ratios = _distinct(numbers[: complete * segment].reshape(complete, segment)) / segment
    rest = numbers[complete * segment :]
    if tail == "keep" and len(rest):
        ratios = np.append(ratios, len(np.unique(rest)) / len(rest))
    if tail == "drop_last" and not len(rest):
        ratios = ratios[:-1]
    return float(ratios.mean()) if len(ratios) else math.nan


def mattr(tokens: Iterable[Hashable], *, window: int = 50) -> float:
    """Moving-average TTR: the mean TTR of all windows of `window` successive tokens.

    NaN for a text shorter than the window. A token counts as new in exactly
    the windows that hold it and not its former occurrence, which gives the sum
    of all windows' types in one pass. Reference: Covington & McFall 2010.
    """
    words = in_order(tokens)
    last = len(words) - _positive(window, "window")
    if last < 0:
        return math.nan
    here = np.arange(len(words))
    first = np.maximum(_previous(words), here - window) + 1
    windows_where_new = np.minimum(here, last) - np.maximum(first, 0) + 1
    return int(windows_where_new.clip(0).sum()) / (window * (last + 1))


def mtld(
    tokens: Iterable[Hashable], *, threshold: float = 0.72, closes: Closing = "below"
) -> float:
    """Measure of textual lexical diversity: mean length of stretches whose TTR holds.

    A factor is a stretch whose TTR has come down to the threshold; what is left
    at the end counts as a share of a factor; the text is read forward and backward.
    closes: "below" ends a factor at TTR < threshold (textacy, lexical_diversity),
    "at" ends it at TTR ≤ threshold (LexicalRichness): some 3 % apart.
    NaN when no word comes back (no factor, even in part). Not for texts under
    100 tokens. Reference: McCarthy & Jarvis 2010.
    """
    _one_of(closes, ("below", "at"), "closes")
    if not 0 < threshold < 1:
        raise ValueError(f"the threshold is a ratio between 0 and 1: {threshold}")
    words = in_order(tokens)
    if len(set(words)) == len(words):
        return math.nan
    there = len(words) / _factors(words, threshold, closes)
    back = len(words) / _factors(words[::-1], threshold, closes)
    return (there + back) / 2


def hdd(tokens: Countable, *, sample: int = 42) -> float:
    """HD-D: the expected TTR of `sample` tokens drawn without replacement.

    Σ over types of (1 − C(N − f, n) / C(N, n)) / n: the exact form of vocd-D's
    curve, without its random draws. Multiply by `sample` for koRpus's scale
    (expected types). NaN for fewer tokens than the sample.
    Reference: McCarthy & Jarvis 2007.
    """
    spectrum, types = np.unique(counts_of(tokens), return_counts=True)
    total = int(spectrum @ types)
    if total < _positive(sample, "sample"):
        return math.nan
    left = total - np.arange(sample)
    kept = np.clip(1 - spectrum[:, None] / left, 0, None).prod(axis=1)
    return float(((1 - kept) * types).sum() / sample)


def vocd_model(size: int, *, d: float) -> float:
    """TTR that the vocd model expects of `size` tokens: (D / n) (√(1 + 2n / D) − 1).

    For showing what D means; measure with `hdd`, which does not depend on chance.
    Reference: Malvern & Richards 1997.
    """
    return d / _positive(size, "size") * (math.sqrt(1 + 2 * size / d) - 1)


def _sizes(tokens: Countable) -> tuple[int, int]:
    counts = counts_of(tokens)
    return len(counts), int(counts.sum())


def _distinct(rows: np.ndarray) -> np.ndarray:
    """Count the different numbers in each row."""
    ordered = np.sort(rows, axis=1)
    return 1 + (np.diff(ordered, axis=1) != 0).sum(axis=1)


def _previous(words: list[Hashable]) -> np.ndarray:
    """Give each word the place of its former occurrence, or −1."""
    # Numpy sorts numbers of 16 bits in linear time, and most texts are shorter than that.
    narrow = np.uint16 if len(words) <= 1 << 16 else np.int64
    where: dict[Hashable, int] = {}
    numbers = np.fromiter(map(where.setdefault, words, count()), narrow, len(words))
    order = np.argsort(numbers, kind="stable")
    previous = np.full(len(words), -1)
    again = numbers[order[1:]] == numbers[order[:-1]]
    previous[order[1:][again]] = order[:-1][again]
    return previous


def _factors(words: list[Hashable], threshold: float, closes: Closing) -> float:
    factors, length, ratio, seen = 0.0, 0, 1.0, set()
    for word in words:
        seen.add(word)
        length += 1
        ratio = len(seen) / length
        if ratio < threshold or (ratio == threshold and closes == "at"):
            factors, length, ratio, seen = factors + 1, 0, 1.0, set()
    return factors + (1 - ratio) / (1 - threshold)


def _positive(value: int, name: str) -> int:
    if value < 1:
        raise ValueError(f"{name} is a number of tokens, at least 1: {value}")
    return value


def _one_of(value: str, values: tuple[str, ...], name: str) -> None:
    if value not in values:
        raise ValueError(f"{name} is one of {', '.join(values)}: {value!r}")
