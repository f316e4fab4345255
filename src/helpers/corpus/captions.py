"""Photo captions and credits."""

import functools

import regex

from helpers.corpus.drafts import Draft, Verdict
from helpers.corpus.lexicons import agencies, alternatives, any_of, marks
from helpers.corpus.signatures import bare_name, byline, titled_byline
from helpers.corpus.stamps import date_line
from helpers.corpus.verbs import finite_verb
from helpers.language import fold, function_words, words

# A longer sentence that ends with a credit, or one that quotes, loses the credit alone.
_CAPTION_WORDS = 25
_MARKS = regex.compile('[«»“”"]')
_CREDIT_WORDS = 14
_SHOWN_WORDS = 40
_REACH = 200
_AFTER_A_STOP = r"(?<=[.!?…»”\"])\s*"
_WORD = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_WHOSE = rf"{_WORD}(?:\s\p{{L}}[\p{{L}}\p{{M}}.'’-]*){{0,4}}"


@functools.cache
def _bank() -> str:
    """Whoever may be named behind a slash or after © under a photograph."""
    return any_of({name for name in agencies() if len(name) > 1} | marks("photo_agencies"))


@functools.cache
def _opening() -> regex.Pattern[str]:
    """Match Photo : … · PHOTO CLAIRE MORAND, … · Photo Reuters … · Photo d'archives · © …."""
    photo = alternatives("photo")
    starts = (
        rf"[(\[«]?\s*{photo}\s*(?:\([^()]*\)\s*)?[:©|/]\s*(?:\p{{Lu}}|[©(«“]|{_bank()}\b)",
        rf"[(\[]?\s*{photo}\s+(?i:par\s|by\s|de\s|d['’])?{_bank()}\b",
        rf"[(\[]?\s*(?=[\p{{Lu}}\s'’]{{5}}){photo}\s+\p{{Lu}}[\p{{Lu}}.'’-]+",
        rf"[(\[]?\s*{alternatives('photo_kinds')}\b",
        r"©\s*\S",
    )
    return regex.compile(rf"^(?:{'|'.join(starts)})")


@functools.cache
def _closing() -> tuple[regex.Pattern[str], ...]:
    """Match (Photo par …) · © … · . Photo : … · . Claire MORAND / AFP · . Getty Images."""
    photo, bank = alternatives("photo"), _bank()
    credit = rf"{alternatives('photo_credits')}\s+(?:(?i:by|par|de)\b|d['’]|\p{{Lu}}|{bank})"
    ends = (
        rf"[(\[]\s*(?:{photo}\s*[:©/]|{credit})[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?[)\]]\s*\.?",
        r"©\s?[^.!?©]{2,60}\.?",
        rf"(?<!\p{{L}}){photo}\s?:\s?(?:\p{{Lu}}|{bank}\b)[^.!?]{{1,60}}",
        r"\bPHOTO\s\p{Lu}[^.!?]{2,60}",
        rf"{_AFTER_A_STOP}(?:{alternatives('photo_agencies')}\.?|Photos?\s(?:\p{{Lu}}[\p{{L}}'’-]*\.?\s?){{1,4}})",
        rf"{_AFTER_A_STOP}[\[(]?{_WHOSE}(?:\s?/\s?{_WHOSE})*\s?/\s?{bank}\b[^.!?«»]{{0,30}}",
        rf"{_AFTER_A_STOP}[\[(]?{bank}\s?/\s?{_WORD}[^.!?«»]{{2,40}}",
        rf"{_AFTER_A_STOP}[\[(]?(?:{bank}\s)?(?i:via)\s{bank}[\])]?",
    )
    return tuple(regex.compile(rf"{end}$") for end in ends)


@functools.cache
def _alone() -> regex.Pattern[str]:
    """Match Claire MORAND / AFP · REUTERS/Claire Morand · Claire Morand, Getty Images."""
    bank = _bank()
    whole = (
        rf"{_WHOSE}(?:\s?/\s?{_WHOSE})*\s?/\s?{bank}\b[^.!?]{{0,40}}",
        rf"{bank}\s?/\s?{_WHOSE}(?:\s?/\s?{_WHOSE})*",
        rf"(?:{_WHOSE}\s?[,–—-]\s?)?{alternatives('photo_agencies')}",
    )
    return regex.compile(rf"^[(\[]?(?:{'|'.join(whole)})[)\]]?\.?$")


def caption(line: str) -> Verdict | None:
    """Judge a line that carries a photo credit: with the caption beside it, the line goes.

    Of a long sentence with a verb, or of a quotation, the credit alone goes.
    """
    length = len(line.split())
    short = length <= _CREDIT_WORDS and len(line) <= _REACH
    if _opening().match(line) or (short and _alone().match(line)):
        return Verdict("caption")
    found = (pattern.search(line, max(0, len(line) - _REACH)) for pattern in _closing())
    ends = [match.start() for match in found if match]
    if not ends:
        return None
    kept = line[: min(ends)].rstrip()
    told = _MARKS.search(kept) or (length > _CAPTION_WORDS and finite_verb(kept))
    return Verdict("caption", kept=kept if told else "")


def captions(draft: Draft) -> dict[int, Verdict]:
    """Give the captions and credits of an article, and what stands beside a bare credit.

    Beside a credit that stands alone, a line without a finite verb says what is shown:
    the line below, or else the one above, never the first line of the article. What a
    caption says once more without its credit is a caption too.
    """
    judged = {at: caption(line.text) for at, line in enumerate(draft.lines)}
    verdicts = {at: verdict for at, verdict in judged.items() if verdict}
    credited = tuple(draft.lines[at].text for at in verdicts)
    again = [at for at, line in enumerate(draft.lines) if _is_said_in(line.text, credited)]
    verdicts |= {at: Verdict("caption") for at in again if at not in verdicts}
    alone = [at for at in verdicts if len(words(draft.lines[at].text)) <= _CREDIT_WORDS]
    for at in alone:
        near = [place for place in (at + 1, at - 1) if 0 < place < len(draft.lines)]
        shown = [place for place in near if place not in verdicts and _is_shown(draft, place)]
        verdicts |= {place: Verdict("caption") for place in shown[:1]}
    return verdicts


def _is_said_in(line: str, credited: tuple[str, ...]) -> bool:
    return any(whole.startswith(line) and len(whole) - len(line) < _REACH for whole in credited)


def _is_shown(draft: Draft, place: int) -> bool:
    line = draft.lines[place].text
    signs = (bare_name, byline, titled_byline, date_line)
    return _may_be_shown(line) and not any(judge(line) for judge in signs)


def opening_captions(draft: Draft, *, at: int, headline: bool) -> dict[int, Verdict]:
    """Give the lines above the dateline at position `at` that describe a picture.

    A caption there has no finite verb. The first line, where the article would else
    have a headline, must also name people by their function (*le président X*) or say
    where a picture was taken; under a `headline` it must not end with a full stop.
    """
    return {
        place: Verdict("caption")
        for place, line in enumerate(draft.lines[:at])
        if (place > 0 or not headline) and _may_be_shown(line.text)
        if _shows_a_picture(line.text) or (headline and line.text[-1] != ".")
    }


_NO_CAPTION = regex.compile(r"[:?!«»“”\"]")


def _may_be_shown(line: str) -> bool:
    short = len(words(line)) <= _SHOWN_WORDS
    return short and not _NO_CAPTION.search(line) and not finite_verb(line)


_NAMED_AFTER = regex.compile(
    r"(?<!\p{L})(?P<before>\p{Ll}[\p{L}'’-]*|\p{L}+,)\s"
    r"\p{Lu}[\p{L}'’-]+\s(?:(?:de|du|la|van|von|al|el|ben|bin)\s)?\p{Lu}[\p{L}'’-]+"
)
_DETERMINED = regex.compile(r"^(?:(?i:l[ea]s?\s|l['’]|des\s|une?\s)|\p{Lu}\S*\s\p{Lu})")
_SEVERAL = regex.compile(r"^(?:des|une?|plusieurs|deux|trois|quelques)\s", regex.IGNORECASE)


def _shows_a_picture(line: str) -> bool:
    """Tell *Le président russe X et le dirigeant Y*, *Vue du port.* from *Le retour de X*."""
    before = [fold(match["before"]) for match in _NAMED_AFTER.finditer(line)]
    if _DETERMINED.match(line) and any(word not in function_words() for word in before):
        return True
    taken = regex.search(rf"\b{alternatives('caption_words')}\b", line)
    return bool(taken) and (bool(_SEVERAL.match(line)) or line[-1] == "." or taken.start() == 0)
