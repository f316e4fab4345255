"""Helpers of the press notebooks: what has a right answer lives here, with a test."""

__version__ = "0.1.0"
