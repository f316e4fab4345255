import nbformat
import papermill
from traitlets.config import Config

from helpers.paths import NOTEBOOKS, ROOT

NOTEBOOK = NOTEBOOKS / "01-describe-the-corpus.ipynb"
QUIET = Config({"KernelManager": {"transport_encryption": "auto"}})


def test_one_article_without_day_outlet_or_agency_is_described(folder, tmp_path_factory):
    output = tmp_path_factory.mktemp("run")
    papermill.execute_notebook(
        str(NOTEBOOK),
        str(output / "executed.ipynb"),
        parameters={"corpus": str(folder), "output": str(output), "draws": 20},
        cwd=str(ROOT),
        kernel_name="python3",
        progress_bar=False,
        config=QUIET,
    )
    saved = {path.stem for path in (output / "tables").glob("*.csv")}
    assert {"articles", "cleaning", "sentences", "calendar", "reprints"} <= saved
    executed = nbformat.read(output / "executed.ipynb", as_version=4)
    told = [cell for cell in executed.cells if cell.id.startswith("finding-")]
    assert all(cell.outputs for cell in told)
    assert len(told) == 4
