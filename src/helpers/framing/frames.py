"""The light in which a sentence puts its topic: weighted cues, summed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers.framing.lexicons import Frames
from helpers.framing.patterns import Hit
from helpers.framing.topics import Mention
from helpers.language import Token

# A cue of this weight counts even inside a topic's words: « dissuasion nucléaire ».
STRONG = 3


class Score(NamedTuple):
    """A frame in a sentence: its score and the cues that gave it, as pairs of token indices."""

    frame: str
    score: float
    cues: tuple[tuple[int, int], ...]


def score_frames(
    words: Sequence[Token], mentions: Sequence[Mention], frames: Frames
) -> list[Score]:
    """Score every frame that has a cue in the tokens of a sentence, highest first.

    `mentions` are the sentence's topics: part of their words is no cue (the *combat* of
    *avion de combat* says what the plane is, not how it is framed), unless it is strong.

    A row of the result is a frame with its score, not yet held against the minimum:
    `choose_frames` does that. Not for comparing sentences of very different length:
    more words hold more cues.
    """
    hits = frames.matcher.find(words)
    never = [hit for hit in hits if hit.label[0] == "never"]
    topics = {mention.topic for mention in mentions}
    cover = _cover(mentions)
    masks = {(hit.label[1], i) for hit in never for i in range(hit.first, hit.last + 1)}
    cues: dict[str, list[Hit]] = {}
    for hit in hits:
        frame, topic = hit.label[:2]
        if frame == "never" or (topic and topic not in topics):
            continue
        masked = any((frame, i) in masks for i in range(hit.first, hit.last + 1))
        if not masked and (hit.label[2] >= STRONG or not _is_part(hit, cover)):
            cues.setdefault(frame, []).append(hit)
    order = {name: i for i, name in enumerate(frames.labels)}
    scores = [_score(frame, found) for frame, found in cues.items()]
    return sorted(scores, key=lambda score: (-score.score, order[score.frame]))


def choose_frames(
    scores: Sequence[Score], frames: Frames, *, minimum_score: float | None = None
) -> list[Score]:
    """Choose the frames of a sentence from its scores (highest first).

    Those that reach the minimum and a share of the best, at most as many as the
    frame set says. `minimum_score` replaces the frame set's own.
    """
    minimum = frames.minimum_score if minimum_score is None else minimum_score
    enough = max(minimum, frames.share_of_best * scores[0].score) if scores else minimum
    return [score for score in scores if score.score >= enough][: frames.most]


def _cover(mentions: Iterable[Mention]) -> dict[int, tuple[int, int]]:
    """Give, for each token of a topic's words, the longest words that it belongs to."""
    cover: dict[int, tuple[int, int]] = {}
    for m in sorted(mentions, key=lambda m: m.last - m.first):
        cover |= dict.fromkeys(range(m.first, m.last + 1), (m.first, m.last))
    return cover


def _is_part(hit: Hit, cover: Mapping[int, tuple[int, int]]) -> bool:
    """Tell whether a cue is part of a topic's words, not all of them."""
    first, last = cover.get(hit.first, (hit.first, hit.last))
    return hit.last <= last and hit.last - hit.first < last - first


def _score(frame: str, hits: Sequence[Hit]) -> Score:
    """Sum the weights of different cues that do not overlap, heaviest first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.label[2], h.first - h.last, h.first)):
        if all(
            (hit.last < other.first or hit.first > other.last) and hit.label != other.label
            for other in kept
        ):
            kept.append(hit)
    spans = tuple(sorted((hit.first, hit.last) for hit in kept))
    return Score(frame, sum(hit.label[2] for hit in kept), spans)
