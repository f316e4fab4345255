"""The command behind `make report`: the notebooks in their order, then their report."""

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

from helpers.corpus.errors import CorpusError
from helpers.corpus.files import read_files
from helpers.paths import CORPUS, NOTEBOOKS, REPORTS, ROOT
from helpers.report.blocks import SCRIPT_CLOSES, SCRIPT_OPENS, STYLE_CLOSES, STYLE_OPENS
from helpers.report.execution import execute
from helpers.report.findings import collect_findings, write_collected
from helpers.report.manifest import make_manifest, shown
from helpers.report.parameters import RunError, check_parameters, declared, read_parameters
from helpers.report.staging import check_name, staged

INTERRUPTED = 130
STYLE = re.compile(f"{re.escape(STYLE_OPENS)}.*?{re.escape(STYLE_CLOSES)}", re.S)
SCRIPT = re.compile(f"{re.escape(SCRIPT_OPENS)}.*?{re.escape(SCRIPT_CLOSES)}", re.S)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status: 0, 1 for a fault, 130 when interrupted."""
    options = _options().parse_args(arguments)
    try:
        folder = make_report(
            corpus=options.corpus,
            run=options.run,
            parameters=options.parameters,
            only=options.notebooks,
            timeout=options.timeout,
        )
    except RunError as fault:
        _say(f"make report: {fault}")
        return 1
    except KeyboardInterrupt:
        _say("make report: interrupted; the earlier report, if any, is as it was")
        return INTERRUPTED
    _say(f"The report is {shown(folder / 'index.html')} (and report.pdf beside it).")
    return 0


def make_report(
    *,
    corpus: Path | None,
    run: str,
    parameters: Path | None = None,
    only: Sequence[str] = (),
    timeout: int | None = None,
) -> Path:
    """Run the notebooks on a corpus and render what they found; gives the run's folder.

    `only` are names or numbers of notebooks (all when empty). Everything that can be
    checked is checked before a kernel starts. Raises RunError, one line each.
    """
    check_name(run)
    notebooks = choose_notebooks(NOTEBOOKS, only)
    given = read_parameters(parameters)
    folder = (corpus or ROOT / str(given.get("corpus", CORPUS))).resolve()
    check_corpus(folder)
    source = shown(parameters) if parameters else "parameters"
    if "output" in given:
        raise RunError(f"{source}: output is not set here; name the run instead, with RUN=name")
    values = check_parameters(given, notebooks, source=source)
    with staged(REPORTS, run) as partial:
        final = REPORTS / run
        places = {"corpus": shown(folder), "output": shown(partial)}
        try:
            seconds = run_notebooks(notebooks, partial, values, places, timeout=timeout)
        except RunError as fault:
            kept = REPORTS / f"{run}.failed" / "notebooks"
            raise RunError(f"{fault} (partial notebook: {shown(kept)}/)") from None
        for path in (partial / "notebooks").glob("*.ipynb"):
            tidy(path, shown(partial), shown(final))
        write_collected(partial, collect_findings(partial))
        inputs = [path for path in folder.iterdir() if path.is_file()]
        manifest = make_manifest(
            run=run,
            parameters=effective(notebooks, values, {**places, "output": shown(final)}),
            inputs=[*inputs, *([parameters.resolve()] if parameters else [])],
            seconds=seconds,
        )
        _write_json(partial / "manifest.json", manifest)
        render(partial)
    return final


def choose_notebooks(folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """Give the notebooks NN-*.ipynb of a folder in their order, or those named in `only`."""
    found = sorted(folder.glob("[0-9][0-9]-*.ipynb"))
    if not found:
        raise RunError(f"{shown(folder)} holds no notebook named like 01-describe-the-corpus.ipynb")
    chosen = []
    for name in only:
        wanted = name.removesuffix(".ipynb")
        match = [path for path in found if wanted in (path.stem, path.stem[:2])]
        if not match:
            names = ", ".join(path.stem for path in found)
            raise RunError(f"no notebook is named {name!r}: choose from {names}")
        chosen += match
    return sorted(set(chosen)) if only else found


def check_corpus(folder: Path) -> None:
    """Refuse a folder without articles before anything long begins."""
    try:
        read_files(folder)
    except CorpusError as fault:
        raise RunError(str(fault)) from None


def run_notebooks(
    notebooks: Sequence[Path],
    folder: Path,
    values: Mapping[str, Mapping[str, Any]],
    places: Mapping[str, str],
    *,
    timeout: int | None = None,
) -> dict[str, float]:
    """Run notebooks one after the other into folder/notebooks; gives the seconds of each."""
    (folder / "notebooks").mkdir(exist_ok=True)
    seconds = {}
    for place, notebook in enumerate(notebooks, 1):
        own = {name: value for name, value in places.items() if name in declared(notebook)}
        bar = f"{notebook.stem} ({place} of {len(notebooks)})" if sys.stderr.isatty() else ""
        seconds[notebook.stem] = execute(
            notebook,
            folder / "notebooks" / notebook.name,
            parameters={**values[notebook.stem], **own},
            timeout=timeout,
            progress=bar,
        )
        _say(f"{place}/{len(notebooks)}  {notebook.stem:<28} {seconds[notebook.stem]:6.1f} s")
    return seconds


def effective(
    notebooks: Sequence[Path], values: Mapping[str, Mapping[str, Any]], places: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Give every parameter of every notebook with the value it had in this run."""
    return {
        path.stem: {
            name: {**values[path.stem], **places}.get(name, parameter.default)
            for name, parameter in declared(path).items()
        }
        for path in notebooks
    }


def tidy(path: Path, staged_at: str, final: str) -> None:
    """Take papermill's times out of a kept notebook and name the folder it will lie in."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    _keep_style_once(notebook)
    text = nbformat.writes(notebook).replace(staged_at, final)
    path.write_text(text + "\n", encoding="utf-8")


def _keep_style_once(notebook: nbformat.NotebookNode) -> None:
    """Leave the style in the first block and the script in the last, as one page needs them."""
    data = [output.data for cell in notebook.cells for output in cell.get("outputs", ())
            if "text/html" in output.get("data", {})]  # fmt: skip
    for pattern, blocks in ((STYLE, data), (SCRIPT, data[::-1])):
        having = [own for own in blocks if pattern.search(own["text/html"])]
        for own in having[1:]:
            own["text/html"] = pattern.sub("", own["text/html"])


def render(folder: Path) -> None:
    """Write index.html, the evidence pages and report.pdf of a run's folder."""
    from helpers.report.document import write_pdf
    from helpers.report.site import write_site

    begun = time.monotonic()
    for lack in write_site(folder):
        _say(f"note: {lack}")
    write_pdf(folder)
    _say(f"rendered in {time.monotonic() - begun:.1f} s")


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers.report", description="Run the notebooks and write their report."
    )
    add = parser.add_argument
    add("--corpus", type=Path, help="folder of .txt articles (default: data/corpus)")
    add("--run", default="sample", help="name of the run: the report goes to reports/RUN")
    add("--parameters", type=Path, help="YAML file, one `name: value` a line")
    add("--notebooks", nargs="+", default=[], metavar="NN", help="only these notebooks")
    add("--timeout", type=int, help="seconds that one cell may take (default: no limit)")
    return parser


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
