"""The pattern language, lexicons that a class edits, and what they say when something is wrong."""

import pytest
import yaml

from helpers.framing import read_frames, read_topics
from helpers.framing.patterns import Matcher, PatternError, read_pattern
from helpers.language import LexiconError, tokens

FOURTH = """
topics:
  food_aid:
    label: Food aid
    terms: [aide alimentaire, don ... blé|riz|farine, Programme alimentaire mondial, PAM]
    in_context:
      - terms: [ration]
        requires: [réfugié, faim, famine]
        excludes: [militaire]
    never: [riz au lait]
    points_back: [=ces sac, distribution]
"""
FRAME_SET = {
    "minimum_score": "2",
    "share_of_best": "0.5",
    "most": "1",
    "frames": {"war": {"cues": {"2": ["guerre", "tirer"]}}, "peace": {"cues": {"3": ["paix"]}}},
}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("missile", "Trois Missiles sont tombés", ["Missiles"]),
        ("vente arme", "la vente de ces armes", ["vente de ces armes"]),
        ("vente arme", "les ventes d’armes", ["ventes d’armes"]),
        ("vente arme", "la vente, les armes", []),
        ("vente arme", "la vente annuelle des armes", []),
        ("vente ... arme", "la vente annuelle des armes", ["vente annuelle des armes"]),
        ("vente ... arme", "la vente " + "très " * 12 + "rapide des armes", []),
        ("livrer", "ils livreront, nous avions livré", ["livreront", "livré"]),
        ("=tirs", "des tirs, un tir", ["tirs"]),
        ("Ariane 5|6", "Ariane 6 et Ariane 4", ["Ariane 6"]),
        ("Ariane", "ariane", []),
        ("ONU", "l'ONU", ["ONU"]),
        ("balisti*", "une trajectoire balistique", ["balistique"]),
        ("Tu-*", "un Tu-160", ["Tu-160"]),
        ("=va *er|*ir", "il va livrer, il va bien, il va finir", ["va livrer", "va finir"]),
        ("jusqu'à", "jusqu’à demain", ["jusqu’à"]),
        ("arme|munition", "des armes et munitions", ["armes", "munitions"]),
        ("=ce|=cet tir", "ce tir, le tir, ce beau tir", ["ce tir"]),
        ("=à =la hauteur", "à la hauteur, la hauteur", ["à la hauteur"]),
        ("=de =tels", "de tels tirs, tels tirs", ["de tels"]),
        ("violer", "une scène violente, ils violent, il viola", ["violent", "viola"]),
    ],
)
def test_patterns(pattern, text, found):
    words = tokens(text)
    hits = Matcher([read_pattern(pattern, "x")]).find(words)
    assert [text[words[h.first].start : words[h.last].end] for h in hits] == found


@pytest.mark.parametrize(
    "pattern", ["", "...", "arme ...", "... arme", "arme|", "=", "*er", "a || b"]
)
def test_patterns_that_cannot_be_read(pattern):
    with pytest.raises(PatternError):
        read_pattern(pattern, "x")


def test_a_fourth_topic_needs_no_code(code):
    topics = read_topics("topics.yml", yaml.safe_load(FOURTH))
    text = (
        "Le PAM a livré des rations aux réfugiés. Ces sacs viennent du port. "
        "Les rations militaires sont à part. Un dessert : du riz au lait. "
        "Le don annuel de blé arrive avec des missiles."
    )
    coded = code(text, topics=topics)
    assert coded["topics"].tolist() == ["food_aid", "food_aid", "food_aid;arms"]
    assert list(topics.labels) == ["arms", "satellites", "sanctions", "food_aid"]


def test_a_fourth_topic_in_a_file(code, tmp_path):
    path = tmp_path / "more.yml"
    path.write_text(FOURTH, encoding="utf-8")
    assert code("L'aide alimentaire arrive.", topics=read_topics(path))["topics"].tolist() == [
        "food_aid"
    ]


def test_another_frame_set(code):
    coded = code("La guerre des missiles, puis la paix.", frames=read_frames(FRAME_SET))
    assert coded["frames"].tolist() == ["peace"]


def test_neighbours_support_a_frame_that_has_a_cue(code):
    war = {"label": "War", "cues": {"1": ["danger"], "2": ["guerre"]}}
    alone = {**FRAME_SET, "frames": {"war": war}}
    around = read_frames({**alone, "neighbours": "1"})
    cued, plain = (
        "Le missile est un danger. La guerre dure.",
        "Le missile est bleu. La guerre dure.",
    )
    far = "Le missile est un danger. " + "Le soleil brille. " * 4 + "La guerre dure."
    assert code(cued, frames=around)["frames"].tolist() == ["war"]
    assert code(cued, frames=read_frames(alone))["frames"].tolist() == ["none"]
    assert code(plain, far, frames=around)["frames"].tolist() == ["none", "none"]


def test_semetko_and_valkenburg_are_shipped(code):
    frames = read_frames("frames_semetko_valkenburg.yml")
    assert list(frames.labels) == [
        "responsibility",
        "conflict",
        "human_interest",
        "economic",
        "morality",
    ]
    text = "Le ministre accuse l'opposition d'avoir bloqué la livraison des missiles."
    assert "conflict" in code(text, frames=frames)["frames"].iloc[0].split(";")


def test_a_higher_minimum_gives_fewer_frames(code):
    texts = ("L'usine produit mille obus par jour.", "Les drones menacent la paix du pays.")
    few = code(*texts, minimum_score=100)
    assert few["frames"].tolist() == ["none", "none"]
    assert "none" not in code(*texts, minimum_score=1)["frames"].tolist()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "no topics"),
        ({"topics": {"x": {}}}, "no terms"),
        ({"topics": {"x": {"terms": "arme"}}}, "a list of patterns"),
        ({"topics": {"x": {"terms": []}}}, "a list of patterns"),
        ({"topics": {"x": {"terms": ["arme ..."]}}}, "must begin and end with a word"),
        ({"topics": {"x": {"terms": [{"a": "b"}]}}}, "not a pattern"),
        ({"topics": {"x": {"term": ["arme"]}}}, "unknown key « term »"),
        ({"topics": {"x": ["arme"]}}, "names with values"),
        ({"topics": {"x": {"in_context": [{"requires": ["a"]}]}}}, "no terms"),
        ({"topics": {"x": {"in_context": {"terms": ["a"]}}}}, "a list of groups"),
        ({"topics": {"x": {"in_context": [{"terms": ["a"], "requires": ["no_such"]}]}}}, "no_such"),
    ],
)
def test_faults_of_a_topic_lexicon(content, said):
    with pytest.raises(LexiconError, match=said) as caught:
        read_topics(content)
    assert "the given lexicon" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"minimum_score": "two"}, "« two » is not a number"),
        ({"most": "-1"}, "not a number"),
        ({"frames": {"war": {}}}, "no cues"),
        ({"frames": {"war": {"cues": {"many": ["guerre"]}}}}, "« many » is not a number"),
        ({"colour": "red"}, "unknown key « colour »"),
    ],
)
def test_faults_of_a_frame_set(change, said):
    with pytest.raises(LexiconError, match=said):
        read_frames({**FRAME_SET, **change})


def test_a_missing_threshold_is_named():
    with pytest.raises(LexiconError, match="no `most`"):
        read_frames({name: value for name, value in FRAME_SET.items() if name != "most"})


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(LexiconError, match=r"nothing\.yml"):
        read_topics(tmp_path / "nothing.yml")
