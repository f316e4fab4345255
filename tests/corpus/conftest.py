from collections.abc import Callable

import pytest

HEADLINE = "La grève des trains s’étend à tout le réseau"
PARAGRAPHS = (
    "Le ministre des Transports, Paul Lenoir, a présenté mardi son plan pour le rail devant les "
    "députés réunis en commission.",
    "Les syndicats ont demandé un délai avant toute décision, et la direction a promis de les "
    "recevoir avant la fin du mois.",
    "Dans les gares, les voyageurs patientaient encore jeudi soir, et personne ne savait quand le "
    "trafic reprendrait.",
)
PLACES = {"top": 0, "under": 1, "middle": 2, "last": 4}


@pytest.fixture(scope="session")
def article() -> Callable[..., str]:
    """Makes an invented article, with lines put in at a place if wanted."""

    def make(line: str = "", where: str = "last") -> str:
        whole = [HEADLINE, *PARAGRAPHS]
        lines = line.split("\n") if line else []
        at = PLACES[where]
        return "\n\n".join([*whole[:at], *lines, *whole[at:]])

    return make


@pytest.fixture
def folder(tmp_path, article):
    """A folder with one article, `grève.txt`."""
    (tmp_path / "grève.txt").write_text(article(), encoding="utf-8")
    return tmp_path
