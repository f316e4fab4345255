"""Tokens: tables by hand, and what must hold for any text whatever."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.language import fold, sentences, tokens, words

# A text this long takes a tenth of these seconds, and hours if time were quadratic.
LONG, SECONDS = 200_000, 3
HERE = Path(__file__).parent
MARKS = "aàÀMLdlt’'ʼ-‑.,:;!?…«»“”\"()[]_%€#@&/° \n\u00a0\u202f\u0301\u00ad\u200d\ufe0f"
BITS = (
    "1 234 h 30 http:// www. a@b.fr qu' -t-il -là aujourd'hui M. etc. J.-C. O.N.U. 👨‍👩‍👧 🇫🇷 Le il"
)
PIECES = st.lists(st.sampled_from([*MARKS, *BITS.split()]), max_size=40).map("".join)
ANY = st.text(max_size=200) | PIECES


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]


@pytest.mark.parametrize("probe", lines("tokens_by_hand.txt"))
def test_tokens_by_hand(probe):
    expected = [form.strip() for form in probe.split("|")]
    assert [token.form for token in tokens(probe.replace("|", ""))] == expected


def test_a_search_for_armes_finds_every_form():
    probes = [line.split("\t") for line in lines("search_armes.tsv")[1:]]
    missed = []
    for shown, times in probes:
        text = shown.replace("\\n", "\n").replace("\\t", "\t")
        found = sum(fold(word.form) == "armes" for word in words(text))
        missed += [(shown, found)] if found != int(times) else []
    assert len(probes) >= 300
    assert not missed


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("armes", "word"), ("l'", "word"), ("Tu-160", "word"), ("M.", "word"),
        ("n°", "word"), ("1 234,5", "number"), ("1er", "number"), ("14 h 30", "number"),
        ("½", "number"), ("2019-03-12", "number"), ("«", "punctuation"), ("…", "punctuation"),
        ("?!", "punctuation"), ("—", "punctuation"), ("%", "symbol"), ("€", "symbol"),
        ("#armes", "symbol"), ("@agence", "symbol"), ("exemple.fr", "symbol"), ("1️⃣", "symbol"),
        ("https://exemple.fr/1", "symbol"), ("20.exemple.fr", "symbol"), ("👨‍👩‍👧", "symbol"),
    ],
)  # fmt: skip
def test_kinds(form, kind):
    assert [(token.form, token.kind) for token in tokens(form)] == [(form, kind)]


def test_words_leave_out_punctuation_and_symbols():
    assert [word.form for word in words("« Oui », 20 % le 1er ! #non")] == [
        "Oui",
        "20",
        "le",
        "1er",
    ]


@given(ANY)
@example(" \n l'")
@example("\u0301e")
def test_offsets_order_and_coverage(text):
    found = tokens(text)
    assert all(text[token.start : token.end] == token.form for token in found)
    assert all(former.end <= latter.start for former, latter in pairwise(found))
    covered = "".join(token.form for token in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(token.form.strip() == token.form != "" for token in found)
    assert {token.kind for token in found} <= {"word", "number", "punctuation", "symbol"}


@given(ANY)
def test_no_token_stands_astride_two_sentences(text):
    ends = [sentence.end for sentence in sentences(text)]
    assert not any(token.start < end < token.end for token in tokens(text) for end in ends)


@given(st.lists(st.text("acdhjlmnqstuéœ- ", min_size=1, max_size=4), min_size=1, max_size=5))
def test_typed_apostrophes_change_nothing(bits):
    straight, curly = (
        [(token.start, token.end, token.kind) for token in tokens(apostrophe.join(bits))]
        for apostrophe in "'’"
    )
    assert straight == curly


@pytest.mark.parametrize(
    "unit",
    ["a", "«", ".", "'", "’", "-", "a-", "a'", "l'", "A.", "A.-", "1 ", "1 234 ", "1.", "1,", "h ",
     "a.", "a@", "@a.", "http://", "www.", "#", "_", "\u0301", "\u200d", "👨\u200d", "-le", "-t-il",
     "dis-le", "va-t'en", " ", "\n", "M.", "c'est-", "!", "é", "aA1", "°", "n°", "&A"],
)  # fmt: skip
def test_time_is_linear_in_length(unit):
    text = (unit * (LONG // len(unit)))[:LONG]
    started = time.process_time()
    tokens(text)
    tokens(text + "a")
    assert time.process_time() - started < SECONDS
