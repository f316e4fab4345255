"""What a sentence speaks of: terms in their contexts, and words that point back."""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from helpers.framing.lexicons import Rule, Topics
from helpers.framing.names import Name, introduced, occurrences
from helpers.framing.patterns import LIGHT, NOTHING, Hit, Matcher, line_of
from helpers.language import Token, fold, lemma
from helpers.language.lexicons import read_lexicon

# Further back than this a reader no longer takes a word to point at the topic.
REACH = 5
# Nor, further than this, a noun of its world to speak of it: FAR in an article on no other topic
# that names it OFTEN; and only in an article that names the topic in one sentence of RARE, or OFTEN
# and in its LEAD.
NEAR, FAR, OFTEN, RARE, LEAD = 3, 8, 2, 8, 3
WORDS = frozenset(("word", "number"))
GENDERS = frozenset(("feminine", "masculine"))
PRONOUNS = frozenset(("il", "elle", "ils", "elles"))
# An opening phrase longer than this is no mere circumstance of time or place.
LONGEST_OPENING = 10


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
    hits = [_unmasked(topics.matcher.find(words), topics) for words in article]
    anywhere = functools.cache(
        lambda matcher: any(_within_sentence(matcher, words) for words in article)
    )
    named = [
        _named(found, words, anywhere, topics) for found, words in zip(hits, article, strict=True)
    ]
    names = introduced(article, hits, _times(named), _themes(named))
    if names:
        named = [
            terms + _by_name(names, found, words, terms)
            for terms, found, words in zip(named, hits, article, strict=True)
        ]
    if not any(named):
        return [[] for _ in article]
    times = _times(named)
    themes = _themes(named)
    reach = FAR if len(themes) == 1 and max(times.values()) >= OFTEN else NEAR
    mentions: list[list[Mention]] = []
    since: dict[str, int] = {}  # how many sentences ago each topic was last named
    near: dict[str, int] = {}  # how many sentences ago each theme was last spoken of
    before = Before((), (), ())
    for words, found, terms in zip(article, hits, named, strict=True):
        back = _pointing_back(found, since, terms, before, times)
        if not back and not terms:
            back = _going_on(found, words, before) or _carrying_on(found, near)
        mentions.append(_longest(terms + back))
        before = Before(words, found, mentions[-1])
        since = {topic: back + 1 for topic, back in since.items() if back < REACH}
        since |= {m.topic: 1 for m in mentions[-1] if not m.back}
        near = {topic: back + 1 for topic, back in near.items() if back < reach}
        near |= {m.topic: 1 for m in mentions[-1] if m.topic in themes}
    return mentions


def _times(named: Iterable[Iterable[Mention]]) -> Counter[str]:
    """Count the sentences that name each topic."""
    return Counter(topic for terms in named for topic in {m.topic for m in terms})


def _themes(named: Sequence[Sequence[Mention]]) -> set[str]:
    """Give the topics that an article names often enough to be about them."""
    lead = _times(named[:LEAD])
    return {
        topic
        for topic, n in _times(named).items()
        if n * RARE >= len(named) or (n >= OFTEN and topic in lead)
    }


def _by_name(
    names: dict[str, set[Name]],
    hits: Iterable[Hit],
    words: Sequence[Token],
    terms: Sequence[Mention],
) -> list[Mention]:
    """Give the topics of the names in a sentence that the article has introduced."""
    known = {mention.topic for mention in terms}
    masks = _tokens_of(hit for hit in hits if hit.label[0] == "never")
    return [
        Mention(topic, first, last, 0)
        for topic, first, last in occurrences(names, words)
        if topic not in known and (topic, first) not in masks
    ]


def _carrying_on(hits: Iterable[Hit], near: Mapping[str, int]) -> list[Mention]:
    """Give the theme spoken of last whose world a sentence, which has no topic, goes on with."""
    found = [hit for hit in hits if hit.label[0] == "carries_on" and hit.label[1] in near]
    latest = min((near[hit.label[1]] for hit in found), default=0)
    return [
        Mention(hit.label[1], hit.first, hit.last, latest)
        for hit in found
        if near[hit.label[1]] == latest
    ][:1]


def _named(
    hits: Sequence[Hit],
    words: Sequence[Token],
    anywhere: Callable[[Matcher], bool],
    topics: Topics,
) -> list[Mention]:
    """Give the topics that a sentence names by their terms."""
    terms = [hit for hit in hits if hit.label[0] == "term"]
    if not terms:
        return []
    named = []
    around = functools.cache(lambda matcher: _within_sentence(matcher, words))
    for hit in terms:
        rule = topics.rules[hit.label[1]]
        if _holds(rule, hit, around, anywhere):
            named.append(Mention(rule.topic, hit.first, hit.last, 0))
    return named


class Before(NamedTuple):
    """The sentence before: its tokens, what was found in it, its topics."""

    words: Sequence[Token]
    hits: Sequence[Hit]
    mentions: Sequence[Mention]

    def subject(self) -> Mention | None:
        """Give the topic's words that open it, if they do: its subject, in most sentences."""
        for opening in _openings(self.hits, self.words):
            for mention in self.mentions:
                before = line_of(self.words).keys[opening : mention.first]
                if mention.first >= opening and all(LIGHT in keys for keys in before):
                    return mention
        return None

    def agrees(self, subject: Mention, pronoun: str) -> bool:
        """Tell whether a pronoun has the gender and number of its subject: *elles*, *les fusées*.

        Where no article tells the gender, any will do.
        """
        if pronoun not in PRONOUNS:
            return True
        own, noun = _marks(pronoun), fold(self.words[subject.first].form)
        article = _marks(fold(self.words[subject.first - 1].form)) if subject.first else NOTHING
        told = article or _marks(noun)
        many = "plural" in told if told else lemma(noun) != noun
        genders = (own | told) & GENDERS
        return many == ("plural" in own) and len(genders) < len(GENDERS)


@functools.cache
def _marks(word: str) -> frozenset[str]:
    """Give what an article, a possessive or a pronoun says of gender and number."""
    classes = read_lexicon("word_classes.yml")
    return frozenset(name for name in (*GENDERS, "plural") if word in classes[name])


def _tokens_of(hits: Iterable[Hit]) -> set[tuple[str, int]]:
    """Give the tokens that expressions of a topic take, as pairs of topic and index."""
    return {(hit.label[1], i) for hit in hits for i in range(hit.first, hit.last + 1)}


def _unmasked(hits: Sequence[Hit], topics: Topics) -> Sequence[Hit]:
    """Leave out, of what was found in a sentence, what expressions of `never` take from a topic."""
    masks = _tokens_of(hit for hit in hits if hit.label[0] == "never")
    if not masks:
        return hits
    return [
        hit
        for hit in hits
        if hit.label[0] == "never"
        or masks.isdisjoint((_topic_of(hit, topics), i) for i in range(hit.first, hit.last + 1))
    ]


def _topic_of(hit: Hit, topics: Topics) -> str:
    return topics.rules[hit.label[1]].topic if hit.label[0] == "term" else hit.label[1]


def _within_sentence(matcher: Matcher, words: Sequence[Token]) -> list[Hit]:
    return matcher.find(words) if matcher.may_hit(line_of(words)) else []


def _holds(
    rule: Rule,
    hit: Hit,
    around: Callable[[Matcher], list[Hit]],
    anywhere: Callable[[Matcher], bool],
) -> bool:
    if rule.excludes and around(rule.excludes):
        return False
    if rule.requires and not any(_beside(other, hit) for other in around(rule.requires)):
        return False
    return rule.article is None or anywhere(rule.article)


def _beside(other: Hit, hit: Hit) -> bool:
    """Tell whether other words stand outside a hit or in its gap: not on its first or last word."""
    return not any(other.first <= end <= other.last for end in (hit.first, hit.last))


def _pointing_back(
    hits: Sequence[Hit],
    since: Mapping[str, int],
    terms: Sequence[Mention],
    before: Before,
    times: Mapping[str, int],
) -> list[Mention]:
    """Give the topics named a few sentences ago that words of this one point back to.

    A topic's own words point back to it; general words, in a sentence that names no
    topic, to the topic that the sentence before names first.
    """
    named = {mention.topic for mention in terms}
    just = "" if terms else next((m.topic for m in before.mentions), "")
    masks = _tokens_of(hit for hit in hits if hit.label[0] == "never")
    pointed = []
    for hit in hits:
        if hit.label[0] == "back":
            topic = hit.label[1] or just
            back = since.get(topic, 0) if hit.label[1] else 1
            masked = (topic, hit.first) in masks or (topic, hit.last) in masks
            if topic and back and topic not in named and not masked:
                pointed.append(Mention(topic, hit.first, hit.last, back))
    return _to_one(pointed, {m.topic for m in before.mentions}, times)


def _to_one(
    pointed: Sequence[Mention], just: Collection[str], times: Mapping[str, int]
) -> list[Mention]:
    """Keep, of topics that one word points back to, one of the sentence before, or most named."""
    best: dict[int, Mention] = {}
    for m in sorted(pointed, key=lambda m: (m.topic not in just, -times[m.topic])):
        best.setdefault(m.last, m)
    return [m for m in pointed if m.topic == best[m.last].topic]


def _going_on(hits: Iterable[Hit], words: Sequence[Token], before: Before) -> list[Mention]:
    """Give the topic of the sentence before, if this one, which has none, goes on with it.

    It opens, past a connective, with words that continue (*C'est*, *Oui*) or a pronoun for the
    subject before.
    """
    if not before.mentions:
        return []
    for opens in _openings(hits, words):
        labels = {hit.label[0]: hit for hit in hits if hit.first == opens}
        if "impersonal" in labels:
            continue
        if hit := labels.get("continues"):
            return [Mention(before.mentions[0].topic, hit.first, hit.last, 1)]
        hit = labels.get("takes_up")
        subject = before.subject() if hit else None
        if hit and subject and before.agrees(subject, fold(words[opens].form)):
            return [Mention(subject.topic, hit.first, hit.last, 1)]
    return []


def _openings(hits: Iterable[Hit], words: Sequence[Token]) -> list[int]:
    """Give the index of a sentence's first word past its connectives, and past a circumstance.

    A circumstance is a short phrase with a preposition or a date, up to its comma: *Le 3 mai, …*
    """
    connectives = {hit.first: hit.last + 1 for hit in hits if hit.label[0] == "connectives"}
    first = _past(connectives, words, 0)
    near = range(first, min(first + LONGEST_OPENING, len(words)))
    comma = next((i for i in near if words[i].form == ","), first)
    if comma == first or not _is_circumstance(words[first:comma]):
        return [first]
    return [first, _past(connectives, words, comma)]


def _past(connectives: Mapping[int, int], words: Sequence[Token], i: int) -> int:
    """Give the index of the next word that no connective takes."""
    while i < len(words) and (words[i].kind not in WORDS or i in connectives):
        i = connectives.get(i, i + 1)
    return i


def _is_circumstance(words: Sequence[Token]) -> bool:
    """Tell whether words begin as a preposition or a date does: *à Kourou*, *le 3 mai*."""
    prepositions = read_lexicon("word_classes.yml")["preposition"]
    return fold(words[0].form) in prepositions or any(word.kind == "number" for word in words[:2])


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep, of mentions of one topic that begin at one word, the longest; in order."""
    best: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        key = (mention.topic, mention.first)
        if key not in best or mention.last > best[key].last:
            best[key] = mention
    return sorted(best.values(), key=lambda m: (m.first, m.topic))
