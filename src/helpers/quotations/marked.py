"""Marked spans as tokens: what their words tell."""

from helpers.language import verb_forms
from helpers.quotations.lexicon import (
    CLITIC,
    COLON,
    COMMA,
    COORDINATOR,
    DETERMINER,
    ETRE,
    FINITE,
    PREPOSITION,
    QUE,
    SUBJECT,
    WORDS,
    source_words,
)
from helpers.quotations.units import Unit


def words_in(unit: Unit, k: int) -> int:
    """Count the words of the marked span at token k, by its spaces."""
    span = unit.spans[k]
    return len(unit.text[span.inner_start : span.inner_end].split())


def linked(unit: Unit, k: int, step: int) -> int:
    """Give the last of the marked spans that only commas, et, mais part from the one at token k."""
    j = k + step
    while 0 <= j < unit.size and unit.tags[j] & (COMMA | COORDINATOR):
        j += step
    apart = 0 <= j < unit.size and abs(j - k) > 1 and j in unit.spans
    return linked(unit, j, step) if apart else k


def infinitive_in(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k begins with an infinitive."""
    span = unit.spans[k]
    head = unit.text[span.inner_start : span.inner_start + 60].split()
    before = source_words()["before_infinitives"]
    while head and head[0].lower() in before:
        head = head[1:]
    if not head:
        return False
    first = head[0].lower().replace("’", "'").split("'")[-1].strip(",.")
    first = first.split("[")[0] + ("r" if "[r]" in first else "")
    known = any(form.mood == "infinitive" for form in verb_forms(first))
    return known or first.endswith(("iser", "ifier", "ionner"))  # new verbs: prioriser


def whole(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k looks like a whole statement."""
    span = unit.spans[k]
    text = unit.text[span.inner_start : span.inner_end]
    return bool(text) and ((text[0].isupper() and len(text.split()) > 3) or text[-1] in "!?.")


def predicate(unit: Unit, k: int) -> bool:
    """Tell whether marks hold what is said of a subject: X « ne cédera pas », X est « ravi »."""
    span = unit.spans[k]
    inner = unit.text[span.inner_start : span.inner_end].lower().replace("’", "'")
    words = inner.replace("'", "' ").split()
    if k and unit.tags[k - 1] & ETRE:
        feelings = source_words()["feelings"]
        stems = {s for w in words[:3] for s in (w, w.rstrip("s"), w.rstrip("s").removesuffix("e"))}
        return not stems.isdisjoint(feelings)
    if not k or unit.tags[k - 1] & (DETERMINER | PREPOSITION | COLON | QUE):
        return False
    while words and WORDS[words[0]].tags & CLITIC:
        words = words[1:]
    return len(words) > 1 and bool(WORDS[words[0]].tags & FINITE)


def spoken(unit: Unit, k: int) -> bool:
    """Tell whether the marked span at token k can be somebody's words, not a name or a term."""
    return not rejection(unit, k)


def rejection(unit: Unit, k: int) -> str:
    """Give why the marked span at token k is a name or a term; empty where it may be speech."""
    span = unit.spans[k]
    text = unit.text[span.inner_start : span.inner_end]
    folded = text.lower().replace("’", "'")
    if not text.strip():
        return "empty"
    if folded in source_words()["terms"]:
        return "known term"
    words = text.split()
    before = [unit.low[j] for j in range(max(0, k - 3), k)]
    if (
        any(word in source_words()["naming_nouns"] for word in before)
        and len(words) < 9
        and text[0].isupper()
    ):
        return "title or name"
    opens = text[0].isupper() or (text[0].isdigit() and len(words) == 2)  # « 20 Heures »
    if len(words) < 7 and opens and text[-1] not in "!?.":
        placed = k and unit.tags[k - 1] & PREPOSITION and not WORDS[words[0]].tags & SUBJECT
        if len(words) == 1 or placed or _capitals(words[1:]):
            return "title or name"
    return ""


def _capitals(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long) and 2 * sum(word[0].isupper() for word in long) >= len(long)
