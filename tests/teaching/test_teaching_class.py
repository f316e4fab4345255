"""A class from its first sheet to its scores, with the faults that forty students bring."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from classes import stand_in

from helpers import teaching
from helpers.corpus import read_corpus
from helpers.evaluation import read_annotations
from helpers.paths import ROOT
from helpers.report.execution import execute

PAGE = ROOT / "teaching" / "code-together.ipynb"
SENTENCES, PASSAGES = 12, 8


def run(folder: Path) -> dict[str, str]:
    """Run the page of the class; gives what each cell shows."""
    kept = folder.parent / "executed.ipynb"
    given = {"folder": str(folder), "sentences": SENTENCES, "passages": PASSAGES}
    execute(PAGE, kept, parameters=given)
    cells = [cell for cell in nbformat.read(kept, as_version=4).cells if cell.cell_type == "code"]
    return {cell.id: "".join(map(shown, cell.outputs)) for cell in cells}


def shown(output) -> str:
    data = output.get("data", {})
    return data.get("text/html") or data.get("text/markdown", "")


def rows(html: str) -> list[list[str]]:
    """The cells of a table in house style, row by row."""
    body = re.search(r"<tbody>(.*)</tbody>", html, re.S)[1]
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("</tr>")]
    return [[unescape(cell) for cell in row] for row in found if row]


def drawn() -> dict[str, pd.DataFrame]:
    press = read_corpus("data/corpus")
    twice = read_annotations("data/annotations/second/sentences.jsonl")["article_id"]
    pool = press.sentences[press.sentences["article_id"].isin(twice)]
    return {
        "sentences": teaching.draw_sentences(pool, number=SENTENCES, seed=20230913),
        "quotations": teaching.draw_passages(pool, press.articles, number=PASSAGES, seed=20230913),
    }


def as_excel(sheet: pd.DataFrame) -> bytes:
    """A sheet as a French spreadsheet saves it: semicolons, Windows-1252, a column of its own."""
    timed = sheet.assign(minutes="1,5").replace("\u202f", "\u00a0", regex=True)
    return timed.to_csv(sep=";", index=False, lineterminator="\r\n").encode("cp1252")


def as_other(sheet: pd.DataFrame) -> bytes:
    """A sheet as another one saves it: commas, UTF-8 with a byte order mark, all quoted."""
    made = sheet.to_csv(index=False, quoting=csv.QUOTE_ALL)
    return made.encode("utf-8-sig")


@pytest.fixture(scope="module")
def class_of_three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Sheets of two coders, with faults, and a third who has sent a workbook."""
    folder = tmp_path_factory.mktemp("class") / "coding"
    folder.mkdir()
    for kind, units in drawn().items():
        ada, bo = (stand_in(kind, coder, units) for coder in ("first", "second"))
        (folder / f"{kind}-ada.csv").write_bytes(as_excel(ada))
        (folder / f"{kind}-bo.csv").write_bytes(as_other(spoilt(kind, bo)))
    (folder / "sentences-cy.xlsx").write_bytes(b"PK\x03\x04")
    return folder, run(folder)


def spoilt(kind: str, sheet: pd.DataFrame) -> pd.DataFrame:
    """A sheet with its last unit lost and one code misspelt, in its second line."""
    column, word = ("topics", "satelites") if kind == "sentences" else ("type", "dirrect")
    short = sheet[sheet["unit"] != sheet["unit"].iloc[-1]].copy()
    short.loc[0, column] = word
    return short


def test_each_fault_is_a_line_that_names_file_line_and_remedy(class_of_three):
    _, cells = class_of_three
    faults = rows(cells["faults"])
    assert [(file, line) for file, line, _ in faults] == [
        ("sentences-bo.csv", "2"), ("sentences-bo.csv", ""), ("sentences-cy.xlsx", ""),
        ("quotations-bo.csv", "2"), ("quotations-bo.csv", ""),
    ]  # fmt: skip
    said = " | ".join(fault for _, _, fault in faults)
    assert "'satelites' is not a code of topics: did you mean 'satellites'?" in said
    assert "1 of 12 units have no line" in said and "copy them back" in said
    assert "not a CSV file; save the sheet as CSV (UTF-8)" in said
    assert "'dirrect' is not a code of type: did you mean 'direct'?" in said


def test_a_fault_costs_its_unit_and_nothing_else(class_of_three, codes):
    folder, cells = class_of_three
    assert "**sentences**: 2 coders; **quotations**: 2 coders." in cells["gather"]
    for kind, units in drawn().items():
        coded = teaching.read_class(folder, kind, units, codes).coded.groupby("coder")["unit"]
        by_coder = coded.agg(set).to_dict()
        assert by_coder["ada"] == set(units["unit"])
        assert by_coder["ada"] - by_coder["bo"] == {units["unit"].iloc[0], units["unit"].iloc[-1]}


def test_figures_of_the_class_open_in_a_french_spreadsheet(class_of_three):
    folder, _ = class_of_three
    assert not (folder / "stand-ins").exists()
    for name, column in (("agreement", "alpha"), ("class-scores", "estimate")):
        text = (folder / f"{name}.csv").read_text("utf-8-sig")
        assert text.split("\n", 1)[0].count(";") >= 6
        known = pd.read_csv(io.StringIO(text), sep=";", decimal=",")[column].dropna()
        assert len(known) and known.between(-1, 1).all()


def test_a_class_settles_and_holds_the_program_against_it(class_of_three, codes):
    folder, before = class_of_three
    path = folder / "settled-sentences.csv"
    sheet = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    filled = ["topics", "frames", "certainty", "doubt"]
    sheet[filled] = "none", "", "", "mentions it, no more"
    sheet.loc[sheet.index[-1], "topics"] = "weapons"
    path.write_bytes(as_excel(sheet))
    cells = run(folder)
    # What the class settled outlives another run; one line cannot be used, the others are.
    [[file, line, fault]] = rows(cells["settled-faults"])
    assert (file, line) == ("settled-sentences.csv", str(len(sheet) + 1))
    assert "'weapons' is not a code of topics" in fault
    units = drawn()["sentences"]
    settled = teaching.read_sheet(path, "sentences", units, codes)
    assert len(settled.coded) == len(sheet) - 1 and set(settled.coded["topics"]) == {"none"}
    assert before["settled"] != cells["settled"]
    assert "The program against the class" in cells["program-scores"]


def test_a_class_that_codes_sentences_only_has_its_own_figures(tmp_path):
    folder = tmp_path / "coding"
    units = drawn()["sentences"]
    for name, coder in (("ada", "first"), ("bo", "second")):
        sheet = stand_in("sentences", coder, units)
        teaching.write_sheet(sheet, teaching.sheet_path(folder, "sentences", name))
    cells = run(folder)
    assert "**sentences**: 2 coders; **quotations**: 2 coders (two codings" in cells["gather"]
    assert (folder / "settled-sentences.csv").is_file() and (folder / "agreement.csv").is_file()
    assert (folder / "stand-ins" / "settled-quotations.csv").is_file()
