"""French verb forms, read back to their infinitive, mood, tense and person.

A form is analysed by undoing its ending and conjugating what comes out: a reading is given only
when the conjugation of a known verb holds the form. So *livrerait* is a conditional, *livrait*
an imperfect, *portrait* nothing of the kind. A verb is known when it stands in
data/lexicons/verbs_irregular.csv or verbs_regular.yml, or when simplemma's French dictionary holds
its infinitive with at least one of its other forms (so *officier* is a verb, *papier* is none).
A form that is not in the dictionary may be of a verb coined in a usual way (*dépénalisera*).
"""

import functools
import re
from collections.abc import Iterator, Mapping

from simplemma.strategies import DictionaryLookupStrategy

from helpers.language.conjugation import VerbForm, conjugate, inflect, irregular, regular
from helpers.language.lemmas import fold
from helpers.language.lexicons import read_lexicon


@functools.lru_cache(maxsize=1 << 16)
def verb_forms(form: str) -> tuple[VerbForm, ...]:
    """Give every reading of a form as a simple form of a known verb; empty where it is none.

    `form` is one token, in any case, with any apostrophe; a compound tense is read from its
    auxiliary and its participle one by one. Moods: indicative, conditional, subjunctive,
    imperative, infinitive, participle; tenses: present, imperfect, future, past. Irregular verbs
    come first. Not for deciding what a word is in its sentence: *la marche* has the readings
    of *il marche*, and *Marie* those of *marie*.
    """
    folded = fold(form)
    possible = list(_infinitives(folded))
    infinitives = dict.fromkeys(_irregular_forms().get(folded, ()))
    infinitives |= dict.fromkeys(filter(_is_regular_verb, possible))
    if not infinitives and not _entry(folded) and not _LIKE_A_NOUN.search(folded):
        infinitives = dict.fromkeys(filter(_is_coined, possible))
    return tuple(
        reading for infinitive in infinitives for reading in inflect(infinitive).get(folded, ())
    )


# Feminines are no verbs coined by the press: rwandaise, coentreprise.
_LIKE_A_NOUN = re.compile("[^é]es?$")


@functools.cache
def _irregular_forms() -> Mapping[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for infinitive in irregular():
        for form in inflect(infinitive):
            forms.setdefault(form, []).append(infinitive)
    return forms


@functools.cache
def _endings() -> dict[str, frozenset[str]]:
    """Give the endings of each regular group: the forms of a verb whose stem is one letter."""
    return {
        group: frozenset(form[1:] for model in regular(f"x{group}") for form, _ in conjugate(model))
        for group in ("er", "ir")
    }


# What a stem may look like before some endings, and what it is in the infinitive.
_ALTERNATIONS = [
    (re.compile(f"{changed}$"), original)
    for changed, original in (
        ("ge", "g"),
        ("ç", "c"),
        ("i", "y"),
        ("ll", "l"),
        ("tt", "t"),
        (r"è(\w{1,2})", r"e\1"),
        (r"è(\w{1,2})", r"é\1"),
        (r"ai(\w+)", r"aî\1"),
        (r"u(\w{1,2})", r"û\1"),
    )
]


def _infinitives(form: str) -> Iterator[str]:
    """Give what may be the infinitive of a regular form, whether such a verb exists or not."""
    for group, endings in _endings().items():
        for length in range(1, min(9, len(form) - 1)):
            if form[-length:] not in endings:
                continue
            stem = form[:-length]
            yield stem + group
            for changed, original in _ALTERNATIONS if group == "er" else ():
                if changed.search(stem):
                    yield changed.sub(original, stem) + group


@functools.lru_cache(maxsize=1 << 16)
def _is_regular_verb(infinitive: str) -> bool:
    lexicon = read_lexicon("verbs_regular.yml")
    if infinitive in irregular() or infinitive in lexicon["rare"]:
        return False
    if infinitive in lexicon["recent"]:
        return True
    return _entry(infinitive) == infinitive and any(
        _entry(form) == infinitive
        for model in regular(infinitive)
        for form, _ in conjugate(model)
        if form != infinitive
    )


def _is_coined(infinitive: str) -> bool:
    """Tell whether a verb that no dictionary holds is made as new verbs are: re + a known verb."""
    coined = read_lexicon("verbs_regular.yml")["coined"]
    return infinitive.endswith(tuple(coined["endings"])) or any(
        infinitive.startswith(prefix)
        and _is_regular_verb(infinitive.removeprefix(prefix).removeprefix("-"))
        for prefix in coined["prefixes"]
    )


def _entry(form: str) -> str | None:
    return DictionaryLookupStrategy().get_lemma(form, "fr")
