from pathlib import Path

import nbformat
import pytest
from exhibits import PARAMETERS, write_notebook

from helpers.report import rules

END = ("m", "## What was saved\n\n## Where to go next")
GOOD = [("m", "# Who speaks?"), ("c", PARAMETERS, "parameters"), ("c", "1 + 1"), END]


def faults(tmp_path: Path, cells: list, name: str = "03-attribute-quotations") -> list[str]:
    return rules.check_notebook(write_notebook(tmp_path / f"{name}.ipynb", cells))


def test_a_good_notebook_has_no_fault(tmp_path):
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([*GOOD[:2], ("c", "\n".join("abcdefghijklmnopqrstuvwxyz")), END], "cell 3 has 26 lines"),
        ([*GOOD[:2], ("c", "import sys\nsys.path.append('x')"), END], "changes sys.path"),
        ([*GOOD[:2], ("c", "os.chdir('..')"), END], "changes the working directory"),
        ([*GOOD[:2], ("c", "!pip install pandas"), END], "installs something"),
        ([*GOOD[:2], ("c", "nltk.download('punkt')"), END], "downloads something"),
        ([*GOOD[:2], ("c", "pd.read_csv('https://x.org/a.csv')"), END], "downloads something"),
        ([*GOOD[:2], ("c", "open('../data/a')"), END], "leaves the folder"),
        ([*GOOD[:2], ("m", "It is Simply so."), END], "says 'Simply'"),
        ([*GOOD[:2], ("m", "### Too low"), END], "'Too low' leaves out a level"),
        ([*GOOD[:2], ("m", "# Again"), END], "needs one title"),
        (GOOD[1:], "needs one title"),
        (GOOD[:3], "must end with the headings"),
        ([GOOD[0], GOOD[2], END], "0 cells tagged `parameters`"),
        ([*GOOD, GOOD[1]], "2 cells tagged `parameters`"),
        ([GOOD[0], ("c", "top = [\n 1]", "parameters"), END], "write one literal a line"),
        (
            [GOOD[0], ("c", "top: int = 1 + len('a')", "parameters"), END],
            "write one literal a line",
        ),
        ([GOOD[0], ("c", "top: int | None = 1  # x", "parameters"), END], "one literal a line"),
        ([GOOD[0], ("c", "top: dict = {}  # x", "parameters"), END], "annotate it as"),
        ([GOOD[0], ("c", "top: int = 'a'  # x", "parameters"), END], "not of type int"),
        ([GOOD[0], ("c", "top: str = 'a#b'  # x", "parameters"), END], "'#' in its default"),
        ([GOOD[0], ("c", "top: int = 1", "parameters"), END], "say in a comment what it sets"),
        ([GOOD[0], ("c", "top: int = 1  # as in a=b", "parameters"), END], "second '='"),
    ],
)
def test_each_rule_has_its_fault(tmp_path, cells, said):
    found = faults(tmp_path, cells)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("03-attribute-quotations.ipynb: ") for fault in found)


def test_words_that_are_quoted_or_code_are_not_prose(tmp_path):
    prose = ("m", "The word “just”, `simply` and « obviously » are mentioned.")
    assert faults(tmp_path, [*GOOD[:3], prose, END]) == []


def test_names(tmp_path):
    for name in ("1-first", "Untitled", "03-quotations", "03-Attribute-quotations"):
        assert any("its name" in fault for fault in faults(tmp_path, GOOD, name)), name
    for name in ("00-start-here", "06-findings"):
        assert faults(tmp_path, GOOD, name) == [], name


def test_outputs_and_other_kernels_are_refused(tmp_path):
    path = write_notebook(tmp_path / "03-attribute-quotations.ipynb", GOOD)
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec["name"] = "conda-env"
    notebook.cells[2].execution_count = 3
    nbformat.write(notebook, path)
    found = "\n".join(rules.check_notebook(path))
    assert "its kernel is 'conda-env', not 'python3'" in found
    assert "cell 3 keeps an output or an execution count" in found


def test_common_parameters_are_declared_alike(tmp_path):
    first = write_notebook(tmp_path / "01-describe-corpus.ipynb", GOOD)
    other = [GOOD[0], ("c", 'corpus: str = "elsewhere"  # folder', "parameters"), END]
    second = write_notebook(tmp_path / "02-measure-vocabulary.ipynb", other)
    [fault] = rules.check_together([first, second])
    assert fault.startswith("02-measure-vocabulary.ipynb: parameter corpus is not as 01-")


def test_commands_of_the_readme_exist(tmp_path):
    (tmp_path / "Makefile").write_text("report: x\n\techo\nlab:\n", encoding="utf-8")
    readme = tmp_path / "README.md"
    readme.write_text("Type `make report RUN=x`, or\n```\nmake labs\n```\nto make sense.\n")
    faults_found = list(rules.check_commands(readme, tmp_path / "Makefile"))
    assert faults_found == ["README.md: `make labs` is not in the Makefile"]


def test_the_collection_keeps_its_rules():
    assert rules.faults_of() == []
