"""Frames that several notebooks need are computed once and remembered by content."""

import functools
import hashlib
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from joblib import Memory

from helpers.paths import CACHE, LEXICONS, ROOT

P = ParamSpec("P")
R = TypeVar("R")


@functools.cache
def fingerprint() -> str:
    """Give the SHA-256 of the helpers' source and of the lexicons, as 64 hexadecimal digits.

    A remembered result is keyed by it, so that an edited rule or lexicon never
    meets a result of the former one. Read once a process.
    """
    digest = hashlib.sha256()
    sources = [*(ROOT / "src" / "helpers").rglob("*.py"), *LEXICONS.rglob("*.*")]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember a function's results on disk, by its arguments and the helpers' fingerprint.

    For functions of data (frames, strings, numbers) that take more than a second.
    Not for functions that read a file: the content of a file is not an argument;
    read it first and pass what was read.
    """
    store = Memory(CACHE, verbose=0)

    @functools.wraps(function)
    def recall(*args: P.args, **kwargs: P.kwargs) -> R:
        return _recall(fingerprint(), *args, **kwargs)

    def keyed(fingerprint: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    keyed.__module__, keyed.__qualname__ = function.__module__, function.__qualname__
    keyed.__name__ = function.__name__
    _recall = store.cache(keyed)
    return recall
