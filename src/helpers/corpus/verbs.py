"""Telling a heading, a caption or a byline from a sentence: is there a finite verb?"""

import functools

from helpers.corpus.lexicons import marks
from helpers.language import Token, fold, verb_forms, words
from helpers.language.lexicons import read_lexicon

_FINITE = ("indicative", "conditional", "subjunctive")
_ARTICLES = frozenset(("le", "la", "les", "l'"))
_FIRST_AND_SECOND = frozenset(("je", "j'", "tu", "nous", "vous", "-nous", "-vous", "-je", "-tu"))


def finite_verb(line: str) -> bool:
    """Say whether a line has a finite verb, as far as forms and neighbours can tell.

    A form that can be a noun counts as a verb only where no determiner, preposition,
    number or fore-adjective stands before it (*la marche* against *Kim marche*). For
    short lines; in doubt it says yes, so that a sentence is not taken for a heading.
    """
    found = words(line)
    forms = [fold(token.form) for token in found]
    persons = (1, 2, 3) if _FIRST_AND_SECOND.intersection(forms) else (3,)
    return any(_is_verb(found, forms, at, persons) for at in range(len(found)))


def _is_verb(found: list[Token], forms: list[str], at: int, persons: tuple[int, ...]) -> bool:
    if not _may_be_finite(forms[at], persons):
        return False
    if forms[at] in _words_of("verbs"):
        return at == 0 or forms[at - 1] not in _ARTICLES
    if at == 0:
        return forms[1:2] != [] and forms[1].startswith("-")
    if found[at].form[0].isupper():
        return False
    before = forms[at - 1]
    if before in _ARTICLES:
        return (
            at > 1
            and forms[at - 2] not in _noun_openers()
            and forms[at - 2] not in _words_of("conjunctions")
        )
    return before not in _noun_openers() and not before[0].isdigit()


@functools.lru_cache(maxsize=1 << 14)
def _may_be_finite(form: str, persons: tuple[int, ...]) -> bool:
    readings = verb_forms(form)
    if form in _small_words() and form not in _words_of("verbs"):
        return False
    return any(r.mood in _FINITE and r.person in persons for r in readings)


@functools.cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(map(fold, read_lexicon("function_words.yml")[kind]))


@functools.cache
def _small_words() -> frozenset[str]:
    return frozenset[str]().union(*(_words_of(kind) for kind in read_lexicon("function_words.yml")))


@functools.cache
def _noun_openers() -> frozenset[str]:
    return _words_of("determiners") | _words_of("prepositions") | marks("before_nouns")
