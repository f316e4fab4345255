"""Tables as a reader sees them."""

import json
from collections.abc import Sequence
from html import escape

import pandas as pd

from helpers.report.blocks import Block, scrolling
from helpers.report.numbers import number, percent

# Columns of the saved tables that hold words of the articles rather than ours.
FRENCH_COLUMNS = frozenset(
    {"text", "title", "content", "cue", "source", "word", "lemma", "token", "form", "expression"}
)
# Cells of more characters keep a readable width when the table has to scroll.
LONG = 40


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    percents: Sequence[str] = (),
    decimals: int = 2,
    french: Sequence[str] = (),
) -> Block:
    """Show a frame as a table in house style, its rows in the order they come.

    A named index becomes the first column; the first column heads its row. `percents`
    are columns of shares between 0 and 1, shown as percentages; other fractional
    numbers get `decimals` digits; `french` adds to the columns whose words are French.
    Cut long frames first (`frame.head(15)`) and say so in `note`.
    """
    shown = frame.reset_index() if frame.index.name or frame.index.nlevels > 1 else frame
    numeric = {column for column in shown.columns if _is_numeric(shown[column])}
    heads = "".join(_head(column, numeric=column in numeric) for column in shown.columns)
    written = [_written(shown[column], percents, decimals) for column in shown.columns]
    speech = FRENCH_COLUMNS | set(french)
    looks = [
        _look(column, cells, numeric=column in numeric, french=column in speech)
        for column, cells in zip(shown.columns, written, strict=True)
    ]
    rows = "".join(_row(cells, looks) for cells in zip(*written, strict=True))
    foot = f'<p class="press-note">{escape(note)}</p>' if note else ""
    body = (
        f"<table><caption><span>{escape(caption)}</span></caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
    html = f'<div class="press press-table">{scrolling(body, caption)}{foot}</div>'
    return Block(html, f"{caption} ({len(shown)} rows)")


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


def _look(column: object, cells: Sequence[str], *, numeric: bool, french: bool) -> str:
    if numeric:
        return ' class="number"'
    long = ' class="long"' if max(map(len, cells), default=0) > LONG else ""
    return f'{long} lang="fr"' if french else long


def _row(cells: Sequence[str], looks: Sequence[str]) -> str:
    head, *rest = zip(cells, looks, strict=True)
    made = "".join(f"<td{look}>{escape(cell)}</td>" for cell, look in rest)
    return f'<tr><th scope="row"{head[1]}>{escape(head[0])}</th>{made}</tr>'
