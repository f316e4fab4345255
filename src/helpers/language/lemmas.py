"""Dictionary forms, and forms made comparable."""

import functools
import re
import unicodedata

import simplemma

from helpers.language.lexicons import function_words, read_lexicon
from helpers.language.tokenisation import APOSTROPHES, HYPHENS, INVISIBLE

_PLAIN = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(INVISIBLE)}
)


@functools.lru_cache(maxsize=1 << 17)
def fold(form: str) -> str:
    """Make a form comparable: lower case, straight apostrophe and hyphen, composed accents.

    Soft hyphens and other invisible characters go: never count offsets in a folded text.
    """
    return unicodedata.normalize("NFC", form).translate(_PLAIN).lower()


@functools.cache
def lemma(form: str, *, first: bool = False) -> str:
    """Give the dictionary form of a French word form, without looking at its neighbours.

    `first`: the form opens a sentence, so that its capital tells nothing. Elsewhere a capital
    marks a name, which stays as it is, save that inhabitants go to their singular (*Parisiens*
    → *Parisien*). Based on simplemma; data/lexicons/lemmas.yml corrects it for the press.
    Not for telling homographs apart: *est* is always *être*, *tours* always *tour*.
    Reference: A. Barbaresi, simplemma, doi:10.5281/zenodo.4673264.
    """
    folded = fold(form)
    if not any(map(str.isalpha, folded)):
        return form
    if folded in read_lexicon("lemmas.yml")["forms"] or folded in function_words():
        return _common(folded)
    plain = unicodedata.normalize("NFC", form).translate(_PLAIN)
    if plain == folded or _lowered(plain, folded, first=first):
        return _common(folded)
    return _common(folded).capitalize() if _INHABITANTS.search(plain) else plain


_INHABITANTS = re.compile("^[A-ZÀ-Þ][^A-Z]+(?:[ée]en|ien|ain|ais|ois)(?:ne|e)?s?$")


def _lowered(plain: str, folded: str, *, first: bool) -> bool:
    """Tell whether the capitals of a form belong to its place, not to the word."""
    known = simplemma.is_known(folded, lang="fr") or folded.endswith("ment")
    if not known or folded in read_lexicon("lemmas.yml")["names"]:
        return False
    shouted = plain.isupper() and len(plain) > LONGEST_ACRONYM
    return shouted or (first and not (plain.isupper() and len(plain) > 1))


# A known word in capitals longer than this stands in a headline in capitals: GUERRE, but not SMIC.
LONGEST_ACRONYM = 4


_PRONOUN_HYPHEN = re.compile(r"^-(?:t-)?(?=\w)")


def _common(folded: str) -> str:
    """Follow a form to its lemma: tenus → tenu → tenir. What the lexicon says is final."""
    corrected = read_lexicon("lemmas.yml")["forms"]
    if folded not in corrected:
        folded = _PRONOUN_HYPHEN.sub("", folded)
    seen = [folded]
    while folded not in corrected and (folded := _shorter(folded)) not in seen:
        seen.append(folded)
    return str(corrected.get(folded, folded))


def _shorter(folded: str) -> str:
    head, hyphen, last = folded.rpartition("-")
    if not last or not hyphen or simplemma.is_known(folded, lang="fr"):
        found = simplemma.lemmatize(folded, lang="fr")
        return found if found != folded else _without_ending(folded)
    base = _common(last)
    return folded if base.endswith(("er", "ir", "re")) else f"{head}-{base}"


def _without_ending(folded: str) -> str:
    """Take the plural off a word that no dictionary holds, where its ending leaves no doubt."""
    for ending, singular in read_lexicon("lemmas.yml")["endings"].items():
        if folded.endswith(ending) and not simplemma.is_known(folded, lang="fr"):
            return folded.removesuffix(ending) + str(singular)
    return folded
