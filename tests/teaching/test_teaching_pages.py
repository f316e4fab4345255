"""The pages for teachers: what they point at is there."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import terms

from helpers.paths import ROOT

PAGES = sorted((ROOT / "teaching").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:]+)\)")
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
