"""A run: the folder in which one execution of the notebooks leaves what it made."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from helpers.paths import resolve
from helpers.report.blocks import Block
from helpers.report.counts import keep, keep_exhibits, row_of
from helpers.report.figures import draw, title_of
from helpers.report.findings import (
    Finding,
    Findings,
    findings_path,
    show_finding,
    stamp_of,
    write_findings,
)
from helpers.report.style import keep_colours
from helpers.report.tables import folded_numbers
from helpers.report.told import Rows, Said, Told

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Run:
    """Where one notebook of a run saves its tables, figures and findings.

    Made by `open_run`. Attributes: `folder`, the run's folder (absolute), and
    `notebook`, the name of the notebook that saves here.
    """

    def __init__(self, folder: Path, notebook: str, found_in: Mapping[str, Any]) -> None:
        """Point at a folder that exists; notebooks call `open_run` instead."""
        self.folder, self.notebook = folder, notebook
        self._found_in, self._stamp = plain(dict(found_in)), stamp_of(found_in)
        self._findings: dict[str, Finding] = {}
        self._files: dict[str, None] = {}
        self._keep()

    def save_table(self, frame: pd.DataFrame, name: str) -> Path:
        """Save a frame as tables/<name>.csv and give its path.

        UTF-8, one header line, no index (give a meaningful index a column first), ISO
        days, lists as JSON, true and false in lower case, nothing for a missing value.
        The cleaned text of `articles` stays out: its sentences are a table of their own.
        Raises ValueError when the name is not lower-case letters, digits and hyphens.
        """
        kept = frame.drop(columns="text", errors="ignore") if name == "articles" else frame
        path = self._path("tables", name, ".csv")
        write_csv(kept, path)
        return path

    def save_figure(
        self,
        figure: Figure,
        name: str,
        *,
        numbers: pd.DataFrame,
        alt: str,
        evidence: Mapping[Any, Any] | None = None,
        told: Said = (),
    ) -> Block:
        """Save a figure as SVG and PNG with its numbers as CSV, close it, and show it.

        `numbers` is the frame that was drawn; `alt` says in a sentence or two what the
        figure shows to who cannot see it (required). `evidence` gives the rows behind
        columns of `numbers`, and `told` those behind numbers of the title, as for `table`: they
        are shown folded under the figure.
        Returns what the cell shows: the SVG itself, so that the report needs no file
        beside it.
        """
        if not alt.strip():
            raise ValueError(f"figure {name!r} has no text alternative: say in alt what it shows")
        path = self._path("figures", name, ".svg")
        write_csv(numbers, path.with_suffix(".csv"))
        beneath = ""
        if evidence:
            title = title_of(figure) or alt
            beneath = folded_numbers(numbers, evidence, name=name, title=title, told=told)
        return draw(figure, path, label=f"{self.notebook[:2]}-{name}", alt=alt, beneath=beneath)

    def add_finding(
        self,
        id: str,
        text: str,
        *,
        value: Any,
        interval: Sequence[float] | None = None,
        n: int | None = None,
        evidence: Rows | Said = (),
    ) -> Block:
        """Keep a finding of this notebook and show its sentence.

        `id` is unique in the report (`speakers-officials-share`); a second finding with
        the same id replaces the first. `value` is the number that the text prints,
        `interval` its 95% interval, `n` what it was computed from. `evidence` are the
        ids of the rows that the number counts (quotation_id, sentence_id, article_id), of
        which there are `value`, or a share `value` of `n`; a number made otherwise needs
        a `Counted`. Pairs give them for several numbers, each as the text prints it, that of
        `value` first: `[("52%", ids), ("46", others)]`. Raises ValueError for a number
        that the text does not print.
        """
        if not NAME.fullmatch(id):
            raise ValueError(f"finding id {id!r}: use lower-case letters, digits and hyphens")
        bounds = None if interval is None else [float(bound) for bound in interval]
        count = None if n is None else int(n)
        # French marks keep their spaces, and a line of the report must not break at them.
        text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
        told = Told(text, plain(value), bounds, count)
        cells, at = told.cells(evidence)
        rows = list(dict.fromkeys(row_of(str(row)) for row in cells[0][-1].rows))
        finding = Finding(id, text, told.value, bounds, count, self.notebook, rows)
        self._findings[id] = finding
        self._keep()
        if rows or len(cells) > 1:
            keep("finding", id, text, cells, at)
        return show_finding(finding)

    def _keep(self) -> None:
        kept = Findings(
            self._found_in, self._stamp, list(self._findings.values()), list(self._files)
        )
        write_findings(findings_path(self.folder, self.notebook), kept)

    def _path(self, kind: str, name: str, suffix: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(f"{kind} name {name!r}: use lower-case letters, digits and hyphens")
        path = self.folder / kind / f"{name}{suffix}"
        self._files[path.relative_to(self.folder).as_posix()] = None
        self._keep()
        return path


def open_run(output: str | Path, notebook: str, **found_in: Any) -> Run:
    """Open the folder in which a notebook saves tables, figures and findings.

    `output` is a folder such as `reports/lab`, absolute or relative to the repository;
    `notebook` the notebook's own name (`03-attribute-quotations`), which its findings
    carry; `found_in` the parameters that say in what they were found (`corpus=corpus,
    first_day=first_day, last_day=last_day, outlets=outlets`), so that findings of one
    corpus are never gathered with those of another. Earlier findings of the same
    notebook are dropped; nothing else is.
    """
    folder = resolve(output)
    for part in ("tables", "figures", "findings"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    keep_colours(folder / "colours.json")
    keep_exhibits(folder / "evidence", notebook)
    return Run(folder, notebook, found_in)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as every table of a run is written."""
    cells = {column: [_cell(value) for value in frame[column]] for column in frame.columns}
    pd.DataFrame(cells, columns=frame.columns, dtype=object).to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n"
    )


def plain(value: Any) -> Any:
    """Give a value of numpy or pandas as the value of Python that JSON can write."""
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and np.isnan(value):
        return None
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Any:
    simple = plain(value)
    if isinstance(simple, bool):
        return "true" if simple else "false"
    return json.dumps(simple, ensure_ascii=False) if isinstance(simple, list | dict) else simple
