"""What a student meets: `make lab`, a student's notebook, its checks, a table, an article."""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from lab_pages import faults_of, open_notebook

from helpers.paths import ROOT
from helpers.teaching.handouts import ANSWER, CHECK, student_version

pytestmark = pytest.mark.browser

START = "notebooks/00-start-here.ipynb"


@pytest.fixture
def student(browser, lab):
    """The student's notebook of 00, as `make handouts` writes it, in JupyterLab."""
    path = lab.folder / "handouts" / "student" / "00-start-here.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = student_version(nbformat.read(ROOT / START, as_version=4))
    nbformat.write(made, path)
    opened = open_notebook(browser, lab, path.relative_to(lab.folder).as_posix())
    yield opened, made
    opened.close()


def id_of(notebook, tag: str) -> str:
    return next(cell.id for cell in notebook.cells if tag in cell.metadata.get("tags", []))


def answered(opened, notebook, words: str) -> str:
    """Write an answer in place of the blank and run it and its check; gives what is said."""
    answer = opened.cell(id_of(notebook, ANSWER))
    answer.locator(".cm-content").click()
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.type(words)
    opened.page.keyboard.press("Shift+Enter")
    opened.page.keyboard.press("Shift+Enter")
    check = opened.cell(id_of(notebook, CHECK))
    check.locator(".jp-OutputArea-output").get_by_text("most").wait_for()
    return check.locator(".jp-OutputArea-output").inner_text().strip()


def test_a_student_runs_to_the_blank_and_is_told_what_to_look_at(student):
    opened, notebook = student
    cells = opened.run()
    check = id_of(notebook, CHECK)
    assert [fault[0] for fault in faults_of(cells)] == [check]
    ran = [cell["id"] for cell in cells if cell["ran"]]
    before = [cell.id for cell in notebook.cells if cell.cell_type == "code"]
    assert ran[-1] == check and ran == before[: len(ran)]
    said = opened.cell(check).locator(".jp-OutputArea-output").inner_text().strip()
    assert said == "Not yet. most is still blank: answer in the cell above, and run it"


def test_a_wrong_answer_gets_a_hint_and_a_right_one_holds(student):
    opened, notebook = student
    opened.run()
    said = answered(opened, notebook, 'most = "Le Soir du Nord"')
    assert said == "Not yet. most: no outlet has this name; copy it from the table"
    said = answered(opened, notebook, 'most = articles["outlet"].value_counts().index[0]')
    assert said == "'most: this holds.'"


def choose(cell, label: str) -> str:
    """Choose the second of a list; gives its words, in which the list has hard spaces."""
    options = cell.get_by_label(label)
    options.select_option(index=1)
    return options.locator("option").nth(1).inner_text().replace("\u00a0", " ")


def test_an_article_and_a_speaker_are_chosen(browser, lab):
    opened = open_notebook(browser, lab, "notebooks/03-attribute-quotations.ipynb")
    assert faults_of(opened.run()) == []
    cell = opened.cell("one-article")
    mark = cell.locator(".press-article p .press-mark").first
    mark.wait_for()
    assert mark.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    headline = choose(cell, "Article").split(" · ")[2]
    cell.locator(".press-article p").get_by_text(headline.split("«")[0].strip()).first.wait_for()
    opened.page.screenshot(path=lab.folder / "article.png")
    cell = opened.cell("drawn")
    speaker = f"speaker: {choose(cell, 'Speaker')}"
    cell.get_by_text(speaker).nth(3).wait_for()
    told = cell.locator(".press-where span", has_text="speaker: ").all_inner_texts()
    assert len(told) > 3 and set(told) == {speaker}
    opened.page.screenshot(path=lab.folder / "speaker.png")
    opened.close()


def test_make_lab_opens_at_the_start(browser, lab, tmp_path):
    # Below another make, as in `make test-browser`, it would also say which folder it leaves.
    ask = ["make", "--no-print-directory", "--dry-run", "lab"]
    recipe = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True)
    words = recipe.stdout.splitlines()[-1].split()
    assert words[1:3] == ["-m", "jupyterlab"]
    places = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    server = subprocess.Popen(
        [sys.executable, *words[1:], "--no-browser", "--allow-root", "--ip=127.0.0.1"],
        cwd=lab.folder,
        env={**os.environ, **places, "PYTHONPATH": str(lab.folder / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = browser.new_page()
        page.goto(entrance(tmp_path / "RUNTIME").as_uri())
        page.get_by_role("heading", name="Start here").wait_for(timeout=60_000)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        page.close()
    finally:
        server.terminate()
        server.wait(timeout=60)


def entrance(runtime: Path) -> Path:
    """The page that JupyterLab writes for a browser to be sent from."""
    for _ in range(120):
        if found := list(runtime.glob("jpserver-file-to-run-*-open.html")):
            return found[0]
        time.sleep(0.5)
    raise AssertionError("JupyterLab did not say where it opens")
