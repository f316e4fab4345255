"""Quotations that a program found, held against quotations that a coder marked."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd
import regex

from helpers.evaluation.intervals import bootstrap_share

_EDGE = set(" \t\n\u00a0\u202f\u2009\"'.,;:!?…-–—()[]«»‹›“”„‘’")
_SMALL_WORD = regex.compile(r"l[ea]?s?|une?|d[eu]?s?|aux?|a|en|et|mm?|mmes?|monsieur|madame")


def match_quotations(
    coded: pd.DataFrame,
    found: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    overlap: float = 0.8,
) -> pd.DataFrame:
    """Pair coded with found quotations, one to one, best overlap first.

    Both frames have article_id, fragments (JSON or lists of [start, end], characters into the
    article's text), type, speaker, relayed_by; `texts` gives each article's text. The overlap is
    the intersection over the union of the characters, edges trimmed of marks and punctuation.
    A row of the result is a coded quotation (with its pair, where there is one) or a found one
    without pair: article_id, coded, found (positions in the two frames, <NA> for none), overlap,
    exact, matched (overlap reached), type_coded, type_found, speaker_coded, speaker_found,
    speaker_right, relay_right (<NA> where nobody relays).

    Two-sided, so that an over-long span is not forgiven; one-sided measures of other projects
    give higher figures on the same output.
    """
    ours, theirs = _by_article(coded, texts), _by_article(found, texts)
    rows: list[dict[str, object]] = []
    for article in sorted(texts):
        rows += _match_article(article, ours[article], theirs[article], overlap)
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"coded": "Int64", "found": "Int64"})


_COLUMNS = [
    "article_id", "coded", "found", "overlap", "exact", "matched", "type_coded", "type_found",
    "speaker_coded", "speaker_found", "speaker_right", "relay_right",
]  # fmt: skip


def score_quotations(
    matches: pd.DataFrame, *, by: str | None = None, draws: int = 2000, seed: int = 20230913
) -> pd.DataFrame:
    """Sum matches up into precision, recall and F1, with intervals over articles.

    `by` names a column of `matches` to split on (`type_coded` gives recall only, since a found
    quotation without pair has no coded type). A row of the result is a measure: group, measure
    (span, exact, joint: precision, recall, f1; speaker, relay: share right among matched),
    estimate, low, high, n (coded, found or matched quotations that the share stands on).
    """
    groups = [("all", matches)] if by is None else list(matches.groupby(by))
    rows = []
    for name, part in groups:
        for measure, (hits, totals) in _measures(part, recall_only=by is not None).items():
            articles = sorted(matches["article_id"].unique())
            hit = part.assign(value=hits).groupby("article_id")["value"].sum().reindex(articles)
            total = part.assign(value=totals).groupby("article_id")["value"].sum().reindex(articles)
            share = bootstrap_share(hit.fillna(0), total.fillna(0), draws=draws, seed=seed)
            n = int(totals.sum())
            rows.append((name, measure, share.estimate, share.low, share.high, n))
    return pd.DataFrame(rows, columns=["group", "measure", "estimate", "low", "high", "n"])


def span_f1(matches: pd.DataFrame) -> float:
    """Give F1 of spans alone, for comparing many runs; NaN when nothing was coded or found.

    `matches` as `match_quotations` returns them. For a score to publish use `score_quotations`,
    which has the interval.
    """
    both = matches["coded"].notna().sum() + matches["found"].notna().sum()
    return float(2 * matches["matched"].sum() / both) if both else float("nan")


def same_speaker(coded: str, found: str) -> bool:
    """Tell whether two speaker names (several joined by ` ; `) name the same speakers.

    Case, accents, articles and titles are not looked at; a surname answers to a full name.
    """
    ours, theirs = (_names(value) for value in (coded, found))
    if not ours or not theirs:
        return ours == theirs
    return all(any(_answers(a, b) for b in theirs) for a in ours) and len(ours) == len(theirs)


def _measures(part: pd.DataFrame, *, recall_only: bool) -> dict[str, tuple[pd.Series, pd.Series]]:
    is_coded, is_found = part["coded"].notna().astype(int), part["found"].notna().astype(int)
    right = part["matched"].astype(int)
    exact = (part["matched"] & part["exact"]).astype(int)
    joint = (part["matched"] & part["speaker_right"]).astype(int)
    relayed = (part["matched"] & part["relay_right"].notna()).astype(int)
    relay_right = (part["matched"] & part["relay_right"].fillna(False).astype(bool)).astype(int)
    measures = {"span recall": (right, is_coded)}
    if not recall_only:
        both = is_coded + is_found
        measures |= {
            "span precision": (right, is_found),
            "span f1": (2 * right, both),
            "exact f1": (2 * exact, both),
            "joint f1": (2 * joint, both),
        }
    return measures | {"speaker right": (joint, right), "relay right": (relay_right, relayed)}


Marked = tuple[int, dict, set[int]]


def _by_article(frame: pd.DataFrame, texts: Mapping[str, str]) -> defaultdict[str, list[Marked]]:
    marked: defaultdict[str, list[Marked]] = defaultdict(list)
    for position, row in enumerate(frame.to_dict("records")):
        article = row["article_id"]
        if article in texts:
            marked[article].append((position, row, _characters(row["fragments"], texts[article])))
    return marked


def _characters(fragments: str | list[list[int]], text: str) -> set[int]:
    spans = json.loads(fragments) if isinstance(fragments, str) else fragments
    characters: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        characters.update(i for i in range(start, end) if not text[i].isspace())
    return characters


def _match_article(
    article: str, ours: list[Marked], theirs: list[Marked], overlap: float
) -> list[dict]:
    pairs = []
    for i, (_, _, a) in enumerate(ours):
        for j, (_, _, b) in enumerate(theirs):
            if common := len(a & b):
                pairs.append((common / len(a | b), i, j))
    partner: dict[int, tuple[float, int]] = {}
    taken: set[int] = set()
    for share, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in partner and j not in taken:
            partner[i] = (share, j)
            taken.add(j)
    rows = [
        _row(article, our, theirs[partner[i][1]] if i in partner else None, overlap)
        for i, our in enumerate(ours)
    ]
    return rows + [
        _row(article, None, their, overlap) for j, their in enumerate(theirs) if j not in taken
    ]


def _row(article: str, our: tuple | None, their: tuple | None, overlap: float) -> dict[str, object]:
    nothing: tuple[None, dict, set[int]] = (None, {}, set())
    position, coded, a = our or nothing
    other, found, b = their or nothing
    share = len(a & b) / len(a | b) if a | b else 0.0
    relay = coded.get("relayed_by") or ""
    return {
        "article_id": article,
        "coded": position,
        "found": other,
        "overlap": round(share, 3),
        "exact": bool(a) and a == b,
        "matched": share >= overlap,
        "type_coded": coded.get("type", ""),
        "type_found": found.get("type", ""),
        "speaker_coded": coded.get("speaker", ""),
        "speaker_found": found.get("speaker", ""),
        "speaker_right": bool(our and their)
        and same_speaker(coded.get("speaker", ""), found.get("speaker", "")),
        "relay_right": same_speaker(relay, found.get("relayed_by") or "") if relay else None,
    }


def _names(value: str) -> list[tuple[str, ...]]:
    plain = unicodedata.normalize("NFD", (value or "").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    parts = [
        tuple(w for w in regex.findall(r"\w+", p) if not _SMALL_WORD.fullmatch(w))
        for p in plain.split(";")
    ]
    return [part for part in parts if part]


def _answers(first: Iterable[str], second: Iterable[str]) -> bool:
    a, b = sorted((tuple(first), tuple(second)), key=len)
    return set(a) == set(b) or (set(a) < set(b) and (a[-1] == b[-1] or len(a) > 1))
