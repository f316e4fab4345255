"""Agreement between the two codings of the bundled corpus, recomputed from the files."""

import json
from collections.abc import Sequence

import pandas as pd

from helpers.evaluation import alpha_interval, match_quotations, score_quotations
from helpers.evaluation.intervals import Interval
from helpers.paths import ANNOTATIONS

TOPICS = ("arms", "satellites", "sanctions")


def read(coder: str, name: str) -> pd.DataFrame:
    """Read one coding; a row is a quotation or a sentence."""
    lines = (ANNOTATIONS / coder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return pd.DataFrame([json.loads(line) for line in lines])


def both_sentences() -> pd.DataFrame:
    """Set the two codings of each sentence side by side (suffixes _first, _second)."""
    keys = ["article_id", "start", "end", "text"]
    first, second = read("first", "sentences"), read("second", "sentences")
    return first.merge(second, on=keys, suffixes=("_first", "_second"), validate="one_to_one")


def alpha_of_codes(
    rows: pd.DataFrame, column: str, codes: Sequence[str], *, draws: int
) -> Interval:
    """Give alpha over all pairs of sentence and code: does the sentence have it or not?"""
    votes = [
        [code in given for given in rows[f"{column}_{coder}"] for code in codes]
        for coder in ("first", "second")
    ]
    groups = [article for article in rows["article_id"] for _ in codes]
    return alpha_interval(votes, groups=groups, draws=draws)


def agreement(texts: dict[str, str], *, draws: int = 1000) -> dict[str, tuple[Interval, int]]:
    """Give each measure with its interval over articles and the number of cases."""
    rows = both_sentences()
    topical = rows[(rows["topics_first"].str.len() > 0) & (rows["topics_second"].str.len() > 0)]
    frames = sorted({frame for given in topical["frames_first"] for frame in given})
    certainty = [list(topical["certainty_first"]), list(topical["certainty_second"])]
    found: dict[str, tuple[Interval, int]] = {
        "topics": (alpha_of_codes(rows, "topics", TOPICS, draws=draws), len(rows)),
        **{t: (alpha_of_codes(rows, "topics", [t], draws=draws), len(rows)) for t in TOPICS},
        "frames": (alpha_of_codes(topical, "frames", frames, draws=draws), len(topical)),
        "certainty": (
            alpha_interval(certainty, groups=topical["article_id"], draws=draws),
            len(topical),
        ),
    }
    return found | _agreement_on_quotations(texts, draws=draws)


def _agreement_on_quotations(
    texts: dict[str, str], *, draws: int
) -> dict[str, tuple[Interval, int]]:
    articles = set(both_sentences()["article_id"])
    coded = {article: texts[article] for article in articles}
    pairs = match_quotations(read("first", "quotations"), read("second", "quotations"), coded)
    scores = score_quotations(pairs, draws=draws).set_index("measure")
    matched = pairs[pairs["matched"].astype(bool)]
    types = [list(matched["type_coded"]), list(matched["type_found"])]
    span, speaker = scores.loc["span f1"], scores.loc["speaker right"]
    return {
        "span": (Interval(span.estimate, span.low, span.high, len(articles)), len(pairs)),
        "type": (alpha_interval(types, groups=matched["article_id"], draws=draws), len(matched)),
        "speaker": (
            Interval(speaker.estimate, speaker.low, speaker.high, len(articles)),
            len(matched),
        ),
    }
