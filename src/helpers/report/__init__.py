"""The run's folder, the look of figures and tables, findings, and the report made of them."""

from helpers.report.blocks import Block
from helpers.report.choosing import choice
from helpers.report.counts import Counted, Drawn, bounds, places
from helpers.report.findings import Finding, gather_findings, show_findings
from helpers.report.numbers import between, number, percent
from helpers.report.passages import Span, article_view, passages
from helpers.report.runs import Run, open_run
from helpers.report.style import colour_of, rank_colours, use_house_style
from helpers.report.tables import table

__all__ = [
    "Block",
    "Counted",
    "Drawn",
    "Finding",
    "Run",
    "Span",
    "article_view",
    "between",
    "bounds",
    "choice",
    "colour_of",
    "gather_findings",
    "number",
    "open_run",
    "passages",
    "percent",
    "places",
    "rank_colours",
    "show_findings",
    "table",
    "use_house_style",
]
