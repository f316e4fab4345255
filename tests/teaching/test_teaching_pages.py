"""The pages for teachers: what they point at is there."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import terms

from helpers.corpus import read_corpus
from helpers.paths import ROOT
from helpers.report import parameters

PAGES = sorted((ROOT / "teaching").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
# What a command makes is not there before it has run.
MADE = ("handouts/", "reports/", "coding/", "tables/", "student/", "teacher/", "slides/")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/[\w.-]*|[\w-]+\.(?:md|ipynb|yml)")
NAMED = re.compile(r"« ?([^»]+?) ?»")
BANNED = re.compile(r"\b(simply|obviously|just)\b", re.I)


def headings() -> set[str]:
    found = set()
    for path in terms.notebooks():
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                found |= {line.rstrip("? ") for line in terms.HEADING.findall(cell.source)}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def made_by(path: str) -> bool:
    """Whether `make report` or `make handouts` makes a file of this name."""
    parts = Path(path).parts
    if path.startswith("reports/sample/articles/"):
        return (ROOT / "data" / "corpus" / f"{Path(path).stem}.txt").is_file()
    if path.startswith("handouts/") and Path(path).suffix:
        return (ROOT / "notebooks" / f"{Path(path).stem}.ipynb").is_file()
    return f"{parts[0]}/" in MADE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_files_and_commands_that_a_page_names_are_there(page: Path):
    named = CODE.findall(page.read_text(encoding="utf-8"))
    for path in filter(FILE.fullmatch, named):
        there = (ROOT / path).exists() or (page.parent / path).exists()
        assert there or made_by(path), path
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile, re.M))
    assert {code.split()[1] for code in named if code.startswith("make ")} <= targets


def test_what_a_plan_names_is_seen_by_the_test():
    page = (ROOT / "teaching" / "lesson-plan-90-minutes.md").read_text(encoding="utf-8")
    named = [code for code in CODE.findall(page) if FILE.fullmatch(code)]
    assert "data/corpus/alc-0905-avertissement.txt" in named
    assert "reports/sample/articles/pirogue-0916-pain.html" in named
    assert not made_by("handouts/slides/07-nowhere.html")
    assert not made_by("reports/sample/articles/nowhere.html")


def test_the_table_shown_for_a_corpus_of_ones_own_is_read(tmp_path):
    page = (ROOT / "teaching" / "your-own-corpus.md").read_text(encoding="utf-8")
    [table] = re.findall(r"```\n(file,.*?)```", page, re.S)
    (tmp_path / "articles.csv").write_text(table, encoding="utf-8")
    name = table.splitlines()[1].split(",")[0]
    (tmp_path / name).write_text("Une halle rouverte\n\nLa halle rouvre lundi.", encoding="utf-8")
    [article] = read_corpus(tmp_path).articles.to_dict("records")
    assert (article["title"], article["outlet"]) == ("Titre", "Le Monde")
    assert (article["agency"], article["published"]) == ("AFP", "2023-09-13")


def test_numbers_of_the_half_day_are_those_of_the_page():
    declared = parameters.declared(ROOT / "teaching" / "code-together.ipynb")
    plan = (ROOT / "teaching" / "lesson-plan-half-day.md").read_text(encoding="utf-8")
    assert f"{declared['sentences'].default} sentences take" in plan
    own = (ROOT / "teaching" / "your-own-corpus.md").read_text(encoding="utf-8")
    assert (declared["sentences"].default, declared["passages"].default) == (30, 16)
    assert "thirty sentences and sixteen paragraphs" in own


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_word_that_makes_a_reader_feel_slow(page: Path):
    assert not BANNED.search(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name", ["lesson-plan-90-minutes", "lesson-plan-half-day", "seminar-six-weeks"]
)
def test_sections_that_a_plan_names_are_in_the_notebooks(name: str):
    lines = (ROOT / "teaching" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    plan = [line for line in lines if re.match(r"\| (\d+–\d+|\d) \|", line)]
    column = -1 if name.startswith("lesson") else 2
    named = {n for line in plan for n in NAMED.findall(line.strip("| ").split(" | ")[column])}
    assert named, "no section is named"
    missing = {section for section in named if section.rstrip("? ") not in headings()}
    assert not missing


@pytest.mark.parametrize("name", ["lesson-plan-90-minutes", "lesson-plan-half-day"])
def test_minutes_follow_each_other(name: str):
    text = (ROOT / "teaching" / f"{name}.md").read_text(encoding="utf-8")
    spans = [(int(a), int(b)) for a, b in re.findall(r"(?m)^\| (\d+)–(\d+) \|", text)]
    assert spans[0][0] == 0 and spans[-1][1] in (90, 210)
    assert all(a[1] == b[0] for a, b in pairwise(spans))
