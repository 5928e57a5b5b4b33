"""TIMEX3 values, the standard way to write a date, a period or a duration.

>>> duration_timex(Decimal(90), "minute")
'PT90M'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from numcheck.interval import plain

__all__ = ["DURATION_UNITS", "duration_timex", "span_timex", "unit_timex"]

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
DURATION_UNITS = frozenset(_LETTERS)


def duration_timex(amount: Decimal | str, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    Args:
        amount: how many, or "X" when the words do not say.
        unit: second, minute, hour, day, week, fortnight, month, quarter, year, decade, century or millennium.

    >>> duration_timex(Decimal(3), "year"), duration_timex(Decimal(2), "decade"), duration_timex("X", "hour")
    ('P3Y', 'P2E', 'PTXH')
    """
    letters = _LETTERS[unit]
    if unit == "fortnight" and not isinstance(amount, str):
        amount = amount * 2
    figures = amount if isinstance(amount, str) else plain(amount)
    return f"PT{figures}{letters[1:]}" if letters[0] == "T" else f"P{figures}{letters}"


def unit_timex(first: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that begins on a day.

    >>> unit_timex(date(2024, 10, 28), "week"), unit_timex(date(1990, 1, 1), "decade")
    ('2024-W44', '199')
    """
    match unit:
        case "week" | "weekend" | "fortnight":
            year, number, _ = first.isocalendar()
            return f"{year:04}-W{number:02}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{first.year:04}-{first.month:02}"
        case "quarter":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "half":
            return f"{first.year:04}-H{(first.month + 5) // 6}"
        case "year":
            return f"{first.year:04}"
        case "decade":
            return f"{first.year // 10:03}"
        case "century":
            return f"{first.year // 100:02}"
        case _:
            return first.isoformat()


def span_timex(first: date | None, last: date | None) -> str:
    """The TIMEX3 value of a closed or half-open range of days.

    >>> span_timex(date(2024, 10, 13), date(2024, 10, 17))
    '2024-10-13/2024-10-17'
    """
    return f"{first or '..'}/{last or '..'}"
