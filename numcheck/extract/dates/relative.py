"""Dates told from another day: "yesterday", "two weeks ago", "a month later", "three days after Christmas"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from numcheck.extract.dates.amounts import (
    CALENDAR,
    Amount,
    amount_at,
    anchor_day,
    month_beside,
    moved_day,
    quarter_beside,
)
from numcheck.extract.dates.calendar import plus
from numcheck.extract.dates.deictic import deictic, run_of
from numcheck.extract.dates.resolve import unit_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import duration_timex, span_timex

__all__ = ["after_the", "ahead_in", "relative", "year_ago"]

_END = re.compile(r"\s*(?:[.,;:)\]!?\n”\"]|\Z)")


def relative(c: Scene, i: int, depth: int) -> Hit | None:
    """A date at token `i` that is told from another day."""
    roles = c.roles[i]
    if (offset := roles.get("today") or roles.get("fixed")) is not None:
        day = plus(c.published, int(offset)) if c.published else None
        if day is None:
            return When((), "XXXX-XX-XX", "day"), i + 1
        if "tonight" in roles:
            return When(((day, day),), f"{day}TNI", "day", "time"), i + 1
        return When(((day, day),), day.isoformat(), "day"), i + 1
    if "deictic" in roles:
        return deictic(c, i)
    if roles.keys() & {"num", "cardinal"} and c.roles[j := c.next(i)].get("deictic") in ("last", "next"):
        unit = c.roles[c.next(j)].get("unit")  # "five upcoming years"
        count = int(roles.get("num") or roles["cardinal"])
        if unit and count > 1 and c.quote(j + 1).endswith("s"):
            return run_of(c, c.roles[j]["deictic"], (((count, unit),), j + 2))
    if roles.keys() & {"num", "cardinal", "ten", "vague"}:
        amount = amount_at(c, i)
        return _moved(c, i, amount[0], amount[1], depth) if amount else None
    return None


def after_the(c: Scene, i: int, depth: int) -> Hit | None:
    """What follows "the": "(the) day before", "(the) week after next", "(the) weekend"."""
    unit = c.roles[i].get("unit")
    if unit not in ("day", "week", "month", "year", "weekend", "quarter"):
        return None
    if unit == "weekend":
        return weekend(c, i), i + 1
    j = c.next(i)
    if "week_of" in c.roles[j]:
        return None
    if unit == "year" and c.gaps[i] == "-":
        return year_ago(c, i)
    if "after" in c.roles[j] and "the" in c.roles[c.next(j)]:
        j = c.next(j)  # "the week after the next"
    if c.roles[j].keys() & {"after", "the"} and c.roles[c.next(j)].get("deictic") == "next" and c.published:
        return unit_when(c.published, unit, 2), j + 2
    return _moved(c, i, ((1, unit),), i + 1, depth)


def year_ago(c: Scene, i: int) -> Hit | None:
    """ "the year-ago quarter", "the year-earlier period"."""
    j = i + 1
    if c.gaps[i] != "-" or not c.roles[j].keys() & {"ago", "earlier"}:
        return None
    beside = quarter_beside(c, i)
    when = beside or (unit_when(c.published, "year", -1, fuzzy=True) if c.published else When((), "XXXX", "year"))
    return when, j + 1 + ("unit" in c.roles[c.next(j)])


def ahead_in(c: Scene, i: int) -> Hit | None:
    """ "in two weeks", "within three days": from the publication day on; "in" only where a future cue stands before."""
    within = "within" in c.roles[i]
    amount = amount_at(c, c.next(i)) if c.next(i) >= 0 else None
    if not amount or c.published is None or (not within and not c.ahead(i)):
        return None
    parts, j = amount
    if c.roles[c.next(j - 1)].keys() & {"before", "after", "from", "ago"}:
        return None
    end: date | None = c.published
    for count, unit in parts:
        if isinstance(count, str) or end is None:
            return None
        end = moved_day(end, count, unit)
    if end is None:
        return None
    if within:
        partly = parts[-1][1] not in CALENDAR
        last = plus(end, -1) if end > c.published and not partly else end
        count, unit = parts[0]
        timex = duration_timex(count if isinstance(count, str) else Decimal(count), unit)
        ahead = c.ahead(i) or not c.behind(i, near=False)  # "he lost both within five months" hangs on another day
        return When(((c.published, last),) if ahead else (), timex, "day"), j
    told = _told(end, parts)
    if told.grain != "day":
        told = replace(told, readings=((end, end), *told.readings))
    return told, j


def weekend(c: Scene, i: int) -> When:
    """ "the weekend": the last one begun, or the coming one after a future cue."""
    pub = c.published
    if pub is None:
        return When((), "XXXX-WXX-WE", "weekend")
    return unit_when(pub, "weekend", 0 if c.ahead(i) or pub.weekday() > 4 else -1)


def _moved(c: Scene, i: int, parts: Amount, j: int, depth: int) -> Hit | None:
    """An amount of time with the word that says from where and which way."""
    k = c.next(j - 1)
    roles = c.roles[k]
    unit = parts[0][1]
    if "ago" in roles or "hence" in roles:
        sign = -1 if "ago" in roles else 1
        if sign < 0 and unit == "year" and parts[0][0] == 1 and (beside := quarter_beside(c, i)):
            return beside, k + 1
        if c.published is None:
            return When((), "XXXX", unit), k + 1
        return _shifted(c.published, parts, sign, exact=False), k + 1
    if "week_of" in roles and "of" not in roles and c.quote(k) != "from":
        base, end = _base(c, k, depth)
        last = moved_day(base, parts[0][0], unit) if base and not isinstance(parts[0][0], str) else None
        stop = plus(last, -1) if last else None
        return (When(((base, stop),), span_timex(base, stop), "range"), end) if stop else None
    if "from" in roles and "year" in c.roles[c.next(k)]:
        return None  # "a million a year from 2027" begins in 2027
    if "from" in roles or ("after" in roles and "later" in roles) or ("before" in roles and "earlier" in roles):
        sign = -1 if "before" in roles else 1
        base, end = _base(c, k, depth)
        if base is not None:
            return _shifted(base, parts, sign, exact=True), end
        if "from" in roles or not _END.match(c.after(k, 24)):
            return None  # "two days before the vote": only the vote knows
    elif not roles.keys() & {"later", "earlier"}:
        return None
    if c.after(k, 5) == " than" or "deictic" in c.roles[c.next(k)]:
        return None
    sign = 1 if "later" in roles else -1
    if sign < 0 and unit == "year" and parts[0][0] == 1 and (beside := quarter_beside(c, i) or month_beside(c, i)):
        return beside, k + 1
    anchor = anchor_day(c, i, unit)
    if anchor is None and c.published and (c.ahead(i) if sign > 0 else unit in ("month", "year", "quarter")):
        anchor = c.published
    if anchor is None:
        return When((), "XXXX", unit), k + 1
    return _shifted(anchor, parts, sign, exact=False), k + 1


def _base(c: Scene, k: int, depth: int) -> tuple[date | None, int]:
    """The day named after "from", "before" or "after"."""
    from numcheck.extract.dates.atoms import atom

    m = c.next(k)
    if m < 0:
        return None, k
    if "now" in c.roles[m]:
        return c.published, m + 1
    inner = atom(c, m, depth - 1)
    if not inner or not inner[0].readings or (inner[0].grain != "day" and "year" not in inner[0].grain):
        return None, k
    return inner[0].readings[0][0], inner[1]


def _shifted(base: date, parts: Amount, sign: int, exact: bool) -> When:
    moved: date | None = base
    for count, unit in parts:
        if isinstance(count, str):
            return When((), "PAST_REF" if sign < 0 else "FUTURE_REF", unit, fuzzy=True)
        if moved is not None:
            moved = moved_day(moved, sign * count, unit)
    if moved is None:
        return When((), "XXXX", parts[0][1])
    return replace(_told(moved, parts, exact), fuzzy=parts[0][1] != "day")


def _told(moved: date, parts: Amount, exact: bool = False) -> When:
    """A day as precisely as the units tell it: months and years stay whole."""
    unit = parts[-1][1]
    if unit in ("week", "fortnight", "weekend", "day") or exact or len(parts) > 1:
        return When(((moved, moved),), moved.isoformat(), "day")
    if unit not in CALENDAR:
        return When(((moved, moved),), moved.isoformat(), "day", "time")
    return unit_when(moved, unit, fuzzy=True)
