import csv
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from helpers import report
from helpers.report.findings import stamp_of
from helpers.report.style import PALETTE, QUIET
from helpers.report.told import Told


@pytest.fixture
def run(tmp_path: Path) -> report.Run:
    report.use_house_style()
    return report.open_run(tmp_path / "run", "03-attribute-quotations")


def drawing() -> plt.Figure:
    figure, axes = plt.subplots()
    axes.barh(["Été d’ici", "b"], [1, 2])
    axes.set_title("A title, n = 3")
    return figure


NUMBERS = pd.DataFrame({"name": ["Été d’ici", "b"], "count": [1, 2]})


def test_a_table_is_written_as_other_programs_read_it(run):
    frame = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "published": [pd.Timestamp("2023-09-13"), pd.NaT],
            "day": [date(2023, 9, 1), None],
            "words": [1200, 3],
            "share": [0.25, np.nan],
            "fragments": [[[1, 2], [3, 4]], []],
            "kept": [True, False],
            "text": ["« Été »,\nnon", 'a "b"'],
        }
    )
    path = run.save_table(frame, "quotations")
    assert path == run.folder / "tables" / "quotations.csv"
    assert path.read_bytes().startswith(b"article_id,")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows == [
        ["article_id", "published", "day", "words", "share", "fragments", "kept", "text"],
        ["a", "2023-09-13", "2023-09-01", "1200", "0.25", "[[1, 2], [3, 4]]", "true",
         "« Été »,\nnon"],
        ["b", "", "", "3", "", "[]", "false", 'a "b"'],
    ]  # fmt: skip


def test_the_text_of_articles_stays_out_of_their_table_alone(run):
    frame = pd.DataFrame({"article_id": ["a"], "text": ["Non."]})
    assert "text" not in run.save_table(frame, "articles").read_text()
    assert "text" in run.save_table(frame, "sentences").read_text()
    assert list(frame.columns) == ["article_id", "text"]


@pytest.mark.parametrize("name", ["../up", "Été", "a b", "", "a.csv"])
def test_names_that_could_lead_elsewhere_are_refused(run, name):
    with pytest.raises(ValueError, match="lower-case letters, digits and hyphens"):
        run.save_table(NUMBERS, name)
    with pytest.raises(ValueError, match="lower-case letters, digits and hyphens"):
        run.add_finding(name, "x", value=1)


def test_a_figure_travels_with_its_numbers_and_its_words(run):
    block = run.save_figure(drawing(), "bars", numbers=NUMBERS, alt='Bars: "Été" <1>.')
    for end in ("svg", "png", "csv"):
        assert (run.folder / "figures" / f"bars.{end}").stat().st_size > 0
    svg = (run.folder / "figures" / "bars.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Bars: "Été" <1>.'
    assert root[0].text == 'Bars: "Été" <1>.'
    assert "Été d’ici" in svg
    assert "<metadata>" not in svg
    assert block.html.count("<svg") == 1
    assert plt.get_fignums() == []


def test_two_figures_can_stand_in_one_page(run, tmp_path):
    other = report.open_run(tmp_path / "run", "04-frame-the-topics")
    first = run.save_figure(drawing(), "bars", numbers=NUMBERS, alt="Bars.").html
    second = other.save_figure(drawing(), "bars", numbers=NUMBERS, alt="Bars.").html
    ids = [set(re.findall(r'\bid="([^"]+)"', html)) for html in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    used = set(re.findall(r'(?:url\(#|href="#)([^")]+)', first))
    assert used <= ids[0]


def test_the_same_figure_is_the_same_drawing(run):
    drawn = [
        run.save_figure(drawing(), "bars", numbers=NUMBERS, alt="Bars.").html for _ in range(2)
    ]
    assert drawn[0] == drawn[1]


def test_a_figure_without_words_for_who_cannot_see_it_is_refused(run):
    with pytest.raises(ValueError, match="no text alternative"):
        run.save_figure(drawing(), "bars", numbers=NUMBERS, alt=" ")


def test_a_finding_said_again_replaces_the_first(run):
    run.add_finding("a", "One.", value=np.int64(1), n=np.int64(2), evidence=pd.Series(["x"]))
    run.add_finding("b", "B.", value=0.5, interval=np.array([0.1, 0.9]))
    run.add_finding("a", "Two.", value=2)
    kept = json.loads((run.folder / "findings" / f"{run.notebook}.json").read_text())
    assert [(finding["id"], finding["text"]) for finding in kept["findings"]] == [
        ("a", "Two."),
        ("b", "B."),
    ]
    assert kept["findings"][1]["interval"] == [0.1, 0.9]


def test_french_marks_do_not_break_from_their_word(run):
    shown = run.add_finding("armes", "Near « armes » stands « obus ».", value=1)
    assert "«\u00a0armes\u00a0»" in shown.html and "« " not in shown.html


def test_opening_a_run_again_drops_this_notebooks_findings_only(run, tmp_path):
    other = report.open_run(tmp_path / "run", "04-frame-the-topics")
    run.add_finding("a", "A.", value=1)
    other.add_finding("b", "B.", value=1)
    report.open_run(tmp_path / "run", "03-attribute-quotations")
    found = report.gather_findings(tmp_path / "run", notebooks=tmp_path / "none")
    assert list(found["id"]) == ["b"]


def test_findings_are_stamped_with_the_files_they_were_found_in(tmp_path):
    (tmp_path / "a.txt").write_text("Un.")
    found_in = {"corpus": str(tmp_path), "outlets": [], "first_day": ""}
    first = stamp_of(found_in)
    assert stamp_of(found_in) == first
    (tmp_path / "a.txt").write_text("Deux.")
    assert stamp_of(found_in) != first


def test_one_colour_for_one_name_in_every_notebook_of_a_run(run, tmp_path):
    first = [report.colour_of("speaker", name) for name in ("Claire Morand", "Paul Lenoir")]
    assert first[0] != first[1]
    report.open_run(tmp_path / "run", "04-frame-the-topics")
    assert report.colour_of("speaker", "Paul Lenoir") == first[1]
    assert report.colour_of("outlet", "Le Val") == first[0]
    report.open_run(tmp_path / "another", "04-frame-the-topics")
    assert report.colour_of("speaker", "Paul Lenoir") == first[0]


def test_the_first_of_a_rank_take_the_colours_and_no_other_name_shares_one(run):
    report.colour_of("speaker", "Paul Lenoir")
    names = ["Claire Morand", "Paul Lenoir", *"abcdefgh"]
    report.rank_colours("speaker", names)
    given = [report.colour_of("speaker", name) for name in names]
    assert tuple(given[:8]) == PALETTE
    assert set(given[8:]) == {QUIET}


def test_a_number_that_the_sentence_does_not_print_is_refused(run):
    with pytest.raises(ValueError, match="'4', which the text does not print"):
        run.add_finding("x", "There are 40 of them.", value=4, evidence=[("4", ["a"])])


def test_the_numbers_of_a_sentence_are_found_where_they_stand():
    told = Told("Of 12 words 2 (17%, 3% to 40%) are 2.", 2 / 12, [0.03, 0.4], 12)
    cells, at = told.cells([("17%", ["a", "b"]), ("2", ["a", "b"]), ("2", ["c", "d"]), ("12", [])])
    assert [cell[2] for cell in cells] == ["17%", "3%", "40%", "2", "2", "12"]
    assert [told.text[k:].split(" ")[0].strip("(),.") for k in at] == [c[2] for c in cells]
    assert len(set(at)) == len(at)


def test_bounds_need_to_know_how_articles_were_drawn():
    with pytest.raises(ValueError, match="how its interval was drawn"):
        report.bounds(report.Counted(["a"]))
