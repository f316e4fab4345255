"""Reading what coders handed in: what can be used, and one line for each thing that cannot."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.paths import resolve
from helpers.teaching.codebook import NONE, Codebook
from helpers.teaching.errors import CodingError
from helpers.teaching.lines import Line, read_lines
from helpers.teaching.passages import GAP, locate
from helpers.teaching.sheets import CODER, FILLED, PLACE, Kind, sheets_in

COLUMNS = {
    "sentences": ["unit", *PLACE, "text", "topics", "frames", "certainty", "doubt"],
    "quotations": [
        "unit", *PLACE, "text", "type", "content", "fragments", "speaker", "speaker_kind",
        "relayed_by", "doubt",
    ],
}  # fmt: skip
_BETWEEN_CODES = re.compile(r"[;,|+/\s]+")
# So many units are named where more of them share a fault.
_NAMED = 3


class Reading(NamedTuple):
    """What sheets hold, and what of them cannot be used: file, line, fault with its remedy."""

    coded: pd.DataFrame
    faults: pd.DataFrame


class _Fault(NamedTuple):
    file: str
    line: str
    fault: str


def read_sheet(
    path: str | Path, kind: Kind, drawn: pd.DataFrame, codebook: Codebook, *, whole: bool = False
) -> Reading:
    """Read one sheet, and check it against the draw and the codebook.

    Columns may be parted by semicolons, commas or tabs, with or without a byte order mark. A row
    of `coded` is a sentence (unit, article_id, start, end, text, topics, frames, certainty, doubt)
    or a quotation (unit, article_id, start, end, text, type, content, fragments, speaker,
    speaker_kind, relayed_by, doubt); several codes are joined by `;`, `none` says that there is
    none, an empty string that it was not coded. A row of `faults` is a line that cannot be used
    (file, line, fault); the other lines of its unit are left out of `coded` too, the rest stays.
    A `whole` sheet has a line for every unit drawn. Raises CodingError when the file is no sheet.
    """
    file = resolve(path)
    places: dict[Any, Any] = drawn.set_index("unit")[[*PLACE, "text"]].to_dict("index")
    ours, astray = _by_unit(read_lines(file, ["unit", *FILLED[kind]]), places, kind)
    rows, found = [], []
    for unit, lines in ours.items():
        wrong = [*_of_unit(lines, kind), *_of_lines(lines, kind, places[unit], codebook)]
        found += sorted(wrong, key=lambda fault: fault[0])
        rows += [] if wrong else [_ROWS[kind](line, places[unit], codebook) for line in lines]
    faults = [*_astray(astray), *((str(number), fault) for number, fault in found)]
    if whole:
        faults += _missing([unit for unit in places if unit not in ours], len(places))
    return Reading(
        pd.DataFrame(rows, columns=COLUMNS[kind]),
        _table(_Fault(file.name, line, fault) for line, fault in faults),
    )


def read_class(folder: str | Path, kind: Kind, drawn: pd.DataFrame, codebook: Codebook) -> Reading:
    """Read every coder's sheet of a folder; rows as in `read_sheet`, with a column `coder`.

    Coders who have not coded anything yet are left out, and so is what cannot be used: it is told
    in `faults`, and the rest counts. Raises CodingError when fewer than two coders remain.
    """
    parts, faults = [], [_table([])]
    for file in sheets_in(folder, kind):
        coder = file.stem[len(kind) + 1 :]
        try:
            _check_name(file, coder)
            read = read_sheet(file, kind, drawn, codebook, whole=True)
        except CodingError as error:
            faults.append(_table([_whole_file(file.name, str(error))]))
            continue
        faults.append(read.faults)
        if read.coded[FILLED[kind][0]].astype(bool).any():
            parts.append(read.coded.assign(coder=coder))
    told = pd.concat(faults, ignore_index=True)
    if len(parts) < 2:
        few = (
            f"{folder}: {len(parts)} coder(s) of {kind} so far; agreement needs two or more files "
            f"named like {kind}-ada.csv"
        )
        raise CodingError("\n".join([few, *(_told(_Fault(*row)) for row in told.to_numpy())]))
    return Reading(pd.concat(parts, ignore_index=True), told)


def _table(faults: Iterable[_Fault]) -> pd.DataFrame:
    return pd.DataFrame(list(faults), columns=_Fault._fields)


def _whole_file(name: str, said: str) -> _Fault:
    line, _, fault = said.removeprefix(name).partition(": ")
    return _Fault(name, line.removeprefix(", line "), fault)


def _told(fault: _Fault) -> str:
    return ": ".join([", line ".join(filter(None, [fault.file, fault.line])), fault.fault])


def _check_name(file: Path, coder: str) -> None:
    if file.suffix.lower() != ".csv":
        raise CodingError(f"{file.name}: not a CSV file; save the sheet as CSV (UTF-8)")
    if not CODER.fullmatch(coder):
        raise CodingError(
            f"{file.name}: {coder!r} is not a coder's name (letters, digits, hyphens); is it a "
            "second download of the same sheet? Keep one of them"
        )


def _by_unit(
    lines: Iterable[Line], places: Mapping, kind: Kind
) -> tuple[dict[str, list[Line]], list[Line]]:
    ours: dict[str, list[Line]] = {}
    astray = []
    for line in lines:
        unit = line.cells["unit"]
        if unit in places:
            ours.setdefault(unit, []).append(line)
        else:
            astray.append(line)
    if kind == "quotations":
        # A line that was added for a quotation may stand beside the one that was left empty.
        ours = {unit: list(filter(_filled, of)) or of[:1] for unit, of in ours.items()}
    return ours, astray


def _filled(line: Line) -> bool:
    return any(line.cells[name] for name in FILLED["quotations"])


def _astray(lines: list[Line]) -> Iterator[tuple[str, str]]:
    if lines:
        units = _some([line.cells["unit"] or "no unit" for line in lines])
        yield (
            _some([str(line.number) for line in lines]),
            f"not in this draw ({units}); code the sheet made with the same corpus and seed",
        )


def _missing(units: list[str], drawn: int) -> Iterator[tuple[str, str]]:
    if units:
        yield (
            "",
            f"{len(units)} of {drawn} units have no line ({_some(units)}): copy them back from "
            "the blank sheet, or they count as not coded",
        )


def _some(words: list[str]) -> str:
    return ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")


def _of_unit(lines: list[Line], kind: Kind) -> Iterator[tuple[int, str]]:
    if len(lines) < 2:
        return
    unit = lines[0].cells["unit"]
    if kind == "sentences":
        for line in lines[1:]:
            yield line.number, f"{unit!r} stands there twice; keep one line for each sentence"
        return
    for line in lines:
        if line.cells["type"].lower() == NONE:
            yield line.number, f"{NONE!r} and a quotation for {unit!r}: keep one of the two"


def _of_lines(
    lines: list[Line], kind: Kind, place: Mapping, codebook: Codebook
) -> Iterator[tuple[int, str]]:
    for line in lines:
        faults = [line.fault] if line.fault else _FAULTS[kind](line, place, codebook)
        yield from ((line.number, fault) for fault in faults)


def _sentence_faults(line: Line, place: Mapping, codebook: Codebook) -> Iterator[str]:
    topics, frames, certainty = (_codes(line.cells[n]) for n in FILLED["sentences"][:3])
    yield from _unknown(topics, "topics", [*codebook.topics, NONE])
    yield from _unknown(frames, "frames", [*codebook.frames, NONE])
    yield from _unknown(certainty, "certainty", codebook.certainty)
    for name, codes in (("topics", topics), ("frames", frames)):
        if NONE in codes and len(codes) > 1:
            others = " ".join(sorted(codes - {NONE}))
            yield f"{name} says {NONE!r} and {others!r}: keep one of the two"
    if len(certainty) > 1:
        yield f"certainty has {len(certainty)} codes: keep the one of the main statement"
    if topics <= {NONE} and (frames - {NONE} or certainty):
        yield "frames or certainty without a topic: name the topic, or leave both empty"


def _sentence(line: Line, place: Mapping, codebook: Codebook) -> dict:
    orders = {
        "topics": [*codebook.topics, NONE],
        "frames": [*codebook.frames, NONE],
        "certainty": list(codebook.certainty),
    }
    codes = {
        name: ";".join(sorted(_codes(line.cells[name]), key=order.index))
        for name, order in orders.items()
    }
    return line.cells | dict(place) | codes


def _quotation_faults(line: Line, place: Mapping, codebook: Codebook) -> Iterator[str]:
    cells = line.cells
    given = [name for name in ("content", "speaker", "speaker_kind") if cells[name]]
    types, kinds = (_codes(cells[name]) for name in ("type", "speaker_kind"))
    yield from _unknown(types, "type", [*codebook.types, NONE])
    yield from _unknown(kinds, "speaker_kind", codebook.kinds)
    if len(types) > 1:
        yield "type has several codes: a quotation has one; begin a new line for another"
    if not types - {NONE}:
        if given:
            yield f"{' and '.join(given)} without a type: name the type, or leave them empty"
    elif not cells["content"]:
        yield "a quotation without content: copy its words from the passage"
    elif not locate(cells["content"], place["text"]):
        yield (
            f"« {cells['content'][:60]} » is not in the passage: copy the words as they stand, "
            f"and join two parts by{GAP.rstrip()}"
        )


def _quotation(line: Line, place: Mapping, codebook: Codebook) -> dict:
    codes = {name: line.cells[name].lower() for name in ("type", "speaker_kind")}
    found = locate(line.cells["content"], place["text"])
    spans = [[a + place["start"], b + place["start"]] for a, b in found]
    return line.cells | dict(place) | codes | {"fragments": spans}


_FAULTS = {"sentences": _sentence_faults, "quotations": _quotation_faults}
_ROWS = {"sentences": _sentence, "quotations": _quotation}


def _codes(cell: str) -> set[str]:
    return set(filter(None, _BETWEEN_CODES.split(cell.lower())))


def _unknown(codes: set[str], name: str, known: Collection[str]) -> Iterator[str]:
    for code in sorted(codes - set(known)):
        near = difflib.get_close_matches(code, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"
        yield f"{code!r} is not a code of {name}: {remedy}"
