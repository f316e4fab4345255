import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest
from exhibits import OPEN, PARAMETERS, write_notebook

from helpers import report
from helpers.report import findings, runner
from helpers.report.staging import staged


def lines(capsys) -> list[str]:
    return capsys.readouterr().err.splitlines()


def folders(reports: Path) -> list[str]:
    return [path.name for path in reports.iterdir() if path.is_dir()]


@pytest.fixture
def earlier(house: Path) -> Path:
    """An earlier good report named `week`."""
    page = house / "reports" / "week" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("good")
    return page


def test_a_whole_run_leaves_what_it_says(run_folder):
    for name in (
        "index.html",
        "report.pdf",
        "manifest.json",
        "findings.json",
        "tables/articles.csv",
    ):
        assert (run_folder / name).is_file(), name
    manifest = json.loads((run_folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["01-first-part"]["top"] == 7
    assert manifest["parameters"]["01-first-part"]["first_day"] == "2023-09-01"
    assert len(manifest["inputs"]) == 2
    assert {"run", "date", "python", "platform", "packages", "git"} <= set(manifest)
    assert manifest["seconds"]["02-second-part"] > 0
    assert manifest["peak_memory_mb"] > 20
    assert folders(run_folder.parent) == ["whole"]


def test_kept_notebooks_name_the_final_folder_and_no_times(run_folder):
    kept = nbformat.read(run_folder / "notebooks" / "01-first-part.ipynb", as_version=4)
    assert "papermill" not in kept.metadata
    assert not any("papermill" in cell.metadata for cell in kept.cells)
    assert ".partial" not in nbformat.writes(kept)


def test_kept_notebooks_hold_no_list_that_needs_a_kernel(run_folder):
    kept = nbformat.read(run_folder / "notebooks" / "01-first-part.ipynb", as_version=4)
    assert "widgets" not in kept.metadata
    [shown] = next(cell.outputs for cell in kept.cells if "report.choice" in cell.source)
    assert set(shown.data) == {"text/html", "text/plain"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--corpus", "nowhere"], "nowhere: there is no such folder; check the parameter corpus"),
        (["--corpus", "empty"], "empty holds no .txt file .it is empty.: save each article there"),
        (["--corpus", "images"], "images holds no .txt file .1 .png."),
        (["--corpus", "corpus/a.txt"], "corpus/a.txt is a file: name the folder that holds it"),
        (["--run", "../up"], "run name '../up': use letters, digits"),
        (["--run", ".hidden"], "run name '.hidden'"),
        (["--notebooks", "09"], "no notebook is named '09': choose from 01-first-part"),
        (["--parameters", "gone.yml"], "gone.yml cannot be read"),
        (["--parameters", "broken.yml"], "broken.yml is not readable YAML"),
        (["--parameters", "list.yml"], "list.yml does not set parameters"),
        (
            ["--parameters", "undeclared.yml"],
            "a parameter 'tpo': did you mean 'top' .01-fi",
        ),
        (["--parameters", "text.yml"], "top is 'many', but 01-first-part declares it as int"),
        (["--parameters", "bool.yml"], "top is True, but 01-first-part declares it as int"),
        (["--parameters", "outlet.yml"], "outlets is 'Le Val', but .* declares it as list.str."),
        (["--parameters", "output.yml"], "output is not set here; name the run instead"),
    ],
)
def test_what_is_wrong_before_a_kernel_starts_is_one_line(
    arguments, said, failing, house, corpus, earlier, capsys, monkeypatch
):
    failing("1")
    monkeypatch.chdir(house)
    (house / "empty").mkdir()
    (house / "images").mkdir()
    (house / "images" / "a.png").write_bytes(b"\x89PNG")
    for name, content in {
        "broken": "a: [",
        "list": "- a",
        "undeclared": "tpo: 3",
        "text": "top: many",
        "bool": "top: true",
        "outlet": "outlets: Le Val",
        "output": "output: x",
    }.items():
        (house / f"{name}.yml").write_text(content)
    monkeypatch.setattr(runner, "execute", lambda *a, **k: pytest.fail("a kernel was started"))
    assert runner.main(["--corpus", "corpus", "--run", "week", *arguments]) == 1
    [line] = lines(capsys)
    assert line.startswith("make report: ")
    assert re.search(said, line), line
    assert earlier.read_text() == "good"
    assert [path.name for path in (house / "reports").iterdir()] == ["week"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise ValueError('the words\\nof it')", "stopped at cell 3: ValueError: the words of it"),
        ("import os; os._exit(9)", "stopped at cell 3: the kernel died"),
        ("import time; time.sleep(60)", "stopped at cell 3: it took longer than the time allowed"),
        ("raise SystemExit(0)", "ended before cell 4: a cell left it early"),
    ],
)
def test_a_failed_notebook_is_named_and_kept(code, said, failing, house, corpus, earlier, capfd):
    failing(code)
    arguments = ["--corpus", str(corpus), "--run", "week", "--timeout", "4"]
    assert runner.main(arguments) == 1
    [line] = lines(capfd)
    assert f"01-first-part {said}" in line
    kept = house / "reports" / "week.failed" / "notebooks"
    assert str(kept) in line
    assert (kept / "01-first-part.ipynb").is_file()
    assert earlier.read_text() == "good"
    assert not (house / "reports" / "week" / "notebooks").exists()
    assert not (house / "reports" / ".week.partial").exists()


def test_an_interrupted_run_leaves_nothing_and_the_earlier_report(failing, house, corpus, earlier):
    failing("import time; time.sleep(60)")
    script = (
        # A shell that runs the tests in the background has its children ignore interrupts.
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from pathlib import Path; from helpers.report import runner; "
        "house = Path(sys.argv[1]); runner.NOTEBOOKS = house / 'notebooks'; "
        "runner.REPORTS = house / 'reports'; "
        "sys.exit(runner.main(['--corpus', str(house / 'corpus'), '--run', 'week']))"
    )
    command = [sys.executable, "-c", script, str(house)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        kept = house / "reports" / ".week.partial" / "notebooks" / "01-first-part.ipynb"
        deadline = time.monotonic() + 30
        while not (kept.is_file() and '"running"' in kept.read_text(encoding="utf-8")):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        time.sleep(0.5)
        said = press_ctrl_c(process)
    assert process.returncode == 130
    assert said.splitlines() == [
        "make report: interrupted; the earlier report, if any, is as it was"
    ]
    assert earlier.read_text() == "good"
    assert folders(house / "reports") == ["week"]


def press_ctrl_c(process):
    """Interrupt a process as a person does: again, where the first time had no effect."""
    # Python drops an interrupt that falls into a finaliser; nothing can be done about it there.
    for _ in range(3):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=20)[1]
    raise AssertionError("three interrupts were of no effect")


def test_a_second_run_of_the_same_name_is_refused(failing, house, corpus, capsys):
    failing("1")
    with staged(house / "reports", "week"):
        answers: list[int] = []
        arguments = ["--corpus", str(corpus), "--run", "week"]
        thread = threading.Thread(target=lambda: answers.append(runner.main(arguments)))
        thread.start()
        thread.join()
    assert answers == [1]
    assert "a run named 'week' is going on" in lines(capsys)[0]


def test_what_a_stopped_machine_left_is_put_right(tmp_path):
    (tmp_path / ".week.old").mkdir()
    (tmp_path / ".week.old" / "index.html").write_text("good")
    (tmp_path / ".week.partial").mkdir()
    with pytest.raises(KeyError), staged(tmp_path, "week") as partial:
        assert list(partial.iterdir()) == []
        raise KeyError
    assert (tmp_path / "week" / "index.html").read_text() == "good"


def test_a_new_report_takes_the_place_of_the_old_one_and_of_a_failed_one(tmp_path):
    (tmp_path / "week.failed").mkdir()
    for content in ("one", "two"):
        with staged(tmp_path, "week") as partial:
            (partial / "index.html").write_text(content)
    assert (tmp_path / "week" / "index.html").read_text() == "two"
    assert folders(tmp_path) == ["week"]


def test_corpus_is_taken_from_the_parameters_when_not_named(failing, house, corpus, monkeypatch):
    failing("assert corpus.endswith('/corpus'), corpus")
    (house / "set.yml").write_text(f"corpus: {corpus}\n")
    monkeypatch.setattr(runner, "render", lambda folder: None)
    assert runner.main(["--run", "week", "--parameters", str(house / "set.yml")]) == 0


def test_findings_that_are_missing_are_found_first(tmp_path, corpus, monkeypatch):
    finding = "run.add_finding('a-count', 'There is 1.', value=1, evidence=['a'])"
    name = "01-first-part"
    cells = [
        ("c", "from helpers import report"),
        ("c", PARAMETERS, "parameters"),
        ("c", OPEN.format(name=name)),
        ("c", finding),
        ("c", "import pandas\nrun.save_table(pandas.DataFrame(), 'articles').name"),
        ("c", "run.save_table(pandas.DataFrame(), 'seldom') if top > 9 else None"),
    ]
    write_notebook(tmp_path / "notebooks" / f"{name}.ipynb", cells)
    output = tmp_path / "lab"
    given = {"corpus": str(corpus), "first_day": "", "last_day": "", "outlets": [], "seed": 1}
    found = report.gather_findings(output, notebooks=tmp_path / "notebooks", **given)
    assert found.to_dict("records") == [
        {
            "id": "a-count",
            "text": "There is 1.",
            "value": 1,
            "interval": None,
            "n": None,
            "notebook": name,
            "evidence": ["a"],
        }
    ]
    assert json.loads((output / "findings.json").read_text(encoding="utf-8"))[0]["id"] == "a-count"
    runs: list[list[str]] = []
    monkeypatch.setattr(
        "helpers.report.execution.execute_all",
        lambda paths, **_: runs.append([path.stem for path in paths]),
    )
    report.gather_findings(output, notebooks=tmp_path / "notebooks", **given)
    assert runs == []
    kept_in = output / "findings" / f"{name}.json"
    whole = kept_in.read_text(encoding="utf-8")
    assert '"tables/articles.csv"' in whole
    kept_in.write_text(whole.replace('"tables/articles.csv"', ""), encoding="utf-8")
    report.gather_findings(output, notebooks=tmp_path / "notebooks", **given)
    assert runs == [[name]], "a notebook left half-way is run again"
    kept_in.write_text(whole, encoding="utf-8")
    runs.clear()
    other = {**given, "outlets": ["Le Val"]}
    report.gather_findings(output, notebooks=tmp_path / "notebooks", **other)
    assert runs == [[name]]
    (corpus / "a.txt").write_text("Autre.", encoding="utf-8")
    report.gather_findings(output, notebooks=tmp_path / "notebooks", **given)
    assert runs == [[name], [name]]


def test_one_id_used_by_two_notebooks_is_refused(tmp_path):
    for name in ("01-first-part", "02-second-part"):
        report.open_run(tmp_path, name).add_finding("x", "One.", value=1)
    with pytest.raises(ValueError, match="'x' is used by 01-first-part and 02-second-part"):
        findings.collect_findings(tmp_path)


def test_command_says_what_it_takes():
    done = subprocess.run(
        [sys.executable, "-m", "helpers.report", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    for option in ("--corpus", "--run", "--parameters", "--notebooks"):
        assert option in done.stdout
