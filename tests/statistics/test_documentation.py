"""The page of measures names every public function."""

import re

import pytest

from helpers import statistics
from helpers.paths import ROOT

PAGE = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\w+", "".join(re.findall(r"`[^`]*`", PAGE))))


@pytest.mark.parametrize("name", statistics.__all__)
def test_every_measure_is_on_the_page(name):
    assert name in NAMED


@pytest.mark.parametrize("name", statistics.__all__)
def test_every_measure_says_what_it_gives(name):
    assert len(getattr(statistics, name).__doc__) > 40
