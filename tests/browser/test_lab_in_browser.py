"""Every notebook, opened in JupyterLab and run from top to bottom."""

import pytest
from lab_pages import PANEL, faults_of, open_notebook

from helpers.paths import NOTEBOOKS

pytestmark = pytest.mark.browser

# The id of the first cell that shows a table, not folded, with so many rows at least.
WITH_TABLE = f"""rows => {PANEL}.content.widgets.filter(c => c.model.type === 'code').find(cell =>
  [...Array(cell.model.outputs.length).keys()].some(k => {{
    const html = (cell.model.outputs.get(k).toJSON().data || {{}})['text/html'] || '';
    const table = new DOMParser().parseFromString(html, 'text/html')
      .querySelector('.press-table table');
    return table && !table.closest('details') && table.tBodies[0].rows.length >= rows;
  }}))?.model.id"""


@pytest.mark.parametrize("name", [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_a_notebook_runs_from_top_to_bottom(name, browser, lab):
    notebook = open_notebook(browser, lab, f"notebooks/{name}")
    cells = notebook.run()
    tables_are_alive(notebook)
    notebook.page.screenshot(path=lab.folder / f"{name}.png")
    notebook.close()
    assert faults_of(cells) == []
    assert all(cell["ran"] for cell in cells)


def tables_are_alive(notebook) -> None:
    """The tables of the house are sorted by their heads and searched in JupyterLab too."""
    if short := notebook.page.evaluate(WITH_TABLE, 3):
        table = notebook.cell(short).locator(".press-table table[data-live]").first
        for way in ("ascending", "descending"):
            table.locator("thead button").first.click()
            assert table.locator("thead th").first.get_attribute("aria-sort") == way
    if long := notebook.page.evaluate(WITH_TABLE, 10):
        cell = notebook.cell(long)
        rows = cell.locator(".press-table table[data-live]").first.locator("tbody tr")
        total, word = rows.count(), rows.nth(3).locator("th").inner_text()
        field = cell.get_by_role("searchbox").first
        field.fill(word)
        kept = cell.locator(".press-table table[data-live]").first.locator("tbody tr:visible")
        assert 1 <= kept.count() < total
        assert all(word.lower() in text.lower() for text in kept.all_inner_texts())
        field.fill("")
        assert kept.count() == total
