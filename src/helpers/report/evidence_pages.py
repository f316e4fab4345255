"""Pages that list the rows behind the numbers of a table, a figure or a finding."""

from html import escape

from helpers.report.counts import Exhibit, Number
from helpers.report.evidence import Evidence, Passage, Row
from helpers.report.numbers import number
from helpers.report.passages import mark

# Rows shown with their words, in one list and in one page; the others are led to.
SHOWN, SHOWN_IN_PAGE = 100, 300


def evidence_html(exhibit: Exhibit, evidence: Evidence) -> str:
    """Give the body of an exhibit's page: every number, what it is made of, and its rows."""
    kind = exhibit.id.split("-")[1]
    listed = dict.fromkeys(n.rows for n in exhibit.numbers)
    bases = dict.fromkeys(n.of for n in exhibit.numbers if n.of is not None and n.of not in listed)
    left = SHOWN_IN_PAGE
    sections = []
    for place in [*listed, *bases]:
        shown = min(SHOWN, left) if place in listed else 0
        left -= min(shown, len(exhibit.lists[place]))
        sections.append(_section(exhibit, evidence, place, shown=shown))
    return (
        f'<p class="kicker">Evidence · {escape(exhibit.notebook)}</p>'
        f"<h1>{escape(exhibit.title)}</h1>"
        f'<p>The rows behind each number of this {kind}. <a href="../index.html#'
        f'{escape(place_of(exhibit))}">Back to where it stands</a>.</p>{"".join(sections)}'
    )


def place_of(exhibit: Exhibit) -> str:
    """Give the place of an exhibit in index.html."""
    if exhibit.id.startswith(f"{exhibit.notebook[:2]}-finding-"):
        return exhibit.id[3:]
    return exhibit.id


def counted(words: int) -> str:
    """Say how many rows there are."""
    return f"{number(words)} {'row' if words == 1 else 'rows'}"


def _section(exhibit: Exhibit, evidence: Evidence, place: int, *, shown: int) -> str:
    ids = exhibit.lists[place]
    own = [(k, n) for k, n in enumerate(exhibit.numbers) if n.rows == place]
    names = dict.fromkeys(n.row for _, n in own if n.row)
    title = " · ".join(names) or ("The rows" if own else "All that the shares are shares of")
    told = "".join(f'<li id="n{k}">{_made(exhibit, evidence, n)}</li>' for k, n in own)
    full = "".join(_item(evidence.passage(id, exhibit.notebook), evidence) for id in ids[:shown])
    rest = _led(ids[shown:], shown, evidence)
    rows = f'<ol class="press press-passages">{full}</ol>' if full else ""
    return (
        f'<section id="rows-{place}"><h2>{escape(title)}</h2>'
        f'<ul class="made">{told}</ul>{rows}{rest}</section>'
    )


def _made(exhibit: Exhibit, evidence: Evidence, n: Number) -> str:
    """Tell a number and how it comes from its rows."""
    name = f"{escape(n.column)} <strong>{escape(n.printed)}</strong>"
    rows = len(exhibit.lists[n.rows])
    if n.measure:
        return f"{name}: {escape(n.measure)}, from {counted(rows)}"
    top = _amount(evidence, exhibit.lists[n.rows], n.sum)
    if n.of is None and n.base is None:
        return f"{name}: {top}"
    whole = number(n.base or 0) if n.of is None else _base(exhibit, evidence, n)
    times = f", times {number(n.per)}" if n.per != 1 else ""
    return f"{name}: {top}, divided by {whole}{times}"


def _base(exhibit: Exhibit, evidence: Evidence, n: Number) -> str:
    whole = _amount(evidence, exhibit.lists[n.of or 0], n.of_sum)
    return f'<a href="#rows-{n.of}">{whole}</a>'


def _amount(evidence: Evidence, ids: list[str], column: str) -> str:
    if not column:
        return counted(len(ids))
    return f"{number(evidence.amount(ids, column))} {escape(column)} in {counted(len(ids))}"


def _led(ids: list[str], before: int, evidence: Evidence) -> str:
    if not ids:
        return ""
    items = "".join(f"<li>{_way(id, evidence)}</li>" for id in ids)
    more = "more " if before else ""
    return (
        f"<details><summary>{number(len(ids))} {more}{'row' if len(ids) == 1 else 'rows'}"
        f'</summary><ol class="led" start="{before + 1}">{items}</ol></details>'
    )


def _way(id: str, evidence: Evidence) -> str:
    passage = evidence.passage(id)
    href = evidence.href(passage.article_id, passage.anchor)
    return f'<a href="../{escape(href)}">{escape(id)}</a>' if href else escape(id)


def _item(passage: Passage, evidence: Evidence) -> str:
    words = mark(passage.text, passage.marks, offset=passage.start)
    quote = f'<blockquote lang="fr"><p>{words}</p></blockquote>' if words else ""
    place = where(evidence.articles.get(passage.article_id, {})) or escape(passage.article_id)
    href = evidence.href(passage.article_id, passage.anchor)
    way = f'<a lang="fr" href="../{escape(href)}">{place}</a>' if href else place
    span = f"{passage.article_id}, characters {passage.start} to {passage.end}"
    offsets = span if passage.text else passage.id
    told = f" <span>{escape(passage.told)}</span>" if passage.told else ""
    return f'<li>{quote}<p class="press-where">{way} <span>{escape(offsets)}</span>{told}</p></li>'


def where(article: Row) -> str:
    """Give an article's outlet, day and title."""
    parts = (article.get(name, "") for name in ("outlet", "published", "title"))
    return " · ".join(escape(part) for part in parts if part)
