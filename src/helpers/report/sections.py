"""An executed notebook as a section of the report."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbconvert.filters import Highlight2HTML, ansi2html
from nbformat import NotebookNode

from helpers.report.blocks import (
    SCRIPT_CLOSES,
    SCRIPT_OPENS,
    STYLE_CLOSES,
    STYLE_OPENS,
    scrolling,
)
from helpers.report.parameters import declared
from helpers.report.prose import Heading, Prose

HOUSE_STYLE = re.compile(
    f"{re.escape(STYLE_OPENS)}.*?{re.escape(STYLE_CLOSES)}"
    f"|{re.escape(SCRIPT_OPENS)}.*?{re.escape(SCRIPT_CLOSES)}",
    re.S,
)
FOREIGN_STYLE = re.compile(r"<style scoped>.*?</style>", re.S)
OWN = re.compile(r'<(?:div|figure) class="press ')
SAVED = re.compile(r"'([a-z0-9-]+\.csv)'")
# Names and marks, half of all code, which no style colours.
UNCOLOURED = re.compile(r'<span class="(?:n|nn|o|p|w)">([^<]*)</span>')
CODE_OPENS = '<details class="code"><summary>Code</summary>'
CODE_CLOSES = "</details><!-- code -->"
PREFERRED = ("text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain")


class Section(NamedTuple):
    """A notebook in the report: its name, title, headings and HTML."""

    notebook: str
    title: str
    headings: list[Heading]
    html: str


def read_section(
    path: Path, *, values: Mapping[str, Any], notebooks: Collection[str], code: bool = True
) -> Section:
    """Read an executed notebook into a section.

    `values` are the parameters it ran with, `notebooks` the names of those in the same
    page; without `code`, code, parameters and solutions are left out, not folded away.
    """
    prose = Prose(path.stem, notebooks)
    cells = nbformat.read(path, as_version=4).cells
    shown = [_cell(cell, path, prose, values, code=code) for cell in cells]
    title = prose.headings[0].text if prose.headings else path.stem
    # Cells that follow each other and show nothing open together.
    html = "\n".join(filter(None, shown)).replace(f"{CODE_CLOSES}\n{CODE_OPENS}", "")
    return Section(path.stem, title, prose.headings, html)


def _cell(
    cell: NotebookNode, path: Path, prose: Prose, values: Mapping[str, Any], *, code: bool
) -> str:
    tags = cell.metadata.get("tags", [])
    if "injected-parameters" in tags or cell.cell_type == "raw":
        return ""
    if "parameters" in tags:
        return parameters_box(path, values) if code else ""
    if "solution" in tags and not code:
        return ""
    if cell.cell_type == "markdown":
        return prose.html(cell.source)
    outputs = "".join(_output(output, prose) for output in _streams_joined(cell.outputs))
    if "solution" in tags:
        return _solution(cell.source, outputs)
    return (_folded(cell.source) if code else "") + outputs


def parameters_box(path: Path, values: Mapping[str, Any]) -> str:
    """Show what a notebook could be told and what it was told in this run."""
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th>'
        f"<td>{escape(_told(values.get(name, parameter.default)))}</td>"
        f"<td>{escape(parameter.help)}</td></tr>"
        for name, parameter in declared(path).items()
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("name", "value", "what it sets"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        '<details class="parameters"><summary>Parameters of this run</summary>'
        f'<div class="press press-table">{scrolling(table, f"Parameters of {path.stem}")}</div>'
        "</details>"
    )


def _told(value: Any) -> str:
    told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return told or "–"


def _folded(source: str) -> str:
    if not source.strip():
        return ""
    return f"{CODE_OPENS}{_highlight(source)}{CODE_CLOSES}"


def _solution(source: str, outputs: str) -> str:
    shown = _highlight(source) + outputs
    return f'<details class="code"><summary>Solution</summary>{shown}</details>'


def _highlight(source: str) -> str:
    return UNCOLOURED.sub(r"\1", str(Highlight2HTML(pygments_lexer="python3")(source)))


def _output(output: NotebookNode, prose: Prose) -> str:
    if output.output_type == "stream":
        return _stream(output.text)
    kind = next((kind for kind in PREFERRED if kind in output.get("data", {})), None)
    return WRITERS[kind](output.data[kind], prose) if kind else ""


def _streams_joined(outputs: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    """Give outputs with streams that follow each other as one, as they stood on the screen."""
    for is_stream, own in groupby(outputs, key=lambda output: output.output_type == "stream"):
        if is_stream:
            yield nbformat.v4.new_output("stream", text="".join(output.text for output in own))
        else:
            yield from own


def _stream(text: str) -> str:
    # A progress bar writes over itself: what stood last is what a reader saw last.
    last = "\n".join(line.rsplit("\r", 1)[-1] for line in text.split("\n")).rstrip()
    return f'<pre class="output" tabindex="0">{ansi2html(last)}</pre>' if last else ""


def _html(content: str, prose: Prose) -> str:
    own = HOUSE_STYLE.sub("", content)
    if OWN.match(own) or "<table" not in content:
        return own
    bare = (
        FOREIGN_STYLE.sub("", content).replace(' border="1"', "").replace("<th></th>", "<td></td>")
    )
    return f'<div class="press press-table">{scrolling(bare, "Table")}</div>'


def _png(content: str, prose: Prose) -> str:
    data = "".join(content.split())
    return f'<img alt="Figure without a description" src="data:image/png;base64,{data}">'


def _plain(content: str, prose: Prose) -> str:
    if saved := SAVED.fullmatch(content):
        return f'<p class="saved">Saved as <a href="tables/{saved[1]}">{saved[1]}</a></p>'
    return f'<pre class="output" tabindex="0">{escape(content)}</pre>'


WRITERS: dict[str, Callable[[str, Prose], str]] = {
    "text/html": _html,
    "image/svg+xml": lambda content, prose: content,
    "image/png": _png,
    "text/markdown": lambda content, prose: prose.html(content),
    "text/plain": _plain,
}
