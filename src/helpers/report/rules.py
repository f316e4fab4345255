"""`python -m helpers.report.rules`: the rules that notebooks and README keep."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.paths import NOTEBOOKS, ROOT
from helpers.report.parameters import Parameter, RunError, declared, parameter_cells

NAME = re.compile(r"\d\d-[a-z]+(-[a-z]+)+|06-findings")
LINES = 25
BANNED_WORDS = re.compile(r"\b(simply|obviously|just)\b", re.I)
BANNED_CODE = {
    "changes sys.path": re.compile(r"\bsys\.path\b"),
    "changes the working directory": re.compile(r"\bos\.chdir\b|^\s*%cd\b", re.M),
    "installs something": re.compile(r"\b(pip|conda|mamba)\s+install\b|%pip\b|%conda\b"),
    "downloads something": re.compile(
        r"nltk\.download|urllib\.request|\brequests\.\w+\(|\burlopen\(|['\"]https?://"
    ),
    "leaves the folder with ../": re.compile(r"\.\./"),
}
QUOTED = re.compile(r"`[^`]*`|```.*?```|\[[^\]]*\]\([^)]*\)|«[^»]*»|“[^”]*”", re.S)
KINDS = re.compile(r"str|int|float|bool|list\[str\]")
COMMON = ("corpus", "output", "first_day", "last_day", "outlets", "seed")
LAST_HEADINGS = ("What was saved", "Where to go next")
WITHOUT_ENDING = ("00", "06")


def check_notebook(path: Path) -> list[str]:
    """Give the faults of one notebook, each a line that begins with its name."""
    notebook = nbformat.read(path, as_version=4)
    rules = (check_name, check_kernel, check_outputs, check_code, check_prose, check_headings)
    faults = [fault for rule in rules for fault in rule(path, notebook)]
    return [f"{path.name}: {fault}" for fault in [*faults, *check_parameters_cell(path)]]


def check_name(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """A notebook is named NN-verb-object."""
    if not NAME.fullmatch(path.stem):
        yield "its name is not like 03-attribute-quotations"


def check_kernel(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """A notebook names the kernel python3, which every environment has."""
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        yield f"its kernel is {kernel!r}, not 'python3'"


def check_outputs(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """A notebook is kept without outputs; readers look at the last run."""
    for place, cell in _code(notebook):
        if cell.outputs or cell.execution_count is not None:
            yield f"cell {place} keeps an output or an execution count: clear all outputs"
    if "papermill" in notebook.metadata:
        yield "its metadata tells of a run: clear `papermill` from it"


def check_code(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """Code cells are short, and neither fetch, install nor move."""
    for place, cell in _code(notebook):
        if len(lines := cell.source.splitlines()) > LINES:
            yield f"cell {place} has {len(lines)} lines: keep to {LINES}, move what can to helpers"
        for fault, pattern in BANNED_CODE.items():
            if pattern.search(cell.source):
                yield f"cell {place} {fault}"


def check_prose(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """Prose does without the words that make a reader feel slow."""
    for place, cell in _cells(notebook, "markdown"):
        for word in BANNED_WORDS.findall(QUOTED.sub(" ", cell.source)):
            yield f"cell {place} says {word!r}: say it without"


def check_headings(path: Path, notebook: NotebookNode) -> Iterator[str]:
    """One title, no level left out, and the two headings that end every notebook."""
    headings = [heading for _, cell in _cells(notebook, "markdown") for heading in _headings(cell)]
    levels = [level for level, _ in headings]
    if not levels or levels[0] != 1 or levels.count(1) != 1:
        yield "it needs one title (#), in its first heading"
    for before, (level, words) in zip(levels, headings[1:], strict=False):
        if level > before + 1:
            yield f"the heading {words!r} leaves out a level"
    ending = tuple(words for _, words in headings[-2:])
    if not path.name.startswith(WITHOUT_ENDING) and ending != LAST_HEADINGS:
        yield f"it must end with the headings {LAST_HEADINGS[0]!r} and {LAST_HEADINGS[1]!r}"


def check_parameters_cell(path: Path) -> Iterator[str]:
    """One `parameters` cell, of a form that papermill reads."""
    cells = parameter_cells(path)
    if not cells and path.name.startswith("00"):
        return
    if len(cells) != 1:
        yield f"it has {len(cells)} cells tagged `parameters`, not one"
        return
    try:
        parameters = declared(path)
    except RunError as fault:
        yield str(fault)
        return
    for parameter in parameters.values():
        yield from check_parameter(parameter)
    for line in cells[0].splitlines():
        if line.count("=") > 1:
            yield f"parameters: a second '=' in {line.strip()!r} misleads papermill"


def check_parameter(parameter: Parameter) -> Iterator[str]:
    """A parameter has a plain annotation, a default of that type without #, and a help text."""
    if not KINDS.fullmatch(parameter.kind):
        yield f"parameter {parameter.name}: annotate it as str, int, float, bool or list[str]"
    elif not _default_fits(parameter):
        yield f"parameter {parameter.name}: its default is not of type {parameter.kind}"
    if "#" in str(parameter.default):
        yield f"parameter {parameter.name}: '#' in its default cuts the line short for papermill"
    if not parameter.help:
        yield f"parameter {parameter.name}: say in a comment what it sets"


def check_together(paths: Iterable[Path]) -> Iterator[str]:
    """A parameter that several notebooks declare is the same in each."""
    seen: dict[str, Parameter] = {}
    for path in paths:
        try:
            parameters = declared(path)
        except RunError:
            continue
        for name, parameter in parameters.items():
            first = seen.setdefault(name, parameter)
            same = (first.kind, first.default) == (parameter.kind, parameter.default)
            if name in COMMON and not same:
                yield f"{path.name}: parameter {name} is not as {first.notebook} declares it"


def check_commands(readme: Path, makefile: Path) -> Iterator[str]:
    """Every `make …` of the README is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile.read_text(encoding="utf-8"), re.M))
    code = re.findall(r"`+[^`]+`+", readme.read_text(encoding="utf-8"))
    for command in re.findall(r"\bmake ([a-z][\w-]*)", "\n".join(code)):
        if command not in targets:
            yield f"{readme.name}: `make {command}` is not in the Makefile"


def faults_of(root: Path = ROOT, notebooks: Path = NOTEBOOKS) -> list[str]:
    """Give every fault of the collection, a line each."""
    paths = sorted(notebooks.glob("*.ipynb"))
    return [
        *(fault for path in paths for fault in check_notebook(path)),
        *check_together(paths),
        *check_commands(root / "README.md", root / "Makefile"),
    ]


def main() -> int:
    """Write every fault to the error stream; gives 1 when there is one, else 0."""
    faults = faults_of()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return int(bool(faults))


def _cells(notebook: NotebookNode, kind: str) -> Iterator[tuple[int, NotebookNode]]:
    return ((k, cell) for k, cell in enumerate(notebook.cells, 1) if cell.cell_type == kind)


def _code(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    return _cells(notebook, "code")


def _headings(cell: NotebookNode) -> list[tuple[int, str]]:
    bare = re.sub(r"```.*?```", "", cell.source, flags=re.S)
    found = re.findall(r"^(#{1,6})\s+(.+?)\s*#*$", bare, re.M)
    return [(len(marks), words) for marks, words in found]


def _default_fits(parameter: Parameter) -> bool:
    if parameter.kind == "list[str]":
        value: Any = parameter.default
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    return type(parameter.default).__name__ == parameter.kind


if __name__ == "__main__":
    sys.exit(main())
