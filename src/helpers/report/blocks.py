"""Pieces of HTML that look alike in JupyterLab, in the report and in the evidence pages."""

import functools
from dataclasses import dataclass
from html import escape
from pathlib import Path

THEME = Path(__file__).with_name("theme")
STYLE_OPENS, STYLE_CLOSES = "<style data-house>", "</style>"


@functools.cache
def stylesheet(name: str) -> str:
    """Give one of the style sheets of the theme, `blocks` or `report`."""
    return (THEME / f"{name}.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A piece of HTML that a notebook shows as the last expression of a cell."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        # The style sheet travels with each block, since JupyterLab has no page of ours to
        # put it in; the report takes these copies out again.
        return f"{STYLE_OPENS}{stylesheet('blocks')}{STYLE_CLOSES}{self.html}"

    def __repr__(self) -> str:
        """Give the words shown where there is no HTML."""
        return self.plain


def scrolling(html: str, label: str) -> str:
    """Wrap a wide piece in a box that scrolls by itself and that the keyboard reaches."""
    return (
        f'<div class="press-scroll" role="group" tabindex="0" aria-label="{escape(label)}">'
        f"{html}</div>"
    )
