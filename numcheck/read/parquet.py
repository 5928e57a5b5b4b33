"""Parquet: each row is one article, read some rows at a time, and only the columns that say something of it."""

from __future__ import annotations

from collections.abc import Iterator

from numcheck.finding import Problem
from numcheck.read.record import Fields, Item, from_record

__all__ = ["read"]

_ROWS = 1000


def read(path: str, mapping: Fields) -> Iterator[Item]:
    """The articles of a Parquet file, row by row.

    >>> [item.message for item in read("numcheck/py.typed", Fields())]
    ['not Parquet']
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        yield Problem("NC901", "needs pyarrow: pip install 'numcheck[parquet]'", path)
        return
    try:
        with ParquetFile(path) as file:
            names = file.schema_arrow.names
            if mapping.text.partition(".")[0] not in names and mapping.text not in names:
                shown = ", ".join(names)[:200]
                yield Problem("NC902", f"no column {mapping.text!r}; columns are {shown}", path)
                return
            wanted = mapping.names()
            columns = [name for name in names if name in wanted or any(each.startswith(f"{name}.") for each in wanted)]
            number = 0
            for batch in file.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield from from_record(row, mapping, "parquet", path, number)
            if not number:
                yield Problem("NC902", "holds no record", path)
    except pa.ArrowInvalid:
        yield Problem("NC901", "not Parquet", path)
