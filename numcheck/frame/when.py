"""The days and the clock time that a date expression fixes, for comparing: "since 8 May" fixes a beginning, 8 May.

>>> from numcheck.interval import Interval
>>> from numcheck.model import shown_days
>>> since = Quantity("date", Interval(None, None), Interval(None, None), hedge="since", timex="2024-05-08",
...                  readings=((date(2024, 5, 8), None),), fuzzy=True)
>>> moment(since).edge, shown_days(moment(since).days[0])
('from', '2024-05-08')
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from numcheck.extract.dates.calendar import period
from numcheck.extract.dates.period import SEASONS
from numcheck.model import Days, Edge, Quantity

__all__ = ["Moment", "moment"]

_FROM, _BY = ("since", "ever", "from"), ("by", "before", "no", "not", "on")  # first words of what fixes an end
_LONGEST = 366  # days that an event's date may span to be compared
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T)")
_PART = re.compile(r"(\d{4})-(?:(Q[1-4]|H[12])|(SP|SU|FA|WI))")
_CLOCK = re.compile(r"T(\d{2}):(\d{2})")
_VAGUE = re.compile(r"\d{1,4}(?:-\d{2})?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date expression fixes.

    Args:
        days: each possible closed interval of days, none when it fixes no day sharply.
        edge: whether it is where something begins ("since 8 May"), ends, or is due; None for the day itself.
        clock: minutes since midnight, None without a clock time.
    """

    days: tuple[Days, ...] = ()
    edge: Edge | None = None
    clock: int | None = None


def moment(quantity: Quantity) -> Moment:
    """The days and clock time of a date or time.

    Args:
        quantity: what the expression says.

    Returns:
        Its moment; without days when it is too vague or too long to tell when something happened.
    """
    clock = _CLOCK.search(quantity.timex or "")
    minutes = 60 * int(clock[1]) + int(clock[2]) if clock else None
    if any(None in days for days in quantity.readings):
        found = _DATE.match(quantity.timex or "")
        edge = _edge(quantity)
        span = _span(found) if found else _part(quantity.timex or "")
        return Moment((span,), edge, minutes) if span and edge else Moment(clock=minutes)
    if quantity.fuzzy and quantity.hedge is None and _VAGUE.match(quantity.timex or ""):
        return Moment(clock=minutes)  # "a year ago"
    if quantity.kind == "time" and quantity.fuzzy and "T" not in (quantity.timex or ""):
        return Moment()  # "two hours later"
    if any(first and last and (last - first).days > _LONGEST for first, last in quantity.readings):
        return Moment(clock=minutes)
    return Moment(quantity.readings, None, minutes)


def _edge(quantity: Quantity) -> Edge | None:
    word = (quantity.hedge or "").split(" ")[0]
    if quantity.readings[0][0] is not None:
        return "from" if word in _FROM else None
    return "by" if word in _BY else "until"


def _part(timex: str) -> Days | None:
    """First and last day of a quarter, a half or a season."""
    found = _PART.fullmatch(timex)
    if found is None:
        return None
    if found[3]:
        return period(int(found[1]), SEASONS[found[3]], 3)
    months = 3 if found[2][0] == "Q" else 6
    return period(int(found[1]), (int(found[2][1]) - 1) * months + 1, months)


def _span(found: re.Match[str]) -> Days:
    """First and last day of a year, a month or a day."""
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
