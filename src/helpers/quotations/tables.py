"""Frames about quotations that answer a question each: who, how, through whom, with which verb."""

import json

import pandas as pd

UNNAMED = "(no speaker found)"


def by_speaker(quotations: pd.DataFrame) -> pd.DataFrame:
    """Count quotations, quoted words and articles of each speaker; most quoted words first.

    `quotations`: the frame of `attribute`. A row of the result is a speaker: speaker,
    speaker_kind (the most frequent one), quotations, words, share (of all quoted words),
    articles. Speakers quoted together share one row.
    """
    named = quotations.assign(speaker=quotations["speaker"].replace("", UNNAMED))
    found = named.groupby("speaker", sort=False).agg(
        speaker_kind=("speaker_kind", lambda kinds: kinds.mode().iloc[0]),
        quotations=("quotation_id", "size"),
        words=("words", "sum"),
        articles=("article_id", "nunique"),
    )
    found.insert(3, "share", found["words"] / max(1, found["words"].sum()))
    order = ["words", "quotations", "speaker"]
    return found.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)


def words_by_article(quotations: pd.DataFrame, article_ids: pd.Series | list[str]) -> pd.DataFrame:
    """Give the quoted words of each speaker in each article, zeros included.

    A row is an article of `article_ids`, in that order; a column is a speaker. Its sums
    over rows are those of `by_speaker`: what an interval over articles is drawn from.
    """
    named = quotations.assign(speaker=quotations["speaker"].replace("", UNNAMED))
    counts = named.pivot_table(
        index="article_id", columns="speaker", values="words", aggfunc="sum", fill_value=0
    )
    return counts.reindex(list(article_ids), fill_value=0)


def by_kind(quotations: pd.DataFrame) -> pd.DataFrame:
    """Count the four types for each kind of speaker, and the share in inverted commas.

    A row is a kind of speaker: direct, mixed, partial, indirect, quotations, marked (the
    share of quotations of which at least a part stands in inverted commas).
    """
    types = ["direct", "mixed", "partial", "indirect"]
    counts = pd.crosstab(quotations["speaker_kind"].replace("", "none"), quotations["type"])
    counts = counts.reindex(columns=types, fill_value=0)
    counts["quotations"] = counts.sum(axis=1)
    counts["marked"] = 1 - counts["indirect"] / counts["quotations"]
    counts.columns.name, counts.index.name = None, "speaker_kind"
    return counts.sort_values("quotations", ascending=False).reset_index()


def by_verb(quotations: pd.DataFrame) -> pd.DataFrame:
    """Count the reporting verbs with their stance, most frequent first.

    A row is a verb: verb, stance, quotations, speakers. Quotations without a verb (selon,
    a colon, none) are left out.
    """
    verbs = quotations[quotations["verb"] != ""].groupby(["verb", "stance"])
    found = verbs.agg(quotations=("quotation_id", "size"), speakers=("speaker", "nunique"))
    order = ["quotations", "verb"]
    return found.reset_index().sort_values(order, ascending=[False, True], ignore_index=True)


def stance_by_speaker(quotations: pd.DataFrame) -> pd.DataFrame:
    """Count, for each speaker, the quotations that a verb of each stance reports.

    A row is a speaker, most quotations with a verb first: neutral, assertive, doubtful,
    directive, evaluative, quotations.
    """
    stances = ["neutral", "assertive", "doubtful", "directive", "evaluative"]
    told = quotations[quotations["verb"] != ""]
    counts = pd.crosstab(told["speaker"].replace("", UNNAMED), told["stance"])
    counts = counts.reindex(columns=stances, fill_value=0)
    counts["quotations"] = counts.sum(axis=1)
    counts.columns.name, counts.index.name = None, "speaker"
    return counts.sort_values("quotations", ascending=False).reset_index()


def relay_edges(quotations: pd.DataFrame) -> pd.DataFrame:
    """Give who passed on whose words: one row for each pair, most quotations first.

    A row: speaker, relayed_by, quotations, words. A chain through several relays gives
    a row for each of them.
    """
    relayed = quotations[quotations["relayed_by"] != ""]
    pairs = relayed.assign(relayed_by=relayed["relayed_by"].str.split(" ; ")).explode("relayed_by")
    edges = pairs.groupby(["speaker", "relayed_by"]).agg(
        quotations=("quotation_id", "size"), words=("words", "sum")
    )
    order = ["quotations", "words", "speaker"]
    return edges.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)


def marked_spans(quotations: pd.DataFrame, article_id: str) -> list[tuple[int, int, str, str]]:
    """Give the quotations of one article as (start, end, speaker, note), for a marked view."""
    rows = quotations[quotations["article_id"] == article_id]
    return [
        (start, end, str(row.speaker) or UNNAMED, _note(row.type, row.cue, row.relayed_by))
        for row in rows.itertuples()
        for start, end in json.loads(str(row.fragments))
    ]


def places(quotations: pd.DataFrame) -> pd.DataFrame:
    """Add to quotations the place they take in the article: columns start, end, marks."""
    pieces = quotations["fragments"].map(json.loads)
    return quotations.assign(
        start=[spans[0][0] for spans in pieces],
        end=[spans[-1][1] for spans in pieces],
        marks=list(pieces),
    )


def _note(kind: object, cue: object, relay: object) -> str:
    return " · ".join(str(part) for part in (kind, cue, f"via {relay}" if relay else "") if part)
