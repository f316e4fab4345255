"""Imports run one way; the plan in CONTRIBUTING.md says which."""

import ast
from pathlib import Path

import pytest

from helpers.paths import ROOT

PACKAGES = ROOT / "src" / "helpers"
MAY_IMPORT = {
    "language": set(),
    "corpus": {"language"},
    "statistics": {"language"},
    "quotations": {"language"},
    "framing": {"language", "quotations"},
    "evaluation": {"language"},
    # The runner asks the corpus, before a kernel starts, whether a folder can be read.
    "report": {"corpus"},
    "teaching": {"evaluation", "report"},
}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("helpers.")}
    return {name for name in found if (PACKAGES / name).is_dir()}


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_run_one_way(package):
    allowed = MAY_IMPORT[package] | {package}
    for path in (PACKAGES / package).rglob("*.py"):
        assert imported(path) <= allowed, path.relative_to(ROOT)


def test_every_package_has_its_place():
    assert {path.parent.name for path in PACKAGES.glob("*/__init__.py")} == set(MAY_IMPORT)


def test_importing_the_helpers_does_nothing():
    text = (PACKAGES / "__init__.py").read_text(encoding="utf-8")
    assert all(isinstance(node, ast.Expr | ast.Assign) for node in ast.parse(text).body)
