"""What is worked out once for each word: the words of the press come back."""

from collections.abc import Callable
from typing import TypeVar

# The press brings new names and slips without end: what is kept must not grow with it.
LARGEST = 200_000
K = TypeVar("K")
V = TypeVar("V")


class Memory(dict[K, V]):
    """A mapping that works out what it is asked for the first time and remembers it.

    Faster to look up than a cached function, above all by `map(memory.__getitem__, words)`.
    It forgets everything when it has grown too large.
    """

    def __init__(self, work_out: Callable[[K], V]) -> None:
        """Take the function that gives the value of a key."""
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: K) -> V:
        """Work out a value, and forget the others where they are too many."""
        if len(self) >= LARGEST:
            self.clear()
        return self.setdefault(key, self._work_out(key))
