"""Days of the month as patterns, and the years that a day without one may be of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from numcheck import lexicon
from numcheck.checks.scene import Item, Line, Scene
from numcheck.model import Days

__all__ = [
    "DAY",
    "YEAR",
    "day_number",
    "day_of",
    "days_of",
    "leap_day",
    "months",
    "named",
    "overlapping",
    "weekdays",
    "years_near",
]

DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:(?:twenty|thirty)[- ])?(?:%s))"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_FAR = 120  # days from publication beyond which a day without a year may as well be of the year beyond
_YEARS = re.compile(rf"(?<![\d,.]){YEAR}(?![\d,.]\d|\d)")


@cache
def weekdays() -> dict[str, int]:
    """Each name of a weekday with its number, 0 for Monday."""
    return _values("weekday")


@cache
def months() -> dict[str, int]:
    """Each name of a month with its number."""
    return _values("month")


def _values(table: str) -> dict[str, int]:
    rows = lexicon.records("dates", table)
    return {say: int(value) for row in rows for say, value in zip(row["say"], row["value"], strict=True)}


@cache
def named(table: str) -> str:
    """A pattern for the names of months or weekdays, or for a day of the month."""
    if table == "day":
        return DAY % lexicon.alternation(_values("ordinal"))
    names = {"month": months, "weekday": weekdays}[table]()
    return rf"\b{lexicon.alternation(names)}(?!\w)"


def day_number(text: str) -> int:
    """The number of a day of the month, in digits or words.

    >>> day_number("26th"), day_number("twenty-first"), day_number("ninth")
    (26, 21, 9)
    """
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    words = re.split(r"[- ]", text.lower())
    tens = {"twenty": 20, "thirty": 30}
    return sum(tens.get(word) or _values("ordinal")[word] for word in words)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(item: Item) -> Days | None:
    """The first and last day of a date that can be read in one way only."""
    readings = item.claim.quantity.readings if item.claim else ()
    return readings[0] if len(readings) == 1 and all(readings[0]) else None


def leap_day(born: Days) -> bool:
    """Whether somebody was born on a leap day, and may count the birthdays that there were."""
    return born[0] == born[1] and born[0] is not None and (born[0].month, born[0].day) == (2, 29)


def years_near(scene: Scene, line: Line, month: int, day: int) -> Sequence[int]:
    """The years that a day may be of: the nearest to publication, then others that the text or the distance allow.

    Args:
        scene: the article.
        line: where the day stands.
        month: its month.
        day: its day of the month.

    Returns:
        Years, the likeliest first; none for an article without a day of publication.
    """
    published = scene.published
    if published is None:
        return ()
    near = [date_ for year in (-1, 0, 1) if (date_ := day_of(published.year + year, month, day))]
    near.sort(key=lambda one: abs((one - published).days))
    years = [one.year for one in near[:1]]
    years += [one.year for one in near[1:] if abs((near[0] - published).days) > _FAR]
    at = scene.lines.index(line)
    text = scene.article.text[scene.lines[max(0, at - 1)].start : line.end]
    return (*years, *(int(found[0]) for found in _YEARS.finditer(text)))


def overlapping(scene: Scene, line: Line, start: int, end: int) -> tuple[Item, ...]:
    """The dates of a line that overlap a stretch; one made for it where there is none."""
    own = (scene.items[number] for number in line.items)
    found = tuple(item for item in own if item.kind in "dt" and item.start < end and start < item.end)
    return found or (Item(start, end, "d"),)
