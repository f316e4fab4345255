from collections.abc import Callable
from pathlib import Path

import pytest
from exhibits import PARAMETERS, speaking, write_notebook

from helpers.report import runner


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("« Oui », dit-elle. Non.\n", encoding="utf-8")
    return folder


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notebooks/ and reports/ of its own, which the runner uses."""
    monkeypatch.setattr(runner, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setattr(runner, "REPORTS", tmp_path / "reports")
    return tmp_path


@pytest.fixture
def failing(house: Path) -> Callable[[str], None]:
    """Put one notebook in the house whose third cell is the given code."""

    def put(code: str) -> None:
        cells = [("m", "# Title"), ("c", PARAMETERS, "parameters"), ("c", code), ("c", "1")]
        write_notebook(house / "notebooks" / "01-first-part.ipynb", cells)

    return put


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole run of three small notebooks, made once."""
    house = tmp_path_factory.mktemp("house")
    (house / "corpus").mkdir()
    (house / "corpus" / "a.txt").write_text("« Oui », dit-elle. Non.\n", encoding="utf-8")
    for name in ("01-first-part", "02-second-part"):
        write_notebook(house / "notebooks" / f"{name}.ipynb", speaking(name))
    (house / "set.yml").write_text("top: 7\nfirst_day: 2023-09-01\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "NOTEBOOKS", house / "notebooks")
        patch.setattr(runner, "REPORTS", house / "reports")
        arguments = ["--corpus", str(house / "corpus"), "--run", "whole"]
        assert runner.main([*arguments, "--parameters", str(house / "set.yml")]) == 0
    return house / "reports" / "whole"
