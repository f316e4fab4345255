"""The bundled articles as a collector found them, against the same articles without debris."""

import pytest

from helpers.corpus import clean, read_corpus
from helpers.corpus.encodings import decode
from helpers.corpus.metadata import read_metadata
from helpers.paths import CORPUS, DATA

FILES = sorted(path.name for path in (DATA / "raw").glob("*.txt"))
DESCRIBED = read_metadata(CORPUS).articles


def cleaned(folder, name, title=""):
    return clean(decode((folder / name).read_bytes()).text, title=title)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("known", [False, True])
def test_a_raw_file_comes_out_as_the_article(name, known):
    title = DESCRIBED[name]["title"]
    raw = cleaned(DATA / "raw", name, title if known else "")
    assert raw.text == cleaned(CORPUS, name, title).text
    assert raw.facts.title == title


@pytest.mark.parametrize("name", FILES)
def test_a_raw_file_tells_its_day_or_nothing(name):
    published = cleaned(DATA / "raw", name).facts.published
    assert published in ("", DESCRIBED[name]["published"]) or name.startswith("pirogue-0913")


def test_the_bundled_corpus_is_clean_but_for_its_datelines():
    corpus = read_corpus(CORPUS)
    assert set(corpus.cleaning["reason"]) == {"dateline"}
    assert len(corpus.articles) == len(list(CORPUS.glob("*.txt")))
    assert (corpus.articles["published"].str.len() == 10).all()
