"""The report as report.pdf: the same sections, without code, set by Typst."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pypandoc  # type: ignore[import-untyped]
import typst

from helpers.report.blocks import THEME
from helpers.report.evidence import Evidence
from helpers.report.pages import (
    citation,
    facts_of,
    read_collected,
    read_manifest,
    read_sections,
    title_of,
)
from helpers.report.parameters import RunError
from helpers.report.sections import Section

FIGURE = re.compile(
    r'<figure class="press press-figure">.*?aria-label="([^"]*)"'
    r".*?<!-- files of ([\w-]+) --></figure>",
    re.S,
)
HEAD = re.compile(r"<thead>.*?</thead>", re.S)
HEAD_CELL = re.compile(r"(<th\b[^>]*>)(.*?)(</th>)", re.S)
LEGEND = re.compile(r'<ul class="press-legend".*?</ul>', re.S)
QUOTE = re.compile(r'<blockquote lang="fr">(.*?)</blockquote>', re.S)
WHERE = re.compile(r'<p class="press-where">(.*?)</p>', re.S)
SMALL = 'typst:text:size="8.5pt" typst:text:fill="rgb(89, 99, 110)"'
RULED = 'typst:stroke="(left: 2pt + rgb(11, 87, 164))" typst:inset="(left: 9pt, y: 2pt)"'
MARK = re.compile(r'<span class="press-mark"([^>]*?)>')
LABEL = re.compile(r'data-label="([^"]*)"')
COLOUR = re.compile(r"--mark:#(\w{6})")
ANCHOR = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.S)


def write_pdf(folder: Path) -> Path:
    """Write report.pdf into a run's folder, from what the run left there.

    Figures are those of figures/; formulas, tables and marked passages those of
    index.html. Raises RunError when it cannot be set.
    """
    manifest = read_manifest(folder)
    sections = read_sections(folder, manifest, read_collected(folder), code=False)
    html = "\n".join(section.html for section in sections)
    body = pypandoc.convert_text(
        printed(html, sections) + colophon(manifest),
        "typst",
        format="html",
        extra_args=["--wrap=none", "--shift-heading-level-by=-1"],
    )
    body = described(body, {name: unescape(alt) for alt, name in FIGURE.findall(html)})
    facts = facts_of(manifest, Evidence(folder).articles)
    source = (THEME / "report.typ").read_text(encoding="utf-8") + body
    path = folder / "report.pdf"
    path.write_bytes(_set(source, folder, {"title": title_of(manifest), "facts": facts}))
    return path


def described(body: str, alternatives: Mapping[str, str]) -> str:
    """Give figures in Typst's markup their text alternatives, which pandoc drops."""
    for name, alt in alternatives.items():
        image = f'image("figures/{name}.svg"'
        body = body.replace(f"{image})", f"{image}, alt: {json.dumps(alt, ensure_ascii=False)})")
    return body


def printed(html: str, sections: Sequence[Section]) -> str:
    """Give the sections' HTML as it goes to the printed page."""
    html = FIGURE.sub(lambda found: f'<p><img src="figures/{found[2]}.svg"></p>', html)
    html = LEGEND.sub("", html).replace('class="number"', 'class="number" style="text-align:right"')
    html = HEAD.sub(lambda head: HEAD_CELL.sub(r"\1<strong>\2</strong>\3", head[0]), html)
    html = html.replace('class="press press-finding"', RULED)
    html = WHERE.sub(rf"<div {SMALL}><p>\1</p></div>", QUOTE.sub(r"<div lang='fr'>\1</div>", html))
    html = MARK.sub(_labelled, html)
    tops = {section.notebook: section.headings[0].id for section in sections if section.headings}
    ids = set(re.findall(r'\bid="([^"]*)"', html))
    return ANCHOR.sub(lambda found: _anchor(found[1], found[2], tops, ids), html)


def colophon(manifest: Mapping[str, Any]) -> str:
    """Give the last section: how to cite the run, and the parameters of its notebooks."""
    rows = "".join(
        f"<tr><td>{escape(notebook)}</td><td><code>{escape(name)}</code></td>"
        f"<td>{escape(json.dumps(value, ensure_ascii=False))}</td></tr>"
        for notebook, values in manifest.get("parameters", {}).items()
        for name, value in values.items()
    )
    heads = "".join(f"<th>{head}</th>" for head in ("notebook", "parameter", "value"))
    return (
        f'<h2 id="cite">How to cite this run</h2><p>{escape(citation(manifest))}</p>'
        "<p>Code, evidence and every table are in the folder of the run, which opens at "
        "index.html.</p><table><caption>Parameters of this run</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _labelled(found: re.Match[str]) -> str:
    label, colour = LABEL.search(found[1]), COLOUR.search(found[1])
    fill = f'typst:text:fill="rgb(&quot;{colour[1]}&quot;)"' if colour else ""
    # Nothing can be hovered over on paper: the label goes before the words it is of.
    name = f"<span {fill}><strong>[{label[1]}]</strong></span> " if label else ""
    return f'{name}<span class="mark">'


def _anchor(target: str, words: str, tops: Mapping[str, str], ids: set[str]) -> str:
    place = tops.get(target, target)
    # Typst refuses a link to nowhere.
    return f'<a href="#{place}">{words}</a>' if place in ids else words


def _set(source: str, folder: Path, told: Mapping[str, Any]) -> bytes:
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    try:
        return typst.compile(  # type: ignore[misc]
            source.encode(),
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"told": json.dumps(told)},
        )
    except typst.TypstError as fault:
        raise RunError(f"report.pdf could not be set: {' '.join(str(fault).split())}") from None
