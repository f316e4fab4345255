"""One source, three papers: student notebooks, teacher notebooks, slides."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode

from helpers.report.execution import execute
from helpers.teaching.slides import slides_of

SOLUTION, CHECK, ANSWER = "solution", "check", "answer"
PROMPT = "# Your answer"
MARKDOWN_PROMPT = "*Your answer:*"


class Handouts(NamedTuple):
    """The files made of one notebook."""

    student: Path
    teacher: Path
    slides: Path


def write_handouts(notebook: Path, folder: Path) -> Handouts:
    """Write the student's and the teacher's notebook and the slides of one notebook.

    The notebook is run once, into `folder`/run, so that the teacher's version and the slides
    carry its results; the student's has none. Raises NotebookError when a cell fails.
    """
    kept = folder / "run" / notebook.name
    files = Handouts(
        folder / "student" / notebook.name,
        folder / "teacher" / notebook.name,
        (folder / "slides" / notebook.name).with_suffix(".html"),
    )
    for path in (kept, *files):
        path.parent.mkdir(parents=True, exist_ok=True)
    execute(notebook, kept, parameters={"output": str(folder / "run")})
    executed = without_run(nbformat.read(kept, as_version=4))
    nbformat.write(student_version(nbformat.read(notebook, as_version=4)), files.student)
    nbformat.write(teacher_version(executed), files.teacher)
    nbformat.write(without_solutions(executed), kept)
    files.slides.write_text(slides_of(kept), encoding="utf-8")
    return files


def student_version(notebook: NotebookNode) -> NotebookNode:
    """Give a notebook whose solutions are blank answers, with the checks that go with them.

    A code cell tagged `solution` becomes a cell tagged `answer` that names what the next cell
    tagged `check` looks at; a Markdown cell becomes a place to write. Checks say what holds.
    """
    made = copy.deepcopy(notebook)
    for k, cell in enumerate(made.cells):
        tags = cell.metadata.get("tags", [])
        if SOLUTION in tags:
            names = checked_names(notebook, k)
            cell.source = _blank(names) if cell.cell_type == "code" else MARKDOWN_PROMPT
            cell.metadata["tags"] = [ANSWER]
        elif CHECK in tags:
            cell.source = _checking(checked_names(notebook, k), cell.source)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return made


def teacher_version(notebook: NotebookNode) -> NotebookNode:
    """Give a notebook in which every solution and every check says what it is."""
    made = copy.deepcopy(notebook)
    made.cells = [part for cell in made.cells for part in _told(cell)]
    return made


def without_solutions(notebook: NotebookNode) -> NotebookNode:
    """Give a notebook without its solutions and checks, as it is shown on slides."""
    made = copy.deepcopy(notebook)
    hidden = {SOLUTION, CHECK}
    made.cells = [c for c in made.cells if not hidden & set(c.metadata.get("tags", []))]
    return made


def without_run(notebook: NotebookNode) -> NotebookNode:
    """Give an executed notebook without the marks of the run, its outputs kept."""
    made = copy.deepcopy(notebook)
    made.metadata.pop("papermill", None)
    made.cells = [c for c in made.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for cell in made.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
    return made


def checked_names(notebook: NotebookNode, place: int) -> list[str]:
    """Give the names that the solution at or before a place assigns and its check looks at."""
    cells = notebook.cells
    solution = next(
        (c for c in reversed(cells[: place + 1]) if SOLUTION in c.metadata.get("tags", [])), None
    )
    if solution is None or solution.cell_type != "code":
        return []
    after = cells[cells.index(solution) + 1 :]
    check = after[0] if after and CHECK in after[0].metadata.get("tags", []) else None
    if check is None:
        return []
    looked_at = {name.id for name in _names(check.source, ast.Load)}
    assigned = (name.id for name in _names(solution.source, ast.Store))
    return [name for name in dict.fromkeys(assigned) if name in looked_at]


def _names(source: str, context: type[ast.expr_context]) -> Iterator[ast.Name]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            yield node


def _blank(names: list[str]) -> str:
    if not names:
        return f"{PROMPT}\n"
    blanks = [f"{name} = ..." for name in names]
    return "\n".join([f"{PROMPT}: write it in place of the three dots", *blanks])


def _checking(names: list[str], source: str) -> str:
    given = ", ".join(f"{name}={name}" for name in names)
    return (
        f"from helpers import teaching\n\nwith teaching.check({given}):\n"
        f'{indent(source.rstrip(), "    ")}\n"{", ".join(names)}: this holds."'
    )


def _told(cell: NotebookNode) -> list[NotebookNode]:
    tags = cell.metadata.get("tags", [])
    words = {SOLUTION: "**Solution.**", CHECK: "**Check**, which students run on their answer."}
    said = next((words[tag] for tag in (SOLUTION, CHECK) if tag in tags), None)
    if said is None:
        return [cell]
    marker = nbformat.v4.new_markdown_cell(said, id=f"told-{cell.id}"[:64])
    return [marker, cell]
