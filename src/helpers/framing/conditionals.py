"""The conditional mood by what it says: doubt, hypothesis, politeness, future of the past."""

import bisect
import functools
from collections.abc import Sequence
from typing import NamedTuple

from helpers.framing.clauses import AUXILIARIES, Parsed, parse
from helpers.framing.lexicons import certainty_lists, certainty_words
from helpers.framing.patterns import Matcher
from helpers.language import Token, VerbForm, verb_forms


class Conditional(NamedTuple):
    """A verb in the conditional: its token's index and what its mood says.

    `kind` is journalistic, modal, hypothesis, politeness or future_in_past.
    """

    token: int
    kind: str


@functools.cache
def _suppositions() -> Matcher:
    return Matcher(certainty_lists()["suppositions"].patterns("supposition"))


def conditionals(sentence: Sequence[Token], parsed: Parsed | None = None) -> list[Conditional]:
    """Find the verbs in the conditional in the tokens of a sentence: a row is a verb.

    *aurait livré* without a condition is journalistic: the author does not vouch for it.
    After a past verb of saying a simple conditional is the future of a past (*a dit qu'il
    livrerait*), except of verbs of state, whose conditional stays doubt. *pourrait* and
    *devrait* are modal wherever they stand, save in a hypothesis.
    Reference: Abouda (2001), Les emplois journalistique, polémique et atténuatif du
    conditionnel, Travaux de linguistique 42.
    """
    parsed = parsed or parse(sentence)
    verbs = [(i, verb) for i, verb in parsed.verbs.items() if verb.mood == "conditional"]
    supposed = bool(verbs) and _supposes(sentence, parsed)
    return [Conditional(i, _kind(parsed, i, verb, supposed)) for i, verb in verbs]


def _supposes(sentence: Sequence[Token], parsed: Parsed) -> bool:
    """Tell whether the sentence puts a condition: « si » and a finite verb, or its equivalents."""
    clauses = (k for k, clause in enumerate(parsed.clauses) if clause.kind == "si")
    if any(
        parsed.verbs[i].mood == "indicative" for clause in clauses for i in parsed.verbs_in(clause)
    ):
        return True
    return bool(_suppositions().find(sentence))


def _kind(parsed: Parsed, i: int, verb: VerbForm, supposed: bool) -> str:
    if supposed:
        return "hypothesis"
    if verb.lemma in certainty_words("polite") and _is_polite(parsed, i, verb):
        return "politeness"
    if verb.lemma in certainty_words("modals"):
        return "modal"
    doubts = _is_compound(parsed, i, verb) or _is_state(parsed, i, verb)
    return "future_in_past" if not doubts and _said_before(parsed, i) else "journalistic"


def _is_polite(parsed: Parsed, i: int, verb: VerbForm) -> bool:
    """*Je voudrais*, *nous aimerions*; *voudrait savoir*: a wish, not doubt about a wish."""
    near = parsed.words[max(0, i - 3) : i + 2]
    compound = parsed.words[i + 1 : i + 2] and _participle(parsed.words[i + 1])
    return not compound and (
        verb.lemma != "savoir" or not certainty_words("first_and_second").isdisjoint(near)
    )


def _following(parsed: Parsed, i: int) -> str:
    """Give the first participle or content word after a verb, past adverbs and negation."""
    after = parsed.words[i + 1 : i + 5]
    return next(
        (w for w in after if w not in certainty_words("between") and not w.endswith("ment")), ""
    )


@functools.lru_cache(maxsize=1 << 14)
def _participle(word: str) -> str:
    """Give the infinitive of a past participle, empty for another word."""
    readings = (r for r in verb_forms(word) if r.mood == "participle" and r.tense == "past")
    return next((r.lemma for r in readings), "")


def _is_compound(parsed: Parsed, i: int, verb: VerbForm) -> bool:
    """Tell whether a verb is the auxiliary of a past: *aurait livré*, *serait arrivé*."""
    if verb.lemma != "être":
        return is_perfect(parsed, i, verb)
    infinitive = _participle(_following(parsed, i))
    reflexive = i > 0 and parsed.words[i - 1] in ("s'", "se")
    passive = "été" in parsed.words[i + 1 : i + 4]
    return bool(infinitive) and (passive or reflexive or infinitive in certainty_words("with_être"))


def is_perfect(parsed: Parsed, i: int, verb: VerbForm) -> bool:
    """Tell whether a verb is *avoir* before a participle: *aura coûté*."""
    return verb.lemma == "avoir" and bool(_participle(_following(parsed, i)))


def _is_state(parsed: Parsed, i: int, verb: VerbForm) -> bool:
    if verb.lemma == "être":
        return not _participle(_following(parsed, i))
    return verb.lemma in certainty_words("states") and _following(parsed, i) not in certainty_words(
        "events"
    )


def _said_before(parsed: Parsed, i: int) -> bool:
    """Tell whether a verb of saying in a past tense governs the clause of token i."""
    clause = parsed.clauses[parsed.owner[i]]
    while clause.parent >= 0 and clause.kind not in ("que", "question"):
        clause = parsed.clauses[clause.parent]
    if clause.kind not in ("que", "question"):
        return False
    verbs = list(parsed.verbs)
    before = bisect.bisect_left(verbs, clause.first)
    return any(_says_in_past(parsed, k) for k in verbs[max(0, before - 2) : before])


def _says_in_past(parsed: Parsed, k: int) -> bool:
    verb, saying = parsed.verbs[k], certainty_words("saying")
    if verb.lemma in AUXILIARIES and verb.mood == "indicative" and verb.tense != "future":
        after = parsed.words[k + 1 : k + 5]  # « a fait savoir » has both
        return any(word in saying or _participle(word) in saying for word in after)
    return verb.tense in ("imperfect", "past") and verb.lemma in saying
