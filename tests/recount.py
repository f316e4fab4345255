"""Count again, from the pages alone and the saved tables, every number that opens its rows."""

import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from html import unescape
from pathlib import Path

import numpy as np

from helpers.evaluation import bootstrap, bootstrap_share
from helpers.report.counts import Exhibit, Number, anchor_of_number, row_of
from helpers.report.numbers import read_number, unit

LINKED = re.compile(r'<a [^>]*href="evidence/([^"#]+)\.html#(n[0-9a-f]+-\d+)">([^<]*)</a>')
SECTION = re.compile(r'<section id="rows-(\w+)">(.*?)</section>', re.S)
ROW = re.compile(r'<li data-row="([^"]*)">')
WHOLE = re.compile(r"-?[\d.]+(?:e[+-]?\d+)?")


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
        return {key: [unescape(id) for id in ROW.findall(html)] for key, html in sections}

    @cached_property
    def numbers(self) -> dict[str, tuple[Exhibit, Number]]:
        """What the notebooks kept of their numbers, by anchor."""
        found = {}
        for path in (self.folder / "evidence").glob("*.json"):
            for kept in json.loads(path.read_text("utf-8"))["exhibits"]:
                exhibit = Exhibit(**kept)
                for place, number in enumerate(kept["numbers"]):
                    found[anchor_of_number(exhibit, place)] = exhibit, Number(**number)
        return found

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """What the saved tables say of each row, by its id."""
        found: dict[str, dict[str, str]] = {}
        for path in sorted((self.folder / "tables").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    for key in (name for name in row if name.endswith("_id")):
                        found.setdefault(row[key], {}).update(
                            {k: v for k, v in row.items() if k not in found[row[key]]}
                        )
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

    def drawn(self, number: Number) -> float:
        """Draw the interval of a number again, and give the end of it that is printed."""
        over, rows = self.lists[number.over], self.lists[number.rows]
        how = {"draws": number.draws, "seed": number.seed}
        if number.measure == "median":
            units = self.amounts(rows, number.sum)
            spread = bootstrap(units, lambda picked: float(np.median(picked)), **how)
            return getattr(spread, number.end)
        hits = number.per * self.by_article(rows, number.sum, over)
        totals = self.by_article(self.lists[number.of], number.of_sum, over)
        return getattr(bootstrap_share(hits, totals, **how), number.end)


def recount(folder: Path) -> Counter[str]:
    """Hold each linked number of index.html against the rows that its page lists.

    Gives how many numbers were counted again, drawn again, and only told; fails on the
    first whose rows do not make it.
    """
    again, seen = Recount(folder), Counter[str]()
    index = (folder / "index.html").read_text(encoding="utf-8")
    pages = {path.stem: path.read_text("utf-8") for path in (folder / "evidence").glob("*.html")}
    for page, anchor, words in dict.fromkeys(LINKED.findall(index)):
        exhibit, number = again.numbers[anchor]
        printed = unescape(words)
        told = (exhibit.id, number.row, number.column, printed)
        assert f'<section id="rows-{number.rows}">' in pages[page], told
        assert f'<li id="{anchor}">' in pages[page], told
        way = "drawn" if number.end else "told" if number.measure else "counted"
        seen[way] += 1
        if way == "told":
            continue
        value = again.made(number) if way == "counted" else again.drawn(number)
        exact = 1e-9 if number.at < 0 else unit(number.printed) / 2
        assert abs(value - number.value) <= exact, (*told, value)
        if not printed.endswith("behind it"):
            assert abs(value - read_number(printed)) <= 0.5000001 * unit(printed), (*told, value)
    return seen
