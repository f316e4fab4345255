"""The simple forms of French verbs, both ways: from the infinitive, and back to it.

A form is analysed by undoing its ending and conjugating what comes out: an analysis is given only
when the conjugation of a known verb really holds the form. So *livrerait* is a conditional,
*livrait* an imperfect, *portrait* nothing of the kind. Irregular verbs stand in
data/lexicons/verbs_irregular.csv, verbs too young for dictionaries in verbs_recent.yml.
Reference: Bescherelle, La conjugaison pour tous, for the models.
"""

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from simplemma.strategies import DictionaryLookupStrategy

from helpers.language.lemmas import fold
from helpers.language.lexicons import LexiconError, read_lexicon
from helpers.paths import LEXICONS


class VerbForm(NamedTuple):
    """One reading of a form. Person is 0 and number "" where the mood has none."""

    lemma: str
    mood: str
    tense: str
    person: int
    number: str


@functools.lru_cache(maxsize=1 << 16)
def verb_forms(form: str) -> tuple[VerbForm, ...]:
    """Give every reading of a form as a simple verb form; empty where it is none.

    `form` is one token, in any case and with any apostrophe; compound tenses are read from
    their auxiliary and participle one by one. Moods: indicative, conditional, subjunctive,
    imperative, infinitive, participle; tenses: present, imperfect, future, past. Irregular verbs
    come first, then readings in order of the infinitive. A homograph of a noun has its verb
    readings all the same (*la marche*): not for deciding what a word is in its sentence.
    """
    folded = fold(form)
    infinitives = dict.fromkeys(_irregular_forms().get(folded, ()))
    infinitives |= dict.fromkeys(sorted(filter(_is_regular_verb, _infinitives(folded))))
    return tuple(
        reading for infinitive in infinitives for reading in inflect(infinitive).get(folded, ())
    )


@functools.lru_cache(maxsize=1 << 12)
def inflect(infinitive: str) -> Mapping[str, tuple[VerbForm, ...]]:
    """Give every simple form of a verb with its readings; spellings of 1990 stand beside the old.

    `infinitive` need not be in a dictionary: an unknown one in -er or -ir is regular.
    Participles are given in both genders and numbers. Raises ValueError for what cannot be
    an infinitive. Not for pronominal forms: *se réjouir* is inflected as *réjouir*.
    """
    lemma = fold(infinitive)
    models = _irregular().get(lemma) or list(_regular(lemma))
    if not models:
        raise ValueError(
            f"{infinitive!r} has no known conjugation: give an infinitive in -er or -ir, "
            "or add its model to data/lexicons/verbs_irregular.csv"
        )
    readings: dict[str, dict[VerbForm, None]] = {}
    for model in models:
        for form, *reading in _conjugate(model):
            readings.setdefault(form, {})[VerbForm(lemma, *reading)] = None
    return MappingProxyType({form: tuple(found) for form, found in readings.items()})


class _Model(NamedTuple):
    """The parts of a verb from which all its forms follow; - stands for a missing one."""

    infinitive: str
    present: list[str]
    imperfect: str
    future: str
    past: str
    participle: str
    subjunctive: list[str]
    imperative: list[str]
    gerund: str


_Reading = tuple[str, str, str, int, str]
_PERSONS = [(person, number) for number in ("singular", "plural") for person in (1, 2, 3)]
_IMPERFECT = "ais ais ait ions iez aient".split()
_FUTURE = "ai as a ons ez ont".split()
# By the ending of the third person: passé simple, imperfect subjunctive.
_PAST = {
    "a": ("ai as a âmes âtes èrent", "asse asses ât assions assiez assent"),
    "it": ("is is it îmes îtes irent", "isse isses ît issions issiez issent"),
    "ut": ("us us ut ûmes ûtes urent", "usse usses ût ussions ussiez ussent"),
    "int": ("ins ins int înmes întes inrent", "insse insses înt inssions inssiez inssent"),
    "ït": ("ïs ïs ït ïmes ïtes ïrent", "ïsse ïsses ït ïssions ïssiez ïssent"),
    "ût": ("ûs ûs ût ûmes ûtes ûrent", "ûsse ûsses ût ûssions ûssiez ûssent"),
}


def _conjugate(model: _Model) -> Iterator[_Reading]:
    present = model.present
    yield model.infinitive, "infinitive", "present", 0, ""
    yield from _persons("indicative", "present", present)
    yield from _persons("subjunctive", "present", model.subjunctive)
    for stem, endings, mood, tense in _tenses(model):
        if stem != "-":
            forms = [
                _join(stem, ending) if present[k] != "-" else "-"
                for k, ending in enumerate(endings)
            ]
            yield from _persons(mood, tense, forms)
    for form, (person, number) in zip(
        model.imperative, (_PERSONS[k] for k in (1, 3, 4)), strict=True
    ):
        if form != "-":
            yield form, "imperative", "present", person, number
    if model.gerund != "-":
        yield model.gerund, "participle", "present", 0, ""
    yield from _past_participles(model.participle)


def _persons(mood: str, tense: str, forms: list[str]) -> Iterator[_Reading]:
    for form, (person, number) in zip(forms, _PERSONS, strict=True):
        if form != "-":
            yield form, mood, tense, person, number


def _tenses(model: _Model) -> Iterator[tuple[str, list[str], str, str]]:
    yield model.imperfect, _IMPERFECT, "indicative", "imperfect"
    yield model.future, _FUTURE, "indicative", "future"
    yield model.future, _IMPERFECT, "conditional", "present"
    theme = re.search("(?:a|[iuïû]n?t)$", model.past)
    if theme:
        stem = model.past[: theme.start()]
        past, subjunctive = _PAST[theme[0]]
        yield stem, past.split(), "indicative", "past"
        yield stem, subjunctive.split(), "subjunctive", "imperfect"


def _past_participles(participle: str) -> Iterator[_Reading]:
    if participle == "-":
        return
    if participle.endswith("!"):
        yield participle[:-1], "participle", "past", 0, "singular"
        return
    masculine, _, feminine = participle.partition(" ")
    feminine = feminine or masculine + "e"
    plural = masculine if masculine.endswith("s") else feminine[:-1] + "s"
    for form, number in zip(
        (masculine, feminine, plural, feminine + "s"),
        ("singular", "singular", "plural", "plural"),
        strict=True,
    ):
        yield form, "participle", "past", 0, number


def _join(stem: str, ending: str) -> str:
    """Join so that c and g keep their sound: lanc + ais, mang + ais."""
    if ending[0] in "aoâ" and stem[-1] in "cg":
        stem = stem[:-1] + {"c": "ç", "g": "ge"}[stem[-1]]
    return stem + ending


def _regular(infinitive: str) -> Iterator[_Model]:
    stem = infinitive[:-2]
    if infinitive.endswith("er") and len(stem) > 1:
        for weak, future in _weak_stems(stem):
            yield _first_group(stem, weak, future)
    elif infinitive.endswith("ir") and not infinitive.endswith("oir") and len(stem) > 1:
        yield _second_group(stem)


def _first_group(stem: str, weak: str, future: str) -> _Model:
    mute = [weak + ending for ending in ("e", "es", "e", "ent")]
    return _Model(
        infinitive=stem + "er",
        present=[*mute[:3], _join(stem, "ons"), stem + "ez", mute[3]],
        imperfect=stem,
        future=future + "er",
        past=stem + "a",
        participle=stem + "é",
        subjunctive=[*mute[:3], stem + "ions", stem + "iez", mute[3]],
        imperative=[weak + "e", _join(stem, "ons"), stem + "ez"],
        gerund=_join(stem, "ant"),
    )


def _second_group(stem: str) -> _Model:
    present = [stem + ending for ending in "is is it issons issez issent".split()]
    return _Model(
        infinitive=stem + "ir",
        present=present,
        imperfect=stem + "iss",
        future=stem + "ir",
        past=stem + "it",
        participle=stem + "i",
        subjunctive=[stem + ending for ending in "isse isses isse issions issiez issent".split()],
        imperative=[present[0], *present[3:5]],
        gerund=stem + "issant",
    )


def _weak_stems(stem: str) -> Iterator[tuple[str, str]]:
    """Give the stems before a mute e, in the present and in the future: pay- and pai-, lèv-."""
    if stem.endswith(("oy", "uy")):
        yield stem[:-1] + "i", stem[:-1] + "i"
    elif stem.endswith("ay"):
        yield stem, stem
        yield stem[:-1] + "i", stem[:-1] + "i"
    elif _CLOSED.search(stem):
        grave = _CLOSED.sub(r"è\1", stem)
        yield grave, stem
        yield grave, grave
    elif _MUTE.search(stem):
        lists = read_lexicon("verbs_regular.yml")
        doubled, grave = stem + stem[-1], _MUTE.sub(r"è\1", stem)
        doubles = stem[-1] in "lt" and stem + "er" not in lists["grave"]
        if doubles:
            yield doubled, doubled
        if not doubles or stem + "er" not in lists["doubling"]:
            yield grave, grave
    else:
        yield stem, stem


_CLOSED = re.compile("é([bcdfghjklmnpqrstvxz]|[bcdfgptv][rl]|ch|gn|gu|qu)$")
_MUTE = re.compile("(?<!e)e([bcdglmnprstv]|vr)$")


@functools.cache
def _irregular() -> Mapping[str, list[_Model]]:
    path = LEXICONS / "verbs_irregular.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    models: dict[str, list[_Model]] = {}
    for row in csv.DictReader(lines):
        try:
            for prefix in row["prefixes"].split():
                model = _from_row(row, "" if prefix == "-" else prefix)
                models.setdefault(model.infinitive, []).append(model)
        except (IndexError, ValueError, AttributeError) as error:
            raise LexiconError(
                f"{path}: the row of -{row['base']} is malformed ({error}); "
                "compare it with the first lines of the file"
            ) from error
    return models


def _from_row(row: dict[str, str], prefix: str) -> _Model:
    """Fill in what a row leaves out, and put the prefix before every part."""
    present = row["present"].split()
    nous, ils = present[3].removesuffix("ons"), present[5].removesuffix("ent")
    imperfect = row["imperfect"] or nous
    future = row["future"] or row["base"].removesuffix("e")
    subjunctive = row["subjunctive"] or f"{ils} {imperfect}"
    imperative = (row["imperative"] or " ".join([present[1], *present[3:5]])).split()
    parts = _Model(
        infinitive=row["base"],
        present=present,
        imperfect=imperfect,
        future=future,
        past=row["past"],
        participle=row["participle"],
        subjunctive=_subjunctive(subjunctive.split()),
        imperative=imperative if len(imperative) == 3 else ["-"] * 3,
        gerund=row["gerund"] or _join(imperfect, "ant"),
    )
    return _Model(*(_prefixed(prefix, part) for part in parts))


def _subjunctive(given: list[str]) -> list[str]:
    if given == ["-"] or len(given) == 6:
        return given * (6 // len(given))
    strong, weak = given[0], given[-1]
    return [strong + "e", strong + "es", strong + "e", weak + "ions", weak + "iez", strong + "ent"]


def _prefixed(prefix: str, part: str | list[str]) -> str | list[str]:
    if isinstance(part, list):
        return [form if form == "-" else prefix + form for form in part]
    return part if part == "-" else " ".join(prefix + form for form in part.split())


@functools.cache
def _irregular_forms() -> Mapping[str, list[str]]:
    """Give, for each form of an irregular verb, the infinitives that it may belong to."""
    forms: dict[str, list[str]] = {}
    for infinitive in _irregular():
        for form in inflect(infinitive):
            forms.setdefault(form, []).append(infinitive)
    return forms


_ENDINGS = {
    "er": frozenset(
        "er e es ons ez ent ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez "
        "eront erais erait erions eriez eraient asse asses ât assions assiez assent ant é ée és ées".split()
    ),
    "ir": frozenset(
        "ir is it issons issez issent issais issait issions issiez issaient îmes îtes irent irai "
        "iras ira irons irez iront irais irait irions iriez iraient isse isses ît issant i ie ies".split()
    ),
}
_STRONG = [
    (re.compile(f"{weak}$"), strong)
    for weak, strong in (
        ("ge", "g"),
        ("ç", "c"),
        ("i", "y"),
        ("ll", "l"),
        ("tt", "t"),
        (r"è(\w{1,2})", r"e\1"),
        (r"è(\w{1,2})", r"é\1"),
    )
]


def _infinitives(form: str) -> Iterator[str]:
    """Give what may be the infinitive of a regular form, known or not."""
    for group, endings in _ENDINGS.items():
        for length in range(1, min(7, len(form) - 1)):
            if form[-length:] in endings:
                stem = form[:-length]
                yield stem + group
                if group == "er":
                    yield from (
                        weak.sub(strong, stem) + "er"
                        for weak, strong in _STRONG
                        if weak.search(stem)
                    )


@functools.lru_cache(maxsize=1 << 16)
def _is_regular_verb(infinitive: str) -> bool:
    """Tell a verb from a noun in -er or -ir: its dictionary holds forms of it, not only the word."""
    if infinitive in _irregular():
        return False
    if infinitive in read_lexicon("verbs_regular.yml")["recent"]:
        return True
    look_up = DictionaryLookupStrategy().get_lemma
    if look_up(infinitive, "fr") != infinitive:
        return False
    models = list(_regular(infinitive))
    probes = (
        probe
        for model in models
        for probe in (
            model.gerund,
            _join(model.imperfect, "ait"),
            model.future + "a",
            model.present[4],
        )
    )
    return any(look_up(probe, "fr") == infinitive for probe in probes)
