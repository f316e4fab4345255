"""Agreement between the coders of a class, what they dispute, and what they settle."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain, combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers import evaluation
from helpers.teaching.codebook import NONE
from helpers.teaching.sheets import FILLED, GIVEN, PLACE

Codes = frozenset[str]
Votes = list[str | None]
SENTENCE_LAYERS = ("topics", "frames", "certainty")


class Codings(NamedTuple):
    """A layer as each coder has it: a row is a unit, a column a coder, a cell codes or None."""

    codes: pd.DataFrame
    articles: pd.Series


def codings(coded: pd.DataFrame, layer: str) -> Codings:
    """Set the coders of a layer side by side: topics, frames, certainty (sentences) or type.

    `coded` as `read_class` gives it. A cell is the set of codes that a coder gave the unit (for
    `type`: of all quotations of the passage), or None where the coder has not coded it; frames
    and certainty count only where the coder gave a topic.
    """
    given = coded[coded[layer] != ""]
    cells = given.groupby(["unit", "coder"], sort=False)[layer].agg(";".join)
    codes = cells.map(evaluation.codes_of).unstack("coder")
    return Codings(
        codes.astype(object).where(codes.notna(), None),
        coded.drop_duplicates("unit").set_index("unit")["article_id"].reindex(codes.index),
    )


def agreement(
    coded: pd.DataFrame, layer: str, *, draws: int = 500, seed: int = 20230913
) -> pd.DataFrame:
    """Give the agreement on each code of a layer, and on all of them together.

    A unit has a code or has it not; `all` takes each pair of unit and code as a unit, except for
    certainty, which is one code for a sentence. A row of the result is a code: layer, code,
    coders, units (coded by two or more), used (how often it was given), percent and kappa (means
    over pairs of coders, Light 1971), alpha (Krippendorff), low, high (95 %, articles drawn).
    With fewer than ten articles the interval is too narrow.
    """
    both = codings(coded, layer)
    twice = both.codes.notna().sum(axis=1) >= 2
    codes, articles = both.codes[twice], both.articles[twice].tolist()
    used = Counter(code for cell in codes.to_numpy().ravel() if cell for code in cell)
    votes = {code: [_has(codes[coder], code) for coder in codes] for code in used}
    together = _one_code(codes) if layer == "certainty" else _stacked(votes)
    rows = []
    for code, lists in {"all": together, **votes}.items():
        n = used.total() if code == "all" else used[code]
        groups = articles * (len(lists[0]) // len(articles)) if lists else []
        alpha = _alpha(lists, groups, draws=draws, seed=seed)
        rows.append((layer, code, codes.shape[1], len(codes), n, *_by_pairs(lists), *alpha))
    frame = pd.DataFrame(rows, columns=AGREEMENT)
    return frame.sort_values("used", ascending=False, kind="stable").reset_index(drop=True)


AGREEMENT = [
    "layer", "code", "coders", "units", "used", "percent", "kappa", "alpha", "low", "high",
]  # fmt: skip


def compare_quotations(
    coded: pd.DataFrame, texts: Mapping[str, str], *, overlap: float = 0.8
) -> pd.DataFrame:
    """Match the quotations of every pair of coders, in the passages that both have read.

    `coded` as `read_class` gives it, `texts` each article's text. Rows as those of
    `evaluation.match_quotations` (the first of a pair stands as coded, the second as found), with
    two columns `first` and `second`. `evaluation.score_quotations` sums them up.
    """
    read = {
        str(coder): set(part.loc[part["type"] != "", "unit"])
        for coder, part in coded.groupby("coder")
    }
    parts = []
    for first, second in combinations(sorted(read), 2):
        common = coded["unit"].isin(read[first] & read[second]) & coded["fragments"].map(bool)
        ours, theirs = (coded[common & (coded["coder"] == coder)] for coder in (first, second))
        pairs = evaluation.match_quotations(ours, theirs, texts, overlap=overlap)
        parts.append(pairs.assign(first=first, second=second))
    return pd.concat(parts, ignore_index=True)


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


def _one_code(codes: pd.DataFrame) -> list[Votes]:
    return [[None if c is None else next(iter(c)) for c in codes[coder]] for coder in codes]


def _stacked(votes: dict[str, list[Votes]]) -> list[Votes]:
    return [list(chain(*lists)) for lists in zip(*votes.values(), strict=True)]


def _alpha(
    lists: list[Votes], groups: list[str], *, draws: int, seed: int
) -> tuple[float, float, float]:
    if not lists:
        return (float("nan"),) * 3
    found = evaluation.alpha_interval(lists, groups=groups, draws=draws, seed=seed)
    return found.estimate, found.low, found.high


def _has(cells: pd.Series, code: str) -> Votes:
    return [None if cell is None else str(code in cell) for cell in cells]


def _by_pairs(lists: list[Votes]) -> tuple[float, float]:
    pairs = list(combinations(lists, 2))
    percents = [evaluation.percent_agreement(a, b) for a, b in pairs]
    kappas = [evaluation.cohen_kappa(a, b) for a, b in pairs]
    return _mean(percents), _mean(kappas)


def _mean(values: list[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")


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
