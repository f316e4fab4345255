"""What a sentence speaks of: terms in their contexts, and words that point back."""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from helpers.framing.lexicons import Rule, Topics
from helpers.framing.patterns import Hit, Matcher
from helpers.language import Token

# A pronoun that points back to something pointed at is no longer clear to a reader.
LONGEST_CHAIN = 3


class Mention(NamedTuple):
    """A topic in a sentence: the indices of the first and last token of the words that give it."""

    topic: str
    first: int
    last: int
    back: int  # how many sentences the words point back over; 0 for a term


def find_topics(article: Sequence[Sequence[Token]], topics: Topics) -> list[list[Mention]]:
    """Find the topics of each sentence of one article: tokens in, mentions out.

    `article` holds the tokens of its sentences in order. An item of the result is a
    sentence's mentions in their order; empty when it has no topic.
    """
    mentions: list[list[Mention]] = []
    before: list[Mention] = []
    anywhere = functools.cache(lambda matcher: any(map(matcher.find, article)))
    for words in article:
        hits = topics.matcher.find(words)
        before = _mentions(hits, words, anywhere, topics, before) if hits else []
        mentions.append(before)
    return mentions


def _mentions(
    hits: Sequence[Hit],
    words: Sequence[Token],
    anywhere: Callable[[Matcher], bool],
    topics: Topics,
    before: Sequence[Mention],
) -> list[Mention]:
    terms = []
    for hit in hits:
        if hit.label[0] == "term":
            rule = topics.rules[hit.label[1]]
            if not _masked(hit, rule.topic, hits) and _holds(rule, hit, words, anywhere):
                terms.append(Mention(rule.topic, hit.first, hit.last, 0))
    named = {mention.topic for mention in terms}
    pointed = _pointing_back(hits, {m.topic: m.back for m in before if m.topic not in named}, terms)
    return _longest(terms + pointed)


def _holds(
    rule: Rule, hit: Hit, words: Sequence[Token], anywhere: Callable[[Matcher], bool]
) -> bool:
    if rule.excludes is not None and rule.excludes.find(words):
        return False
    if rule.requires is not None and not any(
        other.last < hit.first or other.first > hit.last for other in rule.requires.find(words)
    ):
        return False
    return rule.article is None or anywhere(rule.article)


def _masked(hit: Hit, topic: str, hits: Iterable[Hit]) -> bool:
    return any(
        other.label == ("never", topic) and other.first <= hit.last and hit.first <= other.last
        for other in hits
    )


def _pointing_back(
    hits: Iterable[Hit], before: dict[str, int], terms: Sequence[Mention]
) -> list[Mention]:
    """Give the topics of the sentence before that a word of this one points back to.

    A topic's own words point back to it; general words, in a sentence that names no
    topic, to the topic that the sentence before names first.
    """
    pointed = []
    for hit in hits:
        if hit.label[0] == "back":
            topic = hit.label[1] or ("" if terms else next(iter(before), ""))
            if before.get(topic, LONGEST_CHAIN) < LONGEST_CHAIN:
                pointed.append(Mention(topic, hit.first, hit.last, before[topic] + 1))
    return pointed


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep, of mentions of one topic that begin at one word, the longest; in order."""
    best: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        key = (mention.topic, mention.first)
        if key not in best or mention.last > best[key].last:
            best[key] = mention
    return sorted(best.values(), key=lambda m: (m.first, m.topic))
