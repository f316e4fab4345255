import pandas as pd
import pytest
from framing_rows import frame_of

from helpers.framing import code_sentences


@pytest.fixture(scope="session")
def code():
    """Code texts, each an article of its own, without quotations."""
    return lambda *texts, **options: code_sentences(frame_of(*texts), pd.DataFrame(), **options)
