"""Parts counted from an end: "the first week of May", "the last Monday in April", "the third quarter"."""

from __future__ import annotations

from datetime import date

from numcheck.extract.dates.calendar import MONTHS, nth_weekday, period, plus, unit_around, years
from numcheck.extract.dates.numerals import ordinal_at, small_number, year_at
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import unit_timex
from numcheck.extract.dates.years import latest_part, part_of_year, tail_of

__all__ = ["nth_of"]


def nth_of(c: Scene, i: int, depth: int) -> Hit | None:
    """ "the third quarter of 2023", "the first week of May", "the last Monday in April", "the 20th century"."""
    last = c.roles[i].get("deictic") == "last"
    order = (-1, i + 1) if last else ordinal_at(c, i)
    if not order:
        return None
    nth, j = order
    j = c.next(j - 1, " -")
    if j < 0:
        return None
    count = small_number(c, j)
    if count and c.next(count[1] - 1) >= 0:
        number, j = count
    else:
        number = 1
    unit, weekday = c.roles[j].get("unit"), c.roles[j].get("weekday")
    if unit == "century" and not last:
        return _century(nth), j + 1
    if unit in ("quarter", "half"):
        return _quarter(c, nth, unit, i, j) if number == 1 else None
    if unit not in ("day", "week", "weekend", "month", "decade") and weekday is None:
        return None
    parent = _parent(c, j, depth)
    if not parent:
        unknown = weekday is not None and not last  # "the first Sunday": of what?
        return (When((), f"XXXX-WXX-{int(weekday) + 1}", "day"), j + 1) if unknown and weekday else None
    (lo, hi), k = parent
    if weekday is not None:
        found = nth_weekday(lo, hi, int(weekday), nth)
        return (When(((found, found),), found.isoformat(), "day"), k) if found else None
    span = _slice(lo, hi, nth, number, unit or "day")
    return (
        (
            When(
                (span,),
                unit_timex(span[0], unit or "day") if number == 1 else f"{span[0]}/{span[1]}",
                unit or "day",
            ),
            k,
        )
        if span
        else None
    )


def _slice(lo: date, hi: date, nth: int, number: int, unit: str) -> tuple[date, date] | None:
    """The nth run of `number` units inside a period; weeks are ISO weeks that hold the year's or month's Thursday."""
    if unit == "day":
        start = plus(lo, (nth - 1) * number) if nth > 0 else plus(hi, 1 - number)
        end = plus(start, number - 1) if start else None
    elif unit == "week":
        edge = (
            unit_around(plus(lo, 3) or lo, "week", nth - 1)
            if nth > 0
            else unit_around(plus(hi, -3) or hi, "week", 1 - number)
        )
        start = edge[0] if edge else None
        end = plus(start, 7 * number - 1) if start else None
    elif unit == "weekend":
        found = nth_weekday(lo, hi, 5, nth)
        start, end = found, plus(found, 1) if found else None
    else:
        size = MONTHS[unit]
        span = (
            period(lo.year, lo.month + (nth - 1) * size, size * number)
            if nth > 0
            else period(hi.year, hi.month + 1 - size * number, size * number)
        )
        start, end = span or (None, None)
    return (start, end) if start and end and start <= hi and end >= lo else None


def _parent(c: Scene, j: int, depth: int) -> tuple[tuple[date, date], int] | None:
    """The longer period after "of", "in" or a bare "this": its days and the token after it."""
    from numcheck.extract.dates.atoms import atom

    k = c.next(j)
    if k < 0 or not depth:
        return None
    linked = "of" in c.roles[k] or c.roles[k].get("in") == "in"
    if linked:
        k = c.next(k)
    elif not c.roles[k].keys() & {"deictic", "month"}:
        return None
    if k < 0:
        return None
    year = year_at(c, k)
    if year and linked:
        whole = years(year[0])
        return (whole, year[1]) if whole else None
    if (
        "the" in c.roles[k]
        and c.roles[c.next(k)].get("unit") in ("month", "year")
        and c.published
        and c.next(k + 1) < 0
    ):
        whole = unit_around(c.published, c.roles[k + 1]["unit"])
        return (whole, k + 2) if whole else None
    inner = atom(c, k, depth - 1)
    if not inner or not inner[0].readings or inner[0].grain in ("day", "week"):
        return None
    lo, hi = inner[0].readings[0]
    return ((lo, hi), inner[1]) if lo and hi else None


def _century(nth: int) -> When:
    span = years((nth - 1) * 100, 100) if nth > 1 else None
    return When((span,) if span else (), f"{nth - 1:02}", "century")


def _quarter(c: Scene, nth: int, unit: str, i: int, j: int) -> Hit | None:
    months = MONTHS[unit]
    year, k = tail_of(c, j)
    if nth < 0:
        return None if year is None else (part_of_year(year, 12 // months, months), k)
    if nth > 12 // months:
        return None
    if year is not None:
        return part_of_year(year, nth, months), k
    owner = c.before(i, "s") if c.gaps[i - 1] == "s" else {}
    if unit == "half" and not owner:
        return None  # of a match, as often as of a year
    return latest_part(c, nth, months, i), j + 1
