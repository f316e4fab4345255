"""Two codings that are there stand in for a class that has not coded yet."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.teaching.codebook import NONE
from helpers.teaching.draws import quotations_within
from helpers.teaching.passages import GAP
from helpers.teaching.sheets import PLACE, Kind, blank_sheet, merge_sheet


def coded_sheet(annotations: pd.DataFrame, drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give the sheet that a coder of annotations (JSON Lines) would have filled for this draw.

    `annotations` as `evaluation.read_annotations` gives them. Units that it does not cover stay
    empty.
    """
    return _sheet_of[kind](annotations, drawn)


def _sentences_coded(annotations: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    codes = annotations.set_index(PLACE)[["topics", "frames", "certainty"]]
    sheet = blank_sheet(drawn, "sentences")
    for k, place in enumerate(drawn[PLACE].itertuples(index=False, name=None)):
        if place in codes.index:
            row = codes.loc[place]
            sheet.loc[k, "topics"] = " ".join(row["topics"]) or NONE
            if row["topics"]:
                sheet.loc[k, "frames"] = " ".join(row["frames"]) or NONE
                sheet.loc[k, "certainty"] = row["certainty"]
    return sheet


def _quotations_coded(annotations: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    within = quotations_within(annotations, drawn)
    within["content"] = [GAP.join(words) for words in _words(within, drawn)]
    given = within.merge(drawn[["unit", "context", "text"]], on="unit").assign(doubt="")
    read = drawn[drawn["article_id"].isin(annotations["article_id"])]
    blank = blank_sheet(drawn, "quotations")
    blank.loc[blank["unit"].isin(read["unit"]), "type"] = NONE
    return merge_sheet(blank, given)


def _words(within: pd.DataFrame, drawn: pd.DataFrame) -> Iterator[list[str]]:
    places: dict[Any, Any] = drawn.set_index("unit").to_dict("index")
    for unit, fragments in zip(within["unit"], within["fragments"], strict=True):
        begin, text = places[unit]["start"], places[unit]["text"]
        yield [text[a - begin : b - begin] for a, b in fragments]


_sheet_of = {"sentences": _sentences_coded, "quotations": _quotations_coded}
