"""Pages that list the rows behind the numbers of tables, figures and findings."""

from collections.abc import Iterator
from functools import cached_property
from html import escape
from itertools import groupby

from helpers.report.counts import Exhibit, Number, anchor_of_number
from helpers.report.evidence import Evidence, Passage, Row
from helpers.report.numbers import number
from helpers.report.passages import mark

# Rows of a page shown with their words, and how many of each list at least; the others are
# led to.
SHOWN, LEAST = 80, 3
# Tables hold most numbers: what figures and findings count is mostly on their pages.
KINDS = ("table", "figure", "finding")
TITLE, NAMED = 90, 6


class Pages:
    """Where the rows behind every number stand: each list of rows on one page, once."""

    def __init__(self, evidence: Evidence) -> None:
        """Take the tables, exhibits and lists of a run."""
        self.evidence = evidence

    @cached_property
    def owners(self) -> dict[str, str]:
        """The page of each list of rows that a number opens: its first exhibit's."""
        exhibits = sorted(self.evidence.exhibits.values(), key=_rank)
        found: dict[str, str] = {}
        for exhibit in exhibits:
            for n in exhibit.numbers:
                found.setdefault(n.rows, exhibit.id)
        for exhibit in exhibits:
            for key in (key for n in exhibit.numbers for key in (n.of, n.over) if key):
                found.setdefault(key, exhibit.id)
        return found

    @cached_property
    def numbers(self) -> dict[str, list[tuple[Exhibit, int]]]:
        """The numbers of the report that open each list of rows."""
        found: dict[str, list[tuple[Exhibit, int]]] = {}
        for exhibit in self.evidence.exhibits.values():
            for place, n in enumerate(exhibit.numbers):
                found.setdefault(n.rows, []).append((exhibit, place))
        return found

    def href(self, exhibit: Exhibit, place: int) -> str:
        """Give the address of a number on the page of its rows, from the run's folder."""
        owner = self.owners[exhibit.numbers[place].rows]
        return f"evidence/{owner}.html#{anchor_of_number(exhibit, place)}"

    def html(self) -> Iterator[tuple[str, str, str]]:
        """Give the name, title and body of each page."""
        owned: dict[str, list[str]] = {}
        for key, owner in self.owners.items():
            owned.setdefault(owner, []).append(key)
        for owner, keys in owned.items():
            exhibit = self.evidence.exhibits[owner]
            yield owner, exhibit.title, self._page(exhibit, keys)

    def _page(self, exhibit: Exhibit, keys: list[str]) -> str:
        most = most_of_each([len(self.evidence.lists[key]) for key in keys if key in self.numbers])
        sections = [self._section(exhibit, k, most if k in self.numbers else 0) for k in keys]
        return (
            f'<p class="kicker">Evidence · {escape(exhibit.notebook)}</p>'
            f"<h1>{escape(exhibit.title)}</h1>"
            "<p>The rows behind each number, and how the number is made of them. "
            f'<a href="../index.html#{escape(place_of(exhibit))}">Back to where it stands</a>, '
            f"or to one number by its name.</p>{''.join(sections)}"
        )

    def _section(self, exhibit: Exhibit, key: str, shown: int) -> str:
        ids = self.evidence.lists[key]
        own = self.numbers.get(key, [])
        title = " · ".join(_names(exhibit, own)) or counted(len(ids)).capitalize()
        told = "".join(self._made(other, place, exhibit) for other, place in own)
        sums = dict.fromkeys(n.sum for n in (e.numbers[k] for e, k in own) if n.sum)
        full = "".join(_item(id, self.evidence, list(sums)) for id in ids[:shown])
        rows = f'<ol class="press press-passages">{full}</ol>' if full else ""
        made = f'<ul class="made">{told}</ul>' if told else ""
        return (
            f'<section id="rows-{key}"><h2>{escape(title)}</h2>'
            f"{made}{rows}{_led(ids[shown:], bool(rows), self.evidence)}</section>"
        )

    def _made(self, exhibit: Exhibit, place: int, page: Exhibit) -> str:
        """Tell a number, where it stands, and how it comes from its rows."""
        n = exhibit.numbers[place]
        anchor = anchor_of_number(exhibit, place)
        name = " · ".join(filter(None, (n.row, n.column)))
        if exhibit != page:
            name = " · ".join(filter(None, (_short(exhibit.title), n.row, n.column)))
        back = f'<a href="../index.html#{anchor}">{escape(name)}</a>'
        told = f"{back} <strong>{escape(n.printed)}</strong>: {self._how(n)}"
        return f'<li id="{anchor}">{told}</li>'

    def _how(self, n: Number) -> str:
        how = self._measured(n) if n.measure else self._counted(n)
        if not n.end:
            return how
        over = self._link(n.over, f"{number(len(self.evidence.lists[n.over]))} articles")
        return (
            f"{n.end} end of the 95% interval of {how}; {over} drawn anew {number(n.draws)} times "
            f"(seed {n.seed})"
        )

    def _measured(self, n: Number) -> str:
        given = ", ".join(f"{escape(k)} {_plain(v)}" for k, v in n.given)
        column = f"{escape(n.sum.replace('_', ' '))} of " if n.sum else ""
        rows = f"{column}{counted(len(self.evidence.lists[n.rows]))}"
        return f"{escape(n.measure)}, from {f'{given} and ' if given else ''}{rows}"

    def _counted(self, n: Number) -> str:
        top = self._amount(n.rows, n.sum)
        if not n.of and n.base is None:
            return top
        whole = number(n.base or 0)
        if n.of:
            whole = self._link(n.of, self._amount(n.of, n.of_sum))
        times = f", times {number(n.per)}" if n.per != 1 else ""
        return f"{top}, divided by {whole}{times}"

    def _link(self, key: str, words: str) -> str:
        return f'<a href="{self.owners[key]}.html#rows-{key}">{words}</a>'

    def _amount(self, key: str, column: str) -> str:
        ids = self.evidence.lists[key]
        if not column:
            return counted(len(ids))
        amount = _plain(self.evidence.amount(ids, column))
        return f"{amount} {escape(column.replace('_', ' '))} in {counted(len(ids))}"


def most_of_each(sizes: list[int]) -> int:
    """Give how many rows of each list a page shows, so that it does not show too many in all."""
    most = LEAST
    while most < max(sizes, default=0) and sum(min(n, most + 1) for n in sizes) <= SHOWN:
        most += 1
    return most


def place_of(exhibit: Exhibit) -> str:
    """Give the place of an exhibit in index.html."""
    if exhibit.id.startswith(f"{exhibit.notebook[:2]}-finding-"):
        return exhibit.id[3:]
    return exhibit.id


def counted(words: int) -> str:
    """Say how many rows there are."""
    return f"{number(words)} {'row' if words == 1 else 'rows'}"


def _rank(exhibit: Exhibit) -> tuple[str, int, str]:
    return exhibit.notebook, KINDS.index(exhibit.id.split("-")[1]), exhibit.id


def _names(exhibit: Exhibit, numbers: list[tuple[Exhibit, int]]) -> list[str]:
    """Name a list of rows by the rows of the page's own table, else by who counts them."""
    own = dict.fromkeys(e.numbers[k].row for e, k in numbers if e == exhibit)
    names = [name for name in own if name] or (["The rows"] if numbers else [])
    return names if len(names) <= NAMED else [*names[:NAMED], "…"]


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[:TITLE].rsplit(' ', 1)[0]} …"


def _plain(value: float) -> str:
    return number(value, decimals=0 if value % 1 == 0 else 3)


def _led(ids: list[str], more: bool, evidence: Evidence) -> str:
    if not ids:
        return ""
    items = "".join(
        _ways(article, list(own), evidence)
        for article, own in groupby(ids, key=lambda id: evidence.article_of(id))
    )
    said = f"{number(len(ids))} {'more ' if more else ''}{'row' if len(ids) == 1 else 'rows'}"
    return f'<details><summary>{said}</summary><ul class="led">{items}</ul></details>'


def _ways(article: str, ids: list[str], evidence: Evidence) -> str:
    """Lead to rows of one article that follow each other, each by what its id adds to it."""
    begins = f"{article}-"
    href = escape(evidence.href(article))
    if all(id.startswith(begins) for id in ids):
        head = f'<a href="../{href}">{escape(article)}</a>' if href else escape(article)
        names = escape(" ".join(id.removeprefix(begins) for id in ids))
        return f'<li data-of="{escape(article)}">{head} <span>{names}</span></li>'
    names = escape(" ".join(ids))
    told = f'<a href="../{href}">{names}</a>' if href else names
    return f'<li data-of=""><span>{told}</span></li>'


def _item(id: str, evidence: Evidence, columns: list[str]) -> str:
    passage = evidence.passage(id)
    words = mark(passage.text, passage.marks, offset=passage.start)
    quote = f'<blockquote lang="fr"><p>{words}</p></blockquote>' if words else ""
    said = {name: evidence.told(id, name) for name in columns}
    told = [passage.told, *(f"{k.replace('_', ' ')}: {v}" for k, v in said.items() if v)]
    beside = "".join(f" <span>{escape(part)}</span>" for part in told if part)
    place = f'<p class="press-where">{_where(passage, evidence)}{beside}</p>'
    return f'<li data-row="{escape(id)}">{quote}{place}</li>'


def _where(passage: Passage, evidence: Evidence) -> str:
    place = where(evidence.articles.get(passage.article_id, {})) or escape(passage.article_id)
    href = evidence.href(passage.article_id, passage.anchor)
    way = f'<a lang="fr" href="../{escape(href)}">{place}</a>' if href else place
    span = f"{passage.article_id}, characters {passage.start} to {passage.end}"
    offsets = span if passage.end > passage.start else passage.id
    return f"{way} <span>{escape(offsets)}</span>"


def where(article: Row) -> str:
    """Give an article's outlet, day and title."""
    parts = (article.get(name, "") for name in ("outlet", "published", "title"))
    return " · ".join(escape(part) for part in parts if part)
