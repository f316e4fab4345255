from pathlib import Path

import nbformat
import pytest
import terms


def test_terms_are_those_in_bold_in_the_notebooks():
    listed = {terms.plain(row[0]) for row in terms.rows()}
    bold = terms.in_notebooks()
    missing = {term: sorted(places) for term, places in bold.items() if term not in listed}
    assert not missing, f"in bold, not in teaching/glossary.md: {missing}"
    assert not listed - set(bold), f"in teaching/glossary.md, nowhere in bold: {listed - set(bold)}"


def test_where_names_the_notebooks_that_have_the_term_in_bold():
    bold = terms.in_notebooks()
    wrong = {
        term: ", ".join(sorted(bold.get(terms.plain(term), ())))
        for term, _, _, where in terms.rows()
        if set(where.split(", ")) != bold.get(terms.plain(term))
    }
    assert not wrong, f"`where` in teaching/glossary.md ought to say: {wrong}"


def test_every_row_is_whole_and_stands_once():
    rows = terms.rows()
    assert all(len(row) == 4 and all(row) for row in rows), "a cell is empty or one too many"
    names = [terms.plain(row[0]) for row in rows]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("A **cue** and\na **Gries’s\nDP** stand here.", {"cue", "gries's dp"}),
        ("**How to read it.** A dot. **1.** Count. **Is it?**", set()),
        ("| | |\n|---|---|\n| **Reads** | nothing |", set()),
        (
            "## What could be wrong?\n\n- **The list** decides.\n\n## After\n\nA **relay**.",
            {"relay"},
        ),
    ],
)
def test_what_counts_as_a_term(tmp_path: Path, markdown: str, expected: set[str]):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(markdown)])
    nbformat.write(notebook, tmp_path / "01-a-b.ipynb")
    assert terms.terms_of(tmp_path / "01-a-b.ipynb") == expected


def test_a_heading_of_another_cell_still_counts(tmp_path: Path):
    cells = ["## What could be wrong", "- **Catchword** of the list", "## Next\n\n**term**"]
    made = [nbformat.v4.new_markdown_cell(cell) for cell in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=made), tmp_path / "01-a-b.ipynb")
    assert terms.terms_of(tmp_path / "01-a-b.ipynb") == {"term"}
