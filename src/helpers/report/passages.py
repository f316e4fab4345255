"""Sentences behind a number, and whole articles with what was found marked in them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.report.blocks import Block
from helpers.report.style import colour_of
from helpers.report.tables import in_words


class Span(NamedTuple):
    """A stretch of an article's text to mark: offsets, what it is, and a word on it."""

    start: int
    end: int
    label: str
    title: str = ""


def passages(
    rows: pd.DataFrame, articles: pd.DataFrame, *, columns: Sequence[str] = (), caption: str = ""
) -> Block:
    """Show stretches of articles, each with its outlet, day and article.

    A row of `rows` is a stretch: article_id, start, end, and where there is one a
    column `marks` (or `fragments`): a list of [start, end] in the article, shown
    marked. `columns` of `rows` are told after each stretch. `articles` is the corpus's
    frame, with its column `text`. Raises KeyError when a row's article is not in it.
    """
    known = articles.set_index("article_id")
    items = "".join(_passage(row, known.loc[row["article_id"]], columns) for row in _records(rows))
    head = f"<p><strong>{escape(caption)}</strong></p>" if caption else ""
    html = f'<div class="press press-passages">{head}<ol>{items}</ol></div>'
    return Block(html, f"{caption or 'Passages'} ({len(rows)})")


def article_view(
    text: str, spans: Iterable[Span | tuple], *, legend: Mapping[str, str] | None = None
) -> Block:
    """Show an article's text with stretches of it marked, whether or not they overlap.

    `spans` are (start, end, label[, title]): offsets into `text`, what the stretch is
    (a speaker, a type, a topic), and a word shown on hovering. Each label has one
    colour, from `legend` (label → colour) or from `colour_of("mark", label)`, and is
    written before its stretch, so that colour never says anything alone. Raises
    ValueError when a span lies outside the text.
    """
    marked = [Span(*span) for span in spans]
    for span in marked:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span} lies outside the text, which has {len(text)} characters")
    labels = dict.fromkeys(span.label for span in marked)
    colours = {label: (legend or {}).get(label) or colour_of("mark", label) for label in labels}
    html = (
        f'<div class="press press-article">{_legend(colours)}'
        f'<div lang="fr">{_paragraphs(text, marked, colours)}</div></div>'
    )
    return Block(html, text)


def mark(text: str, marks: Iterable[Sequence[int]], *, offset: int = 0) -> str:
    """Give `text` as HTML with [start, end] stretches in <mark>; `offset` is where it begins."""
    covered = [False] * len(text)
    for start, end in marks:
        for place in range(max(start - offset, 0), min(end - offset, len(text))):
            covered[place] = True
    cuts = [0, *(k for k in range(1, len(text)) if covered[k] != covered[k - 1]), len(text)]
    pieces = [(escape(text[a:b]), covered[a]) for a, b in pairwise(cuts) if a < b]
    return "".join(f"<mark>{piece}</mark>" if on else piece for piece, on in pieces)


def _records(rows: pd.DataFrame) -> list[dict]:
    return rows.to_dict("records")


def _passage(row: dict, article: pd.Series, columns: Sequence[str]) -> str:
    start, end = int(row["start"]), int(row["end"])
    at = f"{escape(str(row['article_id']))}:{start}"
    words = mark(article["text"][start:end], marks_of(row), offset=start)
    where = [str(article.get(key) or "") for key in ("outlet", "published", "title")]
    place = " · ".join(part for part in [*where, str(row["article_id"])] if part)
    said = {name.replace("_", " "): in_words(row[name]) for name in columns}
    told = "".join(
        f" <span>{escape(name)}: {escape(value)}</span>" for name, value in said.items() if value
    )
    return (
        f'<li><blockquote lang="fr"><p>{words}</p></blockquote>'
        f'<p class="press-where"><span lang="fr" data-place="{at}">'
        f"{escape(place)}</span>{told}</p></li>"
    )


def marks_of(row: Mapping) -> list[list[int]]:
    """Give the stretches to mark of a row: its column `marks`, else `fragments`, else none."""
    value = row.get("marks", row.get("fragments"))
    if isinstance(value, str):
        value = json.loads(value or "[]")
    return [list(map(int, pair)) for pair in value] if isinstance(value, list | tuple) else []


def _legend(colours: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><span class="press-mark" style="--mark:{colour}">{escape(label)}</span></li>'
        for label, colour in colours.items()
    )
    return f'<ul class="press-legend" aria-label="Legend">{items}</ul>' if items else ""


def _paragraphs(text: str, spans: Sequence[Span], colours: Mapping[str, str]) -> str:
    made, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [span for span in spans if span.start < end and span.end > start]
            made.append(f"<p>{_segments(text, start, end, inside, colours)}</p>")
        start = end + 1
    return "".join(made)


def _segments(
    text: str, start: int, end: int, spans: Sequence[Span], colours: Mapping[str, str]
) -> str:
    # Cut at every border first: each segment then lies wholly inside or outside each span,
    # and overlapping spans need no badly nested element.
    borders = {start, end}
    for span in spans:
        borders |= {max(span.start, start), min(span.end, end)}
    return "".join(_segment(text, a, b, spans, colours) for a, b in pairwise(sorted(borders)))


def _segment(
    text: str, start: int, end: int, spans: Sequence[Span], colours: Mapping[str, str]
) -> str:
    inside = [span for span in spans if span.start <= start and end <= span.end]
    # The longest outermost, so that the shortest shows its colour behind the words.
    inside.sort(key=lambda span: (span.start - span.end, span.start))
    html = escape(text[start:end])
    for span in reversed(inside):
        name = f' data-label="{escape(span.label)}"' if span.start == start else ""
        title = escape(span.title or span.label)
        html = (
            f'<span class="press-mark" style="--mark:{colours[span.label]}"{name} '
            f'title="{title}">{html}</span>'
        )
    return html
