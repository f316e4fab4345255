import textwrap
import unicodedata
from pathlib import Path

import pytest
import yaml

from helpers.corpus import clean, reasons
from helpers.language import sentences

TABLE = yaml.safe_load(Path(__file__).with_name("lines.yml").read_text(encoding="utf-8"))
TAKEN = [(reason, *row) for reason, rows in TABLE["taken"].items() for row in rows]


@pytest.mark.parametrize(("reason", "where", "line"), TAKEN)
def test_the_line_goes_with_its_reason_and_nothing_else_does(article, reason, where, line):
    cleaned = clean(article(line, where))
    assert cleaned.text == clean(article()).text
    assert "\n".join(piece.text for piece in cleaned.removals) == line
    assert reason in {piece.reason for piece in cleaned.removals}


@pytest.mark.parametrize(("where", "line"), TABLE["kept"])
def test_the_line_stays(article, where, line):
    cleaned = clean(article(line, where))
    assert f"\n{line}" in cleaned.text
    assert cleaned.removals == ()


def test_every_reason_of_a_piece_has_its_rows_of_lines_or_is_tested_by_itself():
    table = reasons()
    pieces = set(table.loc[table["kind"] == "piece", "reason"])
    elsewhere = {"characters", "dateline", "headline", "line_wrap", "markup", "punctuation"}
    assert pieces == {reason for reason, *_ in TAKEN} | elsewhere


@pytest.mark.parametrize(
    ("written", "mended", "piece"),
    [
        ("Le trafic a repris. .", "Le trafic a repris.", ". ."),
        ("Le trafic a repris .", "Le trafic a repris.", " ."),
        ("Le trafic a repris\u00a0.", "Le trafic a repris.", "\u00a0."),
        ("Il a dit « oui » .", "Il a dit « oui ».", " ."),
        ("La gare de Vire. , a dit Paul Lenoir.", "La gare de Vire, a dit Paul Lenoir.", ". ,"),
        (
            "Des gares, des quais, etc. , ont rouvert.",
            "Des gares, des quais, etc., ont rouvert.",
            ". ,",
        ),
        ("Vraiment ? . Non.", "Vraiment ? Non.", "? ."),
    ],
)
def test_stray_stops_are_mended(article, written, mended, piece):
    cleaned = clean(article(written, "middle"))
    assert f"\n{mended}\n" in cleaned.text
    assert [(one.text, one.reason) for one in cleaned.removals] == [(piece, "punctuation")]


@pytest.mark.parametrize(
    "line",
    [
        "Il hésite... puis accepte.",
        "Il a payé 3 .50 francs.",
        "Le site gare .fr est fermé.",
        "M. Lenoir, M. , puis plus rien.",
        "Le fichier .txt est vide, dit-il.",
        "Vraiment ?! Oui…",
    ],
)
def test_other_stops_stay(article, line):
    assert clean(article(line, "middle")).text.count(line.replace("M. ,", "M.,")) == 1


def test_typography_inside_sentences_is_untouched(article):
    line = 'Il a dit\u00a0: «\u202fC’est ‘non’…\u202f» – “vraiment” — à 14\u00a0h, l\'été,  "oui".'
    assert line in clean(article(line, "middle")).text


def test_the_headline_is_the_first_paragraph_and_the_title(article):
    cleaned = clean(article())
    assert cleaned.facts.title == "La grève des trains s’étend à tout le réseau"
    assert cleaned.text.split("\n")[0] == cleaned.facts.title
    assert sentences(cleaned.text)[0].text == cleaned.facts.title


@pytest.mark.parametrize(
    "again",
    [
        "La grève des trains s’étend à tout le réseau",
        "LA GRÈVE DES TRAINS S'ÉTEND À TOUT LE RÉSEAU",
        "« La grève des trains s'étend à tout le réseau »",
    ],
)
def test_a_repeated_headline_goes(article, again):
    cleaned = clean(article(again, "middle"))
    assert [(piece.text, piece.reason) for piece in cleaned.removals] == [(again, "headline")]


def test_a_known_headline_is_found_below_other_lines(article):
    known = "La grève des trains s’étend à tout le réseau"
    cleaned = clean(article("Transports publics\nLe fil du matin", "top"), title=known)
    assert cleaned.facts.title == known
    assert cleaned.text == clean(article()).text


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Vire", True),
        ("LE BOUVREUIL — L’économie au jour le jour", True),
        ("XYZ-0911-1742 INT 4 RAIL-FRANCE-GRÈVE (2e lead)", True),
    ],
)
def test_what_stands_above_the_headline_is_no_title(article, above, title):
    cleaned = clean(article(above, "top"))
    assert cleaned.facts.title.startswith("La grève") is title
    assert (above, "page") in [(piece.text, piece.reason) for piece in cleaned.removals]


@pytest.mark.parametrize(
    ("headline", "title", "outlet"),
    [
        (
            "Le rail en dix dates et trois cartes | La Gazette",
            "Le rail en dix dates et trois cartes",
            "La Gazette",
        ),
        (
            "Le rail en dix dates et trois cartes - RTBF Actus",
            "Le rail en dix dates et trois cartes",
            "RTBF Actus",
        ),
        ("Le rail en dix dates – et trois cartes", "Le rail en dix dates – et trois cartes", ""),
    ],
)
def test_the_site_behind_a_headline_tells_the_outlet(article, headline, title, outlet):
    text = article().replace("La grève des trains s’étend à tout le réseau", headline)
    cleaned = clean(text)
    assert (cleaned.facts.title, cleaned.facts.outlet) == (title, outlet)


CAPTIONED = "(Lima) Le président péruvien a reçu la ministre italienne au palais, mercredi."


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("La présidente péruvienne Rosa Quispe et la ministre italienne Anna Ro", ""),
        ("Des voyageurs devant la gare centrale", ""),
        ("La ministre italienne, Anna Ro", ""),
        ("Le retour de Rosa Quispe", "Le retour de Rosa Quispe"),
        ("Rencontre au sommet à Lima", "Rencontre au sommet à Lima"),
        ("Décès de la romancière Anna Ro", "Décès de la romancière Anna Ro"),
        ("Pérou : visite de la ministre Anna Ro", "Pérou : visite de la ministre Anna Ro"),
        ("La ministre Anna Ro arrive à Lima", "La ministre Anna Ro arrive à Lima"),
    ],
)
def test_a_caption_above_the_dateline_is_no_title(line, title):
    cleaned = clean(f"{line}\n\n{CAPTIONED}\n\nAucun accord n’a été signé, a dit son porte-parole.")
    assert cleaned.facts.title == title
    assert (line in cleaned.text) is bool(title)


def test_a_wrapped_text_is_joined(article):
    whole = "\n\n".join([article(), *article().split("\n\n")[1:]])
    wrapped = "\n\n".join(textwrap.fill(part, 70) for part in whole.split("\n\n"))
    cleaned = clean(wrapped)
    assert cleaned.text == clean(whole).text
    assert [piece.reason for piece in cleaned.removals] == ["line_wrap"]


def test_short_paragraphs_are_not_joined():
    text = "\n".join(
        f"Le train numéro {n} est parti de Vire à l’heure dite, sans personne." for n in range(9)
    )
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("written", "read", "reason"),
    [
        ("le cœur\u00adde", "le cœurde", "characters"),
        ("l\u200b’été", "l’été", "characters"),
        ("l\x92été \x85", "l’été …", "characters"),
        ("a\x00b", "ab", "characters"),
        (unicodedata.normalize("NFD", "été"), "été", "characters"),
        ("l&#39;été &amp; l&rsquo;hiver&nbsp;!", "l'été & l’hiver\u00a0!", "markup"),
        ("un <b>gros</b> <a href='x'>train</a>", "un gros train", "markup"),
    ],
)
def test_characters_are_read_as_they_were_meant(article, written, read, reason):
    cleaned = clean(article(f"Il a dit {written} à tout le monde hier soir.", "middle"))
    assert f"Il a dit {read} à tout" in cleaned.text
    assert [piece.reason for piece in cleaned.removals] == [reason]


def test_line_ends_of_every_system_make_the_same_paragraphs(article):
    for end in ("\r\n", "\r", "\u2028", "\n\n\n"):
        assert clean(article().replace("\n", end)).text == clean(article()).text


def test_family_emoji_and_arithmetic_survive(article):
    line = "Elle a posté 👨‍👩‍👧 et 3 < 5 > 2, puis R&D et AT&T hier."
    assert line in clean(article(line, "middle")).text


def test_text_after_a_paragraph_goes_and_the_paragraph_stays(article):
    line = "Le trafic a repris mercredi matin, a dit la direction."
    for tail, reason in [
        ("Publicité", "advertisement"),
        ("Lire aussi : Le rail en dix dates", "page"),
        ("___", "rule"),
        ("(AFP)", "agency"),
        ("Avec AFP", "agency"),
        ("ACP/CM/PP", "agency"),
        ("(Claire Morand, édité par Paul Petit)", "contributors"),
    ]:
        cleaned = clean(article(f"{line} {tail}", "last"))
        assert cleaned.text.endswith(f"\n{line}"), tail
        assert [(one.text, one.reason) for one in cleaned.removals] == [(tail, reason)]


def test_a_quotation_survives_the_credit_behind_it(article):
    line = "« Le train est parti », dit Claire Morand."
    cleaned = clean(article(f"{line} (Photo : Paul Petit)", "middle"))
    assert f"\n{line}\n" in cleaned.text
    assert [piece.text for piece in cleaned.removals] == ["(Photo : Paul Petit)"]


def test_a_quotation_below_a_bare_link_is_no_link(article):
    line = "« Nous irons jusqu’au bout »"
    cleaned = clean(article(f"À lire aussi\n{line}", "middle"))
    assert f"\n{line}\n" in cleaned.text


@pytest.mark.parametrize(
    "headline",
    [
        "La rédaction de la Gazette attaquée",
        "Journalistes en Ukraine : la peur au quotidien",
        "Correspondants de guerre à Vire",
        "Claire Morand, journaliste et résistante",
        "Photos : le rail en images",
        "Par le train, par la mer",
        "Guerre du rail | Le ministre cède",
        "Vire avec Flers",
        "« Le rail est mort »",
        "Le rail est-il mort ?",
        "12 septembre : le rail s’arrête",
    ],
)
def test_a_headline_that_looks_like_something_else_stays(article, headline):
    text = article().replace("La grève des trains s’étend à tout le réseau", headline)
    cleaned = clean(text)
    assert cleaned.text.split("\n")[0] == headline == cleaned.facts.title
    assert cleaned.removals == ()


def test_a_long_paragraph_loses_its_credit_alone(article):
    line = "Le train est parti, et personne ne l’a revu. " * 3
    cleaned = clean(article(f"{line}© Claire Morand", "middle"))
    assert line.strip() in cleaned.text
    assert [piece.text for piece in cleaned.removals] == ["© Claire Morand"]


def test_a_chronology_keeps_its_dates():
    days = [f"{day} mars 2021 – Le train numéro {day} s’arrête à Vire." for day in range(3, 8)]
    text = "\n".join(["La grève jour par jour", *days])
    assert clean(text).text == text


@pytest.mark.parametrize("text", ["", " \n\t ", "Publicité\nPartager\nin", "___", "\ufeff"])
def test_nothing_is_left_of_debris(text):
    assert clean(text).text == ""


LEAD = "Après deux ans de travaux, la salle accueille à nouveau le public dès jeudi. Visite."
BODY = "Dans le foyer, deux ouvriers vissent les lustres, et la directrice compte les fauteuils."


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ((LEAD, "Claire Morand", BODY, BODY), "Claire Morand"),
        ((LEAD, "Claire Morand", "Morand dirige la salle. " + BODY, BODY), ""),
        ((LEAD, "Claire Morand", BODY, "Paul Petit", BODY), ""),
        ((LEAD, BODY, "Claire Morand", BODY), ""),
    ],
)
def test_a_name_under_the_lead_signs_unless_the_article_tells_of_it(lines, byline):
    cleaned = clean("\n\n".join(("Le théâtre rouvre jeudi", *lines)))
    assert cleaned.facts.byline == byline
    assert ("Claire Morand" in cleaned.text) == (not byline)
