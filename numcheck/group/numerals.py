"""Slots that look at the numbers themselves: a slip of the pen, a mistaken unit, how large, how far apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal

from numcheck.group.values import intervals, significant
from numcheck.model import TIMES, Claim, Quantity

__all__ = ["NUMERALS"]

_RATIOS = ((0.1, "10%"), (0.25, "25%"), (0.5, "1.6"), (0.8, "2.2"), (1.2, "3.3"), (2.0, "7"), (3.5, "33"))
_SIZES = (3, 5, 10, 20, 100, 1000)


def _digits(a: Claim, b: Claim) -> str:
    """Whether one number is a slip of the pen from the other: 24 and 42, 2,400 and 24,000, 287 and 257."""
    x, y = a.quantity.value, b.quantity.value
    if x is None or y is None or x == y or a.quantity.kind in TIMES:
        return "unknown"
    one, two = significant(x), significant(y)
    if one == two:
        return "scale" if len(one) > 1 else "round"
    if len(one) > 1 and sorted(one) == sorted(two):
        return "swapped" if len(one) > 2 else "turned"
    off = sum(p != q for p, q in zip(one, two, strict=False))
    return "one" if len(one) == len(two) > 2 and off == 1 else "unknown"


def _unit(a: Claim, b: Claim) -> str:
    """Whether one number stands with two units: 22 km and 22 miles, £45 million and €45 million."""
    x, y = a.quantity, b.quantity
    if x.kind in (*TIMES, "count", "number"):
        return "none"
    return "mistaken" if x.unit != y.unit and x.value is not None and x.value == y.value else "fits"


def _ratio(a: Claim, b: Claim) -> str:
    """How many times as large the larger number is."""
    x, y = _numbers(a.quantity, b.quantity)
    if not x or not y:
        return "unknown"
    apart = abs(math.log(x / y))
    return next((name for limit, name in _RATIOS if apart <= limit), "more")


def _least(a: Claim, b: Claim) -> str:
    """How large the smaller count is: small numbers are alike by chance."""
    x, y = _numbers(a.quantity, b.quantity)
    if not x or not y or a.quantity.kind not in ("count", "number"):
        return "none"
    least = min(x, y)
    return next((f"to {size}" for size in _SIZES if least <= size), "large")


def _numbers(x: Quantity, y: Quantity) -> tuple[float | None, float | None]:
    """Both as written where the unit is one, so that a hedge does not change how like they are."""
    if x.unit == y.unit and x.value is not None and y.value is not None and x.kind not in TIMES:
        return abs(float(x.value)), abs(float(y.value))
    return _middle(x), _middle(y)


def _middle(quantity: Quantity) -> float | None:
    fair = intervals(quantity)[1]
    ends = [abs(float(end)) for end in (fair.lo, fair.hi) if end is not None and end != Decimal(0)]
    return sum(ends) / len(ends) if ends and quantity.kind not in TIMES else None


NUMERALS: Mapping[str, Callable[[Claim, Claim], str]] = {
    "digits": _digits,
    "unit": _unit,
    "ratio": _ratio,
    "least": _least,
}
