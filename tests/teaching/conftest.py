import os
from pathlib import Path

import pandas as pd
import pytest
from classes import stand_in

from helpers import evaluation, teaching
from helpers.corpus import read_corpus

os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

PASSAGE = (
    "« La route est coupée », a dit la maire. Elle a parlé d’un « abandon », selon l’agence Orion."
)


@pytest.fixture(scope="session")
def codes() -> teaching.Codebook:
    return teaching.read_codebook()


@pytest.fixture
def drawn() -> pd.DataFrame:
    """Four units of two invented articles."""
    texts = [PASSAGE, "Des obus ; des satellites.", "Rien.", "L’embargo tient."]
    return pd.DataFrame(
        {
            "unit": ["a-1", "a-2", "b-1", "b-2"],
            "article_id": ["a", "a", "b", "b"],
            "start": [10, 200, 0, 6],
            "end": [10 + len(PASSAGE), 226, 5, 22],
            "context": ["", PASSAGE, "", "Rien."],
            "text": texts,
        }
    )


@pytest.fixture(scope="session")
def bundled() -> dict:
    """The bundled corpus, what is drawn of it, and the two codings as a class would code them."""
    press = read_corpus("data/corpus")
    twice = evaluation.read_annotations("data/annotations/second/sentences.jsonl")["article_id"]
    pool = press.sentences[press.sentences["article_id"].isin(twice)]
    return {
        "press": press,
        "texts": dict(zip(press.articles["article_id"], press.articles["text"], strict=True)),
        "sentences": teaching.draw_sentences(pool, number=40, seed=7),
        "quotations": teaching.draw_passages(pool, press.articles, number=40, seed=7),
    }


@pytest.fixture
def classroom(tmp_path: Path, bundled: dict) -> Path:
    """A folder with the sheets of the two bundled coders."""
    for kind in ("sentences", "quotations"):
        for coder in ("first", "second"):
            sheet = stand_in(kind, coder, bundled[kind])
            teaching.write_sheet(sheet, teaching.sheet_path(tmp_path, kind, coder))
    return tmp_path
