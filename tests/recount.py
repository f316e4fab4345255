"""Count again, from the pages alone and the saved tables, every number that opens its rows."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from html import unescape
from pathlib import Path

import numpy as np

from helpers import statistics
from helpers.evaluation import alpha_interval, bootstrap, bootstrap_share, krippendorff_alpha
from helpers.language import fold, words
from helpers.report.counts import Exhibit, Number, anchor_of_number, row_of
from helpers.report.numbers import read_number, unit

LINKED = re.compile(r'<a [^>]*href="evidence/([^"#]+)\.html#(n[0-9a-f]+-\d+)">([^<]*)</a>')
SECTION = re.compile(r'<section id="rows-(\w+)">(.*?)</section>', re.S)
ROW = re.compile(r'<li data-row="([^"]*)">|<li data-of="([^"]*)">.*?<span>(.*?)</span></li>')
TAG = re.compile(r"<[^>]+>")
NOTEBOOK = re.compile(r'<section id="(\d\d-[^"]+)">(.*?)</section>', re.S)
TABLE = re.compile(r"<table><caption><span>(.*?)</span></caption>(.*?)</table>", re.S)
HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>')
LINE = re.compile(r'<tr>(<th scope="row".*?)</tr>', re.S)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.S)
NUMBER = re.compile(r"[-−]?\d[\d\u202f.]*(?:e[-+]?\d+)?%?")


class Recount:
    """The pages and the saved tables of a run, and its numbers made again from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The rows of each section of each page, as a reader sees them."""
        pages = [path.read_text("utf-8") for path in (self.folder / "evidence").glob("*.html")]
        sections = [found for page in pages for found in SECTION.findall(page)]
        assert len({key for key, _ in sections}) == len(sections), "a list stands on two pages"
        return {key: list(rows_of(html)) for key, html in sections}

    @cached_property
    def numbers(self) -> dict[str, tuple[Exhibit, Number]]:
        """What the notebooks kept of their numbers, by anchor."""
        found = {}
        for path in (self.folder / "evidence").glob("*.json.gz"):
            for kept in json.loads(gzip.decompress(path.read_bytes()))["exhibits"]:
                exhibit = Exhibit(**kept)
                for place, number in enumerate(kept["numbers"]):
                    found[anchor_of_number(exhibit, place)] = exhibit, Number(**number)
        return found

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """What the saved tables say of each row, by its id."""
        found: dict[str, dict[str, str]] = {}
        for path in sorted((self.folder / "tables").glob("*.csv")):
            for row in self.table(path.stem):
                for key in (name for name in row if name.endswith("_id")):
                    found[row[key]] = {**row, **found.get(row[key], {})}
        return found

    def article(self, id: str) -> str:
        """Give the article of a row."""
        return self.values[row_of(id)]["article_id"]

    def amounts(self, ids: Sequence[str], column: str) -> list[float]:
        """Give one for each row, or a column of theirs."""
        return [float(self.values[row_of(id)][column] or 0) if column else 1.0 for id in ids]

    def by_article(self, ids: Sequence[str], column: str, over: Sequence[str]) -> np.ndarray:
        """Add the rows up for each article of `over`."""
        sums = dict.fromkeys(over, 0.0)
        for id, amount in zip(ids, self.amounts(ids, column), strict=True):
            sums[self.article(id)] += amount
        return np.array(list(sums.values()))

    def made(self, number: Number) -> float:
        """Make a number of its rows as it is declared."""
        above = sum(self.amounts(self.lists[number.rows], number.sum))
        below = number.base if number.base is not None else 1
        if number.of:
            below = sum(self.amounts(self.lists[number.of], number.of_sum))
        return number.per * above / below

    def value(self, exhibit: Exhibit, number: Number) -> float | None:
        """Make a number again in its way; none when only the notebook can."""
        if number.end:
            return self.drawn(number)
        return self.measured(exhibit, number) if number.measure else self.made(number)

    def drawn(self, number: Number) -> float:
        """Draw the interval of a number again, and give the end of it that is printed."""
        over, rows = self.lists[number.over], self.lists[number.rows]
        how = {"draws": number.draws, "seed": number.seed}
        if number.measure == "median":
            units = self.amounts(rows, number.sum)
            spread = bootstrap(units, lambda picked: float(np.median(picked)), **how)
            return getattr(spread, number.end)
        if number.measure.startswith("Krippendorff"):
            groups = [self.article(id) for id in rows]
            return getattr(alpha_interval(self.codings(number), groups=groups, **how), number.end)
        hits = number.per * self.by_article(rows, number.sum, over)
        totals = self.by_article(self.lists[number.of], number.of_sum, over)
        return getattr(bootstrap_share(hits, totals, **how), number.end)

    def codings(self, number: Number) -> list[list]:
        """Give the codes of two coders for the rows of an alpha: there or not, or which."""
        layer, code = (*number.row.split(" · "), "")[:2]
        pairs = [
            (self.values[id][layer], self.values[id][f"{layer}_found"])
            for id in self.lists[number.rows]
        ]
        if layer == "certainty":
            return [list(coder) for coder in zip(*pairs, strict=True)]
        return [[code in coded.split(";") for coded in coder] for coder in zip(*pairs, strict=True)]

    def measured(self, exhibit: Exhibit, number: Number) -> float | None:
        """Compute a measure again, from its rows or from the numbers that enter it."""
        column, given = number.column, dict(number.given)
        if number.measure.startswith("Krippendorff"):
            return krippendorff_alpha(self.codings(number))
        if number.measure == "median":
            return float(np.median(self.amounts(self.lists[number.rows], number.sum)))
        if number.measure.startswith(("different files", "different articles")):
            return len({self.article(id) for id in self.lists[number.rows]})
        if set(given) == {"f1", "n1", "f2", "n2"}:
            return self.key_measure(exhibit, number, *given.values())
        if set(given) == {"together", "node", "collocate", "total"}:
            return company_measure(column, given)
        if "its occurrences and of all words" in number.measure:
            sizes = {id: float(self.values[id]["words"]) for id in self.articles}
            of_each = self.by_article(self.lists[number.rows], "", self.articles)
            name = {"kl": "kl_divergence", "also told": "gries_dp_norm"}.get(column, column)
            measure = getattr(statistics, name.replace(" ", "_").replace("value", "gries_dp_norm"))
            return float(measure(of_each, list(sizes.values())))
        if column == "ttr" and number.measure.startswith("different words"):
            return statistics.ttr(self.forms(self.lists[number.rows]))
        if "right ÷ (coded + found)" in number.measure:
            again = 2 * given["right"] / (given["coded"] + given["found"])
            scores = {row["measure"]: row["estimate"] for row in self.table("quotation-scores")[:7]}
            with_all = number.measure.startswith("F1 with all")
            return float(scores["span f1"]) - again if with_all else again
        if "all words" in given:
            return given["all words"] - min(given.values())
        return None

    def key_measure(self, exhibit: Exhibit, number: Number, *counts: float) -> float | None:
        """Compute a measure of over-use again from its four counts."""
        f1, n1, f2, n2 = counts
        if number.column == "specificity":
            return float(statistics.specificity(f1, f1 + f2, n1, n1 + n2))
        if number.column == "g2":
            return float(statistics.log_likelihood(*counts, signed=True))
        if number.column == "log ratio":
            return float(statistics.log_ratio(*counts))
        if not exhibit.id.startswith("02"):
            # The table of notebook 03 keeps the first words of each speaker only.
            return None
        tested = self.table("keywords")
        [part] = {row["part"] for row in tested if float(row["n1"]) == n1}
        family = [row for row in tested if row["part"] == part]
        if number.column == "p holm":
            p = [float(row["p"]) for row in family]
            own = next(row for row in family if (float(row["f1"]), float(row["f2"])) == (f1, f2))
            return float(statistics.adjust_p_values(p, method="holm")[p.index(float(own["p"]))])
        alpha = 0.05 / len({row["part"] for row in tested})
        limit = float(statistics.lrc(*counts, alpha=alpha, family=len(family)))
        return 2**limit if number.measure.startswith("2 to the") else limit

    def table(self, name: str) -> list[dict[str, str]]:
        """Read a saved table."""
        with (self.folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @cached_property
    def articles(self) -> list[str]:
        """The articles of the run."""
        return [row["article_id"] for row in self.table("articles")]

    def forms(self, articles: Sequence[str]) -> list[str]:
        """Give the words of articles, cut from their saved sentences."""
        said = [row["text"] for row in self.table("sentences") if row["article_id"] in articles]
        return [fold(word.form) for text in said for word in words(text)]


def unlinked(index: str) -> Iterator[tuple[str, str, str]]:
    """Give notebook, caption and column of each number in a table that opens no rows."""
    for notebook, section in NOTEBOOK.findall(index):
        for caption, table in TABLE.findall(section):
            heads = [TAG.sub("", head) for head in HEAD.findall(table)]
            for row in LINE.findall(table):
                for head, cell in zip(heads, CELL.findall(row), strict=False):
                    if NUMBER.fullmatch(TAG.sub("", cell)) and "<a " not in cell:
                        yield notebook, unescape(TAG.sub("", caption)), head


def captions(index: str) -> list[str]:
    """Give the captions of the tables and of the figures' numbers, as HTML."""
    return [caption for caption, _ in TABLE.findall(index)]


def rows_of(section: str) -> Iterator[str]:
    """Give the ids of the rows of a section: those shown with their words, and those led to."""
    for shown, article, names in ROW.findall(section):
        begins = f"{article}-" if article else ""
        ids = [f"{begins}{name}" for name in TAG.sub("", names).split()]
        yield from map(unescape, [shown] if shown else ids)


def company_measure(column: str, given: dict[str, float]) -> float:
    """Compute a measure of company again from its four counts."""
    together, node, collocate, total = given.values()
    if column == "specificity":
        return float(statistics.specificity(together, collocate, node, total))
    name = column.replace(" ", "_") if column != "also told" else "expected"
    return float(getattr(statistics, name)(together, node, collocate, total))


def recount(folder: Path) -> Counter[str]:
    """Hold each linked number of index.html against the rows that its page lists.

    Gives how many numbers were counted again, drawn again, and only told; fails on the
    first whose rows do not make it.
    """
    again, seen = Recount(folder), Counter[str]()
    index = (folder / "index.html").read_text(encoding="utf-8")
    pages = {path.stem: path.read_text("utf-8") for path in (folder / "evidence").glob("*.html")}
    for page, anchor, link in dict.fromkeys(LINKED.findall(index)):
        exhibit, number = again.numbers[anchor]
        printed = unescape(link)
        told = (exhibit.id, number.row, number.column, printed)
        assert f'<section id="rows-{number.rows}">' in pages[page], told
        assert f'<li id="{anchor}">' in pages[page], told
        value = again.value(exhibit, number)
        seen["told" if value is None else "drawn" if number.end else "counted"] += 1
        if value is None:
            continue
        if "e-" in printed:
            assert f"{value:.0e}" == printed, (*told, value)
            continue
        exact = 1e-9 if number.at < 0 else unit(number.printed) / 2
        assert abs(value - number.value) <= exact, (*told, value)
        if not printed.endswith("behind it"):
            assert abs(value - read_number(printed)) <= 0.5000001 * unit(printed), (*told, value)
    return seen
