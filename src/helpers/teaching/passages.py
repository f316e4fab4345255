"""The words of a quotation, found in the passage that they were copied from."""

import re

GAP = " […] "
_BETWEEN_FRAGMENTS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
# Spreadsheets and word processors exchange these on their own; each for one character.
_ALIKE = str.maketrans("’‘“”\u00a0\u202f\u2009–—", "''\"\"   --")


def locate(content: str, passage: str) -> list[list[int]]:
    """Give the [start, end] of each fragment in a passage; an empty list when one is not there.

    Fragments are parted by ` […] `; inverted commas, apostrophes, dashes and spaces of another
    form are taken for the same.
    """
    plain, spans, after = passage.translate(_ALIKE), [], 0
    for fragment in _BETWEEN_FRAGMENTS.split(content.strip()):
        words = fragment.strip().translate(_ALIKE)
        start = plain.find(words, after) if words else -1
        if start < 0:
            return []
        after = start + len(words)
        spans.append([start, after])
    return spans
