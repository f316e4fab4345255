from pathlib import Path

import pytest
import yaml

from helpers.corpus import clean
from helpers.corpus.dates import find_date
from helpers.corpus.places import normal_capitals

TABLE = yaml.load(
    Path(__file__).with_name("datelines.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
SENTENCE = "Le président a reçu la ministre au palais, où ils ont signé un accord sur les trains."
NEXT = "Aucun détail n’a été donné par les services du protocole sur la suite de la visite."


@pytest.mark.parametrize(("opening", "place", "agency", "published"), TABLE["read"])
@pytest.mark.parametrize("headline", ["", "Un accord sur les trains est signé\n"])
def test_what_opens_a_dispatch_is_metadata(opening, place, agency, published, headline):
    cleaned = clean(f"{headline}{opening}{SENTENCE}\n{NEXT}")
    facts = cleaned.facts
    assert (facts.dateline, " ; ".join(facts.agencies), facts.published) == (
        place,
        agency,
        published,
    )
    if headline or not opening.startswith("date"):
        assert cleaned.text == f"{headline}{SENTENCE}\n{NEXT}"
        assert [piece.text for piece in cleaned.removals] == [opening.strip()]


@pytest.mark.parametrize("line", TABLE["prose"])
def test_prose_is_no_dateline(line):
    cleaned = clean(f"Un accord sur les trains est signé\n{line}\n{NEXT}")
    assert line in cleaned.text
    assert (cleaned.facts.dateline, cleaned.facts.agencies) == ("", ())


def test_a_date_line_of_its_own_goes_and_the_paragraph_below_stays_whole():
    cleaned = clean(f"Un accord est signé\n10 janvier 2016. –\n{SENTENCE}")
    assert (cleaned.text, cleaned.facts.published) == (
        f"Un accord est signé\n{SENTENCE}",
        "2016-01-10",
    )


def test_a_dateline_later_in_the_article_is_prose():
    filler = "\n".join([SENTENCE, NEXT] * 5)
    assert "MONTRÉAL — La suite" in clean(f"{filler}\nMONTRÉAL — La suite est connue.").text


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("12 septembre 2023", "2023-09-12"),
        ("mardi 12 septembre 2023", "2023-09-12"),
        ("le 1er août 2004", "2004-08-01"),
        ("12 sept. 2023", "2023-09-12"),
        ("3 févr. 2021", "2021-02-03"),
        ("12/09/2023", "2023-09-12"),
        ("12.09.2023", "2023-09-12"),
        ("2023-09-12", "2023-09-12"),
        ("2023-09", "2023-09"),
        ("septembre 2023", "2023-09"),
        ("12 septembre", ""),
        ("31 février 2023", ""),
        ("09/13/2023", ""),
        ("2023-13", ""),
    ],
)
def test_dates_are_read_and_never_invented(written, iso):
    assert find_date(written).iso == iso


@pytest.mark.parametrize("words", ["mardi", "hier", "le mois dernier", "12", "2023", "en 1936"])
def test_words_without_a_day_are_no_date(words):
    assert find_date(words) is None


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Mis à jour le 13 septembre 2023", ""),
        ("Modifié le 13 septembre 2023 - Publié le 12 septembre 2023", "2023-09-12"),
        ("Publié le 12 septembre 2023, mis à jour le 13 septembre 2023", "2023-09-12"),
        ("Publié hier à 14h05", ""),
        ("Par Claire Morand | mardi 12 septembre 2023 | Lu 12 fois", "2023-09-12"),
        ("LA GAZETTE Hebdomadaire, Vire, jeudi 7 septembre 2023, p. 8", "2023-09-07"),
        ("Genève, le 14 septembre 2023 (avec AFP)", "2023-09-14"),
    ],
)
def test_the_day_of_a_change_is_not_the_day_of_publication(article, line, published):
    assert clean(article(line, "under")).facts.published == published


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("SÉOUL", "Séoul"),
        ("SEOUL", "Séoul"),
        ("AIX-EN-PROVENCE", "Aix-en-Provence"),
        ("VAL-D'OISE", "Val-d'Oise"),
        ("Séoul", "Séoul"),
        ("New York", "New York"),
    ],
)
def test_places_are_written_in_normal_capitals(name, normal):
    assert normal_capitals(name) == normal
