"""What a printed number counts: the rows behind it, and how it is made of them."""

import gzip
import hashlib
import json
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Real
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.report.blocks import slug

PLACE = re.compile(r":(\d+)-(\d+)$")


class Drawn(NamedTuple):
    """How the interval of a number was drawn: articles anew, `draws` times, with `seed`.

    `over` are the ids of the articles, in the order in which they were drawn from (for a
    column, a Series as for `Counted`); `end` is set by `bounds`.
    """

    over: Any
    draws: int
    seed: int
    end: str = ""


class Counted(NamedTuple):
    """How a number, or each number of a column, comes from rows that a reader can open.

    `rows` are ids: quotation_id, sentence_id, article_id, the id of any saved table that
    has a column of its own for it, or `places` of words; for one number a list, for a
    column a Series whose named index says which row of the table they are behind
    (`found.groupby("speaker")["quotation_id"].agg(list)`), or a list of lists in the
    table's order. The number is how many they are, or with `sum` the sum of that column of
    theirs (`words`). With `of` it is divided by that: more rows (one list for all, or a
    Series again), a `Counted` of its own, or a plain number; with `per` it is multiplied
    (10_000; in a column, a list where the rows of the table differ). `measure` says how a
    number is made that is no count ("Gries's DP over articles"), and `given` which numbers
    enter it: columns of the table, or numbers by name. `drawn` says how its interval was
    drawn, which `bounds` opens.
    """

    rows: Any
    of: Any = None
    sum: str = ""
    per: float | Sequence[float] = 1
    measure: str = ""
    given: Sequence[str] | Mapping[str, float] = ()
    drawn: Drawn | None = None


class Number(NamedTuple):
    """A number as it is printed, and its rows: the keys of lists of ids.

    `at` is where it stands in the sentence of a finding.
    """

    row: str
    column: str
    printed: str
    value: float
    rows: str
    of: str = ""
    base: float | None = None
    sum: str = ""
    of_sum: str = ""
    per: float = 1
    measure: str = ""
    given: Sequence[Sequence[Any]] = ()
    end: str = ""
    over: str = ""
    draws: int = 0
    seed: int = 0
    at: int = -1


class Exhibit(NamedTuple):
    """A table, figure or finding whose numbers open their rows."""

    id: str
    notebook: str
    title: str
    numbers: list[Number]


Cell = tuple[str, str, str, float, Counted]
Lists = dict[str, list[str]]


class Shelf:
    """Where the open notebook's exhibits are kept, with the lists of rows that they share."""

    def __init__(self, path: Path | None = None, notebook: str = "") -> None:
        """Begin a notebook: what it kept when it last ran goes."""
        self.path, self.notebook = path, notebook
        self.exhibits: dict[str, Exhibit] = {}
        self.lists: Lists = {}
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)

    def keep(
        self, kind: str, name: str, title: str, cells: Iterable[Cell], at: Sequence[int] = ()
    ) -> str:
        """Keep an exhibit; gives its id, or nothing when no notebook is open."""
        if self.path is None:
            return ""
        id = f"{self.notebook[:2]}-{kind}-{name}"
        numbers = [make_number(cell, self.lists) for cell in cells]
        placed = [n._replace(at=place) for n, place in zip(numbers, at, strict=False)]
        self.exhibits[id] = Exhibit(id, self.notebook, title, placed or numbers)
        exhibits = [
            {**kept._asdict(), "numbers": [_told(n) for n in kept.numbers]}
            for kept in self.exhibits.values()
        ]
        content = {"exhibits": exhibits, "lists": self.lists}
        written = json.dumps(content, ensure_ascii=False).encode()
        # For programs only: packed, and without the hour, so that equal runs are equal files.
        self.path.write_bytes(gzip.compress(written, mtime=0))
        return id


_shelf = Shelf()


def keep_exhibits(folder: Path, notebook: str) -> None:
    """Keep in this folder what the numbers of this notebook count, from now on."""
    global _shelf
    _shelf = Shelf(folder / f"{notebook}.json.gz", notebook)


def keep(kind: str, name: str, title: str, cells: Iterable[Cell], at: Sequence[int] = ()) -> str:
    """Keep an exhibit of the open notebook; see `Shelf.keep`."""
    return _shelf.keep(kind, name, title, cells, at)


def read_exhibits(folder: Path) -> tuple[dict[str, Exhibit], Lists]:
    """Read the exhibits of a run by their ids, and the lists of rows by their keys."""
    exhibits: dict[str, Exhibit] = {}
    lists: Lists = {}
    for path in sorted(folder.glob("*.json.gz")):
        content = json.loads(gzip.decompress(path.read_bytes()))
        lists |= content["lists"]
        for kept in content["exhibits"]:
            numbers = [Number(**number) for number in kept["numbers"]]
            exhibits[kept["id"]] = Exhibit(**{**kept, "numbers": numbers})
    return exhibits, lists


def make_number(cell: Cell, lists: Lists) -> Number:
    """Make a number of a printed cell; its rows go to `lists`, equal ones once."""
    row, column, printed, value, counted = cell
    of = counted.of if isinstance(counted.of, Counted) else Counted(counted.of, sum=counted.sum)
    base = float(of.rows) if isinstance(of.rows, Real) else None
    drawn = counted.drawn if counted.drawn and counted.drawn.end else None
    given = counted.given if isinstance(counted.given, Mapping) else {}
    return Number(
        *(row, column, printed, float(value), _key(counted.rows, lists)),
        of="" if of.rows is None or base is not None else _key(of.rows, lists),
        base=base,
        sum=counted.sum,
        of_sum=of.sum,
        per=counted.per if isinstance(counted.per, int | float) else math.nan,
        measure=counted.measure,
        given=[[name, float(number)] for name, number in given.items()],
        end=drawn.end if drawn else "",
        over=_key(drawn.over, lists) if drawn else "",
        draws=drawn.draws if drawn else 0,
        seed=drawn.seed if drawn else 0,
    )


def _key(ids: Iterable[Any], lists: Lists) -> str:
    named = list(map(str, ids))
    key = hashlib.sha256("\n".join(named).encode()).hexdigest()[:10]
    lists[key] = named
    return key


def _told(number: Number) -> dict[str, Any]:
    usual = set(Number._field_defaults) - {"base", "per", "at"}
    told = number._asdict().items()
    return {name: value for name, value in told if value or name not in usual}


def bounds(counted: Counted) -> dict[str, Counted]:
    """Give the evidence of `low` and `high`, the ends of the interval that `drawn` tells of.

    Raises ValueError when `counted` does not say how its interval was drawn.
    """
    drawn = counted.drawn
    if drawn is None:
        raise ValueError("bounds need a Counted that says in `drawn` how its interval was drawn")
    return {end: counted._replace(drawn=drawn._replace(end=end)) for end in ("low", "high")}


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
            number = _finite(value)
            if number is not None:
                yield (row, column), (head, said, shown, number, own)


def _finite(value: Any) -> float | None:
    try:
        return float(value) if math.isfinite(float(value)) else None
    except (TypeError, ValueError):
        # A column of words may hold a number here and there.
        return None


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


def anchor_of_number(exhibit: Exhibit, place: int) -> str:
    """Give the anchor of a number, in index.html and on the page of its rows."""
    return f"n{zlib.crc32(exhibit.id.encode()) & 0xFFFFFF:06x}-{place}"


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
    rows, of, drawn = _shared(counted.rows, frame), counted.of, counted.drawn
    bases = _shared(of.rows if isinstance(of, Counted) else of, frame)
    if isinstance(of, Counted):
        bases = [of._replace(rows=base) for base in bases]
    told = [drawn] * len(frame)
    if drawn is not None:
        told = [drawn._replace(over=over) for over in _shared(drawn.over, frame)]
    pers = [counted.per] * len(frame) if isinstance(counted.per, int | float) else counted.per
    each = zip(rows, bases, _given(counted.given, frame), told, pers, strict=True)
    return [
        counted._replace(rows=own, of=base, given=given, drawn=how, per=per)
        for own, base, given, how, per in each
    ]


def _given(given: Sequence[str] | Mapping[str, float], frame: pd.DataFrame) -> list[Any]:
    if isinstance(given, Mapping):
        return [given] * len(frame)
    return [
        {str(name).replace("_", " "): value for name, value in row.items()}
        for row in frame[list(given)].to_dict("records")
    ]


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
