"""Every notebook, opened in JupyterLab and run from top to bottom."""

import pytest

from helpers.paths import NOTEBOOKS

pytestmark = pytest.mark.browser

READY = """() => {
  const main = window.jupyterapp && [...window.jupyterapp.shell.widgets('main')];
  const panel = main && main.find(widget => widget.sessionContext);
  return panel && panel.context.isReady && panel.sessionContext.isReady
    && panel.sessionContext.session?.kernel?.status === 'idle';
}"""
# Not awaited here: a dialog would keep the command, and with it this test, waiting for ever.
RUN = """() => {
  window.__done = null;
  window.jupyterapp.commands.execute('notebook:run-all-cells')
    .then(() => { window.__done = 'ok'; }, fault => { window.__done = String(fault); });
}"""
DONE = f"() => window.__done !== null && ({READY})()"
OUTPUTS = """() => {
  const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext);
  return panel.content.widgets.filter(cell => cell.model.type === 'code').map(cell => ({
    id: cell.model.id,
    ran: cell.model.executionCount !== null || !cell.model.sharedModel.getSource().trim(),
    outputs: [...Array(cell.model.outputs.length).keys()]
      .map(place => cell.model.outputs.get(place).toJSON()),
  }));
}"""
# Only the cells near the middle of the screen are in the page.
SHOW_TABLE = """async () => {
  const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext);
  const rows = output => ((output.data || {})['text/html'] || '').split('<tr><th scope="row"');
  const place = panel.content.widgets.findIndex(cell => cell.model.type === 'code'
    && [...Array(cell.model.outputs.length).keys()]
      .some(k => rows(cell.model.outputs.get(k).toJSON()).length > 3));
  if (place >= 0) await panel.content.scrollToItem(place, 'center');
  return place;
}"""
CLOSE = """async () => {
  const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext);
  await panel.sessionContext.shutdown();
}"""


@pytest.mark.parametrize("name", [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_a_notebook_runs_from_top_to_bottom(name, browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    elsewhere: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((lab.url, "data:", "blob:"))
            else elsewhere.append(asked.url))  # fmt: skip
    page.goto(f"{lab.url}/lab/tree/notebooks/{name}?token={lab.token}&reset")
    page.wait_for_selector(".jp-Notebook-cell", timeout=60_000)
    page.wait_for_function(READY, timeout=60_000)
    page.evaluate(RUN)
    page.wait_for_function(DONE, timeout=300_000)
    cells = page.evaluate(OUTPUTS)
    faults = [(cell["id"], output["ename"], output["evalue"]) for cell in cells
              for output in cell["outputs"] if output["output_type"] == "error"]  # fmt: skip
    tables_are_alive(page)
    page.screenshot(path=lab.folder / f"{name}.png")
    page.evaluate(CLOSE)
    page.close()
    assert faults == []
    assert all(cell["ran"] for cell in cells)
    assert [
        asked for asked in elsewhere if not asked.startswith(lab.url.replace("http", "ws"))
    ] == []


def tables_are_alive(page) -> None:
    """The tables of the house sort by their heads in JupyterLab too."""
    if page.evaluate(SHOW_TABLE) < 0:
        return
    table = page.locator(".jp-OutputArea .press-table table[data-live]").first
    table.locator("thead button").first.click()
    assert table.locator("thead th").first.get_attribute("aria-sort") == "ascending"
