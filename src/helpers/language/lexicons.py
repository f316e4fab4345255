"""The lexicon files of the French language, read once."""

import functools
from typing import Any

import yaml

from helpers.paths import LEXICONS


class LexiconError(ValueError):
    """A lexicon file is missing or malformed; the message says which, where, and the remedy."""


@functools.cache
def read_lexicon(name: str) -> Any:
    """Read data/lexicons/`name`, a YAML file, once a process; every scalar is a string.

    (French *no*, *on* and *y* would be truth values to YAML.) The result is shared:
    never change it. Raises LexiconError with the file, the fault and the remedy.
    """
    path = LEXICONS / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except OSError as error:
        raise LexiconError(
            f"{path}: cannot be read ({error.strerror}); restore it from the repository"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        fault = str(error).replace("\n", " ")
        raise LexiconError(f"{path}: {fault}; mend that line, the file is YAML in UTF-8") from error


@functools.cache
def function_words() -> frozenset[str]:
    """Give the function words of French: folded forms, elided ones with their apostrophe.

    From data/lexicons/function_words.yml. Compare after `fold`. Includes the
    forms of *être* and *avoir*, so not for counting auxiliaries.
    """
    return frozenset(
        word for words in read_lexicon("function_words.yml").values() for word in words
    )


@functools.cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Give the abbreviations without their last point, by what that point can mean."""
    lists = read_lexicon("abbreviations.yml")
    return {meaning: frozenset(words) for meaning, words in lists.items()}
