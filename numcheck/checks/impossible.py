"""NC402: a date or time that there is not: 31 June, 29 February 2023, 24:30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from numcheck.checks.days import day_of, named
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Item, Line, Scene, cue, cued

__all__ = ["impossible"]

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?!\d)")
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2}):(\d\d)(?::\d\d)?(?![\d:]|[.,]\d)")
_WRITTEN = re.compile(r"(?<![\d/.-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d))(?![\d/-])")
_HOURS = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.]\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)
_LEAP = 2024
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def impossible(scene: Scene) -> Iterator[Proof]:
    """Dates and times that no calendar or clock shows; not those of an idiom or a verse."""
    text = scene.article.text
    written = any(pattern.search(text) for pattern in (_WRITTEN, _CLOCK, _HOURS, _no_dom()))
    for line in scene.lines:
        if not written and not any(scene.items[number].kind in "dt" for number in line.items):
            continue
        seen = -1
        for start, end, says in sorted(_found(scene, line, written)):
            if start >= seen and not _meant(scene, line, end):
                seen = end
                own = [scene.items[number] for number in line.items]
                items = [item for item in own if item.kind in "dt" and item.start < end and start < item.end]
                yield Proof("NC402", tuple(items) or (Item(start, end, "d"),), says, f"“{text[start:end]}”")


def _found(scene: Scene, line: Line, written: bool) -> Iterator[tuple[int, int, str]]:
    text = scene.article.text
    for number in line.items:
        item = scene.items[number]
        if item.kind in "dt" and item.claim:
            for found in _DAY.finditer(item.claim.quantity.timex or ""):
                year = _year(scene, line, item) if found[1] == "XXXX" else int(found[1])
                if says := _no_day(year, int(found[2]), int(found[3])):
                    yield item.start, item.end, says
    if not written:
        return
    for found in _WRITTEN.finditer(text, line.start, line.end):
        if found[1]:
            says = _no_day(int(found[1]), int(found[2]), int(found[3]))
        else:
            orders = ((int(found[5]), int(found[4])), (int(found[4]), int(found[5])))
            both = [_no_day(int(found[6]), month, day) for month, day in orders]
            says = both[0] if all(both) else None
        if says:
            yield found.start(), found.end(), says
    for found in _no_dom().finditer(text, line.start, line.end):
        yield found.start(), found.end(), f"no month has {found[1] or found[2] or found[3]} days"
    for found in _CLOCK.finditer(text, line.start, line.end):
        hour, minute = int(found[1]), int(found[2])
        late = hour > 24 or (hour == 24 and minute > 0)
        if (late or minute > 59) and _is_clock(text, line, found):
            what = f"minute {minute}" if minute > 59 else "hour beyond 24:00"
            yield found.start(), found.end(), f"{found[0]} is no time of day: there is no {what}"
    for found in _HOURS.finditer(text, line.start, line.end):
        if int(found[1]) > 23 and int(found[1]) != 24:
            yield found.start(), found.end(), f"{found[0]} is no time of day: there is no hour {int(found[1])}"


def _year(scene: Scene, line: Line, item: Item) -> int:
    """The year of a day that is told without one: "of this year", else a leap year, in which there are most days."""
    after = scene.article.text[item.end : line.end]
    near = re.match(r"(?:\s+of)?,?\s+(this|last)\s+year\b", after, re.IGNORECASE)
    return scene.published.year - (near[1].lower() == "last") if near and scene.published else _LEAP


def _no_day(year: int, month: int, day: int) -> str | None:
    """Why there is no such day."""
    if not year or day_of(year, month, day):
        return None
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    most = next(last for last in (31, 30, 29, 28) if day_of(year, month, last))
    of = f" {year}" if month == 2 and day == 29 else ""
    return f"{_MONTHS[month - 1]}{of} has {most} days, the text says {day}"


def _is_clock(text: str, line: Line, found: re.Match[str]) -> bool:
    """Whether the words beside digits with a colon make them a time of day and not a score, a verse or a ratio."""
    before, after = text[max(line.start, found.start() - 24) : found.start()], text[found.end() : found.end() + 16]
    return bool(_before_clock().search(before) or _after_clock().match(after))


@cache
def _no_dom() -> re.Pattern[str]:
    day, month = r"(3[2-9]|[4-9]\d)", named("month")
    return re.compile(
        rf"\b{day}(?:st|nd|rd|th)\s+(?:of\s+)?{month}|\b(?:on|dated)\s+{day}\s+{month}|\b(?:on|dated)\s+{month}\s+{day}\b",
        re.IGNORECASE,
    )


@cache
def _before_clock() -> re.Pattern[str]:
    return re.compile(cue("before a clock") + r"\s+$", re.IGNORECASE)


@cache
def _after_clock() -> re.Pattern[str]:
    return re.compile(r"\s*" + cue("after a clock"), re.IGNORECASE)


def _meant(scene: Scene, line: Line, end: int) -> bool:
    """Whether the writer knows that there is no such day: an idiom, a joke, an error, the name of several people."""
    if re.match(rf"\s+{cue('several')}", scene.article.text[end : line.end], re.IGNORECASE):
        return True
    return bool(cued("no such day").search(scene.around(line)))
