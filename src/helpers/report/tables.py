"""Tables as a reader sees them."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from helpers.report import counts
from helpers.report.blocks import Block, scrolling
from helpers.report.numbers import number, percent
from helpers.report.told import Said, numbers_in

# Columns of the saved tables that hold words of the articles rather than ours.
FRENCH_COLUMNS = frozenset(
    {"text", "title", "content", "cue", "source", "word", "lemma", "token", "form", "expression"}
)
# Cells of more characters keep a readable width when the table has to scroll.
LONG = 40
# Days and identifiers are read whole: no line break within.
WHOLE = re.compile(r"[^\s]{1,24}")
# By row and column, the cells that open rows: the id of their exhibit, and their place in it.
Opened = dict[int, dict[int, str]]


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    percents: Sequence[str] = (),
    decimals: int = 2,
    french: Sequence[str] = (),
    evidence: Mapping[Any, Any] | None = None,
    told: Said = (),
) -> Block:
    """Show a frame as a table in house style, its rows in the order they come.

    A named index becomes the first column; the first column heads its row. `percents`
    are columns of shares between 0 and 1, shown as percentages; other fractional
    numbers get `decimals` digits; `french` adds to the columns whose words are French.
    Cut long frames first (`frame.head(15)`) and say so in `note`. `evidence` gives, by
    column, the rows that each number counts (ids, or a `Counted`): in the report the
    number then opens them. `told` does so for numbers of the caption, each as it prints
    it: `[("46", articles["article_id"])]`. Raises ValueError when they do not fit the table.
    """
    shown = frame.reset_index() if frame.index.name or frame.index.nlevels > 1 else frame
    written = write_columns(shown, percents=percents, decimals=decimals)
    name = counts.name_of(caption, written.values())
    id, opened = keep_cells(shown, written, evidence or {}, ("table", name, caption), told)
    body = write_table(shown, written, opened, caption=caption, french=french, id=id)
    foot = f'<p class="press-note">{escape(note)}</p>' if note else ""
    place = f' id="{id}"' if id else ""
    html = f'<div class="press press-table"{place}>{scrolling(body, caption)}{foot}</div>'
    return Block(html, f"{caption} ({len(shown)} rows)")


def write_table(
    frame: pd.DataFrame,
    written: Mapping[Any, Sequence[str]],
    opened: Opened,
    *,
    caption: str,
    french: Sequence[str] = (),
    id: str = "",
) -> str:
    """Give a table as HTML, its written cells as `opened` says which open rows.

    `id` is that of its exhibit, whose title is the caption.
    """
    numeric = {column for column in frame.columns if _is_numeric(frame[column])}
    heads = "".join(_head(column, numeric=column in numeric) for column in frame.columns)
    speech = FRENCH_COLUMNS | set(french)
    looks = [
        _look(cells, numeric=column in numeric, french=column in speech)
        for column, cells in written.items()
    ]
    lines = zip(*written.values(), strict=True)
    rows = "".join(_row(cells, looks, opened.get(k, {})) for k, cells in enumerate(lines))
    named = f' data-told="{id}"' if id else ""
    return (
        f"<table><caption><span{named}>{escape(caption)}</span></caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def folded_numbers(
    frame: pd.DataFrame, evidence: Mapping[Any, Any], *, name: str, title: str, told: Said = ()
) -> str:
    """Give the numbers of a figure that open their rows, as a table to unfold."""
    opening = [column for column in frame.columns if column in evidence]
    labels = [c for c in frame.columns if c not in evidence and not _is_numeric(frame[c])]
    shown = frame[[*labels, *opening]]
    # Numbers that are not shown may enter those that are.
    whole = shown.join(frame[frame.columns.difference(shown.columns)])
    id, opened = keep_cells(
        whole, write_columns(whole, decimals=3), evidence, ("figure", name, title), told
    )
    written = write_columns(shown, decimals=3)
    body = write_table(shown, written, opened, caption=title, id=id)
    place = f' id="{id}"' if id else ""
    return (
        f'<details class="press-table"{place}><summary>Numbers of this figure</summary>'
        f"{scrolling(body, title)}</details>"
    )


def write_columns(
    frame: pd.DataFrame, *, percents: Sequence[str] = (), decimals: int = 2
) -> dict[Any, list[str]]:
    """Give the cells of each column as a reader sees them."""
    return {column: _written(frame[column], percents, decimals) for column in frame.columns}


def keep_cells(
    frame: pd.DataFrame,
    written: Mapping[Any, Sequence[str]],
    evidence: Mapping[Any, Any],
    exhibit: tuple[str, str, str],
    told: Said = (),
) -> tuple[str, Opened]:
    """Keep the rows behind the numbers; give the exhibit's id, and each cell's place in it.

    `exhibit` is its kind, name and title, `told` the numbers of the title.
    """
    cells = list(counts.cells_of(frame, evidence, written)) if evidence else []
    said, places = numbers_in(exhibit[2], told)
    numbers, at = [cell for _, cell in cells] + said, [-1] * len(cells) + places
    id = counts.keep(*exhibit, numbers, at) if numbers else ""
    opened: Opened = {}
    columns = list(frame.columns)
    for place, ((row, column), _) in enumerate(cells if id else ()):
        opened.setdefault(row, {})[columns.index(column)] = f"{id}/{place}"
    return id, opened


def _is_numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _head(column: object, *, numeric: bool) -> str:
    kind = ' class="number"' if numeric else ""
    return f'<th scope="col"{kind}>{escape(str(column).replace("_", " "))}</th>'


def _written(column: pd.Series, percents: Sequence[str], decimals: int) -> list[str]:
    if column.name in percents:
        return [percent(value, decimals=1) for value in column]
    if not _is_numeric(column):
        return [in_words(value) for value in column]
    # Counts turn fractional in a frame that has gaps; they are counts all the same.
    places = 0 if (column.dropna() % 1 == 0).all() else decimals
    return [number(value, decimals=places) if pd.notna(value) else "–" for value in column]


def in_words(value: object) -> str:
    """Write one value as a reader expects it: lists by commas, yes and no, nothing for none."""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return value.isoformat()[:10]
    return str(value)


def _look(cells: Sequence[str], *, numeric: bool, french: bool) -> str:
    if numeric:
        return ' class="number"'
    kind = ' class="long"' if max(map(len, cells), default=0) > LONG else ""
    if all(WHOLE.fullmatch(cell) for cell in cells if cell) and re.search(r"\d", "".join(cells)):
        kind = ' class="whole"'
    return f'{kind} lang="fr"' if french else kind


def _row(cells: Sequence[str], looks: Sequence[str], opened: Mapping[int, str]) -> str:
    rows = [f' data-rows="{opened[k]}"' if k in opened else "" for k in range(len(cells))]
    head, *rest = zip(cells, looks, rows, strict=True)
    made = "".join(f"<td{look}{open}>{escape(cell)}</td>" for cell, look, open in rest)
    return f'<tr><th scope="row"{head[1]}{head[2]}>{escape(head[0])}</th>{made}</tr>'
