"""How a sentence presents what it says of its topic: as fact, doubted, denied, called for."""

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.framing.clauses import Parsed, parse
from helpers.framing.conditionals import conditionals
from helpers.framing.lexicons import open_lexicon
from helpers.framing.patterns import Hit, Matcher
from helpers.framing.topics import Mention
from helpers.language import Token

CUES = ("hedges", "hedges_near", "threats", "demands", "plans", "negations", "not_negations")
NEAR = 6
FORWARD = frozenset(("future_in_past", "politeness"))


class Certainty(NamedTuple):
    """A code of certainty, the words that decided (token indices), the kind of conditional."""

    code: str
    cues: tuple[tuple[int, int], ...]
    conditional: str


@functools.cache
def _cues() -> Matcher:
    lists = open_lexicon("certainty.yml").items()
    return Matcher(pattern for name in CUES for pattern in lists[name].patterns(name))


@functools.cache
def _negative_words() -> frozenset[str]:
    return frozenset(open_lexicon("certainty.yml").items()["negative_words"].words())


def code_certainty(sentence: Sequence[Token], mentions: Sequence[Mention]) -> Certainty:
    """Code the certainty of a sentence's main statement about its topic.

    `mentions` are the sentence's topics, at least one. A demand or a threat decides
    before doubt, doubt before negation, negation before a plan or the future; a source
    (*selon*, *affirme*) makes nothing doubtful. Not for whether the statement is true.
    """
    parsed = parse(sentence)
    scope = _scope(parsed, mentions)
    hits = [hit for hit in _cues().find(sentence) if parsed.owner[hit.first] in scope]
    moods = [c for c in conditionals(sentence, parsed) if parsed.owner[c.token] in scope]
    doubts = [c for c in moods if c.kind not in FORWARD]
    kind = (doubts or moods)[0].kind if moods else ""
    steps: Iterable[tuple[str, list[tuple[int, int]]]] = (
        ("called_for", _spans(hits, "threats", "demands")),
        ("hedged", [(c.token, c.token) for c in doubts] + _hedges(hits, mentions)),
        ("negated", _negations(parsed, scope, hits)),
        ("called_for", [(c.token, c.token) for c in moods] + _coming(parsed, scope, hits)),
    )
    code, cues = next(((code, cues) for code, cues in steps if cues), ("asserted", []))
    return Certainty(code, tuple(sorted(set(cues))), kind)


def _scope(parsed: Parsed, mentions: Sequence[Mention]) -> frozenset[int]:
    """Give the clauses that make the main statement about the topic.

    The clause with the topic's words, or if it has no verb the one it hangs on; the
    verbs that govern it by *que*; a relative clause that follows the words at once.
    """
    homes = {m: _with_verb(parsed, parsed.owner[m.first]) for m in mentions}
    main = {m: k for m, k in homes.items() if parsed.clauses[k].kind not in ("adverbial", "si")}
    scope = set()
    for mention, home in (main or homes).items():
        scope |= {home, parsed.owner[mention.first], *_governing(parsed, home)}
        scope |= {
            k
            for k, clause in enumerate(parsed.clauses)
            if clause.kind == "relative" and 0 < clause.first - mention.last <= NEAR
            and clause.parent == parsed.owner[mention.first]
        }
    return frozenset(scope)


def _with_verb(parsed: Parsed, clause: int) -> int:
    while not parsed.verbs_in(clause) and parsed.clauses[clause].parent >= 0:
        clause = parsed.clauses[clause].parent
    return clause


def _governing(parsed: Parsed, clause: int) -> Iterable[int]:
    while parsed.clauses[clause].kind in ("que", "si") and parsed.clauses[clause].parent >= 0:
        clause = parsed.clauses[clause].parent
        yield clause


def _spans(hits: Iterable[Hit], *lists: str) -> list[tuple[int, int]]:
    return [(hit.first, hit.last) for hit in hits if hit.label in lists]


def _hedges(hits: Iterable[Hit], mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    near = [
        (first, last)
        for first, last in _spans(hits, "hedges_near")
        if any(first - m.last <= NEAR and m.first - last <= NEAR for m in mentions)
    ]
    return _spans(hits, "hedges") + near


def _negations(parsed: Parsed, scope: frozenset[int], hits: list[Hit]) -> list[tuple[int, int]]:
    """Give the denials: verbs that deny, and *ne* with its second word."""
    spared = _spans(hits, "not_negations")
    found = _spans(hits, "negations")
    for i, word in enumerate(parsed.words):
        if word in ("ne", "n'") and parsed.owner[i] in scope:
            after = range(i + 1, min(i + 8, len(parsed.words)))
            before = range(max(0, i - 3), i)
            ends = [k for k in after if parsed.words[k] in _negative_words()]
            ends += [k for k in before if parsed.words[k] in ("aucun", "aucune", "rien", "personne", "nul")]
            if ends:
                found.append((min(i, ends[0]), max(i, ends[0])))
    return [(a, b) for a, b in found if not any(c <= b and a <= d for c, d in spared)]


def _coming(parsed: Parsed, scope: frozenset[int], hits: list[Hit]) -> list[tuple[int, int]]:
    future = [(i, i) for i, verb in parsed.verbs.items() if verb.tense == "future" and parsed.owner[i] in scope]
    return future + _spans(hits, "plans")
