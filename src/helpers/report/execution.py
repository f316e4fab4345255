"""One notebook, one fresh kernel."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from tqdm import tqdm  # type: ignore[import-untyped]
from traitlets.config import Config

from helpers.paths import ROOT
from helpers.report.choosing import VIEW
from helpers.report.parameters import RunError, declared

# Kernels speak to this process only; without this, each one warns that it does so in clear.
QUIET_KERNEL = Config({"KernelManager": {"transport_encryption": "auto"}})


class QuietKernelManager(AsyncKernelManager):
    """Starts kernels whose own log stays unseen; what cells write is in their outputs."""

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Start a kernel as jupyter_client does, without its error stream."""
        await self._async_start_kernel(**{**options, "stderr": subprocess.DEVNULL})


class NotebookError(RunError):
    """A notebook that did not run to its end."""


def execute(
    notebook: Path,
    kept: Path | None,
    *,
    parameters: Mapping[str, Any],
    timeout: int | None = None,
    progress: str = "",
) -> float:
    """Run a notebook in a fresh kernel, from the repository's folder, and give its seconds.

    `kept` is where the executed notebook goes, partial when it fails (None: nowhere);
    `timeout` the seconds allowed to one cell; `progress` the words before a progress
    bar over the cells, none when empty. Raises NotebookError with the cell and its cause.
    """
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    begun = time.monotonic()
    try:
        executed = papermill.execute_notebook(
            notebook,
            kept,
            parameters=dict(parameters),
            kernel_name="python3",
            cwd=ROOT,
            config=QUIET_KERNEL,
            kernel_manager_class=QuietKernelManager,
            execution_timeout=timeout,
            progress_bar={"desc": progress, "leave": False} if progress else False,
        )
    except papermill.PapermillExecutionError as fault:
        if fault.ename == "KeyboardInterrupt":
            raise KeyboardInterrupt from None
        raise NotebookError(_failed(notebook, fault)) from None
    except (RuntimeError, TimeoutError) as fault:
        raise NotebookError(_died(notebook, kept, fault)) from None
    _check_whole(notebook, executed)
    if kept and "widgets" in executed.metadata:
        nbformat.write(_without_choices(executed), kept)
    return time.monotonic() - begun


def execute_all(notebooks: Sequence[Path], *, parameters: Mapping[str, Any]) -> None:
    """Run notebooks one after the other, each with those of the parameters it declares."""
    # On the output stream: JupyterLab shows what is on the error stream as an alarm.
    for notebook in tqdm(notebooks, "running what is missing", leave=False, file=sys.stdout):
        own = {name: parameters[name] for name in declared(notebook) if name in parameters}
        execute(notebook, None, parameters=own)


def cell_number(notebook: Path, source: str) -> int | None:
    """Give the place (from 1) of a cell in the notebook as written, by its source."""
    cells = nbformat.read(notebook, as_version=4).cells
    return next((k for k, cell in enumerate(cells, 1) if cell.source == source), None)


def _failed(notebook: Path, fault: papermill.PapermillExecutionError) -> str:
    said = " ".join(str(fault.evalue).split())
    place = cell_number(notebook, fault.source)
    where = f"cell {place}" if place else "its parameters"
    return f"{notebook.stem} stopped at {where}: {fault.ename}: {said}"


def _died(notebook: Path, kept: Path | None, fault: Exception) -> str:
    # Neither a dead kernel nor a time-out leaves an error in the notebook: the cell that
    # began last is the one.
    cells = nbformat.read(kept, as_version=4).cells if kept and kept.is_file() else []
    last = next((cell for cell in reversed(cells) if _began(cell)), None)
    where = f"cell {cell_number(notebook, last.source)}" if last else "an unknown cell"
    if isinstance(fault, TimeoutError) or "Timeout" in type(fault).__name__:
        return f"{notebook.stem} stopped at {where}: it took longer than the time allowed"
    return f"{notebook.stem} stopped at {where}: the kernel died (out of memory, or ended)"


def _began(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("papermill", {}).get("start_time"))


def _without_choices(executed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    # No kernel stands behind what is kept: a list would stay, and choosing from it do nothing.
    del executed.metadata["widgets"]
    for output in (output for cell in executed.cells for output in cell.get("outputs", ())):
        if "text/html" in output.get("data", ()):
            output.data.pop(VIEW, None)
    return executed


def _check_whole(notebook: Path, executed: nbformat.NotebookNode) -> None:
    # A SystemExit ends a notebook early and counts as success for papermill.
    for cell in executed.cells:
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            place = cell_number(notebook, cell.source)
            raise NotebookError(f"{notebook.stem} ended before cell {place}: a cell left it early")
