"""Units as people write them behind a number: "118 – 181 km", "3 – 5 short tons"."""

from __future__ import annotations

import re

__all__ = ["unit_label"]

_WORD = re.compile(r"[a-z][A-Za-z_]*")
_WRITTEN = {
    "kilometer": "km",
    "meter": "m",
    "centimeter": "cm",
    "millimeter": "mm",
    "kilogram": "kg",
    "gram": "g",
    "metric_ton": "t",
    "hectare": "ha",
    "liter": "l",
    "degC": "°C",
    "degF": "°F",
    "delta_degC": "°C",
    "delta_degF": "°F",
    "percent": "%",
    "percentage_point": "percentage points",
    "foot": "feet",
    "inch": "inches",
    "oil_bbl": "barrels",
    "gigawatt": "GW",
    "megawatt": "MW",
    "kilowatt": "kW",
    "hertz": "hertz",
}
_PER = {"hour": "h", "second": "s"}


def unit_label(unit: str) -> str:
    """A unit for people.

    Args:
        unit: as pint writes it, or the code of a currency.

    >>> [unit_label(unit) for unit in ("kilometer**2", "kilometer/hour", "short_ton", "mile", "degC", "USD")]
    ['km²', 'km/h', 'short tons', 'miles', '°C', 'USD']
    """
    over, slash, under = unit.replace("**2", "²").replace("**3", "³").partition("/")
    above = _WORD.sub(lambda word: _WRITTEN.get(word[0], f"{word[0]}s"), over)
    below = _WORD.sub(lambda word: _PER.get(word[0]) or _WRITTEN.get(word[0], word[0]), under)
    return f"{above}{slash}{below}".replace("_", " ")
