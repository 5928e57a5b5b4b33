"""Periods by name: years, decades, centuries, seasons, quarters, halves, feasts, and "the first week of 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from numcheck.extract.dates.absolute import LICENCE, ordinal_at, small_number, year_at
from numcheck.extract.dates.calendar import MONTHS, day, nth_weekday, period, plus, unit_around, week, years
from numcheck.extract.dates.resolve import feast_when, year_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import unit_timex
from numcheck.extract.dates.words import COUNTED

__all__ = ["SEASONS", "bare_year", "named_period", "part_of_year", "season_when", "tail_of", "year_stands"]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, on the northern half of the globe
_STRONG = frozenset(
    ("in", "since", "until", "during", "edge", "yearword", "before", "after", "between", "circa")
)
_PLURAL = re.compile(r"\s+(?!was|has|is\b|as\b|this|across|its)[a-z]+(?<!s)s(?!\w)")
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:)\]!?\n”\"]|\Z|\s(?:and|or|to|but|when|as|at|by|for|with|after|before|while|because|until)\b)"
)


def named_period(c: Scene, i: int, depth: int) -> Hit | None:
    """A period with a name of its own that begins at token `i`."""
    roles = c.roles[i]
    if "holiday" in roles:
        return _holiday(c, i)
    if "season" in roles:
        return _season(c, i)
    if "quarter" in roles or ("half" in roles and "unit" not in roles):
        return _code(c, i)
    if "decade" in roles:
        return _decade(c, i)
    if "fiscal" in roles:
        return _fiscal(c, i)
    if "ordinal" in roles or "ten" in roles or roles.get("deictic") == "last":
        if found := _nth(c, i, depth):
            return found
    if "yearword" in roles:
        year = year_at(c, c.next(i))
        return (year_when(year[0]), year[1]) if year else None
    if roles.get("unit") == "year":
        j = c.next(i)
        numbered = year_at(c, c.next(j) if "of" in c.roles[j] else j) if c.quote(i) == "year" else None
        return (year_when(numbered[0]), numbered[1]) if numbered else None
    if "unit" in roles:
        return (
            (_week_of(c, i, depth) or _numbered_week(c, i)) if roles["unit"] in ("week", "weekend") else None
        )
    if "cardinal" in roles or "ten" in roles:
        return _spoken_decade(c, i) or bare_year(c, i)
    return bare_year(c, i)


def year_stands(c: Scene, i: int, j: int) -> bool:
    """Whether four digits at tokens [i, j) are a year: something before says so and nothing after makes them a count."""
    if COUNTED.match(c.after(j - 1)):
        return False
    prev = c.before(i, " -(").keys()
    tail = c.low[c.ends[j - 1] : c.ends[j - 1] + 24]
    value = year_at(c, i)
    if not value:
        return False
    usual = 1500 <= value[0] <= 2100
    if prev & _STRONG and (usual or _CLAUSE_END.match(tail)):
        return True
    if not usual or _PLURAL.match(tail):
        return False
    if prev & {"weak", "from", "to", "by", "of", "and"}:
        following = c.text[c.ends[j - 1] : c.ends[j - 1] + 2]
        if "the" in prev or "cardinal" in prev:
            return value[0] >= 1900 and following[:1] == " " and following[1:].islower()
        if "and" in prev and not prev & {"to"}:
            return bool(c.anchors and c.anchors[-1][1].grain in ("year", "month"))
        return True
    return False


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
        code = (
            c.roles[k].get("quarter") or c.roles[k].get("half")
            if k >= 0 and "unit" not in c.roles[k]
            else None
        )
        if code:
            months = 3 if "quarter" in c.roles[k] else 6
            return part_of_year(year, int(code), months), k + 1
        if (nth := ordinal_at(c, k)) and c.roles[c.next(nth[1] - 1)].get("unit") in ("quarter", "half"):
            unit = c.roles[nth[1]].get("unit")
            return part_of_year(year, nth[0], MONTHS[unit or "quarter"]), nth[1] + 1
    return (year_when(year), j) if year_stands(c, i, j) else None


def part_of_year(year: int, nth: int, months: int) -> When:
    span = period(year, (nth - 1) * months + 1, months) if 1 <= nth <= 12 // months else None
    unit = "quarter" if months == 3 else "half"
    return When((span,) if span else (), unit_timex(span[0], unit) if span else f"{year:04}", unit)


def _holiday(c: Scene, i: int) -> Hit | None:
    rule = c.roles[i]["holiday"]
    of, k = tail_of(c, i)
    if of is not None and "deictic" in c.roles[k - 2]:
        return feast_when(c, rule, of, i), k  # "Christmas last year"
    j = c.next(i, " ,")
    if j >= 0 and "of" in c.roles[j]:
        j = c.next(j)
    year = year_at(c, j) if j >= 0 else None
    if year and not COUNTED.match(c.after(year[1] - 1)):
        return feast_when(c, rule, year[0], i), year[1]
    return feast_when(c, rule, None, i), i + 1


def season_when(season: str, year: int) -> When:
    """A season of a year; its edges are never sharp."""
    span = period(year, SEASONS[season], 3)
    return When((span,) if span else (), f"{year:04}-{season}", "season", fuzzy=True)


def _season(c: Scene, i: int) -> Hit | None:
    season = c.roles[i]["season"]
    j = c.next(i, " ,'-")
    of = j >= 0 and "of" in c.roles[j]
    year = year_at(c, c.next(j) if of else j) if j >= 0 else None
    if year:
        return season_when(season, year[0]), year[1]
    if (
        of
        and c.roles[c.next(j)].get("deictic")
        and c.roles[c.next(j) + 1].get("unit") == "year"
        and c.published
    ):
        offset = {"this": 0, "last": -1, "next": 1}.get(c.roles[c.next(j)].get("deictic") or "")
        if offset is not None:
            return season_when(season, c.published.year + offset), c.next(j) + 2
    prev = c.before(i)
    licensed = prev.keys() & {
        "in",
        "during",
        "the",
        "since",
        "until",
        "by",
        "edge",
        "over",
        "before",
        "after",
    }
    if (
        not licensed
        or (season in ("FA", "SP")
        and not prev.keys() & {"the", "in", "edge"})
        or c.published is None
    ):
        return None
    if "the" in prev and not c.before(i - 1).keys() & LICENCE:
        return None
    now = c.published
    started = (now.month - SEASONS[season]) >= 0
    year_of = (
        now.year
        + (0 if started else -1)
        + (1 if c.ahead(i) and started else 0)
        + (1 if c.ahead(i) and not started else 0)
    )
    return season_when(season, year_of), i + 1


def _code(c: Scene, i: int) -> Hit | None:
    """ "Q3", "H1 2024"."""
    roles = c.roles[i]
    months = 3 if "quarter" in roles else 6
    nth = int(roles.get("quarter") or roles.get("half") or 1)
    j = c.next(i, " -,_'/")
    year, k = tail_of(c, i) if j < 0 or c.gaps[i] == " " else (None, -1)
    if year is None and j >= 0:
        found = year_at(c, j)
        short = c.roles[j].get("short")
        if found:
            year, k = found
        elif short and c.gaps[i] in ("'", ""):
            year, k = 2000 + int(short), j + 1
    if year is not None:
        return part_of_year(year, nth, months), k
    return _latest(c, nth, months, i), i + 1


def _latest(c: Scene, nth: int, months: int, i: int) -> When:
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
        offset = {"this": 0, "last": -1, "next": 1, "previous": -1, "following": 1}.get(
            c.roles[j].get("deictic") or ""
        )
        return (None, -1) if offset is None else (c.published.year + offset, j + 2)
    if "the" in c.roles[j] and c.roles[c.next(j)].get("unit") == "year":
        return year_at(c, c.next(j + 1)) or (c.published and c.published.year, j + 2)
    if j >= 0 and "fiscal" in c.roles[j]:
        j = c.next(j)
    year = year_at(c, j) if j >= 0 else None
    return year if year and not COUNTED.match(c.after(year[1] - 1)) else (None, -1)


def _decade(c: Scene, i: int) -> Hit | None:
    value = c.roles[i]["decade"]
    if len(value) == 4:
        year = int(value)
        if value.endswith("00") and value[:2] != "20":
            span = years(year, 100)
            return When((span,) if span else (), value[:2], "century"), i + 1
        return _years(year, 10), i + 1
    prev = c.before(i, " -'").keys()
    if (
        not prev & {"the", "in", "edge", "deictic", "of", "since"}
        or "their" in prev
        or c.before(i).get("weak") in ("his", "her", "their", "its")
    ):
        return None
    short = int(value)
    return _years((2000 if short < 20 else 1900) + short, 10), i + 1


def _years(first: int, count: int) -> When:
    span = years(first, count)
    return When(
        (span,) if span else (), f"{first // 10:03}" if count == 10 else f"{first // 100:02}", "decade"
    )


def _spoken_decade(c: Scene, i: int) -> Hit | None:
    """ "nineteen seventies"."""
    head = small_number(c, i)
    j = c.next(head[1] - 1, " -") if head else -1
    value = c.roles[j].get("decade") if j >= 0 else None
    if head and value and len(value) == 2 and 17 <= head[0] <= 20:
        return _years(head[0] * 100 + int(value), 10), j + 1
    return None


def _fiscal(c: Scene, i: int) -> Hit | None:
    j = c.next(i, " _'")
    year = year_at(c, j) if j >= 0 else None
    if not year and c.roles[j].get("short"):
        year = 2000 + int(c.roles[j]["short"]), j + 1
    if not year:
        return None
    # A fiscal year may start in any month, so its edges are not known.
    return replace(year_when(year[0]), timex=f"FY{year[0]}", fuzzy=True), year[1]


def _numbered_week(c: Scene, i: int) -> Hit | None:
    """ "week 31"."""
    number = c.roles[c.next(i)].get("num")
    if c.roles[i]["unit"] != "week" or number is None or c.published is None or not 1 <= int(number) <= 53:
        return None
    if c.quote(i) != "week":
        return None
    year, j = tail_of(c, i + 1)
    if year is None:
        year, j = c.published.year, i + 2
    start = day(year, 1, 4)
    span = week(start, int(number) - 1) if start else None
    return (When((span,), unit_timex(span[0], "week"), "week"), j) if span else None


def _week_of(c: Scene, i: int, depth: int) -> Hit | None:
    """ "the week of 14 October", "the weekend of Halloween"."""
    from numcheck.extract.dates.atoms import atom, dom_alone

    j, unit = c.next(i), c.roles[i]["unit"]
    if j < 0 or not depth or "week_of" not in c.roles[j]:
        return None
    k = c.next(j)
    while k >= 0 and c.roles[k].keys() & {"on", "the"} and "unit" not in c.roles[k]:
        k = c.next(k)
    inner = atom(c, k, depth - 1) or dom_alone(c, k) if k >= 0 else None
    if not inner or not inner[0].readings or inner[0].grain != "day":
        return None
    spans = (unit_around(lo, unit) for lo, _ in inner[0].readings if lo)
    readings = tuple(dict.fromkeys(s for s in spans if s))
    return (When(readings, unit_timex(readings[0][0], unit), unit), inner[1]) if readings else None


def _nth(c: Scene, i: int, depth: int) -> Hit | None:
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
    return _latest(c, nth, months, i), j + 1
