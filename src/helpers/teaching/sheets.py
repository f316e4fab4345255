"""Coding sheets: CSV files that a form or a spreadsheet fills, one for each coder."""

import re
from pathlib import Path
from typing import Literal

import pandas as pd

from helpers.paths import resolve
from helpers.teaching.errors import CodingError
from helpers.teaching.lines import read_lines

Kind = Literal["sentences", "quotations"]
GIVEN = ["unit", "article_id", "context", "text"]
FILLED = {
    "sentences": ["topics", "frames", "certainty", "doubt"],
    "quotations": ["type", "content", "speaker", "speaker_kind", "relayed_by", "doubt"],
}
PLACE = ["article_id", "start", "end"]
CODER = re.compile(r"[\w-]+")


def sheet_path(folder: str | Path, kind: Kind, coder: str) -> Path:
    """Give the file of a coder's sheet, such as coding/sentences-ada.csv.

    Raises CodingError for a name with anything but letters, digits, hyphens and underscores.
    """
    if not CODER.fullmatch(coder):
        raise CodingError(
            f"{coder!r} cannot be a coder's name: use letters, digits, hyphens and underscores"
        )
    return resolve(folder) / f"{kind}-{coder}.csv"


def sheets_in(folder: str | Path, kind: Kind) -> list[Path]:
    """Give the files of a folder that are named like a coder's sheet, whatever they hold."""
    home = resolve(folder)
    files = sorted(home.iterdir()) if home.is_dir() else []
    named = [file for file in files if file.name.lower().startswith(f"{kind}-")]
    return [file for file in named if file.suffix != ".part"]


def blank_sheet(drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give an empty sheet for what was drawn; a row is a unit, its codes still empty strings."""
    return drawn[GIVEN].assign(**dict.fromkeys(FILLED[kind], ""))


def write_sheet(sheet: pd.DataFrame, path: Path, *, separator: str = ";") -> Path:
    """Write a table for spreadsheets: UTF-8 with a byte order mark, which accents need there.

    With `;` between columns decimals have a comma, as a French spreadsheet expects. The file is
    replaced at once, so that no half-written sheet is ever there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    # Windows-1252, which some spreadsheets save in, has no narrow no-break space.
    plain = sheet.replace("\u202f", "\u00a0", regex=True)
    plain.to_csv(
        draft,
        sep=separator,
        decimal="," if separator == ";" else ".",
        index=False,
        encoding="utf-8-sig",
        lineterminator="\r\n",
    )
    return draft.replace(path)


def open_sheet(path: Path, drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give a coder's sheet as far as it is filled, or a blank one where there is no file yet.

    What is not right in it is kept as it is. Raises CodingError when the file cannot be read.
    """
    blank = blank_sheet(drawn, kind)
    if not path.is_file():
        return blank
    lines = list(read_lines(path, ["unit", *FILLED[kind]]))
    if fault := next((line for line in lines if line.fault), None):
        raise CodingError(f"{path.name}, line {fault.number}: {fault.fault}")
    return merge_sheet(blank, pd.DataFrame([line.cells for line in lines], columns=blank.columns))


def merge_sheet(blank: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Put what was written into a blank sheet: its units win, new units stay as in `blank`.

    Units that `blank` does not have go to the end: nothing that somebody wrote is dropped.
    """
    new = blank[~blank["unit"].isin(written["unit"])]
    units = dict.fromkeys([*blank["unit"], *written["unit"]])
    order = {unit: k for k, unit in enumerate(units)}
    both = pd.concat([written, new])[list(blank.columns)].fillna("")
    return both.sort_values("unit", key=lambda unit: unit.map(order), kind="stable").reset_index(
        drop=True
    )
