"""Notebooks in JupyterLab as one who sits before it has them, with no network but the server."""

from typing import Any, NamedTuple

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
PANEL = "[...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext)"
OUTPUTS = f"""() => {PANEL}.content.widgets.filter(c => c.model.type === 'code').map(cell => ({{
    id: cell.model.id,
    ran: cell.model.executionCount !== null || !cell.model.sharedModel.getSource().trim(),
    outputs: [...Array(cell.model.outputs.length).keys()]
      .map(place => cell.model.outputs.get(place).toJSON()),
  }}))"""
# Only the cells near the middle of the screen are in the page.
SHOW = f"""async id => {{
  const notebook = {PANEL}.content;
  const place = notebook.widgets.findIndex(cell => cell.model.id === id);
  notebook.activeCellIndex = place;
  await notebook.scrollToItem(place, 'start');
}}"""
SHUT = f"async () => await {PANEL}.sessionContext.shutdown()"


class LabPage(NamedTuple):
    """A notebook that is open, and what it asked of any other place than the server."""

    page: Any
    elsewhere: list[str]

    def run(self) -> list[dict]:
        """Run all cells; gives each code cell with its id, its outputs and whether it ran."""
        self.page.evaluate(RUN)
        self.page.wait_for_function(DONE, timeout=300_000)
        return self.page.evaluate(OUTPUTS)

    def cell(self, id: str):
        """Bring a cell to the screen."""
        self.page.evaluate(SHOW, id)
        shown = self.page.locator(".jp-Cell.jp-mod-active")
        shown.wait_for()
        return shown

    def reload(self) -> None:
        """Load the page anew, with a kernel that knows nothing."""
        self.page.evaluate(SHUT)
        self.page.reload()
        self.ready()

    def ready(self) -> None:
        """Wait for the notebook and its kernel."""
        self.page.wait_for_selector(".jp-Notebook-cell", timeout=60_000)
        self.page.wait_for_function(READY, timeout=60_000)

    def close(self) -> None:
        """Shut the kernel and the page; nothing was asked of a network."""
        self.page.evaluate(SHUT)
        self.page.close()
        assert self.elsewhere == []


def open_notebook(browser, lab, path: str, *, width: int = 1280) -> LabPage:
    """Open a notebook of the copy that the lab runs on."""
    page = browser.new_page(viewport={"width": width, "height": 1000})
    opened = LabPage(page, [])

    def only_the_server(route) -> None:
        if route.request.url.startswith((lab.url, "data:", "blob:")):
            route.continue_()
        else:
            opened.elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", only_the_server)
    page.goto(f"{lab.url}/lab/tree/{path}?token={lab.token}&reset")
    opened.ready()
    return opened


def faults_of(cells: list[dict]) -> list[tuple[str, str, str]]:
    """The errors among the outputs of cells."""
    return [
        (cell["id"], output["ename"], output["evalue"])
        for cell in cells
        for output in cell["outputs"]
        if output["output_type"] == "error"
    ]
