import json
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from helpers import report
from helpers.evaluation import bootstrap_share
from helpers.report.document import write_pdf
from helpers.report.evidence import Evidence
from helpers.report.evidence_pages import Pages, most_of_each
from helpers.report.findings import collect_findings, write_collected
from helpers.report.pages import link
from helpers.report.prose import Prose, formula
from helpers.report.sections import read_section
from helpers.report.site import for_spreadsheet, write_evidence, write_site
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
    assert len(pages) == 1 + 1 + 2, "the second notebook counts the same rows"
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
    assert index.count('<div class="press press-article">') == 2 and "widget" not in index
    assert "Parameters of this run" in index
    assert "<td>7</td><td>words shown</td>" in index
    assert "1\u202f200" in index
    assert '<span class="kn">import</span> pandas <span class="k">as</span> pd' in index
    assert '<p class="saved">Saved as <a href="tables/sentences.csv">' in index
    assert "reports/.whole.partial" not in index


def test_findings_come_first_and_open_their_rows(index, run_folder):
    findings = index.index("She speaks in <a")
    assert findings < index.index("Who speaks in 01-first-part?", index.index("<main"))
    assert '<a href="#finding-share-01">where it was found</a>' in index
    number = re.search(
        r'She speaks in <a id="(n[0-9a-f]+-0)" href="evidence/(01-table-speakers-[^"]+)">50%</a>'
        r" of 2 sentences, <a [^>]+>10%</a> to <a [^>]+>90%</a>. "
        r'<span class="ways"><a href="evidence/\2">1 row',
        index,
    )
    assert number, "the number of a finding opens its rows where it was found"
    assert index.count(f'href="evidence/{number[2]}">50%</a>') == 2, "and in the list of findings"
    name, anchor = number[2].split("#")
    assert anchor == number[1]
    page = (run_folder / "evidence" / name).read_text(encoding="utf-8")
    assert "« <mark>Oui</mark> », dit-elle." in page
    assert "a, characters 0 to 18" in page
    assert '<a lang="fr" href="../articles/a.html#q001">Le Val · 2023-09-01 · Séance</a>' in page
    made = f'<li id="{anchor}"><a href="../index.html#{anchor}">She speaks in 50%'
    assert made in page and "</a> <strong>50%</strong>: 1 row, divided by 2" in page
    kept = json.loads((run_folder / "findings.json").read_text(encoding="utf-8"))
    assert kept[0]["evidence"] == ["a-q001"]


def test_the_numbers_of_a_caption_open_their_rows(index, run_folder):
    way = r'<a id="(n[0-9a-f]+-1)" href="evidence/([^"#]+)#\1">1</a>'
    number = re.search(f"<caption><span>Bars &amp; more, n = {way}</span></caption>", index)
    assert number, "a figure's title opens its rows where its numbers are unfolded"
    page = (run_folder / "evidence" / number[2]).read_text(encoding="utf-8")
    assert f'<li id="{number[1]}">' in page and "· caption</a> <strong>1</strong>: 1 row" in page
    assert "data-told" not in index


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


def test_solutions_are_not_printed(run_folder):
    notebook = run_folder / "notebooks" / "01-first-part.ipynb"
    for code in (True, False):
        html = read_section(notebook, values={}, notebooks=[], code=code).html
        assert ("Nobody else speaks." in html) is code


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
    assert re.search(r'<a id="(\S+)" href="evidence/01-finding-x.html#\1">2 rows behind', index)
    assert "where it was found" not in index
    assert not (tmp_path / "articles").exists()


def test_rows_of_a_notebook_that_was_not_run_are_not_missed(tmp_path):
    run = report.open_run(tmp_path, "03-third-part")
    run.save_table(pd.DataFrame({"article_id": ["a"], "words": [3]}), "articles")
    run.add_finding("x", "Two.", value=2, evidence=["a-q001", "a-s002"])
    (tmp_path / "findings.json").write_text("[]")
    (tmp_path / "manifest.json").write_text('{"run": "x"}')
    assert write_site(tmp_path) == []


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
    assert recount(run_folder) == Counter(counted=2 * 8, told=2 * 3)


def test_an_interval_is_drawn_again_from_its_rows(tmp_path):
    run = report.open_run(tmp_path, "01-first-part")
    words = {"a": [3, 9], "b": [4], "c": [5, 1, 2]}
    rows = [(f"{a}-q{k}", a, n) for a, own in words.items() for k, n in enumerate(own)]
    said = pd.DataFrame(rows, columns=["quotation_id", "article_id", "words"])
    run.save_table(said.assign(sentence_id="", fragments="[[0, 1]]", cue="", type=""), "quotations")
    hers = said["quotation_id"].isin(["a-q1", "c-q0"])
    hits = [said["words"].where(hers, 0)[said["article_id"] == a].sum() for a in words]
    totals = said.groupby("article_id")["words"].sum()
    share = bootstrap_share(hits, totals, draws=50, seed=7)
    counted = report.Counted(
        said.loc[hers, "quotation_id"],
        sum="words",
        of=said["quotation_id"],
        drawn=report.Drawn(list(words), draws=50, seed=7),
    )
    frame = pd.DataFrame([("She", *share[:3])], columns=["speaker", "share", "low", "high"])
    behind = {"share": counted, **report.bounds(counted)}
    shown = [
        report.table(frame, caption="c", percents=["share", "low", "high"], evidence=behind),
        run.add_finding(
            "hers",
            f"{report.percent(share.estimate)} ({report.between(share[1:3])}), in 2 of 24 words.",
            value=share.estimate,
            interval=share[1:3],
            evidence=[(report.percent(share.estimate), counted), ("2", counted.rows)],
        ),
    ]
    pages = Pages(Evidence(tmp_path))
    write_evidence(tmp_path / "evidence", pages)
    findings = {finding.id: finding for finding in collect_findings(tmp_path)}
    index = link("".join(block.html for block in shown), findings, pages)
    (tmp_path / "index.html").write_text(index, encoding="utf-8")
    assert recount(tmp_path) == Counter(counted=4, drawn=4)
    [page] = (tmp_path / "evidence").glob("*.html")
    how = "low end of the 95% interval of 14 words in 2 rows, divided by"
    assert how in page.read_text("utf-8") and "(seed 7)" in page.read_text("utf-8")


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
    assert re.search(r'<a href="../evidence/01-table-speakers-[^"]+.html">', page)
    for layer in ("quoted", "topics", "certainty", "reprinted"):
        assert f'<input type="checkbox" id="show-{layer}" checked>' in page


def test_tables_open_in_a_french_spreadsheet(run_folder):
    written = (run_folder / "spreadsheet" / "quotations.csv").read_bytes()
    assert written.startswith("\ufeffquotation_id;".encode())
    cells = {"0.25": "0,25", "-3": "-3", "1e-05": "1e-05", "- Oui": " - Oui", "=A1": " =A1"}
    assert {cell: for_spreadsheet(cell) for cell in cells} == cells


def test_a_page_shows_the_first_rows_of_each_list_and_all_of_short_ones():
    assert most_of_each([]) == 3
    assert most_of_each([500]) == 80
    assert most_of_each([2, 500, 500]) == 39
    assert most_of_each([500] * 100) == 3
