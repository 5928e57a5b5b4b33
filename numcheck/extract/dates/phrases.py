"""Whole expressions: ranges ("13 to 17 October"), open sides ("since 2014"), or a single date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from numcheck.extract.dates.absolute import dom_at, written, year_at
from numcheck.extract.dates.atoms import DEPTH, atom, timed
from numcheck.extract.dates.calendar import plus, years
from numcheck.extract.dates.relative import ahead_in, relative
from numcheck.extract.dates.resolve import Spec, resolve, year_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.sets import repeated
from numcheck.extract.dates.timex import span_timex
from numcheck.extract.dates.words import COUNTED

__all__ = ["phrase"]

_PLURAL = re.compile(r"\s+[a-z]+(?<!s)s(?!\w)")
_END = re.compile(r"\s*(?:[.,;:)\]!?”\"]|\Z)")
_BARE = frozenset(("year", "dom", "ordinal", "ten"))
_SETS = frozenset(("each", "weekdays", "often", "times"))
_COUNT = frozenset(("num", "cardinal", "vague"))
_OPEN = ("since", "until", "by", "before", "after", "from")
_OPENERS = frozenset(_OPEN)


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range: a written date, a lone number that may be a day, a year, or anything else."""

    end: int
    spec: Spec | None = None
    dom: int | None = None
    year: int | None = None
    when: When | None = None


def phrase(c: Scene, i: int) -> Hit | None:
    """The whole date expression that begins at token `i`."""
    roles = c.roles[i]
    if not _SETS.isdisjoint(roles) and (found := repeated(c, i)):
        return found
    if "between" in roles:
        j = c.next(i)
        return (_range(c, i, j, "and") if j >= 0 else None) or timed(c, i, DEPTH)
    if "from" in roles:
        j = c.next(i)
        found = _range(c, i, j, "to") if j >= 0 else None
        return found or _opened(c, i, "from") or timed(c, i, DEPTH)
    if ("within" in roles or roles.get("in") == "in") and (found := ahead_in(c, i)):
        return found
    if not _OPENERS.isdisjoint(roles):
        for role in _OPEN:
            if role in roles and (found := _opened(c, i, role)):
                return found
    if not _COUNT.isdisjoint(roles) and (unit := c.roles[c.next(i, " _")].get("unit")) and unit != "minute":
        return relative(c, i, DEPTH)
    return _closed(c, i)


def _closed(c: Scene, i: int) -> Hit | None:
    """A single date, or a range when a dash or "to" follows its first end."""
    found = atom(c, i)
    if not found:
        j = c.next(i) if "the" in c.roles[i] else i
        k = c.next(j, " -")
        linked = c.gaps[j] == "-" or "to" in c.roles[k] or "ordinal" in c.roles[k]
        return None if not linked or _BARE.isdisjoint(c.roles[j]) else _range(c, i, j, "to")
    when, j = found
    gap = c.gaps[j - 1]
    if gap == " " and when.readings and when.kind != "set" and (onward := _onward(c, j)):
        side, j = onward
        opened = tuple(o for lo, hi in when.readings if (o := _open_side(side, lo, hi, "", False)))
        return replace(when, readings=opened, hedge=c.low[c.starts[found[1]] : c.ends[j]], grain="open"), j + 1
    if gap == "-" or gap == " " and "to" in c.roles[j] and when.grain != "clock":
        return _range(c, i, i, "to") or found
    if when.grain == "clock" and gap == " ":
        return _with_set(c, when, j) or found
    return found


def _onward(c: Scene, j: int) -> tuple[str, int] | None:
    """ "or later", "onwards", "and after" at the end of a clause: the open side and its last token."""
    if (side := c.roles[j].get("onward")) is not None:
        return side, j
    k = c.next(j) if "and" in c.roles[j] else -1
    if not c.roles[k].keys() & {"after", "before", "later", "earlier"} or not _END.match(c.after(k, 4)):
        return None
    return ("since" if "later" in c.roles[k] else "by"), k


def _with_set(c: Scene, when: When, j: int) -> Hit | None:
    """ "3pm every day", "9am on Sundays"."""
    k = c.next(j) if "on" in c.roles[j] else j
    if k < 0 or not c.roles[k].keys() & {"each", "weekdays"}:
        return None
    again = repeated(c, k)
    return (replace(again[0], timex=f"{again[0].timex}{when.timex}"), again[1]) if again else None


def _opened(c: Scene, i: int, role: str) -> Hit | None:
    """ "since 2014", "by December", "after Monday": one end of the interval is not there."""
    word = c.quote(i)
    if role == "from" and word == "from":
        return None
    j = c.next(i)
    found = atom(c, j) if j >= 0 else None
    if not found:
        return timed(c, i, DEPTH)
    when, k = found
    if not when.readings or when.kind == "set" or c.owns(k - 1):
        return when, k
    clock = when.kind == "time"
    sides = (_open_side(role, lo, hi, when.edge, clock) for lo, hi in when.readings)
    opened = tuple(dict.fromkeys(side for side in sides if side))
    if not opened:
        return when, k
    return replace(when, readings=opened, hedge=word, grain="open"), k


def _open_side(role: str, lo: date | None, hi: date | None, edge: str, clock: bool) -> tuple[date | None, date | None] | None:
    if lo is None or hi is None:
        return None
    if role in ("since", "from"):
        return lo, None
    if role in ("until", "by"):
        return None, hi
    if role == "before":
        return None, hi if edge == "end" or clock else plus(lo, -1)
    return hi if clock else plus(hi, 1), None


def _side(c: Scene, i: int, joined: bool) -> _Side | None:
    if (parsed := written(c, i)) and not (parsed[0].weekday is not None and not parsed[0].dom and not parsed[0].options):
        return _Side(parsed[1], spec=parsed[0])
    if (year := year_at(c, i)) and (1500 <= year[0] <= 2100) and c.roles[i].get("year"):
        j = c.next(i, " -_")
        if j < 0 or not c.roles[j].keys() & {"quarter", "half"}:
            return _Side(i + 1, year=year[0])
    if joined and (day := dom_at(c, i, words=False)):
        j = c.next(day[1] - 1, " _")
        if j < 0 or not c.roles[j].keys() & {"unit", "am", "ordinal"}:
            return _Side(day[1], dom=day[0])
    found = atom(c, i)
    if found and found[0].kind != "set" and found[0].grain != "clock":
        return _Side(found[1], when=found[0])
    if "now" in c.roles[i] and c.published:
        return _Side(i + 1, when=When(((c.published, c.published),), c.published.isoformat(), "day"))
    return None


def _range(c: Scene, start: int, i: int, link: str) -> Hit | None:
    """Two ends with "to", a dash, or "and" between them; the bare end takes month and year from the other."""
    left = _side(c, i, joined=True)
    if not left:
        return None
    j = c.next(left.end - 1)
    opener = start != i
    if j >= 0 and "to" in c.roles[j] or opener and j >= 0 and link in c.roles[j]:
        j = c.next(j)
        dashed = False
    elif c.gaps[left.end - 1] == "-":
        j, dashed = left.end, True
    else:
        return None
    if j >= 0 and "the" in c.roles[j] and (j2 := c.next(j)) >= 0 and "th" in c.roles[j2]:
        j = j2
    if j < 0:
        return None
    if left.year is not None and dashed and (short := c.roles[j].get("short")) and (found := _season_years(c, left.year, int(short), j)):
        return found
    right = _side(c, j, joined=left.spec is not None and left.spec.dom is not None)
    if not right or not (opener or dashed or left.dom is None or right.spec):
        return None
    found = _joined(c, left, right, i)
    if not found or c.owns(right.end - 1) and left.year is not None:
        return None
    return found


def _season_years(c: Scene, year: int, short: int, j: int) -> Hit | None:
    """ "2012-13": a season, or two years."""
    last = year // 100 * 100 + short
    span = years(year, last - year + 1) if year < last <= year + 30 else None
    if not span or COUNTED.match(c.after(j)) or c.next(j, "-") >= 0:
        return None
    return When((span,), f"{year}/{last}", "year", fuzzy=True), j + 1


def _joined(c: Scene, left: _Side, right: _Side, i: int) -> Hit | None:
    end = right.end
    if COUNTED.match(c.after(end - 1)) or right.year is not None and _PLURAL.match(c.after(end - 1)):
        return None
    a, b = left.spec, right.spec
    if left.dom is not None:
        if b is None or b.dom is None or b.month is None:
            return None
        a = Spec(b.year, b.month, left.dom)
        if left.dom > b.dom:
            a = Spec(b.year, b.month - 1, left.dom) if b.month > 1 else Spec(b.year and b.year - 1, 12, left.dom)
    if left.dom is not None and right.dom is not None:
        return None
    if right.dom is not None:
        if a is None or a.dom is None or a.month is None:
            return None
        b = Spec(a.year, a.month, right.dom)
        if right.dom < a.dom:
            b = Spec(a.year, a.month + 1, right.dom) if a.month < 12 else Spec(a.year and a.year + 1, 1, right.dom)
        k = c.next(end - 1, " ,")
        tail = year_at(c, k) if k >= 0 and a.year is None else None
        if tail and not COUNTED.match(c.after(tail[1] - 1)):
            a, b, end = replace(a, year=tail[0]), replace(b, year=tail[0]), tail[1]
    if a and b:
        a, b = _share_year(a, b) if not a.options and not b.options else _share_options(a, b)
    first = _end_when(c, left, a, i)
    last = _end_when(c, right, b, i)
    if first is None or last is None:
        return None
    if a and b and a.year is None and b.year is None and not a.options:
        last = _not_before(c, first, last, b)
    return _span(first, last, end)


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


def _not_before(c: Scene, first: When, last: When, b: Spec) -> When:
    """Both ends without a year: the last in the first year that is not before the first."""
    if not first.readings or not first.readings[0][0] or b.month is None:
        return last
    lo = first.readings[0][0]
    year = lo.year + ((b.month, b.dom or 31) < (lo.month, lo.day))
    return resolve(c, replace(b, year=year), 0)


def _end_when(c: Scene, side: _Side, spec: Spec | None, i: int) -> When | None:
    if spec is not None:
        return resolve(c, spec, i)
    if side.year is not None:
        return year_when(side.year)
    return side.when


def _span(first: When, last: When, end: int) -> Hit | None:
    if not first.readings or not last.readings:
        return (When((), f"{first.timex}/{last.timex}", "day"), end) if first.grain != "clock" else None
    lo, hi = first.readings[0][0], last.readings[0][1]
    if lo is None or hi is None:
        return None
    if lo > hi and len(first.readings) > 1:
        lo = next((o for o, _ in first.readings if o and o <= hi), lo)
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
        readings = [(a, s) for a, _ in readings[:1] for s in (start, hi)]
        fuzzy = True
    return When(tuple(readings), span_timex(lo, hi), "range", fuzzy=fuzzy), end
