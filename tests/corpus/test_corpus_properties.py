import time

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from helpers.corpus import aligned_passages, clean
from helpers.corpus.encodings import decode
from helpers.corpus.french import read_as
from helpers.language import sentences

PIECES = st.sampled_from(
    [
        "Publicité", "\n", "\n\n", "Par Claire Morand", "(AFP)", "PARIS (AFP) — ", "Le train part.",
        "12 septembre 2023", "10 janvier 2016. –", "___", ". .", " . ,", "Photo : AFP", "©", ":",
        "Corée du NordRussie", "in", "\u00ad", "e\u0301", "&nbsp;", "<p>", "—", "(", ")", "Avec",
        "« Oui »", "Lire aussi", "a", "Ä", "\x92",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_cleaning_and_sentences_point_into_it(raw):
    cleaned = clean(raw)
    for sentence in sentences(cleaned.text):
        assert cleaned.text[sentence.start : sentence.end] == sentence.text
    assert all(line == line.strip() and line for line in cleaned.text.split("\n") if cleaned.text)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_alignment_and_passages_do_not_overlap(one, other):
    ends = 0
    for row in aligned_passages(one, other).itertuples():
        assert ends <= row.start < row.end <= len(one)
        assert 0 <= row.other_start < row.other_end <= len(other)
        ends = row.end


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_reading(raw):
    decoded = decode(raw)
    if decoded is not None:
        read_as(clean(decoded.text).text)


@given(
    st.lists(
        st.sampled_from(
            ["Le", "train", "part", "de", "Vire", "à", "midi,", "dit-on", ".", "", ".", ","]
        ),
        max_size=40,
    )
)
def test_letters_of_a_paragraph_are_never_lost_one_by_one(words):
    line = "Le ministre " + " ".join(words) + " a parlé hier soir à Vire."
    kept = clean(f"{line}\n{line} Oui.").text.split("\n")[0]
    assert [c for c in kept if c.isalnum()] == [c for c in line if c.isalnum()]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A ",
        "(",
        "« ",
        "Le Train ",
        "A, ",
        "— ",
        ". ",
        "12 septembre 2023 ",
        "A/",
        "\n",
        "Par A\n",
        "é\u0301",
        "&a",
        "<a",
    ],
)
def test_time_is_linear_in_the_length(unit):
    def spent(length: int) -> float:
        text = unit * (length // len(unit))
        start = time.process_time()
        clean(text)
        return time.process_time() - start

    def growth() -> float:
        short, long = (min(spent(n) for _ in range(3)) for n in (20_000, 80_000))
        return long / max(short, 0.02)

    # Four times the length: four times the time when linear, sixteen times when not. A busy
    # machine disturbs a measure, and never three in a row for the better.
    assert any(growth() < 12 for _ in range(3))
