"""Frequencies, sequences and repeated segments."""
# ruff: noqa: SIM905

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s


def test_frequencies_in_decreasing_order():
    assert list(s.frequencies("la roi la de de la".split()).items()) == [
        ("la", 3),
        ("de", 2),
        ("roi", 1),
    ]
    assert s.frequencies(iter(["a", "a"])) == Counter(a=2)


def test_words_that_do_not_occur_are_left_out():
    assert s.frequencies({"a": 0, "b": 2}) == Counter(b=2)


def test_ngrams_stay_in_their_unit():
    units = ["a b c".split(), "a b".split()]
    assert s.ngrams(units) == {("a", "b"): 2, ("b", "c"): 1}
    assert s.ngrams(units, size=3) == {("a", "b", "c"): 1}
    assert s.ngrams([], size=2) == {}
    with pytest.raises(ValueError, match="at least one"):
        s.ngrams(units, size=0)


def test_nested_counts_of_quanteda():
    source = "quanteda.textstats 9fc2708, test-textstat_collocations.R, count_nested"
    units = [["a", "b", "c"]] * 4 + [["a", "b"]] * 5
    table = s.repeated_segments(units).set_index("segment")
    assert table["count"].to_dict() == {"a b": 9, "b c": 4, "a b c": 4}, source
    assert table["nested"].to_dict() == {"a b": 4, "b c": 4, "a b c": 0}, source


units = st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=4)


@given(units, st.integers(2, 5))
def test_repeated_segments_against_a_plain_count(lists, longest):
    table = s.repeated_segments(lists, longest=longest)
    spans = {
        (unit, start, start + size): tuple(words[start : start + size])
        for unit, words in enumerate(lists)
        for size in range(2, longest + 1)
        for start in range(len(words) - size + 1)
    }
    counts = Counter(spans.values())
    kept = {span: words for span, words in spans.items() if counts[words] > 1}
    nested = Counter(
        words
        for (u, a, b), words in kept.items()
        if any(v == u and c <= a and b <= d and (d - c) > (b - a) for v, c, d in kept)
    )
    assert len(table) == len(set(kept.values()))
    for row in table.rename(columns={"count": "occurrences"}).itertuples():
        words = tuple(row.segment.split())
        assert (row.occurrences, row.nested) == (counts[words], nested[words])


def test_lexical_table():
    tokens = pd.DataFrame(
        {"form": "la paix la guerre la paix".split(), "outlet": ["x", "x", "x", "y", "y", "y"]}
    )
    table = s.lexical_table(tokens, part="outlet", minimum=2)
    assert table.index.tolist() == ["la", "paix"]
    assert table.loc["la"].to_dict() == {"x": 2, "y": 1}
