"""How peers cut French, on the probe that was run with each of them."""

import pytest

from helpers import statistics as s

PROBE = (
    "Aujourd'hui, l'agence KCNA a déclaré : « C'est-à-dire qu'il n'y aurait pas d'accord », "
    "selon M. Poutine."
)
QUANTEDA = "Aujourd'hui l'agence C'est-à-dire qu'il n'y d'accord M"
SPACY = "Aujourd'hui l' agence C' est à dire qu' il n' y d' accord M"


@pytest.mark.parametrize(
    ("tool", "pieces"),
    [
        ("quanteda", QUANTEDA),
        ("spaCy blank fr, textacy", SPACY),
        ("LexicalRichness", "aujourd hui l agence il n y d accord"),
        ("textstat", "Aujourd'hui l'agence C'estàdire qu'il"),
        ("NLTK word_tokenize", "Aujourd'hui l'agence C'est-à-dire d'accord"),
        ("NLTK wordpunct_tokenize", "Aujourd hui l agence C est dire"),
    ],
)
def test_probe(tool, pieces):
    cut = s.words_of(PROBE, tool=tool)
    assert [piece for piece in pieces.split() if piece not in cut] == []


def test_the_quanteda_search_misses_an_elided_word():
    text = "le traité sur les armes et le transfert d'armes à la Russie"
    assert s.words_of(text, tool="quanteda").count("armes") == 1
    assert s.words_of(text, tool="spaCy blank fr, textacy").count("armes") == 2


class TestTraps:
    def test_t7_voyant_ends_a_sentence_at_full_stop_and_space_alone(self):
        text = "Vraiment ? Il part. La nuit tombe !"
        sheet = s.cross_tool_sheet(text, words=["Vraiment"], sentences=3).set_index("tool")
        assert sheet.loc["Voyant", "sentences"] == 2
        assert sheet.loc["quanteda", "sentences"] == 3
        assert sheet.loc["Voyant", "words"] == text.count(" ") + 1


def test_one_text_has_as_many_sizes_as_tools():
    words = PROBE.replace("'", "' ").split()
    sheet = s.cross_tool_sheet(PROBE, words=words, sentences=1)
    assert sheet["words"].nunique() > 3
    assert len(sheet) == 8


def test_an_empty_text_is_measured_without_a_crash():
    assert len(s.cross_tool_sheet("", words=[], sentences=0)) == 8


def test_unknown_tool():
    with pytest.raises(ValueError, match="quanteda"):
        s.words_of("", tool="Hyperbase")
