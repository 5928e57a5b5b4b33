"""JSON Lines: one record a line is one article, read as a stream; a bad line is a problem."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator

from numcheck.finding import Problem
from numcheck.read.encoding import UndecodableError, bom_codec, decode
from numcheck.read.record import Fields, Item, from_record

__all__ = ["read"]


def read(lines: Iterable[bytes], path: str, mapping: Fields) -> Iterator[Item]:
    """The articles of a JSON Lines file, line by line.

    >>> list(read([b'{"id": "a", "text": "Hi."}\\n', b"{"], "c.jsonl", Fields()))[1].code
    'NC902'
    """
    number, found = 0, False
    for number, line in enumerate(_utf8(lines), 1):
        if not line.strip():
            continue
        found = True
        try:
            row = json.loads(decode(line))
        except UndecodableError as error:
            yield Problem("NC902", str(error), path, number)
        except RecursionError:
            yield Problem("NC902", "not JSON: nested too deeply", path, number)
        except ValueError as error:
            yield Problem("NC902", f"not JSON: {error}", path, number)
        else:
            if isinstance(row, dict):
                yield from from_record(row, mapping, "jsonl", path, number)
            else:
                yield Problem("NC902", f"not a JSON object but {type(row).__name__}", path, number)
    if not found:
        yield Problem("NC902", "holds no record", path)


def _utf8(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines as they are; a UTF-16 or UTF-32 file is recoded whole, as its lines do not end in one byte."""
    rest = iter(lines)
    first = next(rest, b"")
    codec = bom_codec(first)
    if codec in ("utf-16", "utf-32"):
        text = (first + b"".join(rest)).decode(codec, "replace")
        yield from io.BytesIO(text.encode("utf-8", "surrogatepass"))
        return
    yield first
    yield from rest
