"""A place to plug in names and references found by another program."""

from typing import Protocol


class Tagger(Protocol):
    """What the rules ask of another program; either answer may be empty.

    None is needed: without one, names are read from capitals, first names and titles, and
    pronouns by gender, number and distance.
    """

    def people(self, text: str) -> list[str]:
        """Give the full names of people in a text, as printed."""

    def referent(self, text: str, start: int, end: int) -> str:
        """Give the full name that the words at start:end stand for; empty where unknown."""
