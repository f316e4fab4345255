"""Checks that students run on their own answers."""

from collections.abc import Iterator
from contextlib import contextmanager


class NotYetError(AssertionError):
    """An answer that does not hold, with what to look at."""

    def _render_traceback_(self) -> list[str]:
        # In a notebook: the hint alone; the lines above it would give the answer away.
        return [f"Not yet. {self}"]


@contextmanager
def check(**answers: object) -> Iterator[None]:
    """Refuse an answer that is blank or of another kind, and tell one hint where it is wrong.

    `answers` by their names; the body of the `with` asserts, each time with a hint. Raises
    NotYetError with the hint.
    """
    names = ", ".join(answers)
    for name, answer in answers.items():
        if answer is ...:
            raise NotYetError(f"{name} is still blank: answer in the cell above, and run it")
    try:
        yield
    except AssertionError as fault:
        raise NotYetError(str(fault)) from None
    except Exception as fault:
        raise NotYetError(
            f"{names}: not of the kind that is asked for ({type(fault).__name__}: {fault}); read "
            "the exercise again"
        ) from None
