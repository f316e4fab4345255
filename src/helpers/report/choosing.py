"""A list to choose from in JupyterLab; in the report, what was shown first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from helpers.report.blocks import Block

VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True, repr=False)
class Choice(Block):
    """What a function shows of the first option, under a list of all of them."""

    label: str
    options: Mapping[str, Any]
    show: Callable[[Any], Block]

    def box(self) -> widgets.VBox:
        """Make the list, and under it what is shown of the option that is chosen."""
        shown = widgets.HTML(self._repr_html_())
        chosen = widgets.Dropdown(description=self.label, options=list(self.options.items()))
        chosen.layout.width = "min(46rem, 100%)"

        def change(event: Mapping[str, Any]) -> None:
            shown.value = self.show(event["new"])._repr_html_()

        chosen.observe(change, names="value")
        return widgets.VBox([chosen, shown])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        # Beside the HTML, which the report takes and which is there without a kernel, too.
        return {VIEW: self.box()._repr_mimebundle_()[VIEW]}


def choice(label: str, options: Mapping[str, Any], show: Callable[[Any], Block]) -> Block:
    """Show one of several articles, speakers or topics: in JupyterLab the one that is chosen.

    `options` are what is read in the list and what `show` is called with; the first is shown
    first, and alone in the report. Not for a view whose numbers open their rows: those of the
    others would open none. Raises ValueError when there is nothing to choose from.
    """
    if not options:
        raise ValueError(f"{label}: nothing to choose from")
    first = show(next(iter(options.values())))
    return Choice(first.html, first.plain, label, options, show)
