"""The rows behind each finding, and the pages that show them."""

import csv
import json
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import NamedTuple

from helpers.report.findings import Finding
from helpers.report.passages import mark

Row = Mapping[str, str]
SHOWN = 1000


class Passage(NamedTuple):
    """A row behind a number, with the words it stands on."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    marks: list[list[int]]
    told: str


class Evidence:
    """The saved tables of a run, looked up by the ids that findings name."""

    def __init__(self, folder: Path) -> None:
        """Point at a run's folder."""
        self.tables = folder / "tables"

    @cached_property
    def articles(self) -> dict[str, Row]:
        """Articles by article_id."""
        return {row["article_id"]: row for row in self._read("articles")}

    @cached_property
    def sentences(self) -> dict[str, Row]:
        """Sentences by sentence_id."""
        return {row["sentence_id"]: row for row in self._read("sentences")}

    @cached_property
    def quotations(self) -> dict[str, Row]:
        """Quotations by quotation_id."""
        return {row["quotation_id"]: row for row in self._read("quotations")}

    @cached_property
    def framing(self) -> dict[str, Row]:
        """Framed sentences by sentence_id."""
        return {row["sentence_id"]: row for row in self._read("framing")}

    @cached_property
    def _by_article(self) -> dict[str, list[Row]]:
        found = defaultdict(list)
        for row in self.sentences.values():
            found[row["article_id"]].append(row)
        return {key: sorted(rows, key=lambda row: int(row["start"])) for key, rows in found.items()}

    def passages(self, finding: Finding) -> list[Passage]:
        """Give the passages behind a finding, in the order of its evidence.

        An id that no saved table has gives a passage without words, so that the number
        of passages is always the number of ids.
        """
        return [self._passage(id, finding.notebook) for id in finding.evidence]

    def missing(self, finding: Finding) -> list[str]:
        """Give the ids that a finding names and no saved table has."""
        tables = (self.quotations, self.sentences, self.framing, self.articles)
        return [id for id in finding.evidence if not any(id in table for table in tables)]

    def _passage(self, id: str, notebook: str) -> Passage:
        if id in self.quotations:
            return self._quotation(id)
        if id in self.framing and notebook.startswith("04"):
            return self._framed(id)
        if id in self.sentences:
            row = self.sentences[id]
            return Passage(id, row["article_id"], *_span(row), row["text"], [], "")
        if id in self.articles:
            lead = self._by_article.get(id, [])[:2]
            text = " ".join(row["text"] for row in lead)
            return Passage(id, id, 0, len(text), text, [], f"{self.articles[id]['words']} words")
        return Passage(id, "", 0, 0, "", [], "not among the saved tables")

    def _quotation(self, id: str) -> Passage:
        row = self.quotations[id]
        fragments = json.loads(row["fragments"] or "[]")
        marks = [[int(start), int(end)] for start, end in fragments]
        told = [row.get(name, "") for name in ("type", "cue", "speaker")]
        relay = f"relayed by {row['relayed_by']}" if row.get("relayed_by") else ""
        said = " · ".join(part for part in [*told, relay] if part)
        start, end, text = self._around(row["article_id"], row["sentence_id"], marks)
        return Passage(id, row["article_id"], start, end, text, marks, said)

    def _framed(self, id: str) -> Passage:
        row = self.framing[id]
        start, end = _span(row)
        told = [row.get(name, "") for name in ("topics", "frames", "certainty", "voice", "speaker")]
        said = " · ".join(part.replace(";", ", ") for part in told if part)
        marks = _places(row.get("evidence", ""), row["text"], offset=start)
        return Passage(id, row["article_id"], start, end, row["text"], marks, said)

    def _around(
        self, article_id: str, sentence_id: str, marks: Sequence[Sequence[int]]
    ) -> tuple[int, int, str]:
        # A quotation may run over several sentences: show all that it touches.
        rows = self._by_article.get(article_id, [])
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
        return _span(touched[0])[0], _span(touched[-1])[1], joined(touched)

    def _read(self, name: str) -> list[dict[str, str]]:
        path = self.tables / f"{name}.csv"
        if not path.is_file():
            return []
        csv.field_size_limit(sys.maxsize)
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def joined(sentences: Sequence[Row]) -> str:
    """Put sentences of one article back together, each at its offset."""
    text, begins = "", int(sentences[0]["start"])
    for row in sentences:
        text = text.ljust(int(row["start"]) - begins) + row["text"]
    return text


def evidence_html(
    finding: Finding, passages: Sequence[Passage], articles: Mapping[str, Row]
) -> str:
    """Give the body of the page of one finding: every row behind it, its words marked."""
    shown = passages[:SHOWN]
    items = "".join(_item(passage, articles.get(passage.article_id, {})) for passage in shown)
    rest = len(passages) - len(shown)
    more = (
        f"<p>{rest} more rows are in <a href='{finding.id}.csv'>the table</a>.</p>" if rest else ""
    )
    counted = "row" if len(passages) == 1 else "rows"
    return (
        f'<p class="kicker">Evidence · {escape(finding.notebook)}</p>'
        f"<h1>{escape(finding.text)}</h1>"
        f"<p>{len(passages)} {counted} behind this finding, also as "
        f'<a href="{finding.id}.csv">a table</a>. '
        f'<a href="../index.html#finding-{finding.id}">Back to where it is told</a>.</p>'
        f'<div class="press press-passages"><ol>{items}</ol></div>{more}'
    )


def write_evidence_table(path: Path, passages: Iterable[Passage]) -> None:
    """Write the passages behind a finding as CSV, a row a passage."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(Passage._fields)
        writer.writerows([*p[:5], json.dumps(p.marks), p.told] for p in passages)


def _item(passage: Passage, article: Row) -> str:
    words = mark(passage.text, passage.marks, offset=passage.start)
    quote = f'<blockquote lang="fr"><p>{words}</p></blockquote>' if words else ""
    where = [article.get("outlet", ""), article.get("published", ""), article.get("title", "")]
    place = " · ".join(escape(part) for part in where if part)
    span = f"{passage.article_id}, characters {passage.start} to {passage.end}"
    offsets = span if passage.text else passage.id
    told = f"<span>{escape(passage.told)}</span>" if passage.told else ""
    return (
        f'<li id="{escape(passage.id)}">{quote}<p class="press-where">'
        f'<span lang="fr">{place}</span> <span>{escape(offsets)}</span>{told}</p></li>'
    )


def _span(row: Row) -> tuple[int, int]:
    return int(row["start"]), int(row["end"])


def _places(words: str, text: str, *, offset: int) -> list[list[int]]:
    found = []
    for word in filter(None, (part.strip() for part in words.split(";"))):
        place = text.casefold().find(word.casefold())
        if place >= 0:
            found.append([offset + place, offset + place + len(word)])
    return found
