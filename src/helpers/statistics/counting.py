"""Words counted: frequencies, sequences of words, repeated segments."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Any

import numpy as np
import pandas as pd

Countable = Iterable[Hashable] | Mapping[Any, int]


def frequencies(tokens: Countable) -> Counter:
    """Count how often each word occurs, most frequent first, ties in the order of appearance.

    tokens: a sequence of words, or words with their counts (Counter, dict).
    Raises ValueError for a text (its letters would be counted), for a set (it
    has forgotten how often) and for counts that are negative or no whole numbers.
    """
    counts = Counter(_refuse(tokens, set, frozenset))
    if any(times < 0 or times % 1 for times in counts.values()):
        raise ValueError("a word occurs a whole number of times, 0 or more: check the counts")
    return Counter({word: times for word, times in counts.most_common() if times})


def in_order(tokens: Iterable[Hashable]) -> list[Hashable]:
    """Give the words as a list, for the measures that depend on their order.

    Raises ValueError for a text, a set or a table of counts: they have no order of words.
    """
    return list(_refuse(tokens, set, frozenset, Mapping))


def counts_of(tokens: Countable) -> np.ndarray:
    """Give the frequencies alone, in decreasing order, as an array of integers."""
    return np.array(list(frequencies(tokens).values()), dtype=np.int64)


def codes(tokens: Iterable[Hashable]) -> np.ndarray:
    """Number the words by first appearance: equal words, equal numbers."""
    words = in_order(tokens)
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    return np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))


def ngrams(units: Iterable[Sequence[str]], *, size: int = 2) -> Counter:
    """Count the sequences of `size` words that follow one another inside a unit.

    units: lists of words, such as sentences; no sequence crosses from one to the next.
    """
    if size < 1:
        raise ValueError(f"a sequence has at least one word: size={size}")
    return frequencies(chain.from_iterable(_grams(in_order(unit), size) for unit in units))


def repeated_segments(
    units: Iterable[Sequence[str]], *, longest: int = 6, minimum: int = 2
) -> pd.DataFrame:
    """List the sequences of two words or more that come back, as segments répétés do.

    units: lists of words that no segment may cross: sentences, or stretches
    between punctuation marks. longest: words in the longest segment looked for.
    A row is a segment: its words joined by spaces, length, count, and nested,
    the number of its occurrences that lie inside a longer segment of the table.
    Reference: Salem 1987; nested as in quanteda's textstat_collocations.
    """
    lists = [in_order(unit) for unit in units]
    found = {size: _repeated(lists, size, minimum) for size in range(2, longest + 1)}
    nested = _nested(lists, found)
    rows = [
        (" ".join(map(str, words)), size, times, nested[words])
        for size, segments in found.items()
        for words, times in segments.items()
    ]
    frame = pd.DataFrame(rows, columns=["segment", "length", "count", "nested"])
    return frame.sort_values(["count", "length"], ascending=False, kind="stable", ignore_index=True)


def lexical_table(
    tokens: pd.DataFrame, *, part: str, word: str = "form", minimum: int = 1
) -> pd.DataFrame:
    """Cross words with the parts of a corpus.

    tokens: a row is a token, with the columns named by `part` and `word`.
    A row of the result is a word, a column a part, a cell a count; words that
    occur fewer than `minimum` times in all are left out, the most frequent come first.
    """
    totals = tokens[word].value_counts(sort=True)
    frequent = totals.index[totals >= minimum]
    kept = tokens[tokens[word].isin(frequent)]
    table = pd.crosstab(kept[word], kept[part])
    parts = sorted(tokens[part].unique())
    return table.reindex(index=frequent, columns=parts, fill_value=0).rename_axis(columns=part)


def _refuse(tokens: Any, *kinds: type) -> Any:
    if isinstance(tokens, (str, bytes)):
        raise ValueError("a text was given where words are expected: split it into words first")
    if isinstance(tokens, kinds):
        lost = "the order of the words" if isinstance(tokens, Mapping) else "how often words occur"
        raise ValueError(f"a {type(tokens).__name__} has lost {lost}: give the list of words")
    if not isinstance(tokens, Mapping):
        tokens = list(tokens)
        if tokens and hasattr(tokens[0], "form"):
            raise ValueError(
                "tokens with offsets all differ: give their forms, [t.form for t in …]"
            )
    return tokens


def _grams(words: list, size: int) -> Iterable[tuple]:
    return zip(*(words[start:] for start in range(size)), strict=False)


def _repeated(lists: list[list], size: int, minimum: int) -> dict[tuple, int]:
    return {gram: n for gram, n in ngrams(lists, size=size).items() if n >= minimum}


def _nested(lists: list[list], found: dict[int, dict[tuple, int]]) -> Counter:
    """Count the occurrences of each segment that a longer one covers."""
    nested: Counter = Counter()
    for words in lists:
        reach = [0] * len(words)
        for size in sorted(found, reverse=True):
            starts = [i for i, gram in enumerate(_grams(words, size)) if gram in found[size]]
            nested.update(
                tuple(words[i : i + size])
                for i in starts
                if any(reach[j] >= i + size for j in range(i + 1)[-max(found) :])
            )
            for i in starts:
                reach[i] = max(reach[i], i + size)
    return nested
