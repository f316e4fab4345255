import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from helpers import report
from helpers.report.document import write_pdf
from helpers.report.findings import collect_findings, write_collected
from helpers.report.pages import write_site
from helpers.report.prose import Prose, formula

LOADS = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action)\s*=\s*["']?|url\(\s*["']?|@import\s*["']?)\s*(?:https?:)?//""",
    re.I,
)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.tags: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append((tag, given["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.fixture(scope="module")
def index(run_folder: Path) -> str:
    return (run_folder / "index.html").read_text(encoding="utf-8")


def all_pages(folder: Path) -> list[Path]:
    return [folder / "index.html", *(folder / "evidence").glob("*.html")]


def test_pages_load_nothing(run_folder):
    pages = all_pages(run_folder)
    assert len(pages) == 3
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert not LOADS.search(html), LOADS.search(html)
        page = Page(html)
        assert not page.tags["script"] + page.tags["iframe"] + page.tags["object"]
        for tag, target in page.links:
            assert tag == "a" or target in ("data:,",) or target.startswith("#"), (tag, target)


def test_links_between_files_of_the_run_lead_somewhere(run_folder):
    ids = {path: set(Page(path.read_text("utf-8")).ids) for path in all_pages(run_folder)}
    for path in ids:
        for tag, target in Page(path.read_text("utf-8")).links:
            if tag != "a" or target.startswith("http"):
                continue
            file, _, anchor = target.partition("#")
            place = (path.parent / file).resolve() if file else path
            assert place.is_file(), target
            if anchor:
                assert anchor in ids[place], target


def test_identifiers_are_unique_and_headings_in_order(index):
    page = Page(index)
    assert [id for id, count in Counter(page.ids).items() if count > 1] == []
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    for before, after in zip(page.levels, page.levels[1:], strict=False):
        assert after <= before + 1


def test_languages_figures_formulas_and_parameters_are_there(index):
    assert '<html lang="en">' in index
    assert '<td lang="fr">« Oui », dit-elle.</td>' in index
    assert 'role="img" aria-label="Bars &amp; more."' in index
    assert index.count("<math") == 4
    assert "<style data-house>" not in index
    assert "Parameters of this run" in index
    assert "<td>7</td><td>words shown</td>" in index
    assert "1\u202f200" in index
    assert "reports/.whole.partial" not in index


def test_findings_come_first_and_open_their_rows(index, run_folder):
    findings = index.index("She speaks in 50%")
    assert findings < index.index("Who speaks in 01-first-part?", index.index("<main"))
    assert '<a href="#finding-share-01">where it was found</a>' in index
    assert '<a href="evidence/share-01.html">2 rows behind it</a>' in index
    page = (run_folder / "evidence" / "share-01.html").read_text(encoding="utf-8")
    assert "« <mark>Oui</mark> », dit-elle." in page
    assert "characters 19 to 23" in page
    assert "Le Val · 2023-09-01 · Séance" in page
    rows = (run_folder / "evidence" / "share-01.csv").read_text(encoding="utf-8").splitlines()
    kept = json.loads((run_folder / "findings.json").read_text(encoding="utf-8"))
    assert len(rows) - 1 == len(kept[0]["evidence"]) == 2


def test_the_same_run_gives_the_same_pages(run_folder):
    before = {path: path.read_bytes() for path in all_pages(run_folder)}
    write_site(run_folder)
    assert {path: path.read_bytes() for path in all_pages(run_folder)} == before


def test_pdf_is_made_of_the_same_run(run_folder):
    first = (run_folder / "report.pdf").read_bytes()
    assert first.startswith(b"%PDF")
    assert len(first) > 20_000
    write_pdf(run_folder)
    assert (run_folder / "report.pdf").read_bytes() == first


def test_links_to_other_notebooks_stay_in_the_page():
    prose = Prose("01-first-part", ["01-first-part", "02-second-part"])
    assert '<a href="#02-second-part">b</a>' in prose.html("[b](02-second-part.ipynb)")
    assert prose.html("[b](09-not-here.ipynb)") == "<p>b</p>\n"
    assert 'href="https://example.org/"' in prose.html("[b](https://example.org/)")


def test_headings_of_the_same_words_have_identifiers_of_their_own():
    prose = Prose("01-first-part", [])
    prose.html("# Été\n\n## Été\n\n## Été")
    assert [heading.id for heading in prose.headings] == ["01-ete", "01-ete-2", "01-ete-3"]


def test_a_formula_that_cannot_be_read_is_shown_as_written():
    assert "<math" in formula(r"\frac{a}{b}", display="inline")
    assert formula("a_b_c", display="inline") == "<code>a_b_c</code>"


def test_evidence_that_no_table_has_is_told(tmp_path):
    run = report.open_run(tmp_path, "01-first-part")
    run.save_table(pd.DataFrame({"article_id": ["a"], "words": [3]}), "articles")
    run.add_finding("x", "Two.", value=2, evidence=["a", "b"])
    write_collected(tmp_path, collect_findings(tmp_path))
    (tmp_path / "manifest.json").write_text('{"run": "x"}')
    [told] = write_site(tmp_path)
    assert told == "finding x names 1 rows that no saved table has, such as b"
    page = (tmp_path / "evidence" / "x.html").read_text(encoding="utf-8")
    assert page.count("<li id=") == 2
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<a href="evidence/x.html">2 rows behind it</a>' in index
    assert "where it was found" not in index
