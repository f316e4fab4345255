"""How a sentence presents what it says of its topic: as fact, doubted, denied, called for."""

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.framing.clauses import Parsed, follows_determiner, is_auxiliary, parse
from helpers.framing.conditionals import conditionals, is_perfect
from helpers.framing.lexicons import certainty_lists, certainty_words
from helpers.framing.patterns import Hit, Matcher
from helpers.framing.topics import Mention
from helpers.language import Token, verb_forms

CUES = (
    "hedges", "hedges_near", "threats", "demands", "plans", "negations", "negations_near", "spared",
    "certain",
)  # fmt: skip
# How far before and after a topic's words an adjective of doubt may stand.
BEFORE, AFTER = 10, 4
FORWARD = frozenset(("future_in_past", "politeness"))
# What a participle may describe a noun by, without saying it of the whole statement.
DESCRIBING = frozenset(("threats", "demands", "plans"))


class Certainty(NamedTuple):
    """A code of certainty, the words that decided (token indices), the kind of conditional."""

    code: str
    cues: tuple[tuple[int, int], ...]
    conditional: str


@functools.cache
def _cues() -> Matcher:
    lists = certainty_lists()
    return Matcher(pattern for name in CUES for pattern in lists[name].patterns(name))


def code_certainty(sentence: Sequence[Token], mentions: Sequence[Mention]) -> Certainty:
    """Code the certainty of a sentence's main statement about its topic.

    `mentions` are the sentence's topics, at least one. A demand or a threat decides
    before doubt (but *exigerait* is in doubt), doubt before negation, negation before a plan
    or the future; a source (*selon*, *affirme*) makes nothing doubtful. Not for whether the
    statement is true.
    """
    parsed = parse(sentence)
    scope, relatives = _scope(parsed, mentions)
    moods = [
        c
        for c in conditionals(sentence, parsed)
        if parsed.owner[c.token] in scope | relatives and not _is_asked(parsed, c.token)
    ]
    doubts = [c for c in moods if c.kind not in FORWARD]
    kind = (doubts or moods)[0].kind if moods else ""
    rumoured = {
        c.token for c in doubts if parsed.verbs[c.token].lemma not in certainty_words("needs")
    }
    hits = [
        hit
        for hit in _cues().find(sentence)
        if parsed.owner[hit.first] in scope
        and not (hit.label == "demands" and hit.first in rumoured)
        and not _describes(parsed, hit)
        and not _is_noun(parsed, hit)
    ]
    steps: Iterable[tuple[str, list[tuple[int, int]]]] = (
        ("called_for", _unspared(_spans(hits, "threats", "demands"), hits, "certain")),
        ("hedged", [(c.token, c.token) for c in doubts] + _hedges(hits, mentions)),
        ("hedged", _question(parsed)),
        ("negated", [] if parsed.words[-1] == "?" else _negations(parsed, scope, hits, mentions)),
        (
            "called_for",
            [(c.token, c.token) for c in moods] + _coming(parsed, scope, hits),
        ),
        ("hedged", _conditions(parsed, mentions)),
    )
    code, cues = next(((code, cues) for code, cues in steps if cues), ("asserted", []))
    return Certainty(code, tuple(sorted(set(cues))), kind)


def _scope(parsed: Parsed, mentions: Sequence[Mention]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the clauses of the main statement about the topic, and relatives right after it.

    The clause with the topic's words, or if it has no verb the one it hangs on; the
    verbs that govern it by *que*; the verb that *et* joins when the words are its subject; both
    clauses of *il s'agirait de … qui*.
    """
    homes = {m: _with_verb(parsed, parsed.owner[m.first]) for m in mentions}
    main = {m: k for m, k in homes.items() if parsed.clauses[k].kind in ("main", "que")}
    scope: set[int] = set()
    relatives: set[int] = set()
    joined = {clause.joined: k for k, clause in enumerate(parsed.clauses)}
    for home in set((main or homes).values()):
        scope |= {home, *_governing(parsed, home, scope), *_presented(parsed, home)}
    for mention, home in (main or homes).items():
        scope.add(parsed.owner[mention.first])
        if home in joined and _is_subject(parsed, mention, home):
            scope.add(joined[home])
        relatives |= _relatives_after(parsed, mention)
    return frozenset(scope), frozenset(relatives)


def _relatives_after(parsed: Parsed, mention: Mention) -> set[int]:
    """Give the relative clauses that begin close after a topic's words and describe them."""
    after = parsed.owner[mention.last + 1 : mention.last + BEFORE + 1]
    near = {k for k in after if parsed.clauses[k].first > mention.last}
    home = parsed.owner[mention.first]
    return {
        k for k in near if parsed.clauses[k].kind == "relative" and parsed.clauses[k].parent == home
    }


def _is_subject(parsed: Parsed, mention: Mention, clause: int) -> bool:
    return all(mention.first < verb for verb in parsed.verbs_in(clause))


def _with_verb(parsed: Parsed, clause: int) -> int:
    while not parsed.verbs_in(clause) and parsed.clauses[clause].parent >= 0:
        clause = parsed.clauses[clause].parent
    return clause


def _presented(parsed: Parsed, clause: int) -> set[int]:
    """Give the other clause of *c'est*, *il y a*, *il s'agit de* with a relative clause."""
    own = parsed.clauses[clause]
    presenting = own.parent if own.kind == "relative" else clause
    if not any(
        i and f"{parsed.words[i - 1]} {parsed.verbs[i].lemma}" in certainty_words("presentatives")
        for i in parsed.verbs_in(presenting)
    ):
        return set()
    return {presenting} | {
        k
        for k, c in enumerate(parsed.clauses)
        if c.kind == "relative" and c.parent == presenting == clause
    }


def _governing(parsed: Parsed, clause: int, known: set[int]) -> set[int]:
    """Give the clauses that govern a clause, up to one that is known."""
    found: set[int] = set()
    while parsed.clauses[clause].kind in ("que", "question", "si", "adverbial"):
        clause = parsed.clauses[clause].parent
        if clause in known:
            break
        found.add(clause)
    return found


def _describes(parsed: Parsed, hit: Hit) -> bool:
    """Tell whether a demand or a promise is a participle with its agent: *réclamés par Kiev*."""
    before = hit.first - 1
    while before >= 0 and parsed.words[before] in certainty_words("between"):
        before -= 1
    return (
        hit.label in DESCRIBING
        and not (before >= 0 and is_auxiliary(parsed.words[before]))
        and "par" in parsed.words[hit.first + 1 : hit.first + AFTER]
        and any(r.mood == "participle" for r in verb_forms(parsed.words[hit.first]))
        and bool(parsed.verbs_in(parsed.owner[hit.first]))
    )


def _is_noun(parsed: Parsed, hit: Hit) -> bool:
    """Tell whether the verb form of a demand or a promise is a noun: *rejeter la demande*."""
    moods = {reading.mood for reading in verb_forms(parsed.words[hit.first])}
    return (
        hit.label in DESCRIBING
        and bool(moods)
        and moods.isdisjoint(("infinitive", "participle"))
        and hit.first not in parsed.verbs
        and follows_determiner(parsed.words, hit.first)
    )


def _is_asked(parsed: Parsed, token: int) -> bool:
    return parsed.clauses[parsed.owner[token]].kind == "question"


def _question(parsed: Parsed) -> list[tuple[int, int]]:
    """Give the mark of a question that asks whether."""
    words = parsed.words
    inverted = next((i for i, word in enumerate(words) if word in certainty_words("inverted")), -1)
    if (
        "?" not in words[-2:]
        or inverted < 0
        or not certainty_words("question_words").isdisjoint(words[:inverted])
    ):
        return []
    mark = len(words) - 1 - words[::-1].index("?")
    return [(mark, mark)]


def _conditions(parsed: Parsed, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Give the *si* of a condition that the topic stands in, when all of it does."""
    homes = [parsed.clauses[parsed.owner[mention.first]] for mention in mentions]
    conditions = [home.first for home in homes if home.kind == "si"]
    return [(i, i) for i in conditions] if len(conditions) == len(homes) else []


def _spans(hits: Iterable[Hit], *lists: str) -> list[tuple[int, int]]:
    return [(hit.first, hit.last) for hit in hits if hit.label in lists]


def _near(hits: Iterable[Hit], mentions: Iterable[Mention], name: str) -> list[tuple[int, int]]:
    """Give the words of a list that stand close to the topic's."""
    return [
        (first, last)
        for first, last in _spans(hits, name)
        if any(m.first - BEFORE <= i <= m.last + AFTER for m in mentions for i in (first, last))
    ]


def _hedges(hits: Sequence[Hit], mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Give the words of doubt, those that only describe a noun when close to the topic's."""
    found = _spans(hits, "hedges") + _near(hits, mentions, "hedges_near")
    return _unspared(found, hits, "certain")


def _negations(
    parsed: Parsed, scope: frozenset[int], hits: Sequence[Hit], mentions: Iterable[Mention]
) -> list[tuple[int, int]]:
    """Give the denials: verbs that deny, *aucun* close to the topic, *ne* with its second word."""
    found = _spans(hits, "negations") + _near(hits, mentions, "negations_near")
    for i, word in enumerate(parsed.words):
        if word in ("ne", "n'") and parsed.owner[i] in scope:
            after = range(i + 1, min(i + 8, len(parsed.words)))
            before = range(max(0, i - 3), i)
            ends = [k for k in after if parsed.words[k] in certainty_words("negative_words")]
            ends += [k for k in before if parsed.words[k] in certainty_words("negative_subjects")]
            if ends:
                found.append((min(i, ends[0]), max(i, ends[0])))
    return _unspared(found, hits, "spared")


def _unspared(
    found: Sequence[tuple[int, int]], hits: Iterable[Hit], name: str
) -> list[tuple[int, int]]:
    if not found:
        return []
    spared = {i for a, b in _spans(hits, name) for i in range(a, b + 1)}
    return [(a, b) for a, b in found if spared.isdisjoint(range(a, b + 1))]


def _coming(parsed: Parsed, scope: frozenset[int], hits: list[Hit]) -> list[tuple[int, int]]:
    """Give what is to come; *aura coûté* looks back."""
    future = [
        (i, i)
        for i, verb in parsed.verbs.items()
        if verb.tense == "future" and parsed.owner[i] in scope and not is_perfect(parsed, i, verb)
    ]
    return future + _unspared(_spans(hits, "plans"), hits, "certain")
