"""Times that come again: "every week", "each Monday", "daily", "twice a year", "on Saturdays"."""

from __future__ import annotations

from decimal import Decimal

from numcheck.extract.dates.clock import clock
from numcheck.extract.dates.numerals import ordinal_at, small_number
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import duration_timex

__all__ = ["repeated"]


def repeated(c: Scene, i: int) -> Hit | None:
    """A repeated time at token `i`; it has no interval of days."""
    roles = c.roles[i]
    if "weekdays" in roles:
        return _timed(c, f"XXXX-WXX-{roles['weekdays']}", i + 1)
    if "often" in roles:
        return When((), roles["often"], "set", "set"), i + 1
    j = c.next(i)
    if j < 0:
        return None
    if "times" in roles:
        k = c.next(j) if "per" in c.roles[j] else -1
        unit = c.roles[k].get("unit") if k >= 0 else None
        return (When((), duration_timex(Decimal(1), unit), "set", "set"), k + 1) if unit else None
    count = small_number(c, j) or ordinal_at(c, j)
    amount, k = count if count and c.next(count[1] - 1) >= 0 else (1, j)
    here = c.roles[k]
    if "ordinal" in c.roles[j] and k == j:
        return None
    if (unit := here.get("unit")) is not None and not (amount == 1 and c.low[c.ends[k] - 1] == "s"):
        return _timed(c, duration_timex(Decimal(amount), unit), k + 1)
    if (weekday := here.get("weekday")) is not None and "shy" not in here:
        return _timed(c, f"XXXX-WXX-{int(weekday) + 1}", k + 1)
    if (part := here.get("part")) is not None:
        return _timed(c, f"T{part}", k + 1)
    if (month := here.get("month")) is not None and c.capital(k):
        return When((), f"XXXX-{int(month):02}", "set", "set"), k + 1
    return None


def _timed(c: Scene, timex: str, j: int) -> Hit:
    k = c.next(j - 1)
    if k >= 0 and "part" in c.roles[k]:
        j, k = k + 1, c.next(k)
    if k >= 0 and "at" in c.roles[k]:
        k = c.next(k)
    if k >= 0 and (time := clock(c, k)):
        return When((), f"T{time[0]}" if timex.startswith(("P", "T")) else f"{timex}T{time[0]}", "set", "set"), time[1]
    return When((), timex, "set", "set"), j
