"""Files, folders, patterns, standard input -> articles: read(["corpus/"]) -> Article, Problem, Article, ...

Whatever cannot be read is a `Problem` with its file and line, in its place; everything else is still read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from numcheck.finding import Problem
from numcheck.ledger import Ledger
from numcheck.model import Article
from numcheck.read import csv, jsonl, markdown, parquet, text
from numcheck.read.discover import discover
from numcheck.read.encoding import is_binary
from numcheck.read.record import Document, Fields, Item

__all__ = ["READERS", "Document", "Fields", "documents", "read"]

Reader = Callable[[Iterable[bytes], str, Fields], Iterator[Item]]

READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": csv.read,
}
_PARQUET = ".parquet"


def read(paths: Sequence[str], mapping: Fields | None = None) -> Iterator[Article | Problem]:
    """The articles that the paths hold, and a problem for whatever could not be read.

    Args:
        paths: files, folders, glob patterns, or "-" for standard input.
        mapping: which field of a record holds what.

    Returns:
        Articles with ids that are unique, in a fixed order.

    >>> [problem.code for problem in read(["no/such/file.txt"])]
    ['NC901']
    """
    for item in documents(paths, mapping):
        yield item.article if isinstance(item, Document) else item


def documents(paths: Sequence[str], mapping: Fields | None = None) -> Iterator[Item]:
    """As `read`, with the format of each article and where its date came from.

    Args:
        paths: files, folders, glob patterns, or "-" for standard input.
        mapping: which field of a record holds what.

    Returns:
        Documents and problems.

    >>> [item.message for item in documents(["no/such/file.txt"])]
    ['no such file or folder']
    """
    seen = Ledger()
    for found in discover(paths, (*READERS, _PARQUET)):
        for item in [found] if isinstance(found, Problem) else _file(found, mapping or Fields()):
            if isinstance(item, Document):
                article = item.article
                first = seen.add(article.id, f"{article.path}:{article.line}")
                if first is not None:
                    message = f"id {article.id!r} was already used at {first}; this article is left out"
                    yield Problem("NC905", message, article.path, article.line)
                    continue
            yield item


def _file(path: str, mapping: Fields) -> Iterator[Item]:
    try:
        if path.lower().endswith(_PARQUET):
            yield from parquet.read(path, mapping)
            return
        if path == "-":
            yield from _lines(sys.stdin.buffer, path, mapping)
            return
        with open(path, "rb") as stream:  # noqa: PTH123 (a Path for each file costs more than its name)
            yield from _lines(stream, path, mapping)
    except OSError as error:
        yield Problem("NC901", (error.strerror or str(error)).lower(), path)


def _lines(stream: Iterable[bytes], path: str, mapping: Fields) -> Iterator[Item]:
    lines = iter(stream)
    head = next(lines, b"")
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if is_binary(head):
        yield Problem("NC901", "binary, not text", path)
    elif suffix in READERS:
        yield from READERS[suffix](chain([head], lines), path, mapping)
    elif suffix:
        yield Problem("NC901", f"no reader for {suffix} files (there are {' '.join((*READERS, _PARQUET))})", path)
    else:
        yield from _sniffed(head)(chain([head], lines), path, mapping)


def _sniffed(head: bytes) -> Reader:
    """The reader for input without a suffix, by its first line."""
    start = head.decode("utf-8-sig", "replace").lstrip()
    if start.startswith("{"):
        return jsonl.read
    return markdown.read if start.startswith(("---", "+++")) else text.read
