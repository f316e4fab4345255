import re
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import report
from helpers.report.blocks import Block
from helpers.report.choosing import VIEW
from helpers.report.passages import mark
from helpers.report.style import PALETTE

VOID = {"br", "img", "hr"}


class Nesting(HTMLParser):
    """Fails on an element that is closed out of turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567, 0, "1\u202f234\u202f567"),
        (1234.5, 1, "1\u202f234.5"),
        (999, 0, "999"),
        (-12, 0, "−12"),
        (float("nan"), 0, "–"),
        (None, 0, "–"),
        (0.005, 2, "0.01"),
    ],
)
def test_numbers(value, decimals, written):
    assert report.number(value, decimals=decimals) == written


def test_percentages_and_intervals():
    assert report.percent(0.1234) == "12%"
    assert report.percent(0.1234, decimals=1) == "12.3%"
    assert report.percent(None) == report.percent(float("nan")) == "–"
    assert report.between((0.08, 0.14)) == "8% to 14%"
    assert report.between((1200, 1300.4), shares=False) == "1\u202f200 to 1\u202f300"


def test_a_table_is_read_by_eye_and_by_ear():
    frame = pd.DataFrame(
        {
            "speaker": ["Claire Morand", "A & <b>"],
            "quotations": [1012, 3],
            "mean_length": [12.0, np.nan],
            "share": [0.61, 0.39],
            "content": ["« Non »", ""],
            "official": [True, False],
        }
    )
    html = report.table(frame, caption="By speaker", note="n = 2", percents=["share"]).html
    Nesting(html)
    assert "<caption><span>By speaker</span></caption>" in html
    assert '<th scope="col" class="number">mean length</th>' in html
    assert '<th scope="row">Claire Morand</th><td class="number">1\u202f012</td>' in html
    assert '<td class="number">61.0%</td><td lang="fr">« Non »</td><td>yes</td>' in html
    assert "A &amp; &lt;b&gt;" in html
    assert '<td class="number">–</td>' in html
    assert 'role="group" tabindex="0" aria-label="By speaker"' in html


def test_counts_with_gaps_are_still_whole_numbers():
    html = report.table(pd.DataFrame({"a": ["x", "y"], "n": [3, np.nan]}), caption="c").html
    assert '<td class="number">3</td>' in html


def test_a_named_index_heads_the_rows():
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["Le Val"], name="outlet"))
    assert '<th scope="row">Le Val</th>' in report.table(frame, caption="c").html


def test_blocks_carry_their_style_once_and_read_as_words():
    block = report.table(pd.DataFrame({"n": [1]}), caption="Counts")
    assert block._repr_html_().count("<style data-house>") == 1
    assert repr(block) == "Counts (1 rows)"


ARTICLES = pd.DataFrame(
    {
        "article_id": ["a"],
        "outlet": ["Le Val"],
        "published": ["2023-09-01"],
        "title": [""],
        "text": ["« Oui », dit-elle. Non."],
    }
)


def test_passages_show_where_they_stand():
    rows = pd.DataFrame(
        {
            "article_id": ["a"],
            "start": [0],
            "end": [18],
            "marks": ["[[2, 5]]"],
            "type_coded": ["direct"],
            "speaker": [""],
            "n": [np.nan],
        }
    )
    columns = ["type_coded", "speaker", "n"]
    html = report.passages(rows, ARTICLES, columns=columns, caption="One").html
    Nesting(html)
    assert '<blockquote lang="fr"><p>« <mark>Oui</mark> », dit-elle.</p></blockquote>' in html
    assert "Le Val · 2023-09-01 · a" in html
    assert "<span>type coded: direct</span></p>" in html


def test_a_passage_of_an_unknown_article_is_an_error():
    with pytest.raises(KeyError):
        report.passages(pd.DataFrame({"article_id": ["z"], "start": [0], "end": [1]}), ARTICLES)


def test_overlapping_spans_are_nested_rightly_and_labelled_once():
    html = report.article_view("abcdef\nghi", [(0, 4, "A"), (2, 9, "B", "why"), (2, 3, "C")]).html
    Nesting(html)
    assert html.count('data-label="A"') == html.count('data-label="B"') == 1
    assert 'title="why"' in html
    assert html.count("<p>") == 2


@pytest.mark.parametrize("span", [(-1, 2, "A"), (2, 2, "A"), (0, 99, "A"), (3, 1, "A")])
def test_spans_outside_the_text_are_refused(span):
    with pytest.raises(ValueError, match="lies outside the text"):
        report.article_view("abc", [span])


TEXTS = st.text(alphabet="ab<&\n é«", max_size=40)


@given(TEXTS.flatmap(lambda t: st.tuples(
    st.just(t),
    st.lists(st.tuples(st.integers(0, len(t)), st.integers(0, len(t)), st.sampled_from("XYZ"))),
)))  # fmt: skip
def test_marking_never_changes_the_words(given_text):
    text, pairs = given_text
    spans = [(min(a, b), max(a, b), label) for a, b, label in pairs if a != b]
    html = report.article_view(text, spans, legend={}).html
    Nesting(html)
    body = html[html.index('<div lang="fr">') :]
    paragraphs = [line for line in text.split("\n") if line.strip()]
    assert words(body) == "".join(paragraphs)
    marked = mark(text, [(start, end) for start, end, _ in spans])
    Nesting(marked)
    assert words(marked) == text


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    line = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


# Machado, Oliveira & Fernandes (2009), severity 1: what each kind of colour blindness leaves.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip


def lab(colour: str, seen_by: str | None) -> np.ndarray:
    rgb = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    line = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    if seen_by:
        line = np.clip(np.array(BLINDNESS[seen_by]) @ line, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ line / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("seen_by", [None, *BLINDNESS])
def test_colours_are_told_apart_and_stand_out_from_white(seen_by):
    seen = [lab(colour, seen_by) for colour in PALETTE]
    gaps = {
        (PALETTE[i], PALETTE[j]): np.linalg.norm(seen[i] - seen[j])
        for i in range(len(PALETTE))
        for j in range(i)
    }
    closest = min(gaps, key=gaps.get)
    assert gaps[closest] > 15, (closest, gaps[closest])
    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour in PALETTE)


def test_what_is_chosen_is_shown_and_the_report_keeps_the_first():
    shown = report.choice("Article", {"Séance": "a", "Vote": "b"}, lambda id: Block(id, id))
    assert shown._repr_html_() == Block("a", "a")._repr_html_() and repr(shown) == "a"
    assert list(shown._repr_mimebundle_(include=None, exclude=None)) == [VIEW]
    chosen, view = shown.box().children
    assert chosen.description == "Article" and view.value == shown._repr_html_()
    chosen.value = "b"
    assert view.value == Block("b", "b")._repr_html_()


def test_a_choice_of_nothing_is_refused():
    with pytest.raises(ValueError, match="Speaker: nothing to choose from"):
        report.choice("Speaker", {}, lambda name: Block(name, name))


def test_rows_of_a_number_that_the_caption_does_not_print_are_refused():
    frame = pd.DataFrame({"speaker": ["Claire Morand"]})
    with pytest.raises(ValueError, match="rows are given for '3', which 'n = 13' does not print"):
        report.table(frame, caption="n = 13", told=[("3", ["a-q001"])])
