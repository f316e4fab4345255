"""The text files of a folder."""

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from helpers.corpus.errors import CorpusError
from helpers.paths import ROOT


@dataclass(frozen=True)
class PressFile:
    """A file of the corpus: its name, its bytes, or why it could not be read."""

    name: str
    raw: bytes = b""
    fault: str = ""

    def __repr__(self) -> str:
        """Give the name alone: the bytes of a whole corpus are no reading."""
        return f"PressFile({self.name!r}, {len(self.raw)} bytes)"


def read_files(folder: Path) -> tuple[PressFile, ...]:
    """Read every .txt file that lies in a folder itself, in the order of their names.

    A file that the system does not let be read keeps its place, with the fault. Raises
    CorpusError when there is no such folder, or no .txt file in it.
    """
    paths = [
        path for path in _entries(folder) if path.suffix.lower() == ".txt" and not path.is_dir()
    ]
    if not paths:
        raise CorpusError(_nothing_to_read(folder))
    return tuple(_read(path) for path in sorted(paths, key=lambda path: name_of(path.name)))


def name_of(name: str) -> str:
    """Give a file's name with composed accents, as every table shows it."""
    readable = os.fsencode(name).decode("utf-8", errors="replace")
    return unicodedata.normalize("NFC", readable)


def _read(path: Path) -> PressFile:
    name = name_of(path.name)
    if path.exists() and not path.is_file():
        return PressFile(name, fault="not a regular file")
    try:
        return PressFile(name, path.read_bytes())
    except OSError as error:
        return PressFile(name, fault=error.strerror or "cannot be read")


def _entries(folder: Path) -> list[Path]:
    if folder.is_file():
        raise CorpusError(f"{folder} is a file: name the folder that holds it")
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        remedy = f"check the parameter corpus (a relative folder is looked for in {ROOT})"
        raise CorpusError(f"{folder}: there is no such folder; {remedy}") from None
    except OSError as error:
        raise CorpusError(
            f"{folder} cannot be opened ({error.strerror}): change its permissions"
        ) from error


def _nothing_to_read(folder: Path) -> str:
    entries = _entries(folder)
    suffixes = Counter(path.suffix.lower() or "no suffix" for path in entries if path.is_file())
    held = ", ".join(f"{number} {suffix}" for suffix, number in sorted(suffixes.items()))
    inner = sorted(path.name for path in entries if path.is_dir() and any(path.glob("*.txt")))
    if inner:
        return (
            f"{folder} holds its .txt files in folders ({', '.join(inner[:5])}): name one of them"
        )
    return (
        f"{folder} holds no .txt file ({held or 'it is empty'}): "
        "save each article there as a text file in UTF-8, its name ending in .txt"
    )
