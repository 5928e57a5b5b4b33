"""Rows -> Arrow table: the base of every frame, and what is written to Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from numcheck.frames.columns import TABLES, Column, categories

__all__ = ["base", "schema", "table"]

_TYPES: dict[str, Any] = {
    "text": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
    "time": pa.timestamp("us", tz="UTC"),
}


def schema(name: str) -> Any:
    """The Arrow schema of a table.

    >>> str(schema("coverage").field("count").type)
    'int64'
    """
    return pa.schema([pa.field(column.name, _TYPES[column.type]) for column in TABLES[name]])


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> Any:
    """A table of rows.

    Args:
        name: one of TABLES.
        rows: one mapping a row, by column.

    Returns:
        A `pyarrow.Table`; category columns hold all categories, whether used or not.

    >>> table("coverage", [{"stage": "parsed", "reason": None, "count": 3}]).num_rows
    1
    """
    held = list(rows)
    arrays = [_array(column, [row[column.name] for row in held]) for column in TABLES[name]]
    return pa.Table.from_arrays(arrays, schema=schema(name))


def _array(column: Column, values: list[Any]) -> Any:
    if column.type == "category":
        known = categories(base(column.name))
        every = [*known, *sorted({value for value in values if value is not None} - set(known))]
        number = {value: at for at, value in enumerate(every)}
        codes = pa.array([None if value is None else number[value] for value in values], pa.int32())
        return pa.DictionaryArray.from_arrays(codes, pa.array(every, pa.string()))
    if column.type == "text":
        values = [None if value is None else _unicode(value) for value in values]
    if column.type == "time":
        return pa.array(values, pa.date32()).cast(pa.timestamp("us")).cast(_TYPES["time"])
    return pa.array(values, _TYPES[column.type])


def base(name: str) -> str:
    """The column whose categories a column shares: a side of a pair has those of its claim.

    >>> base("a_unit"), base("apart")
    ('unit', 'apart')
    """
    return name.removeprefix("a_").removeprefix("b_")


def _unicode(text: str) -> str:
    """Text without lone surrogates, which UTF-8 has no form for; of the same length, so that offsets hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
