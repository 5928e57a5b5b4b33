"""Years that stand alone and their named parts: "in 1987", "the 2008 crisis", "2019 Q3", "of last year"."""

from __future__ import annotations

import re

from numcheck.extract.dates.calendar import MONTHS, period
from numcheck.extract.dates.numerals import ordinal_at, year_at
from numcheck.extract.dates.resolve import year_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import unit_timex
from numcheck.extract.dates.words import COUNTED

__all__ = ["bare_year", "latest_part", "part_of_year", "tail_of"]

_STRONG = frozenset(("in", "since", "until", "during", "edge", "yearword", "before", "after", "between"))
_PLURAL = re.compile(r"\s+(?!was|has|is\b|as\b|this|across|its)[a-z]+(?<!s)s(?!\w)")
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:)\]!?\n”\"]|\Z|\s(?:and|or|to|but|when|as|at|by|for|with|after|before|while|because|until)\b)"
)


def bare_year(c: Scene, i: int) -> Hit | None:
    """A year that stands alone, when its surroundings license it; "480 BC" licenses itself."""
    if (num := c.roles[i].get("num")) and "era" in c.roles[c.next(i)]:
        return When((), f"BC{int(num):04}", "year"), i + 2
    found = year_at(c, i)
    if not found:
        return None
    year, j = found
    k = c.next(j - 1, " -,_")
    if (k >= 0 and c.gaps[j - 1] != ",") or (k >= 0 and "the" in c.roles[k]):
        if "the" in c.roles[k]:
            k = c.next(k)
        code = c.roles[k].get("quarter") or c.roles[k].get("half") if k >= 0 and "unit" not in c.roles[k] else None
        if code:
            months = 3 if "quarter" in c.roles[k] else 6
            return part_of_year(year, int(code), months), k + 1
        if (nth := ordinal_at(c, k)) and c.roles[c.next(nth[1] - 1)].get("unit") in ("quarter", "half"):
            unit = c.roles[nth[1]].get("unit")
            return part_of_year(year, nth[0], MONTHS[unit or "quarter"]), nth[1] + 1
    return (year_when(year), j) if year_stands(c, i, j) else None


def year_stands(c: Scene, i: int, j: int) -> bool:
    """Whether digits at tokens [i, j) are a year: something before says so, nothing after makes them a count."""
    if COUNTED.match(c.after(j - 1)):
        return False
    prev = c.before(i, " -_").keys()
    tail = c.low[c.ends[j - 1] : c.ends[j - 1] + 24]
    value = year_at(c, i)
    if not value:
        return False
    usual = 1500 <= value[0] <= 2100
    if "zone" in c.roles[c.next(j - 1)]:
        return False  # "2100 GMT"
    if usual and "year" in c.before(i, " ,") and c.anchors and c.anchors[-1][1].grain == "year":
        return True  # "in 1989, 1990 and 1991"
    if "circa" in prev:
        return usual and bool(_CLAUSE_END.match(tail))
    if prev & _STRONG and (usual or _CLAUSE_END.match(tail)):
        return True
    if not usual or (c.next(j - 1) < 0 and _PLURAL.match(tail)):
        return False
    if prev & {"weak", "from", "to", "by", "of", "and"}:
        following = c.text[c.ends[j - 1] : c.ends[j - 1] + 2]
        if "the" in prev or "cardinal" in prev:
            return value[0] >= 1900 and following[:1] == " " and following[1:].islower()
        if "and" in prev and not prev & {"to"}:
            return bool(c.anchors and c.anchors[-1][1].grain in ("year", "month"))
        return True
    return False


def part_of_year(year: int, nth: int, months: int) -> When:
    span = period(year, (nth - 1) * months + 1, months) if 1 <= nth <= 12 // months else None
    unit = "quarter" if months == 3 else "half"
    return When((span,) if span else (), unit_timex(span[0], unit) if span else f"{year:04}", unit)


def latest_part(c: Scene, nth: int, months: int, i: int) -> When:
    """A quarter or half without a year: the latest that has started, the coming one after a future cue."""
    if c.published is None or not 1 <= nth <= 12 // months:
        return When((), f"XXXX-{'Q' if months == 3 else 'H'}{nth}", "quarter" if months == 3 else "half")
    year = c.published.year
    started = c.published.month > (nth - 1) * months
    if c.ahead(i):
        year += (nth * months) < c.published.month
    elif not started:
        year -= 1
    return part_of_year(year, nth, months)


def tail_of(c: Scene, i: int) -> tuple[int | None, int]:
    """The year named after token `i`: "of 2023", "of the year", "last year", "this year"."""
    j = c.next(i, " ,-'s")
    if j < 0:
        return None, -1
    if "of" in c.roles[j] or c.roles[j].get("in") == "in":
        j = c.next(j, " ")
    if j >= 0 and c.roles[j].get("deictic") and c.roles[c.next(j)].get("unit") == "year" and c.published:
        offset = {"this": 0, "last": -1, "next": 1, "previous": -1, "following": 1}.get(c.roles[j].get("deictic") or "")
        return (None, -1) if offset is None else (c.published.year + offset, j + 2)
    if "the" in c.roles[j] and c.roles[c.next(j)].get("unit") == "year":
        return year_at(c, c.next(j + 1)) or (c.published.year if c.published else None, j + 2)
    if j >= 0 and "fiscal" in c.roles[j]:
        j = c.next(j)
    year = year_at(c, j) if j >= 0 else None
    return year if year and not COUNTED.match(c.after(year[1] - 1)) else (None, -1)
