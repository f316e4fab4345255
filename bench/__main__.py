"""Measure the helpers beside their peers on the same text, in one run on one core."""

import argparse
import math
import os
import platform
import random
import shlex
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pandas as pd
import spacy
from lexicalrichness import LexicalRichness
from nltk.text import ConcordanceIndex
from spacy.tokens import Doc
from spacy.vocab import Vocab
from textacy.text_stats import diversity

from bench.growth import ALONE, draw, grow, laid_out
from bench.texts import deal, read_articles
from bench.timing import Figure, Target, alternate, compare, rows, table
from helpers import statistics
from helpers.framing import code_sentences
from helpers.language import fold, function_words, sentences, tokens, words
from helpers.paths import CORPUS, REPORTS
from helpers.quotations import attribute

ROUND = 150_000  # words of a round: about a megabyte
ARTICLE, BOOK = 500, 100_000  # words of a text whose richness is measured


class Stretch(NamedTuple):
    """The same words as each side wants them."""

    words: list[str]
    lexical: LexicalRichness
    doc: Doc


class Round(NamedTuple):
    """The text of a round, and what framing needs to be there before it starts."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    quotations: pd.DataFrame


def text_figures(corpus: list[list[str]], rounds: int) -> Iterator[Figure]:
    """Time tokenising, attribution and framing against spaCy's blank French pipeline."""
    peer = f"spaCy {spacy.__version__} blank French with sentencizer"
    pipeline = spacy.blank("fr")
    pipeline.add_pipe("sentencizer")
    sides: dict[str, Callable[[Round], object]] = {
        "peer": lambda one: _exhaust(pipeline.pipe(one.articles["text"])),
        "language": lambda one: _exhaust((tokens(t), sentences(t)) for t in one.articles["text"]),
        "attribution": lambda one: attribute(one.articles),
        "framing": lambda one: code_sentences(one.sentences, one.quotations),
    }
    first, *material = (_round(list(deal(corpus, words=ROUND, seed=k))) for k in range(rounds + 1))
    alternate(sides, [first])  # lets either side read its lexicons and fill its memory of words
    seconds = alternate(sides, material)
    size = sum(one.articles["text"].map(lambda text: len(text.encode())).sum() for one in material)
    for name, side, target in (
        ("tokens and sentences", "language", Target("ratio", "≤", 1)),
        ("attribution, cutting included", "attribution", Target("ratio", "≤", 2)),
        ("framing of cut sentences", "framing", Target("value", "≥", 1)),
    ):
        megabytes = size / rounds / 1e6
        ours, theirs = seconds[side], seconds["peer"]
        yield compare(name, ours, theirs, peer=peer, target=target, megabytes=megabytes)


def _exhaust(results: Iterable[object]) -> None:
    """Take results one after the other and keep none, so that no side pays for the heap."""
    deque(results, maxlen=0)


def _round(texts: list[str]) -> Round:
    articles = pd.DataFrame({"article_id": [f"a{k:06d}" for k in range(len(texts))], "text": texts})
    cut = [
        (article, f"{article}-s{number:03d}", *sentence)
        for article, text in articles.itertuples(index=False)
        for number, sentence in enumerate(sentences(text), start=1)
    ]
    columns = ["article_id", "sentence_id", "paragraph", "start", "end", "text"]
    return Round(articles, pd.DataFrame(cut, columns=columns), attribute(articles))


RICHNESS: dict[str, dict[str, Callable[[Stretch], float]]] = {
    "mattr": {
        "ours": lambda text: statistics.mattr(text.words, window=50),
        "lexicalrichness": lambda text: text.lexical.mattr(window_size=50),
        "textacy": lambda text: diversity.segmented_ttr(text.doc, 50, "moving-avg"),
    },
    "hdd": {
        "ours": lambda text: statistics.hdd(text.words, sample=42),
        "lexicalrichness": lambda text: text.lexical.hdd(draws=42),
        "textacy": lambda text: diversity.hdd(text.doc, 42),
    },
}


def richness_figures(corpus: list[list[str]], rounds: int) -> Iterator[Figure]:
    """Time mattr and hdd against LexicalRichness and textacy, on the same words."""
    vocabulary = spacy.blank("fr").vocab
    forms = [fold(word.form) for text in deal(corpus, words=BOOK) for word in words(text)][:BOOK]
    for size in (BOOK, ARTICLE):
        texts = [_stretch(forms[k : k + size], vocabulary) for k in range(0, BOOK, size)]
        for measure, sides in RICHNESS.items():
            _agree(measure, texts[0])
            seconds = alternate(_each(sides), [texts[:1], *[texts] * rounds])
            for peer in ("lexicalrichness", "textacy"):
                yield compare(
                    f"{measure}, texts of {size:,} words",
                    seconds["ours"][1:],
                    seconds[peer][1:],
                    peer=f"{peer} {version(peer)}",
                    target=Target("ratio", "≤", 0.1),
                )


def _stretch(forms: list[str], vocabulary: Vocab) -> Stretch:
    lexical = LexicalRichness(forms, preprocessor=None, tokenizer=None)
    return Stretch(forms, lexical, Doc(vocabulary, words=forms))


def _each(sides: dict[str, Callable[[Stretch], float]]) -> dict[str, Callable[[Any], object]]:
    return {
        name: lambda texts, measure=measure: [measure(text) for text in texts]
        for name, measure in sides.items()
    }


def _agree(measure: str, text: Stretch) -> None:
    """Refuse to compare times where the answers differ."""
    values = [side(text) for side in RICHNESS[measure].values()]
    if not all(math.isclose(value, values[0], rel_tol=1e-6) for value in values):
        raise SystemExit(f"bench: {measure} differs between the sides: {values}")


def table_figures(corpus: list[list[str]], rounds: int) -> Iterator[Figure]:
    """Time keyness of a large vocabulary, and a concordance once its tokens are indexed."""
    draw_count = random.Random(0).paretovariate
    part, rest = ({f"w{k}": 3 + int(draw_count(1)) for k in range(30_000)} for _ in range(2))
    keyness = alternate({"ours": lambda _: statistics.keywords(part, rest)}, range(rounds))
    yield Figure("keyness of 30,000 words", median(keyness["ours"]), "s", Target("value", "<", 1))
    forms = [t.form for text in deal(corpus, words=1_000_000) for t in tokens(text)][:1_000_000]
    word = next(form for form, _ in Counter(map(fold, forms)).most_common() if _tells(form))
    ours = statistics.concordance_index(forms)
    theirs = ConcordanceIndex(forms, key=fold)
    sides = {
        "ours": lambda _: statistics.concordance(ours, word),
        "theirs": lambda _: theirs.find_concordance(word, width=80),
    }
    seconds_of = alternate(sides, range(rounds))
    times = len(statistics.concordance(ours, word))
    yield compare(
        f"concordance of « {word} » ({times:,} times in 1,000,000 tokens)",
        seconds_of["ours"],
        seconds_of["theirs"],
        peer=f"NLTK {version('nltk')}",
        target=Target("value", "<", 0.2),
    )


def _tells(form: str) -> bool:
    return len(form) > 3 and form.isalpha() and form not in function_words()


def growth_figures(growth: pd.DataFrame) -> Iterator[Figure]:
    """Sum up how time and memory grow: what a word costs beyond 30 % and up to there.

    What is paid once, such as reading the lexicons, falls out of the difference.
    """
    way = growth[growth["stage"] != ALONE].groupby("words")
    for name, cost, unit in (
        ("time", way["seconds"].sum(), "ms"),
        ("memory", way["peak_mb"].max(), "kB"),
    ):
        below, beyond = (cost.diff() / cost.index.diff() * 1000).iloc[1:]
        linear = Target("ratio", "≤", 1.25)
        figure = f"{name} a word, from files to statistics"
        yield Figure(figure, beyond, unit, linear, "below 30 %", below, beyond / below)
    # From 30 % on: until then every article brings words that are new, and those are remembered.
    below, beyond = growth.loc[growth["stage"] == ALONE, "peak_mb"].iloc[1:]
    figure = "attribution: more memory for 3 times the articles"
    yield Figure(figure, beyond - below, "MB", Target("value", "≤", 5))


def machine() -> str:
    """Name the processor, the system and the Python that measure."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    return f"{processor}, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    """Measure, print the tables, and save them under reports/bench."""
    options = _options()
    one_core()
    command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
    print(f"{machine()}, one core, CPU time\n{command}: {options.corpus}", flush=True)
    corpus = read_articles(options.corpus)
    figures: list[Figure] = []
    for part in (text_figures, richness_figures, table_figures):
        figures += part(corpus, options.rounds)
    growth = grow(corpus, words=options.words)
    figures += growth_figures(growth)
    print(f"\n{table(figures)}\n\n{laid_out(growth)}\n")
    folder = REPORTS / "bench" / options.corpus.name
    folder.mkdir(parents=True, exist_ok=True)
    saved = pd.DataFrame(rows(figures, machine=machine(), command=command))
    saved.to_csv(folder / "figures.csv", index=False)
    growth.to_csv(folder / "growth.csv", index=False)
    draw(growth, folder / "growth.svg")
    print(f"saved in {folder}")


def one_core() -> None:
    """Keep this process and those it starts on one core, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--corpus", type=_folder, default=CORPUS, help="folder of .txt articles")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison")
    parser.add_argument("--words", type=int, default=1_000_000, help="words of the largest corpus")
    return parser.parse_args()


def _folder(name: str) -> Path:
    return Path(name).resolve()


if __name__ == "__main__":
    main()
