"""Sheets as the coders of the bundled corpus would have filled them."""

import pandas as pd

from helpers import evaluation, teaching
from helpers.teaching.sheets import Kind


def stand_in(kind: Kind, coder: str, drawn: pd.DataFrame) -> pd.DataFrame:
    """Give the sheet of one of the two bundled coders, `first` or `second`."""
    coded = evaluation.read_annotations(f"data/annotations/{coder}/{kind}.jsonl")
    return teaching.coded_sheet(coded, drawn, kind)
