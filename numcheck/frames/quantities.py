"""The values of claims as quantities of pint and as intervals of pandas."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from numcheck.extract.convert import conversion, registry

__all__ = ["intervals", "quantities"]


def quantities(claims: pd.DataFrame) -> pd.Series[Any]:
    """The value of each claim as a quantity of pint, in Decimal; none without a value or for a currency.

    Args:
        claims: with the columns `value` and `unit`.
    """
    found = [
        _pint(value, None if pd.isna(unit) else str(unit))
        for value, unit in zip(claims["value"], claims["unit"], strict=True)
    ]
    return pd.Series(found, index=claims.index, name="quantity", dtype=object)


def intervals(claims: pd.DataFrame, fair: bool) -> pd.Series[Any]:
    """What the words of each claim allow, as an interval that is closed as it is; none for dates.

    Args:
        claims: with the columns `lo`, `hi`, `lo_open`, `hi_open`, and those that begin with `fair_`.
        fair: what a reader takes from it instead.
    """
    before = "fair_" if fair else ""
    columns = [claims[f"{before}lo"], claims[f"{before}hi"], claims["lo_open"], claims["hi_open"]]
    found = [_interval(*ends) for ends in zip(*columns, strict=True)]
    return pd.Series(found, index=claims.index, name="interval", dtype=object)


def _pint(value: float, unit: str | None) -> Any:
    if pd.isna(value) or (unit is not None and conversion(unit) is None):
        return None
    return registry().Quantity(Decimal(repr(float(value))), unit or "dimensionless")


def _interval(lo: float, hi: float, lo_open: bool, hi_open: bool) -> Any:
    if pd.isna(lo) and pd.isna(hi):
        return None
    left, right = float("-inf") if pd.isna(lo) else lo, float("inf") if pd.isna(hi) else hi
    closed: dict[tuple[bool, bool], Literal["both", "left", "right", "neither"]]
    closed = {(False, False): "both", (False, True): "left", (True, False): "right", (True, True): "neither"}
    return pd.Interval(left, right, closed=closed[lo_open or pd.isna(lo), hi_open or pd.isna(hi)])
