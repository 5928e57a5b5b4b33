"""Periods by name: decades, seasons, quarters, halves, feasts, fiscal years, numbered weeks."""

from __future__ import annotations

from dataclasses import replace

from numcheck.extract.dates.calendar import day, period, unit_around, week, years
from numcheck.extract.dates.nth import nth_of
from numcheck.extract.dates.numerals import small_number, year_at
from numcheck.extract.dates.resolve import feast_when, year_when
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.timex import unit_timex
from numcheck.extract.dates.words import COUNTED
from numcheck.extract.dates.years import bare_year, latest_part, part_of_year, tail_of

__all__ = ["SEASONS", "named_period", "season_when"]

_BEFORE_THE = frozenset(("in", "since", "until", "by", "before", "after", "edge"))
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, on the northern half of the globe


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
    counted = "ordinal" in roles or "ten" in roles or roles.get("deictic") == "last"
    if counted and (found := nth_of(c, i, depth)):
        return found
    if "yearword" in roles:
        year = year_at(c, c.next(i))
        return (year_when(year[0]), year[1]) if year else None
    if roles.get("unit") == "year":
        j = c.next(i)
        numbered = year_at(c, c.next(j) if "of" in c.roles[j] else j) if c.quote(i) == "year" else None
        return (year_when(numbered[0]), numbered[1]) if numbered else None
    if "unit" in roles:
        return (_week_of(c, i, depth) or _numbered_week(c, i)) if roles["unit"] in ("week", "weekend") else None
    if "cardinal" in roles or "ten" in roles:
        return _spoken_decade(c, i) or bare_year(c, i)
    return bare_year(c, i)


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
    if of and c.roles[c.next(j)].get("deictic") and c.roles[c.next(j) + 1].get("unit") == "year" and c.published:
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
    if not licensed or (season in ("FA", "SP") and not prev.keys() & {"the", "in", "edge"}) or c.published is None:
        return None
    if "the" in prev and not c.before(i - 1).keys() & _BEFORE_THE:
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
    return latest_part(c, nth, months, i), i + 1


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
    return When((span,) if span else (), f"{first // 10:03}" if count == 10 else f"{first // 100:02}", "decade")


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
