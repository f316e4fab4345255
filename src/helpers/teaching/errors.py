"""What can be wrong with what a class hands in."""


class CodingError(ValueError):
    """A codebook or sheet that cannot be used: a line each for file, line, fault and remedy."""

    def _render_traceback_(self) -> list[str]:
        # In a notebook: what to do, without the lines of a program that did nothing wrong.
        return str(self).splitlines()
