"""Names that an article gives to things of a topic: « la fusée Aurore », « vingt Milan »."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.framing.patterns import LIGHT, Hit, keys_of
from helpers.language import Token, function_words, verb_forms

SHORTEST = 3
# The most adjectives that stand between a noun and its name.
ADJECTIVES = 3
OPENING = frozenset("«“\"'‘")
PLURAL = ("s", "x", "S", "X")


class Name(NamedTuple):
    """A name and the topic of what it names; `forms` are its words."""

    topic: str
    forms: tuple[str, ...]


def introduced(
    article: Sequence[Sequence[Token]],
    hits: Sequence[Sequence[Hit]],
    named: Collection[str],
    themes: Collection[str],
) -> dict[str, set[Name]]:
    """Give the names that an article introduces for things of a topic, by their first word.

    `hits` are what was found in each sentence, `named` the topics that the article names at all:
    a helicopter in one on no weapons is none. A name follows a noun that bears one and its
    adjectives, or stands before it: « le Milan, avion de combat ». A name that keeps its singular
    after a number twice (« vingt Milan ») is a model's, in an article on one of `themes`, unless it
    is a family's.
    """
    names: set[Name] = set()
    counted: Counter[Name] = Counter()
    for words, found in zip(article, hits, strict=True):
        for hit in found:
            if hit.label[0] == "bears_name" and hit.label[1] in named:
                names.update(_named_by(hit, words))
            elif hit.label[0] == "counts_model":
                counted.update(name for name in _model(hit, words) if name.topic in themes)
    often = (name for name, times in counted.items() if times > 1)
    names.update(name for name in often if not any(_is_family(name, w) for w in article))
    by_first: dict[str, set[Name]] = {}
    for name in names:
        by_first.setdefault(name.forms[0], set()).add(name)
    return by_first


def occurrences(
    names: dict[str, set[Name]], words: Sequence[Token]
) -> Iterator[tuple[str, int, int]]:
    """Give topic, first and last token of each name in the tokens of a sentence."""
    for i, token in enumerate(words if names else ()):
        for topic, forms in sorted(names.get(token.form, ())):
            end = i + len(forms)
            if tuple(word.form for word in words[i:end]) == forms:
                yield topic, i, end - 1


def _named_by(hit: Hit, words: Sequence[Token]) -> Iterator[Name]:
    """Give the name after a noun and its adjectives, or that the noun is in apposition to."""
    after = hit.last + 1
    while after < min(hit.last + 1 + ADJECTIVES, len(words)) and _may_describe(words[after]):
        after += 1
    if after < len(words) and words[after].form in OPENING:
        after += 1
    yield from _name(hit, _run(words, after, 1))
    before = hit.first - 1
    if before > 0 and words[before].form in {",", "("}:
        run = _run(words, before - 1, -1)
        article = before - 1 - len(run)
        if article >= 0 and _is_light(words[article].form):
            yield from _name(hit, run)
        elif run and _is_light(run[0]):
            yield from _name(hit, run[1:])


def _may_describe(word: Token) -> bool:
    """Tell whether a word may stand between a noun and its name: *spatiale japonaise*."""
    return (
        word.kind == "word"
        and word.form.islower()
        and word.form not in function_words()
        and all(reading.mood == "participle" for reading in verb_forms(word.form))
    )


def _model(hit: Hit, words: Sequence[Token]) -> Iterator[Name]:
    """Give the name in the singular right after a word that counts."""
    run = _run(words, hit.last + 1, 1)
    if len(run) == 1 and not run[0].endswith(PLURAL):
        yield from _name(hit, run)


def _is_family(name: Name, words: Sequence[Token]) -> bool:
    """Tell whether the name stands after a first name or a title somewhere."""
    return any(
        words[last - 1].form[:1].isupper() and last > 1
        for _, last, _ in occurrences({name.forms[0]: {name}}, words)
    )


def _name(hit: Hit, run: Iterable[str]) -> Iterator[Name]:
    forms = tuple(run)
    if forms and len(forms[0]) >= SHORTEST:
        yield Name(hit.label[1], forms)


def _run(words: Sequence[Token], start: int, step: int) -> list[str]:
    """Give the words with a capital from one on, in the order of the text."""
    run: list[str] = []
    i = start
    while 0 <= i < len(words) and words[i].kind == "word" and words[i].form[:1].isupper():
        run.append(words[i].form)
        i += step
    return run[::step]


def _is_light(form: str) -> bool:
    return LIGHT in keys_of(form)
