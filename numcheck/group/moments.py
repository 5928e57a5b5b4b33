"""Slots that look at the days and clock times of dates: how far apart, how long ago, at one hour."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from numcheck.group.values import days_between, length
from numcheck.model import TIMES, Claim, Days

__all__ = ["MOMENTS"]

_GAPS = ((1, "day"), (3, "days"), (7, "week"), (10, "ten"), (40, "month"), (400, "year"))
_AGES = ((3, "now"), (21, "recent"), (400, "past"))
_GRAINS = ((1, "day"), (31, "month"))
_SAME_CLOCK, _ONE_HOUR, _HALF_DAY = 20, 60, 720  # minutes
_PART = re.compile(r"T(MO|AF|EV|NI)")
_PARTS = ((5, "NI"), (12, "MO"), (18, "AF"), (22, "EV"))  # the hour at which each part of a day ends; then night


def _gap(a: Claim, b: Claim) -> str:
    """How many days lie between two dates."""
    if not a.frame.days or not b.frame.days:
        return "none"
    gap = min(days_between(x, y) for x in a.frame.days for y in b.frame.days)
    return _named(gap, _GAPS, "years")


def _age(a: Claim, b: Claim) -> str:
    """How long before the day of publication each date lies: a breaking story's own day, or history."""
    ages = sorted(_age_of(claim) for claim in (a, b))
    return "-".join(ages) if all(ages) else "none"


def _age_of(claim: Claim) -> str:
    first = claim.frame.days[0][0] if claim.frame.days else None
    if first is None or claim.published is None:
        return ""
    days = (claim.published - first).days
    return "future" if days < 0 else _named(days, _AGES, "old")


def _gap_then(a: Claim, b: Claim) -> str:
    """Both together: a day apart is much for a story's own day, and little for what lies years back."""
    gap, age = _gap(a, b), _age(a, b)
    return "none" if "none" in (gap, age) else f"{gap}, {age}"


def _grain(a: Claim, b: Claim) -> str:
    """Whether two dates are days, months or years."""
    if not a.frame.days or not b.frame.days:
        return "none"
    return "-".join(sorted(_grain_of(claim.frame.days[0]) for claim in (a, b)))


def _edge(a: Claim, b: Claim) -> str:
    """Whether two dates are beginnings, ends, or days due."""
    x, y = a.frame.edge, b.frame.edge
    if x == y:
        return "same" if x else "none"
    return "clash" if x and y else "one"


def _clock(a: Claim, b: Claim) -> str:
    """Whether two dates name one hour, or one part of the day: one event put on two days keeps its hour."""
    if a.quantity.kind not in TIMES:
        return "none"
    x, y = a.frame.clock, b.frame.clock
    if x is not None and y is not None:
        gap = abs(x - y)
        if gap <= _SAME_CLOCK or gap == _HALF_DAY:
            return "same"
        return "hour" if gap <= _ONE_HOUR else "clash"
    one, two = _part(a), _part(b)
    if one and two:
        return "part" if one == two else "clash"
    return "one" if one or two else "none"


def _part(claim: Claim) -> str | None:
    """The part of the day that a date names: "Friday night", "at ten on Friday"."""
    if claim.frame.clock is not None:
        return next((name for hour, name in _PARTS if claim.frame.clock < 60 * hour), "NI")
    found = _PART.search(claim.quantity.timex or "")
    return found[1] if found else None


def _grain_of(days: Days) -> str:
    return _named(length(days), _GRAINS, "year")


def _named(value: int, limits: Sequence[tuple[int, str]], beyond: str) -> str:
    return next((name for limit, name in limits if value <= limit), beyond)


MOMENTS: Mapping[str, Callable[[Claim, Claim], str]] = {
    "gap": _gap,
    "age": _age,
    "gap then": _gap_then,
    "grain": _grain,
    "edge": _edge,
    "clock": _clock,
}
