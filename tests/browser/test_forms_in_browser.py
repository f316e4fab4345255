"""The coding forms in JupyterLab: what is clicked and typed stands in the file, at once."""

import csv
import shutil
import time
from pathlib import Path

import nbformat
import pytest
from lab_pages import faults_of, open_notebook

pytestmark = pytest.mark.browser

PAGE = "teaching/code-together.ipynb"


@pytest.fixture
def coding(browser, lab):
    """The page of the class, run by a coder who has a name."""
    path = lab.folder / PAGE
    notebook = nbformat.read(path, as_version=4)
    [parameters] = [cell for cell in notebook.cells if cell.id == "parameters"]
    parameters.source = parameters.source.replace('coder: str = ""', 'coder: str = "ada"')
    nbformat.write(notebook, path)
    opened = open_notebook(browser, lab, PAGE)
    assert faults_of(opened.run()) == []
    yield opened
    opened.close()


def wait_for_row(file: Path, unit: int, **cells: str) -> None:
    """Wait until a line of the file, from 0, has these cells."""
    for _ in range(50):
        if file.is_file():
            rows = list(csv.DictReader(file.open(encoding="utf-8-sig"), delimiter=";"))
            found = {name: rows[unit][name] for name in cells}
            if found == cells:
                return
        time.sleep(0.1)
    raise AssertionError(f"line {unit} of {file.name} has {found}, not {cells}")


def test_a_sentence_is_saved_as_it_is_coded(coding, lab):
    file = lab.folder / "coding" / "sentences-ada.csv"
    form = coding.cell("sentence-form")
    assert not form.get_by_label("asserted").is_enabled()
    form.get_by_label("arms").check()
    wait_for_row(file, 0, topics="arms", certainty="")
    form.get_by_label("security").check()
    form.get_by_label("hedged").check()
    form.get_by_label("Doubt").type("si ?")
    wait_for_row(file, 0, topics="arms", frames="security", certainty="hedged", doubt="si ?")
    form.get_by_role("button", name="Next", exact=True).click()
    form.get_by_text("2 of 30 · 1 coded").wait_for()
    form.get_by_label("none").first.check()
    wait_for_row(file, 1, topics="none")

    coding.reload()
    assert faults_of(coding.run()) == []
    form = coding.cell("sentence-form")
    form.get_by_text("3 of 30 · 2 coded").wait_for()
    form.get_by_role("button", name="Previous").click()
    form.get_by_role("button", name="Previous").click()
    form.get_by_text("1 of 30").wait_for()
    assert form.get_by_label("security").is_checked()
    assert form.get_by_label("hedged").is_checked()


def test_a_quotation_is_saved_as_it_is_written(coding, lab):
    file = lab.folder / "coding" / "quotations-ada.csv"
    form = coding.cell("quotation-form")
    words = " ".join(form.locator("p[lang], div[lang] p").last.inner_text().split()[:6])
    form.get_by_role("button", name="Add a quotation").click()
    form.locator("button:disabled", has_text="No quotation here").wait_for()
    form.get_by_label("Words").type(words)
    form.get_by_text("Does not count yet: choose a type.").wait_for()
    wait_for_row(file, 0, content=words, type="")
    form.get_by_label("Type").select_option("indirect")
    form.get_by_text("Saved.").wait_for()
    form.get_by_label("Speaker").type("Lise Aubin")
    form.get_by_label("Kind").select_option("person")
    wait_for_row(file, 0, type="indirect", speaker="Lise Aubin", speaker_kind="person")
    form.get_by_role("button", name="Add a quotation").click()
    form.get_by_label("Words").nth(1).type("des mots d’ailleurs")
    form.get_by_text("not in the passage").wait_for()
    wait_for_row(file, 1, content="des mots d’ailleurs")

    # A quotation that was begun and left is still there, on another day.
    coding.reload()
    assert faults_of(coding.run()) == []
    form = coding.cell("quotation-form")
    form.get_by_text("1 of 16 · 0 coded").wait_for()
    assert form.get_by_label("Words").nth(1).input_value() == "des mots d’ailleurs"
    form.get_by_role("button", name="Remove").nth(1).click()
    form.get_by_text("1 of 16 · 1 coded").wait_for()
    form.get_by_role("button", name="Next not coded").click()
    form.get_by_text("2 of 16").wait_for()
    form.get_by_role("button", name="No quotation here").click()
    form.get_by_text("No quotation in this passage.").wait_for()
    wait_for_row(file, 1, type="none", content="")
    wait_for_row(file, 0, content=words, speaker="Lise Aubin")
    coding.page.screenshot(path=lab.folder / "quotation-form.png")


def test_a_class_settles_in_a_form(coding, lab):
    folder = lab.folder / "coding"
    stand_ins = [file for name in ("first", "second") for file in folder.glob(f"*/*-{name}.csv")]
    handed_in = [Path(shutil.copy(file, folder)) for file in stand_ins]
    assert len(handed_in) == 4
    assert faults_of(coding.run()) == []
    form = coding.cell("settle-form")
    form.get_by_text("1 of ").wait_for()
    form.get_by_label("Doubt").fill("a rule for the codebook")
    form.get_by_label("none").first.check()
    row = {"topics": "none", "frames": "", "doubt": "a rule for the codebook"}
    wait_for_row(folder / "settled-sentences.csv", 0, **row)
    for file in [*handed_in, *folder.glob("settled-*.csv")]:
        file.unlink()
