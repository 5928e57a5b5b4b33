"""Written dates: day, month, year and weekday in every common order, from tokens to a `Spec`."""

from __future__ import annotations

import re
from dataclasses import replace

from numcheck.extract.dates.calendar import day
from numcheck.extract.dates.numbers import full_year
from numcheck.extract.dates.numerals import dom_at, year_at
from numcheck.extract.dates.resolve import Spec
from numcheck.extract.dates.scene import Scene
from numcheck.extract.dates.words import COUNTED

__all__ = ["month_stands", "written"]

Parsed = tuple[Spec, int]
_AFTER_DAY = frozenset(("month", "of", "unit", "ordinal", "cardinal"))
_DAYLIKE = frozenset(("dom", "ordinal", "ten", "cardinal"))
_END = re.compile(r"\s*(?:[.,;:)\]!?”\"\n]|\Z)")
_BEFORE_SMALL = frozenset(("in", "of", "since", "until", "during", "on", "from", "between", "to", "edge"))
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_LICENSES_PAIR = frozenset(("since", "until", "between", "before", "after"))
LICENCE = frozenset(
    ("in", "since", "until", "by", "from", "to", "between", "before", "after", "deictic", "edge", "of", "week_of", "on",
     "within", "and", "each")
)  # fmt: skip
"""Roles of what stands before a month that is one."""


def written(c: Scene, i: int) -> Parsed | None:
    """A written date that begins at token `i`, whole or in part.

    Returns:
        The parts and the token after the last; None when no date is written there.
    """
    roles = c.roles[i]
    if "weekday" not in roles:
        return _date(c, i)
    weekday = int(roles["weekday"])
    j = c.next(i, " ,-.")
    named = j >= 0 and "the" in c.roles[j]
    if named:
        j = c.next(j)
    found = _date(c, j, beside=True) if j >= 0 else None
    if found and "md" in c.roles[j] and "/" not in c.quote(j) and not _falls_on(c, found[0], weekday):
        found = None  # "Monday 11-4" is hours
    if found and (found[0].options or found[0].dom) and found[0].weekday is None:
        return replace(found[0], weekday=weekday), found[1]
    if named or "th" in c.roles[j]:
        dom = dom_at(c, j, words=named)
        spelled = named and (c.gaps[i] == "," or "dom" not in c.roles[j])  # "a Friday, the first cold one"
        if dom and not (spelled and c.next(dom[1] - 1) < 0 and not _ends(c, dom[1] - 1)):
            return Spec(dom=dom[0], weekday=weekday), dom[1]
    if not _weekday_stands(c, i):
        return None
    return Spec(weekday=weekday), i + 1


def _falls_on(c: Scene, spec: Spec, weekday: int) -> bool:
    _, month, dom = spec.options[0]
    found = day(c.published.year, month, dom) if c.published else None
    return found is not None and found.weekday() == weekday


def _weekday_stands(c: Scene, i: int) -> bool:
    if "shy" not in c.roles[i]:
        return True
    prev = c.before(i, " ,-")
    return c.capital(i) and bool(
        prev.keys() & {"on", "deictic", "until", "by", "since", "edge", "from", "to", "before", "after"}
    )


def _date(c: Scene, i: int, beside: bool = False) -> Parsed | None:
    roles = c.roles[i]
    if "dates" in roles:
        days = tuple(tuple(map(int, text.split("-"))) for text in roles["dates"].split())
        return Spec(options=tuple((y, m, d) for y, m, d in days)), i + 1
    if "ym" in roles:
        year, month = map(int, roles["ym"].split("-"))
        return Spec(year, month), i + 1
    if "md" in roles:
        return _numeric_pair(c, i, beside)
    if "month" in roles:
        return _month_first(c, i)
    if spaced := _spaced_month(c, i):
        return spaced
    if "year" in roles:
        return _year_first(c, i)
    return None if _DAYLIKE.isdisjoint(roles) else _day_first(c, i)


def _numeric_pair(c: Scene, i: int, beside: bool) -> Parsed | None:
    """ "10/30" is a date only beside a word that says so; "1/2" and "9-11" are other things."""
    if not (beside or _pair_stands(c, i)):
        return None
    pairs = [tuple(map(int, text.split("-"))) for text in c.roles[i]["md"].split()]
    j = c.next(i, " ,")
    year = year_at(c, j) if j >= 0 else None
    return Spec(options=tuple((year and year[0], m, d) for m, d in pairs)), year[1] if year else i + 1


def _pair_stands(c: Scene, i: int) -> bool:
    before = c.before(i).keys()
    chained = c.before(i, "-").keys() & {"md", "dates"} or (
        c.gaps[i] == "-" and c.roles[i + 1].keys() & {"md", "dates"}
    )
    if chained or before & {"on", "deictic"}:
        return True
    slashed = _SLASHED.fullmatch(c.quote(i))
    if not slashed:
        return False  # a score or a range: "by 3-2", "from 9-11"
    first, last = int(slashed[1]), int(slashed[2])
    if slashed[1][0] == "0" or slashed[2][0] == "0" or before & _LICENSES_PAIR:
        return True
    if before & {"from", "to", "by"}:
        return first > 8 or last > 8  # "from 1/2 to 3/4" are fractions
    return first > 1 and last > 12 and last not in (16, 32) and "num" not in before


def _spaced_month(c: Scene, i: int) -> Parsed | None:
    """ "11 - 2016", "2016/ 11" at the end of a clause."""
    j = i + 1
    gap = c.low[c.ends[i] : c.starts[j]] if c.roles[j] else ""
    if not 1 < len(gap) < 4 or gap.strip() not in ("-", "/") or not _END.match(c.after(j, 2)):
        return None
    for year, month in ((i, j), (j, i)):
        if "year" in c.roles[year] and "dom" in c.roles[month] and "th" not in c.roles[month]:
            number = int(c.roles[month]["dom"])
            return (Spec(int(c.roles[year]["year"]), number), j + 1) if number <= 12 else None
    return None


def _year_first(c: Scene, i: int) -> Parsed | None:
    j = c.next(i, " -/,")
    if j < 0 or "month" not in c.roles[j] or not month_stands(c, j, True):
        return None
    year, month = int(c.roles[i]["year"]), int(c.roles[j]["month"])
    k = c.next(j, " -/")
    dom = dom_at(c, k, words=False) if k >= 0 else None
    if dom and not COUNTED.match(c.after(dom[1] - 1)):
        return Spec(year, month, dom[0]), dom[1]
    return Spec(year, month), j + 1


def _day_first(c: Scene, i: int) -> Parsed | None:
    if _AFTER_DAY.isdisjoint(c.roles[c.next(i, " -/._")]):
        return None
    dom = dom_at(c, i)
    if not dom:
        return None
    j = c.next(dom[1] - 1, " -/._")
    if j >= 0 and c.roles[j].get("unit") == "day":
        j = c.next(j)
    of = j >= 0 and "of" in c.roles[j]
    if of and c.quote(j) == "in" and "th" not in c.roles[i]:
        return None  # "children under five in November"
    if of:
        j = c.next(j)
    if j < 0 or "month" not in c.roles[j]:
        return None
    shy = "shy" in c.roles[j] and not c.capital(j)
    if shy and c.roles[j]["month"] == "5" and not (of or "th" in c.roles[i] or c.before(i, " -") or _ends(c, j)):
        return None  # "12 may": a verb unless something licenses it
    year = _tail_year(c, j)
    if year:
        return Spec(year[0], int(c.roles[j]["month"]), dom[0]), year[1]
    return Spec(month=int(c.roles[j]["month"]), dom=dom[0]), j + 1


def _month_first(c: Scene, i: int) -> Parsed | None:
    month = int(c.roles[i]["month"])
    j = c.next(i, " ,-/._'")
    if j >= 0 and (c.gaps[i] != "," or "th" in c.roles[j]):
        if "the" in c.roles[j]:
            j = c.next(j)
        year = year_at(c, j) if c.roles[j].get("dom") is None else None
        if year and not (c.roles[j].get("num") is None and dom_at(c, j) and not c.roles[j].get("cardinal")):
            return (Spec(year[0], month), year[1]) if month_stands(c, i, True) else None
        if c.gaps[i] == "'" and (short := c.roles[j].get("short")):
            return Spec(full_year(int(short)), month), j + 1
        dom = dom_at(c, j) if j >= 0 else None
        if dom and j == i + 1 and "dom" not in c.roles[j] and "ordinal" not in c.roles[dom[1] - 1]:
            # "In May twenty people left", but "May twenty-nine" at the end of a clause
            dom = dom if _END.match(c.after(dom[1] - 1, 2)) else None
        if dom and "dom" not in c.roles[j] and c.after(dom[1] - 1, 1) == "-":
            dom = None  # "from April first-time buyers pay"
        if dom and month_stands(c, i, True) and not COUNTED.match(c.after(dom[1] - 1)):
            year = _tail_year(c, dom[1] - 1)
            return (Spec(year[0], month, dom[0]), year[1]) if year else (Spec(month=month, dom=dom[0]), dom[1])
    year = _tail_year(c, i)
    if year and month_stands(c, i, True):
        return Spec(year[0], month), year[1]
    return (Spec(month=month), i + 1) if month_stands(c, i, False) else None


def _tail_year(c: Scene, i: int) -> tuple[int, int] | None:
    """The year after a month or day, across a comma, "of" or "in": "13 May 2015", "May 13 last year"."""
    j = c.next(i, " ,-/.'_")
    if j < 0:
        return None
    if c.gaps[i] == " " and (pointed := _pointed_year(c, c.next(j) if "of" in c.roles[j] else j)):
        return pointed
    if "of" in c.roles[j] and c.gaps[i] == " ":
        j = c.next(j, " '")
        short = c.roles[j].get("short")
        if short and int(short) > 31:
            return full_year(int(short)), j + 1
    elif (
        short := c.roles[j].get("short")
        if c.gaps[i] == "'" or (c.gaps[i] in ("-", "/") and c.gaps[i] == c.gaps[i - 1])
        else None
    ):
        return full_year(int(short)), j + 1
    found = year_at(c, j) if j >= 0 else None
    return None if found is None or COUNTED.match(c.after(found[1] - 1)) else found


def _pointed_year(c: Scene, j: int) -> tuple[int, int] | None:
    """ "last year", "this year", "next year"."""
    offset = {"this": 0, "last": -1, "next": 1}.get(c.roles[j].get("deictic", ""))
    k = c.next(j)
    if offset is None or c.quote(j).startswith("past") or c.roles[k].get("unit") != "year" or c.published is None:
        return None
    return None if c.owns(k) or c.quote(k) != "year" else (c.published.year + offset, k + 1)


def _ends(c: Scene, i: int) -> bool:
    return _END.match(c.after(i, 2)) is not None


def _chained(c: Scene, i: int) -> bool:
    """ "Jan-Feb", "May to March"."""
    j = c.next(i, " -")
    return (c.gaps[i] == "-" and "month" in c.roles[j]) or ("to" in c.roles[j] and "month" in c.roles[c.next(j)])


def month_stands(c: Scene, i: int, beside: bool) -> bool:
    """Whether a month name is one: "May" and "Mar" need a licence or a number beside them."""
    prev = c.before(i, " -")
    licensed = bool(prev.keys() & LICENCE)
    if "shy" in c.roles[i]:
        if c.roles[i]["month"] in ("3", "5") and not c.capital(i):
            verb = prev.keys().isdisjoint(_BEFORE_SMALL)
            # "it may 12 times a day", but "may 12 - 15" and "may 12."
            return not verb or (beside and (c.next(i, "_/-") >= 0 or c.next(i + 1, " -") >= 0 or _ends(c, i + 1)))
        return beside or _chained(c, i) or (licensed and not (c.owns(i) and c.roles[i]["month"] == "5"))
    if beside or licensed or _chained(c, i):
        return True
    following = c.text[c.ends[i] : c.ends[i] + 3]
    return not (len(following) > 2 and following[0] == " " and following[1].isupper() and c.capital(i))
