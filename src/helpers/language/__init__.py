"""French text: paragraphs, sentences, tokens, lemmas and verb forms, with character offsets."""

from helpers.language.conjugation import VerbForm, inflect
from helpers.language.contract import tokenisation_contract
from helpers.language.lemmas import fold, lemma
from helpers.language.lexicons import LexiconError, function_words
from helpers.language.segmentation import Sentence, paragraphs, sentences
from helpers.language.tokenisation import Token, tokens, words
from helpers.language.verbs import verb_forms

__all__ = [
    "LexiconError",
    "Sentence",
    "Token",
    "VerbForm",
    "fold",
    "function_words",
    "inflect",
    "lemma",
    "paragraphs",
    "sentences",
    "tokenisation_contract",
    "tokens",
    "verb_forms",
    "words",
]
