"""Marks of every typography, paired within their paragraph."""

import pytest

from helpers.language import paragraphs
from helpers.quotations.marks import pair_marks


def inner(text: str) -> list[str]:
    spans, _ = pair_marks(text, paragraphs(text))
    return [text[span.inner_start : span.inner_end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit « oui » et « non ».", ["oui", "non"]),
        ("Il dit «oui» et “non”.", ["oui", "non"]),
        ('Il dit "oui" et "non".', ["oui", "non"]),
        ("Il dit „oui“ puis ‹ non ›.", ["oui", "non"]),
        ("Il dit ''oui'' à l'heure.", ["oui"]),
        ("Il dit ‘oui tout de suite’ à l’heure.", ["oui tout de suite"]),
        ("Ils crient 'vive la fête' et l'homme d'hier part.", ["vive la fête"]),
        ("« Les projets « Horizon » avancent », dit-il.", ["Les projets « Horizon » avancent"]),
        ('"Les projets "Horizon" avancent", dit-il.', ['Les projets "Horizon" avancent']),
        ("« Un.\n« Deux », dit-il.", ["Un.\n« Deux"]),
        ("« Un.\n» Deux », dit-il.", ["Un.\n» Deux"]),
        ("« Jamais fermé.\nAutre paragraphe « court ».", ["Jamais fermé.", "court"]),
        ("Ce n'est rien du tout de grave », dit-elle.", ["Ce n'est rien du tout de grave"]),
        ('Il a couru en 43"18 hier.', []),
        ('"Un" deux "trois quatre.\n"Cinq", dit-il.', ["Un", "Cinq"]),
        ("L'homme d'aujourd'hui n'est qu'un.", []),
        ("", []),
    ],
)
def test_pairs(text, expected):
    assert inner(text) == expected


def test_a_stray_mark_is_reported_and_spoils_nothing():
    text = 'Il part" hier.\n"Oui", dit-il.'
    spans, strays = pair_marks(text, paragraphs(text))
    assert [text[s.inner_start : s.inner_end] for s in spans] == ["Oui"]
    assert [stray.reason for stray in strays] == ["closed without opening"]
