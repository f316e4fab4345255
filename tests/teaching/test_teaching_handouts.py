"""Handouts: what students get, what teachers get, and that both run."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
import terms
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.paths import ROOT
from helpers.report.execution import execute
from helpers.teaching import NotYetError
from helpers.teaching.__main__ import main
from helpers.teaching.handouts import (
    ANSWER,
    CHECK,
    SOLUTION,
    checked_names,
    student_version,
    teacher_version,
)

ALL = terms.notebooks()
LIGHT = "00-start-here"


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def tagged(notebook: NotebookNode, tag: str) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def small() -> NotebookNode:
    cells = [
        new_markdown_cell("# Title\n\n**1.** What is two and two? Name it `total`.", id="title"),
        new_code_cell("two = 2\ntotal = two + 2", id="s1", metadata={"tags": [SOLUTION]}),
        new_code_cell(
            'assert total > 3, "total: count again"', id="c1", metadata={"tags": [CHECK]}
        ),
        new_markdown_cell("Because of that.", id="s2", metadata={"tags": [SOLUTION]}),
        new_code_cell("print(1)", id="after"),
    ]
    return new_notebook(cells=cells)


def run(source: str, **given: object) -> dict:
    names = dict(given)
    exec(source, names)
    return names


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_solution_is_in_a_student_notebook(path):
    source, student = read(path), student_version(read(path))
    assert not tagged(student, SOLUTION)
    kept = "\n".join(cell.source for cell in student.cells)
    for cell in tagged(source, SOLUTION):
        lines = [line.strip() for line in cell.source.splitlines() if len(line.strip()) > 30]
        shown_elsewhere = "\n".join(c.source for c in source.cells if c is not cell)
        assert [line for line in lines if line in kept and line not in shown_elsewhere] == []
    assert len(student.cells) == len(source.cells)
    assert len(tagged(student, ANSWER)) == len(tagged(source, SOLUTION))
    nbformat.validate(student)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_notebook_has_an_exercise_with_a_solution(path):
    assert tagged(read(path), SOLUTION)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_check_follows_a_solution_and_tells_what_is_wrong(path):
    notebook = read(path)
    for k, cell in enumerate(notebook.cells):
        if CHECK in cell.metadata.get("tags", []):
            assert SOLUTION in notebook.cells[k - 1].metadata.get("tags", [])
            assert checked_names(notebook, k), f"{cell.id} looks at no name of the solution"
            found = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Assert)]
            assert found and all(node.msg for node in found)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_what_is_not_an_answer_is_the_same_for_students_and_teachers(path):
    source, student = read(path), student_version(read(path))
    for ours, theirs in zip(source.cells, student.cells, strict=True):
        if not {ANSWER, CHECK} & set(theirs.metadata.get("tags", [])):
            assert ours.source == theirs.source


def test_an_answer_names_what_its_check_looks_at():
    student = student_version(small())
    _, answer, check, words, _ = student.cells
    assert answer.source.splitlines()[1:] == ["total = ..."]
    assert words.source == "*Your answer:*" and words.cell_type == "markdown"
    with pytest.raises(NotYetError, match=r"^total is still blank"):
        run(check.source, **run(answer.source))
    with pytest.raises(NotYetError, match=r"^total: count again$"):
        run(check.source, total=1)
    with pytest.raises(NotYetError, match=r"total: not of the kind that is asked for \(TypeError"):
        run(check.source, total="four")
    run(check.source, total=4)
    assert ast.literal_eval(check.source.splitlines()[-1]) == "total: this holds."


def test_a_hint_is_shown_without_the_lines_that_give_the_answer_away():
    assert NotYetError("total: count again")._render_traceback_() == ["Not yet. total: count again"]


def test_a_teacher_notebook_says_what_is_a_solution():
    told = [cell.source for cell in teacher_version(small()).cells]
    place = told.index("two = 2\ntotal = two + 2")
    assert told[place - 1] == "**Solution.**" and told[place + 1].startswith("**Check**")
    nbformat.validate(teacher_version(small()))


def test_the_source_is_left_as_it_is():
    source = small()
    before = nbformat.writes(source)
    student_version(source), teacher_version(source)
    assert nbformat.writes(source) == before


# What a student may write, with the names of the notebook, and a piece of the hint that ought to
# follow. What is no answer at all is tried in each check besides.
SAID = "« Nous partons », a dit la maire Claire Morand, selon l'agence Orion."
WRONG = {
    ("00-start-here", "exercise-check"): {
        "most = 'Le Monde'": "no outlet has this name",
        "most = counts.index[-1]": "most: another outlet published more",
        "most = counts.index[1]": "most: another outlet published more",
    },
    ("01-describe-the-corpus", "check-1"): {
        "reason = 'publicité'": "no piece of the raw folder was taken out for it",
        "reason = raw.cleaning['reason'].value_counts().index[-1]": "others take out more pieces",
        "reason = raw.cleaning['reason'].value_counts().index[1]": "others take out more pieces",
    },
    ("02-measure-the-vocabulary", "check-1"): {
        "without = toy": "« la » is still among the words",
        "without = toy[1:]": "« la » is still among the words",
        "without = {word for word in toy if word != 'la'}": "*paix* stays twice",
        "without = [word for word in toy if len(word) > 2]": "leave out « la » and nothing else",
        "without = ['les' if word == 'la' else word for word in toy][1:8]": "these are other words",
    },
    ("03-attribute-quotations", "check-2"): {
        "[answer] = ask('« Nous partons », a dit la maire Claire Morand.')": "nobody passes it on",
        "[answer] = ask(SAID.replace('Nous partons', 'Non'))": "these are other words",
        "[answer] = ask(SAID.replace('« ', '').replace(' »', ''))": "inverted commas",
        "[answer] = ask('« Nous partons », a dit Orion, selon la maire Claire Morand.')":
            "answer: another speaks",
        "[answer] = ask(SAID.replace('Orion', 'Altaïr'))": "answer: another passes it on",
        "answer = 'Claire Morand', 'Orion'": "not of the kind that is asked for",
    },
    ("04-frame-the-topics", "conditional-check"): {
        "by_verb = by_verb / 2": "do not add up to 1",
        "by_verb = doubted['conditional'].value_counts()": "do not add up to 1",
        "by_verb = once['conditional'].value_counts(normalize=True)": "by_verb: ",
        "by_verb = (told := doubted['conditional'])[told != ''].value_counts(normalize=True)":
            "and one for none",
        "by_verb = by_verb * 0 + 1 / len(by_verb)": "shares of other sentences",
    },
    ("04-frame-the-topics", "by-hand-check"): {
        "agreed = 7": "agreed: a share of the sentences, between 0 and 1",
        "agreed = 1 - agreed": "agreed: the codes that are the same",
        "agreed = agreed - 0.1": "agreed: the codes that are the same",
        "mine = mine[:-1]": "one code for each sentence",
        "mine = ten['frames'].to_list()": "the codes are asserted, called_for, hedged, negated",
        "mine = ['hedged'] * len(ten)": "agreed: the codes that are the same",
    },
    ("05-check-by-hand", "exercise-check"): {
        "lowest = 'spoken'": "no quotation has this type",
        "lowest = per_type['precision'].idxmax()": "what was found of another type",
        "lowest = per_type['precision'].sort_values().index[1]": "what was found of another type",
        "lowest = per_type['found'].idxmin()": "what was found of another type",
    },
    ("code-together", "exercise-check"): {
        "weakest = 'astrology'": "give the name of a code that was used",
        "weakest = 'all'": "give the name of a code that was used",
        "weakest = often.sort_values('alpha')['code'].iloc[-1]": "another code has a lower alpha",
        "weakest = often.sort_values('alpha')['code'].iloc[1]": "another code has a lower alpha",
    },
}  # fmt: skip
# The same answer in other words: each holds.
RIGHT = {
    ("00-start-here", "exercise-check"): [
        "most = articles['outlet'].mode()[0]",
        "most = articles.groupby('outlet').size().idxmax()",
    ],
    ("01-describe-the-corpus", "check-1"): [
        "reason = 'page'",
        "reason = raw.cleaning.groupby('reason')['text'].count().idxmax()",
    ],
    ("02-measure-the-vocabulary", "check-1"): [
        "without = 'paix après guerre ou paix sans justice'.split()",
        "without = tuple(sorted(word for word in toy if word not in ['la']))",
        "without = pd.Series(toy)[pd.Series(toy) != 'la']",
        "while 'la' in toy: toy.remove('la')\nwithout = toy",
    ],
    ("03-attribute-quotations", "check-2"): [
        "answer = ask(SAID.replace(\"'\", '’'))[0]",
        "[answer] = ask(SAID.replace('« ', '“').replace(' »', '”').rstrip('.'))",
        "answer = quotations.attribute(pd.DataFrame([{'article_id': 'a', 'text': SAID}])).iloc[0]",
    ],
    ("04-frame-the-topics", "conditional-check"): [
        "by_verb = doubted['conditional'].value_counts(normalize=True)",
        "by_verb = dict(by_verb.round(2))",
        "by_verb = {kind: (doubted['conditional'] == kind).mean() for kind in KINDS}",
    ],
    ("04-frame-the-topics", "by-hand-check"): [
        "mine = ten['certainty'].to_list()\nagreed = 1",
        "mine = [c.title().replace('_', ' ') for c in ten['certainty']]\nagreed = 1.0",
        "agreed = round(agreed, 2)",
        "mine = [''] * len(ten)\nagreed = 0",
    ],
    ("05-check-by-hand", "exercise-check"): [
        "lowest = per_type.sort_values('precision').index[0]",
        "lowest = 'indirect'",
    ],
    ("code-together", "exercise-check"): [
        "weakest = often.loc[often['alpha'].idxmin(), 'code']",
        "weakest = often.nsmallest(1, 'alpha')['code'].item()",
    ],
}  # fmt: skip
NO_ANSWER = ("...", "None", "'???'", "-1", "[]", "{}")
TRIAL = """
from copy import deepcopy

from helpers import quotations as _quotations

_given = {{
    "SAID": {said!r},
    "KINDS": ["", "journalistic", "hypothesis", "future_in_past", "politeness", "modal"],
    "ask": _quotations.find_quotations,
}}


def _told(_answer):
    _scope = {{**globals(), **_given, "toy": deepcopy(globals().get("toy"))}}
    exec(_answer, _scope)
    try:
        exec({check!r}, _scope)
    except AssertionError as _hint:
        return str(_hint)


for _answer in {blank}:
    _said = _told(_answer) or "nothing is said"
    assert _said.startswith({begins}), (_answer, _said)
for _answer, _hint in {wrong}.items():
    _said = _told(_answer) or "nothing is said"
    assert _hint in _said, (_answer, _said)
for _answer in ["", *{right}]:
    assert _told(_answer) is None, (_answer, _told(_answer))
"""


def test_every_check_has_wrong_and_right_answers_to_be_tried_with():
    checks = {(path.stem, cell.id) for path in ALL for cell in tagged(read(path), CHECK)}
    assert checks == set(WRONG) == set(RIGHT)
    assert all(len(WRONG[check]) >= 2 and len(RIGHT[check]) >= 2 for check in checks)


def with_trials(path: Path, notebook: NotebookNode) -> NotebookNode:
    """Give a notebook in which every check is tried, where it stands, with answers."""
    student = {cell.id: cell for cell in student_version(read(path)).cells}
    made = []
    for k, cell in enumerate(notebook.cells):
        made.append(cell)
        if CHECK in cell.metadata.get("tags", []):
            names = checked_names(notebook, k)
            source = TRIAL.format(
                said=SAID,
                check=student[cell.id].source,
                blank=[f"{name} = {answer}" for name in names for answer in NO_ANSWER],
                begins=(*(f"{name}{end}" for name in names for end in (": ", " is", ", ")),),
                wrong=WRONG[path.stem, cell.id],
                right=RIGHT[path.stem, cell.id],
            )
            made.append(new_code_cell(source, id=f"try-{cell.id}"))
    notebook.cells = made
    return notebook


def blank_then_solved(path: Path) -> NotebookNode:
    """Give what students run up to their first blank, then what teachers run from there on."""
    student, teacher = student_version(read(path)), with_trials(path, read(path))
    first = next(k for k, c in enumerate(student.cells) if ANSWER in c.metadata.get("tags", []))
    teacher.cells = [*student.cells[:first], *teacher.cells[first:]]
    return teacher


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all notebooks, so that the last finds what the others found."""
    return tmp_path_factory.mktemp("run")


# One pass runs all: what is not an answer is the same in both papers, as is tested above.
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_student_runs_up_to_the_first_blank_teacher_wholly_and_checks_hold(
    path, tmp_path, run_folder
):
    made = tmp_path / path.name
    nbformat.write(blank_then_solved(path), made)
    place = "folder" if path.stem == "code-together" else "output"
    execute(made, None, parameters={place: str(run_folder)})


def test_handouts_of_a_notebook(tmp_path, capsys):
    assert main(["--folder", str(tmp_path), "--notebooks", LIGHT]) == 0
    assert capsys.readouterr().out.startswith("Handouts are in ")
    made = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert made == [
        "slides/00-start-here.html",
        "student/00-start-here.ipynb",
        "teacher/00-start-here.ipynb",
    ]
    teacher, student = (
        read(tmp_path / part / "00-start-here.ipynb") for part in ("teacher", "student")
    )
    ran = [cell for cell in teacher.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in ran) and tagged(teacher, SOLUTION)[0].outputs
    assert not any(cell.get("outputs") for cell in student.cells)
    assert "injected-parameters" not in nbformat.writes(teacher)


def test_slides_load_nothing_and_give_nothing_away(tmp_path):
    assert main(["--folder", str(tmp_path), "--notebooks", LIGHT]) == 0
    html = (tmp_path / "slides" / "00-start-here.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?!#|data:)(?!https?://)", html)
    assert not re.search(r"<(?:script|img|iframe)[^>]* src=[\"']http|<link[^>]*http|@import", html)
    slides = re.findall(r'<section class="slide" id="slide-(\d+)"', html)
    headings = re.findall(r'<h2 id="00-', html)
    assert [int(k) for k in slides] == list(range(1, len(headings) + 1)) and len(slides) > 5
    assert "value_counts" not in html and "Articles by outlet" not in html


def test_a_name_that_is_no_notebook_is_refused(tmp_path, capsys):
    assert main(["--folder", str(tmp_path), "--notebooks", "09-nowhere"]) == 1
    assert "no notebook is named 09-nowhere: choose from 00-start-here" in capsys.readouterr().err


@pytest.mark.parametrize("coder", ["", "ada"])
def test_coding_together_runs_without_a_class(tmp_path, coder):
    given = {"folder": str(tmp_path), "coder": coder, "sentences": 12, "passages": 8}
    execute(ROOT / "teaching" / "code-together.ipynb", None, parameters=given)
    kept = {path.name for path in (tmp_path / "stand-ins").iterdir()}
    assert {"agreement.csv", "class-scores.csv", "settled-sentences.csv"} <= kept
    assert not list(tmp_path.glob("*ada*"))  # nothing is saved before something is coded
