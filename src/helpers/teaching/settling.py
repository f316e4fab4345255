"""What the coders of a class dispute, and what they settle."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from helpers import evaluation
from helpers.teaching.agreement import Codes, codings
from helpers.teaching.codebook import NONE
from helpers.teaching.sheets import FILLED, GIVEN, PLACE

SENTENCE_LAYERS = ("topics", "frames", "certainty")


def disputed_sentences(coded: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Lay out the sentences that coders code differently, as a sheet to settle them in.

    Codes of more than half of the coders are filled in, ties left empty; `context` tells the
    votes, by number and not by name: the codebook is on trial, not a coder.
    """
    votes = {layer: codings(coded, layer).codes for layer in SENTENCE_LAYERS}
    rows = []
    for unit in _records(drawn):
        given = {layer: _given(codes, unit["unit"]) for layer, codes in votes.items()}
        if _disputed(given):
            told = " — ".join(
                f"{layer}: {_tally(cells)}" for layer, cells in given.items() if cells
            )
            codes = {layer: _majority(cells) for layer, cells in given.items()}
            rows.append({**unit, **_consistent(codes), "context": told, "doubt": ""})
    return pd.DataFrame(rows, columns=[*GIVEN, *FILLED["sentences"]])


def disputed_quotations(coded: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Lay out the passages whose quotations differ, as a sheet to settle them in.

    Quotations that more than half of the passage's coders have with the same words, type and
    speaker are filled in; `context` lists every version with its votes.
    """
    rows, blank = [], dict.fromkeys(FILLED["quotations"], "")
    for unit in _records(drawn):
        versions = _versions(coded[coded["unit"] == unit["unit"]])
        if any(version.votes < version.readers for version in versions):
            told = " — ".join(map(_told, versions))
            kept = [version.row for version in versions if 2 * version.votes > version.readers]
            rows += [{**blank, **row, **unit, "context": told, "doubt": ""} for row in kept or [{}]]
    return pd.DataFrame(rows, columns=[*GIVEN, *FILLED["quotations"]])


def settle_sentences(coded: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Put what all coders agree on and what the class settled into one coding.

    `settled` as `read_sheet` reads the sheet of disputed sentences. A row is a sentence as in
    sentences.jsonl: unit, article_id, start, end, text, topics, frames (lists), certainty, and
    `by` (`all` coders, or the `class`). Sentences that are not settled, or coded by one coder
    only, are left out.
    """
    votes = {layer: codings(coded, layer).codes for layer in SENTENCE_LAYERS}
    told = {row["unit"]: row for row in _records(settled)}
    rows = []
    for unit in _records(coded.drop_duplicates("unit")):
        given = {layer: _given(codes, unit["unit"]) for layer, codes in votes.items()}
        if unit["unit"] in told:
            codes = told[unit["unit"]]
        elif len(given["topics"]) >= 2 and not _disputed(given):
            codes = {layer: _majority(cells) for layer, cells in given.items()}
        else:
            continue
        if _whole(codes):
            by = "class" if unit["unit"] in told else "all"
            rows.append({**unit, **_listed(codes), "by": by})
    return pd.DataFrame(rows, columns=["unit", *PLACE, "text", *SENTENCE_LAYERS, "by"])


def settle_quotations(coded: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Put the quotations that all coders agree on and those that the class settled into one coding.

    `settled` as `read_sheet` reads the sheet of disputed passages. A row is a quotation with the
    columns of the sheets, or a passage without one (type `none`, no fragments). Passages that are
    not settled, or read by one coder only, are left out.
    """
    told = set(settled["unit"])
    parts = [settled.groupby("unit").filter(lambda rows: (rows["type"] != "").all())]
    for unit, part in coded[coded["type"] != ""].groupby("unit"):
        coders = part["coder"].unique()
        if unit not in told and len(coders) >= 2:
            parts.append(part[part["coder"] == coders[0]])
    return pd.concat(parts, ignore_index=True)[list(settled.columns)]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _given(codes: pd.DataFrame, unit: str) -> list[Codes]:
    cells: list[Any] = list(codes.loc[unit]) if unit in codes.index else []
    return [cell for cell in cells if cell is not None]


def _disputed(given: dict[str, list[Codes]]) -> bool:
    return any(len(set(cells)) > 1 for cells in given.values())


def _tally(cells: list[Codes]) -> str:
    counts = Counter("+".join(sorted(cell)) or NONE for cell in cells)
    return " · ".join(f"{code} ×{n}" for code, n in counts.most_common())


def _majority(cells: list[Codes]) -> str:
    counts = Counter(code for cell in cells for code in cell or [NONE])
    if any(2 * n == len(cells) for n in counts.values()):
        return ""
    return " ".join(sorted(code for code, n in counts.items() if 2 * n > len(cells)))


def _consistent(codes: dict[str, str]) -> dict[str, str]:
    # Frames and certainty that stand without a topic would be refused when the sheet is read.
    return codes if codes["topics"] not in ("", NONE) else {**codes, "frames": "", "certainty": ""}


def _whole(codes: Mapping[str, str]) -> bool:
    return codes["topics"] == NONE or all(codes[layer] for layer in SENTENCE_LAYERS)


def _listed(codes: Mapping[str, str]) -> dict[str, object]:
    topics = sorted(evaluation.codes_of(codes["topics"].replace(" ", ";")))
    frames = sorted(evaluation.codes_of(codes["frames"].replace(" ", ";"))) if topics else []
    return {"topics": topics, "frames": frames, "certainty": codes["certainty"] if topics else ""}


class _Version(NamedTuple):
    row: dict
    votes: int
    readers: int


def _versions(part: pd.DataFrame) -> list[_Version]:
    read = part[part["type"] != ""]
    words = read["content"].str.lower().str.replace(r"\W+", " ", regex=True).str.strip()
    versions = read.groupby([words, "type", read["speaker"].str.lower()], sort=False)
    readers = read["coder"].nunique()
    counted = [_Version(_records(v)[0], v["coder"].nunique(), readers) for _, v in versions]
    return sorted(counted, key=lambda version: -version.votes)


def _told(version: _Version) -> str:
    row = version.row
    if row["type"] == NONE:
        return f"no quotation ×{version.votes}"
    return f"« {row['content']} » ({row['type']}, {row['speaker']}) ×{version.votes}"
