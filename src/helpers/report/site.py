"""The report as a folder of pages that opens from disk, without a server or a network."""

import csv
import json
import re
from html import escape
from pathlib import Path

from helpers.report.articles import Articles, article_html, articles_index, neighbours
from helpers.report.evidence import Evidence, faults
from helpers.report.evidence_pages import Pages
from helpers.report.pages import (
    contents,
    files_of,
    index_body,
    link,
    page,
    read_collected,
    read_manifest,
    read_sections,
    stylesheet,
    title_of,
)

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def write_site(folder: Path) -> list[str]:
    """Write the pages of a run into its folder, from what the run left there.

    index.html, evidence/ (the rows behind numbers), articles/ (as read), spreadsheet/.
    Returns what the report lacks, a line each: rows that no saved table has, numbers that
    their rows do not make.
    """
    evidence = Evidence(folder)
    pages = Pages(evidence)
    (folder / "style.css").write_text(stylesheet(), encoding="utf-8")
    write_index(folder, pages)
    write_evidence(folder / "evidence", pages)
    write_articles(folder / "articles", Articles(pages, _colours(folder)))
    write_spreadsheets(folder)
    return list(faults(evidence))


def write_index(folder: Path, pages: Pages) -> None:
    """Write index.html: every notebook's section, findings first."""
    evidence = pages.evidence
    manifest, findings = read_manifest(folder), read_collected(folder)
    sections = read_sections(folder, manifest, findings)
    body = index_body(sections, manifest, evidence.articles, files_of(folder))
    linked = link(body, {finding.id: finding for finding in findings}, pages)
    ways = contents(sections, articles=bool(evidence.by_article))
    html = page(title_of(manifest), linked, contents=ways, alone=True)
    (folder / "index.html").write_text(html, encoding="utf-8")


def write_evidence(folder: Path, pages: Pages) -> None:
    """Write the pages of the rows behind the numbers of tables, figures and findings."""
    folder.mkdir(exist_ok=True)
    for name, title, body in pages.html():
        html = page(f"Evidence: {title}", f"<main id='content'>{body}</main>")
        (folder / f"{name}.html").write_text(html, encoding="utf-8")


def write_articles(folder: Path, articles: Articles) -> None:
    """Write a page for each article, and one that lists them."""
    ids = list(articles.evidence.by_article)
    if not ids:
        return
    folder.mkdir(exist_ok=True)
    for id, (before, after) in neighbours(ids).items():
        html = page(id, _around(articles, article_html(articles, id), before, after))
        (folder / f"{id}.html").write_text(html, encoding="utf-8")
    body = _around(articles, articles_index(articles), "", "")
    (folder / "index.html").write_text(page("Articles as read", body), encoding="utf-8")


def write_spreadsheets(folder: Path) -> None:
    """Write each saved table again as French spreadsheets open it by a double click."""
    (folder / "spreadsheet").mkdir(exist_ok=True)
    for path in sorted((folder / "tables").glob("*.csv")):
        with (
            path.open(encoding="utf-8", newline="") as lines,
            (folder / "spreadsheet" / path.name).open("w", encoding="utf-8-sig", newline="") as out,
        ):
            writer = csv.writer(out, delimiter=";")
            writer.writerows(map(for_spreadsheet, row) for row in csv.reader(lines))


def for_spreadsheet(cell: str) -> str:
    """Give a cell as a French spreadsheet reads it: decimal comma, words that stay words."""
    if NUMBER.fullmatch(cell):
        return cell.replace(".", ",")
    # A dialogue that begins with a dash is not a formula.
    return f" {cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _around(articles: Articles, body: str, before: str, after: str) -> str:
    ways = ['<a href="../index.html">Report</a>', '<a href="index.html">All articles</a>']
    for id, words in ((before, "Previous"), (after, "Next")):
        if id:
            href = articles.evidence.href(id).removeprefix("articles/")
            ways.append(f'<a href="{escape(href)}">{words}</a>')
    nav = f'<nav class="around" aria-label="Articles">{" ".join(ways)}</nav>'
    return f"{nav}<main id='content'>{body}</main>"


def _colours(folder: Path) -> dict[str, list[str]]:
    path = folder / "colours.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
