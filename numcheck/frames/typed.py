"""Arrow tables <-> pandas, with one dtype a column wherever the frame comes from; pandas 2.2 and 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from numcheck.frames.arrow import base
from numcheck.frames.columns import TABLES, Column, categories

__all__ = ["conform", "to_pandas"]

_TEXT = "str" if int(pd.__version__.split(".")[0]) >= 3 else "string"
_DTYPES = {"number": "float64", "integer": "Int64", "flag": "bool"}
_TRUE = {"true": True, "1": True, "false": False, "0": False}


def to_pandas(table: Any, name: str) -> pd.DataFrame:
    """An Arrow table of ours as a frame.

    Args:
        table: the `pyarrow.Table`.
        name: one of TABLES.
    """
    held = {column.name: _series(column, table.column(column.name).to_pylist()) for column in TABLES[name]}
    return pd.DataFrame(held)


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """A frame of ours that went through CSV, JSON Lines or a database, with its dtypes again.

    Args:
        frame: the frame; columns that are not of the table are kept as they are.
        name: one of TABLES.

    Raises:
        KeyError: a column of the table is missing.
    """
    missing = [column.name for column in TABLES[name] if column.name not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns))
        raise KeyError(f"no column {', '.join(missing)} of the table of {name}; columns are {there}")
    held: dict[str, Any] = {}
    known = {column.name: column for column in TABLES[name]}
    for column in frame.columns:
        values = frame[column].astype(object)
        held[column] = _series(known[column], values.where(values.notna(), None).tolist()) if column in known else None
    return pd.DataFrame({column: frame[column].array if made is None else made for column, made in held.items()})


def _series(column: Column, values: Sequence[Any]) -> Any:
    found = [None if value is None or value == "" else value for value in values]
    if column.type == "category":
        known = categories(base(column.name))
        more = sorted({str(value) for value in found if value is not None} - set(known))
        return pd.Series(pd.Categorical(found, categories=[*known, *more]))
    if column.type == "text":
        return pd.Series([None if value is None else str(value) for value in found], dtype=_TEXT)
    if column.type == "time":
        return pd.Series(pd.to_datetime(pd.Series(found, dtype=object), utc=True, format="ISO8601")).astype(
            pd.DatetimeTZDtype("us", "UTC")
        )
    if column.type == "flag":
        return pd.Series([_TRUE[str(value).lower()] for value in found], dtype="bool")
    turn = float if column.type == "number" else _whole
    return pd.Series([None if value is None else turn(value) for value in found], dtype=_DTYPES[column.type])


def _whole(value: Any) -> int:
    return int(float(value)) if isinstance(value, str) and not value.lstrip("-").isdigit() else int(value)
