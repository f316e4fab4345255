"""The page of a report: index.html, with its ways to rows, articles and files."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

from helpers.report.blocks import theme
from helpers.report.counts import Exhibit, anchor_of_number
from helpers.report.evidence import Evidence, Row
from helpers.report.evidence_pages import Pages, counted
from helpers.report.findings import Finding, read_findings, show_findings
from helpers.report.numbers import number
from helpers.report.sections import Section, read_section

MAP, FINDINGS = "00", "06"
FILES = re.compile(r"<!-- files of ([\w-]+) -->")
SENTENCE = re.compile(r"<p>([^<]*)<!-- (evidence|ways) of ([\w-]+) --></p>")
CELL = re.compile(r'(<t[dh]\b[^>]*?) data-rows="([^"/]+)/(\d+)"([^>]*>)(.*?)(?=</t[dh]>)')
CAPTION = re.compile(r'<caption><span data-told="([^"]+)">(.*?)</span>')
STANDS = re.compile(r'<span lang="fr" data-place="([^"]*):(\d+)">(.*?)</span>')
TOLD = re.compile(r'id="finding-([\w-]+)"')


def read_sections(
    folder: Path, manifest: Mapping[str, Any], findings: Sequence[Finding], *, code: bool = True
) -> list[Section]:
    """Give the sections of the report in reading order: findings first, the map left out."""
    paths = sorted((folder / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    # A run of the map alone still shows it.
    kept = [path for path in paths if not path.name.startswith(MAP)] or paths
    names = [path.stem for path in kept]
    kept.sort(key=lambda path: (not path.name.startswith(FINDINGS), path.name))
    given = manifest.get("parameters", {})
    sections = [
        read_section(path, values=given.get(path.stem, {}), notebooks=names, code=code)
        for path in kept
    ]
    if not any(name.startswith(FINDINGS) for name in names) and findings:
        listed = f'<h2 id="06-findings-title">Findings</h2>{show_findings(findings).html}'
        sections.insert(0, Section("06-findings", "Findings", [], listed))
    return sections


def index_body(
    sections: Sequence[Section],
    manifest: Mapping[str, Any],
    articles: Mapping[str, Row],
    files: Mapping[str, list[str]],
) -> str:
    """Give the body of index.html: title block, sections, how to cite, files."""
    parts = [
        f'<section id="{section.notebook}">'
        f'<p class="kicker">{_origin(section)}</p>{section.html}</section>'
        for section in sections
    ]
    return (
        f"{masthead(manifest, articles)}<main id='content'>{''.join(parts)}"
        f"{colophon(manifest, files)}</main>"
    )


def _origin(section: Section) -> str:
    name = escape(section.notebook)
    if not section.headings:
        return "From every notebook"
    return f'<a href="notebooks/{name}.ipynb">Notebook {name}</a>'


def masthead(manifest: Mapping[str, Any], articles: Mapping[str, Row]) -> str:
    """Give the title block: what was read, from when, in which run."""
    facts = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts_of(manifest, articles).items()
    )
    return (
        f"<header class='masthead'><p class='kicker'>A reading of French-language press</p>"
        f"<h1>{escape(title_of(manifest))}</h1><dl>{facts}</dl></header>"
    )


def facts_of(manifest: Mapping[str, Any], articles: Mapping[str, Row]) -> dict[str, str]:
    """Give what a reader must know first: articles, words, outlets, period, run, day."""
    rows = list(articles.values())
    days = sorted(row["published"] for row in rows if row.get("published"))
    outlets = {row["outlet"] for row in rows if row.get("outlet")}
    facts = {
        "articles": number(len(rows)) if rows else "",
        "words": number(sum(int(float(row.get("words") or 0)) for row in rows)) if rows else "",
        "outlets": number(len(outlets)) if outlets else "",
        "period": f"{days[0]} to {days[-1]}" if days else "",
        "run": str(manifest.get("run", "")),
        "made on": str(manifest.get("date", ""))[:10],
    }
    return {name: value for name, value in facts.items() if value}


def title_of(manifest: Mapping[str, Any]) -> str:
    """Give the report's title."""
    return f"Press report: {manifest.get('run', '')}"


def contents(sections: Sequence[Section], *, articles: bool) -> str:
    """Give the table of contents: a line a notebook, its parts folded under it.

    `articles` says whether there are pages of articles to lead to.
    """
    items = "".join(_entry(section) for section in sections)
    if articles:
        items += "<li><a href='articles/index.html'>Articles as read</a></li>"
    return (
        "<nav class='contents' aria-label='Contents'><details open><summary>Contents</summary>"
        f"<ul>{items}<li><a href='#cite'>How to cite this run</a></li></ul></details></nav>"
    )


def _entry(section: Section) -> str:
    top = f'<a href="#{section.notebook}">{escape(section.title)}</a>'
    parts = "".join(
        f'<li><a href="#{heading.id}">{escape(heading.text)}</a></li>'
        for heading in section.headings
        if heading.level == 2
    )
    if not parts:
        return f"<li>{top}</li>"
    name = escape(section.title)
    folded = f"<summary><span class='hidden'>Parts of {name}</span></summary><ul>{parts}</ul>"
    return f"<li>{top}<details>{folded}</details></li>"


def colophon(manifest: Mapping[str, Any], files: Mapping[str, list[str]]) -> str:
    """Give the end of the page: how to cite the run, what made it, its files."""
    listed = "".join(
        f'<li><a href="{escape(name)}">{escape(name)}</a>{escape(_makers(made))}</li>'
        for name, made in files.items()
    )
    return (
        "<section id='cite'><h2>How to cite this run</h2>"
        f"<p class='citation'>{escape(citation(manifest))}</p>"
        "<p>Parameters, checksums of every input file, versions and times are in "
        "<a href='manifest.json'>manifest.json</a>: who has the same files and versions can "
        "make the same report again.</p>"
        "<p>Tables are saved twice: <code>tables/</code> holds them for programs (UTF-8, comma, "
        "decimal point), <code>spreadsheet/</code> for a double click (semicolon, decimal comma, "
        "and the mark by which spreadsheets know French letters).</p>"
        f"<details><summary>Files of this run</summary><ul class='files'>{listed}</ul></details>"
        "</section>"
    )


def citation(manifest: Mapping[str, Any]) -> str:
    """Give the sentence by which a run is cited."""
    git = manifest.get("git", {})
    state = " with changes since" if git.get("changed") else ""
    revision = f"revision {git['revision'][:12]}{state}" if git else "no git revision"
    package = manifest.get("packages", {}).get("press-notebooks", "")
    return (
        f"Press notebooks {package} ({revision}), run “{manifest.get('run', '')}” of "
        f"{str(manifest.get('date', ''))[:10]}, {len(manifest.get('inputs', {}))} input files."
    )


def _makers(notebooks: Sequence[str]) -> str:
    return f" by {', '.join(notebooks)}" if notebooks else ""


def files_of(folder: Path) -> dict[str, list[str]]:
    """Give the files that the notebooks saved, each with the notebooks that saved it."""
    made: dict[str, list[str]] = {"findings.json": []}
    for path in sorted((folder / "findings").glob("*.json")):
        kept = read_findings(path)
        for name in kept.files if kept else ():
            made.setdefault(name, []).append(path.stem)
    return dict(sorted(made.items()))


def link(html: str, findings: Mapping[str, Finding], pages: Pages) -> str:
    """Put the ways to rows, places, articles and files where the blocks left room for them."""
    told = set(TOLD.findall(html))

    def sentence(found: re.Match[str]) -> str:
        words, kind, name = found.groups()
        if name not in findings:
            return f"<p>{words}</p>"
        return _sentence(findings[name], pages, listed=kind == "ways" and name in told)

    html = FILES.sub(lambda found: _files(found[1]), html)
    html = CELL.sub(lambda found: _opened(found, pages), SENTENCE.sub(sentence, html))
    html = CAPTION.sub(lambda found: _captioned(found, pages), html)
    return STANDS.sub(lambda found: _article(found, pages.evidence), html)


def _opened(cell: re.Match[str], pages: Pages) -> str:
    begins, exhibit, place, ends, words = cell.groups()
    if exhibit not in pages.evidence.exhibits:
        return f"{begins}{ends}{words}"
    way = _way(words, pages, pages.evidence.exhibits[exhibit], int(place))
    return f"{begins}{ends}{way}"


def _captioned(caption: re.Match[str], pages: Pages) -> str:
    id, text = caption.groups()
    exhibit = pages.evidence.exhibits.get(id)
    said = _linked(unescape(text), exhibit, pages, listed=False) if exhibit else text
    return f"<caption><span>{said}</span>"


def _way(words: str, pages: Pages, exhibit: Exhibit, place: int, *, listed: bool = False) -> str:
    # The way back leads to where a finding was found, not to the list of findings.
    anchor = "" if listed else f' id="{anchor_of_number(exhibit, place)}"'
    return f'<a{anchor} href="{escape(pages.href(exhibit, place))}">{words}</a>'


def _article(found: re.Match[str], evidence: Evidence) -> str:
    article, start, words = unescape(found[1]), int(found[2]), found[3]
    href = evidence.href(article, evidence.anchor_at(article, start))
    return f'<a lang="fr" href="{escape(href)}">{words}</a>' if href else words


def _files(figure: str) -> str:
    ways = [f'<a href="figures/{figure}.{end}">{end.upper()}</a>' for end in ("svg", "png", "csv")]
    said = f"This figure as {ways[0]} or {ways[1]}; its numbers as {ways[2]}"
    return f"<figcaption>{said}</figcaption>"


def _sentence(finding: Finding, pages: Pages, *, listed: bool) -> str:
    """Give a finding's sentence with its numbers opening their rows, and the ways from it.

    `listed` says that it stands in another place of the page too, where it was found.
    """
    ways = [f'<a href="#finding-{finding.id}">where it was found</a>'] if listed else []
    exhibit = pages.evidence.exhibits.get(f"{finding.notebook[:2]}-finding-{finding.id}")
    said = escape(finding.text)
    if exhibit:
        said = _linked(finding.text, exhibit, pages, listed=listed)
        rows = counted(len(pages.evidence.lists[exhibit.numbers[0].rows]))
        # Its value may not be printed in the sentence: the way back then leads here.
        there = listed or exhibit.numbers[0].at >= 0
        ways.append(_way(f"{rows} behind it", pages, exhibit, 0, listed=there))
    beside = f' <span class="ways">{" · ".join(ways)}</span>' if ways else ""
    return f"<p>{said}{beside}</p>"


def _linked(text: str, exhibit: Exhibit, pages: Pages, *, listed: bool) -> str:
    made, last = "", 0
    placed = sorted((n.at, place) for place, n in enumerate(exhibit.numbers) if n.at >= 0)
    for at, place in placed:
        printed = exhibit.numbers[place].printed
        way = _way(escape(printed), pages, exhibit, place, listed=listed)
        made, last = f"{made}{escape(text[last:at])}{way}", at + len(printed)
    return made + escape(text[last:])


def page(title: str, body: str, *, contents: str = "", alone: bool = False) -> str:
    """Give a whole page that loads nothing from anywhere.

    A page that is `alone` holds its style; the others lie in a folder of the run and share
    its style.css.
    """
    style = '<link rel="stylesheet" href="../style.css">'
    parts = {
        "title": escape(title),
        "style": f"<style>{stylesheet()}</style>" if alone else style,
        "contents": contents,
        "body": body,
        "script": f"<script>{theme('tables.js')}</script>" if "<table" in body else "",
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], theme("page.html"))


def stylesheet() -> str:
    """Give the style of every page."""
    return theme("blocks.css") + theme("report.css")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a run's manifest."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def read_collected(folder: Path) -> list[Finding]:
    """Read a run's findings.json."""
    content = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    return [Finding(**finding) for finding in content]
