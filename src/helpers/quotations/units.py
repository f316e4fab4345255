"""A text as statements: sentences in which every marked span counts as one token.

Whoever speaks of a quotation speaks around its marks: the rules look at the words outside
them, with the span as one opaque token, and never have to guess what stands inside.
"""

from collections.abc import Iterator

from helpers.language import Sentence, tokens
from helpers.quotations.lexicon import (
    ADVERB,
    AVOIR,
    CAPITAL,
    CLITIC,
    COLON,
    COMMA,
    DASH,
    DETERMINER,
    ETRE,
    FINITE,
    MARKED,
    PARTICIPLE,
    PHRASAL,
    STOP,
    WORDS,
    Word,
)
from helpers.quotations.marks import Span

# Tokens outside marks that are read of a sentence: what is longer is a list or a table.
LONGEST = 400
_MARKED = Word("«»", MARKED, ())
_NOW = Word("maintenant", ADVERB, ())  # no form of maintenir, save in « en maintenant »


class Unit:
    """One or several sentences held together by marks; token lists are made when first asked for.

    `words[k]` is the `Word` of token k, `starts[k]:ends[k]` its place in the text;
    `spans[k]` is the marked span where token k is one.
    """

    __slots__ = (
        "end",
        "ends",
        "low",
        "marked",
        "number",
        "opens",
        "paragraph",
        "size",
        "spans",
        "start",
        "starts",
        "tags",
        "text",
        "words",
    )  # fmt: skip

    def __init__(self, text: str, start: int, end: int, paragraph: int, number: int) -> None:
        """`number`: the place of the unit in its article, from 0."""
        self.text, self.start, self.end = text, start, end
        self.paragraph, self.number = paragraph, number
        self.marked: list[Span] = []
        self.opens = False
        self.size = -1

    def read(self) -> "Unit":
        """Cut the unit into tokens, once."""
        if self.size >= 0:
            return self
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[Word] = []
        self.spans: dict[int, Span] = {}
        at = self.start
        for span in self.marked:
            self._add(at, span.start)
            if len(self.words) > LONGEST:
                break
            self.spans[len(self.words)] = span
            self.starts.append(span.start)
            self.ends.append(span.end)
            self.words.append(_MARKED)
            at = span.end
        if len(self.words) <= LONGEST:
            self._add(at, self.end)
        if self.words and self.text[self.starts[0] : self.ends[0]] == "A":
            self.words[0] = WORDS["À"]  # printed without its accent; no statement opens with a verb
        for k, word in enumerate(self.words):
            if word.low == "maintenant" and not (k and self.words[k - 1].low == "en"):
                self.words[k] = _NOW
        # Nothing stands past the last token, and before the first: rules may look there.
        self.tags = [*(word[1] for word in self.words), 0]
        for k, tags in enumerate(self.tags):
            if tags & CAPITAL and tags & PARTICIPLE and self._is_name(k):
                self.tags[k] &= ~PARTICIPLE
            if tags & CAPITAL and tags & (AVOIR | ETRE) and self._within(k):
                self.tags[k] &= ~(AVOIR | ETRE | FINITE)  # le Corriere della Sera
        if self.words and self.words[0].low == "lui":
            self.tags[0] &= ~CLITIC  # Lui répond que P: a subject
        self.low = [*(word[0] for word in self.words), ""]
        self.size = len(self.words)
        return self

    def _add(self, start: int, end: int) -> None:
        piece = self.text[start : min(end, start + LONGEST * 8)]
        start += len(piece) - len(piece.lstrip())
        if start >= end:
            return
        found = tokens(piece.strip())
        self.starts += [start + token[0] for token in found]
        self.ends += [start + token[1] for token in found]
        self.words += [WORDS[token[2]] for token in found]

    def _within(self, k: int) -> bool:
        """Tell whether a capital stands within a statement that is not all in capitals."""
        opens = not k or bool(self.tags[k - 1] & (STOP | COLON | MARKED | DASH | COMMA))
        return not opens and not (
            self.ends[k] - self.starts[k] > 1 and self.slice(k, k + 1).isupper()
        )

    def _is_name(self, k: int) -> bool:
        """Tell a name in -é from a participle, which opens a clause: Interrogé, Touré a dit que."""
        opens = not k or bool(self.tags[k - 1] & (STOP | COLON | MARKED | DASH))
        after = self.tags[k + 1]
        named = after & CAPITAL and not after & DETERMINER
        return not opens or bool(named or after & (AVOIR | ETRE))

    def slice(self, start: int, end: int) -> str:
        """Give the text of tokens start to end (exclusive)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def cued(self) -> Iterator[int]:
        """Give the places of forms that can report."""
        return (k for k, tags in enumerate(self.tags) if tags & PHRASAL)


def units_of(text: str, found: list[Sentence], spans: list[Span]) -> list[Unit]:
    """Give the statements of a text: its sentences, joined where a marked span runs across."""
    units: list[Unit] = []
    coming = iter(spans)
    span = next(coming, None)
    reach = -1
    for sentence in found:
        if units and sentence.start < reach:
            unit = units[-1]
            unit.end = max(unit.end, sentence.end)
        else:
            unit = Unit(text, sentence.start, sentence.end, sentence.paragraph, len(units))
            unit.opens = not units or units[-1].paragraph != sentence.paragraph
            units.append(unit)
        while span is not None and span.start < unit.end:
            unit.marked.append(span)
            reach = max(reach, span.end)
            span = next(coming, None)
    return units
