"""The notebooks' Markdown as HTML of a page: headings in order, formulas as MathML."""

import re
from collections.abc import Collection
from html import escape, unescape
from typing import NamedTuple

from latex2mathml.converter import convert as mathml
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from helpers.report.blocks import scrolling, slug

TAG = re.compile(r"<[^>]+>")
NO_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th[^>]*>\s*</th>)+\s*</tr>\s*</thead>\s*")


class Heading(NamedTuple):
    """A heading of the page: its level (1 is the notebook's title), identifier and words."""

    level: int
    id: str
    text: str


class Prose(IPythonRenderer):
    """Renders the Markdown cells of one notebook and remembers their headings.

    A notebook's title becomes a heading of the second level, since the page has a
    title of its own. Links to other notebooks become links within the page; links to
    other files, which the page does not have beside it, become their words.
    """

    def __init__(self, notebook: str, notebooks: Collection[str]) -> None:
        """Begin a notebook; `notebooks` are the names of those in the same page."""
        super().__init__(escape=False, exclude_anchor_links=True)
        self.notebook, self.notebooks = notebook, frozenset(notebooks)
        self.headings: list[Heading] = []

    def html(self, source: str) -> str:
        """Give a Markdown cell as HTML."""
        return MarkdownWithMath(renderer=self).render(source)

    def heading(self, text: str, level: int, **_attributes: object) -> str:
        """Write a heading one level lower, with an identifier of its own in the page."""
        words = unescape(TAG.sub("", text))
        stem = f"{self.notebook[:2]}-{slug(words)}"
        taken = {heading.id for heading in self.headings}
        id = next(
            c for k in range(1, 9999) if (c := stem if k == 1 else f"{stem}-{k}") not in taken
        )
        self.headings.append(Heading(level, id, words))
        lower = min(level + 1, 6)
        return f'<h{lower} id="{id}">{text}</h{lower}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link that leads somewhere from the page, or only its words."""
        name = url.rsplit("/", 1)[-1].removesuffix(".ipynb")
        if name in self.notebooks:
            return f'<a href="#{name}">{text}</a>'
        if not url.startswith(("https://", "http://", "mailto:", "#")):
            return text
        return str(super().link(text, url, title))

    def table(self, text: str) -> str:
        """Write a table in house style, without a head when its head says nothing."""
        text = NO_HEAD.sub("", text)
        return (
            f'<div class="press press-table">{scrolling(f"<table>{text}</table>", "Table")}</div>'
        )

    def inline_math(self, body: str) -> str:
        """Write a formula in the line as MathML."""
        return formula(body, display="inline")

    def block_math(self, body: str) -> str:
        """Write a formula on its own line as MathML, in a box that scrolls when it is wide."""
        return f'<div class="formula">{formula(body, display="block")}</div>'

    def latex_environment(self, name: str, body: str) -> str:
        """Write an environment of LaTeX as a formula on its own line."""
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def formula(tex: str, *, display: str) -> str:
    """Give a formula as MathML; one that cannot be read stays as it was written."""
    try:
        return mathml(tex.strip(), display=display)
    except Exception:
        # The converter raises errors of many kinds; a reader still gets the formula's source.
        return f"<code>{escape(tex.strip())}</code>"
