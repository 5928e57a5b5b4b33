"""Lengths of time ("2 years, 1 month and 21 days") and the dates that shifted ones hang on."""

from __future__ import annotations

from datetime import date

from numcheck.extract.dates.calendar import shift
from numcheck.extract.dates.numerals import small_number
from numcheck.extract.dates.resolve import unit_when
from numcheck.extract.dates.scene import Scene, When

__all__ = ["CALENDAR", "Amount", "amount_at", "anchor_day", "month_beside", "moved_day", "quarter_beside"]

Amount = tuple[tuple[int | str, str], ...]
"""Counts ("X" when vague) with their units."""
CALENDAR = frozenset(("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "fortnight"))
_ORDER = ("day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year", "decade", "century")
_NEAR = 700  # characters back to the date that "the next day" hangs on
_BESIDE = 250  # characters back to the quarter that "a year earlier" is compared with


def amount_at(c: Scene, i: int) -> tuple[Amount, int] | None:
    """One or more "number unit" pairs: "2 years, 1 month and 21 days"."""
    parts: list[tuple[int | str, str]] = []
    j = i
    if (
        c.roles[i].get("minutes") == "30"
        and c.roles[k := c.next(i)].get("cardinal") == "1"
        and c.roles[c.next(k)].get("unit") == "hour"
    ):
        return ((30, "minute"),), k + 2
    for _ in range(4):
        number: tuple[int | str, int] | None = ("X", j + 1) if "vague" in c.roles[j] else small_number(c, j)
        if number is None or number[0] == 0:
            break
        k = c.next(number[1] - 1, " _" if "num" in c.roles[j] else " ")
        unit = c.roles[k].get("unit")
        if k < 0 or unit is None or unit in ("half",):
            break
        if parts and unit == "second" and c.quote(j) == "a":
            break  # "within ten days, and a second one in May"
        parts.append((number[0], unit))
        end = k + 1
        j = c.next(k, " ,")
        if j >= 0 and "and" in c.roles[j]:
            j = c.next(j)
        if j < 0:
            break
    return (tuple(parts), end) if parts else None


def moved_day(start: date, count: int, unit: str) -> date | None:
    return start if unit not in CALENDAR else shift(start, count, unit)


def anchor_day(c: Scene, i: int, unit: str, whole: bool = False) -> date | None:
    """First day of the nearest earlier date that is at least as fine as the unit."""
    limit = c.starts[i] - _NEAR
    fine = _ORDER.index(unit) if unit in _ORDER else 0
    if unit in ("week", "fortnight") and not whole:
        fine = 0
    for at, when in reversed(c.anchors):
        if at < limit:
            return None
        lo, hi = when.readings[0]
        if when.grain in _ORDER and _ORDER.index(when.grain) <= fine and lo and hi:
            return lo
    return None


def quarter_beside(c: Scene, i: int) -> When | None:
    """The same quarter a year before the one last named."""
    for at, when in reversed(c.anchors[-6:]):
        lo = when.readings[0][0]
        if at >= c.starts[i] - _BESIDE and when.grain == "quarter" and lo:
            return unit_when(lo, "quarter", -4)
    return None


def month_beside(c: Scene, i: int) -> When | None:
    """The same month a year before the one named in the sentence."""
    for at, when in reversed(c.anchors[-2:]):
        lo = when.readings[0][0]
        if when.grain == "month" and lo and ". " not in c.low[max(at, c.starts[i] - _BESIDE) : c.starts[i]]:
            return unit_when(lo, "month", -12) if at >= c.starts[i] - _BESIDE else None
    return None
