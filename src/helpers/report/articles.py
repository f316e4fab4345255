"""Articles as the program read them: a page each, with layers that can be switched off."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import NamedTuple

from helpers.report.evidence import (
    Evidence,
    Row,
    anchor_of,
    deciding,
    fragments_of,
    grouped,
    span_of,
)
from helpers.report.evidence_pages import Pages, where
from helpers.report.numbers import number
from helpers.report.style import PALETTE, QUIET

LAYERS = {
    "quoted": "Quotations, a colour for each speaker",
    "topics": "Topics and frames, and the words that decided",
    "certainty": "Certainty and voice",
    "reprinted": "Passages shared with another article",
}


class Stretch(NamedTuple):
    """A stretch of an article that a layer marks; the colour is that of a speaker."""

    start: int
    end: int
    layer: str
    colour: str = ""


class Articles:
    """The articles of a run with everything that its tables say of them."""

    def __init__(self, pages: Pages, colours: Mapping[str, Sequence[str]]) -> None:
        """Take the tables, the pages of rows behind numbers, and the run's colours."""
        self.evidence: Evidence = pages.evidence
        self.pages, self.colours = pages, colours

    @cached_property
    def quotations(self) -> dict[str, list[Row]]:
        """Quotations by article."""
        return grouped(self.evidence.quotations.values())

    @cached_property
    def cleaning(self) -> dict[str, list[Row]]:
        """What was taken out, by article."""
        return grouped(self.evidence.read("cleaning"))

    @cached_property
    def shared(self) -> dict[str, list[Row]]:
        """Passages that stand in another article too, by article."""
        return grouped(self.evidence.read("reprinted-passages"))

    @cached_property
    def used(self) -> dict[str, dict[str, str]]:
        """The titles of the pages with rows of an article, by article and page."""
        found: dict[str, dict[str, str]] = {}
        for key in self.pages.numbers:
            owner = self.pages.owners[key]
            for id in self.evidence.lists[key]:
                article = self.evidence.article_of(id)
                found.setdefault(article, {})[owner] = self.evidence.exhibits[owner].title
        return found

    @cached_property
    def topics(self) -> dict[str, str]:
        """The colour of each topic: that of the figures, where they show it."""
        coded = self.evidence.framing.values()
        told = (topic for row in coded for topic in row.get("topics", "").split(";"))
        names = dict.fromkeys([*self.colours.get("topic", ()), *told])
        return dict(zip(names, PALETTE, strict=False))

    def speakers(self, article_id: str) -> dict[str, str]:
        """Give the speakers of an article, the most quoted first, each with its colour.

        A speaker to whom the run gave one of the eight colours keeps it; the others take
        those that are free here; when none is left, grey.
        """
        words: dict[str, int] = {}
        for row in self.quotations.get(article_id, ()):
            words[row["speaker"]] = words.get(row["speaker"], 0) + int(row.get("words") or 0)
        given = list(self.colours.get("mark", ()))[: len(PALETTE)]
        known = {name: PALETTE[given.index(name)] for name in words if name in given}
        free = iter([colour for colour in PALETTE if colour not in known.values()])
        ranked = sorted(words, key=lambda name: (-words[name], name))
        return {name: known.get(name) or next(free, QUIET) for name in ranked}


def article_html(articles: Articles, article_id: str) -> str:
    """Give the body of an article's page."""
    row = articles.evidence.articles.get(article_id, {})
    speakers = articles.speakers(article_id)
    text, layers = _text(articles, article_id, speakers)
    title = row.get("title") or article_id
    facts = " · ".join(filter(None, (row.get("agency"), row.get("dateline"), row.get("byline"))))
    size = f"{number(float(row.get('words') or 0))} words · file {escape(row.get('file', ''))}"
    return (
        f'<p class="kicker">{where({**row, "title": ""})}</p><h1 lang="fr">{escape(title)}</h1>'
        f'<p class="facts">{f"<span lang=fr>{escape(facts)}</span> · " if facts else ""}{size}</p>'
        f"{_switches(layers)}{_legend(speakers)}"
        f'<article lang="fr">{text}</article>{_taken_out(articles.cleaning.get(article_id, ()))}'
        f"{_uses(articles.used.get(article_id, {}))}"
    )


def articles_index(articles: Articles) -> str:
    """Give the body of the page that lists the articles."""
    heads = ("article", "outlet", "day", "title", "words", "quotations")
    kinds = {"words": ' class="number"', "quotations": ' class="number"'}
    head = "".join(f'<th scope="col"{kinds.get(name, "")}>{name}</th>' for name in heads)
    rows = "".join(_listed(articles, row) for row in articles.evidence.articles.values())
    return (
        '<p class="kicker">Articles as read</p><h1>The articles of this run</h1>'
        "<p>Each opens with what the notebooks found in it marked in its text.</p>"
        '<div class="press press-table"><div class="press-scroll" role="group" tabindex="0" '
        'aria-label="Articles"><table><caption><span class="hidden">Articles</span></caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></div>"
    )


def _listed(articles: Articles, row: Row) -> str:
    id = row["article_id"]
    href = articles.evidence.href(id).removeprefix("articles/")
    way = f'<a href="{escape(href)}">{escape(id)}</a>' if href else escape(id)
    told = {name: escape(row.get(name, "")) for name in ("outlet", "published", "title")}
    return (
        f'<tr><th scope="row" class="whole">{way}</th><td lang="fr">{told["outlet"]}</td>'
        f'<td class="whole">{told["published"]}</td><td lang="fr">{told["title"]}</td>'
        f'<td class="number">{number(float(row.get("words") or 0))}</td>'
        f'<td class="number">{len(articles.quotations.get(id, ()))}</td></tr>'
    )


def _text(
    articles: Articles, article_id: str, speakers: Mapping[str, str]
) -> tuple[str, list[str]]:
    """Give the text with everything marked, and the layers that mark something."""
    quotations = articles.quotations.get(article_id, ())
    stretches = [
        *(
            Stretch(a, b, "quoted", speakers[row["speaker"]])
            for row in quotations
            for a, b in fragments_of(row)
        ),
        *(Stretch(*span_of(row), "reprinted") for row in articles.shared.get(article_id, ())),
    ]
    labels: dict[int, list[str]] = {}
    for row in quotations:
        begins = min((a for a, _ in fragments_of(row)), default=-1)
        labels.setdefault(begins, []).append(_speaker_label(row, speakers))
    made: list[str] = []
    paragraph, framed = None, False
    for row in articles.evidence.by_article.get(article_id, ()):
        if row["paragraph"] != paragraph:
            made.append("</p><p>" if made else "<p>")
            paragraph = row["paragraph"]
        coded = articles.evidence.framing.get(row["sentence_id"])
        framed = framed or coded is not None
        tags = _codes(coded, articles.topics) if coded else ""
        made.append(_sentence(row, stretches, labels, coded, tags) + " ")
    layers = [layer for layer in LAYERS if any(s.layer == layer for s in stretches)]
    return "".join(made) + ("</p>" if made else ""), [
        layer
        for layer in LAYERS
        if layer in layers or (framed and layer in ("topics", "certainty"))
    ]


def _sentence(
    row: Row,
    stretches: Sequence[Stretch],
    labels: Mapping[int, Sequence[str]],
    coded: Row | None,
    tags: str,
) -> str:
    start, end = span_of(row)
    inside = [s for s in stretches if s.start < end and s.end > start]
    inside += [Stretch(a, b, "decided") for a, b in (deciding(coded) if coded else ())]
    # Cut at every border first: each piece lies wholly inside or outside each stretch.
    borders = {start, end, *(place for place in labels if start <= place < end)}
    for stretch in inside:
        borders |= {max(stretch.start, start), min(stretch.end, end)}
    pieces = "".join(
        "".join(labels.get(a, ())) + _piece(row["text"][a - start : b - start], a, b, inside)
        for a, b in pairwise(sorted(border for border in borders if start <= border <= end))
    )
    anchor = anchor_of(row["sentence_id"], row["article_id"])
    return f'<span id="{escape(anchor)}" class="sentence">{tags}{pieces}</span>'


def _piece(words: str, start: int, end: int, stretches: Sequence[Stretch]) -> str:
    over = [s for s in stretches if s.start <= start and end <= s.end]
    if not over:
        return escape(words)
    # Where quotations stand in one another, the shorter one gives the colour.
    colour = min(
        (s for s in over if s.colour), key=lambda s: s.end - s.start, default=Stretch(0, 0, "")
    ).colour
    style = f' style="--mark:{colour}"' if colour else ""
    return (
        f'<span class="{" ".join(sorted({s.layer for s in over}))}"{style}>{escape(words)}</span>'
    )


def _speaker_label(row: Row, speakers: Mapping[str, str]) -> str:
    relay = f", relayed by {row['relayed_by']}" if row.get("relayed_by") else ""
    told = f"{row['type']}, {row['cue'] or 'no cue'}{relay}"
    anchor = anchor_of(row["quotation_id"], row["article_id"])
    return (
        f'<span id="{escape(anchor)}" class="tag speaker" style="--mark:{speakers[row["speaker"]]}"'
        f' title="{escape(told)}">{escape(row["speaker"] or "?")}</span>'
    )


def _codes(coded: Row, colours: Mapping[str, str]) -> str:
    topics = "".join(
        f'<span class="tag topic" lang="en" style="--mark:{colours.get(topic, QUIET)}">'
        f"{_code(topic)}</span>"
        for topic in coded.get("topics", "").split(";")
        if topic
    )
    frames = [frame for frame in coded.get("frames", "").split(";") if frame not in ("", "none")]
    light = (
        f'<span class="tag frame" lang="en">{_code(" · ".join(frames))}</span>' if frames else ""
    )
    sure = " · ".join(filter(None, (coded.get("certainty"), coded.get("voice"))))
    return f'{topics}{light}<span class="tag sure" lang="en">{_code(sure)}</span>'


def _code(words: str) -> str:
    return escape(words.replace("_", " "))


def _switches(layers: Sequence[str]) -> str:
    if not layers:
        return "<p>The notebooks of this run marked nothing here.</p>"
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{layer}" checked> {LAYERS[layer]}</label>'
        for layer in layers
    )
    return f'<fieldset class="layers"><legend>Shown in the text</legend>{boxes}</fieldset>'


def _legend(speakers: Mapping[str, str]) -> str:
    items = "".join(
        f'<li><span class="quoted" style="--mark:{colour}">{escape(name or "?")}</span></li>'
        for name, colour in speakers.items()
    )
    return f'<ul class="speakers" lang="fr" aria-label="Speakers">{items}</ul>' if items else ""


def _taken_out(rows: Sequence[Row]) -> str:
    if not rows:
        return "<p>Cleaning took nothing out.</p>"
    items = "".join(_gone(row) for row in rows)
    return (
        f'<details class="taken"><summary>What cleaning took out ({len(rows)})</summary>'
        f"<ul>{items}</ul></details>"
    )


def _gone(row: Row) -> str:
    id = anchor_of(row.get("removal_id", ""), row["article_id"])
    anchor = f' id="{escape(id)}"' if id else ""
    told = f'<span lang="fr">{escape(row["text"])}</span> <em>{escape(row["reason"])}</em>'
    return f"<li{anchor}>{told}</li>"


def _uses(titles: Mapping[str, str]) -> str:
    if not titles:
        return ""
    items = "".join(
        f'<li><a href="../evidence/{escape(id)}.html">{escape(title)}</a></li>'
        for id, title in titles.items()
    )
    return (
        f"<details><summary>Numbers of the report that count this article ({len(titles)})"
        f"</summary><ul>{items}</ul></details>"
    )


def neighbours(ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Give the articles before and after each, none at the ends."""
    return {
        id: (before, after)
        for before, id, after in zip(["", *ids], ids, [*ids[1:], ""], strict=False)
    }
