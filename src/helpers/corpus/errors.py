"""What can be wrong with a corpus as a whole."""


class CorpusError(ValueError):
    """A folder of articles cannot be read; the message says what is wrong, where, the remedy."""
