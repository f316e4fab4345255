import pandas as pd
import pytest

from helpers.corpus import read_corpus
from helpers.paths import CORPUS


@pytest.fixture(scope="session")
def articles() -> pd.DataFrame:
    """The articles of the bundled corpus as the collection reads them."""
    return read_corpus(CORPUS).articles


@pytest.fixture(scope="session")
def texts(articles: pd.DataFrame) -> pd.Series:
    """Cleaned text by article."""
    return articles.set_index("article_id")["text"]
