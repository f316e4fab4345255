"""The clauses of a sentence, by its subordinators, commas and finite verbs."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from helpers.framing.lexicons import open_lexicon
from helpers.language import Token, VerbForm, fold, lemma, verb_forms

BREAKS = frozenset((";", ":", "–", "—", "…"))
CLITICS = frozenset("ne n' se s' me m' te t' nous vous lui leur y en le la les l'".split())
DETERMINERS = frozenset(
    "le la les l' un une des du de d' ce cet cette ces son sa ses leur leurs notre nos votre vos "
    "mon ma mes à au aux en par pour sur avec sans sous entre chaque quelques plusieurs".split()
)
SUBJECTS = frozenset("je j' tu il elle on nous vous ils elles qui ce c' cela ça ne n' se s'".split())
AUXILIARIES = frozenset(("avoir", "être"))
_ORDER = {"conditional": 0, "future": 1, "imperfect": 2, "present": 3, "past": 4}


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
    """A sentence cut into clauses: which clause each token is in, and each finite verb's reading."""

    words: tuple[str, ...]
    clauses: tuple[Clause, ...]
    owner: tuple[int, ...]
    verbs: dict[int, VerbForm]

    def verbs_in(self, clause: int) -> list[int]:
        """Give the indices of the finite verbs of a clause."""
        return [i for i in self.verbs if self.owner[i] == clause]


@functools.lru_cache(maxsize=1 << 15)
def _finite_reading(form: str) -> VerbForm | None:
    """Give the likeliest finite reading of a form; none when it is rather a noun."""
    readings = [r for r in verb_forms(form) if r.mood in ("indicative", "conditional", "subjunctive")]
    if not readings:
        return None
    best = min(readings, key=lambda r: _ORDER["conditional" if r.mood == "conditional" else r.tense])
    if best.mood == "conditional" or best.tense in ("future", "imperfect"):
        return best
    common = lemma(form)
    return next((r for r in readings if r.lemma == common), None)


def _is_finite(words: Sequence[str], i: int, reading: VerbForm) -> bool:
    before = words[i - 1] if i else ""
    if before == "en" or before in AUXILIARY_FORMS:
        return reading.mood == "conditional"
    if before in DETERMINERS and (before not in CLITICS or not i > 1 or words[i - 2] not in SUBJECTS):
        return reading.mood == "conditional" or (before in CLITICS and reading.tense == "future")
    return True


@functools.cache
def _subordinators() -> dict[str, frozenset[str]]:
    lists = open_lexicon("certainty.yml").items()
    return {
        name: frozenset(lists[name].words())
        for name in ("adverbial_que", "adverbial", "relative", "asking")
    }


def _opens(words: Sequence[str], i: int) -> str:
    """Give the kind of clause that a word opens, empty for none."""
    word, lists = words[i], _subordinators()
    before = words[i - 1] if i else ""
    if word in ("que", "qu'"):
        return "adverbial" if before in lists["adverbial_que"] else "que"
    if word in lists["relative"]:
        return "relative"
    if word in lists["adverbial"]:
        return "adverbial"
    follows = words[i + 1] if i + 1 < len(words) else ""
    if word == "si" or (word == "s'" and follows in ("il", "ils")):
        asked = any(lemma(w) in lists["asking"] for w in words[max(0, i - 4) : i] if w)
        return "question" if asked else "si"
    return "("[: word == "("] and "aside"


def parse(sentence: Sequence[Token]) -> Parsed:
    """Cut the tokens of a sentence into clauses by rules, in one pass from left to right.

    A heuristic, right for most sentences of the press; not a parser. Relative clauses
    end at the comma that matches the one before them; *et* opens a clause only before
    a finite verb.
    """
    words = tuple(fold(token.form) for token in sentence)
    verbs = {
        i: reading
        for i, word in enumerate(words)
        if (reading := _finite_reading(word))
        and _is_finite(words, i, reading)
        and not _is_name(sentence, i)
    }
    clauses, owner, current = [Clause("main", -1, 0, False)], [], 0

    def enter(kind: str, parent: int, i: int, joined: int = -1) -> int:
        comma = i == 0 or words[i - 1] in (",", "(", "«", "–")
        clauses.append(Clause(kind, parent, i, comma, joined))
        return len(clauses) - 1

    for i, word in enumerate(words):
        clause = clauses[current]
        if word in BREAKS:
            current = enter("main", -1, i)
        elif word == ")" and clause.kind == "aside":
            current = clause.parent
        elif word == "," and _ends_at_comma(clause) and i > clause.first + 1:
            current = clause.parent
        elif word in ("et", "ou", "mais", "puis") and _verb_follows(verbs, words, i):
            current = enter(clause.kind, clause.parent, i, current)
        elif kind := _opens(words, i):
            again = i and words[i - 1] in ("et", "ou", "mais") and clause.kind == kind
            current = enter(kind, clause.parent if again else current, i)
        owner.append(current)
    return Parsed(words, tuple(clauses), tuple(owner), verbs)


def _ends_at_comma(clause: Clause) -> bool:
    return clause.parent >= 0 and (clause.after_comma or clause.kind in ("adverbial", "si"))


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
    while i < len(words) and words[i] in CLITICS:
        i += 1
    return i in verbs


AUXILIARY_FORMS = frozenset(
    "a ont avait avaient est sont était étaient été eu aura auront aurait auraient sera seront "
    "serait seraient ai as avons avez suis sommes êtes soit soient ait aient fut furent eut "
    "eurent ayant étant avoir être".split()
)
