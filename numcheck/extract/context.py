"""The words right before a place in the text, cheaply: most rules only need the last one to say no."""

from __future__ import annotations

__all__ = ["last_word", "words_before"]

_WIDTH = 40
_MARKS = "\"'“”‘’([{,;:"


def words_before(text: str, at: int, floor: int) -> list[str]:
    """The blank-separated words before `at`, not looking past `floor` nor further than 40 characters.

    >>> words_before("sales rose by 5", 14, 0)
    ['sales', 'rose', 'by']
    """
    return text[max(floor, at - _WIDTH) : at].split()


def last_word(text: str, at: int, floor: int) -> str:
    """The word right before `at` in lower case, without marks; empty when there is none.

    >>> last_word("(about 5", 7, 0)
    'about'
    """
    piece = text[max(floor, at - 24) : at].rstrip(" \u00a0\u202f\n\r-")
    return piece.rpartition(" ")[2].rpartition("\u00a0")[2].rpartition("\n")[2].strip(_MARKS).lower()
