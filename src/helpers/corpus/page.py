"""What a web page puts around an article: buttons, links, advertising, sections, shares."""

import functools

import regex

from helpers.corpus.dates import find_date
from helpers.corpus.drafts import Draft, Verdict
from helpers.corpus.lexicons import PageLine, alternatives, page_lines
from helpers.corpus.verbs import finite_verb
from helpers.language import fold

_LONGEST = 45
_LIST_HEADLINE_WORDS = 25
_TRAIL = regex.compile(r"[\s:,…>»→▶►•|–—-]*(?:\(?\d+\)?)?[\s:,…>»→▶►•|-]*$")
_DASHES = "-–—"
_LEAD = regex.compile(r"^[\s>»→▶►•|*+–—-]*")
_DRAWN = regex.compile(r"^[^\p{L}\p{N}«»“”\"]+$")
_DRAWN_AT_AN_END = regex.compile(r"^(?P<before>_{3,})\s*|\s*(?P<after>_{3,})$")
_ONE_SMALL_WORD = regex.compile(r"^\p{Ll}{1,12}$")
_NUMBER = regex.compile(
    r"^(?:(?i:p(?:age|\.)?)\s?)?\d{1,4}$|^\d{1,2}(?:\s?/\s?\d{1,2}|:\d\d\s*/\s*\d{1,2}:\d\d)$"
)
_CRUMBS = regex.compile(r"^(?:\p{Lu}[\p{L}'’ -]{1,25}\s*[>›»/|]\s*){1,4}\p{Lu}[^.!?]{1,80}$")
_CRUMB_MARK = regex.compile("[>›]|(?<!«.*)»")
_ENTRY = r"[^\s.!?]+(?: [^\s.!?]+){0,2}"
_MENU = regex.compile(rf"^(?=\p{{Lu}}){_ENTRY}(?:(?:\s{{2,}}|\s+[|•·]\s+){_ENTRY}){{2,}}$")
_BARRED = regex.compile(r"^\|.*\|$")
_ADDRESS = regex.compile(r"^(?:https?://\S+|www\.\S+|\S+@\S+\.\p{L}{2,6}|@\w{2,30})$")


@functools.cache
def _counts() -> regex.Pattern[str]:
    """Match 12 partages · 3 min de lecture · 1,2 k vues."""
    return regex.compile(
        rf"^[\d.,\s]+(?:k|M|mille)?\s*{alternatives('counted')}(?:\s(?:de|d['’])\s?\w.{{0,20}})?$"
    )


def page_line(line: str) -> Verdict | None:
    """Judge a line that belongs to the page wherever it stands."""
    if _DRAWN.match(line):
        return Verdict("rule")
    if len(line.split()) <= _LONGEST and regex.search(alternatives("rights"), line):
        return Verdict("page")
    if any(p.match(line) for p in (_counts(), _NUMBER, _ADDRESS, _BARRED, _ONE_SMALL_WORD)):
        return Verdict("page")
    found = _listed(line)
    return Verdict(found.reason) if found and found.where != "top" else None


def top_line(line: str) -> Verdict | None:
    """Judge a line above the first paragraph: the names of sections, a trail of links."""
    found = _listed(line)
    crumbs = _MENU.match(line) or (_CRUMBS.match(line) and _CRUMB_MARK.search(line))
    return Verdict("page") if crumbs or (found and found.where == "top") else None


def rule_at_an_end(line: str) -> Verdict | None:
    """Judge a paragraph that begins or ends with a drawn line."""
    match = _DRAWN_AT_AN_END.search(line)
    if not match:
        return None
    kept = line[match.end() :] if match["before"] else line[: match.start()]
    return Verdict("rule", kept=kept.strip())


@functools.cache
def _link() -> regex.Pattern[str]:
    """Match … . Publicité · … . Lire aussi : Un autre article."""
    return regex.compile(
        r"(?<=[.!?…»”\"])\s+(?:(?P<advertisement>Publicité|PUBLICITÉ|La suite après la publicité)"
        rf"|\(?(?=[\p{{Lu}}]){alternatives('links')}\b.*)$"
    )


def link_at_the_end(line: str) -> Verdict | None:
    """Judge a paragraph that runs on into an advertisement or a link to another article."""
    match = _link().search(line)
    if not match:
        return None
    return Verdict(
        "advertisement" if match["advertisement"] else "page", kept=line[: match.start()]
    )


def related(draft: Draft) -> dict[int, Verdict]:
    """Give the headlines of other articles listed under a line that announces them.

    The list ends at the first line that ends like a sentence or holds a date alone.
    """
    verdicts: dict[int, Verdict] = {}
    listing = False
    for at, line in enumerate(draft.lines):
        found = _listed(line.text)
        if found and found.where == "list":
            listing = not regex.search(r":\s*\S", line.text)
        elif listing and found is None:
            listing = _could_be_a_headline(line.text)
            if listing:
                verdicts[at] = Verdict("page")
    return verdicts


def _could_be_a_headline(line: str) -> bool:
    quoted = line[0] in '«“"' and line[-1] in '»”"'
    if line[-1] in ".:" or quoted or len(line.split()) > _LIST_HEADLINE_WORDS:
        return False
    found = find_date(line)
    return found is None or found.start > 0


@functools.lru_cache(maxsize=256)
def _listed(line: str) -> PageLine | None:
    """Give the row of the lexicon that a line says, or begins with without being a sentence."""
    if len(line.split()) > _LONGEST:
        return None
    words = _compared(_LEAD.sub("", line))
    whole = _whole_lines().get(words) or _whole_lines().get(_TRAIL.sub("", words))
    if whole or line[0] in _DASHES:
        return whole
    rows = _openings().get(words.partition(" ")[0], ())
    opening = next((row for row in rows if _starts(words, row.words)), None)
    if opening is None or opening.where == "sentence":
        return opening
    labels = words.removeprefix(opening.words).startswith(" :")
    return None if _is_sentence(line) and not labels else opening


def _compared(line: str) -> str:
    return regex.sub(r"\s*:", " :", " ".join(fold(line).split()))


def _is_sentence(line: str) -> bool:
    return line[-1] in ".…»" and finite_verb(line)


def _starts(words: str, opening: str) -> bool:
    return words.startswith(opening) and not words[len(opening) : len(opening) + 1].isalpha()


@functools.cache
def _whole_lines() -> dict[str, PageLine]:
    return {row.words: row for row in reversed(page_lines())}


@functools.cache
def _openings() -> dict[str, tuple[PageLine, ...]]:
    rows: dict[str, list[PageLine]] = {}
    for row in page_lines():
        if row.where in ("start", "list", "sentence"):
            rows.setdefault(row.words.split()[0], []).append(row)
    return {word: tuple(found) for word, found in rows.items()}
