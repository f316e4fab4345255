"""Read the hand coding: quotations.jsonl and sentences.jsonl."""

from pathlib import Path

import pandas as pd

from helpers.paths import resolve

_QUOTATION = "article_id type fragments content cue source speaker speaker_kind relayed_by"
_SENTENCE = "article_id sentence start end text topics frames certainty"


class AnnotationError(ValueError):
    """A file of hand coding that cannot be used, with the line and the remedy."""


def read_annotations(path: str | Path) -> pd.DataFrame:
    """Read a JSON Lines file of coded quotations or sentences; a row is one of them.

    The kind of file is told by its columns. Offsets are characters into the cleaned text of the
    article. Raises AnnotationError when the file is missing, empty, or lacks a column.
    """
    file = resolve(path)
    if not file.is_file():
        raise AnnotationError(f"{path}: no such file; hand coding is kept as JSON Lines")
    try:
        frame = pd.read_json(file, lines=True, dtype=False)
    except ValueError as error:
        raise AnnotationError(
            f"{path}: not JSON Lines ({error}); one JSON object a line"
        ) from error
    expected = _QUOTATION if "fragments" in frame.columns else _SENTENCE
    missing = [name for name in expected.split() if name not in frame.columns]
    if missing:
        raise AnnotationError(
            f"{path}: no column {', '.join(missing)}; see data/annotations/README.md"
        )
    return frame
