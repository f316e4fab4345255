"""`python -m helpers.teaching`: student and teacher notebooks and slides, into handouts/."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from helpers.paths import NOTEBOOKS, ROOT, resolve
from helpers.report.parameters import RunError
from helpers.teaching.handouts import write_handouts


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the handouts of every notebook; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m helpers.teaching", description=__doc__)
    parser.add_argument("--folder", default="handouts", help="where the handouts go")
    parser.add_argument(
        "--notebooks",
        nargs="*",
        default=[],
        help="names such as 05-check-by-hand; all when left out",
    )
    given = parser.parse_args(arguments)
    folder = resolve(given.folder)
    try:
        _write(_chosen(given.notebooks), folder)
    except RunError as fault:
        sys.stderr.write(f"handouts: {fault}\n")
        return 1
    shutil.rmtree(folder / "run")
    sys.stdout.write(f"Handouts are in {_told(folder)}: student/, teacher/ and slides/\n")
    return 0


def _write(notebooks: Sequence[Path], folder: Path) -> None:
    for notebook in tqdm(notebooks, "making handouts", leave=False, disable=None):
        write_handouts(notebook, folder)


def _chosen(names: Sequence[str]) -> list[Path]:
    paths = {path.stem: path for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))}
    if unknown := [name for name in names if name not in paths]:
        raise RunError(f"no notebook is named {unknown[0]}: choose from {', '.join(paths)}")
    return [paths[name] for name in names] or list(paths.values())


def _told(folder: Path) -> Path:
    return folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder


if __name__ == "__main__":
    sys.exit(main())
