"""Dates that point: "last Tuesday", "this week", "next March", "the past five years", "the same day"."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from numcheck.extract.dates.absolute import written
from numcheck.extract.dates.amounts import CALENDAR, Amount, amount_at, anchor_day
from numcheck.extract.dates.calendar import MONTHS, feast, period, plus, shift, unit_around, week
from numcheck.extract.dates.numerals import ordinal_at
from numcheck.extract.dates.period import SEASONS, season_when
from numcheck.extract.dates.resolve import resolve, unit_when, weekday_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import duration_timex, unit_timex
from numcheck.extract.dates.years import part_of_year
from numcheck.model import Days

__all__ = ["deictic", "run_of"]

_SEVERAL = 3  # "a few": what the readings of a vague amount are made of; they are fuzzy


def deictic(c: Scene, i: int) -> Hit | None:
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
    if c.quote(i) == "last" and c.helped(i):
        return None
    amount = amount_at(c, j) if roles.keys() & {"num", "cardinal", "ten", "vague"} else None
    if amount:
        return run_of(c, way, amount)
    if j >= 0 and "unit" in roles:
        return _unit(c, way, roles["unit"], i, j)
    return None


def _part_of_day(c: Scene, way: str, part: str, i: int, j: int) -> Hit | None:
    if part[0].isdigit() or c.low[c.ends[j] - 1] == "s":
        return None
    if way in ("this", "last", "next"):
        day = plus(c.published, {"this": 0, "last": -1, "next": 1}[way]) if c.published else None
    else:
        anchor = anchor_day(c, i, "day")
        day = plus(anchor, {"previous": -1, "following": 1}.get(way, 0)) if anchor else None
    if day is None:
        return When((), f"XXXX-XX-XXT{part}", "day", "time"), j + 1
    return When(((day, day),), f"{day}T{part}", "day", "time"), j + 1


def _weekday(c: Scene, way: str, weekday: int, i: int) -> When:
    """ "last Monday" is the latest before the publication day, "next" the first after; ISO weeks give another."""
    base = c.published
    if way in ("following", "previous", "that"):
        anchor = anchor_day(c, i, "day")
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
        pub = anchor_day(c, i, "month") or pub
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
        return (When((), f"XXXX-{season}", "season", fuzzy=True), j + 1) if way in ("this", "last", "next") else None
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


def run_of(c: Scene, way: str, amount: tuple[Amount, int]) -> Hit | None:
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
    if unit in ("second", "minute", "hour") and pub is not None and len(parts) == 1 and isinstance(parts[0][0], int):
        days = parts[0][0] // 24 if unit == "hour" else 0
        other = plus(pub, days if way in ("next", "following") else -days)
        if other is None:
            return None
        lo, hi = min(pub, other), max(pub, other)
        return When(((lo, hi),), duration_timex(Decimal(parts[0][0]), unit), "day", "time", fuzzy=True), j
    timex = duration_timex("X" if isinstance(parts[0][0], str) else Decimal(parts[0][0]), parts[0][1])
    if unit not in CALENDAR or pub is None:
        return None if unit not in CALENDAR else (When((), timex, unit), j)
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
        return run_of(c, way, (((1, unit),), j + 1))
    if unit not in CALENDAR or c.low[c.ends[j] - 1] == "s" or unit == "half":
        return None
    k = c.next(j)
    if way in ("same", "that", "previous", "following"):
        anchor = anchor_day(c, i, unit, whole=True)
        if anchor is None and way in ("previous", "following") and unit != "day":
            anchor = c.published
        if anchor is None:
            return (When((), "XXXX", unit), j + 1) if way != "that" else None
        return unit_when(anchor, unit, {"previous": -1, "following": 1}.get(way, 0)), j + 1
    pub = c.published
    if pub is None:
        return When((), "XXXX", unit), j + 1
    if (
        surface.endswith("past") and unit in ("week", "month", "year", "fortnight", "day", "decade")
    ) or unit == "fortnight":
        return run_of(c, way, (((1, unit),), j + 1))
    if unit == "day" and way != "this":
        return (When((), "XXXX-XX-XX", "day"), j + 1) if anchor_day(c, i, "day") is None else _next_day(c, way, i, j)
    if surface == "latest":
        return None
    offset = {"this": 0, "last": -1, "next": 1}[way]
    when = unit_when(pub, unit, offset, fuzzy=unit == "week")
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
    anchor = anchor_day(c, i, "day")
    if way != "next" or anchor is None:
        return None
    return unit_when(anchor, "day", 1), j + 1
