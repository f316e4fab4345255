"""The framing table: its columns, evidence, voice, tallies, robustness, speed and scores."""

import importlib.util
import json
import time
from pathlib import Path

import pandas as pd
import pytest
from framing_rows import frame_of
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.framing import code_sentences, tally, topic_pairs
from helpers.framing.coding import COLUMNS
from helpers.language import sentences

TEXT = (
    "Le général Ravel a confirmé l'envoi de six chars. "
    "« Ces chars pourraient changer la guerre », a-t-il dit. Il pleuvait."
)


def quotation(text: str, content: str, **more: object) -> dict[str, object]:
    start = text.index(content)
    row = {
        "quotation_id": "a0-q001",
        "article_id": "a0",
        "fragments": [[start, start + len(content)]],
        "type": "direct",
        "speaker": "général Ravel",
        "speaker_kind": "person",
    }
    return row | more


def test_the_columns_are_those_of_the_contract(code):
    coded = code(TEXT)
    assert list(coded.columns) == COLUMNS
    assert COLUMNS[:12] == [
        "article_id", "sentence_id", "start", "end", "text", "topics", "frames", "certainty",
        "voice", "speaker", "quotation_id", "evidence",
    ]  # fmt: skip
    assert coded["sentence_id"].tolist() == ["a0-s001", "a0-s002"]


@pytest.mark.parametrize("text", ["", "Il pleut.", "Rien à dire ici."])
def test_no_topic_gives_no_row_but_the_columns(code, text):
    coded = code(text)
    assert coded.empty
    assert list(coded.columns) == COLUMNS


def test_arguments_are_left_alone():
    table, quotations = frame_of(TEXT), pd.DataFrame([quotation(TEXT, "Ces chars")])
    before = table.copy(), quotations.copy()
    code_sentences(table, quotations)
    pd.testing.assert_frame_equal(table, before[0])
    pd.testing.assert_frame_equal(quotations, before[1])


@pytest.mark.parametrize("as_json", [False, True])
def test_voice_is_that_of_the_quotation_that_holds_the_topic(as_json):
    row = quotation(TEXT, "Ces chars pourraient changer la guerre")
    if as_json:
        row["fragments"] = json.dumps(row["fragments"])
    coded = code_sentences(frame_of(TEXT), pd.DataFrame([row]))
    assert coded["voice"].tolist() == ["author", "quoted"]
    assert coded.loc[1, ["speaker", "quotation_id", "speaker_kind", "quotation_type"]].tolist() == [
        "général Ravel", "a0-q001", "person", "direct",
    ]  # fmt: skip
    assert coded.loc[0, ["speaker", "quotation_id"]].tolist() == ["", ""]


def test_a_quotation_beside_the_topic_leaves_the_author_his_voice():
    text = "Les missiles ont été livrés, une « bonne nouvelle » selon Claire Morand."
    coded = code_sentences(frame_of(text), pd.DataFrame([quotation(text, "bonne nouvelle")]))
    assert coded["voice"].tolist() == ["author"]


def test_another_article_s_quotation_does_not_count():
    row = quotation(TEXT, "Ces chars pourraient", article_id="b")
    assert set(code_sentences(frame_of(TEXT), pd.DataFrame([row]))["voice"]) == {"author"}


def test_pointing_back_needs_the_topic_nearby(code):
    near = "La milice a reçu des missiles. Une telle décision inquiète."
    far = "Une telle décision inquiète. Ces systèmes sont vieux."
    assert code(near)["topics"].tolist() == ["arms", "arms"]
    assert code(far).empty
    later = "La milice a reçu des missiles. " + "Il pleut. " * 6 + "Ces tirs inquiètent."
    assert len(code(later)) == 1


def test_a_world_reaches_further_in_an_article_on_one_topic(code):
    missiles = "Le missile est neuf. " * 3
    known = "La pluie tombe. " * 5 + "Le matériel vient du port."
    assert len(code(missiles + known)) == 4
    assert len(code("Le missile est neuf. " + known)) == 1
    assert len(code("La fusée est neuve. " * 3 + missiles + known)) == 6


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le missile est neuf. Il vole à Mach 5.", 2),
        ("Le ministre a vu le missile. Il est reparti à midi.", 1),
        ("Les fusées sont parties. C'est un succès.", 2),
        ("La fusée est neuve. En effet, elle vole à Mach 5. Elle est légère.", 3),
        ("La fusée est neuve. À cette date, elle n'avait pas volé.", 2),
        ("La fusée est neuve. Ils sont partis.", 1),
        ("La fusée est neuve. Il est sorti déjeuner.", 1),
        ("La fusée est neuve. Le 3 mai, elle a volé.", 2),
        ("À Kourou, la fusée est neuve. Au printemps, elle a volé.", 2),
        ("La fusée est neuve. Il faut partir.", 1),
        ("Le missile est neuf. Il faut partir.", 1),
        ("Le missile est neuf. Il est équipé d'une caméra.", 2),
        ("Le missile est neuf. Il est urgent de partir.", 1),
        ("La fusée est neuve. Sa coiffe est blanche. Elle vole.", 3),
        ("À quoi servent ces missiles ? Il pleut.", 1),
        ("Le missile est neuf. Est-ce permis ?", 2),
        ("L'usine livre des obus. Paris n'en veut pas.", 2),
        ("L'usine livre des obus. Il pleut. C'est un succès.", 1),
    ],
)
def test_a_sentence_goes_on_with_the_topic_before(code, text, count):
    assert len(code(text)) == count


def test_pointing_back_stays_in_its_article(code):
    assert len(code("La milice a reçu des missiles.", "Cela inquiète.")) == 1


@given(st.lists(st.one_of(st.text(), st.sampled_from([
    "missile", "satellite", "sanctions ", "aurait livré ", "« ", "» ", "si ", "que ", "ne ", "pas ",
    ", ", "? ", "\n", "l'", "Ariane 6", "embargo", "(", ")", "et ", "…", "-t-il ",
])), max_size=30).map("".join))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_text_is_coded_and_evidence_points_at_its_words(text):
    coded = code_sentences(frame_of(text), pd.DataFrame())
    for row in coded.itertuples():
        assert text[row.start : row.end] == row.text
        assert {e["label"] for e in row.evidence if e["layer"] == "topic"} == set(
            row.topics.split(";")
        )
        for e in row.evidence:
            assert text[e["start"] : e["end"]] == e["words"] != ""


def test_each_layer_has_its_evidence(code):
    row = code("La milice menace d'utiliser ses missiles.").iloc[0]
    assert {e["layer"] for e in row["evidence"]} == {"topic", "frame", "certainty"}


def test_time_grows_with_length():
    sentence = "Le pays, qui aurait livré des missiles, menace, si rien ne change, de sanctions, "

    def seconds(times: int) -> float:
        table = frame_of(sentence * times + "dit-il.")
        begin = time.process_time()
        code_sentences(table, pd.DataFrame())
        return time.process_time() - begin

    def growth() -> float:
        short, long = (min(seconds(times) for _ in range(3)) for times in (100, 800))
        return long / max(short, 0.01)

    # Eight times the length: sixty-four times the time when not linear. A busy machine disturbs
    # a measure, and never three in a row for the better.
    assert any(growth() < 24 for _ in range(3))


def test_tally_counts_each_article_s_sentences():
    framing = pd.DataFrame(
        {
            "article_id": ["a", "a", "b"],
            "topics": ["arms", "arms;sanctions", "arms"],
            "frames": ["security", "security;legality", "none"],
        }
    )
    counts = tally(framing, of="frames", by="topics").set_index(["group", "code", "article_id"])
    assert counts.loc[("arms", "security", "a")].tolist() == [2, 2]
    assert counts.loc[("arms", "security", "b")].tolist() == [0, 1]
    assert counts.loc[("sanctions", "legality", "a")].tolist() == [1, 1]
    pairs = topic_pairs(framing, ["arms", "sanctions"])
    assert pairs.to_numpy().tolist() == [[3, 1], [1, 1]]


def test_tally_of_nothing_is_empty(code):
    assert tally(code("Il pleut.")).empty


@pytest.fixture(scope="module")
def gold(shared: Path, tmp_path_factory) -> dict:
    """Scores on the coded articles, averaged over the two passes."""
    folder = shared / "gold" / "framing"
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (folder / "texts").glob("*.txt")}
    table = pd.DataFrame(
        [
            (name, f"{name}-s{k:03d}", s.start, s.end, s.text)
            for name, text in texts.items()
            for k, s in enumerate(sentences(text), start=1)
        ],
        columns=["article_id", "sentence_id", "start", "end", "text"],
    )
    rows = code_sentences(table, pd.DataFrame()).to_dict("records")
    spec = importlib.util.spec_from_file_location(
        "score_framing", shared / "gold" / "tools" / "score_framing.py"
    )
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    passes = [
        scorer.score(folder / f"sentences-pass-{p}.jsonl", folder / "texts", rows) for p in "AB"
    ]

    def mean(name: str) -> float:
        values = [p[name]["f1"] if isinstance(p[name], dict) else p[name] for p in passes]
        return sum(values) / len(values)

    return {name: mean(name) for name in passes[0] if name not in ("sentences", "unlocated")}


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("topic arms", 97),
        ("topic satellites", 97),
        ("topic sanctions", 95),
        ("frames micro", 75),
        ("certainty accuracy", 94),
        ("hedged", 94),
    ],
)
def test_scores_on_coded_articles(gold, measure, floor):
    assert gold[measure] >= floor


def test_a_thousand_articles_are_coded(shared: Path):
    paths = sorted((shared / "corpora" / "wikinews-fr").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    table = frame_of(*texts)
    begin = time.process_time()
    coded = code_sentences(table, pd.DataFrame())
    spent = time.process_time() - begin
    assert 200 < len(coded) < 0.1 * len(table)
    assert sum(map(len, texts)) / 1e6 / spent > 0.25
