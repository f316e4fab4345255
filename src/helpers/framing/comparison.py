"""Frames, certainty and voices set beside one another: tallies that an interval can be put on."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

TALLY = ["group", "code", "article_id", "hits", "totals"]


def explode(framing: pd.DataFrame, column: str) -> pd.DataFrame:
    """Give each of the codes joined by `;` in a column a row of its own."""
    return framing.assign(**{column: framing[column].str.split(";")}).explode(
        column, ignore_index=True
    )


def tally(framing: pd.DataFrame, *, of: str = "frames", by: str = "topics") -> pd.DataFrame:
    """Count, in each article, the sentences of each group that have each code.

    `framing` is the table of `code_sentences`, with whatever columns of the articles
    have been merged to it (outlet, published); `of` and `by` name columns of it, whose
    codes may be joined by `;`. A row is a group, a code and an article that has
    sentences of the group: `hits` of them have the code, out of `totals`. Made for
    `evaluation.bootstrap_share`, which draws articles; collapse reprints first, or one
    dispatch printed five times counts as five articles.
    """
    rows = explode(framing, by)
    totals = rows.groupby([by, "article_id"]).size()
    hits = explode(rows, of).groupby([by, of, "article_id"]).size()
    codes = sorted({*hits.index.get_level_values(of)})
    cells: list[tuple[Any, ...]] = [
        (group, code, article, int(hits.get((group, code, article), 0)), int(total))
        for (group, article), total in zip(totals.index, totals, strict=True)
        for code in codes
    ]
    return pd.DataFrame(cells, columns=TALLY)


def topic_pairs(framing: pd.DataFrame, topics: Sequence[str]) -> pd.DataFrame:
    """Count the sentences in which two topics meet: rows and columns are topics.

    The diagonal counts all sentences of a topic.
    """
    sets = framing["topics"].str.split(";").map(set).tolist()
    counts = [[sum(a in s and b in s for s in sets) for b in topics] for a in topics]
    return pd.DataFrame(counts, index=pd.Index(topics, name="topic"), columns=list(topics))
