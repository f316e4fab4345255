"""The clauses of a sentence, by its subordinators, commas and finite verbs."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from helpers.framing.lexicons import certainty_words
from helpers.language import Token, VerbForm, fold, lemma, verb_forms
from helpers.language.memory import Memory

BREAKS = frozenset((";", ":", "–", "—", "…"))
JOINING = frozenset(("et", "ou", "mais", "puis"))
AUXILIARIES = frozenset(("avoir", "être"))
FINITE = frozenset(("indicative", "conditional", "subjunctive"))
# Which reading of a form to believe: endings that no noun has come first.
ORDER = ("future", "imperfect", "present", "past")
UNAMBIGUOUS = ORDER[:2]


class Clause(NamedTuple):
    """A clause: what opens it, the clause it hangs on (-1 for none), its first token.

    `kind` is main, que, question, relative, si, adverbial or aside; `joined` is the clause whose
    subject it shares by *et* (-1 for none).
    """

    kind: str
    parent: int
    first: int
    after_comma: bool
    joined: int = -1


class Parsed(NamedTuple):
    """A sentence cut into clauses: the clause of each token, the reading of each finite verb."""

    words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    owner: tuple[int, ...]
    verbs: dict[int, VerbForm]
    verbs_of: dict[int, list[int]]  # the indices of the finite verbs of each clause that has one

    def verbs_in(self, clause: int) -> list[int]:
        """Give the indices of the finite verbs of a clause."""
        return self.verbs_of.get(clause, [])


def _finite_reading(form: str) -> VerbForm | None:
    """Give the likeliest finite reading of a form; none when it is rather a noun."""
    readings = [r for r in verb_forms(form) if r.mood in FINITE]
    if not readings:
        return None
    best = min(readings, key=lambda r: (r.mood != "conditional", ORDER.index(r.tense)))
    if best.mood == "conditional" or best.tense in UNAMBIGUOUS:
        return best
    common = lemma(form)
    return next((r for r in readings if r.lemma == common), None)


_readings = Memory(_finite_reading)


def _finite_verbs(sentence: Sequence[Token], words: Sequence[str]) -> dict[int, VerbForm]:
    """Give the finite verbs of a sentence by the index of their token."""
    readings = map(_readings.__getitem__, words)
    return {
        i: reading
        for i, reading in enumerate(readings)
        if reading and _is_finite(words, i, reading) and not _is_name(sentence, i)
    }


def _is_finite(words: Sequence[str], i: int, reading: VerbForm) -> bool:
    before = words[i - 1] if i else ""
    if before == "en" or is_auxiliary(before):
        return reading.mood == "conditional" or reading.tense in UNAMBIGUOUS
    if follows_determiner(words, i):
        clitic = before in certainty_words("clitics")
        return reading.mood == "conditional" or (clitic and reading.tense in UNAMBIGUOUS)
    return True


def follows_determiner(words: Sequence[str], i: int) -> bool:
    """Tell whether a determiner, no object, stands before a word: not *il la demande*."""
    before = words[i - 1] if i else ""
    clitic = before in certainty_words("clitics")
    object_of_it = clitic and i > 1 and words[i - 2] in certainty_words("subjects")
    return before in certainty_words("determiners") and not object_of_it


@functools.lru_cache(maxsize=1 << 14)
def is_auxiliary(word: str) -> bool:
    """Tell whether a word is a form of *avoir* or *être*."""
    return any(reading.lemma in AUXILIARIES for reading in verb_forms(word))


@functools.cache
def _openers() -> dict[str, str]:
    """Give the words that open a clause, with its kind where the word alone tells it."""
    kinds = {word: kind for kind in ("adverbial", "relative") for word in certainty_words(kind)}
    return kinds | {"que": "", "qu'": "", "si": "", "s'": "", "(": "aside"}


def _opens(words: Sequence[str], i: int) -> str:
    """Give the kind of clause that an opener opens, empty for none."""
    word, before = words[i], words[i - 1] if i else ""
    if word in ("que", "qu'"):
        return "adverbial" if before in certainty_words("adverbial_que") else "que"
    follows = words[i + 1] if i + 1 < len(words) else ""
    if word == "si" or (word == "s'" and follows in ("il", "ils")):
        return "question" if _asks(words[max(0, i - 4) : i]) else "si"
    if word == "où" and _asks((before,)):
        return "question"
    return _openers()[word]


def _asks(words: Sequence[str]) -> bool:
    """Tell whether a verb that takes a question stands among words: *ignorer si*, *savoir où*."""
    return any(lemma(word) in certainty_words("asking") for word in words if word)


def parse(sentence: Sequence[Token]) -> Parsed:
    """Cut the tokens of a sentence into clauses by rules, in one pass from left to right.

    A heuristic, right for most sentences of the press; not a parser. Relative clauses
    end at the comma that matches the one before them or before a second verb; *et* opens a
    clause only before a finite verb.
    """
    words = tuple(fold(token.form) for token in sentence)
    verbs = _finite_verbs(sentence, words)
    clauses, current = [Clause("main", -1, 0, False)], 0
    owner: list[int] = []

    def enter(kind: str, parent: int, i: int, joined: int = -1) -> int:
        comma = i == 0 or words[i - 1] in (",", "(", "«", "–")
        clauses.append(Clause(kind, parent, i, comma, joined))
        return len(clauses) - 1

    latest, openers = max(verbs, default=-1), _openers()
    told: dict[int, int] = {}  # where the first verb of each clause stands
    for i, word in enumerate(words):
        clause = clauses[current]
        if word in BREAKS:
            current = enter("main", -1, i)
        elif _ends(clause, word) and i > clause.first + 1:
            current = clause.parent
        elif word in JOINING and _verb_follows(verbs, words, i):
            current = enter(clause.kind, clause.parent, i, current)
        elif word in JOINING and words[i - 1] == "," and clause.kind == "main" and i < latest:
            current = enter("main", -1, i)
        elif word in openers and (kind := _opens(words, i)):
            again = i and words[i - 1] in JOINING and clause.kind == kind
            current = enter(kind, clause.parent if again else current, i)
        elif i in verbs and clause.kind == "relative" and current in told:
            # « ceux qui vendent savent », « la question qui vaille, celle du prix, viendra »
            since = next((j for j in range(told[current], i) if words[j] == ","), i)
            current = clause.parent
            owner[since:] = [current] * (i - since)
        if i in verbs:
            told.setdefault(current, i)
        owner.append(current)
    verbs_of: dict[int, list[int]] = {}
    for i in verbs:
        verbs_of.setdefault(owner[i], []).append(i)
    return Parsed(words, tuple(clauses), tuple(owner), verbs, verbs_of)


def _ends(clause: Clause, word: str) -> bool:
    """Tell whether a comma or bracket ends a clause, so that the one above goes on."""
    if clause.kind == "aside":
        return word == ")"
    opened = clause.after_comma or clause.kind in ("adverbial", "si")
    return word == "," and clause.parent >= 0 and opened


def _is_name(sentence: Sequence[Token], i: int) -> bool:
    """Tell whether a word is a proper name: a capital that no sentence or quotation opens."""
    before = sentence[i - 1] if i else None
    return (
        sentence[i].form[0].isupper()
        and before is not None
        and (before.kind in ("word", "number") or before.form == ",")
    )


def _verb_follows(verbs: dict[int, VerbForm], words: Sequence[str], i: int) -> bool:
    i += 1
    while i < len(words) and words[i] in certainty_words("clitics"):
        i += 1
    return i in verbs
