"""Verb forms: tables by hand, the whole conjugation of some verbs, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_language_tokens import lines

from helpers.language import VerbForm, inflect, verb_forms
from helpers.language.conjugation import irregular
from helpers.language.lexicons import LexiconError, read_lexicon

PROBES = [tuple(line.split("\t")) for line in lines("verb_forms.tsv")[1:]]
TOLD_APART = {("conditional", "present"), ("indicative", "imperfect"), ("indicative", "future")}


def readings(form: str) -> set[tuple[str, str, str]]:
    return {(reading.lemma, reading.mood, reading.tense) for reading in verb_forms(form)}


def test_there_are_enough_probes():
    assert len(PROBES) >= 500
    assert sum(mood == "conditional" for _, _, mood, _ in PROBES) >= 200


@pytest.mark.parametrize(("form", "lemma", "mood", "tense"), PROBES)
def test_verb_forms_by_hand(form, lemma, mood, tense):
    found = {reading[1:] for reading in readings(form)}
    if lemma == "-":
        assert (mood, tense) not in found
        return
    assert (lemma, mood, tense) in readings(form)
    if (mood, tense) in TOLD_APART:
        assert found & TOLD_APART == {(mood, tense)}


@pytest.mark.parametrize(
    "form", ["portrait", "papier", "hiver", "premier", "avenir", "ministre", "missile", "rwandaise",
             "coentreprise", "désormais", "", "l'", "-t-il", "12", "«", "é", "er", "ir", "xyzait"],
)  # fmt: skip
def test_no_reading_for_what_is_no_verb(form):
    assert verb_forms(form) == ()


def test_persons_and_numbers():
    assert verb_forms("livrerions") == (VerbForm("livrer", "conditional", "present", 1, "plural"),)
    assert verb_forms("Devrait") == (VerbForm("devoir", "conditional", "present", 3, "singular"),)
    assert [reading.person for reading in verb_forms("livrerais")] == [1, 2]
    assert [reading.lemma for reading in verb_forms("suis")][:2] == ["être", "suivre"]


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("être", "suis es est sommes êtes sont étais était étions étiez étaient serai seras sera "
         "serons serez seront serais serait serions seriez seraient sois soit soyons soyez soient "
         "fus fut fûmes fûtes furent fusse fusses fût fussions fussiez fussent être étant été"),
        ("falloir", "faut fallait faudra faudrait faille fallut fallût falloir fallu"),
        ("mettre", "mets met mettons mettez mettent mettais mettait mettions mettiez mettaient "
         "mettrai mettras mettra mettrons mettrez mettront mettrais mettrait mettrions mettriez "
         "mettraient mette mettes mis mit mîmes mîtes mirent misse misses mît missions missiez "
         "missent mettre mettant mise mises"),
        ("lancer", "lance lances lançons lancez lancent lançais lançait lancions lanciez lançaient "
         "lancerai lanceras lancera lancerons lancerez lanceront lancerais lancerait lancerions "
         "lanceriez lanceraient lançai lanças lança lançâmes lançâtes lancèrent lançasse lançasses "
         "lançât lançassions lançassiez lançassent lancer lançant lancé lancée lancés lancées"),
    ],
)  # fmt: skip
def test_whole_conjugations(infinitive, forms):
    assert set(inflect(infinitive)) == set(forms.split())


def test_past_participles_agree():
    plural = [form for form, found in inflect("dire").items()
              if any(r.tense == "past" and r.mood == "participle" and r.number == "plural"
                     for r in found)]  # fmt: skip
    assert sorted(plural) == ["dites", "dits"]
    assert {"dû", "due", "dus", "dues"} <= set(inflect("devoir"))
    assert {"absous", "absoute", "absoutes"} <= set(inflect("absoudre"))
    assert "pue" not in inflect("pouvoir")


def test_both_spellings():
    assert {"connaît", "connait", "connaîtrait", "connaitrait"} <= set(inflect("connaître"))
    assert {"cédera", "cèdera"} <= set(inflect("céder"))
    assert {"entraîne", "entraine"} <= set(inflect("entraîner"))
    assert {reading.lemma for reading in verb_forms("maitrisait")} == {"maîtriser"}
    assert "appèle" not in inflect("appeler")
    assert "gelle" not in inflect("geler")


def test_inflect_refuses_what_is_no_infinitive():
    for word in ("missile", "er", "", "avoi"):
        with pytest.raises(ValueError, match="no known conjugation"):
            inflect(word)


def test_every_irregular_form_is_read_back():
    for infinitive in irregular():
        for form, expected in inflect(infinitive).items():
            assert set(expected) <= set(verb_forms(form)), form


@given(st.text(max_size=20) | st.text("aeéèirstlnmcgyo'-", max_size=14))
def test_no_form_is_too_strange(form):
    for reading in verb_forms(form):
        assert reading in {r for found in inflect(reading.lemma).values() for r in found}


def test_a_malformed_lexicon_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.language.lexicons.LEXICONS", tmp_path)
    read_lexicon.cache_clear()
    (tmp_path / "broken.yml").write_text("a: [b", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"broken\.yml.*mend that line"):
        read_lexicon("broken.yml")
    with pytest.raises(LexiconError, match=r"missing\.yml.*restore it"):
        read_lexicon("missing.yml")


def test_a_malformed_conjugation_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.language.conjugation.LEXICONS", tmp_path)
    irregular.cache_clear()
    table = "base,prefixes,present,future,past,participle,imperfect,subjunctive,imperative,gerund\n"
    (tmp_path / "verbs_irregular.csv").write_text(table + "dire,-,dis,,,,,,,\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="the row of -dire is malformed"):
        irregular()
    monkeypatch.undo()
    irregular.cache_clear()
