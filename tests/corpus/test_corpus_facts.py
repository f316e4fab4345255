import pytest

from helpers.corpus import clean
from helpers.corpus.agencies import agency_codes
from helpers.corpus.verbs import finite_verb


@pytest.mark.parametrize(
    ("line", "byline", "agencies", "outlet"),
    [
        ("Par Claire Morand", "Claire Morand", (), ""),
        ("PAR CLAIRE MORAND", "Claire Morand", (), ""),
        ("Par Claire Morand et Paul Petit", "Claire Morand, Paul Petit", (), ""),
        ("Claire Morand, Associated Press", "Claire Morand", ("AP",), ""),
        ("Par Claire Morand, Agence France-Presse", "Claire Morand", ("AFP",), ""),
        ("Le Monde avec AFP", "", ("AFP",), "Le Monde"),
        ("Par Claire Morand avec Belga", "Claire Morand", ("Belga",), ""),
        ("La Gazette du Vexin avec Reuters et AFP", "", ("Reuters", "AFP"), "La Gazette du Vexin"),
        ("La rédaction avec AFP", "", ("AFP",), ""),
        ("Radio-Canada", "", (), "Radio-Canada"),
        ("Source : TASS", "", ("TASS",), ""),
    ],
)
def test_what_a_signature_tells(article, line, byline, agencies, outlet):
    facts = clean(article(line, "under")).facts
    assert (facts.byline, facts.agencies, facts.outlet) == (byline, agencies, outlet)


def test_a_contributor_line_tells_the_agency_and_a_photo_credit_does_not(article):
    line = "La journaliste d’Associated Press Claire Morand a contribué à ce rapport."
    assert clean(article(line)).facts.agencies == ("AP",)
    assert clean(article("PHOTO CLAIRE MORAND, REUTERS", "middle")).facts.agencies == ()


def test_agencies_are_named_once_in_the_order_of_the_text(article):
    text = article().replace("Le ministre", "PARIS (AFP) — Le ministre", 1)
    assert clean(f"{text}\n\nAvec Reuters et AFP").facts.agencies == ("AFP", "Reuters")


def test_a_name_and_its_initials_are_one_agency(article):
    text = article("Agence Beauce Nord", "under")
    text = text.replace("Le ministre", "VIRE, 5 mai 2021 (ABN) – Le ministre", 1)
    assert clean(text).facts.agencies == ("Agence Beauce Nord",)


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ("AFP", ("AFP",)),
        ("ats/afp", ("ATS", "AFP")),
        ("l’Agence France-Presse", ("AFP",)),
        ("THE ASSOCIATED PRESS", ("AP",)),
        ("Keystone-ATS", ("ATS",)),
        ("Avec XYZ", ("XYZ",)),
        ("PC", ()),
        ("AFP et la police", ()),
        ("XYZ", ()),
        ("Agence spatiale", ()),
        ("", ()),
    ],
)
def test_agency_tags(tag, codes):
    assert agency_codes(tag) == codes


@pytest.mark.parametrize(
    "line",
    [
        "Démonstration de force",
        "La marche des cheminots",
        "Une visite surprise",
        "Nouvelle rencontre à Vire",
        "Menace sur le rail",
        "Le président Paul Lenoir et la ministre Anna Ro",
        "Deux marches blanches",
        "La France contre le Brésil",
    ],
)
def test_lines_without_a_finite_verb(line):
    assert not finite_verb(line)


@pytest.mark.parametrize(
    "line",
    [
        "Paul Lenoir marche seul",
        "Le ministre cède",
        "Les trains sont à l’arrêt",
        "Il a parlé",
        "Où va le rail",
        "Nous irons à Vire",
        "La gare que la ministre visite",
        "Faut-il fermer la ligne",
        "Lenoir les attend",
    ],
)
def test_lines_with_a_finite_verb(line):
    assert finite_verb(line)
