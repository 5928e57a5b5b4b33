"""What a run of digits can be: a day, a year, a clock time, a written date.

>>> digits("30/10/2024")["dates"], digits("17:05")["clock"]
('2024-10-30', '17:05')
"""

from __future__ import annotations

import re
from functools import lru_cache

from numcheck.extract.dates.calendar import day
from numcheck.extract.dates.words import Roles

__all__ = ["digits", "full_year"]

_PLAIN = re.compile(r"(\d{1,8})(st|nd|rd|th|['’]?s)?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])([:.])([0-5]\d)(?::([0-5]\d))?")
_YEAR_FIRST = re.compile(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?:t(\d\d:\d\d).*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2([12]\d{3}|\d\d)")
_MONTH_YEAR = re.compile(r"(?:(\d{1,2})[-/]([12]\d{3})|([12]\d{3})[-/](\d{1,2}))")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_STRONG = frozenset(("dates", "ym", "md", "clock", "year", "decade", "th", "hhmm"))
_PIVOT = 40  # "05/05/71" is 1971, "21/04/16" is 2016


def full_year(short: int) -> int:
    """A year from its last two digits.

    >>> full_year(71), full_year(16)
    (1971, 2016)
    """
    return short + (2000 if short < _PIVOT else 1900) if short < 100 else short


@lru_cache(4096)
def digits(token: str) -> Roles:
    """The roles of a token of digits, {} when no date or time can be written so.

    Args:
        token: digits, separators, and a suffix ("21st", "1990s"), in lower case.

    Returns:
        Values by role; dates in ISO form, several when day and month could be swapped.

    >>> digits("3/7/2017")["dates"]
    '2017-03-07 2017-07-03'
    """
    if len(token) > 25:
        return {}
    roles = _digits(token.replace("–", "-"))
    if roles:
        roles["start"] = "start"
        if roles.keys() & _STRONG:
            roles["strong"] = "strong"
    return roles


def _digits(token: str) -> Roles:
    if plain := _PLAIN.fullmatch(token):
        return _plain(*plain.groups())
    if found := _CLOCK.fullmatch(token):
        hour, sign, minute, second = found.groups()
        clock = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
        return {"clock" if sign == ":" else "dotted": clock} if sign == ":" or not second else {}
    if found := _YEAR_FIRST.fullmatch(token):
        year, _, month, dom, time = found.groups()
        if int(month) > 12 or int(dom) > 31:
            return {}
        roles = {"dates": f"{year}-{int(month):02}-{int(dom):02}"}
        return roles | {"time": time} if time else roles
    if found := _YEAR_LAST.fullmatch(token):
        return _year_last(*found.groups())
    if found := _MONTH_YEAR.fullmatch(token):
        month, year = found[1] or found[4], found[2] or found[3]
        return {"ym": f"{year}-{int(month):02}"} if 1 <= int(month) <= 12 else {}
    if found := _DAY_MONTH.fullmatch(token):
        first, last = int(found[1]), int(found[2])
        pairs = [(m, d) for m, d in ((first, last), (last, first)) if 1 <= m <= 12 and day(2000, m, d)]
        return {"md": " ".join(f"{m:02}-{d:02}" for m, d in dict.fromkeys(pairs))} if pairs else {}
    return {}


def _plain(figures: str, suffix: str | None) -> Roles:
    value, size = int(figures), len(figures)
    if suffix and suffix.endswith("s") and suffix != "st":
        whole = (size == 4 and figures[:2] in ("16", "17", "18", "19", "20")) or size == 2
        return {"decade": figures} if whole and figures[-1] == "0" else {}
    if suffix:
        roles = {"ordinal": str(value)} if 0 < value < 100 else {}
        return roles | {"dom": str(value), "th": "th"} if value <= 31 and roles else roles
    if size == 8:
        whole_day = day(int(figures[:4]), int(figures[4:6]), int(figures[6:])) if figures[:2] in ("19", "20") else None
        return {"dates": whole_day.isoformat()} if whole_day else {}
    roles = {"num": str(value)} if size <= 5 else {}
    if size <= 2 and 1 <= value <= 31:
        roles["dom"] = str(value)
    if size <= 2 and value <= 24:
        roles["hour"] = f"{value:02}:00"
    if size == 2:
        roles["short"] = str(value)
    if size == 4 and figures < "2460" and figures[2] < "6":
        roles["hhmm"] = f"{figures[:2]}:{figures[2:]}"
    if size == 4 and 1000 <= value <= 2999:
        roles["year"] = str(value)
    return roles


def _year_last(first: str, sign: str, second: str, last: str) -> Roles:
    if len(last) == 2 and sign == "." and len(first + second) < 4:
        return {}  # a version number
    year = full_year(int(last)) if len(last) == 2 else int(last)
    a, b = int(first), int(second)
    # Month first is the American habit; dots are written where the day comes first.
    orders = ((b, a), (a, b)) if sign == "." else ((a, b), (b, a))
    days = [f"{year}-{m:02}-{d:02}" for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31]
    good = [text for text in dict.fromkeys(days) if day(*map(int, text.split("-")))]
    return {"dates": " ".join(good or days[:1])} if days else {}
