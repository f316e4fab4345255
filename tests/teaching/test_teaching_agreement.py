"""Agreement, disputes and settling, from the files that coders hand in."""

import math

import pandas as pd
import pytest
from classes import stand_in

from helpers import evaluation, framing, teaching
from helpers.quotations import attribute

# Krippendorff (2018), four coders, twelve units, nominal alpha .743; a full stop is a gap.
FOUR_CODERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
# Ten sentences, two coders, alpha .095 (Krippendorff 2011, binary).
TWO_CODERS = {"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"}


def classroom(tmp_path, coders, *, codes, cells):
    """Write the sheets of coders whose codes are given as digits, and read them as a class."""
    count = len(next(iter(coders.values())).split())
    drawn = pd.DataFrame({"unit": [f"u{k}" for k in range(count)], "article_id": "a"})
    drawn = drawn.assign(start=range(count), end=range(1, count + 1), context="", text="x")
    for name, given in coders.items():
        sheet = teaching.blank_sheet(drawn, "sentences")
        for k, code in enumerate(given.split()):
            sheet.loc[k, ["topics", "frames", "certainty"]] = cells(code)
        teaching.write_sheet(sheet, teaching.sheet_path(tmp_path, "sentences", name))
    return teaching.read_class(tmp_path, "sentences", drawn, codes).coded


def all_of(frame: pd.DataFrame) -> pd.Series:
    return frame.set_index("code").loc["all"]


def test_published_alpha_through_the_sheets_of_a_class(tmp_path, codes):
    five = codes._replace(certainty=dict.fromkeys("12345", ""))
    coded = classroom(
        tmp_path,
        FOUR_CODERS,
        codes=five,
        cells=lambda code: ["", "", ""] if code == "." else ["arms", "none", code],
    )
    found = all_of(teaching.agreement(coded, "certainty", draws=20))
    assert found["alpha"] == pytest.approx(0.743421, abs=5e-7)
    assert (found["coders"], found["units"]) == (4, 11)


def test_published_alpha_of_a_code_that_is_given_or_not(tmp_path, codes):
    coded = classroom(
        tmp_path,
        TWO_CODERS,
        codes=codes,
        cells=lambda code: ["arms" if code == "1" else "none", "", ""],
    )
    found = teaching.agreement(coded, "topics", draws=20).set_index("code")
    assert found.loc["arms", "alpha"] == pytest.approx(0.095238, abs=5e-7)
    assert found.loc["arms", "percent"] == pytest.approx(0.6)
    # One topic only: all pairs of sentence and topic are the sentences themselves.
    assert found.loc["all", "alpha"] == found.loc["arms", "alpha"]


def test_kappa_of_three_coders_is_the_mean_over_pairs(tmp_path, codes):
    three = {"A": "1 1 0 0", "B": "1 0 0 0", "C": "1 1 0 1"}
    coded = classroom(
        tmp_path, three, codes=codes, cells=lambda c: ["arms" if c == "1" else "none", "", ""]
    )
    pairs = [("1100", "1000"), ("1100", "1101"), ("1000", "1101")]
    found = all_of(teaching.agreement(coded, "topics", draws=20))
    kappas = [evaluation.cohen_kappa(list(a), list(b)) for a, b in pairs]
    assert found["kappa"] == pytest.approx(sum(kappas) / 3)


def test_two_codings_give_the_figures_of_the_whole_coding(bundled, codes, classroom):
    coded = teaching.read_class(classroom, "sentences", bundled["sentences"], codes).coded
    pairs = [stand_in("sentences", coder, bundled["sentences"]) for coder in ("first", "second")]
    for topic in codes.topics:
        votes = [[topic in cell.split() for cell in sheet["topics"]] for sheet in pairs]
        found = teaching.agreement(coded, "topics", draws=20).set_index("code").loc[topic]
        assert found["alpha"] == pytest.approx(evaluation.krippendorff_alpha(votes))
        assert found["percent"] == evaluation.percent_agreement(*votes)
        assert found["low"] <= found["alpha"] <= found["high"]


def test_a_class_that_never_varies_has_no_alpha(tmp_path, codes):
    alike = {"A": "1 1 1", "B": "1 1 1"}
    coded = classroom(tmp_path, alike, codes=codes, cells=lambda code: ["arms", "", ""])
    found = all_of(teaching.agreement(coded, "topics", draws=20))
    assert math.isnan(found["alpha"]) and found["percent"] == 1
    assert teaching.disputed_sentences(coded, coded).empty
    nothing = teaching.agreement(coded, "frames", draws=20)
    assert nothing["units"].tolist() == [0]


def test_forty_coders(bundled, codes, tmp_path):
    for k in range(40):
        sheet = stand_in("sentences", ("first", "second")[k % 2], bundled["sentences"])
        teaching.write_sheet(sheet, teaching.sheet_path(tmp_path, "sentences", f"coder{k:02d}"))
    coded = teaching.read_class(tmp_path, "sentences", bundled["sentences"], codes).coded
    assert all_of(teaching.agreement(coded, "certainty", draws=20))["coders"] == 40


def test_what_is_disputed_and_who_has_the_majority(tmp_path, codes):
    cells = {"1": ["arms", "security", "asserted"], "2": ["arms", "none", "hedged"],
             "0": ["none", "", ""], ".": ["", "", ""]}  # fmt: skip
    votes = {"A": "1 1 0 1 1", "B": "1 2 0 0 .", "C": "1 2 0 . ."}
    coded = classroom(tmp_path, votes, codes=codes, cells=cells.get)
    disputed = teaching.disputed_sentences(coded, coded.drop_duplicates("unit")).set_index("unit")
    assert disputed.index.tolist() == ["u1", "u3"]
    assert disputed.loc["u1", ["topics", "frames", "certainty"]].tolist() == [
        "arms", "none", "hedged",
    ]  # fmt: skip
    assert disputed.loc["u3", ["topics", "frames", "certainty"]].tolist() == ["", "", ""]
    assert "certainty: hedged ×2 · asserted ×1" in disputed.loc["u1", "context"]
    assert "ada" not in " ".join(disputed["context"]).lower()


def test_what_is_settled_counts_and_what_is_not_is_left_out(tmp_path, codes):
    cells = {"1": ["arms", "security", "asserted"], "0": ["none", "", ""]}
    coded = classroom(tmp_path, {"A": "1 1 0 1", "B": "1 0 0 0"}, codes=codes, cells=cells.get)
    drawn = coded.drop_duplicates("unit")
    sheet = teaching.disputed_sentences(coded, drawn)
    assert sheet["unit"].tolist() == ["u1", "u3"]
    sheet.loc[0, ["topics", "frames", "certainty"]] = ["sanctions", "none", "negated"]
    path = teaching.write_sheet(sheet, tmp_path / "settled-sentences.csv")
    units = drawn.assign(context="")
    settled = teaching.read_sheet(path, "sentences", units, codes).coded
    whole = teaching.settle_sentences(coded, settled).set_index("unit")
    assert whole.index.tolist() == ["u0", "u1", "u2"]
    assert whole.loc["u1", "topics"] == ["sanctions"] and whole.loc["u1", "frames"] == []
    assert whole["by"].tolist() == ["all", "class", "all"]


def test_quotations_of_two_coders_are_matched_in_what_both_have_read(drawn, codes, tmp_path):
    ada = teaching.blank_sheet(drawn, "quotations")
    ada.loc[0, ["type", "content", "speaker"]] = ["direct", "La route est coupée", "maire"]
    ada.loc[1, ["type", "content", "speaker"]] = ["direct", "Des obus", "maire"]
    bo = ada.copy()
    bo.loc[0, "speaker"] = "agence"
    bo.loc[1, ["type", "content", "speaker"]] = ""
    for name, sheet in (("ada", ada), ("bo", bo)):
        teaching.write_sheet(sheet, teaching.sheet_path(tmp_path, "quotations", name))
    coded = teaching.read_class(tmp_path, "quotations", drawn, codes).coded
    texts = {"a": " " * 10 + drawn.loc[0, "text"] + " " * 200, "b": " " * 30}
    matches = teaching.compare_quotations(coded, texts)
    scores = evaluation.score_quotations(matches, draws=20).set_index("measure")["estimate"]
    assert scores["span f1"] == 1 and scores["joint f1"] == 0
    disputed = teaching.disputed_quotations(coded, drawn)
    assert disputed["unit"].tolist() == ["a-1"] and disputed["type"].tolist() == [""]
    assert "(direct, maire) ×1" in disputed.loc[0, "context"]
    disputed.loc[0, ["type", "content", "speaker"]] = ["direct", "La route", "maire"]
    path = teaching.write_sheet(disputed, tmp_path / "settled-quotations.csv")
    settled = teaching.read_sheet(path, "quotations", drawn, codes).coded
    assert teaching.settle_quotations(coded, settled)["content"].tolist() == ["La route"]


def test_the_program_is_scored_in_what_was_drawn_only(bundled):
    found = attribute(bundled["press"].articles)
    within = teaching.quotations_within(found, bundled["quotations"])
    places = bundled["quotations"].set_index("unit")
    assert 0 < len(within) < len(found)
    for row in within.itertuples():
        place = places.loc[row.unit]
        assert place["start"] <= row.fragments[0][0] < row.fragments[-1][1] <= place["end"]


def test_the_settled_coding_fits_the_scores(bundled, codes, classroom):
    coded = teaching.read_class(classroom, "sentences", bundled["sentences"], codes).coded
    sheet = teaching.disputed_sentences(coded, bundled["sentences"])
    path = teaching.write_sheet(sheet, classroom / "settled-sentences.csv")
    settled = teaching.read_sheet(path, "sentences", bundled["sentences"], codes).coded
    whole = teaching.settle_sentences(coded, settled)
    assert len(whole) < len(bundled["sentences"])
    press = bundled["press"]
    told = framing.code_sentences(press.sentences, attribute(press.articles))
    aligned = evaluation.align_sentences(whole, told)
    scores = evaluation.score_codes(aligned, "topics", list(codes.topics), draws=20)
    assert scores["estimate"].dropna().between(0, 1).all()
