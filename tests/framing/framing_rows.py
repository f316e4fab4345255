"""Rows of the tables, and texts as the sentences table."""

import csv
from pathlib import Path

import pandas as pd

from helpers.language import sentences

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def frame_of(*texts: str) -> pd.DataFrame:
    """Each text as an article: the sentences table that reading it would give."""
    return pd.DataFrame(
        [
            (f"a{n}", f"a{n}-s{k:03d}", s.paragraph, s.start, s.end, s.text)
            for n, text in enumerate(texts)
            for k, s in enumerate(sentences(text), start=1)
        ],
        columns=["article_id", "sentence_id", "paragraph", "start", "end", "text"],
    )
