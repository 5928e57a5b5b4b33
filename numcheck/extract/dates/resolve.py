"""From the parts of a date as written to the days that they can mean, given the publication day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from numcheck.extract.dates.calendar import day, feast, period, plus, unit_around, years
from numcheck.extract.dates.scene import Scene, When
from numcheck.extract.dates.timex import unit_timex
from numcheck.model import Days

__all__ = ["Spec", "named_day", "resolve", "unit_when", "weekday_when", "year_when"]

_SOON = 31  # days
_THAT_YEAR, _NEAR = re.compile(r"\b(?:of|in|later) that (?:same )?year\b"), 36  # characters
_ANY_ONE = re.compile(
    r"(?:\s(?:morning|afternoon|evening|night))?(?:\s*(?:[.,;:)\]!?”\"]|\Z)|\s(?:and|or|in|when|that|but|with|just)\b)"
)
_FAR = 120  # days: when the nearest year is further than this, the next nearest is a reading too


@dataclass(frozen=True, slots=True)
class Spec:
    """A date as written: the parts that are there, and the whole days that digits can mean."""

    year: int | None = None
    month: int | None = None
    dom: int | None = None
    weekday: int | None = None
    options: tuple[tuple[int | None, int, int], ...] = ()


def resolve(c: Scene, spec: Spec, i: int) -> When:
    """The readings of a written date that begins at token `i`."""
    if spec.options:
        return _optional(c, spec, i)
    if spec.month is None:
        if spec.dom is not None:
            return _day_of_month(c, spec, i)
        assert spec.weekday is not None
        return weekday_when(c, spec.weekday, i)
    if spec.dom is None:
        return _month(c, spec.year, spec.month, i)
    if spec.year is not None:
        return named_day(spec.year, spec.month, spec.dom)
    rule = f"{spec.month:02}-{spec.dom:02}"
    if _THAT_YEAR.search(c.low, c.ends[i], c.ends[i] + _NEAR):
        return When((), f"XXXX-{rule}", "day")  # a year that was named before
    return _without_year(c, rule, f"XXXX-{rule}", i)


@lru_cache(1024)
def named_day(year: int, month: int, dom: int) -> When:
    """A whole date; one that the calendar does not have keeps its TIMEX3 value and has no reading."""
    found = day(year, month, dom)
    return When(((found, found),) if found else (), f"{year:04}-{month:02}-{dom:02}", "day")


@lru_cache(1024)
def year_when(year: int) -> When:
    """A year."""
    whole = years(year)
    return When((whole,) if whole else (), f"{year:04}", "year")


def unit_when(of: date, unit: str, offset: int = 0, fuzzy: bool = False) -> When:
    """The calendar unit around a day, so many units on."""
    span = unit_around(of, unit, offset)
    return When((span,) if span else (), unit_timex(span[0], unit) if span else "XXXX", unit, fuzzy=fuzzy)


def weekday_when(c: Scene, weekday: int, i: int) -> When:
    """A bare weekday: the most recent one, the publication day included; the coming one after a future cue; "it was a
    Friday" may be any."""
    if i and c.gaps[i - 1] == " " and c.quote(i - 1) == "a" and _ANY_ONE.match(c.low, c.ends[i]):
        return When((), f"XXXX-WXX-{weekday + 1}", "day")
    ahead = c.ahead(i)
    past = not ahead and not c.owns(i) and c.behind(i, near=False)
    return _nearest_weekday(c.published, weekday, ahead, past)


@lru_cache(1024)
def _nearest_weekday(published: date | None, weekday: int, ahead: bool, past: bool) -> When:
    unknown = When((), f"XXXX-WXX-{weekday + 1}", "day")
    if published is None:
        return unknown
    back = plus(published, -((published.weekday() - weekday) % 7))
    on = plus(published, (weekday - published.weekday()) % 7)
    if not back or not on:
        return unknown
    order = (on, back) if ahead else (back,) if past else (back, on)
    return When(tuple((d, d) for d in dict.fromkeys(order)), order[0].isoformat(), "day")


def feast_when(c: Scene, rule: str, year: int | None, i: int) -> When:
    """A feast, of a year or of the year nearest to publication."""
    if year is not None:
        found = feast(rule, year)
        return When(((found, found),) if found else (), found.isoformat() if found else "XXXX", "day")
    unknown = "XXXX" if " " in rule or "e" in rule else f"XXXX-{rule}"
    return _without_year(c, rule, unknown, i)


def _optional(c: Scene, spec: Spec, i: int) -> When:
    whens = [resolve(c, Spec(y, m, d), i) for y, m, d in spec.options]
    if spec.weekday is not None:
        # The weekday beside it tells 3/7 from 7/3.
        fits = [w for w in whens if w.readings and w.readings[0][0] and w.readings[0][0].weekday() == spec.weekday]
        whens = fits or whens
    readings = tuple(dict.fromkeys(r for w in whens for r in w.readings))
    return When(readings, whens[0].timex, "day")


def _without_year(c: Scene, rule: str, unknown: str, i: int) -> When:
    """The feast or day of the nearest year, or of the other side of publication where the words say so."""
    pub = c.published
    if pub is None:
        return When((), unknown, "day")
    best, other = _near_days(rule, pub)
    if best is None:
        return When((), unknown, "day")
    far = abs((best - pub).days) > _FAR
    over = best > pub and c.behind(i, near=not far)
    if other and (over or (best < pub and _soon(best, other, pub) and c.ahead(i))):
        return When(((other, other),), other.isoformat(), "day")
    readings: tuple[Days, ...] = ((best, best), (other, other)) if other and far else ((best, best),)
    return When(readings, best.isoformat(), "day")


@lru_cache(1024)
def _near_days(rule: str, pub: date) -> tuple[date | None, date | None]:
    """The nearest such day, and the nearest on the other side of publication."""
    for reach in (1, 8):  # a leap day is rare
        days = (feast(rule, year) for year in range(pub.year - reach, pub.year + reach + 1))
        found = sorted((d for d in days if d), key=lambda d: (abs((d - pub).days), d))
        if found:
            return found[0], next((d for d in found if (d > pub) != (found[0] > pub)), None)
    return None, None


def _soon(past: date, future: date, pub: date) -> bool:
    """Whether "will meet on 2 May" can mean the coming one though the last one is nearer."""
    return (pub - past).days > _SOON and (future - pub).days < 365 - _SOON


def _month(c: Scene, year: int | None, month: int, i: int) -> When:
    if year is None and c.published is not None:
        now = c.published
        past, coming = now.year - (month > now.month), now.year + (month < now.month)
        year = coming if c.ahead(i) else past
    span = period(year, month) if year is not None else None
    if span is None:
        return When((), f"{'XXXX' if year is None else f'{year:04}'}-{month:02}", "month")
    return When((span,), unit_timex(span[0], "month"), "month")


def _day_of_month(c: Scene, spec: Spec, i: int) -> When:
    """ "the 15th": the nearest month that has such a day (and weekday)."""
    dom = spec.dom or 1
    found = _month_days(c.published, dom, spec.weekday) if c.published else ()
    if not found:
        return When((), f"XXXX-XX-{dom:02}", "day")
    if spec.weekday is None and c.published and (found[0] >= c.published) != c.ahead(i):
        found = found[::-1]
    return When(tuple((d, d) for d in found), found[0].isoformat(), "day")


@lru_cache(1024)
def _month_days(pub: date, dom: int, weekday: int | None) -> tuple[date, ...]:
    """The two nearest such days; without a weekday one on each side of publication."""
    months = (period(pub.year, pub.month + offset) for offset in range(-13, 14))
    days = (day(span[0].year, span[0].month, dom) for span in months if span)
    near = sorted((d for d in days if d and weekday in (None, d.weekday())), key=lambda d: abs((d - pub).days))
    if weekday is not None or not near:
        return tuple(near[:2])
    other = next((d for d in near if (d >= pub) != (near[0] >= pub)), None)
    return (near[0], other) if other else (near[0],)
