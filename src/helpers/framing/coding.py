"""Topics, frames, certainty and voice of every sentence that speaks of a topic."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.framing.certainty import Certainty, code_certainty
from helpers.framing.frames import Score, choose_frames, score_article
from helpers.framing.lexicons import Frames, Topics, shipped_frames, shipped_topics
from helpers.framing.patterns import Line
from helpers.framing.topics import Mention, find_topics
from helpers.framing.voice import speech_of, voice_of
from helpers.language import Token, tokens

COLUMNS = [
    "article_id",
    "sentence_id",
    "start",
    "end",
    "text",
    "topics",
    "frames",
    "certainty",
    "voice",
    "speaker",
    "quotation_id",
    "evidence",
    "speaker_kind",
    "quotation_type",
    "conditional",
]


def code_sentences(
    sentences: pd.DataFrame,
    quotations: pd.DataFrame,
    *,
    topics: Topics | None = None,
    frames: Frames | None = None,
    minimum_score: float | None = None,
) -> pd.DataFrame:
    """Code every sentence that has a topic: its topics, frames, certainty and voice.

    `sentences` has the columns of sentences.csv, each article's sentences in order;
    `quotations` those of quotations.csv, or no row at all. `topics` and `frames` come
    from `read_topics` and `read_frames`, and are the shipped ones by default;
    `minimum_score` replaces the frame set's own. A row is a sentence with at least one
    topic; `evidence` lists the words that decided as mappings of layer, label, start,
    end (offsets in the article) and words; `conditional` tells what a conditional says.
    Frames by cue words are an indicator to be read beside its scores, not the truth.
    """
    topics, frames = topics or shipped_topics(), frames or shipped_frames()
    speech = speech_of(quotations)
    rows: list[dict[str, Any]] = []
    for article, records in _by_article(sentences).items():
        words = [Line(tokens(record["text"])) for record in records]
        found = find_topics(words, topics)
        scores = score_article(words, found, frames)
        for record, tokenised, mentions, scored in zip(records, words, found, scores, strict=True):
            if mentions:
                chosen = choose_frames(scored, frames, minimum_score=minimum_score)
                row = _code(record, tokenised, mentions, chosen)
                spans = [(e["start"], e["end"]) for e in row["evidence"] if e["layer"] == "topic"]
                rows.append(row | voice_of(spans, speech.get(article, ()))._asdict())
    return pd.DataFrame(rows, columns=COLUMNS)


def _by_article(sentences: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Give the sentences of each article in their order, each as a mapping of its columns."""
    names = COLUMNS[:5]
    articles: dict[str, list[dict[str, Any]]] = {}
    for row in zip(*(sentences[name].tolist() for name in names), strict=True):
        articles.setdefault(str(row[0]), []).append(dict(zip(names, row, strict=True)))
    return articles


def _code(
    record: Mapping[str, Any],
    words: Sequence[Token],
    mentions: Sequence[Mention],
    chosen: Sequence[Score],
) -> dict[str, Any]:
    """Code one sentence that has a topic, all but its voice."""
    names = dict.fromkeys(mention.topic for mention in mentions)
    certainty = code_certainty(words, mentions)
    return {
        **{name: record[name] for name in COLUMNS[:5]},
        "topics": ";".join(names),
        "frames": ";".join(score.frame for score in chosen) or "none",
        "certainty": certainty.code,
        "conditional": certainty.conditional,
        "evidence": list(_evidence(record, words, mentions, chosen, certainty)),
    }


def _evidence(
    record: Mapping[str, Any],
    words: Sequence[Token],
    mentions: Sequence[Mention],
    frames: Sequence[Score],
    certainty: Certainty,
) -> Iterator[dict[str, Any]]:
    decided = [("topic", m.topic, m.first, m.last) for m in mentions]
    decided += [("frame", score.frame, *cue) for score in frames for cue in score.cues]
    decided += [("certainty", certainty.code, *cue) for cue in certainty.cues]
    for layer, label, first, last in decided:
        start, end = words[first].start, words[last].end
        yield {
            "layer": layer,
            "label": label,
            "start": record["start"] + start,
            "end": record["start"] + end,
            "words": record["text"][start:end],
        }
