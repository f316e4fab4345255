"""Syllables of French words, by careful pronunciation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import statistics as s

WORDS = {
    0: "l' d' qu' n' c' L’",
    1: """le la les de des un une et est ont que qui quoi dont où pas plus très bien rien vers
        deux trois quatre cinq six sept huit cent mille monde France Chine guerre langue
        digue vague algue bague plaide ville fille feuille bruit nuit pluie suite lieu mieux yeux
        Dieu roi loi voix voie joie vue rue vie pluies août oui Louis jouer nouer voit voient
        soient vient tient parlent jugent forment aiment chantent craquent crient rient jouent
        tué Jean Georges œuf œil cœur sœur vœux bœuf peuple siècle ordre aube pièce fier siège
        ouest yacht week types presse texte peuvent doivent mois bloc tract chef paix
        train fonds""",
    2: """Corée armée année pays accord traité sanction nation million région violence
        pression mission souvent argent accent talent moment client crier
        plier trier cruel prière truand moyen royal loyal voyage noyau crayon payer bruyant naïf
        maïs haïr Noël chaos Laos réel créer géant néant théâtre poète poème
        enquête justice ministre journal récit témoin soldat menace missile
        balance fusée fusées usine voisin plaider travail travaille conseil accueil orgueil
        bouillon brouillard million quartier métier papier premier dernier actuel
        annuel manuel virtuel avouer mangeait nageoire bourgeois question équipe attaque publique
        guerrier guitare longueur langage étaient avaient parlaient disaient
        oublient publient étude Pyongyang Poutine Moscou Paris Berlin Afrique Europe
        dimanche mardi jeudi facteur aiguille habit séance soutiennent mondial mondiale
        aigu fatiguent""",
    3: """président parlement satellite dictature diplomate sanctionner
        ukrainien coréen coréenne océan réunion vidéo théorie
        aérien société amitié situation février ouvrier sanglier voudrions voudriez éblouir
        influence paysage paysan abbaye remercie remercier politique Thaïlande héroïque
        envahir cohérent véhicule médecin enveloppe acheter samedi étudient étudiant signature
        réussir réviser créancier agréable linguistique équateur aquarium
        exigeant courageux interdisent évident accident différent incident résident
        fréquemment vaguement tellement développent coalise bienvenue
        aujourd'hui aujourd’hui
        relation ennemi unité déclaré soutenir opinion révéler royauté cruauté bouillonner
        numérique territoire réception travailleur recueillir journaliste industrie balistique
        nucléaire""",
    4: """gouvernement population satellitaire économie européen européenne appartement remerciement
        coalition évidemment communiqué
        événement ambiguïté industriel étudiera
        coefficient diplomatique satellitaires autorité
        ambassadeur contribuera politicien""",
    5: """coopération développement internationale unanimité nationalité
        militairement solidarité
        déstabiliser affaiblissement""",
    6: "démocratisation automatiquement",
    7: "géopolitiquement internationalement",
}
TABLE = [(word, count) for count, words in WORDS.items() for word in words.split()]
SPECIAL = [("SNCF", 4), ("ONU", 2), ("OTAN", 2), ("AFP", 3), ("KCNA", 4), ("G20", 3), ("2023", 4)]
SPECIAL += [("Jong-un", 2), ("celui-ci", 3), ("C'est-à-dire", 3), ("", 0), ("…", 0), ("M.", 2)]


def test_the_table_is_long_enough():
    assert len(TABLE) >= 300


@pytest.mark.parametrize(("word", "count"), TABLE + SPECIAL)
def test_syllables(word, count):
    assert s.syllables(word) == count


@pytest.mark.parametrize("noun", ["accident", "argent", "serment", "parent", "client", "vent"])
def test_plurals_in_ents_are_voiced(noun):
    assert s.syllables(f"{noun}s") == s.syllables(noun)


@given(st.text(max_size=30))
def test_no_text_crashes_and_none_counts_more_than_its_signs(word):
    # One sign may be written with two letters (ﬁ, œ) when composed; a spelt W is one syllable here.
    assert 0 <= s.syllables(word) <= 4 * len(word)


@given(st.sampled_from([word for word, _ in TABLE]))
def test_case_does_not_matter(word):
    assert s.syllables(word.capitalize()) == s.syllables(word.lower())
