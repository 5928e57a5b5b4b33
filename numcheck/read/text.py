"""Plain text: one file is one article; a leading "date 2024-10-30" or a dateline with a year dates it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from numcheck.finding import Problem
from numcheck.read.encoding import UndecodableError, decode
from numcheck.read.record import Fields, Item, article

__all__ = ["read"]


def read(lines: Iterable[bytes], path: str, mapping: Fields) -> Iterator[Item]:
    """The one article of a plain text file.

    >>> list(read([b"He left."], "a.txt", Fields()))[0].article.text
    'He left.'
    """
    try:
        text = decode(b"".join(lines))
    except UndecodableError as error:
        yield Problem("NC901", str(error), path)
        return
    if not text.strip():
        yield Problem("NC902", "holds no text", path)
        return
    yield from article(text, "text", path, 1, {}, "field")
