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
    for hit in hits:
        if hit.label[0] == "term":
            rule = topics.rules[hit.label[1]]
            if not _masked(hit, rule.topic, hits) and _holds(rule, hit, words, anywhere):
                terms.append(Mention(rule.topic, hit.first, hit.last, 0))
    return _longest(terms + _pointing_back(hits, since, terms))


def _holds(
    rule: Rule, hit: Hit, words: Sequence[Token], anywhere: Callable[[Matcher], bool]
) -> bool:
    line = line_of(words)
    if rule.excludes and rule.excludes.may_hit(line) and any(rule.excludes.hits(words)):
        return False
    if rule.requires and not (
        rule.requires.may_hit(line)
        and any(
            other.last < hit.first or other.first > hit.last for other in rule.requires.hits(words)
        )
    ):
        return False
    return rule.article is None or anywhere(rule.article)


def _masked(hit: Hit, topic: str, hits: Iterable[Hit]) -> bool:
    return any(
        other.label == ("never", topic) and other.first <= hit.last and hit.first <= other.last
        for other in hits
    )


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
