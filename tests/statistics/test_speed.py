"""Time grows with the text, not with its square; long texts stay quick."""

import time

import numpy as np
import pytest

from helpers import statistics as s


def text_of(size):
    draw = np.random.default_rng(size)
    return [f"w{rank}" for rank in np.minimum(draw.zipf(1.3, size), 50_000).tolist()]


def seconds(measure, tokens):
    start = time.process_time()
    measure(tokens)
    return time.process_time() - start


def sentences_of(tokens):
    return [tokens[start : start + 25] for start in range(0, len(tokens), 25)]


MEASURES = {
    "mattr": s.mattr,
    "msttr": s.msttr,
    "mtld": s.mtld,
    "hdd": s.hdd,
    "heaps_fit": s.heaps_fit,
    "cooccurrents": lambda tokens: s.cooccurrents(sentences_of(tokens), "w20"),
    "repeated_segments": lambda tokens: s.repeated_segments(sentences_of(tokens), longest=4),
    "concordance_index": s.concordance_index,
}


@pytest.mark.parametrize("name", MEASURES)
def test_five_times_the_text_takes_about_five_times_as_long(name):
    measure = MEASURES[name]
    short, long = text_of(40_000), text_of(200_000)
    small = min(seconds(measure, short) for _ in range(3))
    assert min(seconds(measure, long) for _ in range(2)) < 5 * 3 * small + 0.05


def test_mattr_and_hdd_of_325_000_tokens():
    tokens = text_of(325_000)
    assert seconds(s.mattr, tokens) < 1
    assert seconds(s.hdd, tokens) < 0.5
