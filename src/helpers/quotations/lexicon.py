"""What a word form can be in reported speech, looked up once a form.

The lists themselves are files under data/lexicons; here they become one dictionary from
the form as printed to its `Word`, so that the rules look at each token once.
"""

import csv
import functools
import re
import unicodedata
from typing import NamedTuple

from helpers.language import fold, inflect, verb_forms
from helpers.language.lexicons import LexiconError, read_lexicon
from helpers.paths import LEXICONS

# What a form can be, as bits: a form can be several things at once.
DETERMINER = 1 << 0
PREPOSITION = 1 << 1
SUBORDINATOR = 1 << 2
COORDINATOR = 1 << 3
SUBJECT = 1 << 4
CLITIC = 1 << 5
ADVERB = 1 << 6
AVOIR = 1 << 7
ETRE = 1 << 8
FINITE = 1 << 9
PARTICIPLE = 1 << 10
INFINITIVE = 1 << 11
GERUND = 1 << 12
CAPITAL = 1 << 13
NUMBER = 1 << 14
COMMA = 1 << 15
STOP = 1 << 16
RELATIVE = 1 << 17
NEGATION = 1 << 18
DAY = 1 << 19
CARRIER = 1 << 20
NOUN = 1 << 21
INVERTED = 1 << 22
SHIFTED = 1 << 23
PLURAL = 1 << 24
CUE = 1 << 25
OPEN = 1 << 26
CLOSE = 1 << 27
DASH = 1 << 28
MARKED = 1 << 29
QUE = 1 << 31
COLON = 1 << 32
DISJUNCT = 1 << 33
SPEAKING = 1 << 34
FEMININE = 1 << 36
MASCULINE = 1 << 37
TITLE = 1 << 38
PHRASAL = 1 << 39
TIME = 1 << 40
OF = 1 << 41
ARTICLE = 1 << 42
REFLEXIVE = 1 << 43


class Cue(NamedTuple):
    """One reading of a form as a reporting verb."""

    lemma: str
    rest: tuple[str, ...]  # the words that follow the head: (faire) valoir
    reflexive: bool
    constructions: frozenset[str]
    stance: str
    form: str  # finite, participle, gerund, infinitive
    plural: bool


class Word(NamedTuple):
    """A form as the rules see it."""

    low: str
    tags: int
    cues: tuple[Cue, ...]


class Noun(NamedTuple):
    """A noun that names who speaks."""

    kind: str  # person, organisation, group, document, title
    gender: str


class Office(NamedTuple):
    """A function as an article words it: « Premier ministre irakien »."""

    head: str
    kinds: frozenset[str]  # labels of functions_and_titles.csv that it shares with others
    marks: frozenset[str]  # stems of the words that tell it from others (irak)

    @classmethod
    def of(cls, words: list[str]) -> "Office":
        """Read folded words that begin with the noun of the function."""
        links, former = source_words()["links"], source_words()["former"]
        if words[0] in former and len(words) > 1:
            words = [*words[1:], "ancien"]
        elif words[0].startswith("ex-"):
            words = [words[0].removeprefix("ex-"), *words[1:], "ancien"]
        held = tuple(word for word in words if word not in links)
        size = next((n for n in range(min(4, len(held)), 1, -1) if held[:n] in offices()), 1)
        kinds = offices().get(held[:size], frozenset())
        return cls(held[0], kinds, frozenset(_stem(word) for word in held[size:]))

    def common(self, other: "Office") -> int:
        """Count the marks of two functions that one person can bear; -1 where none can."""
        if self.head != other.head and not self.kinds & other.kinds:
            return -1
        if ("ancie" in self.marks) != ("ancie" in other.marks):
            return -1
        common = len(self.marks & other.marks)
        if self.head != other.head and common < min(len(self.marks), len(other.marks)):
            return -1
        return -1 if self.marks and other.marks and not common else common


def _stem(word: str) -> str:
    bare = unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode()
    return bare.rstrip("s").removesuffix("e").removesuffix("i")[:5]


def rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a table of data/lexicons; lines that begin with # are comments."""
    path = LEXICONS / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(line for line in file if not line.startswith("#")))
    except OSError as error:
        raise LexiconError(
            f"{path}: cannot be read ({error.strerror}); restore it from the repository"
        ) from error
    if not table or not set(columns) <= set(table[0]):
        raise LexiconError(
            f"{path}: the header must name {', '.join(columns)}; mend its first line"
        )
    return table


@functools.cache
def source_words() -> dict[str, frozenset[str]]:
    """Give the lists of data/lexicons/source_words.yml as sets of folded forms."""
    return {
        name: frozenset(fold(str(word)) for word in words)
        for name, words in read_lexicon("source_words.yml").items()
    }


@functools.cache
def source_phrases(name: str) -> tuple[tuple[str, ...], ...]:
    """Give a list of phrases of source_words.yml as sequences of folded tokens, longest first."""
    phrases = (tuple(phrase.replace("'", "' ").split()) for phrase in source_words()[name])
    return tuple(sorted(phrases, key=len, reverse=True))


@functools.cache
def _phrases_by_word(name: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in source_phrases(name):
        found.setdefault(phrase[0], []).append(list(phrase))
    return found


def phrase_at(name: str, low: list[str], k: int) -> int:
    """Give the length of the longest phrase of a list that begins at token k, or 0."""
    for phrase in _phrases_by_word(name).get(low[k], ()) if k < len(low) else ():
        if low[k : k + len(phrase)] == phrase:
            return len(phrase)
    return 0


@functools.cache
def nouns() -> dict[str, Noun]:
    """Give the nouns of functions_and_titles.csv by folded form, and vice-X, ex-X of a person X."""
    table = rows("functions_and_titles.csv", ("noun", "kind", "gender"))
    listed = {fold(row["noun"]): Noun(row["kind"], row["gender"]) for row in table}
    listed = {
        prefix + noun: of
        for noun, of in listed.items()
        for prefix in source_words()["prefixes"]
        if of.kind == "person"
    } | listed
    speaking = ("person", "organisation")
    several = [(noun, of.gender) for noun, of in listed.items() if of.kind in speaking]
    plurals = {
        f"{noun}s": Noun("group", gender)
        for noun, gender in several
        if noun.replace("-", "").isalpha() and not noun.endswith(("s", "x", "z", "al", "eau"))
    }
    return plurals | listed


@functools.cache
def offices() -> dict[tuple[str, ...], frozenset[str]]:
    """Give the kinds of function that a noun or phrase can name, by its folded words."""
    links = source_words()["links"]
    table = rows("functions_and_titles.csv", ("noun", "kind", "gender", "office"))
    return {
        tuple(w for w in re.findall(r"[\w-]+'?", fold(row["noun"])) if w not in links): frozenset(
            row["office"].split()
        )
        for row in table
        if row["office"]
    }


@functools.cache
def first_names() -> dict[str, str]:
    """Give the gender (m, f or mf) of the first names of first_names.csv."""
    return {row["name"]: row["gender"] for row in rows("first_names.csv", ("name", "gender"))}


def first_name(word: str) -> str:
    """Give the gender of a first name, of one word or compound (Marie-Aude); empty for none."""
    return first_names().get(word) or first_names().get(word.partition("-")[0], "")


@functools.cache
def stances() -> dict[str, str]:
    """Give the stance of each reporting verb of reporting_verbs.csv by its lemma."""
    table = rows("reporting_verbs.csv", ("lemma", "constructions", "stance"))
    return {row["lemma"]: row["stance"] for row in table}


@functools.cache
def _cues() -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for row in rows("reporting_verbs.csv", ("lemma", "constructions", "stance")):
        for form, cue in _inflected(row):
            found.setdefault(form, []).append(cue)
    return {form: tuple(dict.fromkeys(cues)) for form, cues in found.items()}


@functools.cache
def cue_heads() -> frozenset[str]:
    """Give the words one of which every reporting verb group holds: forms in lower case.

    Of a phrase (faire valoir) it is the last word that counts, being the rarer one. What
    announces a claim after a colon (l'expert est formel : …) counts too.
    """
    heads = {
        form.rsplit("-")[-1] for form, cues in _cues().items() if any(not c.rest for c in cues)
    }
    return frozenset(
        heads
        | source_words()["attitudes"]
        | {cue.rest[-1].rsplit("'")[-1] for cues in _cues().values() for cue in cues if cue.rest}
    )


def _inflected(row: dict[str, str]) -> list[tuple[str, Cue]]:
    name = row["lemma"]
    reflexive = name.startswith(("se ", "s'"))
    head, *rest = name.removeprefix("se ").removeprefix("s'").removeprefix("en ").split()
    constructions = frozenset(row["constructions"].split())
    return [
        (
            form,
            Cue(name, tuple(rest), reflexive, constructions, row["stance"], kind, plural),
        )
        for form, readings in inflect(head).items()
        for kind, plural in {_kind(reading) for reading in readings if reading[3] in (0, 3)}
    ]


def _kind(reading: tuple[str, str, str, int, str]) -> tuple[str, bool]:
    _, mood, tense, _, number = reading
    if mood == "participle":
        return ("gerund" if tense == "present" else "participle", False)
    if mood == "infinitive":
        return ("infinitive", False)
    return ("finite", str(number).startswith("p"))


_SIGNS: tuple[tuple[int, str], ...] = (
    (COMMA, ","),
    (STOP, ". ! ? … ; ..."),
    (COLON, ":"),
    (OPEN, "( ["),
    (CLOSE, ") ]"),
    (DASH, "– — - --"),
)
_CLASSES: dict[str, int] = {
    "determiner": DETERMINER,
    "plural": PLURAL,
    "preposition": PREPOSITION,
    "subordinator": SUBORDINATOR,
    "coordinator": COORDINATOR,
    "subject": SUBJECT,
    "clitic": CLITIC,
    "negation": NEGATION,
    "relative": RELATIVE,
    "que": QUE,
    "disjunct": DISJUNCT,
    "inverted": INVERTED,
    "feminine": FEMININE,
    "masculine": MASCULINE,
    "of": OF,
    "article": ARTICLE,
    "reflexive": REFLEXIVE,
}


@functools.cache
def _classes() -> dict[str, int]:
    """Give the bits of each word of word_classes.yml, and of the punctuation."""
    bits: dict[str, int] = {}
    for tag, signs in _SIGNS:
        for sign in signs.split():
            bits[sign] = bits.get(sign, 0) | tag
    for name, words in read_lexicon("word_classes.yml").items():
        for word in words:
            bits[word] = bits.get(word, 0) | _CLASSES[name]
    return bits


_FINITE_OPENINGS = frozenset(
    ["a", "est", "sont", "ont", "était", "avait", "être", "avoir", "sera", "serait"]
)
_ARABIC = re.compile(r"(?:al|el|ad|ar|as|ash|at|az)-[A-ZÀ-Þ]")


class _Words(dict[str, Word]):
    def __missing__(self, form: str) -> Word:
        word = self[form] = _word(form)
        if len(self) > 400_000:  # a corpus of any length must not fill the memory
            self.clear()
        return word


def _word(form: str) -> Word:
    low = fold(form)
    tags = 0 if form in ("SA", "SE") else _classes().get(low, 0)  # of companies, not sa and se
    first = form[0]
    if (first.isupper() and (low[-1] != "'" or low == "l'")) or _ARABIC.match(form):
        tags |= CAPITAL
    if first.isdigit():
        tags |= NUMBER
    lists = source_words()
    if low in lists["adverbs"] or (low.endswith("ment") and _adverb_in_ment(low)):
        tags |= ADVERB
    if low in lists["times"]:
        tags |= TIME
    if low in lists["days"]:
        tags |= DAY | ADVERB
    noun = nouns().get(low)
    if noun:
        tags |= NOUN
        if noun.kind == "title":
            tags |= TITLE
        else:
            tags |= SPEAKING
    cues = _cues().get(low, ())
    if form in first_names():
        pass  # Hervé, Timothée
    elif first.isupper() and not cues:
        tags |= _opening_verb(low)
    elif low.isalpha() or "-" in low:
        tags |= _verbal(low)
    if any(not cue.rest for cue in cues):
        tags |= CUE
    if tags & PREPOSITION and low != "entre":
        tags &= ~(GERUND | FINITE | PARTICIPLE)
    return Word(low, tags | (PHRASAL if cues else 0), cues)


def _adverb_in_ment(low: str) -> bool:
    """Tell an adverb in -ment from a noun drawn from a verb (logement) and a verb (affirment)."""
    lists = source_words()
    if low in lists["adverbs_like_nouns"]:
        return True
    if len(low) < 7 or low in lists["nouns_in_ment"] or low in nouns() or verb_forms(low):
        return False
    stem = low.removesuffix("ement")
    verbs = (stem + "er", stem.replace("è", "e") + "er", stem + "ir")
    drawn = any(form.mood == "infinitive" for verb in verbs for form in verb_forms(verb))
    return not (low.endswith("issement") or (low.endswith("ement") and drawn))


def _opening_verb(low: str) -> int:
    # A capital makes a finite verb unlikely, and most unknown forms of a corpus are names.
    if low in _FINITE_OPENINGS:
        return _verbal(low)
    if low.endswith(("é", "ée", "és", "ées")) or low in source_words()["opening_participles"]:
        return PARTICIPLE
    return GERUND if low.endswith("ant") and len(low) > 5 else 0


def _verbal(low: str) -> int:
    tags = 0
    for lemma, mood, tense, person, number in verb_forms(low):
        if mood == "infinitive":
            tags |= INFINITIVE
        elif mood == "participle":
            tags |= GERUND if tense == "present" else PARTICIPLE
        elif mood != "imperative" and person == 3:
            tags |= FINITE
            if str(number).startswith("p"):
                tags |= PLURAL
            if tense == "imperfect" or mood == "conditional":
                tags |= SHIFTED
            if lemma == "avoir":
                tags |= AVOIR
            elif lemma == "être":
                tags |= ETRE
        if lemma in source_words()["carriers"]:
            tags |= CARRIER
    return tags


WORDS = _Words()


@functools.cache
def refusal_forms() -> frozenset[str]:
    """Give the forms after which an infinitive of speech claims nothing (a refusé de dire)."""
    words = source_words()["refusals"]
    return words | {form for word in words if word.endswith(("er", "ir")) for form in inflect(word)}


def of_origin(word: str) -> bool:
    """Tell whether a word is the noun of an origin, of either gender: Suédoise, Italien."""
    low, known = fold(word), source_words()["origins"]
    return bool({low, low.removesuffix("e"), low.removesuffix("ne")} & known)
