"""Headlines, repeated headlines, cross-heads and keywords."""

import regex

from helpers.corpus.drafts import Draft, Facts, Verdict
from helpers.corpus.lexicons import alternatives, plain
from helpers.corpus.names import outlet_of
from helpers.corpus.places import is_city, is_region
from helpers.corpus.signatures import bare_name
from helpers.corpus.verbs import finite_verb
from helpers.language import words

_HEADLINE_WORDS = 40
_SECTION_WORDS = 4
_CROSS_HEAD_WORDS = 8
_CROSS_HEAD_LETTERS = 70
_ABOVE = 6
_SITE = regex.compile(
    r"^(?P<title>.{15,}?)\s+(?P<mark>[|–—-])\s+(?P<outlet>[\p{Lu}\d][^|.!?–—]{1,40})(?:\s*\|.*)?$"
)
_SLUG = regex.compile(r"^(?=.*\d)(?=.*\p{Lu}{3})[^\p{Ll}]*(?:\([^()]*\))?$")
_TAGLINE = regex.compile(r"\s[|–—-]\s")
_RUN_TOGETHER = regex.compile(r"\p{Ll}\p{Lu}")
_HASHES = regex.compile(r"^(?:#\w+[\s,]*)+$")
_ENDS = (".", "!", "?", "…", "»", "”", '"', ")", "]", ":", ";", ",")


def without_site(line: str) -> Verdict | None:
    """Judge a headline that carries a site's name behind a bar, or an outlet's behind a dash."""
    match = _SITE.match(line)
    known = outlet_of(match["outlet"]) if match else ""
    if not match or not (known or (match["mark"] == "|" and _may_be_an_outlet(*match.group(1, 3)))):
        return None
    return Verdict("page", Facts(outlet=known or match["outlet"].strip()), match["title"])


def _may_be_an_outlet(title: str, outlet: str) -> bool:
    short = len(words(outlet)) <= _SECTION_WORDS <= len(words(title))
    return short and not finite_verb(outlet)


def is_headline(draft: Draft, *, known: str = "") -> bool:
    """Say whether the first line is the article's headline.

    It is when it is the title `known` from elsewhere; else when it is short, does not
    end with a full stop and something follows.
    """
    if not draft.lines:
        return False
    line = draft.lines[0].text
    if known:
        return same_words(line, known)
    follows = len(draft.lines) > 1 and (line[-1] not in ".,;:" or line.endswith("..."))
    return follows and 1 < len(words(line)) <= _HEADLINE_WORDS and line[0] not in "-–—"


def says(draft: Draft, title: str) -> bool:
    """Say whether one of the first lines is the title."""
    return any(same_words(line.text, title) for line in draft.lines[:_ABOVE])


def above_the_headline(draft: Draft, *, known: str) -> dict[int, Verdict]:
    """Give the first lines that are no headline yet: a section, a slug, the paper's own name.

    With the title `known` they are the lines above it; else one short line without a verb
    above another line that reads like a headline.
    """
    lines = [line.text for line in draft.lines[:_ABOVE]]
    if known:
        at = next((at for at, line in enumerate(lines) if same_words(line, known)), 0)
        return {above: Verdict("page") for above in range(at) if not is_paragraph(lines[above])}
    if len(draft.lines) > 2 and _reads_like_a_headline(lines[1]) and _stands_above(lines[0]):
        return {0: Verdict("page")}
    return {}


def _stands_above(line: str) -> bool:
    if _SLUG.match(line):
        return True
    if regex.search(r"[:?!«»“”\"]", line) or line[-1] == ".":
        return False
    paper = regex.search(rf"\b{alternatives('papers')}\b", line)
    if _TAGLINE.search(line) and (paper or not finite_verb(line)):
        return True
    return len(words(line)) <= _SECTION_WORDS and not finite_verb(line)


def _reads_like_a_headline(line: str) -> bool:
    if line[-1] in ".,;:" or not 4 <= len(words(line)) <= _HEADLINE_WORDS:
        return False
    return bool(regex.search(r"\s?[:?]\s?|[«“\"]", line)) or finite_verb(line)


def same_words(one: str, other: str) -> bool:
    """Say whether two lines have the same words, whatever their typography."""
    return _letters(one) == _letters(other) != ""


def _letters(line: str) -> str:
    return regex.sub(r"[^\p{L}\p{N}]", "", plain(line))


def repeated_headline(draft: Draft, *, title: str, first: bool) -> dict[int, Verdict]:
    """Give the lines that say the headline again; the `first` line may be the headline itself."""
    return {
        at: Verdict("headline")
        for at, line in enumerate(draft.lines)
        if title and (at > 0 or not first) and same_words(line.text, title)
    }


def is_paragraph(line: str) -> bool:
    """Say whether a line is running text: eight words or more and the end of a sentence."""
    return line.endswith((".", "!", "?", "…", "»", "”", '"', ")", "’")) and len(words(line)) >= 8


def cross_heads(draft: Draft) -> dict[int, Verdict]:
    """Give the short headings without a finite verb that stand between two paragraphs.

    Never a line with inverted commas, a list item, a person's name, or the first line.
    """
    lines = [line.text for line in draft.lines]
    return {
        at: Verdict("cross_head")
        for at in range(1, len(lines) - 1)
        if is_paragraph(lines[at - 1]) and is_paragraph(lines[at + 1]) and _heads(lines[at])
    }


_ITEM = regex.compile(r"^(?:[-–—•·*>+]|\(?\d{1,3}[.)°]|\p{Ll}[.)])")


def _heads(line: str) -> bool:
    if line.endswith(_ENDS) or len(line) > _CROSS_HEAD_LETTERS or not line[0].isupper():
        return False
    if regex.search(r"[«»“”„\":;=|]|\d", line) or _ITEM.match(line) or bare_name(line):
        return False
    return len(words(line)) <= _CROSS_HEAD_WORDS and not finite_verb(line)


def keywords(draft: Draft) -> dict[int, Verdict]:
    """Give the lines of keywords after the last sentence: labels, hashes, names of countries.

    Also names run together (*Corée du NordRussie*). Never the items of a list that a
    line ending with a colon announces.
    """
    verdicts: dict[int, Verdict] = {}
    for at in range(len(draft.lines) - 1, 0, -1):
        line = draft.lines[at].text
        if not _is_keywords(line):
            break
        verdicts[at] = Verdict("keywords")
    last = draft.lines[len(draft.lines) - len(verdicts) - 1].text if draft.lines else ""
    return {} if last.endswith(":") else verdicts


def _is_keywords(line: str) -> bool:
    if regex.match(rf"{alternatives('keyword_labels')}\s*:", line) or _HASHES.match(line):
        return True
    if line.endswith(_ENDS) or len(words(line)) > 25 or not line[0].isupper() or finite_verb(line):
        return False
    parts = [part.strip() for part in regex.split(r"[,;|/•·]", line)]
    if len(parts) > 1:
        return all(part and part[0].isupper() and len(part.split()) <= 5 for part in parts)
    return bool(_RUN_TOGETHER.search(line)) or is_region(line) or is_city(line)
