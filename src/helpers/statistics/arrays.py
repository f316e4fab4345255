"""Counts given as numbers or as arrays: checked once, answered in the shape they came in."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

Counts = Any  # a count, or an array, list or column of counts, one a word
F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def as_counts(*counts: Counts) -> list[np.ndarray]:
    """Give counts as arrays of floats of one shape; ValueError if one is negative."""
    arrays = np.broadcast_arrays(*(np.asarray(count, dtype=float) for count in counts))
    if any((array < 0).any() for array in arrays):
        raise ValueError("a count cannot be negative")
    return list(arrays)


def choose(value: T, values: tuple[T, ...], name: str) -> T:
    """Give back a named convention, or raise ValueError with those that exist."""
    if value not in values:
        raise ValueError(f"{name} is one of {', '.join(map(str, values))}: {value!r}")
    return value


def plain(values: Any) -> Any:
    """Give a float for a single value, else the array."""
    return float(values) if np.ndim(values) == 0 else np.asarray(values)


def quietly(function: F) -> F:
    """Let 0/0 and log 0 become NaN and infinity without a warning of numpy's."""
    return np.errstate(divide="ignore", invalid="ignore")(function)
