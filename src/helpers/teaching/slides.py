"""A notebook as slides: one HTML file that loads nothing, a slide a section."""

import re
from html import escape
from pathlib import Path

from helpers.report.blocks import THEME
from helpers.report.sections import read_section

SHELL = Path(__file__).with_name("theme") / "slides.html"
# What leads to files of the report, which slides are sent without.
HOOK = re.compile(r'<!-- (?:evidence|ways|files) of [\w-]+ -->|<p class="saved">.*?</p>')
HEADING = re.compile(r'(?=<h[2-6] id=")')
LEVEL = re.compile(r"(?<=<)(/?)h[2-6]\b")


def slides_of(executed: Path) -> str:
    """Give the slides of an executed notebook: title, a slide for each heading, with its results.

    Code, parameters and solutions stay in the notebook.
    """
    section = read_section(executed, values={}, notebooks=[], code=False)
    parts = [part for part in HEADING.split(HOOK.sub("", section.html)) if part.strip()]
    slides = [_slide(k, part, len(parts)) for k, part in enumerate(parts, 1)]
    fields = {
        "title": escape(section.title),
        "style": (THEME / "blocks.css").read_text(encoding="utf-8"),
        "slides": "\n".join(slides),
    }
    shell = SHELL.read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: fields[found[1]], shell)


def _slide(number: int, html: str, total: int) -> str:
    # Slides stand beside each other, whatever their sections were to each other.
    html = LEVEL.sub(r"\1h2", html)
    return (
        f'<section class="slide" id="slide-{number}" tabindex="-1" '
        f'aria-label="Slide {number} of {total}">{html}</section>'
    )
