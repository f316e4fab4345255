"""The simple forms of French verbs, from the infinitive.

A verb is a handful of parts (present, stems of imperfect and future, passé simple, participle …);
every form follows from them. The parts of regular verbs are made by rule, those of irregular ones
stand in data/lexicons/verbs_irregular.csv.
Reference: Bescherelle, La conjugaison pour tous, for the models; the spellings of 1990 stand
beside the traditional ones.
"""

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

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


@functools.lru_cache(maxsize=1 << 13)
def inflect(infinitive: str) -> Mapping[str, tuple[VerbForm, ...]]:
    """Give every simple form of a verb with its readings.

    `infinitive` need not be in a dictionary: an unknown one in -er or -ir is regular.
    Past participles come in both genders and numbers. Raises ValueError for what cannot be
    an infinitive. Not for pronominal verbs: inflect *réjouir* for *se réjouir*.
    """
    lemma = fold(infinitive)
    models = irregular().get(lemma) or list(regular(lemma))
    if not models:
        raise ValueError(
            f"{infinitive!r} has no known conjugation: give an infinitive in -er or -ir, "
            "or add its model to data/lexicons/verbs_irregular.csv"
        )
    readings: dict[str, dict[VerbForm, None]] = {}
    for model in models:
        for form, reading in conjugate(model):
            readings.setdefault(form, {})[reading._replace(lemma=lemma)] = None
    return MappingProxyType({form: tuple(found) for form, found in readings.items()})


class Model(NamedTuple):
    """The parts of a verb from which its forms follow, by spaces; - stands for a missing form."""

    infinitive: str
    present: str
    imperfect: str
    future: str
    past: str
    participle: str
    subjunctive: str
    imperative: str
    gerund: str


_PERSONS = [(person, number) for number in ("singular", "plural") for person in (1, 2, 3)]
_IMPERFECT = "ais ais ait ions iez aient"
_FUTURE = "ai as a ons ez ont"
# By the ending of the third person: passé simple, imperfect subjunctive.
_PAST = {
    "a": ("ai as a âmes âtes èrent", "asse asses ât assions assiez assent"),
    "it": ("is is it îmes îtes irent", "isse isses ît issions issiez issent"),
    "ut": ("us us ut ûmes ûtes urent", "usse usses ût ussions ussiez ussent"),
    "int": ("ins ins int înmes întes inrent", "insse insses înt inssions inssiez inssent"),
    "ït": ("ïs ïs ït ïmes ïtes ïrent", "ïsse ïsses ït ïssions ïssiez ïssent"),
    "ût": ("ûs ûs ût ûmes ûtes ûrent", "ûsse ûsses ût ûssions ûssiez ûssent"),
}


def conjugate(model: Model) -> Iterator[tuple[str, VerbForm]]:
    """Give each form that follows from the parts of a verb, with its reading."""
    lemma = model.infinitive
    for mood, tense, forms in _finite(model):
        for form, (person, number) in zip(forms, _PERSONS, strict=True):
            if form != "-":
                yield form, VerbForm(lemma, mood, tense, person, number)
    for form, (person, number) in zip(model.imperative.split(), _ORDERED, strict=False):
        if form != "-":
            yield form, VerbForm(lemma, "imperative", "present", person, number)
    yield lemma, VerbForm(lemma, "infinitive", "present", 0, "")
    if model.gerund != "-":
        yield model.gerund, VerbForm(lemma, "participle", "present", 0, "")
    for form, number in _past_participles(model.participle):
        yield form, VerbForm(lemma, "participle", "past", 0, number)


_ORDERED = [_PERSONS[1], _PERSONS[3], _PERSONS[4]]


def _finite(model: Model) -> Iterator[tuple[str, str, list[str]]]:
    present = model.present.split()

    def masked(forms: list[str]) -> list[str]:
        # A verb without the person in the present (il faut) has it nowhere.
        return [
            "-" if missing == "-" else form for missing, form in zip(present, forms, strict=True)
        ]

    def tense(stem: str, endings: str) -> list[str]:
        return masked(["-" if stem == "-" else join(stem, ending) for ending in endings.split()])

    yield "indicative", "present", present
    yield "indicative", "imperfect", tense(model.imperfect, _IMPERFECT)
    yield "indicative", "future", tense(model.future, _FUTURE)
    yield "conditional", "present", tense(model.future, _IMPERFECT)
    yield "subjunctive", "present", masked(_subjunctive(model.subjunctive.split()))
    theme = re.search("(?:a|[iuïû]n?t)$", model.past)
    if theme:
        stem = model.past[: theme.start()]
        past, subjunctive = _PAST[theme[0]]
        yield "indicative", "past", tense(stem, past)
        yield "subjunctive", "imperfect", tense(stem, subjunctive)


def _subjunctive(parts: list[str]) -> list[str]:
    if len(parts) == 6 or parts == ["-"]:
        return parts * (6 // len(parts))
    strong, weak = parts[0], parts[-1]
    return [strong + "e", strong + "es", strong + "e", weak + "ions", weak + "iez", strong + "ent"]


def _past_participles(participle: str) -> list[tuple[str, str]]:
    if participle == "-":
        return []
    if participle.endswith("!"):
        return [(participle[:-1], "singular")]
    masculine, _, feminine = participle.partition(" ")
    feminine = feminine or masculine + "e"
    plural = masculine if masculine.endswith("s") else feminine[:-1] + "s"
    singular = [(masculine, "singular"), (feminine, "singular")]
    return [*singular, (plural, "plural"), (feminine + "s", "plural")]


def join(stem: str, ending: str) -> str:
    """Join so that c and g keep their sound: lanc + ais, mang + ais."""
    if ending[0] in "aoâ" and stem.endswith(("c", "g")):
        stem = stem[:-1] + {"c": "ç", "g": "ge"}[stem[-1]]
    return stem + ending


def regular(infinitive: str) -> Iterator[Model]:
    """Give the parts of a verb in -er or -ir, twice where two spellings pass; else nothing."""
    stem = infinitive[:-2]
    if infinitive.endswith("er") and stem:
        for spelling in dict.fromkeys((stem, stem.translate(_REFORMED))):
            for weak, future in _weak_stems(spelling):
                yield _first_group(spelling, weak, future)
    elif infinitive.endswith("ir") and not infinitive.endswith("oir") and stem:
        yield _second_group(stem)


# Since 1990: entrainer beside entraîner, bruler beside brûler.
_REFORMED = str.maketrans("îû", "iu")


def _first_group(stem: str, weak: str, future: str) -> Model:
    nous, vous = join(stem, "ons"), stem + "ez"
    return Model(
        infinitive=stem + "er",
        present=f"{weak}e {weak}es {weak}e {nous} {vous} {weak}ent",
        imperfect=stem,
        future=future + "er",
        past=stem + "a",
        participle=stem + "é",
        subjunctive=f"{weak} {stem}",
        imperative=f"{weak}e {nous} {vous}",
        gerund=join(stem, "ant"),
    )


def _second_group(stem: str) -> Model:
    return Model(
        infinitive=stem + "ir",
        present=" ".join(stem + ending for ending in ("is", "is", "it", *_LONG)),
        imperfect=stem + "iss",
        future=stem + "ir",
        past=stem + "it",
        participle=stem + "i",
        subjunctive=stem + "iss",
        imperative=" ".join(stem + ending for ending in ("is", *_LONG[:2])),
        gerund=stem + "issant",
    )


_LONG = ("issons", "issez", "issent")
_CLOSED = re.compile("é([bcdfghjklmnpqrstvxz]|[bcdfgptv][rl]|ch|gn|gu|qu)$")
_MUTE = re.compile("(?<!e)e([bcdglmnprstv]|vr)$")


def _weak_stems(stem: str) -> Iterator[tuple[str, str]]:
    """Give the stem before a mute e, in the present and in the future, in each spelling."""
    if stem.endswith(("ay", "oy", "uy")):
        yield stem[:-1] + "i", stem[:-1] + "i"
    if stem.endswith("ay"):
        yield stem, stem
    if _CLOSED.search(stem):
        grave = _CLOSED.sub(r"è\1", stem)
        yield from ((grave, stem), (grave, grave))
    elif _MUTE.search(stem):
        yield from ((weak, weak) for weak in _opened(stem))
    elif not stem.endswith(("ay", "oy", "uy")):
        yield stem, stem


def _opened(stem: str) -> Iterator[str]:
    """Give the stems of lever (lèv), appeler (appell), ruisseler (ruissell, ruissèl)."""
    lists = read_lexicon("verbs_regular.yml")
    doubles = stem.endswith(("l", "t")) and stem + "er" not in lists["grave"]
    if doubles:
        yield stem + stem[-1]
    if not doubles or stem + "er" not in lists["doubling"]:
        yield _MUTE.sub(r"è\1", stem)


@functools.cache
def irregular() -> Mapping[str, list[Model]]:
    """Give the parts of each irregular verb, several where several spellings pass.

    Raises LexiconError for a malformed row of data/lexicons/verbs_irregular.csv.
    """
    path = LEXICONS / "verbs_irregular.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    models: dict[str, list[Model]] = {}
    for row in csv.DictReader(lines):
        try:
            complete = _complete(row)
        except (IndexError, AttributeError, KeyError, TypeError) as error:
            raise LexiconError(
                f"{path}: the row of -{row.get('base')} is malformed; "
                "compare it with the head of the file"
            ) from error
        for prefix in row["prefixes"].split():
            model = Model(*(_prefixed(part, prefix.strip("-")) for part in complete))
            models.setdefault(model.infinitive, []).append(model)
    return models


def _complete(row: dict[str, str]) -> Model:
    """Fill in the parts that a row of the table leaves out."""
    present = row["present"].split()
    imperfect = row["imperfect"] or present[3].removesuffix("ons")
    plural = present[5].removesuffix("ent")
    return Model(
        infinitive=row["base"],
        present=row["present"],
        imperfect=imperfect,
        future=row["future"] or row["base"].removesuffix("e"),
        past=row["past"],
        participle=row["participle"],
        subjunctive=row["subjunctive"] or f"{plural} {imperfect}",
        imperative=row["imperative"] or " ".join([present[1], *present[3:5]]),
        gerund=row["gerund"] or join(imperfect, "ant"),
    )


def _prefixed(part: str, prefix: str) -> str:
    return " ".join(form if form == "-" else prefix + form for form in part.split())
