"""Framing of topics: what a sentence speaks of, in which light, how certain, in whose voice."""

from helpers.framing.coding import code_sentences
from helpers.framing.comparison import explode, tally, topic_pairs
from helpers.framing.conditionals import Conditional, conditionals
from helpers.framing.lexicons import Frames, Topics, read_frames, read_topics

__all__ = [
    "Conditional",
    "Frames",
    "Topics",
    "code_sentences",
    "conditionals",
    "explode",
    "read_frames",
    "read_topics",
    "tally",
    "topic_pairs",
]
