import json

import pandas as pd
import pytest

from helpers.evaluation import (
    AnnotationError,
    align_sentences,
    majority_baseline,
    match_quotations,
    read_annotations,
    same_speaker,
    score_certainty,
    score_codes,
    score_quotations,
    span_f1,
)

TEXT = "« Le pont rouvrira lundi », a dit la maire. Selon l'agence, il pleut. Elle doute."


def quotation(words, **more):
    start = TEXT.index(words)
    row = {"article_id": "a", "fragments": json.dumps([[start, start + len(words)]])}
    return row | {"type": "direct", "speaker": "maire", "relayed_by": ""} | more


def matches(coded, found):
    columns = list(quotation("Le pont"))
    frames = [pd.DataFrame(rows, columns=columns) for rows in (coded, found)]
    return match_quotations(*frames, {"a": TEXT})


def test_marks_and_end_punctuation_do_not_count():
    result = matches(
        [quotation("Le pont rouvrira lundi")], [quotation("« Le pont rouvrira lundi »,")]
    )
    assert result["exact"].tolist() == [True]


def test_a_span_twice_too_long_is_not_matched():
    result = matches([quotation("il pleut")], [quotation("il pleut. Elle doute")])
    assert result["matched"].tolist() == [False]
    assert result["coded"].tolist() == [0] and result["found"].tolist() == [0]


def test_each_found_quotation_is_used_once():
    result = matches([quotation("il pleut"), quotation("il")], [quotation("il pleut")])
    assert result["matched"].tolist() == [True, False]
    assert result["found"].isna().tolist() == [False, True]


def test_extra_quotation_costs_precision_not_recall():
    result = matches([quotation("il pleut")], [quotation("il pleut"), quotation("Elle doute")])
    scores = score_quotations(result).set_index("measure")["estimate"]
    assert scores["span recall"] == 1.0
    assert scores["span precision"] == 0.5
    assert scores["joint f1"] == pytest.approx(2 / 3)
    assert span_f1(result) == scores["span f1"] == pytest.approx(2 / 3)


def test_relay_is_scored_only_where_somebody_relays():
    coded = [quotation("il pleut", relayed_by="Agence du Lac"), quotation("Elle doute")]
    result = matches(coded, [quotation("il pleut", relayed_by="agence du lac"), coded[1]])
    scores = score_quotations(result).set_index("measure")
    assert scores.loc["relay right", ["estimate", "n"]].tolist() == [1.0, 1]


def test_nothing_coded_and_nothing_found_gives_no_score():
    scores = score_quotations(matches([], []))
    assert scores["estimate"].isna().all()


@pytest.mark.parametrize(
    ("coded", "found", "same"),
    [
        ("Claire Morand", "Morand", True),
        ("le ministre", "Ministre", True),
        ("Élise Nadeau ; Paul Roy", "Roy ; Elise Nadeau", True),
        ("Claire Morand", "Claire Nadeau", False),
        ("Claire Morand", "", False),
        ("", "", True),
        ("Élise Nadeau ; Paul Roy", "Paul Roy", False),
        ("habitants", "habitants ; maire", False),
    ],
)
def test_same_speaker(coded, found, same):
    assert same_speaker(coded, found) is same


def sentences(*rows):
    columns = ["article_id", "start", "end", "topics", "frames", "certainty"]
    return pd.DataFrame(rows, columns=columns)


def test_topics_frames_and_certainty_by_hand():
    coded = sentences(
        ("a", 0, 10, ["arms"], ["security", "external"], "asserted"),
        ("a", 11, 20, [], [], None),
        ("a", 21, 40, ["arms", "sanctions"], ["legality"], "hedged"),
    )
    found = sentences(
        ("a", 0, 10, "arms", "security", "asserted"),
        ("a", 11, 20, "arms", "none", "asserted"),
        ("a", 22, 40, "arms", "legality;external", "asserted"),
    )
    aligned = align_sentences(coded, found)
    topics = score_codes(aligned, "topics", ["arms", "sanctions"]).set_index(["code", "measure"])
    assert topics.loc[("arms", "precision"), "estimate"] == pytest.approx(2 / 3)
    assert topics.loc[("arms", "recall"), "estimate"] == 1.0
    assert topics.loc[("sanctions", "recall"), "estimate"] == 0.0
    frames = score_codes(aligned, "frames", ["security", "external", "legality"])
    frames = frames.set_index(["code", "measure"])
    assert frames.loc[("all", "f1"), "estimate"] == pytest.approx(2 * 2 / (3 + 3))
    certainty = score_certainty(aligned).set_index(["code", "measure"])["estimate"]
    assert certainty[("all", "accuracy")] == 0.5
    assert certainty[("hedged", "recall")] == 0.0
    assert majority_baseline(aligned, "frames") == pytest.approx(2 * 1 / (2 + 3))


@pytest.mark.parametrize(
    ("content", "fault"),
    [(None, "no such file"), ("{nothing", "not JSON Lines"), ('{"text": "x"}', "no column")],
)
def test_unusable_coding_is_named(tmp_path, content, fault):
    file = tmp_path / "quotations.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=fault) as error:
        read_annotations(file)
    assert "quotations.jsonl" in str(error.value)
