"""A run is written beside the last good one and takes its place when it is whole."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.report.parameters import RunError

RUN_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?")


def check_name(run: str) -> None:
    """Refuse a run's name that could lead out of the reports folder or hide in it."""
    if not RUN_NAME.fullmatch(run):
        raise RunError(f"run name {run!r}: use letters, digits, - and _ only, as in RUN=my-week")


@contextmanager
def staged(reports: Path, run: str) -> Iterator[Path]:
    """Give an empty folder to fill; it becomes reports/<run> when the block ends well.

    When the block raises, what it wrote becomes reports/<run>.failed and the earlier
    report stays as it was. Raises RunError when another run of that name is going on.
    """
    check_name(run)
    reports.mkdir(parents=True, exist_ok=True)
    # The lock file stays: taking it away would let two later runs lock two files of one name.
    with (reports / f".{run}.lock").open("w") as lock:
        _take(lock.fileno(), run)
        partial = reports / f".{run}.partial"
        _restore(reports, run)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            yield partial
        except KeyboardInterrupt:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        except BaseException:
            _replace(partial, reports / f"{run}.failed")
            raise
        _replace(partial, reports / run)
        shutil.rmtree(reports / f"{run}.failed", ignore_errors=True)


def _take(lock: int, run: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RunError(
            f"a run named {run!r} is going on: wait for it to end, or give another RUN=name"
        ) from None


def _replace(new: Path, place: Path) -> None:
    # Two renames and no copy: whoever looks finds the earlier folder or the new one, whole.
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _restore(reports: Path, run: str) -> None:
    # Between the two renames the machine may have stopped.
    old = reports / f".{run}.old"
    if old.is_dir() and not (reports / run).exists():
        old.rename(reports / run)
