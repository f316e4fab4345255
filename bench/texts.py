"""Text to measure on: a corpus as often as needed, but no article twice."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from pathlib import Path

from helpers.language import verb_forms

LONG_WORD = re.compile(r"\b[a-zà-öø-ÿœ]{5,}\b")


def read_articles(folder: Path) -> list[list[str]]:
    """Give the paragraphs of each article of a folder, as its .txt files have them."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise SystemExit(f"bench: {folder} holds no article: name a folder of .txt files")
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in files)
    return [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]


def deal(articles: list[list[str]], *, words: int, seed: int = 0) -> Iterator[str]:
    """Give articles of `words` words together (by white space), no two of them alike.

    Each pass deals all paragraphs of the corpus, shuffled, among as many articles of as
    many paragraphs as it has: nothing gains by remembering an article.
    """
    paragraphs = list(chain.from_iterable(articles))
    left = words
    for number in count():
        cards = iter(random.Random(f"{seed} {number}").sample(paragraphs, len(paragraphs)))
        for article in articles:
            text = "\n\n".join(islice(cards, len(article)))
            yield text
            left -= len(text.split())
            if left <= 0:
                return


def reworded(texts: Iterable[str], *, every: int) -> Iterator[str]:
    """Give the texts with nouns and adjectives in one another's place, of the same ending.

    They are exchanged anew after each `every` texts. A corpus that repeats its sentences
    is all reprints, which no press is; in this one hardly five words in a row come back.
    Verbs, names, function words and marks stay: they are what attribution goes by.
    """
    texts = list(texts)
    classes = _classes(texts)
    for first in range(0, len(texts), every):
        other = _exchanged(classes, random.Random(first))
        for text in texts[first : first + every]:
            yield LONG_WORD.sub(lambda word, other=other: other.get(word[0], word[0]), text)


def _classes(texts: list[str]) -> list[list[str]]:
    """Give the long words that are no verb forms, those of one ending together."""
    classes = defaultdict(list)
    for word in sorted({word for text in texts for word in LONG_WORD.findall(text)}):
        if not verb_forms(word):
            classes[word[-2:]].append(word)
    return list(classes.values())


def _exchanged(classes: list[list[str]], chance: random.Random) -> dict[str, str]:
    return {
        word: other
        for some in classes
        for word, other in zip(some, chance.sample(some, len(some)), strict=True)
    }
