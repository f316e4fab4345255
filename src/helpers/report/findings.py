"""Findings: sentences with a number in them, and the rows that the number counts."""

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.cache import fingerprint
from helpers.paths import NOTEBOOKS, resolve
from helpers.report.blocks import Block
from helpers.report.parameters import declared


class Finding(NamedTuple):
    """A sentence of the report with a number in it."""

    id: str
    text: str
    value: Any
    interval: list[float] | None
    n: int | None
    notebook: str
    evidence: list[str]


class Findings(NamedTuple):
    """What one notebook found, in what, and the files it saved.

    `found_in` are the parameters that say in what; `stamp` fingerprints the files that
    they name, the helpers and the lexicons.
    """

    found_in: dict[str, Any]
    stamp: str
    findings: list[Finding]
    files: list[str]


def gather_findings(
    output: str | Path, *, notebooks: Path = NOTEBOOKS, **parameters: Any
) -> pd.DataFrame:
    """Gather what the notebooks of a run found; saves findings.json in the run's folder.

    `parameters` are those of the calling notebook (`corpus=corpus, first_day=…`). A
    notebook whose findings are missing, were found in another corpus or by other helpers,
    or that was left half-way, is run first, with the same parameters. Returns a frame, a
    row a finding: id, text, value, interval, n, notebook, evidence (list of row ids).
    Raises ValueError when two notebooks use one id, RunError when a notebook fails.
    """
    folder = resolve(output)
    # A lexicon may have been edited since this kernel first asked.
    fingerprint.cache_clear()
    missing = [
        path
        for path in sorted(notebooks.glob("[0-9][0-9]-*.ipynb"))
        if "add_finding(" in path.read_text(encoding="utf-8")
        and not _are_current(findings_path(folder, path.stem), path, parameters)
    ]
    if missing:
        # Imported here: it takes a second, which a notebook that misses nothing need not pay.
        from helpers.report.execution import execute_all

        execute_all(missing, parameters={**parameters, "output": str(output)})
    found = collect_findings(folder)
    write_collected(folder, found)
    return pd.DataFrame(found, columns=list(Finding._fields))


def _are_current(kept_in: Path, notebook: Path, parameters: Mapping[str, Any]) -> bool:
    kept = read_findings(kept_in)
    if kept is None or kept.stamp != stamp_of(kept.found_in):
        return False
    if not saves_of(notebook) <= set(kept.files):
        return False
    shared = set(kept.found_in) & set(parameters) & set(declared(notebook))
    return all(kept.found_in[name] == parameters[name] for name in shared)


def saves_of(notebook: Path) -> set[str]:
    """Give the files that a notebook saves whatever its data, as its findings list them."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return {file for source in sources for file in _saves(source)}


def _saves(source: str) -> Iterator[str]:
    try:
        waiting: list[ast.AST] = [ast.parse(source)]
    except SyntaxError:
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If | ast.IfExp | ast.FunctionDef | ast.Lambda):
            continue
        waiting += ast.iter_child_nodes(node)
        match node:
            case ast.Call(ast.Attribute(attr="save_table"), [_, ast.Constant(str(name)), *_]):
                yield f"tables/{name}.csv"
            case ast.Call(ast.Attribute(attr="save_figure"), [_, ast.Constant(str(name)), *_]):
                yield f"figures/{name}.svg"


def collect_findings(folder: Path) -> list[Finding]:
    """Give the findings that a run's notebooks kept, in the order of notebooks and cells."""
    found: dict[str, Finding] = {}
    for path in sorted((folder / "findings").glob("*.json")):
        kept = read_findings(path)
        for finding in kept.findings if kept else ():
            if finding.id in found:
                both = f"{found[finding.id].notebook} and {finding.notebook}"
                raise ValueError(f"finding id {finding.id!r} is used by {both}: rename one")
            found[finding.id] = finding
    return list(found.values())


def write_collected(folder: Path, findings: Iterable[Finding]) -> None:
    """Write findings.json, the one list of a run's findings."""
    content = [finding._asdict() for finding in findings]
    (folder / "findings.json").write_text(_json(content), encoding="utf-8")


def findings_path(folder: Path, notebook: str) -> Path:
    """Give the file in which a notebook of a run keeps its findings."""
    return folder / "findings" / f"{notebook}.json"


def read_findings(path: Path) -> Findings | None:
    """Read what one notebook found; None when it has not been run."""
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    return Findings(**{**content, "findings": [Finding(**found) for found in content["findings"]]})


def write_findings(path: Path, kept: Findings) -> None:
    """Write what one notebook found."""
    findings = [finding._asdict() for finding in kept.findings]
    path.write_text(_json({**kept._asdict(), "findings": findings}), encoding="utf-8")


def stamp_of(found_in: Mapping[str, Any]) -> str:
    """Fingerprint the helpers, the lexicons, and the files of the folders that are named."""
    digest = hashlib.sha256(fingerprint().encode())
    named = [resolve(value) for value in found_in.values() if isinstance(value, str) and value]
    for path in sorted(path for folder in named if folder.is_dir() for path in folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def show_finding(finding: Finding) -> Block:
    """Show a finding where it was found; the report adds the way to its evidence."""
    html = (
        f'<div class="press press-finding" id="finding-{escape(finding.id)}">'
        f"<p>{escape(finding.text)}<!-- evidence of {escape(finding.id)} --></p></div>"
    )
    return Block(html, finding.text)


def show_findings(findings: pd.DataFrame | Sequence[Finding]) -> Block:
    """Show gathered findings as a list; the report adds the way to each one's place and rows."""
    frame = pd.DataFrame(findings, columns=list(Finding._fields))
    found = [Finding(*row) for row in frame.itertuples(index=False)]
    items = "".join(
        f"<li><p>{escape(finding.text)}<!-- ways of {escape(finding.id)} --></p></li>"
        for finding in found
    )
    html = f'<div class="press press-findings"><ol>{items}</ol></div>'
    return Block(html, "\n".join(finding.text for finding in found))


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
