"""The sentences and passages that a class codes, drawn with a seed."""

import json
from collections.abc import Sequence

import numpy as np
import pandas as pd

DRAWN = ["unit", "article_id", "start", "end", "context", "text"]


def draw_sentences(sentences: pd.DataFrame, *, number: int, seed: int) -> pd.DataFrame:
    """Draw sentences, as evenly over the articles as they allow, in reading order.

    `sentences` has the columns of sentences.csv. A row of the result is a sentence: unit (its
    sentence_id), article_id, start, end, context (the sentence before it in the article), text.
    """
    before = sentences.groupby("article_id")["text"].shift().fillna("")
    units = sentences.rename(columns={"sentence_id": "unit"}).assign(context=before)
    return _drawn(units, number, seed)


def draw_passages(
    sentences: pd.DataFrame, articles: pd.DataFrame, *, number: int, seed: int
) -> pd.DataFrame:
    """Draw paragraphs, as evenly over the articles as they allow, in reading order.

    `sentences` has the columns of sentences.csv, `articles` article_id and text. A row of the
    result is a paragraph: unit, article_id, start, end, context (the paragraph before it), text.
    """
    texts = articles.set_index("article_id")["text"]
    spans = sentences.groupby(["article_id", "paragraph"], sort=False, as_index=False)
    units = spans.agg(start=("start", "min"), end=("end", "max"))
    bounds = zip(units["article_id"], units["start"], units["end"], strict=True)
    units["text"] = [texts[article][start:end] for article, start, end in bounds]
    number_of = units["paragraph"].map("{:02d}".format)
    units["unit"] = units["article_id"] + "-p" + number_of
    units["context"] = units.groupby("article_id")["text"].shift().fillna("")
    return _drawn(units, number, seed)


def quotations_within(quotations: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Keep the quotations that begin in a drawn passage, cut at its end, with its `unit`.

    `quotations` has article_id and fragments (JSON or lists of [start, end] in the article).
    Without this, all that a program finds elsewhere would count as invented.
    """
    rows = []
    passages = {name: part.to_dict("records") for name, part in drawn.groupby("article_id")}
    for row in quotations.to_dict("records"):
        fragments = row["fragments"]
        spans = json.loads(fragments) if isinstance(fragments, str) else fragments
        for passage in passages.get(row["article_id"], []):
            inside = _clipped(spans, passage["start"], passage["end"])
            if inside and inside[0][0] == spans[0][0]:
                rows.append({**row, "unit": passage["unit"], "fragments": inside})
    return pd.DataFrame(rows, columns=[*quotations.columns.drop("unit", errors="ignore"), "unit"])


def _drawn(units: pd.DataFrame, number: int, seed: int) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    shuffled = units.iloc[generator.permutation(len(units))]
    # The first of each article, then the second of each: no article is drawn twice as often.
    turn = shuffled.groupby("article_id").cumcount().rename("turn")
    chosen = shuffled.loc[turn.sort_values(kind="stable").index[:number]]
    return chosen.sort_values(["article_id", "start"])[DRAWN].reset_index(drop=True)


def _clipped(spans: Sequence[Sequence[int]], start: int, end: int) -> list[list[int]]:
    cut = ([max(a, start), min(b, end)] for a, b in spans)
    return [[a, b] for a, b in cut if a < b]
