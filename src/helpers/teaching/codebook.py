"""The codes of a class, read from its codebook."""

import re
from pathlib import Path
from typing import NamedTuple

from helpers.paths import ROOT, resolve
from helpers.teaching.errors import CodingError

# What a heading of the codebook must say for the codes under it to be of a layer.
_SECTIONS = {
    "types": r"types\b",
    "kinds": r"kinds of speaker\b",
    "topics": r"topics\b",
    "frames": r"frames\b",
    "certainty": r"certainty\b",
}
NONE = "none"


class Codebook(NamedTuple):
    """The codes of each layer, in their order: code → definition."""

    types: dict[str, str]
    kinds: dict[str, str]
    topics: dict[str, str]
    frames: dict[str, str]
    certainty: dict[str, str]


def read_codebook(path: str | Path = ROOT / "teaching" / "codebook.md") -> Codebook:
    """Read a codebook in Markdown: `#### code` under a section, its definition on the next line.

    Sections are told by their headings (`types`, `kinds of speaker`, `Topics`, `Frames`,
    `Certainty`), so that a class that adds a code to its copy finds it in its forms. Raises
    CodingError when the file is missing or a section has no code.
    """
    file = resolve(path)
    if not file.is_file():
        raise CodingError(f"{path}: no such file; name the codebook of the class")
    layers: dict[str, dict[str, str]] = {layer: {} for layer in _SECTIONS}
    layer, code = "", ""
    for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
        if heading := re.fullmatch(r"#{2,3} (.+)", line):
            layer, code = _layer(heading[1]), ""
        elif line.startswith("#### ") and layer:
            code = line.removeprefix("#### ").strip()
            layers[layer][code] = ""
        elif code and not layers[layer][code]:
            layers[layer][code] = line.strip().replace("*", "")
    for name, codes in layers.items():
        if not codes:
            raise CodingError(f"{path}: no code of {name}; write each as a heading `#### code`")
    return Codebook(**layers)


def _layer(heading: str) -> str:
    return next(
        (name for name, words in _SECTIONS.items() if re.search(words + "$", heading, re.I)), ""
    )
