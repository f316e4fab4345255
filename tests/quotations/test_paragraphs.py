"""Whole paragraphs in, rows out: every construction, in the style of many papers."""

from pathlib import Path

import pytest
import yaml

from helpers.quotations import find_quotations

CASES = yaml.safe_load(Path(__file__).with_name("paragraphs.yml").read_text(encoding="utf-8"))


def row(quotation) -> str:
    parts = (quotation.type, quotation.content, quotation.speaker, quotation.relayed_by)
    return " | ".join(parts).strip()


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_paragraph(case):
    found = [row(quotation) for quotation in find_quotations(case["text"])]
    assert found == [quotation.strip() for quotation in case["quotes"]]


def test_a_family_that_is_off_finds_nothing():
    text = "Selon la mairie, la route est fermée."
    assert find_quotations(text)
    assert not find_quotations(text, without={"selon"})


def test_an_unknown_family_is_named():
    with pytest.raises(ValueError, match="dreams"):
        find_quotations("Selon la mairie, tout va bien.", without={"dreams"})


class Told:
    """A tagger that knows one name and one reference."""

    def people(self, text: str) -> list[str]:
        return ["Zbrk Qorn"]

    def referent(self, text: str, start: int, end: int) -> str:
        return "Zbrk Qorn" if text[start:end].endswith("il") else ""


def test_a_tagger_is_asked_for_names_and_references():
    text = "La nuit tombe sur la ville. « On part », a-t-il dit."
    [plain] = find_quotations(text)
    [told] = find_quotations(text, tagger=Told())
    assert plain.speaker == "unresolved: il"
    assert told.speaker == "Zbrk Qorn"
