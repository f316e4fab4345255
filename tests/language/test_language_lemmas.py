"""Lemmas, folding, function words, and the contract that is printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_language_tokens import lines

from helpers.language import fold, function_words, lemma, tokenisation_contract, tokens


@pytest.mark.parametrize("probe", lines("lemmas.tsv")[1:])
def test_lemmas_of_the_press(probe):
    form, expected = probe.split("\t")
    assert lemma(form) == expected


def test_the_capital_of_a_first_word_tells_nothing():
    firsts = ["Missiles", "Citant", "Rapidement", "Pierre", "Poutine", "ONU", "Kim", "Les"]
    found = [lemma(form, first=True) for form in firsts]
    assert found == ["missile", "citer", "rapidement", "Pierre", "Poutine", "ONU", "Kim", "le"]


@given(st.text(max_size=40))
def test_every_token_has_a_lemma(text):
    for token in tokens(text):
        assert lemma(token.form)
        assert lemma(token.form, first=True)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("L’", "l'"), ("lʼ", "l'"), ("ÉTÉ", "été"), ("e\u0301te\u0301", "été"),
     ("ar\u00admes", "armes"), ("États‑Unis", "états-unis"),
     ("d\u2019\u200barmes", "d'armes"), ("Œuvre", "œuvre")],
)  # fmt: skip
def test_fold(form, expected):
    assert fold(form) == expected


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_and_accents_may_be_typed_both_ways(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_function_words_are_folded_tokens():
    assert {"le", "l'", "qu'", "-t-il", "dans", "n'", "aurait", "on", "y"} <= function_words()
    assert not {"arme", "dire", "pays", "no", "armes"} & function_words()
    assert all(fold(word) == word for word in function_words())


def test_the_contract_prints_what_the_code_does():
    contract = tokenisation_contract()
    assert list(contract.columns) == ["unit", "rule", "example", "result"]
    assert set(contract["unit"]) == {"word", "sentence"}
    assert len(contract) >= 18
    elided = contract.iloc[0]
    assert elided["result"].startswith("l’ | accord | d' | armes | qu’ | ils")
    new_line = contract[contract["rule"].str.startswith("A new line")].iloc[0]
    assert "\n" in new_line["example"]
    assert new_line["result"] == "Un titre sans point | Le texte commence"
