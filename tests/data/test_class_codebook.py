"""The codebook of the class: each example stands in the corpus and is coded as it says."""

import json
import re
from typing import NamedTuple

import pandas as pd
import pytest

from helpers.paths import ANNOTATIONS, ROOT

_EXAMPLE = re.compile(r"- \*\*(counts|does not)\*\* · `([^`]+)` · \*(.+?)\* — \S")
_SECTIONS = {
    "1.1 Four types": "type",
    "1.4 Five kinds of speaker": "speaker_kind",
    "2. Topics": "topics",
    "3. Frames": "frames",
    "4. Certainty": "certainty",
}
_CATEGORIES = {
    "type": "direct partial mixed indirect",
    "speaker_kind": "person organisation group anonymous document",
    "topics": "arms satellites sanctions",
    "frames": "economic capacity morality fairness legality policy crime security health "
    "quality_of_life identity public_opinion political external",
    "certainty": "asserted hedged negated called_for",
}


class Example(NamedTuple):
    section: str
    category: str
    counts: bool
    article_id: str
    words: str


def _examples() -> list[Example]:
    section, category, found = "", "", []
    for line in (ROOT / "teaching" / "codebook.md").read_text(encoding="utf-8").splitlines():
        if line.startswith(("## ", "### ")):
            section, category = _SECTIONS.get(line.lstrip("# "), ""), ""
        elif line.startswith("#### "):
            category = line.removeprefix("#### ")
        elif line.startswith("- **"):
            match = _EXAMPLE.match(line)
            assert match, f"not written as an example: {line}"
            found.append(Example(section, category, match[1] == "counts", match[2], match[3]))
    return found


EXAMPLES = _examples()


def _comparable(text: str) -> tuple[str, list[int]]:
    """Give the letters and digits alone, each with its place: house typographies fall away."""
    kept = [(c.lower(), place) for place, c in enumerate(text) if c.isalnum()]
    return "".join(c for c, _ in kept), [place for _, place in kept]


def _span(text: str, words: str) -> tuple[int, int]:
    letters, places = _comparable(text)
    wanted = _comparable(words)[0]
    begin = letters.find(wanted)
    assert begin >= 0, f"not in the article: {words}"
    return places[begin], places[begin + len(wanted) - 1] + 1


def _codes(example: Example, text: str) -> set[str]:
    """Say what the bundled coding gives the words of an example."""
    start, end = _span(text, example.words)
    if example.section in ("type", "speaker_kind"):
        rows = _rows("quotations.jsonl", example.article_id)
        touched = (
            row
            for row in rows
            if any(begin < end and stop > start for begin, stop in row["fragments"])
            or (example.section == "speaker_kind" and _beside(row, start, end, text))
        )
        return {row[example.section] for row in touched}
    rows = _rows("sentences.jsonl", example.article_id)
    values = [row[example.section] for row in rows if row["start"] < end and row["end"] > start]
    lists = [[value] if isinstance(value, str) else value or [] for value in values]
    return {code for codes in lists for code in codes}


def _beside(row: dict, start: int, end: int, text: str) -> bool:
    """Tell whether the words hold the source or the cue of a quotation of the same line."""
    line = (text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1))
    inside = any(line[0] <= begin < line[1] for begin, _ in row["fragments"])
    named = [row[part] for part in ("source", "cue") if row[part]]
    return inside and any(name in text[start:end] for name in named)


def _rows(name: str, article_id: str) -> list[dict]:
    lines = (ANNOTATIONS / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["article_id"] == article_id]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.words[:30])
def test_an_example_is_coded_as_the_codebook_says(example: Example, texts: pd.Series) -> None:
    text = texts[example.article_id]
    assert _span(text, example.words)
    if example.section and example.category:
        assert (example.category in _codes(example, text)) is example.counts


@pytest.mark.parametrize("section", _CATEGORIES)
def test_every_category_has_two_examples_that_count_and_one_that_does_not(section: str) -> None:
    of_section = [example for example in EXAMPLES if example.section == section]
    for category in _CATEGORIES[section].split():
        verdicts = sorted(e.counts for e in of_section if e.category == category)
        assert verdicts == [False, True, True], category
