import json
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from helpers import report
from helpers.report.document import write_pdf
from helpers.report.findings import collect_findings, write_collected
from helpers.report.prose import Prose, formula
from helpers.report.site import for_spreadsheet, write_site
from recount import recount

LOADS = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action)\s*=\s*["']?|url\(\s*["']?|@import\s*["']?)\s*(?:https?:)?//""",
    re.I,
)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)


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
    return [folder / "index.html", *folder.glob("evidence/*.html"), *folder.glob("articles/*.html")]


def test_pages_load_nothing(run_folder):
    pages = all_pages(run_folder)
    assert len(pages) == 1 + 2 * 3 + 2
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert not LOADS.search(html), LOADS.search(html)
        page = Page(html)
        assert not page.tags["iframe"] + page.tags["object"]
        assert not re.search("fetch|XMLHttpRequest|import", "".join(SCRIPT.findall(html)))
        for tag, target in page.links:
            assert tag == "a" or target in ("data:,", "../style.css"), (tag, target)
    assert "style.css" not in (run_folder / "index.html").read_text(encoding="utf-8")


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
    assert '<p class="saved">Saved as <a href="tables/sentences.csv">' in index
    assert "reports/.whole.partial" not in index


def test_findings_come_first_and_open_their_rows(index, run_folder):
    findings = index.index("She speaks in 50%")
    assert findings < index.index("Who speaks in 01-first-part?", index.index("<main"))
    assert '<a href="#finding-share-01">where it was found</a>' in index
    assert '<a href="evidence/01-finding-share-01.html">1 row behind it</a>' in index
    page = (run_folder / "evidence" / "01-finding-share-01.html").read_text(encoding="utf-8")
    assert "« <mark>Oui</mark> », dit-elle." in page
    assert "a, characters 0 to 18" in page
    assert '<a lang="fr" href="../articles/a.html#q001">Le Val · 2023-09-01 · Séance</a>' in page
    assert '<a href="../index.html#finding-share-01">Back' in page
    kept = json.loads((run_folder / "findings.json").read_text(encoding="utf-8"))
    assert kept[0]["evidence"] == ["a-q001"]


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
    assert told == "01-finding-x names 1 rows that no saved table has, such as b"
    page = (tmp_path / "evidence" / "01-finding-x.html").read_text(encoding="utf-8")
    assert page.count('<p class="press-where">') == 2
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<a href="evidence/01-finding-x.html">2 rows behind it</a>' in index
    assert "where it was found" not in index
    assert not (tmp_path / "articles").exists()


def test_a_number_that_its_rows_do_not_make_is_told(tmp_path):
    run = report.open_run(tmp_path, "01-first-part")
    run.save_table(pd.DataFrame({"article_id": ["a"], "words": [3]}), "articles")
    frame = pd.DataFrame({"outlet": ["Le Val", "Le Cap"], "articles": [1, 1], "words": [3, 0]})
    rows = [["a"], []]
    report.table(frame, caption="c", evidence={"articles": rows, "words": rows})
    (tmp_path / "findings.json").write_text("[]")
    (tmp_path / "manifest.json").write_text('{"run": "x"}')
    told = write_site(tmp_path)
    assert [line.split(": ")[1] for line in told] == [
        "Le Cap articles is 1, its rows give 0",
        "Le Val words is 3, its rows give 1",
    ]


def test_numbers_open_their_rows_and_are_made_of_them(run_folder):
    assert recount(run_folder) == Counter(counted=2 * 5, measured=2)


def test_an_article_is_shown_as_it_was_read(run_folder):
    page = (run_folder / "articles" / "a.html").read_text(encoding="utf-8")
    text = re.sub(r'<span[^>]*class="tag.*?</span>', "", page[page.index("<article") :])
    assert "« Oui », dit-elle. Non." in unescape(re.sub("<[^>]+>", "", text))
    assert 'title="direct, dit">Claire Morand</span>' in page
    assert '<span class="quoted reprinted" style="--mark:' in page
    assert '<span class="decided"> dit-elle</span>' in page
    assert '">arms</span><span class="tag frame" lang="en">Economic · Legality</span>' in page
    assert "hedged · author" in page
    assert "What cleaning took out (1)" in page
    assert '<a href="../evidence/01-finding-share-01.html">' in page
    for layer in ("quoted", "topics", "certainty", "reprinted"):
        assert f'<input type="checkbox" id="show-{layer}" checked>' in page


def test_tables_open_in_a_french_spreadsheet(run_folder):
    written = (run_folder / "spreadsheet" / "quotations.csv").read_bytes()
    assert written.startswith("\ufeffquotation_id;".encode())
    cells = {"0.25": "0,25", "-3": "-3", "1e-05": "1e-05", "- Oui": " - Oui", "=A1": " =A1"}
    assert {cell: for_spreadsheet(cell) for cell in cells} == cells
