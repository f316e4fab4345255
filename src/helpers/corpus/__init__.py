"""Press files to articles: reading, cleaning, metadata, reprints, calendar."""

from helpers.corpus.articles import Corpus, read_corpus, tokenise
from helpers.corpus.calendar import calendar, dating
from helpers.corpus.cleaning import Cleaned, clean
from helpers.corpus.errors import CorpusError
from helpers.corpus.lexicons import reasons
from helpers.corpus.reprints import (
    aligned_passages,
    collapse_reprints,
    reprint_groups,
    reprint_pairs,
    reprint_table,
)

__all__ = [
    "Cleaned",
    "Corpus",
    "CorpusError",
    "aligned_passages",
    "calendar",
    "clean",
    "collapse_reprints",
    "dating",
    "read_corpus",
    "reasons",
    "reprint_groups",
    "reprint_pairs",
    "reprint_table",
    "tokenise",
]
