"""NC401: a weekday that its date did not fall on: "Thursday, July 26" of 2024, which was a Friday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from numcheck.checks.days import YEAR, day_number, day_of, months, named, overlapping, weekdays, years_near
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Line, Scene, cued

__all__ = ["weekday"]

_GREGORIAN = 1753  # before this year a weekday may be of another calendar
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(scene: Scene) -> Iterator[Proof]:
    """Weekdays that stand beside a date that is not theirs, in any year that the date may be of."""
    text = scene.article.text
    if not _anchor().search(text):
        return
    for line in scene.lines:
        if _anchor().search(text, line.start, line.end):
            done: list[tuple[int, int]] = []
            for pattern in _patterns():
                for found in pattern.finditer(text, line.start, line.end):
                    if all(found.end() <= start or end <= found.start() for start, end in done):
                        done.append(found.span())
                        yield from _check(scene, line, found)


def _check(scene: Scene, line: Line, found: re.Match[str]) -> Iterator[Proof]:
    """Each weekday of a match with its day; the month and the year may stand once for both."""
    groups = found.groupdict()
    if _is_name(scene.article.text, found.start()):
        return
    month = months()[groups["m"].lower()] if groups.get("m") else int(groups["mm"])
    for w, d in (("w", "d"), ("w2", "d2")):
        if not groups.get(w):
            continue
        day, said = day_number(groups[d]), weekdays()[groups[w].lower()]
        years = [int(groups["y"])] if groups.get("y") else years_near(scene, line, month, day)
        days = [one for year in years if (one := day_of(year, month, day))]
        if not days or min(days).year < _GREGORIAN:
            continue
        allowed = {one.weekday() for one in days}
        if groups.get("part", "") in ("night", "evening"):
            allowed |= {(number - 1) % 7 for number in allowed}
        if cued("elsewhere").search(line.tagged):
            allowed |= {(number + step) % 7 for number in allowed for step in (-1, 1)}
        if said in allowed:
            continue
        shown = f"{days[0].day} {days[0]:%B} {days[0].year}"
        is_ = "was" if scene.published and days[0] < scene.published else "is"
        says = f"{shown} {is_} a {_NAMES[days[0].weekday()]}, the text says {_NAMES[said]}"
        items = overlapping(scene, line, found.start(), found.end())
        yield Proof("NC401", items, says, f"weekday of {shown}")
        return


def _is_name(text: str, start: int) -> bool:
    """Whether a capitalised word before a weekday makes it a name: Bloody Sunday, Black Friday."""
    before = re.search(r"(\w+)\s$", text[max(0, start - 20) : start])
    return bool(before and before[1][0].isupper() and not cued("before a weekday").fullmatch(before[1]))


@cache
def _anchor() -> re.Pattern[str]:
    return re.compile(named("weekday"), re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Weekday and day in every order that names both without a word of another thing between."""
    w, d, m = named("weekday"), named("day"), named("month")
    year = rf"(?:,?\s+(?:in\s+)?(?P<y>{YEAR})(?!\d))?"
    open_ = r",?\s*\(?(?:the\s+)?"
    part = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"
    day_month = rf"(?P<d>{d})\s+(?:day\s+)?(?:of\s+)?(?P<m>{m}){year}"
    month_day = rf"(?P<m>{m})\s+(?:the\s+)?(?P<d>{d})(?![\d:.]\d|\w|%){year}"
    iso = rf"(?P<y>{YEAR})-(?P<mm>0[1-9]|1[0-2])-(?P<d>\d\d)(?!\d)"
    first = rf"(?P<w>{w}){part}{open_}"
    join = r"\s*(?:,|-|–|to|and|or|until|till|through)\s*(?:on\s+|the\s+)?"
    is_ = (
        r"(?:\s*\((?:an?\s+)?|,\s+(?:which\s+)?(?:(?:was|is|will\s+be)\s+)?an?\s+"
        r"|,?\s+(?:was|is|will\s+be|fell\s+on|falls\s+on)\s+an?\s+|,\s+)"
    )
    after = rf"{is_}(?P<w>{w})(?=\s*(?:[,.;:)]|$))"
    texts = (
        rf"(?P<w>{w}){open_}(?P<d>{d}){join}(?P<w2>{w}){open_}(?P<d2>{d})\s+(?:of\s+)?(?P<m>{m}){year}",
        rf"(?P<w>{w}){join}(?P<w2>{w}){open_}(?P<d>{d}){join}(?P<d2>{d})\s+(?:of\s+)?(?P<m>{m}){year}",
        rf"(?P<w>{w}){join}(?P<w2>{w}){open_}(?P<m>{m})\s+(?P<d>{d}){join}(?P<d2>{d})(?!\d){year}",
        first + day_month,
        first + month_day,
        first + iso,
        rf"{day_month}{after}",
        rf"{month_day}{after}",
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
