"""A folder of press files read to three frames: articles, cleaning, sentences."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from helpers.cache import remembered
from helpers.corpus.dates import iso_date
from helpers.corpus.errors import CorpusError
from helpers.corpus.files import PressFile, read_files
from helpers.corpus.lexicons import reasons
from helpers.corpus.metadata import Metadata, read_metadata
from helpers.corpus.reading import Choice, Reading, chosen, read_file, without_twins
from helpers.corpus.reprints import reprint_groups
from helpers.language import Sentence, lemma, sentences, tokens, words
from helpers.paths import resolve

ARTICLES = [
    "article_id",
    "file",
    "title",
    "outlet",
    "agency",
    "published",
    "dateline",
    "byline",
    "words",
    "sentences",
    "reprint_group",
    "sha256",
    "text",
]
CLEANING = ["article_id", "text", "reason"]
SENTENCES = ["article_id", "sentence_id", "paragraph", "start", "end", "text"]
TOKENS = ["article_id", "sentence_id", "start", "end", "form", "lemma", "kind"]


class Corpus(NamedTuple):
    """The frames of a corpus.

    articles: a row is an article, with its cleaned `text`; cleaning: a row is a piece of
    text taken out, a notice, or a file set aside; sentences: a row is a sentence, `start`
    and `end` pointing into the article's text.
    """

    articles: pd.DataFrame
    cleaning: pd.DataFrame
    sentences: pd.DataFrame


def read_corpus(
    folder: str | Path, *, first_day: str = "", last_day: str = "", outlets: Sequence[str] = ()
) -> Corpus:
    """Read the .txt files of a folder, and its articles.csv if there is one, to three frames.

    `folder`: absolute, or relative to the repository. `first_day`, `last_day`: ISO days
    that leave out what was published before or after; an article without a date is then
    left out too. `outlets` keeps only these. Every file is a row of `articles` or a row of
    `cleaning` with a reason of kind file (see `reasons`), never both, never neither. Raises
    CorpusError when there is no folder, no .txt file, no article left, or when articles.csv
    or an option is malformed. Remembered by the content of the files. Not for folders
    within folders: name the innermost.
    """
    path = resolve(folder)
    choice = Choice(_day("first_day", first_day), _day("last_day", last_day), tuple(outlets))
    if choice.first_day and choice.last_day and choice.first_day > choice.last_day:
        raise CorpusError(f"first_day {first_day} is after last_day {last_day}: exchange them")
    files, metadata = read_files(path), read_metadata(path)
    corpus = _build(files, metadata, choice)
    if corpus.articles.empty:
        raise CorpusError(_nothing_left(path, len(files), corpus.cleaning, choice))
    absent = [outlet for outlet in choice.outlets if outlet not in set(corpus.articles["outlet"])]
    if absent:
        there = ", ".join(sorted(filter(None, corpus.articles["outlet"].unique())))
        fault = f"no article of outlet {', '.join(absent)}"
        raise CorpusError(f"{path}: {fault} (found: {there}); mend the parameter outlets")
    return corpus


def _day(name: str, written: str) -> str:
    if written and not (len(written) == 10 and iso_date(written)):
        raise CorpusError(
            f"{name} is {written!r}, no ISO day: write it like 2023-09-13, or leave it empty"
        )
    return written


def _nothing_left(path: Path, files: int, cleaning: pd.DataFrame, choice: Choice) -> str:
    why = Counter(cleaning.loc[cleaning["reason"].isin(_set_aside_reasons()), "reason"])
    told = ", ".join(f"{reason} {number}" for reason, number in sorted(why.items()))
    outlets = cleaning.loc[cleaning["reason"] == "other_outlet", "text"].unique()
    there = f"; outlets there: {', '.join(sorted(outlets))}" if len(outlets) else ""
    remedy = "widen the choice" if any(choice) else "give French articles as text files"
    return (
        f"{path}: none of its {files} files is an article of the corpus ({told}){there}; {remedy}"
    )


def _set_aside_reasons() -> frozenset[str]:
    table = reasons()
    return frozenset(table.loc[table["kind"] == "file", "reason"])


@remembered
def _build(files: tuple[PressFile, ...], metadata: Metadata, choice: Choice) -> Corpus:
    """Read, choose, look for twins, and lay out the three frames."""
    read = without_twins(chosen(read_file(file, metadata), choice) for file in files)
    kept = [one for one in read if not one.reason]
    found = {one.article_id: sentences(one.cleaned.text) for one in kept}
    rows = [_article_row(one, len(found[one.article_id])) for one in kept]
    articles = pd.DataFrame(rows, columns=ARTICLES)
    articles["reprint_group"] = reprint_groups(articles)
    return Corpus(articles, _cleaning(read, metadata), _sentences(found))


def _article_row(read: Reading, number_of_sentences: int) -> dict[str, Any]:
    told = ("title", "outlet", "agency", "published", "dateline", "byline")
    return {
        "article_id": read.article_id,
        "file": read.file.name,
        **{column: read.fact(column) for column in told},
        "words": len(words(read.cleaned.text)),
        "sentences": number_of_sentences,
        "reprint_group": "",
        "sha256": hashlib.sha256(read.file.raw).hexdigest(),
        "text": read.cleaned.text,
    }


def _cleaning(read: Iterable[Reading], metadata: Metadata) -> pd.DataFrame:
    rows = [("", f"articles.csv: {metadata.notice}", "encoding")] if metadata.notice else []
    names = set()
    for one in read:
        names.add(one.file.name)
        if one.notice:
            rows.append((one.article_id, one.notice, "encoding"))
        if one.reason in ("", "file_no_text"):
            rows += [(one.article_id, piece.text, piece.reason) for piece in one.cleaned.removals]
        if one.reason:
            rows.append((one.article_id, one.told, one.reason))
    for name in sorted(set(metadata.articles) - names):
        told = f"articles.csv, line {metadata.lines[name]}: {name} is not in the folder"
        rows.append((PurePosixPath(name).stem, told, "unknown_file"))
    return pd.DataFrame(rows, columns=CLEANING)


def _sentences(found: Mapping[str, Sequence[Sentence]]) -> pd.DataFrame:
    rows = [
        (article_id, f"{article_id}-s{number:03d}", one.paragraph, one.start, one.end, one.text)
        for article_id, cut in found.items()
        for number, one in enumerate(cut, start=1)
    ]
    return pd.DataFrame(rows, columns=SENTENCES)


@remembered
def tokenise(sentences: pd.DataFrame) -> pd.DataFrame:
    """Cut the sentences of a corpus into tokens.

    `sentences` is the frame of `read_corpus`, or some rows of it. A row is a token:
    article_id, sentence_id, start and end in the article's text, form, lemma, kind
    (word, number, punctuation, symbol). What is no word is its own lemma. Not for
    sentences whose offsets come from another cleaning of the text.
    """
    rows = [
        (article, sentence, start + token.start, start + token.end, token.form, token.kind)
        for article, sentence, start, text in _places(sentences)
        for token in tokens(text)
    ]
    frame = pd.DataFrame(rows, columns=[column for column in TOKENS if column != "lemma"])
    lemmas = [
        lemma(form) if kind == "word" else form
        for form, kind in zip(frame["form"], frame["kind"], strict=True)
    ]
    return frame.assign(lemma=lemmas)[TOKENS]


def _places(sentences: pd.DataFrame) -> Iterable[tuple[str, str, int, str]]:
    columns = ("article_id", "sentence_id", "start", "text")
    return zip(*(sentences[column] for column in columns), strict=True)
