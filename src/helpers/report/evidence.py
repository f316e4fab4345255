"""The saved tables of a run, looked up by the ids of their rows; numbers counted again."""

import csv
import json
import math
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from helpers.report.counts import PLACE, Exhibit, Number, read_exhibits, row_of
from helpers.report.numbers import unit

Row = Mapping[str, str]
# The tables whose rows an id of that ending names; every other id is an article's.
SAVED_IN = {"q": "quotations", "s": "sentences", "c": "cleaning"}
ENDING = re.compile(r"-([a-z])\d+$")
WITHIN = {"sentence_id": 1, "article_id": 2}
# Columns that a passage shows otherwise than as told beside it.
SHOWN_ELSEWHERE = {"article_id", "sentence_id", "start", "end", "text", "marks"}


class Passage(NamedTuple):
    """A row behind a number, with the words it stands on and its anchor in its article."""

    id: str
    article_id: str
    anchor: str
    start: int
    end: int
    text: str
    marks: list[list[int]]
    told: str


class Evidence:
    """The saved tables of a run, looked up by the ids that numbers name."""

    def __init__(self, folder: Path) -> None:
        """Point at a run's folder."""
        self.tables = folder / "tables"
        self.exhibits, self.lists = read_exhibits(folder / "evidence")

    @cached_property
    def articles(self) -> dict[str, Row]:
        """Articles by article_id."""
        return {row["article_id"]: row for row in self.read("articles")}

    @cached_property
    def sentences(self) -> dict[str, Row]:
        """Sentences by sentence_id."""
        return {row["sentence_id"]: row for row in self.read("sentences")}

    @cached_property
    def quotations(self) -> dict[str, Row]:
        """Quotations by quotation_id."""
        return {row["quotation_id"]: row for row in self.read("quotations")}

    @cached_property
    def framing(self) -> dict[str, Row]:
        """Framed sentences by sentence_id."""
        return {row["sentence_id"]: row for row in self.read("framing")}

    @cached_property
    def by_article(self) -> dict[str, list[Row]]:
        """Sentences of each article in the order of its text."""
        found = grouped(self.sentences.values())
        return {key: sorted(rows, key=lambda row: int(row["start"])) for key, rows in found.items()}

    @cached_property
    def keyed(self) -> dict[str, dict[str, str]]:
        """What all saved tables that have one row for each id say of it, by id."""
        found: dict[str, dict[str, str]] = {}
        for path in sorted(self.tables.glob("*.csv")):
            rows = self.read(path.stem)
            key = _key_of(rows)
            for row in rows if key else ():
                found[row[key]] = {**row, **found.get(row[key], {})}
        return found

    def passage(self, id: str) -> Passage:
        """Give the passage that an id names; one that no table has comes without words."""
        row = row_of(id)
        if row in self.quotations:
            return self._quotation(row)
        # A word's place is shown in its sentence, a sentence with what it was coded as.
        if row in self.framing and row == id:
            return self._framed(row)
        if row in self.sentences:
            return self._sentence(id)
        if row in self.articles:
            lead = self.by_article.get(row, [])[:2]
            text = joined(lead) if lead else ""
            told = f"{self.articles[row]['words']} words"
            return Passage(id, row, "", 0, len(text), text, [], told)
        if row in self.keyed:
            return self._saved(row)
        return Passage(id, "", "", 0, 0, "", [], "not among the saved tables")

    def knows(self, id: str) -> bool:
        """Say whether a saved table has the row that an id names."""
        return row_of(id) in self.keyed

    def looked_for(self, id: str) -> bool:
        """Say whether the table that should have the row of an id was saved in this run."""
        ending = ENDING.search(row_of(id))
        name = SAVED_IN.get(ending[1], "articles") if ending else "articles"
        return (self.tables / f"{name}.csv").is_file()

    def article_of(self, id: str) -> str:
        """Give the article of the row that an id names; none when no table has it."""
        return self.keyed.get(row_of(id), {}).get("article_id", "")

    def recount(self, number: Number) -> float:
        """Give a number anew from its rows; NaN when it is no count or a row is missing."""
        if number.measure or number.end:
            return math.nan
        above = self.amount(self.lists[number.rows], number.sum)
        below = 1.0 if number.base is None else number.base
        if number.of:
            below = self.amount(self.lists[number.of], number.of_sum)
        if not below:
            # A share of nothing is printed as nothing.
            return math.nan if above else 0.0
        return number.per * above / below

    def href(self, article_id: str, anchor: str = "") -> str:
        """Give the address of an article's page, from the run's folder; none when it has none."""
        if article_id not in self.by_article:
            return ""
        return f"articles/{quote(article_id)}.html" + (f"#{anchor}" if anchor else "")

    def anchor_at(self, article_id: str, place: int) -> str:
        """Give the anchor of the sentence that stands at an offset of an article."""
        rows = self.by_article.get(article_id, [])
        found = bisect_left(rows, place + 1, key=lambda row: int(row["end"]))
        return anchor_of(rows[found]["sentence_id"], article_id) if found < len(rows) else ""

    def read(self, name: str) -> list[dict[str, str]]:
        """Read a saved table; no rows when there is none."""
        return read_rows(self.tables / f"{name}.csv")

    def amount(self, ids: Sequence[str], column: str) -> float:
        """Count rows, or add up a column of theirs; NaN when a row lacks it."""
        return sum(self._value(row_of(id), column) for id in ids) if column else len(ids)

    def told(self, id: str, column: str) -> str:
        """Give what the saved tables say of a row in a column; nothing when they do not."""
        return self.keyed.get(row_of(id), {}).get(column, "")

    def _value(self, id: str, column: str) -> float:
        said = self.keyed.get(id, {}).get(column)
        return math.nan if said is None else float(said or 0)

    def _sentence(self, id: str) -> Passage:
        row = self.sentences[row_of(id)]
        place = PLACE.search(id)
        marks = [[int(place[1]), int(place[2])]] if place else []
        anchor = anchor_of(row["sentence_id"], row["article_id"])
        return Passage(id, row["article_id"], anchor, *span_of(row), row["text"], marks, "")

    def _quotation(self, id: str) -> Passage:
        row = self.quotations[id]
        marks = fragments_of(row)
        told = [row.get(name, "") for name in ("type", "cue", "speaker")]
        relay = f"relayed by {row['relayed_by']}" if row.get("relayed_by") else ""
        said = " · ".join(part for part in [*told, relay] if part)
        start, end, text = self._around(row["article_id"], row["sentence_id"], marks)
        anchor = anchor_of(id, row["article_id"])
        return Passage(id, row["article_id"], anchor, start, end, text, marks, said)

    def _saved(self, id: str) -> Passage:
        row = self.keyed[id]
        article, text = row.get("article_id", ""), row.get("text", "")
        start = int(row.get("start") or 0)
        marks = json.loads(row.get("marks") or "[]")
        if row.get("end") and not text:
            span = [[start, int(row["end"])]]
            start, _, text = self._around(article, "", span)
            marks = marks or span
        said = {k: v for k, v in row.items() if v and not k.endswith("_id")}
        told = " · ".join(
            f"{k.replace('_', ' ')}: {v}" for k, v in said.items() if k not in SHOWN_ELSEWHERE
        )
        anchor = self.anchor_at(article, start) if row.get("end") else anchor_of(id, article)
        # What cleaning took out stands nowhere in the text.
        end = start + len(text) if row.get("end") else start
        return Passage(id, article, anchor, start, end, text, marks, told)

    def _framed(self, id: str) -> Passage:
        row = self.framing[id]
        told = [row.get(name, "") for name in ("topics", "frames", "certainty", "voice", "speaker")]
        said = " · ".join(part.replace(";", ", ") for part in told if part)
        anchor = anchor_of(id, row["article_id"])
        marks = deciding(row)
        return Passage(id, row["article_id"], anchor, *span_of(row), row["text"], marks, said)

    def _around(
        self, article_id: str, sentence_id: str, marks: Sequence[Sequence[int]]
    ) -> tuple[int, int, str]:
        # A quotation may run over several sentences: show all that it touches.
        rows = self.by_article.get(article_id, [])
        first = self.sentences.get(sentence_id)
        begins = min([start for start, _ in marks] + ([int(first["start"])] if first else []))
        ends = max([end for _, end in marks] + ([int(first["end"])] if first else []))
        place = bisect_left(rows, begins + 1, key=lambda row: int(row["end"]))
        touched = []
        for row in rows[place:]:
            if int(row["start"]) >= ends:
                break
            touched.append(row)
        if not touched:
            return begins, ends, ""
        return span_of(touched[0])[0], span_of(touched[-1])[1], joined(touched)


def faults(evidence: Evidence) -> Iterator[str]:
    """Give a line for each exhibit whose rows are not saved or do not make its numbers.

    Rows of a table that no notebook of the run saved are not missed.
    """
    for exhibit in evidence.exhibits.values():
        used = dict.fromkeys(key for n in exhibit.numbers for key in (n.rows, n.of) if key)
        missing = [id for key in used for id in evidence.lists[key] if not evidence.knows(id)]
        if any(map(evidence.looked_for, missing)):
            yield (
                f"{exhibit.id} names {len(missing)} rows that no saved table has, "
                f"such as {missing[0]}"
            )
        if not missing:
            yield from _miscounted(exhibit, evidence)


def _miscounted(exhibit: Exhibit, evidence: Evidence) -> Iterator[str]:
    for number in exhibit.numbers:
        again = evidence.recount(number)
        # Of a number in a sentence no more is known than what is printed.
        slack = unit(number.printed) / 2 if number.at >= 0 else 0
        if not (number.measure or number.end) and not math.isclose(
            again, number.value, abs_tol=1e-9 + slack
        ):
            what = " ".join(filter(None, (number.row, number.column)))
            yield f"{exhibit.id}: {what} is {number.value:g}, its rows give {again:g}"


def _key_of(rows: Sequence[Row]) -> str:
    """Give the column of a table that names its rows: ids that are there and all unlike."""
    named = [name for name in (rows[0] if rows else ()) if name.endswith("_id")]
    # A table of what stands in an article or a sentence has an id of its own.
    for name in sorted(named, key=lambda name: WITHIN.get(name, 0)):
        ids = {row[name] for row in rows}
        if len(ids) == len(rows) and "" not in ids:
            return name
    return ""


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a saved table; no rows when there is none."""
    if not path.is_file():
        return []
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows by their article."""
    found = defaultdict(list)
    for row in rows:
        found[row["article_id"]].append(row)
    return found


def anchor_of(id: str, article_id: str) -> str:
    """Give the anchor of a sentence or quotation in its article's page."""
    return id.removeprefix(f"{article_id}-")


def span_of(row: Row) -> tuple[int, int]:
    """Give a row's offsets."""
    return int(row["start"]), int(row["end"])


def fragments_of(quotation: Row) -> list[list[int]]:
    """Give the stretches of a quotation, [start, end] in its article."""
    return [[int(a), int(b)] for a, b in json.loads(quotation["fragments"] or "[]")]


def deciding(framed: Row) -> list[list[int]]:
    """Give the stretches of a framed sentence that decided its codes."""
    return [[int(e["start"]), int(e["end"])] for e in json.loads(framed.get("evidence") or "[]")]


def joined(sentences: Sequence[Row]) -> str:
    """Put sentences of one article back together, each at its offset."""
    text, begins = "", int(sentences[0]["start"])
    for row in sentences:
        text = text.ljust(int(row["start"]) - begins) + row["text"]
    return text
