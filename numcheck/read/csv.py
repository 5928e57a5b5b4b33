"""CSV: the first row names the fields, every other row is one article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from numcheck.finding import Problem
from numcheck.read.encoding import UndecodableError, decode
from numcheck.read.record import Fields, Item, from_record

__all__ = ["read"]

_LARGEST_CELL = 1 << 30


def read(lines: Iterable[bytes], path: str, mapping: Fields) -> Iterator[Item]:
    """The articles of a CSV file, row by row.

    >>> list(read([b"id,text\\n", b"a,Hi.\\n"], "c.csv", Fields()))[0].article.line
    2
    """
    try:
        text = decode(b"".join(lines))
    except UndecodableError as error:
        yield Problem("NC901", str(error), path)
        return
    csv.field_size_limit(_LARGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    found = False
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem("NC902", f"not CSV: {error}", path, line)
            return
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [name.strip() for name in row]
            if mapping.text not in header:
                yield Problem("NC902", f"no column {mapping.text!r}; columns are {', '.join(header)[:200]}", path, line)
                return
            continue
        found = True
        if len(row) != len(header):
            yield Problem("NC902", f"{len(row)} cells where the header has {len(header)}", path, line)
            continue
        yield from from_record(dict(zip(header, row, strict=True)), mapping, "csv", path, line)
    if not found:
        yield Problem("NC902", "holds no record", path)
