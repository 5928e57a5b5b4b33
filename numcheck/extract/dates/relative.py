"""Dates told from another day: "yesterday", "last Tuesday", "two weeks ago", "a month later", "the same day"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from numcheck.extract.dates.absolute import ordinal_at, small_number, written
from numcheck.extract.dates.calendar import MONTHS, feast, period, plus, shift, unit_around, week
from numcheck.extract.dates.period import SEASONS, part_of_year, season_when
from numcheck.extract.dates.resolve import resolve, unit_when, weekday_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import duration_timex, span_timex, unit_timex
from numcheck.model import Days

__all__ = ["after_the", "ahead_in", "relative", "weekend"]

_CALENDAR = frozenset(
    ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "fortnight")
)
_ORDER = (
    "day",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)
_END = re.compile(r"\s*(?:[.,;:)\]!?\n”\"]|\Z)")
_NEAR = 700  # characters back to the date that "the next day" hangs on
_BESIDE = 250  # characters back to the quarter that "a year earlier" is compared with
_SEVERAL = 3  # "a few": what the readings of a vague amount are made of; they are fuzzy
Amount = tuple[tuple[int | str, str], ...]


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
        return _deictic(c, i)
    if roles.keys() & {"num", "cardinal"} and c.roles[j := c.next(i)].get("deictic") in ("last", "next"):
        unit = c.roles[c.next(j)].get("unit")  # "five upcoming years"
        count = int(roles.get("num") or roles["cardinal"])
        if unit and count > 1 and c.quote(j + 1).endswith("s"):
            return _run(c, c.roles[j]["deictic"], (((count, unit),), j + 2))
    if roles.keys() & {"num", "cardinal", "ten", "vague"}:
        amount = _amount(c, i)
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
    if "after" in c.roles[j] and "the" in c.roles[c.next(j)]:
        j = c.next(j)  # "the week after the next"
    if c.roles[j].keys() & {"after", "the"} and c.roles[c.next(j)].get("deictic") == "next" and c.published:
        return unit_when(c.published, unit, 2), j + 2
    return _moved(c, i, ((1, unit),), i + 1, depth)


def ahead_in(c: Scene, i: int) -> Hit | None:
    """ "in two weeks", "within three days": from the publication day on; "in" only where a future cue stands before."""
    within = "within" in c.roles[i]
    amount = _amount(c, c.next(i)) if c.next(i) >= 0 else None
    if not amount or c.published is None or (not within and not c.ahead(i)):
        return None
    parts, j = amount
    if c.roles[c.next(j - 1)].keys() & {"before", "after", "from", "ago"}:
        return None
    end: date | None = c.published
    for count, unit in parts:
        if isinstance(count, str) or end is None:
            return None
        end = _moved_day(end, count, unit)
    if end is None:
        return None
    if within:
        partly = parts[-1][1] not in _CALENDAR
        last = plus(end, -1) if end > c.published and not partly else end
        count, unit = parts[0]
        timex = duration_timex(count if isinstance(count, str) else Decimal(count), unit)
        return When(((c.published, last),), timex, "day"), j
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


def _moved_day(start: date, count: int, unit: str) -> date | None:
    return start if unit not in _CALENDAR else shift(start, count, unit)


def _amount(c: Scene, i: int) -> tuple[Amount, int] | None:
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
        parts.append((number[0], unit))
        end = k + 1
        j = c.next(k, " ,")
        if j >= 0 and "and" in c.roles[j]:
            j = c.next(j)
        if j < 0:
            break
    return (tuple(parts), end) if parts else None


def _moved(c: Scene, i: int, parts: Amount, j: int, depth: int) -> Hit | None:
    """An amount of time with the word that says from where and which way."""
    k = c.next(j - 1)
    roles = c.roles[k]
    unit = parts[0][1]
    if "ago" in roles or "hence" in roles:
        sign = -1 if "ago" in roles else 1
        if sign < 0 and unit == "year" and parts[0][0] == 1 and (beside := _beside(c, i)):
            return beside, k + 1
        if c.published is None:
            return When((), "XXXX", unit), k + 1
        return _shifted(c.published, parts, sign, exact=False), k + 1
    if "week_of" in roles and "of" not in roles and c.quote(k) != "from":
        base, end = _base(c, k, depth)
        last = _moved_day(base, parts[0][0], unit) if base and not isinstance(parts[0][0], str) else None
        stop = plus(last, -1) if last else None
        return (When(((base, stop),), span_timex(base, stop), "range"), end) if stop else None
    if "from" in roles or "after" in roles or "before" in roles:
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
    if sign < 0 and unit == "year" and parts[0][0] == 1 and (beside := _beside(c, i) or _month_beside(c, i)):
        return beside, k + 1
    anchor = _anchor(c, i, unit)
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
            moved = _moved_day(moved, sign * count, unit)
    if moved is None:
        return When((), "XXXX", parts[0][1])
    return replace(_told(moved, parts, exact), fuzzy=parts[0][1] != "day")


def _told(moved: date, parts: Amount, exact: bool = False) -> When:
    """A day as precisely as the units tell it: months and years stay whole."""
    unit = parts[-1][1]
    if unit in ("week", "fortnight", "weekend", "day") or exact or len(parts) > 1:
        return When(((moved, moved),), moved.isoformat(), "day")
    if unit not in _CALENDAR:
        return When(((moved, moved),), moved.isoformat(), "day", "time")
    return unit_when(moved, unit, fuzzy=True)


def _anchor(c: Scene, i: int, unit: str, whole: bool = False) -> date | None:
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


def _beside(c: Scene, i: int) -> When | None:
    """The same quarter a year before the one last named."""
    for at, when in reversed(c.anchors[-6:]):
        lo = when.readings[0][0]
        if at >= c.starts[i] - _BESIDE and when.grain == "quarter" and lo:
            return unit_when(lo, "quarter", -4)
    return None


def _month_beside(c: Scene, i: int) -> When | None:
    """The same month a year before the one named in the sentence."""
    for at, when in reversed(c.anchors[-2:]):
        lo = when.readings[0][0]
        if when.grain == "month" and lo and ". " not in c.low[max(at, c.starts[i] - _BESIDE) : c.starts[i]]:
            return unit_when(lo, "month", -12) if at >= c.starts[i] - _BESIDE else None
    return None


def _deictic(c: Scene, i: int) -> Hit | None:
    way = c.roles[i]["deictic"]
    j = c.next(i, " -")
    if j < 0:
        return None
    roles = c.roles[j]
    if (part := roles.get("part")) and "unit" not in roles:
        return _part_of_day(c, way, part, i, j)
    if "weekday" in roles:
        if (date_too := written(c, j)) and ((date_too[0].options and "-" not in c.quote(j)) or date_too[0].dom):
            return resolve(c, date_too[0], j), date_too[1]
        return (_weekday(c, way, int(roles["weekday"]), i), j + 1) if way not in ("same",) else None
    if "month" in roles:
        return _month(c, way, int(roles["month"]), i, j)
    if "season" in roles:
        return _season(c, way, roles["season"], j)
    if "holiday" in roles:
        return _feast(c, way, roles["holiday"], j)
    amount = _amount(c, j) if roles.keys() & {"num", "cardinal", "ten", "vague"} else None
    if amount:
        return _run(c, way, amount)
    if j >= 0 and "unit" in roles:
        return _unit(c, way, roles["unit"], i, j)
    return None


def _part_of_day(c: Scene, way: str, part: str, i: int, j: int) -> Hit | None:
    if part[0].isdigit() or c.low[c.ends[j] - 1] == "s":
        return None
    if way in ("this", "last", "next"):
        day = plus(c.published, {"this": 0, "last": -1, "next": 1}[way]) if c.published else None
    else:
        anchor = _anchor(c, i, "day")
        day = plus(anchor, {"previous": -1, "following": 1}.get(way, 0)) if anchor else None
    if day is None:
        return When((), f"XXXX-XX-XXT{part}", "day", "time"), j + 1
    return When(((day, day),), f"{day}T{part}", "day", "time"), j + 1


def _weekday(c: Scene, way: str, weekday: int, i: int) -> When:
    """ "last Monday" is the latest before the publication day, "next Monday" the first after; ISO weeks give the other reading."""
    base = c.published
    if way in ("following", "previous", "that"):
        anchor = _anchor(c, i, "day")
        if anchor is None and way == "previous" and base:
            base = plus(base, -base.weekday())  # of the week before, where "last" is only the latest
        base = anchor or base
    if base is None:
        return When((), f"XXXX-WXX-{weekday + 1}", "day")
    if way == "that":
        return weekday_when(c, weekday, i)
    this_week = plus(base, weekday - base.weekday())
    forward = plus(base, (weekday - base.weekday() - 1) % 7 + 1)
    backward = plus(base, -((base.weekday() - weekday - 1) % 7 + 1))
    if way in ("last", "previous"):
        found = (backward, this_week and plus(this_week, -7))
    elif way in ("next", "following"):
        found = (forward, this_week and plus(this_week, 7))
    else:
        found = (this_week, forward if weekday < base.weekday() else backward)
        if c.ahead(i) and this_week and this_week < base:
            found = (forward, this_week)
    days = [d for d in dict.fromkeys(found) if d]
    if not days:
        return When((), f"XXXX-WXX-{weekday + 1}", "day")
    return When(tuple((d, d) for d in days), days[0].isoformat(), "day")


def _month(c: Scene, way: str, month: int, i: int, j: int) -> Hit | None:
    if (c.next(j, " ") >= 0 and c.roles[j + 1].get("dom")) or way in ("same", "that"):
        return None
    if "shy" in c.roles[j] and month in (3, 5) and not c.capital(j):
        return None
    pub = c.published
    if way in ("previous", "following"):
        pub = _anchor(c, i, "month") or pub
    if pub is None:
        return When((), f"XXXX-{month:02}", "month"), j + 1
    year = pub.year
    if way in ("last", "previous"):
        year -= month >= pub.month
    elif way in ("next", "following"):
        year += month <= pub.month
    span = period(year, month)
    return (When((span,), unit_timex(span[0], "month"), "month"), j + 1) if span else None


def _season(c: Scene, way: str, season: str, j: int) -> Hit | None:
    pub = c.published
    if pub is None or way not in ("this", "last", "next"):
        return (
            (When((), f"XXXX-{season}", "season", fuzzy=True), j + 1)
            if way in ("this", "last", "next")
            else None
        )
    first = SEASONS[season]
    if way == "last":
        over = first + 2 < pub.month if first < 12 else False
        year = pub.year - (not over)
    else:
        year = pub.year + (way == "next" and first <= pub.month)
    return season_when(season, year), j + 1


def _feast(c: Scene, way: str, rule: str, j: int) -> Hit | None:
    pub = c.published
    if pub is None:
        return When((), "XXXX", "day"), j + 1
    found = [d for y in range(pub.year - 1, pub.year + 2) if (d := feast(rule, y))]
    if way in ("last", "previous"):
        picked = [d for d in found if d < pub][-1:]
    elif way in ("next", "following"):
        picked = [d for d in found if d > pub][:1]
    else:
        picked = [d for d in found if d.year == pub.year]
    return (When(((picked[0], picked[0]),), picked[0].isoformat(), "day"), j + 1) if picked else None


def _run(c: Scene, way: str, amount: tuple[Amount, int]) -> Hit | None:
    """ "the past five years", "next 3 days": the days up to or from publication; the TIMEX3 value is the duration."""
    parts, j = amount
    if len(parts) > 1 and "ago" in c.roles[c.next(j - 1)]:
        parts, j = parts[:1], j - 2  # "the last 3 months and 2 days ago"
        while "unit" not in c.roles[j - 1]:
            j -= 1
    pub = c.published
    if way not in ("last", "next", "previous", "following"):
        return None
    unit = parts[-1][1]
    if (
        unit in ("second", "minute", "hour")
        and pub is not None
        and len(parts) == 1
        and isinstance(parts[0][0], int)
    ):
        days = parts[0][0] // 24 if unit == "hour" else 0
        other = plus(pub, days if way in ("next", "following") else -days)
        if other is None:
            return None
        lo, hi = min(pub, other), max(pub, other)
        return When(((lo, hi),), duration_timex(Decimal(parts[0][0]), unit), "day", "time", fuzzy=True), j
    timex = duration_timex("X" if isinstance(parts[0][0], str) else Decimal(parts[0][0]), parts[0][1])
    if unit not in _CALENDAR or pub is None:
        return None if unit not in _CALENDAR else (When((), timex, unit), j)
    vague = any(isinstance(count, str) for count, _ in parts)
    sign = 1 if way in ("next", "following") else -1
    counts = [(_SEVERAL if isinstance(count, str) else count, u) for count, u in parts]
    span: Days | None
    if len(counts) == 1 and unit in ("quarter", "half", "decade", "century", "weekend"):
        near = unit_around(pub, unit, sign)
        far = unit_around(pub, unit, sign * counts[0][0])
        span = None if not near or not far else (near[0], far[1]) if sign > 0 else (far[0], near[1])
    else:
        edge: date | None = pub
        for count, u in counts:
            edge = shift(edge, sign * count, u) if edge else None
        span = None if edge is None else (plus(pub, 1), edge) if sign > 0 else (edge, plus(pub, -1))
    return When((span,) if span else (), timex, unit, fuzzy=vague or unit != "day"), j


def _unit(c: Scene, way: str, unit: str, i: int, j: int) -> Hit | None:
    surface = c.quote(i)
    if unit == "hour" and way in ("last", "next") and c.quote(j) == "hour":
        return _run(c, way, (((1, unit),), j + 1))
    if unit not in _CALENDAR or c.low[c.ends[j] - 1] == "s" or unit == "half":
        return None
    k = c.next(j)
    if way in ("same", "that", "previous", "following"):
        anchor = _anchor(c, i, unit, whole=True)
        if anchor is None and way in ("previous", "following") and unit != "day":
            anchor = c.published
        if anchor is None:
            return (When((), "XXXX", unit), j + 1) if way != "that" else None
        return unit_when(anchor, unit, {"previous": -1, "following": 1}.get(way, 0)), j + 1
    pub = c.published
    if pub is None:
        return When((), "XXXX", unit), j + 1
    if (
        (surface.endswith("past")
        and unit in ("week", "month", "year", "fortnight", "day", "decade"))
        or unit == "fortnight"
    ):
        return _run(c, way, (((1, unit),), j + 1))
    if unit == "day" and way != "this":
        return (
            (When((), "XXXX-XX-XX", "day"), j + 1)
            if _anchor(c, i, "day") is None
            else _next_day(c, way, i, j)
        )
    if surface == "latest":
        return None
    offset = {"this": 0, "last": -1, "next": 1}[way]
    when = unit_when(pub, unit, offset)
    if unit == "year" and c.gaps[j] == "s" and (nth := ordinal_at(c, j + 1)):
        part = c.roles[nth[1]].get("unit")
        if part in ("quarter", "half") and (span := unit_around(pub, "year", offset)):
            return part_of_year(span[0].year, nth[0], MONTHS[part]), nth[1] + 1
    if "on" in c.roles[k]:
        k = c.next(k)
    weekday = c.roles[k].get("weekday")
    if unit == "week" and weekday is not None:
        whole = week(pub, offset)
        day = plus(whole[0], int(weekday)) if whole else None
        if day:
            return When(((day, day),), day.isoformat(), "day"), k + 1
    return when, j + 1


def _next_day(c: Scene, way: str, i: int, j: int) -> Hit | None:
    anchor = _anchor(c, i, "day")
    if way != "next" or anchor is None:
        return None
    return unit_when(anchor, "day", 1), j + 1
