"""The terms of the notebooks and those of the glossary."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import nbformat

from helpers.paths import NOTEBOOKS, ROOT

GLOSSARY = ROOT / "teaching" / "glossary.md"
BOLD = re.compile(r"\*\*(.+?)\*\*", re.S)
HEADING = re.compile(r"^#+\s+(.*)$", re.M)
CARD = "| | |"
DOUBTS = "what could be wrong"


def terms_of(notebook: Path) -> set[str]:
    """Give the terms that a notebook sets in bold.

    Not a term: bold in the card, in « What could be wrong » (catchwords of the list), and bold
    that ends in a stop or a question mark (the beginning of a paragraph, a number).
    """
    return set(_terms(notebook))


def _terms(notebook: Path) -> Iterator[str]:
    heading = ""
    for cell in nbformat.read(notebook, as_version=4).cells:
        tagged = "solution" in cell.metadata.get("tags", [])
        if cell.cell_type != "markdown" or tagged or cell.source.lstrip().startswith(CARD):
            continue
        for piece in re.split(r"(?m)^(?=#+\s)", cell.source):
            if found := HEADING.match(piece):
                heading = found[1].lower().rstrip("?")
            if heading.strip() != DOUBTS:
                yield from (plain(b) for b in BOLD.findall(piece) if not b.endswith((".", "?")))


def plain(term: str) -> str:
    """Give a term as it is compared: one line, small letters, straight apostrophe."""
    return " ".join(term.lower().replace("’", "'").split())


def notebooks() -> list[Path]:
    """Give the notebooks that a class reads."""
    return [
        *sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")),
        ROOT / "teaching" / "code-together.ipynb",
    ]


def in_notebooks() -> dict[str, set[str]]:
    """Give each term with the notebooks that set it in bold."""
    places = defaultdict(set)
    for notebook in notebooks():
        for term in terms_of(notebook):
            places[term].add(place(notebook))
    return dict(places)


def place(notebook: Path) -> str:
    """Give a notebook as the glossary names it: its number, or its name."""
    return notebook.stem[:2] if notebook.stem[:2].isdigit() else notebook.stem


def rows() -> list[list[str]]:
    """Give the rows of the glossary: term, French, definition, where."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ") and not line.startswith("| term |")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table]
