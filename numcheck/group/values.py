"""Do two values agree? `apart(a, b)`: "agree", "fair" (a reader would stumble) or "hard" (they exclude each other).

>>> from decimal import Decimal
>>> from numcheck.interval import Interval
>>> from numcheck.model import Frame, Mention
>>> def men(n):
...     count = Quantity("count", Interval.point(n), Interval.point(n), Decimal(n), unit="man")
...     return Claim(Mention("a", 0, 1, str(n)), count, Frame(), "", 1, 1)
>>> apart(men(12), men(16)), apart(men(8000), men(8234))
('hard', 'agree')
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Literal

from numcheck.interval import Interval
from numcheck.model import TIMES, Claim, Days, Quantity

__all__ = ["Apart", "apart", "days_between", "intervals", "length", "rounds", "significant"]

Apart = Literal["agree", "fair", "hard"]
_TOUCH = Decimal("0.2")  # fair intervals this near, as a share of the larger number, do not disturb
_SAME_CLOCK, _ABOUT_CLOCK = 5, 30  # minutes
_YEAR = 365.25  # days
_BIRTHDAY = 30  # days within which a birthday is too unlikely to explain anything
_NEAR = Decimal("0.1")  # a rounded figure may be off by this share of itself


def intervals(quantity: Quantity) -> tuple[Interval, Interval]:
    """The hard and the fair interval in the unit that others of its kind are compared in."""
    return quantity.base or (quantity.hard, quantity.fair)


def apart(a: Claim, b: Claim) -> Apart:
    """How far the values of two claims of one kind are apart."""
    if a.frame.days and b.frame.days and (days := _days_apart(a, b)) != "agree":
        return days
    if a.frame.clock is not None and b.frame.clock is not None:
        return _clocks_apart(a, b)
    x, y = a.quantity, b.quantity
    if x.kind in TIMES or y.kind in TIMES:
        return "agree"
    if x.kind == y.kind == "money" and x.base_unit != y.base_unit:
        return "hard"
    if x.kind == y.kind == "age" and _grown(a, b):
        return "agree"
    (a_hard, a_fair), (b_hard, b_fair) = intervals(x), intervals(y)
    if a_fair.overlaps(b_fair) or rounds(x, y):
        return "agree"
    if not a_hard.overlaps(b_hard):
        return "hard"
    return "agree" if _touch(a_fair, b_fair) else "fair"


def _grown(a: Claim, b: Claim) -> bool:
    """Whether a birthday, or several, may well lie between two ages in years: 51, and 52 nine months later."""
    told = [(c.published, c.quantity.value) for c in (a, b) if c.published and c.quantity.value is not None]
    if len(told) < 2 or not a.quantity.unit == b.quantity.unit == "year":
        return False
    (early, young), (late, old) = sorted(told)
    birthdays = (late - early).days / _YEAR
    return (late - early).days >= _BIRTHDAY and math.floor(birthdays) <= old - young <= math.floor(birthdays) + 1


def _touch(a: Interval, b: Interval) -> bool:
    """Whether what a reader takes from both is so near that no one would stumble: "over 1,000" and 1,214."""
    ends = [abs(end) for interval in (a, b) for end in (interval.lo, interval.hi) if end is not None]
    return a.gap(b) <= _TOUCH * max(ends, default=Decimal(0))


def _days_apart(a: Claim, b: Claim) -> Apart:
    x, y = a.frame.days, b.frame.days
    if any(not days_between(one, two) for one in x for two in y):
        return "fair" if days_between(x[0], y[0]) else "agree"
    return "hard"


def _clocks_apart(a: Claim, b: Claim) -> Apart:
    x, y = a.frame.clock, b.frame.clock
    assert x is not None and y is not None
    gap = min(abs(x - y), 1440 - abs(x - y))
    loose = a.quantity.hedge or b.quantity.hedge
    return "agree" if gap <= (_ABOUT_CLOCK if loose else _SAME_CLOCK) else "fair" if loose and gap <= 60 else "hard"


def length(days: Days) -> int:
    """Days from the first to the last of a time; 0 where an end is open ("by Thursday" is as sharp as a day).

    >>> from datetime import date
    >>> length((date(2024, 3, 1), date(2024, 3, 31))), length((None, date(2024, 3, 31)))
    (30, 0)
    """
    first, last = days
    return (last - first).days if first and last else 0


def days_between(a: Days, b: Days) -> int:
    """How many days lie from one interval of days to the other; 0 where they share a day or an end is open.

    >>> from datetime import date
    >>> monday, sunday = date(2024, 10, 28), date(2024, 10, 27)
    >>> days_between((monday, monday), (sunday, sunday))
    1
    """
    for first, second in ((a, b), (b, a)):
        if first[1] is not None and second[0] is not None and first[1] < second[0]:
            return (second[0] - first[1]).days
    return 0


def significant(value: Decimal) -> str:
    """The digits of a number from its first to its last that is not zero.

    >>> significant(Decimal("-2400")), significant(Decimal("0.240"))
    ('24', '24')
    """
    return format(abs(value).normalize(), "f").replace(".", "").strip("0")


def rounds(a: Quantity, b: Quantity) -> bool:
    """Whether the finer of two figures rounds to the coarser: 8,234 and 8,000, 3.78 million and 3.8 million."""
    if a.value is None or b.value is None or a.unit != b.unit:
        return False
    fine, coarse = sorted((a.value, b.value), key=lambda value: (_place(value), value))
    if _place(fine) == _place(coarse):
        return False
    return abs(fine - coarse) <= min(_place(coarse) / 2, abs(coarse) * _NEAR)


def _place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 1000 for 8,000; 1 for 8,234; 0.01 for 3.78."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) if value else Decimal(1)
