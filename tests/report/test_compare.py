import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from helpers import report
from helpers.report import compare
from helpers.report.findings import collect_findings, write_collected


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compare, "REPORTS", tmp_path)
    return tmp_path


def make_run(
    folder: Path, *, words: dict[str, int], top: int, share: float, extra: str = ""
) -> None:
    run = report.open_run(folder, "01-first-part")
    frame = pd.DataFrame({"article_id": list(words), "words": list(words.values())})
    run.save_table(frame, "articles")
    run.save_table(pd.DataFrame({"part": ["a", "a"], "word": ["x", "y"], "n": [1, top]}), "words")
    run.add_finding("share", f"{share:.0%} speak.", value=share, interval=(0.1, 0.9), n=9)
    if extra:
        run.add_finding(extra, "More.", value=1)
    write_collected(folder, collect_findings(folder))
    manifest = {
        "parameters": {"01-first-part": {"top": top, "output": str(folder)}},
        "inputs": {f"corpus/{name}.txt": f"{n}" * 20 for name, n in words.items()},
        "packages": {"pandas": "3.0"},
        "python": "3.11.7",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))


def changes(reports: Path) -> list[tuple[str, ...]]:
    with (reports / "compare-one-two" / "changes.csv").open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines)][1:]


def test_what_changed_is_told_and_nothing_else(reports, capsys):
    make_run(reports / "one", words={"a": 3, "b": 4}, top=5, share=0.25, extra="old")
    make_run(reports / "two", words={"a": 3, "c": 4}, top=6, share=0.5)
    assert compare.main(["one", "two"]) == 0
    assert sorted(changes(reports)) == [
        ("articles", "added", "c", "", "", "words 4"),
        ("articles", "gone", "b", "", "words 4", ""),
        ("findings", "changed", "share", "text", "25% speak.", "50% speak."),
        ("findings", "changed", "share", "value", "0.25", "0.5"),
        ("findings", "gone", "old", "", "text More. · value 1 · interval null · n null", ""),
        ("inputs", "added", "c.txt", "", "", "4" * 12),
        ("inputs", "gone", "b.txt", "", "4" * 12, ""),
        ("parameters", "changed", "01-first-part top", "", "5", "6"),
        ("words", "changed", "a · y", "n", "5", "6"),
    ]
    assert capsys.readouterr().err.splitlines()[:3] == [
        "parameters: 1 changed",
        "inputs: 1 gone, 1 added",
        "findings: 1 gone, 1 changed",
    ]
    html = (reports / "compare-one-two" / "index.html").read_text(encoding="utf-8")
    assert "25% speak.</td>" in html
    assert '<a href="../one/index.html">one</a>' in html


def test_two_equal_runs_say_the_same(reports, capsys):
    for name in ("one", "two"):
        make_run(reports / name, words={"a": 3}, top=5, share=0.25)
    assert compare.main(["one", "two"]) == 0
    assert capsys.readouterr().err.startswith("The two runs say the same.\n")
    assert changes(reports) == []


@pytest.mark.parametrize("names", [["one", "none"], ["none", "one"], ["", "one"], ["one", "."]])
def test_a_run_that_does_not_exist_is_one_line(names, reports, capsys):
    make_run(reports / "one", words={"a": 3}, top=5, share=0.25)
    assert compare.main(names) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("make compare: no run named ")
    assert line.endswith(": there are one")
