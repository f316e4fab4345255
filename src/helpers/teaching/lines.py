"""The lines of a coder's CSV file, however a form or a spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from helpers.teaching.errors import CodingError


class Line(NamedTuple):
    """A line as it was written; `fault` says why it cannot be read, where it cannot."""

    number: int
    cells: dict[str, str]
    fault: str = ""


def read_lines(file: Path, needed: list[str]) -> Iterator[Line]:
    """Read the lines of a file that has the columns needed; lines without any words are left out.

    Columns are parted by semicolons, commas or tabs; the file is UTF-8, with or without a byte
    order mark, or Windows-1252. Raises CodingError when the file is no such table.
    """
    text = _decoded(file)
    head, below = text.split("\n", 1) if text[:4].lower() == "sep=" else ("", text)
    separator = head[4:5] or max(";,\t", key=below.split("\n", 1)[0].count)
    table = csv.reader(io.StringIO(below, newline=""), delimiter=separator)
    names = [name.strip().lower() for name in next(table, [])]
    if missing := [name for name in needed if name not in names]:
        raise CodingError(
            f"{file.name}, line 1: no column {', '.join(missing)}; begin again from a blank "
            "sheet and leave its first line as it is"
        )
    # A cell may hold several lines of the file: a row is named by its first.
    number = table.line_num + bool(head)
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield _line(number + 1, names, cells)
            number = table.line_num + bool(head)
    except csv.Error as error:
        raise CodingError(
            f"{file.name}, line {number + 1}: not CSV ({error}); save it again as CSV"
        ) from error


def _line(number: int, names: list[str], cells: list[str]) -> Line:
    padded = [*cells, *[""] * (len(names) - len(cells))]
    read = {name: cell.strip() for name, cell in zip(names, padded, strict=False)}
    if any(cell.strip() for cell in cells[len(names) :]):
        return Line(
            number,
            read,
            "more cells than the first line has; part several codes by spaces, or save the file "
            "from a spreadsheet",
        )
    return Line(number, read)


def _decoded(file: Path) -> str:
    if not file.is_file():
        raise CodingError(f"{file.name}: no such file in {file.parent}")
    content = file.read_bytes()
    if b"\0" in content:
        raise CodingError(f"{file.name}: not a text file; save it as CSV (UTF-8)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What older spreadsheets write when asked for CSV.
        return content.decode("cp1252", errors="replace")
