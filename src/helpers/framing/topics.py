"""What a sentence speaks of: terms in their contexts, and words that point back."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from helpers.framing.lexicons import Rule, Topics
from helpers.framing.patterns import Hit, Matcher, line_of
from helpers.language import Token

# Further back than this a reader no longer takes a word to point at the topic.
REACH = 3


class Mention(NamedTuple):
    """A topic in a sentence: the indices of the first and last token of the words that give it."""

    topic: str
    first: int
    last: int
    back: int  # how many sentences ago the topic was named; 0 where it is named here


def find_topics(article: Sequence[Sequence[Token]], topics: Topics) -> list[list[Mention]]:
    """Find the topics of each sentence of one article: tokens in, mentions out.

    `article` holds the tokens of its sentences in order. An item of the result is a
    sentence's mentions in their order; empty when it has no topic.
    """
    mentions: list[list[Mention]] = []
    since: dict[str, int] = {}  # how many sentences ago each topic was last named
    anywhere = functools.cache(lambda matcher: any(any(matcher.hits(words)) for words in article))
    for words in article:
        hits = topics.matcher.find(words)
        mentions.append(_mentions(hits, words, anywhere, topics, since) if hits else [])
        since = {topic: back + 1 for topic, back in since.items() if back < REACH}
        since |= {m.topic: 1 for m in mentions[-1] if not m.back}
    return mentions


def _mentions(
    hits: Sequence[Hit],
    words: Sequence[Token],
    anywhere: Callable[[Matcher], bool],
    topics: Topics,
    since: dict[str, int],
) -> list[Mention]:
    terms = []
    masks = _tokens_of(hit for hit in hits if hit.label[0] == "never")
    around = functools.cache(lambda matcher: _within_sentence(matcher, words))
    for hit in hits:
        if hit.label[0] == "term":
            rule = topics.rules[hit.label[1]]
            masked = any((rule.topic, i) in masks for i in range(hit.first, hit.last + 1))
            if not masked and _holds(rule, hit, around, anywhere):
                terms.append(Mention(rule.topic, hit.first, hit.last, 0))
    return _longest(terms + _pointing_back(hits, since, terms))


def _tokens_of(hits: Iterable[Hit]) -> set[tuple[str, int]]:
    """Give the tokens that expressions of a topic take, as pairs of topic and index."""
    return {(hit.label[1], i) for hit in hits for i in range(hit.first, hit.last + 1)}


def _within_sentence(matcher: Matcher, words: Sequence[Token]) -> list[Hit]:
    """Find a context in a sentence; one hit at each end is enough to tell it from a term."""
    if not matcher.may_hit(line_of(words)):
        return []
    hits = matcher.find(words)
    ends = (max(hits, key=lambda h: h.first), min(hits, key=lambda h: h.last)) if hits else ()
    return list(ends)


def _holds(
    rule: Rule,
    hit: Hit,
    around: Callable[[Matcher], list[Hit]],
    anywhere: Callable[[Matcher], bool],
) -> bool:
    if rule.excludes and around(rule.excludes):
        return False
    if rule.requires and not any(
        other.last < hit.first or other.first > hit.last for other in around(rule.requires)
    ):
        return False
    return rule.article is None or anywhere(rule.article)


def _pointing_back(
    hits: Iterable[Hit], since: dict[str, int], terms: Sequence[Mention]
) -> list[Mention]:
    """Give the topics named a few sentences ago that words of this one point back to.

    A topic's own words point back to it; general words, in a sentence that names no
    topic, to the topic that the sentence before names first.
    """
    named = {mention.topic for mention in terms}
    just = next((topic for topic, back in since.items() if back == 1), "")
    pointed = []
    for hit in hits:
        if hit.label[0] == "back":
            topic = hit.label[1] or ("" if terms else just)
            if topic in since and topic not in named:
                pointed.append(Mention(topic, hit.first, hit.last, since[topic]))
    return pointed


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep, of mentions of one topic that begin at one word, the longest; in order."""
    best: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        key = (mention.topic, mention.first)
        if key not in best or mention.last > best[key].last:
            best[key] = mention
    return sorted(best.values(), key=lambda m: (m.first, m.topic))
