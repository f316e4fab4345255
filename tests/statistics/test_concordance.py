"""Concordances: elided forms, contexts, order, speed."""
# ruff: noqa: SIM905

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s

TREATY = "le traité sur les armes et le transfert d' armes à la Russie .".split()
GLUED = "le traité sur les armes et le transfert d'armes à la Russie .".split()
CURLY = "Le traité sur les Armes et le transfert d’ armes à la Russie .".split()


@pytest.mark.parametrize("tokens", [TREATY, GLUED, CURLY])
def test_both_hits_where_quanteda_has_one(tokens):
    assert len(s.concordance(s.concordance_index(tokens), "armes")) == 2, "quanteda 4.3.1, run"


CLITICS = "l' d' j' m' t' s' c' n' qu' jusqu' lorsqu' puisqu' quoiqu' L' D' Qu' l’ d’ qu’".split()
NOUNS = (
    "armes accord État armée homme Europe été espace essai arsenal usine étude or île eau".split()
)
PROBES = [clitic + noun for clitic, noun in itertools.product(CLITICS, NOUNS)]


def test_there_are_many_elided_probes():
    assert len(PROBES) >= 280


@pytest.mark.parametrize("noun", NOUNS)
def test_every_elided_form_is_found(noun):
    index = s.concordance_index(PROBES)
    assert len(s.concordance(index, noun)) == len(CLITICS)


@pytest.mark.parametrize(
    ("token", "query"), [("aujourd'hui", "hui"), ("prud'homme", "homme"), ("alarmes", "armes")]
)
def test_parts_of_words_are_not_found(token, query):
    assert s.concordance(s.concordance_index([token]), query).empty
    assert len(s.concordance(s.concordance_index([token]), token)) == 1


def test_a_row_reads_as_the_text():
    first, second = s.concordance(s.concordance_index(TREATY), "armes", width=3).itertuples()
    assert (first.left, first.match, first.right) == ("traité sur les", "armes", "et le transfert")
    assert (second.left, second.match, second.right) == ("le transfert d'", "armes", "à la Russie")


@pytest.mark.parametrize("query", ["transfert d'armes", "transfert d’armes", "d'armes", "D'ARMES"])
def test_several_words_in_a_row(query):
    found = s.concordance(s.concordance_index(TREATY), query)
    assert len(found) == 1
    assert found["match"].item().endswith("d'armes")


def test_several_words_stay_in_their_unit():
    tokens = "la paix revient".split()
    apart = s.concordance_index(tokens, units=["x", "x", "y"])
    assert s.concordance(apart, "paix revient").empty
    assert s.concordance(apart, "paix")["right"].item() == ""
    assert s.concordance(apart, "paix")["unit"].item() == "x"


def test_by_lemma_and_by_regex():
    index = s.concordance_index(TREATY, lemmas=["arme" if "rmes" in t else t for t in TREATY])
    assert len(s.concordance(index, "arme", by="lemma")) == 2
    assert len(s.concordance(index, "arme")) == 0
    assert len(s.concordance(index, "tra.*", by="regex")) == 2
    assert len(s.concordance(s.concordance_index(GLUED), "armes?", by="regex")) == 2


def test_sorted_by_the_words_around():
    tokens = "une arme sûre puis cent armes à feu puis de armes étranges".split()
    index = s.concordance_index(tokens)
    by_right = s.concordance(index, "armes?", by="regex", sort="right")
    assert by_right["right"].str.split().str[0].tolist() == ["à", "étranges", "sûre"]
    by_left = s.concordance(index, "armes?", by="regex", sort="left")
    assert by_left["left"].str.split().str[-1].tolist() == ["cent", "de", "une"]


@pytest.mark.parametrize("query", ["", "  "])
def test_a_query_needs_a_word(query):
    with pytest.raises(ValueError, match="no word"):
        s.concordance(s.concordance_index(TREATY), query)


@pytest.mark.parametrize(
    "call",
    [
        lambda index: s.concordance(index, "(", by="regex"),
        lambda index: s.concordance(index, "armes", by="stem"),
        lambda index: s.concordance(index, "armes", sort="random"),
        lambda index: s.concordance(index, "arme", by="lemma"),
        lambda index: s.concordance_index(TREATY, units=["x"]),
    ],
)
def test_what_cannot_be_done_is_refused(call):
    with pytest.raises(ValueError):
        call(s.concordance_index(TREATY))


def test_empty_corpus():
    index = s.concordance_index([])
    assert s.concordance(index, "armes").empty
    assert s.concordance(index, "a.*", by="regex").empty


def test_spaces_may_be_given():
    index = s.concordance_index(["«", "Oui", "»"], spaced=[False, False, False])
    assert s.concordance(index, "oui")["left"].item() == "«"


@given(st.lists(st.sampled_from("a b c d' l' . «".split()), max_size=40), st.integers(0, 5))
def test_every_occurrence_once_and_in_place(tokens, width):
    found = s.concordance(s.concordance_index(tokens), "a", width=width)
    assert found["place"].tolist() == [i for i, token in enumerate(tokens) if token == "a"]


def test_one_word_in_a_million_tokens():
    draw = np.random.default_rng(5)
    ranks = np.minimum(draw.zipf(1.4, 1_000_000), 30_000)
    index = s.concordance_index([f"w{rank}" for rank in ranks.tolist()])
    start = time.process_time()
    found = s.concordance(index, "w100", sort="right")
    assert time.process_time() - start < 0.2
    assert len(found) == (ranks == 100).sum() > 300
