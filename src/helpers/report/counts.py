"""What a printed number counts: the rows behind it, and how it is made of them."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Real
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.report.blocks import slug

PLACE = re.compile(r":(\d+)-(\d+)$")


class Counted(NamedTuple):
    """How a number, or each number of a column, comes from rows that a reader can open.

    `rows` are ids: quotation_id, sentence_id, article_id, or `places` of words; for one
    number a list, for a column a Series whose named index says which row of the table
    they are behind (`found.groupby("speaker")["quotation_id"].agg(list)`), or a list of
    lists in the table's order. The number is how many they are, or with `sum` the sum of
    that column of theirs (`words`). With `of` it is divided by that: more rows (one list
    for all, or a Series again), a `Counted` of its own, or a plain number; with `per` it
    is multiplied (10_000). `measure` names what is not a count ("DPnorm"): its rows are
    listed, and not counted again.
    """

    rows: Any
    of: Any = None
    sum: str = ""
    per: float = 1
    measure: str = ""


class Number(NamedTuple):
    """A number as it is printed, and its rows: places in the lists of its exhibit."""

    row: str
    column: str
    printed: str
    value: float
    rows: int
    of: int | None
    base: float | None
    sum: str
    of_sum: str
    per: float
    measure: str


class Exhibit(NamedTuple):
    """A table, figure or finding whose numbers open their rows; `id` names its page."""

    id: str
    notebook: str
    title: str
    numbers: list[Number]
    lists: list[list[str]]


Cell = tuple[str, str, str, float, Counted]


class Shelf:
    """Where the open notebook's exhibits are kept."""

    def __init__(self, folder: Path | None = None, notebook: str = "") -> None:
        """Begin a notebook: what it kept when it last ran goes."""
        self.folder, self.notebook = folder, notebook
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for path in folder.glob(f"{notebook[:2]}-*.json"):
                path.unlink()

    def keep(self, kind: str, name: str, title: str, cells: Iterable[Cell]) -> str:
        """Keep an exhibit; gives its id, or nothing when no notebook is open."""
        if self.folder is None:
            return ""
        id = f"{self.notebook[:2]}-{kind}-{name}"
        kept = make_exhibit(id, self.notebook, title, cells)
        content = {**kept._asdict(), "numbers": [number._asdict() for number in kept.numbers]}
        path = self.folder / f"{id}.json"
        path.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
        return id


_shelf = Shelf()


def keep_exhibits(folder: Path, notebook: str) -> None:
    """Keep in this folder what the numbers of this notebook count, from now on."""
    global _shelf
    _shelf = Shelf(folder, notebook)


def keep(kind: str, name: str, title: str, cells: Iterable[Cell]) -> str:
    """Keep an exhibit of the open notebook; see `Shelf.keep`."""
    return _shelf.keep(kind, name, title, cells)


def read_exhibits(folder: Path) -> dict[str, Exhibit]:
    """Read the exhibits of a run by their ids."""
    contents = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return {
        content["id"]: Exhibit(**{**content, "numbers": [Number(**n) for n in content["numbers"]]})
        for content in contents
    }


def make_exhibit(id: str, notebook: str, title: str, cells: Iterable[Cell]) -> Exhibit:
    """Make an exhibit of printed cells; equal lists of rows are kept once."""
    lists: dict[tuple[str, ...], int] = {}

    def place(ids: Iterable[Any]) -> int:
        return lists.setdefault(tuple(map(str, ids)), len(lists))

    numbers = []
    for row, column, printed, value, counted in cells:
        of = counted.of if isinstance(counted.of, Counted) else Counted(counted.of, sum=counted.sum)
        base = float(of.rows) if isinstance(of.rows, Real) else None
        above = None if of.rows is None or base is not None else place(of.rows)
        made = (counted.sum, of.sum, counted.per, counted.measure)
        own = place(counted.rows)
        numbers.append(Number(row, column, printed, float(value), own, above, base, *made))
    return Exhibit(id, notebook, title, numbers, [list(ids) for ids in lists])


def cells_of(
    frame: pd.DataFrame, evidence: Mapping[Any, Any], printed: Mapping[Any, Sequence[str]]
) -> Iterator[tuple[tuple[int, Any], Cell]]:
    """Give the numbers of a frame that have rows behind them, each with its row and column.

    `printed` are the written cells of each column. Raises ValueError for a column that
    is not there, for rows that cannot be told apart, and for lists of another length.
    """
    heads = _names(frame, printed)
    for column, given in evidence.items():
        if column not in frame.columns:
            raise ValueError(f"evidence is given for {column!r}, which is no column of the table")
        counted = given if isinstance(given, Counted) else Counted(given)
        each = zip(heads, printed[column], frame[column], _by_row(counted, frame), strict=True)
        said = str(column).replace("_", " ")
        for row, (head, shown, value, own) in enumerate(each):
            if pd.notna(value) and (value or len(own.rows)):
                yield (row, column), (head, said, shown, float(value), own)


def places(tokens: pd.DataFrame) -> pd.Series:
    """Give each token's place as an id that evidence may name: sentence_id:start-end.

    `tokens`: columns sentence_id, start, end (offsets in the article). For numbers that
    count words, of which one sentence may hold several.
    """
    start, end = tokens["start"].astype(str), tokens["end"].astype(str)
    return tokens["sentence_id"] + ":" + start + "-" + end


def row_of(id: str) -> str:
    """Give the id of the row that an id of evidence names: a place lies in a sentence."""
    return PLACE.sub("", id)


def name_of(caption: str, written: Iterable[Iterable[str]]) -> str:
    """Give a table's name among the exhibits: its caption, and a sign of what it says."""
    sign = zlib.crc32("\x1f".join("\x1e".join(cells) for cells in written).encode())
    return f"{slug(caption)[:48].strip('-')}-{sign & 0xFFFF:04x}"


def _names(frame: pd.DataFrame, printed: Mapping[Any, Sequence[str]]) -> list[str]:
    """Name the rows of a table by as many of its first columns as tell them apart."""
    for size in range(1, 4):
        lines = zip(*(printed[column] for column in frame.columns[:size]), strict=True)
        names = [" · ".join(filter(None, cells)) for cells in lines]
        if len(set(names)) == len(names):
            return names
    return list(printed[frame.columns[0]])


def _by_row(counted: Counted, frame: pd.DataFrame) -> list[Counted]:
    """Share the rows of a whole column out to the rows of the table."""
    rows = _shared(counted.rows, frame)
    of = counted.of
    inner = of.rows if isinstance(of, Counted) else of
    bases = _shared(inner, frame)
    if isinstance(of, Counted):
        bases = [of._replace(rows=base) for base in bases]
    return [counted._replace(rows=own, of=base) for own, base in zip(rows, bases, strict=True)]


def _shared(given: Any, frame: pd.DataFrame) -> list[Any]:
    if given is None or isinstance(given, Real):
        return [given] * len(frame)
    if isinstance(given, pd.Series) and any(name is not None for name in given.index.names):
        return _by_label(given, frame)
    lists = list(given)
    if all(isinstance(id, str) for id in lists):
        return [lists] * len(frame)
    if len(lists) != len(frame):
        raise ValueError(f"evidence has {len(lists)} lists of rows for {len(frame)} table rows")
    return [list(ids) for ids in lists]


def _by_label(given: pd.Series, frame: pd.DataFrame) -> list[list[str]]:
    names = list(given.index.names)
    if not set(names) <= set(frame.columns):
        raise ValueError(
            f"evidence is indexed by {names}, which are no columns of the table: rename_axis"
        )
    # A pivot leaves a missing value where nothing was counted.
    known = {label: ids for label, ids in given.items() if not isinstance(ids, float)}
    labels = frame[names[0]] if len(names) == 1 else zip(*(frame[n] for n in names), strict=True)
    return [list(known.get(label, ())) for label in labels]
