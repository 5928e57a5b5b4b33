"""numcheck finds the figures and dates in a corpus of articles that cannot all be true."""

__version__ = "0.1.0"
