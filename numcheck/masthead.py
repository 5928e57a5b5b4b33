"""What stands before the story and the day it gives: "date 2024-10-30 Kyiv said ..." -> 2024-10-30.

Front matter, a leading date, and a dateline ("KYIV, Oct 24 (Halyard) - ") are found here once, for the reader
(which day?) and for segmentation (where does the story begin?). Nothing is cut away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from numcheck.lexicon import surfaces

__all__ = ["Masthead", "day_of", "masthead", "parse_day"]

_FIRST_YEAR, _LAST_YEAR = 1400, 2200
_ISO = r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:[\d:.]{2,15} ?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T ]\d{2}:)|(\d{4})(\d{2})(\d{2})(?=$|T)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_WORDED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>[A-Za-z]{3,9})\.?,?\s+(?P<y1>\d{4})"
    r"|(?P<m2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4}))(?!\d)"
)
_FRONT = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?=[\w\"'#-]|\r?\n|---|\+\+\+)")
_FENCES = {f: re.compile(rf"(?m)^{re.escape(f)}[ \t]*(?:\r?\n|\r|$)") for f in ("---", "+++")}
_LABELLED = re.compile(rf"\s{{0,8}}date:?[ \t]{{1,8}}(?P<day>{_ISO})(?=\s|$)", re.IGNORECASE)
_LABELLED_LINE = re.compile(
    r"\s{0,8}(?:date|published)[ \t]?:[ \t]{0,8}(?P<day>[^\r\n]{4,40})(?=\r|\n|$)", re.IGNORECASE
)
_BARE_LINE = re.compile(rf"\s{{0,8}}(?P<day>{_ISO})[ \t]{{0,8}}(?=\r|\n)")
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{1,20}"
_DATELINE = re.compile(
    rf"\s{{0,8}}(?P<line>{_CAPS}(?:\s?[ /]\s?{_CAPS}){{0,4}}(?:,\s[A-Z][a-z]{{2,15}}){{0,2}}"
    r"(?:,\s(?P<day>\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s(?P<year>\d{4}))?)?"
    r"(?:\s\((?P<agency>[^()\r\n]{1,40})\))?\s?(?:--|[-–—])\s)"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Where front matter and a leading date end, where the dateline lies, the days as written, the agency."""

    front: int = 0
    story: int = 0
    dateline: tuple[int, int] | None = None
    day: str | None = None
    dateline_day: str | None = None
    agency: str | None = None


def masthead(text: str) -> Masthead:
    """What stands before the story of a text.

    Args:
        text: the whole text of an article.

    Returns:
        Ends of the front matter and of the leading date (both 0 when absent), and the dateline.

    >>> masthead("date 2024-10-30 KYIV, Oct 24 (Halyard) - Soldiers came.")
    Masthead(front=0, story=15, dateline=(16, 41), day='2024-10-30', dateline_day=None, agency='Halyard')
    """
    front = _front_end(text)
    story, day = front, None
    for pattern in (_LABELLED, _BARE_LINE, _LABELLED_LINE):
        found = pattern.match(text, front)
        if found and (pattern is not _LABELLED_LINE or parse_day(found["day"])):
            story, day = found.end(), found["day"]
            break
    line = _DATELINE.match(text, story)
    if line is None:
        return Masthead(front, story, None, day)
    year = f"{line['day']} {line['year']}" if line["day"] and line["year"] else None
    return Masthead(front, story, line.span("line"), day, year, line["agency"])


def _front_end(text: str) -> int:
    opening = _FRONT.match(text)
    if opening is None:
        return 0
    closing = _FENCES[opening["fence"]].search(text, opening.end())
    return closing.end() if closing else 0


def parse_day(written: str) -> date | None:
    """The calendar day that a publication date gives, in the zone in which it was written.

    Args:
        written: an ISO date or datetime, an RFC 2822 date, or a day with a month's name and a year.

    Returns:
        The day; None when the date is impossible, incomplete or can be read in two ways.

    >>> parse_day("Wed, 30 Oct 2024 23:15:00 GMT")
    datetime.date(2024, 10, 30)
    >>> parse_day("2024-02-31"), parse_day("04/05/2024")
    (None, None)
    """
    text = written.strip()
    if found := _ISO_DAY.match(text):
        year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
        return _day(int(year), int(month), int(day))
    if found := _DOTTED.match(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.match(text):
        first, second, year = (int(part) for part in found.groups())
        if first == second or first > 12:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    if found := _WORDED.search(text[:80]):
        name = found["m1"] or found["m2"]
        month = _months().get(name.lower(), 0)
        return _day(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
    return None


@cache
def _months() -> dict[str, int]:
    return {form: int(row["month"]) for form, row in surfaces("segment", "month").items()}


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(value: object) -> date | None:
    """The day of a metadata value: a date, a datetime or a written date.

    >>> day_of(date(2024, 10, 30)), day_of("30 October 2024"), day_of(17)
    (datetime.date(2024, 10, 30), datetime.date(2024, 10, 30), None)
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    return parse_day(value) if isinstance(value, str) else None
