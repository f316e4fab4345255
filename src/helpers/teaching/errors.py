"""What can be wrong with what a class hands in."""


class CodingError(ValueError):
    """A codebook or sheet that cannot be used: a line each for file, line, fault and remedy."""
