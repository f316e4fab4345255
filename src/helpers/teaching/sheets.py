"""Coding sheets: CSV files that a form or a spreadsheet fills, one for each coder."""

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, NamedTuple

import pandas as pd

from helpers.paths import resolve
from helpers.teaching.codebook import NONE, Codebook
from helpers.teaching.draws import quotations_within
from helpers.teaching.errors import CodingError

Kind = Literal["sentences", "quotations"]
GIVEN = ["unit", "article_id", "context", "text"]
FILLED = {
    "sentences": ["topics", "frames", "certainty", "doubt"],
    "quotations": ["type", "content", "speaker", "speaker_kind", "relayed_by", "doubt"],
}
PLACE = ["article_id", "start", "end"]
GAP = " […] "
_CODER = re.compile(r"[\w-]+")
_BETWEEN_CODES = re.compile(r"[;,|+/\s]+")
_BETWEEN_FRAGMENTS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
# Spreadsheets and word processors exchange these on their own; each for one character.
_ALIKE = str.maketrans("’‘“”\u00a0\u202f\u2009–—", "''\"\"   --")


class Row(NamedTuple):
    """A line of a sheet as it was written."""

    line: int
    cells: dict[str, str]


def sheet_path(folder: str | Path, kind: Kind, coder: str) -> Path:
    """Give the file of a coder's sheet, such as coding/sentences-ada.csv.

    Raises CodingError for a name with anything but letters, digits, hyphens and underscores.
    """
    if not _CODER.fullmatch(coder):
        raise CodingError(
            f"{coder!r} cannot be a coder's name: use letters, digits, hyphens and underscores"
        )
    return resolve(folder) / f"{kind}-{coder}.csv"


def blank_sheet(drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give an empty sheet for what was drawn; a row is a unit, its codes still empty strings."""
    return drawn[GIVEN].assign(**dict.fromkeys(FILLED[kind], ""))


def coded_sheet(annotations: pd.DataFrame, drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give the sheet that a coder of annotations (JSON Lines) would have filled for this draw.

    `annotations` as `evaluation.read_annotations` gives them. Units that it does not cover stay
    empty.
    """
    return _sheet_of[kind](annotations, drawn)


def write_sheet(sheet: pd.DataFrame, path: Path, *, separator: str = ";") -> Path:
    """Write a sheet as CSV (UTF-8 with a byte order mark, which spreadsheets need for accents).

    The file is replaced at once, so that no half-written sheet is ever there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    sheet.to_csv(draft, sep=separator, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return draft.replace(path)


def open_sheet(path: Path, drawn: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give a coder's sheet as far as it is filled, or a blank one where there is no file yet."""
    blank = blank_sheet(drawn, kind)
    if not path.is_file():
        return blank
    written = pd.DataFrame([row.cells for row in _rows(path, kind)], columns=blank.columns)
    return merge_sheet(blank, written)


def merge_sheet(blank: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Put what was written into a blank sheet: its units win, new units stay as in `blank`.

    Units that `blank` does not have go to the end: nothing that somebody wrote is dropped.
    """
    new = blank[~blank["unit"].isin(written["unit"])]
    units = dict.fromkeys([*blank["unit"], *written["unit"]])
    order = {unit: k for k, unit in enumerate(units)}
    both = pd.concat([written, new])[list(blank.columns)].fillna("")
    return both.sort_values("unit", key=lambda unit: unit.map(order), kind="stable").reset_index(
        drop=True
    )


def read_sheet(
    path: str | Path, kind: Kind, drawn: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Read one sheet and check it against the draw and the codebook.

    Columns may be parted by semicolons, commas or tabs, with or without a byte order mark. A row
    is a coded sentence (unit, article_id, start, end, text, topics, frames, certainty, doubt) or a
    quotation (unit, article_id, start, end, text, type, content, fragments, speaker, speaker_kind,
    relayed_by, doubt); several codes are joined by `;`, `none` says that there is none, an empty
    string that it was not coded. Raises CodingError with a line for each fault.
    """
    file = resolve(path)
    places: dict[Any, Any] = drawn.set_index("unit").to_dict("index")
    check = _CHECKS[kind](file.name, places, codebook)
    rows, faults = [], []
    seen: set[str] = set()
    for row in _rows(file, kind):
        found = [*check.unit(row, seen, single=kind == "sentences"), *check.codes(row)]
        faults += [f"{file.name}, line {row.line}: {fault}" for fault in found]
        if not found:
            rows.append(check.read(row))
    if faults:
        raise CodingError("\n".join(faults))
    return pd.DataFrame(rows, columns=check.columns)


def read_class(
    folder: str | Path, kind: Kind, drawn: pd.DataFrame, codebook: Codebook
) -> pd.DataFrame:
    """Read every coder's sheet of a folder; rows as in `read_sheet`, with a column `coder`.

    Coders who have not coded anything yet are left out. Raises CodingError with every fault of
    every sheet, or when fewer than two coders remain.
    """
    parts, faults = [], []
    for file in _sheets_of(resolve(folder), kind):
        coder = file.stem[len(kind) + 1 :]
        try:
            _check_file(file, coder)
            part = read_sheet(file, kind, drawn, codebook)
        except CodingError as error:
            faults.append(str(error))
            continue
        if part[FILLED[kind][0]].astype(bool).any():
            parts.append(part.assign(coder=coder))
    if faults:
        raise CodingError("\n".join(faults))
    if len(parts) < 2:
        raise CodingError(
            f"{folder}: {len(parts)} coder(s) of {kind} so far; agreement needs two or more "
            f"files named like {kind}-ada.csv"
        )
    return pd.concat(parts, ignore_index=True)


def locate(content: str, passage: str) -> list[list[int]]:
    """Give the [start, end] of each fragment in a passage; an empty list when one is not there.

    Fragments are parted by ` […] `; inverted commas, apostrophes, dashes and spaces of another
    form are taken for the same.
    """
    plain, spans, after = passage.translate(_ALIKE), [], 0
    for fragment in _BETWEEN_FRAGMENTS.split(content.strip()):
        words = fragment.strip().translate(_ALIKE)
        start = plain.find(words, after) if words else -1
        if start < 0:
            return []
        after = start + len(words)
        spans.append([start, after])
    return spans


def _rows(file: Path, kind: Kind) -> Iterator[Row]:
    text = _decoded(file)
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [name.strip().lower() for name in next(lines, [])]
        if missing := [name for name in ["unit", *FILLED[kind]] if name not in names]:
            raise CodingError(
                f"{file.name}, line 1: no column {', '.join(missing)}; begin again from a blank "
                "sheet and leave its first line as it is"
            )
        line = lines.line_num
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield _row(file, line + 1, names, cells)
            line = lines.line_num
    except csv.Error as error:
        raise CodingError(
            f"{file.name}, line {lines.line_num}: not CSV ({error}); save it again as CSV"
        ) from error


def _row(file: Path, line: int, names: list[str], cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(names) :]):
        raise CodingError(
            f"{file.name}, line {line}: more cells than the first line has; part several codes by "
            "spaces, or save the file from a spreadsheet"
        )
    padded = [*cells, *[""] * (len(names) - len(cells))]
    return Row(line, {n: c.strip() for n, c in zip(names, padded, strict=False)})


def _decoded(file: Path) -> str:
    if not file.is_file():
        raise CodingError(f"{file.name}: no such file in {file.parent}")
    content = file.read_bytes()
    if b"\0" in content:
        raise CodingError(f"{file.name}: not a text file; save it as CSV (UTF-8)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What older spreadsheets write when asked for CSV.
        return content.decode("cp1252", errors="replace")


def _sheets_of(folder: Path, kind: Kind) -> list[Path]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    named = [file for file in files if file.name.lower().startswith(f"{kind}-")]
    return [file for file in named if file.suffix != ".part"]


def _check_file(file: Path, coder: str) -> None:
    if file.suffix.lower() != ".csv":
        raise CodingError(f"{file.name}: not a CSV file; save the sheet as CSV (UTF-8)")
    if not _CODER.fullmatch(coder):
        raise CodingError(
            f"{file.name}: {coder!r} is not a coder's name (letters, digits, hyphens); is it a "
            "second download of the same sheet? Keep one of them"
        )


class _Check:
    """Checks and reads the rows of one sheet."""

    columns: ClassVar[list[str]]

    def __init__(self, file: str, places: Mapping[str, Any], codebook: Codebook) -> None:
        self.file, self.places, self.codebook = file, places, codebook

    def unit(self, row: Row, seen: set[str], *, single: bool) -> Iterator[str]:
        unit = row.cells["unit"]
        if unit not in self.places:
            yield f"{unit!r} is not in this draw; code the sheet made with the same corpus and seed"
        elif single and unit in seen:
            yield f"{unit!r} stands there twice; keep one line for each sentence"
        seen.add(unit)

    def codes(self, row: Row) -> Iterator[str]:
        raise NotImplementedError

    def read(self, row: Row) -> dict:
        raise NotImplementedError

    def place(self, row: Row) -> dict:
        unit = row.cells["unit"]
        place = self.places[unit]
        return {
            "unit": unit,
            "doubt": row.cells["doubt"],
            **{n: place[n] for n in [*PLACE, "text"]},
        }


class _CheckSentence(_Check):
    columns: ClassVar = ["unit", *PLACE, "text", "topics", "frames", "certainty", "doubt"]

    def codes(self, row: Row) -> Iterator[str]:
        topics, frames, certainty = (_codes(row.cells[n]) for n in FILLED["sentences"][:3])
        yield from _unknown(topics, "topics", [*self.codebook.topics, NONE])
        yield from _unknown(frames, "frames", [*self.codebook.frames, NONE])
        yield from _unknown(certainty, "certainty", self.codebook.certainty)
        for name, codes in (("topics", topics), ("frames", frames)):
            if NONE in codes and len(codes) > 1:
                yield f"{name} says {NONE!r} and {' '.join(codes - {NONE})!r}: keep one of the two"
        if len(certainty) > 1:
            yield f"certainty has {len(certainty)} codes: keep the one of the main statement"
        if topics <= {NONE} and (frames - {NONE} or certainty):
            yield "frames or certainty without a topic: name the topic, or leave both empty"

    def read(self, row: Row) -> dict:
        ordered = {
            "topics": [*self.codebook.topics, NONE],
            "frames": [*self.codebook.frames, NONE],
            "certainty": list(self.codebook.certainty),
        }
        return self.place(row) | {
            name: ";".join(sorted(_codes(row.cells[name]), key=codes.index))
            for name, codes in ordered.items()
        }


class _CheckQuotation(_Check):
    columns: ClassVar = [
        "unit", *PLACE, "text", "type", "content", "fragments", "speaker", "speaker_kind",
        "relayed_by", "doubt",
    ]  # fmt: skip

    def codes(self, row: Row) -> Iterator[str]:
        cells = row.cells
        given = [name for name in ("content", "speaker", "speaker_kind") if cells[name]]
        types, kinds = (_codes(cells[name]) for name in ("type", "speaker_kind"))
        yield from _unknown(types, "type", [*self.codebook.types, NONE])
        yield from _unknown(kinds, "speaker_kind", self.codebook.kinds)
        if len(types) > 1:
            yield "type has several codes: a quotation has one; begin a new line for another"
        if not types - {NONE}:
            if given:
                yield f"{' and '.join(given)} without a type: name the type, or leave them empty"
        elif not cells["content"]:
            yield "a quotation without content: copy its words from the passage"
        elif cells["unit"] in self.places and not self.fragments(row):
            yield (
                f"« {cells['content'][:60]} » is not in the passage: copy the words as they stand, "
                f"and join two parts by{GAP.rstrip()}"
            )

    def read(self, row: Row) -> dict:
        cells = {name: row.cells[name] for name in FILLED["quotations"]}
        codes = {name: cells[name].lower() for name in ("type", "speaker_kind")}
        return self.place(row) | cells | codes | {"fragments": self.fragments(row)}

    def fragments(self, row: Row) -> list[list[int]]:
        passage = self.places[row.cells["unit"]]
        begin = passage["start"]
        return [[a + begin, b + begin] for a, b in locate(row.cells["content"], passage["text"])]


_CHECKS: dict[str, type[_Check]] = {"sentences": _CheckSentence, "quotations": _CheckQuotation}


def _codes(cell: str) -> set[str]:
    return set(filter(None, _BETWEEN_CODES.split(cell.lower())))


def _unknown(codes: set[str], name: str, known: Collection[str]) -> Iterator[str]:
    for code in sorted(codes - set(known)):
        near = difflib.get_close_matches(code, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"
        yield f"{code!r} is not a code of {name}: {remedy}"


def _sentences_coded(annotations: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    codes = annotations.set_index(PLACE)[["topics", "frames", "certainty"]]
    sheet = blank_sheet(drawn, "sentences")
    for k, place in enumerate(drawn[PLACE].itertuples(index=False, name=None)):
        if place in codes.index:
            row = codes.loc[place]
            sheet.loc[k, "topics"] = " ".join(row["topics"]) or NONE
            if row["topics"]:
                sheet.loc[k, "frames"] = " ".join(row["frames"]) or NONE
                sheet.loc[k, "certainty"] = row["certainty"]
    return sheet


def _quotations_coded(annotations: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    within = quotations_within(annotations, drawn)
    within["content"] = [GAP.join(words) for words in _words(within, drawn)]
    given = within.merge(drawn[["unit", "context", "text"]], on="unit").assign(doubt="")
    read = drawn[drawn["article_id"].isin(annotations["article_id"])]
    blank = blank_sheet(drawn, "quotations")
    blank.loc[blank["unit"].isin(read["unit"]), "type"] = NONE
    return merge_sheet(blank, given)


def _words(within: pd.DataFrame, drawn: pd.DataFrame) -> Iterator[list[str]]:
    places: dict[Any, Any] = drawn.set_index("unit").to_dict("index")
    for unit, fragments in zip(within["unit"], within["fragments"], strict=True):
        begin, text = places[unit]["start"], places[unit]["text"]
        yield [text[a - begin : b - begin] for a, b in fragments]


_sheet_of = {"sentences": _sentences_coded, "quotations": _quotations_coded}
