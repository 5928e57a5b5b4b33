"""Two ends of one period: "13 to 17 October", "between Oct. 3 and Oct. 9", "2012-13", "from Monday to Friday"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from numcheck.extract.dates.absolute import written
from numcheck.extract.dates.atoms import atom
from numcheck.extract.dates.calendar import plus, years
from numcheck.extract.dates.numerals import dom_at, year_at
from numcheck.extract.dates.relative import relative
from numcheck.extract.dates.resolve import Spec, resolve, year_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import span_timex
from numcheck.extract.dates.words import COUNTED

__all__ = ["span_from"]

_PLURAL = re.compile(r"\s+[a-z]+(?<!s)s(?!\w)")
_SEASON = 15  # years: "1939-45" is a range, "2015-32" is something else
_NOT_DAYS = frozenset(("unit", "am", "ordinal"))


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range: a written date, a lone number that may be a day, a year, or anything else."""

    end: int
    spec: Spec | None = None
    dom: int | None = None
    year: int | None = None
    weekday: int | None = None
    when: When | None = None


def span_from(c: Scene, start: int, i: int, link: str) -> Hit | None:
    """A range whose first end begins at token `i`; the bare end takes month and year from the other.

    Args:
        start: token of the opening word ("from", "between"), or `i` without one.
        link: role of the word between the ends: "to" or "and".
    """
    left = _side(c, _skip_the(c, i), joined=True)
    if not left:
        return None
    j = c.next(left.end - 1)
    opener = start != i
    dashed = c.gaps[left.end - 1] == "-"
    if "to" in c.roles[j] or (opener and link in c.roles[j]):
        j = c.next(j)
    elif dashed:
        j = left.end
    else:
        return None
    j = _skip_the(c, j)
    if j < 0:
        return None
    short = c.roles[j].get("short")
    if left.year is not None and dashed and short and (found := _season_years(c, left.year, int(short), j)):
        return found
    right = _dom_of(c, j) or _side(c, j, joined=left.spec is not None and left.spec.dom is not None)
    if not right or not (opener or dashed or left.dom is None or right.spec):
        return None
    found = _joined(c, left, right, i)
    return None if c.owns(right.end - 1) and left.year is not None else found


def _skip_the(c: Scene, i: int) -> int:
    """The token after "the" when it may be a day of the month: "from the 27th to the third of April"."""
    following = c.roles[c.next(i)] if "the" in c.roles[i] else {}
    return i + 1 if following.keys() & {"th", "ordinal", "ten"} else i


def _side(c: Scene, i: int, joined: bool) -> _Side | None:
    parsed = written(c, i)
    if parsed and (parsed[0].dom or parsed[0].month or parsed[0].options):
        return _Side(parsed[1], spec=parsed[0])
    if parsed and parsed[0].weekday is not None and "part" not in c.roles[c.next(i)]:
        return _Side(parsed[1], weekday=parsed[0].weekday)
    if (year := c.roles[i].get("year")) and 1500 <= int(year) <= 2100:
        j = c.next(i, " -_")
        if not c.roles[j].keys() & {"quarter", "half"}:
            return _Side(i + 1, year=int(year))
    if joined and (of_month := _dom_of(c, i)):
        return of_month
    if joined and (day := dom_at(c, i, words=False)) and _NOT_DAYS.isdisjoint(c.roles[c.next(day[1] - 1, " _")]):
        return _Side(day[1], dom=day[0])
    found = atom(c, i)
    if found and found[0].kind != "set" and found[0].grain != "clock":
        return _Side(found[1], when=found[0])
    if "now" in c.roles[i] and c.published:
        return _Side(i + 1, when=When(((c.published, c.published),), c.published.isoformat(), "day"))
    return None


def _dom_of(c: Scene, i: int) -> _Side | None:
    """ "23 next month", "23 of this month"."""
    j = c.next(i) if "dom" in c.roles[i] else -1
    if "of" in c.roles[j]:
        j = c.next(j)
    inner = relative(c, j, 0) if "deictic" in c.roles[j] else None
    if not inner or inner[0].grain != "month" or not inner[0].readings or not inner[0].readings[0][0]:
        return None
    first = inner[0].readings[0][0]
    return _Side(inner[1], spec=Spec(first.year, first.month, int(c.roles[i]["dom"])))


def _season_years(c: Scene, year: int, short: int, j: int) -> Hit | None:
    """ "2012-13": a season, or two years."""
    last = year // 100 * 100 + short
    span = years(year, last - year + 1) if year < last <= year + _SEASON else None
    glued = c.starts[j] == c.ends[j - 1] + 1
    if not span or not glued or COUNTED.match(c.after(j)) or c.next(j, "-") >= 0:
        return None
    return When((span,), f"{year}/{last}", "year", fuzzy=True), j + 1


def _joined(c: Scene, left: _Side, right: _Side, i: int) -> Hit | None:
    end = right.end
    if COUNTED.match(c.after(end - 1)) or (right.year is not None and _PLURAL.match(c.after(end - 1))):
        return None
    a, b = left.spec, right.spec
    if left.dom is not None:
        if b is None or b.dom is None or b.month is None:
            return None
        a = _month_off(b, left.dom, -1 if left.dom > b.dom else 0)
    elif right.dom is not None:
        if a is None or a.dom is None or a.month is None:
            return None
        b = _month_off(a, right.dom, 1 if right.dom < a.dom else 0)
        k = c.next(end - 1, " ,")
        tail = year_at(c, k) if k >= 0 and a.year is None else None
        if tail and not COUNTED.match(c.after(tail[1] - 1)):
            a, b, end = replace(a, year=tail[0]), replace(b, year=tail[0]), tail[1]
    if a and b:
        a, b = _share_options(a, b) if a.options or b.options else _share_year(a, b)
        if a.year is None and b.year is None and a.month and b.month:
            a, b = _nearest_years(c, a, b, i)
    first = _end_when(c, left, a, i)
    if first and first.readings and first.readings[0][0] and not a and b and b.month and not b.year:
        lo = first.readings[0][0]  # "from now until December": the first one after
        b = replace(b, year=lo.year + ((b.month, b.dom or 31) < (lo.month, lo.day)))
    last = _end_when(c, right, b, i)
    if first is None or last is None:
        return None
    return _span(c, first, _after(c, left, right, first, last, i), end)


def _month_off(spec: Spec, dom: int, months: int) -> Spec:
    """The day `dom` of the month of another date, or of the month beside it."""
    month = (spec.month or 1) + months
    turn = -1 if month < 1 else 1 if month > 12 else 0
    return Spec(spec.year + turn if spec.year else None, month - 12 * turn, dom)


def _share_year(a: Spec, b: Spec) -> tuple[Spec, Spec]:
    """Give the end without a year the other's, or the one before or after where the months turn back."""
    turned = a.month is not None and b.month is not None and (a.month, a.dom or 0) > (b.month, b.dom or 31)
    if a.year is None and b.year is not None:
        a = replace(a, year=b.year - turned)
    elif b.year is None and a.year is not None:
        b = replace(b, year=a.year + turned)
    return a, b


def _share_options(a: Spec, b: Spec) -> tuple[Spec, Spec]:
    """The same for ends in digits: "5/1-5/7/2020"."""
    year = next((y for y, _, _ in b.options if y), b.year)
    if year and a.options and not a.options[0][0]:
        a = replace(a, options=tuple((year, m, d) for _, m, d in a.options))
    return a, b


def _nearest_years(c: Scene, a: Spec, b: Spec, i: int) -> tuple[Spec, Spec]:
    """Years for two ends without one: after a future cue the first range that is not over, else the nearest."""
    if c.published is None:
        return a, b
    year = c.published.year
    pairs = [_share_year(replace(a, year=y), b) for y in (year - 1, year, year + 1)]
    spans = [(found, resolve(c, found[0], i), resolve(c, found[1], i)) for found in pairs]
    known = [(found, s.readings[0][0], e.readings[0][1]) for found, s, e in spans if s.readings and e.readings]
    if not known:
        return a, b
    if c.ahead(i):
        return next((found for found, _, hi in known if hi and hi >= c.published), known[-1][0])
    if a.dom is None:
        return next((found for found, lo, _ in reversed(known) if lo and lo <= c.published), known[0][0])
    return min(known, key=lambda item: abs(((item[1] or date.min) - (c.published or date.min)).days))[0]


def _end_when(c: Scene, side: _Side, spec: Spec | None, i: int) -> When | None:
    if spec is not None:
        return resolve(c, spec, i)
    if side.year is not None:
        return year_when(side.year)
    if side.weekday is not None:
        return resolve(c, Spec(weekday=side.weekday), i)
    return _at_edge(side.when) if side.when else None


def _at_edge(when: When) -> When:
    """ "to the end of June" is to its last day, "from the start of June" from its first."""
    if when.edge not in ("start", "end") or not when.readings:
        return when
    lo, hi = when.readings[-1]
    day = lo if when.edge == "start" else hi
    return replace(when, readings=((day, day),), grain="day")


def _after(c: Scene, left: _Side, right: _Side, first: When, last: When, i: int) -> When:
    """A weekday that ends a range is the first one on or after its beginning."""
    if right.weekday is None or not first.readings or first.readings[0][0] is None:
        return last
    lo = first.readings[0][0]
    day = plus(lo, (right.weekday - lo.weekday()) % 7)
    if day is None or (left.weekday is not None and not c.ahead(i) and c.published and day > c.published):
        return last  # both bare and past: the last is the most recent, the first lies before it
    return When(((day, day),), day.isoformat(), "day")


def _span(c: Scene, first: When, last: When, end: int) -> Hit | None:
    if not first.readings or not last.readings:
        return When((), f"{first.timex}/{last.timex}", "range"), end
    lo, hi = first.readings[0][0], last.readings[0][1]
    if lo is None or hi is None:
        return None
    if lo > hi and len(first.readings) > 1:
        lo = next((other for other, _ in first.readings if other and other <= hi), lo)
    if lo > hi:
        earlier = plus(lo, -7)
        if last.grain != "day" or first.grain != "day" or earlier is None or earlier > hi:
            return None
        lo = earlier
    readings = [(lo, hi)]
    for a, b in zip(first.readings[1:], last.readings[1:], strict=False):
        if a[0] and b[1] and a[0] <= b[1]:
            readings.append((a[0], b[1]))
    fuzzy = first.fuzzy or last.fuzzy
    start = last.readings[0][0]
    if last.grain != "day" and start and lo <= start < hi:
        # How far into its last month or year it runs is not said: at least to the beginning, at most to the end.
        readings, fuzzy = [(lo, start), (lo, hi)], True
    return When(tuple(readings), span_timex(lo, hi), "range", fuzzy=fuzzy), end
