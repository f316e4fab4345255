"""Copy that several articles share: who printed it first, and the passages that prove it.

Candidates by MinHash over runs of five words, proof by alignment of the words themselves.
References: A. Broder, On the resemblance and containment of documents (1997); E. Zhu and
others, LSH Ensemble: Internet-scale domain search (VLDB 2016) for pairs of unequal length.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd
from datasketch import MinHash, MinHashLSHEnsemble

from helpers.language import Token, fold, words

RUN = 5
SHARED = 0.4
# Fewer words in common prove nothing: results, announcements and greetings repeat themselves.
LEAST_WORDS = 20
SEED = 20230913
PAIRS = ["first", "second", "words", "shared"]
GROUPS = [
    "reprint_group",
    "order",
    "article_id",
    "outlet",
    "agency",
    "published",
    "words",
    "shared",
]
_PERMUTATIONS = 128
# Candidates are looked for well below the threshold, since MinHash only estimates the share.
_SLACK = 0.6
_OCCURRENCES = 20


class Passage(NamedTuple):
    """A run of words that two texts have in common, by its offsets in both."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


def aligned_passages(text: str, other: str, *, run: int = RUN) -> pd.DataFrame:
    """Align the passages that two texts have word for word in common.

    A row is a passage of at least `run` words: start and end in `text`, other_start and
    other_end in `other`, words, and the passage as `text` has it. Case and typography do
    not count; passages do not overlap in `text` and stand in its order. Not for
    paraphrase: a changed word cuts.
    """
    passages = _passages(_copy(text), _copy(other), run)
    frame = pd.DataFrame(passages, columns=list(Passage._fields))
    return frame.assign(text=[text[passage.start : passage.end] for passage in passages])


def reprint_pairs(
    articles: pd.DataFrame, *, shared: float = SHARED, seed: int = SEED
) -> pd.DataFrame:
    """Find the pairs of articles that share copy.

    `articles`: columns article_id, text. `shared`: the least share of the words of the
    shorter article that stand in passages of five words or more common to both (0.4: two
    fifths are the same copy, as when a dispatch is half rewritten), twenty words at least.
    `seed` of the MinHash permutations. A row is a pair: first and second (article ids, in
    the order of the frame), words in common passages, shared. Not for a corpus of one author
    or of forms filled in: what they repeat is no reprint.
    """
    copies = _copies(articles)
    compared = (
        (first, second, *_common_words(copies[first], copies[second]))
        for first, second in _candidates(copies, shared * _SLACK, seed)
    )
    pairs = [row for row in compared if row[-1] >= shared and row[-2] >= LEAST_WORDS]
    return pd.DataFrame(pairs, columns=PAIRS)


def reprint_groups(articles: pd.DataFrame, *, shared: float = SHARED) -> pd.Series:
    """Give each article the id of the group of articles it shares copy with, or "".

    For `articles` and `shared` see `reprint_pairs`; whoever shares with one member belongs
    to the group. Ids run r001, r002 … in the order of the frame. Not transitive in the
    copy itself: two members may have only a third one in common.
    """
    copies = _copies(articles)
    heads = {article: article for article in copies}
    for first, second in _candidates(copies, shared * _SLACK, SEED):
        one, other = _head(heads, first), _head(heads, second)
        if one == other:
            continue
        common, share = _common_words(copies[first], copies[second])
        if share >= shared and common >= LEAST_WORDS:
            heads[other] = one
    of = [_head(heads, article) for article in articles["article_id"]]
    several = (head for head, members in Counter(of).items() if members > 1)
    names = {head: f"r{number:03d}" for number, head in enumerate(several, start=1)}
    return pd.Series([names.get(head, "") for head in of], index=articles.index, dtype=object)


def _head(heads: dict[str, str], article: str) -> str:
    """Give the article that stands for a group, and shorten the way to it."""
    while heads[article] != article:
        heads[article] = heads[heads[article]]
        article = heads[article]
    return article


def reprint_table(articles: pd.DataFrame) -> pd.DataFrame:
    """List the members of each group of reprints, first seen first.

    `articles` is the frame of `read_corpus`. A row is an article of a group: order (1 =
    first seen), outlet, agency, published, words, shared (the share of its words that
    stand in passages common with the first seen; 1 for itself). Undated articles come
    last, a month after its days; among equals the order of names decides and proves nothing.
    """
    grouped = articles[articles["reprint_group"] != ""]
    ordered = grouped.assign(_when=grouped["published"].map(_sortable)).sort_values(
        ["reprint_group", "_when", "article_id"]
    )
    by_group = ordered.groupby("reprint_group", sort=True)
    first = by_group["text"].transform("first")
    share = [_share(text, source) for text, source in zip(ordered["text"], first, strict=True)]
    return ordered.assign(order=by_group.cumcount() + 1, shared=share)[GROUPS].reset_index(
        drop=True
    )


def collapse_reprints(articles: pd.DataFrame) -> pd.DataFrame:
    """Keep of each group of reprints the article seen first; all other articles stay.

    For counts that must not count one dispatch many times. Not for who printed what.
    """
    table = reprint_table(articles)
    later = table.loc[table["order"] > 1, "article_id"]
    return articles[~articles["article_id"].isin(later)]


def _sortable(published: str) -> str:
    return published.ljust(10, "~") if published else "~~"


class _Copy(NamedTuple):
    """The words of a text, and their forms made comparable."""

    cut: Sequence[Token]
    forms: Sequence[str]


def _copy(text: str) -> _Copy:
    cut = words(text)
    return _Copy(cut, [fold(token.form) for token in cut])


def _copies(articles: pd.DataFrame) -> dict[str, _Copy]:
    rows = zip(articles["article_id"], articles["text"], strict=True)
    return {article: _copy(text) for article, text in rows}


def _share(text: str, source: str) -> float:
    own = _copy(text)
    common = sum(passage.words for passage in _passages(own, _copy(source), RUN))
    return common / max(len(own.cut), 1)


def _common_words(first: _Copy, second: _Copy) -> tuple[int, float]:
    shorter, longer = sorted((first, second), key=lambda copy: len(copy.cut))
    common = sum(passage.words for passage in _passages(shorter, longer, RUN))
    return common, common / max(len(shorter.cut), 1)


def _candidates(copies: dict[str, _Copy], share: float, seed: int) -> list[tuple[str, str]]:
    """Give the pairs of which MinHash says that one may lie in the other, in the order of both."""
    sets = {article: _runs_of(copy) for article, copy in copies.items()}
    sets = {article: found for article, found in sets.items() if found}
    if len(sets) < 2:
        return []
    drawn = MinHash.bulk(sets.values(), num_perm=_PERMUTATIONS, seed=seed)
    index = MinHashLSHEnsemble(share, _PERMUTATIONS, num_part=min(16, len(sets)))
    sketches = dict(zip(sets, drawn, strict=True))
    index.index([(article, sketches[article], len(found)) for article, found in sets.items()])
    place = {article: number for number, article in enumerate(copies)}
    pairs = {
        (min(article, other, key=place.__getitem__), max(article, other, key=place.__getitem__))
        for article, sketch in sketches.items()
        for other in index.query(sketch, len(sets[article]))
        if other != article
    }
    return sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))


def _runs_of(copy: _Copy) -> list[bytes]:
    forms = copy.forms
    return list({" ".join(forms[at : at + RUN]).encode() for at in range(len(forms) - RUN + 1)})


def _passages(own: _Copy, other: _Copy, run: int) -> list[Passage]:
    starts = defaultdict(list)
    for at in range(len(other.forms) - run + 1):
        starts[tuple(other.forms[at : at + run])].append(at)
    cut, others = own.cut, other.cut
    return [
        Passage(cut[at].start, cut[at + n - 1].end, others[to].start, others[to + n - 1].end, n)
        for at, to, n in _common_runs(own.forms, other.forms, starts, run)
    ]


def _common_runs(
    forms: Sequence[str],
    others: Sequence[str],
    starts: dict[tuple[str, ...], list[int]],
    run: int,
) -> Iterator[tuple[int, int, int]]:
    """Walk through the words; at each common run take the longest continuation of it."""
    at = 0
    while at <= len(forms) - run:
        found = starts.get(tuple(forms[at : at + run]), ())[:_OCCURRENCES]
        length, to = max(((_common(forms, at, others, to), to) for to in found), default=(0, 0))
        if length:
            yield at, to, length
        at += length or 1


def _common(forms: Sequence[str], at: int, others: Sequence[str], to: int) -> int:
    length, limit = 0, min(len(forms) - at, len(others) - to)
    while length < limit and forms[at + length] == others[to + length]:
        length += 1
    return length
