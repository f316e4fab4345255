"""The pieces that coding forms are made of."""

from collections.abc import Callable, Iterable
from html import escape

import ipywidgets as widgets

from helpers.teaching.codebook import Codebook
from helpers.teaching.sheets import Kind

WIDE = widgets.Layout(width="min(46rem, 100%)")


def passage_html(context: str, text: str) -> str:
    """Give a unit as it is read: what stands before it, then its words, larger."""
    before = f"<p style='color:#59636e;margin:0 0 .5rem'>{escape(context)}</p>" if context else ""
    return (
        f"<div lang='fr' style='max-width:46rem;line-height:1.5'>{before}"
        f"<p style='font-size:1.2rem;margin:0 0 .6rem'>{escape(text)}</p></div>"
    )


def codes_box(codebook: Codebook, kind: Kind) -> widgets.Widget:
    """Give the definitions of the codes, folded."""
    layers = ("topics", "frames", "certainty") if kind == "sentences" else ("types", "kinds")
    items = "".join(
        f"<dt><b>{escape(code)}</b></dt><dd>{escape(told)}</dd>"
        for layer in layers
        for code, told in getattr(codebook, layer).items()
    )
    html = (
        "<details style='line-height:1.4'><summary>What the codes mean</summary>"
        f"<dl>{items}</dl></details>"
    )
    return widgets.HTML(html, layout=WIDE)


def button(label: str, tooltip: str, action: Callable[[], object]) -> widgets.Button:
    """Give a button with a hint."""
    button = widgets.Button(description=label, tooltip=tooltip)
    button.layout.width, button.layout.align_self = "auto", "flex-start"
    button.on_click(lambda _: action())
    return button


def tick_box(code: str) -> widgets.Checkbox:
    """Give a box to tick for a code."""
    layout = widgets.Layout(width="auto")
    return widgets.Checkbox(description=code.replace("_", " "), indent=False, layout=layout)


def grid(fields: list[widgets.Widget]) -> widgets.Widget:
    """Lay fields out in as many columns as the screen has room for."""
    layout = widgets.Layout(grid_template_columns="repeat(auto-fill, minmax(9rem, 1fr))")
    layout.width, layout.overflow = WIDE.width, "hidden"
    return widgets.GridBox(fields, layout=layout)


def group(title: str, fields: list[widgets.Widget]) -> widgets.Widget:
    """Give fields under a title."""
    return widgets.VBox([widgets.HTML(f"<b>{escape(title)}</b>"), *fields])


def choice(label: str, codes: Iterable[str]) -> widgets.Dropdown:
    """Give a list of codes to choose one from."""
    options = [("choose", ""), *((code, code) for code in codes)]
    return widgets.Dropdown(description=label, options=options, value="")
