"""One date expression without its range or open side: modifiers, core, time of day, from tokens to a `When`."""

from __future__ import annotations

from dataclasses import replace

from numcheck.extract.dates.absolute import written
from numcheck.extract.dates.calendar import period, plus, unit_around
from numcheck.extract.dates.clock import lone_time, with_time
from numcheck.extract.dates.period import named_period
from numcheck.extract.dates.relative import after_the, relative, year_ago
from numcheck.extract.dates.resolve import Spec, named_day, resolve
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import span_timex, unit_timex
from numcheck.model import Days

__all__ = ["DEPTH", "atom", "dom_alone", "timed"]

DEPTH = 2  # how deep one expression may hold another ("the first week of early next year")
# Where "early", "mid" and "late" lie: days of a week or month, counted from 0, and months of a year.
_EDGES = {
    "week": {"start": (0, 2), "mid": (1, 3), "end": (3, 6)},
    "month": {"start": (0, 14), "mid": (9, 20), "end": (15, 30)},
    "year": {"start": (1, 6), "mid": (4, 9), "end": (7, 12)},
}
_NAMED = frozenset(
    (
        "holiday",
        "season",
        "quarter",
        "half",
        "decade",
        "fiscal",
        "yearword",
        "unit",
        "year",
        "num",
        "cardinal",
        "ten",
    )
)
_BEFORE_DOM = frozenset(("on", "until", "by", "since", "from", "between", "to", "weak", "before", "after"))
_SOFT = frozenset(("about", "around", "circa", "roughly", "approximately", "some time in", "sometime in"))


def atom(c: Scene, i: int, depth: int = DEPTH) -> Hit | None:
    """The longest date expression that begins at token `i`, without ranges; the scene remembers it."""
    if i < 0 or depth < 0 or "start" not in c.roles[i]:
        return None
    key = i * (DEPTH + 1) + depth
    if key not in c.memo:
        c.memo[key] = _atom(c, i, depth)
    return c.memo[key]


def _atom(c: Scene, i: int, depth: int) -> Hit | None:
    roles = c.roles[i]
    found = None
    if "edge" in roles:
        found = _edged(c, i, depth)
    elif "rest" in roles:
        found = _rest(c, i, depth)
    elif "circa" in roles:
        found = _about(c, i, depth)
    if not found and "the" in roles:
        j = c.next(i)
        found = (after_the(c, j, depth) or _core(c, j, depth)) if j >= 0 else None
        if not found and j >= 0 and c.before(i).keys() & _BEFORE_DOM:
            found = dom_alone(c, j)
        return found
    return found or timed(c, i, depth) or _core(c, i, depth)


def _core(c: Scene, i: int, depth: int) -> Hit | None:
    roles = c.roles[i]
    found = None
    if roles.get("deictic") == "last" or "ordinal" in roles:
        found = named_period(c, i, depth)
    if not found and "dom" in roles and "th" not in roles and "on" in c.before(i):
        found = _dom_at_time(c, i)
    if not found and "th" in roles:
        found = _of_month(c, i, depth) or (dom_alone(c, i) if "on" in c.before(i) and not written(c, i) else None)
    if not found and (parsed := written(c, i)):
        spec, j = parsed
        found = _of_week(c, spec, j) or _beside_day(c, spec, i, j, depth) or _year_last(c, spec, i, j)
        found = found or (resolve(c, spec, i), j)
    if not found and roles.get("unit") == "year":
        found = year_ago(c, i)
    found = found or relative(c, i, depth) or (None if _NAMED.isdisjoint(roles) else named_period(c, i, depth))
    return _suffixed(c, *found) if found else None


def _year_last(c: Scene, spec: Spec, i: int, j: int) -> Hit | None:
    """ "Wed Oct 26 15:50:06 2016", as computers write it."""
    if spec.dom is None or spec.month is None or spec.year is not None or "clock" not in c.roles[c.next(j - 1)]:
        return None
    timely, k = with_time(c, resolve(c, spec, i), j)
    year = c.roles[c.next(k - 1)].get("year")
    if year is None:
        return None
    whole = resolve(c, replace(spec, year=int(year)), i)
    return replace(whole, timex=whole.timex + timely.timex[10:], kind="time"), k + 1


def _suffixed(c: Scene, when: When, j: int) -> Hit:
    """With a time of day; "tomorrow, 13/04/21" says the day twice, and the written one holds; "today, Sunday" once."""
    if when.grain == "day" and when.kind == "date" and c.gaps[j - 1] in (",", " ") and "dates" in c.roles[j]:
        again = written(c, j)
        if again:
            when, j = resolve(c, again[0], j), again[1]
    elif when.grain == "day" and "today" in c.roles[j - 1] and c.gaps[j - 1] == "," and (again := written(c, j)):
        spec, k = again
        day = when.readings[0][0] if when.readings else None
        same = day and spec.weekday in (None, day.weekday()) and spec.year in (None, day.year)
        if day and same and (spec.month, spec.dom) in ((None, None), (day.month, day.day)):
            j = k
    when, j = with_time(c, when, j)
    return when, j


def _of_week(c: Scene, spec: Spec, j: int) -> Hit | None:
    """ "Friday next week", "Monday of the following week"."""
    if spec.weekday is None or spec.dom or spec.options or c.published is None:
        return None
    k = c.next(j - 1)
    if k >= 0 and "of" in c.roles[k]:
        k = c.next(k)
    if k < 0 or "deictic" not in c.roles[k] or c.roles[c.next(k)].get("unit") != "week":
        return None
    inner = relative(c, k, 0)
    if not inner or not inner[0].readings or not inner[0].readings[0][0] or inner[0].grain != "week":
        return None
    day = plus(inner[0].readings[0][0], spec.weekday)
    return (When(((day, day),), day.isoformat(), "day"), inner[1]) if day else None


def _beside_day(c: Scene, spec: Spec, i: int, j: int, depth: int) -> Hit | None:
    """ "the Saturday before Thanksgiving 1988"; of "the Friday before the vote" only the vote knows the day."""
    k = c.next(j - 1)
    sign = -1 if "before" in c.roles[k] else 1 if "after" in c.roles[k] else 0
    if spec.weekday is None or spec.dom or spec.options or not sign or "the" not in c.before(i):
        return None
    inner = atom(c, c.next(k), depth - 1)
    day = inner[0].readings[0][0] if inner and inner[0].readings and inner[0].grain == "day" else None
    if inner is None or day is None:
        return When((), f"XXXX-WXX-{spec.weekday + 1}", "day"), j
    apart = (sign * (spec.weekday - day.weekday()) - 1) % 7 + 1
    found = plus(day, sign * apart)
    return (When(((found, found),), found.isoformat(), "day"), inner[1]) if found else None


def dom_alone(c: Scene, j: int) -> Hit | None:
    """ "(on the) 15th", but not "on the 15th floor"."""
    if "th" not in c.roles[j]:
        return None
    k = c.next(j)
    following = c.after(j, 2)
    if (k < 0 and following[:1] == " " and following[1:].isalpha()) or c.roles[k].keys() & {
        "unit",
        "season",
        "holiday",
        "weekday",
        "of",
    }:
        return None
    return _suffixed(c, resolve(c, Spec(dom=int(c.roles[j]["dom"])), j), j + 1)


def _dom_at_time(c: Scene, i: int) -> Hit | None:
    """ "on 15 at 8:00": a day only because a clock time follows."""
    when = resolve(c, Spec(dom=int(c.roles[i]["dom"])), i)
    timely, j = with_time(c, when, i + 1)
    return (timely, j) if timely.kind == "time" else None


def _of_month(c: Scene, i: int, depth: int) -> Hit | None:
    """ "20th of next month", "the 31st of this month"."""
    if "th" not in c.roles[i] or c.published is None:
        return None
    j = c.next(i)
    k = c.next(j) if "of" in c.roles[j] else j
    if k >= 0 and "the" in c.roles[k] and c.roles[c.next(k)].get("unit") == "month":
        whole, end = unit_around(c.published, "month"), c.next(k) + 1
    elif (
        k >= 0
        and "deictic" in c.roles[k]
        and (inner := relative(c, k, depth - 1))
        and inner[0].grain == "month"
        and inner[0].readings
    ):
        whole, end = inner[0].readings[0], inner[1]  # type: ignore[assignment]
    else:
        return None
    if not whole or not whole[0]:
        return None
    return named_day(whole[0].year, whole[0].month, int(c.roles[i]["dom"])), end


def _edged(c: Scene, i: int, depth: int) -> Hit | None:
    """ "early 2023", "late Sunday", "the end of June", "later this month"."""
    j = c.next(i, " -_")
    while j >= 0 and c.roles[j].keys() & {"of", "in"} and "unit" not in c.roles[j]:
        j = c.next(j)
    inner = (_whole(c, j) or atom(c, j, depth - 1)) if j >= 0 else None
    if not inner or inner[0].edge or inner[0].grain == "clock":
        return None
    when, k = inner
    hedge = c.quote(i)
    if when.grain == "day":
        return replace(when, hedge=hedge), k
    edge = c.roles[i]["edge"]
    readings = tuple(dict.fromkeys(n for days in when.readings for n in (_narrow(days, when.grain, edge, hedge), days)))
    return replace(when, readings=readings, fuzzy=True, hedge=hedge, edge=edge), k


def _narrow(days: Days, grain: str, edge: str, hedge: str) -> Days:
    """What a reader takes "early 2023" to be; the whole year stays a reading."""
    lo, hi = days
    if lo is None or hi is None or grain not in _EDGES or hedge.startswith(("earlier", "later")):
        return days
    if grain == "year":
        months = _EDGES[grain][edge]
        return period(lo.year, months[0], months[1] - months[0] + 1) or days
    first, last = (plus(lo, offset) for offset in _EDGES[grain][edge])
    if first is None or last is None or first > hi:
        return days  # not a whole unit: "late in the rest of the month"
    return first, min(last, hi)


def _whole(c: Scene, i: int) -> Hit | None:
    """ "the year", "the month" after "early in" or "the rest of"."""
    j = c.next(i) if "the" in c.roles[i] else i
    unit = c.roles[j].get("unit")
    if unit not in ("week", "month", "year", "quarter") or j < 0 or c.published is None:
        return None
    span = unit_around(c.published, unit)
    if not span or (unit == "quarter" and "the" not in c.roles[i]):
        return None
    k = c.next(j)
    if k >= 0 and c.roles[k].keys() & {"before", "after", "of", "later", "earlier", "year"}:
        return None
    return When((span,), unit_timex(span[0], unit), unit), j + 1


def _rest(c: Scene, i: int, depth: int) -> Hit | None:
    """ "the rest of the week": from the publication day to its end."""
    j = c.next(i)
    inner = (_whole(c, j) or atom(c, j, depth - 1)) if j >= 0 else None
    if not inner or not inner[0].readings:
        return None
    lo, hi = inner[0].readings[0]
    if lo and hi and c.published and lo <= c.published <= hi:
        lo = c.published
    return replace(inner[0], readings=((lo, hi),), timex=span_timex(lo, hi)), inner[1]


def _about(c: Scene, i: int, depth: int) -> Hit | None:
    """ "around 1850", "about two years ago", "more than a week ago"."""
    j = c.next(i)
    inner = atom(c, j, depth - 1) if j >= 0 else None
    if not inner or not inner[0].readings:
        return None
    word = c.quote(i)
    if word not in _SOFT and "ago" not in c.roles[inner[1] - 1]:
        return None
    return inner[0].around(word), inner[1]


def timed(c: Scene, i: int, depth: int) -> Hit | None:
    """A time of day before its day: "3pm on Monday", "06:30 GMT on 3 October", "the night of 5 November"."""
    found = lone_time(c, i)
    if not found:
        part = c.roles[i].get("part")
        if part is None or "of" not in c.roles[c.next(i)]:
            return None
        found = When((), f"T{part}", "clock", "time"), i + 1
    time, j = found
    k = c.next(j - 1, " ,")
    while k >= 0 and c.roles[k].keys() & {"on", "of"} and "unit" not in c.roles[k]:
        k = c.next(k)
    day = atom(c, k, depth - 1) if k >= 0 and depth else None
    if day and day[0].grain == "day" and not day[0].timex[11:12].isdigit():
        return replace(day[0], timex=day[0].timex[:10] + time.timex, kind="time"), day[1]
    if time.timex[1:2].isdigit():
        return found
    return None
