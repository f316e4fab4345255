"""One list of dependencies, written three times: the three must say the same."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = {
    requirement.name: requirement.specifier
    for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    for requirement in [Requirement(text)]
}


def test_environment_asks_for_what_the_project_asks_for():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    conda = [entry.replace(" ", "", 1) for entry in listed if isinstance(entry, str)]
    found = [Requirement(entry) for entry in [*conda, *pip] if entry != "-e ."]
    bounds = {requirement.name: requirement.specifier for requirement in found}
    assert bounds.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert bounds.pop("pip") == bounds.pop("make") == SpecifierSet()
    assert bounds == WANTED
    assert "-e ." in pip


def test_lock_satisfies_the_bounds_and_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)
    for name, specifier in WANTED.items():
        versions = [version for pinned, version in pins if pinned.lower() == name.lower()]
        assert versions, f"requirements.lock does not pin {name}: make it anew (CONTRIBUTING.md)"
        assert all(version in specifier for version in versions), name
    assert "://" not in lock
    assert "--hash=sha256:" in lock
