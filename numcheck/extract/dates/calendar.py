"""Day arithmetic on the standard library alone: periods, shifts and feasts; None where the calendar ends.

>>> period(2024, 2)
(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["day", "easter", "feast", "nth_weekday", "period", "plus", "shift", "unit_around", "week", "years"]

Span = tuple[date, date]
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


def day(year: int, month: int, dom: int) -> date | None:
    """The date, or None when there is no such day.

    >>> day(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, dom)
    except (ValueError, OverflowError):
        return None


def plus(start: date, days: int) -> date | None:
    """A day so many days on, or None when the calendar ends before it.

    >>> plus(date(2024, 2, 28), 2)
    datetime.date(2024, 3, 1)
    """
    try:
        return start + timedelta(days)
    except OverflowError:
        return None


def period(year: int, month: int, months: int = 1) -> Span | None:
    """First and last day of a run of months; `month` may lie outside 1 to 12.

    >>> period(2024, 14, 3)
    (datetime.date(2025, 2, 1), datetime.date(2025, 4, 30))
    """
    first = year * 12 + month - 1
    last = first + months - 1
    if not (first >= 12 and last < 120000):
        return None
    y, m = divmod(last, 12)
    return date(first // 12, first % 12 + 1, 1), date(y, m + 1, monthrange(y, m + 1)[1])


def years(first: int, count: int = 1) -> Span | None:
    """First and last day of a run of years.

    >>> years(1990, 10)
    (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31))
    """
    return period(first, 1, 12 * count)


def week(of: date, offset: int = 0) -> Span | None:
    """Monday and Sunday of the ISO week of a day, so many weeks on.

    >>> week(date(2024, 10, 31), -1)
    (datetime.date(2024, 10, 21), datetime.date(2024, 10, 27))
    """
    monday = plus(of, 7 * offset - of.weekday())
    sunday = plus(monday, 6) if monday else None
    return (monday, sunday) if monday and sunday else None


def shift(start: date, amount: int, unit: str) -> date | None:
    """A day so many units on; months keep the day of the month where they can.

    >>> shift(date(2024, 3, 31), -1, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in DAYS:
        return plus(start, amount * DAYS[unit]) if abs(amount) < 10**7 else None
    run = period(start.year, start.month + amount * MONTHS[unit]) if abs(amount) < 10**7 else None
    return run and run[0].replace(day=min(start.day, run[1].day))


def unit_around(of: date, unit: str, offset: int = 0) -> Span | None:
    """The whole calendar unit that holds a day, so many units on.

    >>> unit_around(date(2024, 10, 31), "quarter", -1)
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    """
    if abs(offset) > 10**6:
        return None
    if unit in MONTHS:
        size = MONTHS[unit]
        first = of.year * 12 + of.month - 1
        first = (first // size + offset) * size
        return period(first // 12, first % 12 + 1, size)
    if unit == "weekend":
        whole = week(of, offset)
        return (whole[0] + timedelta(5), whole[1]) if whole else None
    if unit == "day":
        moved = plus(of, offset)
        return (moved, moved) if moved else None
    return week(of, offset)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, dom = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, dom + 1)


def nth_weekday(first: date, last: date, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a period (0 is Monday); -1 is the last.

    >>> nth_weekday(date(2024, 11, 1), date(2024, 11, 30), 3, 4)
    datetime.date(2024, 11, 28)
    """
    if nth > 0:
        found = plus(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        found = plus(last, -((last.weekday() - weekday) % 7) + 7 * (nth + 1))
    return found if found and first <= found <= last else None


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a year; rules are "12-25", "easter-2", and "11 3 4 +1" (day after the 4th Thursday).

    >>> feast("11 3 4 +1", 2023)
    datetime.date(2023, 11, 24)
    """
    if not 1 <= year <= 9999:
        return None
    if rule.startswith("easter"):
        return plus(easter(year), int(rule[6:]))
    if " " not in rule:
        return day(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth, *more = (int(part) for part in rule.split())
    whole = period(year, month)
    found = whole and nth_weekday(*whole, weekday, nth)
    return found and plus(found, sum(more))
