"""Sheets: drawn, written, read back, and refused with a reason."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import teaching
from helpers.teaching.passages import locate

SENTENCES = "unit;article_id;context;text;topics;frames;certainty;doubt"
QUOTATIONS = "unit;article_id;context;text;type;content;speaker;speaker_kind;relayed_by;doubt"


def read_all(folder: Path, drawn, codes, kind: str, *lines: str, encoding: str = "utf-8"):
    head = SENTENCES if kind == "sentences" else QUOTATIONS
    path = folder / f"{kind}-ada.csv"
    path.write_bytes("\r\n".join([head, *lines]).encode(encoding))
    return teaching.read_sheet(path, kind, drawn, codes)


def read(*given, **options):
    coded, faults = read_all(*given, **options)
    assert faults.empty
    return coded


def test_a_draw_is_the_same_for_the_whole_class(bundled):
    press, first = bundled["press"], bundled["sentences"]
    again = teaching.draw_sentences(press.sentences, number=30, seed=1)
    assert again.equals(teaching.draw_sentences(press.sentences, number=30, seed=1))
    assert not again.equals(teaching.draw_sentences(press.sentences, number=30, seed=2))
    assert again["article_id"].value_counts().max() == 1
    assert len(teaching.draw_sentences(press.sentences, number=10**6, seed=1)) == len(
        press.sentences
    )
    for kind in ("sentences", "quotations"):
        for row in bundled[kind].itertuples():
            assert bundled["texts"][row.article_id][row.start : row.end] == row.text
            before = bundled["texts"][row.article_id][: row.start].rstrip()
            assert before.endswith(row.context)
    assert first.sort_values(["article_id", "start"]).index.is_monotonic_increasing


def test_a_sheet_comes_back_as_it_was_written(drawn, codes, tmp_path):
    sheet = teaching.blank_sheet(drawn, "sentences")
    sheet.loc[0, ["topics", "frames", "certainty", "doubt"]] = [
        "arms", "security economic", "hedged", "« si » ; à voir",
    ]  # fmt: skip
    sheet.loc[2, "topics"] = "none"
    for separator in ";,\t":
        path = teaching.write_sheet(sheet, tmp_path / "sentences-ada.csv", separator=separator)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        back = teaching.read_sheet(path, "sentences", drawn, codes).coded
        assert back["topics"].tolist() == ["arms", "", "none", ""]
        assert back.loc[0, "frames"] == "economic;security"
        assert back.loc[0, "doubt"] == "« si » ; à voir"
        opened = teaching.open_sheet(path, drawn, "sentences")
        pd.testing.assert_frame_equal(opened, sheet)


@pytest.mark.parametrize("between", [" ", ";", ", ", "|", "+", " ; "])
def test_codes_may_be_parted_in_many_ways(drawn, codes, tmp_path, between):
    cell = f'"{between.join(["Sanctions", "arms"])}"'
    back = read(tmp_path, drawn, codes, "sentences", f"a-2;;;;{cell};none;asserted;")
    assert back.loc[0, "topics"] == "arms;sanctions"
    assert back.loc[0, "frames"] == "none"


def test_what_old_spreadsheets_write_is_read(drawn, codes, tmp_path):
    line = "a-2;;;;arms;none;asserted;doute levé"
    back = read(tmp_path, drawn, codes, "sentences", line, encoding="cp1252")
    assert back.loc[0, "doubt"] == "doute levé"


def test_a_first_line_that_names_the_separator_is_no_row(drawn, codes, tmp_path):
    path = tmp_path / "sentences-ada.csv"
    head, line = SENTENCES.replace(";", ","), 'a-2,,,,armes,none,asserted,"1,5 ; 2,5"'
    path.write_text(f"sep=,\n{head}\n{line}\n", encoding="utf-8-sig")
    _, faults = teaching.read_sheet(path, "sentences", drawn, codes)
    assert faults["line"].tolist() == ["3"]
    path.write_text(f"sep=,\n{head}\n{line.replace('armes', 'arms')}\n", encoding="utf-8-sig")
    coded, faults = teaching.read_sheet(path, "sentences", drawn, codes)
    assert faults.empty and coded.loc[0, "doubt"] == "1,5 ; 2,5"


@given(st.sampled_from(["sentences", "quotations"]), st.binary(max_size=200))
def test_whatever_a_file_holds_is_read_or_refused_with_its_name(tmp_path_factory, kind, rest):
    drawn = pd.DataFrame({"unit": ["a"], "article_id": ["a"], "start": [0], "end": [1]})
    head = SENTENCES if kind == "sentences" else QUOTATIONS
    path = tmp_path_factory.mktemp("any") / f"{kind}-ada.csv"
    path.write_bytes(f"{head}\na;".encode() + rest)
    units = drawn.assign(context="", text="« Oui »")
    try:
        coded, faults = teaching.read_sheet(path, kind, units, teaching.read_codebook())
    except teaching.CodingError as refused:
        assert str(refused).startswith(path.name)
    else:
        assert set(coded["unit"]) <= {"a"} and set(faults["file"]) <= {path.name}


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("sentences", "a-2;;;;satelites;;;", "'satelites' is not a code of topics: did you mean"),
        ("sentences", "a-2;;;;arms;zzz;;", "'zzz' is not a code of frames: use one of economic,"),
        ("sentences", "a-2;;;;arms;;sure;", "'sure' is not a code of certainty"),
        ("sentences", "a-2;;;;arms none;;;", "topics says 'none' and 'arms': keep one"),
        ("sentences", "a-2;;;;none;security;;", "frames or certainty without a topic"),
        ("sentences", "a-2;;;;;;hedged;", "frames or certainty without a topic"),
        ("sentences", "a-2;;;;arms;;hedged negated;", "certainty has 2 codes"),
        ("sentences", "zz-9;;;;arms;;;", "not in this draw (zz-9); code the sheet made with"),
        ("sentences", ";;;;arms;;;", "not in this draw (no unit); code"),
        ("sentences", "a-1;;;;none;;;", "'a-1' stands there twice; keep one line"),
        ("sentences", "a-2;;;;arms;sanctions;;;;more", "more cells than the first line"),
        ("quotations", "a-1;;;;direct;La rue est coupée;;;;", "coupée » is not in the passage"),
        ("quotations", "a-1;;;;direct;;la maire;;;", "a quotation without content"),
        ("quotations", "a-1;;;;;abandon;la maire;;;", "content and speaker without a type"),
        ("quotations", "a-1;;;;straight;abandon;;;;", "'straight' is not a code of type"),
        ("quotations", "a-1;;;;direct mixed;abandon;;;;", "type has several codes"),
        ("quotations", "a-1;;;;direct;abandon;;robot;;", "'robot' is not a code of speaker_kind"),
        ("quotations", "b-1;;;;none;;;;;", "'none' and a quotation for 'b-1': keep one of the two"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_remedy_and_the_rest_counts(
    drawn, codes, tmp_path, kind, line, said
):
    fine = ["a-1;;;;none;;;", "b-2;;;;none;;;"]
    if kind == "quotations":
        fine = ["b-1;;;;direct;Rien;;;;", "b-2;;;;none;;;;;"]
    coded, faults = read_all(tmp_path, drawn, codes, kind, *fine, line)
    assert faults[["file", "line"]].to_numpy().tolist() == [[f"{kind}-ada.csv", "4"]]
    assert said in faults.loc[0, "fault"]
    spoilt = line.split(";")[0]
    kept = [unit.split(";")[0] for unit in fine if not unit.startswith(spoilt + ";")]
    assert coded["unit"].tolist() == kept and len(kept) >= 1


def test_lines_are_counted_as_a_spreadsheet_shows_the_file(drawn, codes, tmp_path):
    lines = 'a-1;;;;foo;;;"two\r\nlines"', "a-2;;;;bar;;;"
    _, faults = read_all(tmp_path, drawn, codes, "sentences", *lines)
    assert faults["line"].tolist() == ["2", "4"]


def test_a_quotation_may_stand_below_the_line_that_was_left_empty(drawn, codes, tmp_path):
    lines = "a-1;;;;;;;;;", "a-1;;;;direct;abandon;;;;", "a-2;;;;;;;;;"
    back = read(tmp_path, drawn, codes, "quotations", *lines)
    assert back[["unit", "content"]].to_numpy().tolist() == [["a-1", "abandon"], ["a-2", ""]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("sentences-ada.csv", b"", "line 1: no column unit, topics, frames, certainty, doubt"),
        ("sentences-ada.csv", b"unit;topics\r\na-1;arms", "no column frames, certainty, doubt"),
        ("sentences-ada.csv", b"PK\0\0", "not a text file; save it as CSV"),
        ("sentences-ada.xlsx", b"PK", "not a CSV file; save the sheet as CSV"),
        ("sentences-ada (1).csv", b"unit", "second download of the same sheet"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(drawn, codes, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(teaching.CodingError) as refused:
        teaching.read_class(tmp_path, "sentences", drawn, codes)
    assert f"\n{name}" in str(refused.value) and said in str(refused.value)


def test_every_fault_of_every_sheet_is_told_at_once(drawn, codes, tmp_path):
    for coder in ("ada", "bo"):
        path = tmp_path / f"sentences-{coder}.csv"
        path.write_text(f"{SENTENCES}\na-1;;;;x;;;\na-2;;;;y;;;\n", encoding="utf-8")
    with pytest.raises(teaching.CodingError) as refused:
        teaching.read_class(tmp_path, "sentences", drawn, codes)
    few, *faults = str(refused.value).splitlines()
    assert few.startswith(f"{tmp_path}: 0 coder(s)")
    assert [line.split(": ")[0] for line in faults] == [
        "sentences-ada.csv, line 2", "sentences-ada.csv, line 3", "sentences-ada.csv",
        "sentences-bo.csv, line 2", "sentences-bo.csv, line 3", "sentences-bo.csv",
    ]  # fmt: skip
    assert "2 of 4 units have no line (b-1, b-2): copy them back" in faults[2]


def test_one_coder_is_no_class(drawn, codes, tmp_path):
    blank = teaching.blank_sheet(drawn, "sentences")
    teaching.write_sheet(blank.assign(topics="none"), tmp_path / "sentences-ada.csv")
    teaching.write_sheet(blank, tmp_path / "sentences-bo.csv")
    with pytest.raises(teaching.CodingError, match="1 coder"):
        teaching.read_class(tmp_path, "sentences", drawn, codes)
    with pytest.raises(teaching.CodingError, match="letters, digits"):
        teaching.sheet_path(tmp_path, "sentences", "ada/bo")


def test_quotations_are_found_where_they_stand(drawn, codes, tmp_path):
    lines = [
        'a-1;;;;direct;"La route est coupée";la maire;person;;',
        'a-1;;;;partial;"d\'un […] abandon";la maire;person;Orion;',
        "b-1;;;;none;;;;;",
    ]
    back = read(tmp_path, drawn, codes, "quotations", *lines)
    text = " " * 10 + drawn.loc[0, "text"]
    said = [[text[a:b] for a, b in fragments] for fragments in back["fragments"]]
    assert said == [["La route est coupée"], ["d’un", "abandon"], []]


@given(st.data())
def test_any_words_of_a_passage_are_found_in_it(data):
    passage = data.draw(st.text(alphabet="ab ’'«»\u00a0\u202f–-.", min_size=1))
    start = data.draw(st.integers(0, len(passage) - 1))
    words = passage[start : data.draw(st.integers(start + 1, len(passage)))]
    for a, b in locate(words, passage):
        assert len(passage[a:b]) == len(words.strip())
    assert not words.strip() or locate(words, passage)


def test_the_two_codings_come_back_whole(bundled, codes, classroom):
    coded, faults = teaching.read_class(classroom, "quotations", bundled["quotations"], codes)
    assert faults.empty
    for row in coded.itertuples():
        said = [bundled["texts"][row.article_id][a:b] for a, b in row.fragments]
        assert " […] ".join(said).replace("\u202f", "\u00a0") == row.content
    assert (coded["type"] != "none").sum() > 20


def test_codes_of_a_class_own_codebook(tmp_path):
    page = (
        "## Four types\n#### direct\nWhole.\n## Kinds of speaker\n#### person\nOne.\n"
        "## Topics\n#### bread\nIts *price*.\n## Frames\n#### daily\nLife.\n"
        "## Certainty\n#### told\nAs it is.\n"
    )
    (tmp_path / "own.md").write_text(page)
    assert teaching.read_codebook(tmp_path / "own.md").topics == {"bread": "Its price."}
    (tmp_path / "own.md").write_text(page.replace("#### told", "told"))
    with pytest.raises(teaching.CodingError, match="no code of certainty"):
        teaching.read_codebook(tmp_path / "own.md")
    with pytest.raises(teaching.CodingError, match="no such file"):
        teaching.read_codebook(tmp_path / "none.md")


def test_the_codebook_has_the_codes_of_the_bundled_coding(codes):
    assert [len(layer) for layer in codes] == [4, 5, 3, 14, 4]
