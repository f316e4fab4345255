"""The light in which a sentence puts its topic: weighted cues, summed."""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers.framing.lexicons import Frames
from helpers.framing.patterns import Hit
from helpers.framing.topics import Mention
from helpers.language import Token

# A cue of this weight counts even inside a topic's words: « dissuasion nucléaire ».
STRONG = 3
# How many sentences before and after lend a frame support; the most of a score that counts, for
# what one of them lends and where others are held against the best.
NEAR, MOST = 2, 4.0


class Score(NamedTuple):
    """A frame in a sentence: its score and the cues that gave it, as pairs of token indices."""

    frame: str
    score: float
    cues: tuple[tuple[int, int], ...]


def score_article(
    article: Sequence[Sequence[Token]], mentions: Sequence[Sequence[Mention]], frames: Frames
) -> list[list[Score]]:
    """Score the frames of each sentence of an article that has a topic, highest first.

    `article` holds the tokens of its sentences, `mentions` their topics. An item of the result
    is a sentence's frames, empty for one without a topic: to the score of its own cues comes
    `frames.neighbours` times the mean score of the sentences around, which tell what the
    passage is about. A frame without a cue of its own gets no support.
    """
    own = functools.cache(lambda i: score_frames(article[i], mentions[i], frames))
    near = NEAR if frames.neighbours else 0
    around = [
        [*range(max(0, i - near), i), *range(i + 1, min(i + 1 + near, len(article)))]
        for i in range(len(article))
    ]
    return [
        _supported(own(i), [own(j) for j in around[i]], frames) if mentions[i] and own(i) else []
        for i in range(len(article))
    ]


def _supported(
    scores: Sequence[Score], around: Sequence[Sequence[Score]], frames: Frames
) -> list[Score]:
    """Add to each score its share of the mean score that the frame has in sentences around."""
    total = dict.fromkeys((score.frame for score in scores), 0.0)
    for score in itertools.chain.from_iterable(around):
        if score.frame in total:
            total[score.frame] += min(score.score, MOST)
    weight = frames.neighbours / max(len(around), 1)
    raised = (score._replace(score=score.score + weight * total[score.frame]) for score in scores)
    return _ranked(raised)


def score_frames(
    words: Sequence[Token], mentions: Sequence[Mention], frames: Frames
) -> list[Score]:
    """Score every frame that has a cue in the tokens of one sentence, highest first.

    `mentions` are the sentence's topics: part of their words is no cue (the *combat* of
    *avion de combat* says what the plane is, not how it is framed), unless it is strong.

    A row of the result is a frame with its score, not yet held against the minimum:
    `choose_frames` does that. Not for comparing sentences of very different length:
    more words hold more cues.
    """
    hits = frames.matcher.find(words)
    if not hits:
        return []
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
    return _ranked(_score(frame, cues[frame]) for frame in frames.labels if frame in cues)


def _ranked(scores: Iterable[Score]) -> list[Score]:
    return sorted(scores, key=lambda score: -score.score)


def choose_frames(
    scores: Sequence[Score], frames: Frames, *, minimum_score: float | None = None
) -> list[Score]:
    """Choose the frames of a sentence from its scores (highest first).

    Those that reach the minimum and a share of the best (of `MOST` where that is less: many cues
    of one frame rule out no other), at most as many as the frame set says. `minimum_score`
    replaces the frame set's own.
    """
    minimum = frames.minimum_score if minimum_score is None else minimum_score
    best = min(scores[0].score, MOST) if scores else 0.0
    enough = max(minimum, frames.share_of_best * best)
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
    if len(hits) == 1:
        [hit] = hits
        return Score(frame, hit.label[2], ((hit.first, hit.last),))
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.label[2], h.first - h.last, h.first)):
        if all(
            (hit.last < other.first or hit.first > other.last) and hit.label != other.label
            for other in kept
        ):
            kept.append(hit)
    spans = tuple(sorted((hit.first, hit.last) for hit in kept))
    return Score(frame, sum(hit.label[2] for hit in kept), spans)
