"""Any frame of articles -> articles: pandas, Polars, Arrow, DuckDB, and whatever else narwhals knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from numcheck.finding import Problem
from numcheck.ledger import Ledger
from numcheck.model import Article
from numcheck.read import Fields
from numcheck.read.record import Document, from_record

__all__ = ["articles", "columns", "rows_of"]

_ROWS = 1000  # rows that are looked at together
_NAME = "frame"


def articles(frame: Any, mapping: Fields) -> Iterator[Article | Problem]:
    """The articles of a frame, row by row, and a problem for each row without a text or with an id used before.

    Args:
        frame: any frame.
        mapping: which column holds what; a column that is not there is unknown, but for the text.

    Raises:
        KeyError: there is no column of the text.
        TypeError: it is no frame that anything here reads.
    """
    there = columns(frame)
    if mapping.text not in there:
        raise KeyError(f"no column {mapping.text!r} for the text; columns are {', '.join(map(str, there))}")
    names = [name for name in there if name in mapping.names()]
    seen = Ledger()
    for number, row in enumerate(_rows(frame, names), 1):
        for item in from_record(row, mapping, "frame", _NAME, number):
            if not isinstance(item, Document):
                yield item
                continue
            first = seen.add(item.article.id, str(number))
            if first is not None:
                message = f"id {item.article.id!r} was already used in row {first}; this article is left out"
                yield Problem("NC905", message, _NAME, number)
                continue
            yield replace(item.article, path=None, line=1)


def rows_of(rows: Iterable[Mapping[str, Any]], mapping: Fields) -> Iterator[Article | Problem]:
    """The articles of rows that have ids of their own and stand in no order.

    Args:
        rows: any rows.
        mapping: which field holds what.

    >>> one, other = rows_of([{"id": 7, "text": "Hi."}, {"id": None, "text": "Hi."}], Fields())
    >>> one.id, other.message
    ('7', "field 'id' is missing")
    """
    for row in rows:
        if row.get(mapping.id) in (None, ""):
            yield Problem("NC902", f"field {mapping.id!r} is missing", _NAME)
            continue
        for item in from_record(row, mapping, "frame", _NAME, 1):
            yield replace(item.article, path=None) if isinstance(item, Document) else replace(item, line=None)


def columns(frame: Any) -> list[str]:
    """The names of the columns of a frame.

    Raises:
        TypeError: it is no frame that anything here reads.
    """
    import pyarrow as pa

    if isinstance(frame, pa.Table | pa.RecordBatch | pa.RecordBatchReader):
        return list(frame.schema.names)
    if hasattr(frame, "__arrow_c_stream__") and hasattr(frame, "columns"):
        return list(frame.columns)
    return list(_narwhals(frame).collect_schema().names())


def _rows(frame: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    import pyarrow as pa

    if hasattr(frame, "iloc"):  # pandas, whose columns of objects may hold ids of several types
        for at in range(0, len(frame), _ROWS):
            part = frame[names].iloc[at : at + _ROWS]
            held = [part[name].astype(object).where(part[name].notna(), None).tolist() for name in names]
            yield from (dict(zip(names, values, strict=True)) for values in zip(*held, strict=True))
        return
    stream = frame if hasattr(frame, "__arrow_c_stream__") else _narwhals(frame).collect("pyarrow").to_native()
    for batch in pa.RecordBatchReader.from_stream(stream):
        for at in range(0, batch.num_rows, _ROWS):
            yield from batch.slice(at, _ROWS).select(names).to_pylist()


def _narwhals(frame: Any) -> Any:
    import narwhals as nw

    return nw.from_native(frame).lazy()
