"""Topics, frames and certainty that a program coded, held against a coder's sentences."""

from collections.abc import Sequence

import pandas as pd

from helpers.evaluation.intervals import bootstrap_share

SCORE_COLUMNS = ["layer", "code", "measure", "estimate", "low", "high", "n"]


def align_sentences(coded: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Put each coded sentence beside what the program coded for the same stretch of text.

    `coded` has article_id, start, end, topics, frames (lists, or strings joined by `;`) and
    certainty; `found` the same columns, with rows for sentences with a topic only. A found
    sentence counts for a coded one when either covers half of the other. A row of the result
    is a coded sentence: article_id, start, end, topics, topics_found, frames, frames_found
    (frozensets), certainty, certainty_found ("" where nothing was found).
    """
    by_article = dict(iter(found.groupby("article_id")))
    rows = []
    for sentence in coded.to_dict("records"):
        part = by_article.get(sentence["article_id"])
        hits = part[_covers(part, sentence["start"], sentence["end"])] if part is not None else None
        rows.append(_aligned(sentence, hits))
    return pd.DataFrame(rows, columns=_ALIGNED)


_ALIGNED = [
    "article_id", "start", "end", "topics", "topics_found", "frames", "frames_found",
    "certainty", "certainty_found",
]  # fmt: skip


def score_codes(
    aligned: pd.DataFrame,
    layer: str,
    codes: Sequence[str],
    *,
    draws: int = 2000,
    seed: int = 20230913,
) -> pd.DataFrame:
    """Give precision, recall and F1 of each code of a layer (`topics` or `frames`), and of all.

    Frames are scored on sentences that the coder gave a topic. A row of the result is a code and
    a measure: layer, code (`all` sums the codes up: micro-average), measure, estimate, low,
    high (95 %, articles resampled), n (sentences with the code: coded for recall and f1, found
    for precision).
    """
    part = aligned[aligned["topics"].map(bool)] if layer == "frames" else aligned
    rows = []
    for code in [*codes, "all"]:
        wanted = set(codes) if code == "all" else {code}
        ours = part[layer].map(lambda s, w=wanted: len(s & w))
        theirs = part[f"{layer}_found"].map(lambda s, w=wanted: len(s & w))
        both = pd.Series(
            [len(a & b & wanted) for a, b in zip(part[layer], part[f"{layer}_found"], strict=True)],
            index=part.index,
            dtype=float,
        )
        shares = {
            "precision": (both, theirs),
            "recall": (both, ours),
            "f1": (2 * both, ours + theirs),
        }
        for measure, (hits, totals) in shares.items():
            share = _share(part, hits, totals, draws=draws, seed=seed)
            n = int((theirs if measure == "precision" else ours).sum())
            rows.append((layer, code, measure, *share, n))
    return pd.DataFrame(rows, columns=SCORE_COLUMNS)


def score_certainty(
    aligned: pd.DataFrame, *, draws: int = 2000, seed: int = 20230913
) -> pd.DataFrame:
    """Give the accuracy of certainty where a right topic was found, its majority baseline, and
    precision, recall and F1 of each certainty code; rows as in `score_codes`.
    """
    right_topic = [
        bool(a & b) for a, b in zip(aligned["topics"], aligned["topics_found"], strict=True)
    ]
    part = aligned[right_topic]
    ones = pd.Series(1.0, index=part.index)
    same = (part["certainty"] == part["certainty_found"]).astype(float)
    counts = part["certainty"].value_counts()
    majority = counts.index[0] if len(counts) else ""
    rows = []
    for measure, hits in {
        "accuracy": same,
        "majority": (part["certainty"] == majority) * 1.0,
    }.items():
        rows.append(
            (
                "certainty",
                "all",
                measure,
                *_share(part, hits, ones, draws=draws, seed=seed),
                len(part),
            )
        )
    sets = part.assign(
        certainty=part["certainty"].map(lambda c: frozenset({c})),
        certainty_found=part["certainty_found"].map(lambda c: frozenset({c})),
    )
    each = score_codes(sets, "certainty", list(counts.index), draws=draws, seed=seed)
    summed = pd.DataFrame(rows, columns=SCORE_COLUMNS)
    return pd.concat([summed, each[each["code"] != "all"]], ignore_index=True)


def majority_baseline(aligned: pd.DataFrame, layer: str) -> float:
    """Give the micro F1 of always answering the commonest code of a layer, the score to beat."""
    part = aligned[aligned["topics"].map(bool)] if layer == "frames" else aligned
    counts = part[layer].explode().value_counts()
    if counts.empty:
        return float("nan")
    return float(2 * counts.iloc[0] / (len(part) + counts.sum()))


def _covers(part: pd.DataFrame, start: int, end: int) -> pd.Series:
    shared = part["end"].clip(upper=end) - part["start"].clip(lower=start)
    shorter = (part["end"] - part["start"]).clip(upper=end - start)
    return (shared > 0) & (2 * shared >= shorter)


def _aligned(sentence: dict, hits: pd.DataFrame | None) -> tuple:
    found = (
        hits
        if hits is not None and len(hits)
        else pd.DataFrame(columns=["topics", "frames", "certainty"])
    )
    return (
        sentence["article_id"],
        sentence["start"],
        sentence["end"],
        codes_of(sentence["topics"]),
        frozenset().union(*found["topics"].map(codes_of)),
        codes_of(sentence["frames"]),
        frozenset().union(*found["frames"].map(codes_of)),
        sentence["certainty"] or "",
        found["certainty"].iloc[0] if len(found) else "",
    )


def codes_of(value: str | Sequence[str] | None) -> frozenset[str]:
    """Read several codes, given as a list or joined by `;`, leaving out `none`."""
    codes = value.split(";") if isinstance(value, str) else list(value or [])
    return frozenset(code.strip() for code in codes) - {"", "none"}


def _share(
    part: pd.DataFrame, hits: pd.Series, totals: pd.Series, *, draws: int, seed: int
) -> tuple[float, float, float]:
    sums = pd.DataFrame({"article": part["article_id"], "hits": hits, "totals": totals})
    per_article = sums.groupby("article")[["hits", "totals"]].sum()
    share = bootstrap_share(per_article["hits"], per_article["totals"], draws=draws, seed=seed)
    return share.estimate, share.low, share.high
