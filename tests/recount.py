"""Count again, from the pages alone and the saved tables, every number that opens its rows."""

import csv
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

LINKED = re.compile(
    r'<t[dh] class="number"><a href="evidence/([^"#]+)\.html#n(\d+)">([^<]+)</a></td>'
    r'|<a href="evidence/(\d\d-finding-[^"]+)\.html">'
)
SECTION = re.compile(r'<section id="rows-(\d+)">(.*?)</section>', re.S)
ROW = re.compile(r'<p class="press-where">|<li>(?=<a href="\.\./articles/[^>]+>[^<]+</a></li>)')
WORDS = re.compile(r" ([a-z_]+) in ")


def recount(folder: Path) -> Counter[str]:
    """Hold each number of index.html against the rows that its page lists.

    Gives how many numbers were counted again and how many are measures; fails on the
    first whose rows do not make it.
    """
    seen: Counter[str] = Counter()
    index = (folder / "index.html").read_text(encoding="utf-8")
    for link in dict.fromkeys(LINKED.findall(index)):
        exhibit, place, printed = link[0] or link[3], int(link[1] or 0), unescape(link[2])
        kept = json.loads((folder / "evidence" / f"{exhibit}.json").read_text(encoding="utf-8"))
        number = kept["numbers"][place]
        page = (folder / "evidence" / f"{exhibit}.html").read_text(encoding="utf-8")
        sections = {int(k): html for k, html in SECTION.findall(page)}
        assert f'<li id="n{place}">' in sections[number["rows"]], (exhibit, place)
        for k, html in sections.items():
            assert len(ROW.findall(html)) == len(kept["lists"][k]), (exhibit, k)
        seen["measured" if number["measure"] else "counted"] += 1
        if not number["measure"]:
            value = made(folder, number, kept["lists"])
            told = (exhibit, number["row"], number["column"], printed, value)
            assert abs(value - number["value"]) < 1e-9, told
            assert not printed or abs(value - read(printed)) <= within(printed), told
    return seen


def made(folder: Path, number: dict, lists: list[list[str]]) -> float:
    """Make a number of its rows as it is declared."""
    above = amount(folder, lists[number["rows"]], number["sum"])
    below = number["base"] if number["base"] is not None else 1
    if number["of"] is not None:
        below = amount(folder, lists[number["of"]], number["of_sum"])
    return number["per"] * above / below


def amount(folder: Path, ids: list[str], column: str) -> float:
    """Count rows, or add up a column of theirs in the saved tables."""
    if not column:
        return len(ids)
    values: dict[str, str] = {}
    for table, key in (("articles", "article_id"), ("quotations", "quotation_id")):
        with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            values |= {row[key]: row[column] for row in csv.DictReader(lines)}
    return sum(float(values[id]) for id in ids)


def read(printed: str) -> float:
    """Read a printed number."""
    plain = printed.replace("\u202f", "").replace("−", "-")
    return float(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)


def within(printed: str) -> float:
    """Give half a unit of the last printed digit."""
    decimals = len(printed.rstrip("%").partition(".")[2])
    return 0.5000001 * 10**-decimals / (100 if printed.endswith("%") else 1)
