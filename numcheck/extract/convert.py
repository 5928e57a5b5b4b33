"""Conversion to base units by pint: "31 mile" -> 49889.664 meter. Temperatures and their changes are kept apart.

The one module that imports pint; the registry is made on first use.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from numcheck.interval import Interval

__all__ = ["conversion", "registry", "to_base"]

_HUNDREDTH = Decimal("0.01")
_DEFINITIONS = (
    "percentage_point = [percentage_point] = pp_",
    "basis_point = 0.01 * percentage_point",
    "magnitude = [magnitude]",
    "ppb = 1e-9",
    "permille_ = 0.001",
)
# An ambiguous unit is the hull of its readings: a ton is short, metric or long.
_READINGS = {
    "ton": ("short_ton", "metric_ton", "long_ton"),
    "gallon": ("gallon", "imperial_gallon"),
    "pint": ("pint", "imperial_pint"),
}


@cache
def registry() -> Any:
    """pint's registry in Decimal, with the few units that news needs on top."""
    import pint

    made: Any = pint.UnitRegistry(non_int_type=Decimal)
    for line in _DEFINITIONS:
        made.define(line)
    return made


@cache
def conversion(unit: str) -> tuple[Decimal, Decimal, str] | None:
    """Factor, offset and base unit of a unit, or None when pint does not know it.

    >>> factor, offset, base = conversion("kilometer")
    >>> int(factor), int(offset), base
    (1000, 0, 'meter')
    """
    ureg = registry()
    try:
        zero = ureg.Quantity(Decimal(0), unit).to_base_units()
        one = ureg.Quantity(Decimal(1), unit).to_base_units()
    except Exception:  # pint raises many kinds for names it does not know, all meaning the same here
        return None
    offset = Decimal(zero.magnitude)
    return Decimal(one.magnitude) - offset, offset, str(one.units)


def to_base(
    hard: Interval, fair: Interval, unit: str | None, kind: str
) -> tuple[tuple[Interval, Interval], str] | None:
    """Hard and fair interval in the base unit, and that unit; None when there is nothing to convert.

    >>> (hard, _), unit = to_base(Interval.point(1), Interval.point(1), "mile", "distance")
    >>> print(hard, unit)
    [1609.344, 1609.344] meter
    """
    if unit is None or kind in ("count", "number", "ratio"):
        return None
    if kind == "money":
        minor = unit.startswith("centi")
        if not minor:
            return (hard, fair), unit
        return (hard.scale(_HUNDREDTH), fair.scale(_HUNDREDTH)), unit.removeprefix("centi")
    readings = [conversion(name) for name in _READINGS.get(unit, (unit,))]
    found = [r for r in readings if r]
    if not found:
        return None
    factor, offset, base = found[0]
    out = hard.scale(factor, offset), fair.scale(factor, offset)
    for factor, offset, _ in found[1:]:
        out = out[0].hull(hard.scale(factor, offset)), out[1].hull(fair.scale(factor, offset))
    return out, base
