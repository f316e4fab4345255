"""The optional articles.csv of a folder: what is known of its articles besides their text."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import regex

from helpers.corpus.agencies import agency_codes
from helpers.corpus.dates import find_date, iso_date
from helpers.corpus.encodings import decode
from helpers.corpus.errors import CorpusError
from helpers.corpus.files import name_of
from helpers.corpus.places import normal_capitals

COLUMNS = ("title", "outlet", "agency", "published", "dateline", "byline")


class Metadata(NamedTuple):
    """What articles.csv says: by file name the columns it fills, and how it had to be read."""

    articles: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, int]
    notice: str


def read_metadata(folder: Path) -> Metadata:
    """Read a folder's articles.csv, if it has one.

    Commas, semicolons or tabs between the columns, UTF-8 or the encodings of spreadsheets;
    `file` is required, with or without .txt. Raises CorpusError with the line and the
    remedy for a missing column, a file listed twice, a row of the wrong length, a date
    that is neither a day nor a month.
    """
    path = folder / "articles.csv"
    if not path.exists():
        return Metadata({}, {}, "")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"{path} cannot be read ({error.strerror}): change its permissions"
        ) from error
    decoded = decode(raw)
    if decoded is None:
        raise CorpusError(f"{path} is no text: export the table as CSV in UTF-8")
    return _parse(path, decoded.text, decoded.notice)


def _parse(path: Path, text: str, notice: str) -> Metadata:
    articles: dict[str, Mapping[str, str]] = {}
    lines: dict[str, int] = {}
    for number, row in _rows(path, text):
        name = _file_name(row["file"])
        described = _described(path, number, row)
        if not name:
            raise CorpusError(
                f"{path}, line {number}: no file named; fill the column file or delete the line"
            )
        if articles.get(name, described) != described:
            fault = f"{name} is described twice, here and on line {lines[name]}, not alike"
            raise CorpusError(f"{path}, line {number}: {fault}; keep one line")
        articles[name], lines[name] = described, number
    return Metadata(articles, lines, notice)


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = next(iter(text.splitlines()), "")
    separator = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        if "file" not in columns:
            found = ", ".join(filter(None, columns)) or "none"
            remedy = "name the column that holds the names of the text files: file"
            raise CorpusError(f"{path}: no column file (columns found: {found}); {remedy}")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(path, reader.line_num, columns, cells)
    except csv.Error as error:
        raise CorpusError(
            f"{path}, line {reader.line_num}: {error}; export the table as CSV again"
        ) from error


def _row(path: Path, number: int, columns: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        fault = f"{len(cells)} cells where the header has {len(columns)}"
        remedy = "put texts that hold the separator in quotation marks"
        raise CorpusError(f"{path}, line {number}: {fault}; {remedy}")
    return dict.fromkeys(columns, "") | {
        column: cell.strip() for column, cell in zip(columns, cells, strict=False)
    }


def _file_name(written: str) -> str:
    name = name_of(PurePosixPath(written.replace("\\", "/")).name)
    return name if not name or name.lower().endswith(".txt") else f"{name}.txt"


def _described(path: Path, number: int, row: Mapping[str, str]) -> dict[str, str]:
    described = {column: row.get(column, "") for column in COLUMNS}
    described["published"] = _published(path, number, described["published"])
    codes = agency_codes(described["agency"], certain=True)
    described["agency"] = " ; ".join(codes) or described["agency"]
    described["dateline"] = normal_capitals(described["dateline"])
    return {column: value for column, value in described.items() if value}


def _published(path: Path, number: int, written: str) -> str:
    day = regex.sub(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:.*$", r"\1", written)
    found = find_date(day)
    whole = found.iso if found and found.start == 0 and found.end == len(day) else ""
    if day and not (iso_date(day) or whole):
        fault = f"published is {written!r}, neither a day nor a month"
        raise CorpusError(
            f"{path}, line {number}: {fault}; write 2023-09-13 or 2023-09, or leave it empty"
        )
    return iso_date(day) or whole
