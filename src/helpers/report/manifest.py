"""What a run was made from, so that it can be cited and made again."""

import hashlib
import platform
import re
import resource
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from helpers.paths import ROOT

PACKAGE = "press-notebooks"


def make_manifest(
    *,
    run: str,
    parameters: Mapping[str, Mapping[str, Any]],
    inputs: Iterable[Path],
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Tell a run's name, day, parameters, inputs, versions and times as one mapping.

    `parameters` are those of each notebook, `inputs` the files read, `seconds` what
    each notebook took. Peak memory is that of the largest kernel, in megabytes.
    """
    return {
        "run": run,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": parameters,
        "inputs": {shown(path): _sha256(path) for path in sorted(inputs)},
        "git": git_state(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": versions(),
        "seconds": {notebook: round(spent, 1) for notebook, spent in seconds.items()},
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def shown(path: Path) -> str:
    """Give a path as a reader should see it: from the repository when it lies there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def versions() -> dict[str, str]:
    """Give the versions of the collection and of the packages it names as dependencies."""
    try:
        named = [re.split(r"[^\w.-]", line)[0] for line in requires(PACKAGE) or ()]
        return {name: version(name) for name in [PACKAGE, *named] if _installed(name)}
    except PackageNotFoundError:
        return {}


def git_state() -> dict[str, Any]:
    """Give the git revision and whether files differ from it; empty outside a repository."""
    revision = _git("rev-parse", "HEAD")
    return (
        {"revision": revision, "changed": bool(_git("status", "--porcelain"))} if revision else {}
    )


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
