"""Figures as vector drawings that a page can hold and a screen reader can name."""

import io
import re
from html import escape
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from helpers.report.blocks import Block, scrolling

NO_DATE = {"Date": None, "Creator": None}
REFERENCES = re.compile(r'(\bid="|url\(#|href="#)(?=[^"\s])')
OPENING = re.compile(r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>", re.S)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.S)


def draw(figure: Figure, path: Path, *, label: str, alt: str, beneath: str = "") -> Block:
    """Write a figure to `path` (.svg) and beside it as .png, close it, and give it to show.

    `label` begins every identifier in the drawing, so that two figures can stand in
    one page; `alt` is the text alternative, `beneath` what is shown under the drawing.
    """
    _set_title_flush(figure)
    drawn = io.StringIO()
    # Tight: a title longer than its axes widens the drawing instead of being cut.
    figure.savefig(drawn, format="svg", metadata=NO_DATE, bbox_inches="tight")
    _write_png(figure, path.with_suffix(".png"))
    plt.close(figure)
    svg = name_drawing(drawn.getvalue(), label=label, alt=alt)
    path.write_text(svg, encoding="utf-8")
    inside = svg[svg.index("<svg") :]
    html = (
        f'<figure class="press press-figure">{scrolling(inside, alt)}{beneath}'
        f"<!-- files of {escape(path.stem)} --></figure>"
    )
    return Block(html, f"Figure {path.stem}: {alt}")


def _write_png(figure: Figure, path: Path) -> None:
    # A drawing has few colours: a palette takes half the room of true colour.
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None}, bbox_inches="tight")
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def title_of(figure: Figure) -> str:
    """Give the title that a figure shows; nothing when it has none."""
    titles = [figure.get_suptitle(), *(axes.get_title(loc="left") for axes in figure.axes)]
    return next(filter(None, titles), "").replace("\n", " ")


def _set_title_flush(figure: Figure) -> None:
    # A title that begins over the bars, right of long labels, looks lost and runs off.
    if len(figure.axes) == 1 and (title := figure.axes[0].get_title(loc="left")):
        size = figure.axes[0].title.get_fontsize()
        figure.axes[0].set_title("", loc="left")
        figure.suptitle(title, x=0.01, ha="left", fontsize=size, fontweight="bold")


def name_drawing(svg: str, *, label: str, alt: str) -> str:
    """Give matplotlib's SVG identifiers of its own, a role, a title and no fixed size."""
    unique = REFERENCES.sub(rf"\g<1>{label}-", METADATA.sub("", svg))
    said = escape(alt)
    found = OPENING.search(unique)
    if found is None:
        raise ValueError(f"figure {label!r} is not a drawing that matplotlib wrote as SVG")
    width, height = found[1].split()[2:]
    opening = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}pt" height="{height}pt" viewBox="{found[1]}" version="1.1" '
        f'role="img" aria-label="{said}"><title>{said}</title>'
    )
    return unique[: found.start()] + opening + unique[found.end() :]
