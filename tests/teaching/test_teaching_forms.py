"""Forms: what is clicked stands in the file."""

import ipywidgets as widgets
import pytest

from helpers import teaching
from helpers.teaching.forms import SentenceForm
from helpers.teaching.quotation_forms import Entry, QuotationForm


@pytest.fixture
def sentences(drawn, codes, tmp_path):
    path = tmp_path / "sentences-ada.csv"

    def open_form() -> SentenceForm:
        return SentenceForm(drawn, path, codes, ";")

    open_form.read = lambda: teaching.read_sheet(path, "sentences", drawn, codes).coded
    open_form.path = path
    return open_form


@pytest.fixture
def quotations(drawn, codes, tmp_path):
    path = tmp_path / "quotations-ada.csv"

    def open_form() -> QuotationForm:
        return QuotationForm(drawn, path, codes, ";")

    open_form.read = lambda: teaching.read_sheet(path, "quotations", drawn, codes)
    return open_form


def test_every_click_is_saved(sentences):
    form = sentences()
    assert not sentences.path.exists()
    form.ticks["topics"]["arms"].value = True
    form.ticks["frames"]["security"].value = True
    form.certainty.value = "hedged"
    form.doubt.value = "ou sanctions ?"
    row = sentences.read().iloc[0]
    assert row[["topics", "frames", "certainty", "doubt"]].tolist() == [
        "arms", "security", "hedged", "ou sanctions ?",
    ]  # fmt: skip
    assert "1 of 4 · 1 coded" in form.told.value


def test_none_and_codes_take_each_other_off(sentences):
    form = sentences()
    topics = form.ticks["topics"]
    topics["arms"].value = topics["sanctions"].value = True
    form.ticks["frames"]["crime"].value = True
    form.certainty.value = "negated"
    topics["none"].value = True
    assert sentences.read().iloc[0][["topics", "frames", "certainty"]].tolist() == ["none", "", ""]
    assert form.certainty.disabled and form.ticks["frames"]["crime"].disabled
    topics["arms"].value = True
    assert not topics["none"].value and not form.certainty.disabled
    assert sentences.read().loc[0, "topics"] == "arms"


def test_a_form_goes_on_where_it_was_left(sentences):
    form = sentences()
    form.ticks["topics"]["none"].value = True
    form.on.click()
    assert form.unit == "a-2" and not form.ticks["topics"]["none"].value
    form.ticks["topics"]["satellites"].value = True
    again = sentences()
    assert again.unit == "a-2" and again.ticks["topics"]["satellites"].value
    assert "1 coded" in again.told.value  # frame and certainty are missing
    again.ticks["frames"]["none"].value = True
    again.certainty.value = "asserted"
    assert sentences().unit == "b-1"
    assert sentences.read()["topics"].tolist() == ["none", "satellites", "", ""]


def test_a_form_does_not_go_beyond_its_ends(sentences):
    form = sentences()
    assert form.back.disabled
    form.show(99)
    assert form.unit == "b-2" and form.on.disabled


def test_a_quotation_is_kept_before_it_counts(quotations):
    form = quotations()
    form.add()
    [entry] = form.entries.children
    entry.of["content"].value = "La rue est coupée"
    assert "not in the passage; copy them as they stand; choose a type" in entry.fault.value
    entry.of["type"].value = "direct"
    assert "0 coded" in form.told.value
    coded, faults = quotations.read()
    assert "a-1" not in set(coded["unit"]) and "is not in the passage" in faults.loc[0, "fault"]
    [entry] = quotations().entries.children
    assert entry.of["content"].value == "La rue est coupée"


def test_quotations_are_saved_as_they_are_written(quotations):
    form = quotations()
    form.add()
    [entry] = form.entries.children
    entry.of["type"].value = "direct"
    entry.of["content"].value = "La route est coupée"
    entry.of["speaker"].value = "maire"
    assert entry.fault.value.endswith(">Saved.</span>") and "1 coded" in form.told.value
    form.add()
    form.entries.children[1].of["type"].value = "partial"
    form.entries.children[1].of["content"].value = "abandon"
    back, faults = quotations.read()
    assert faults.empty
    assert back["unit"].tolist() == ["a-1", "a-1", "a-2", "b-1", "b-2"]
    assert back["content"].tolist()[:2] == ["La route est coupée", "abandon"]
    assert back.loc[0, "speaker"] == "maire"


def test_quotations_can_be_taken_out_and_denied(quotations):
    form = quotations()
    form.add()
    entry = form.entries.children[0]
    entry.of["type"].value, entry.of["content"].value = "direct", "abandon"
    assert form.none.disabled
    form.removed(entry)
    assert quotations.read().coded["type"].tolist() == ["", "", "", ""]
    form.none.click()
    assert quotations.read().coded["type"].tolist() == ["none", "", "", ""]
    again = quotations()
    assert again.unit == "a-2"
    again.back.click()
    assert not any(isinstance(child, Entry) for child in again.entries.children)


def test_faces_of_the_forms_are_widgets(drawn, codes, tmp_path):
    for make, kind in (
        (teaching.sentence_form, "sentences"),
        (teaching.quotation_form, "quotations"),
    ):
        form = make(drawn, tmp_path / f"{kind}-bo.csv", codes)
        assert isinstance(form, widgets.Widget)


def test_a_passage_is_shown_as_text_not_as_markup(sentences):
    form = sentences()
    form.units = form.units.assign(text="<b>gras</b> & « x »")
    form.show(0)
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; « x »" in form.shown.value
