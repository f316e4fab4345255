"""The hand coding of the bundled corpus: it points where it says and says only what it may."""

import json
import re
from itertools import pairwise

import pandas as pd
import pytest
from agreement_of_coders import agreement, both_sentences, read

from helpers.corpus import read_corpus
from helpers.paths import ANNOTATIONS, CORPUS, DATA

TOPICS = ("arms", "satellites", "sanctions")
CERTAINTY = {"asserted", "hedged", "negated", "called_for"}
FRAMES = {"economic", "capacity", "morality", "fairness", "legality", "policy", "crime"}
FRAMES |= {"security", "health", "quality_of_life", "identity", "public_opinion", "political"}
FRAMES |= {"external", "none"}
KINDS = {"person", "organisation", "group", "anonymous", "document"}
README = (ANNOTATIONS / "README.md").read_text(encoding="utf-8")


def _rows(name: str) -> list[dict]:
    lines = (ANNOTATIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


QUOTATIONS = _rows("quotations.jsonl")
SENTENCES = _rows("sentences.jsonl")


def test_fragments_point_at_the_words_they_name(texts: pd.Series) -> None:
    for row in QUOTATIONS:
        text = texts[row["article_id"]]
        assert [text[start:end] for start, end in row["fragments"]] == row["content"]


def test_contents_have_no_space_or_stop_at_their_ends() -> None:
    for row in QUOTATIONS:
        for content in row["content"]:
            assert content == content.strip() and content[-1] not in ".,;:", row


def test_fragments_of_an_article_do_not_overlap() -> None:
    for article_id in {row["article_id"] for row in QUOTATIONS}:
        spans = sorted(
            span
            for row in QUOTATIONS
            if row["article_id"] == article_id
            for span in row["fragments"]
        )
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), article_id


def test_cue_and_source_are_words_of_the_article(texts: pd.Series) -> None:
    for row in QUOTATIONS:
        text = texts[row["article_id"]]
        assert row["cue"] in text, row
        assert row["source"] in text, row


def test_quotations_carry_codes_of_the_codebook() -> None:
    for row in QUOTATIONS:
        assert row["type"] in {"direct", "partial", "mixed", "indirect"}
        assert row["speaker_kind"] in KINDS
        assert row["speaker"]


@pytest.mark.parametrize("row", QUOTATIONS, ids=lambda row: row["article_id"])
def test_marks_agree_with_the_type(row: dict, texts: pd.Series) -> None:
    marked = bool(re.search('[«»“”"]', " ".join(row["content"])))
    if row["type"] in ("mixed", "indirect"):
        assert marked is (row["type"] == "mixed")
    else:
        before = texts[row["article_id"]][: row["fragments"][0][0]].rstrip()
        assert before[-1] in '«“"–—.', before[-20:]


def test_sentences_are_those_of_the_reader() -> None:
    read = read_corpus(CORPUS).sentences
    coded = pd.DataFrame(SENTENCES)
    for column in ("article_id", "start", "end", "text"):
        assert list(coded[column]) == list(read[column]), column


def test_sentences_carry_codes_of_the_codebook() -> None:
    for row in SENTENCES:
        assert set(row["topics"]) <= set(TOPICS)
        if row["topics"]:
            assert 1 <= len(row["frames"]) <= 3 and set(row["frames"]) <= FRAMES
            assert row["frames"] == ["none"] or "none" not in row["frames"]
            assert row["certainty"] in CERTAINTY
        else:
            assert row["frames"] == [] and row["certainty"] is None


def test_every_topic_has_twenty_five_sentences_and_every_certainty() -> None:
    for topic in TOPICS:
        rows = [row for row in SENTENCES if topic in row["topics"]]
        assert len(rows) >= 25
        assert {row["certainty"] for row in rows} == CERTAINTY


def test_every_type_kind_and_frame_is_met() -> None:
    assert {row["type"] for row in QUOTATIONS} == {"direct", "partial", "mixed", "indirect"}
    assert {row["speaker_kind"] for row in QUOTATIONS} == KINDS
    assert {frame for row in SENTENCES for frame in row["frames"]} == FRAMES


def test_outlets_differ_as_they_were_written(articles: pd.DataFrame) -> None:
    outlet = articles.set_index("article_id")["outlet"]
    rows = pd.DataFrame(SENTENCES).explode("frames").dropna(subset="frames")
    first = rows.groupby(rows["article_id"].map(outlet))["frames"].agg(lambda f: f.mode()[0])
    assert first.to_dict() == {
        "Agence Ligne Claire": "external",
        "La Feuille du Bocage": "quality_of_life",
        "La Pirogue": "fairness",
        "Le Cadran": "security",
        "Le Comptoir": "economic",
        "L’Heure lémanique": "legality",
        "Radio-Boréal": "capacity",
    }


def test_the_same_sentence_is_coded_alike_everywhere() -> None:
    codes: dict[str, tuple] = {}
    for row in SENTENCES:
        if len(row["text"]) > 60:
            key = re.sub(r"\W", "", row["text"].replace("-un", " Un")).lower()
            code = (row["topics"], row["frames"], row["certainty"])
            assert codes.setdefault(key, code) == code, row["text"]


def test_speakers_are_on_record_or_declared_invented() -> None:
    speakers = pd.read_csv(ANNOTATIONS / "speakers.csv", keep_default_na=False)
    coded = {(row["speaker"], row["speaker_kind"]) for row in QUOTATIONS}
    assert coded == set(zip(speakers["speaker"], speakers["kind"], strict=True))
    assert set(speakers["status"]) == {"public", "invented", "unnamed"}
    people = speakers[speakers["kind"] == "person"]
    assert set(people["status"]) == {"public", "invented"}
    assert people.loc[people["status"] == "public", "record"].ne("").all()
    datasheet = (DATA / "README.md").read_text(encoding="utf-8")
    for name in people.loc[people["status"] == "invented", "speaker"]:
        assert name in datasheet, name


def test_the_readme_counts_right() -> None:
    types = pd.Series([row["type"] for row in QUOTATIONS]).value_counts()
    topics = pd.Series([topic for row in SENTENCES for topic in row["topics"]]).value_counts()
    certainty = pd.Series([row["certainty"] for row in SENTENCES]).value_counts()
    none = sum(not row["topics"] for row in SENTENCES)
    for code, count in [*types.items(), *topics.items(), *certainty.items(), ("no topic", none)]:
        assert f"| {code} | {count} |" in README, (code, count)


def test_the_articles_coded_twice_come_from_every_outlet(articles: pd.DataFrame) -> None:
    twice = set(both_sentences()["article_id"])
    assert len(twice) >= 10
    assert set(articles.loc[articles["article_id"].isin(twice), "outlet"]) == set(
        articles["outlet"]
    )


def test_both_codings_point_at_the_words_they_name(texts: pd.Series) -> None:
    for coder in ("first", "second"):
        for row in read(coder, "quotations").itertuples():
            words = [texts[row.article_id][start:end] for start, end in row.fragments]
            assert words == row.content, (coder, row.article_id)
        for row in read(coder, "sentences").itertuples():
            assert texts[row.article_id][row.start : row.end] == row.text


def test_agreement_is_what_the_files_give(texts: pd.Series) -> None:
    stated = re.findall(
        r"^\| (.+?) \| [^|]+ \| (\d\.\d\d) \| (.+?) to (.+?) \| (\d+) \|", README, re.M
    )
    names = ["span", "type", "speaker", "topics", *TOPICS, "frames", "certainty"]
    recomputed = agreement(dict(texts), draws=2)
    assert len(stated) == len(names)
    for name, (label, value, low, high, n) in zip(names, stated, strict=True):
        interval, cases = recomputed[name]
        assert name in label
        assert float(value) == pytest.approx(interval.estimate, abs=0.006), label
        assert float(low) <= float(value) <= float(high)
        assert int(n) == cases


def test_every_difference_of_codes_is_listed_and_settled() -> None:
    listed = pd.read_csv(ANNOTATIONS / "differences.csv", keep_default_na=False)
    settled = {(row["article_id"], row["start"]): row for row in SENTENCES}
    seen = listed.set_index(["article_id", "start", "field"])["settled"]
    for row in both_sentences().to_dict("records"):
        place = (row["article_id"], row["start"])
        for field in ("topics", "frames", "certainty"):
            first, second = (_joined(row[f"{field}_{coder}"]) for coder in ("first", "second"))
            final = _joined(settled[place][field])
            if first != second or first != final:
                assert seen[(*place, field)] == final, (place, field)


def _joined(codes: object) -> str:
    if isinstance(codes, list):
        return ";".join(sorted(codes))
    return codes if isinstance(codes, str) else ""
