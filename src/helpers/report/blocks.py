"""Pieces of HTML that look alike in JupyterLab, in the report and in the evidence pages."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from pathlib import Path

THEME = Path(__file__).with_name("theme")
STYLE_OPENS, STYLE_CLOSES = "<style data-house>", "</style>"
SCRIPT_OPENS, SCRIPT_CLOSES = "<script data-house>", "</script>"


@functools.cache
def theme(name: str) -> str:
    """Give a file of the theme, such as `blocks.css`."""
    return (THEME / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A piece of HTML that a notebook shows as the last expression of a cell."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        # Style and script travel with each block, since JupyterLab has no page of ours to
        # put them in; the report takes these copies out again.
        style = f"{STYLE_OPENS}{theme('blocks.css')}{STYLE_CLOSES}"
        script = f"{SCRIPT_OPENS}{theme('tables.js')}{SCRIPT_CLOSES}"
        return style + self.html + (script if "<table" in self.html else "")

    def __repr__(self) -> str:
        """Give the words shown where there is no HTML."""
        return self.plain


def scrolling(html: str, label: str) -> str:
    """Wrap a wide piece in a box that scrolls by itself and that the keyboard reaches."""
    return (
        f'<div class="press-scroll" role="group" tabindex="0" aria-label="{escape(label)}">'
        f"{html}</div>"
    )


def slug(words: str) -> str:
    """Give words as an identifier: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "part"
