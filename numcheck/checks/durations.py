"""NC404, of spans: a length of time that its two dates or clock times do not make: "a six-hour siege, 9am to 8pm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Item, Line, Scene, cue, grammar
from numcheck.checks.written import shown
from numcheck.interval import Interval
from numcheck.model import Days

__all__ = ["durations"]

_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44"),
         "year": Decimal("365.25"), "decade": Decimal("3652.5")}  # fmt: skip
_MINUTES = {"hour": 60, "minute": 1}
_DAY = 24 * 60
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BARE = re.compile(r"(?:from |between )?\d{4}\s*(?:to|until|and|-|–)\s*\d{4}$", re.IGNORECASE)
_HEDGED = Decimal("0.15")


def durations(scene: Scene) -> Iterator[Proof]:
    """Lengths of time against the span that the same sentence, or the one before, gives."""
    for number, line in enumerate(scene.lines):
        both = f"{scene.lines[number - 1].tagged} | {line.tagged}" if number else line.tagged
        lengths = re.findall(r"<u(\d+)>", both)
        if len(lengths) != 1 or re.search(cue("not its length"), both, re.IGNORECASE):
            continue
        length = scene.items[int(lengths[0])]
        if length.value is None or (length.end <= line.start and not line.items):
            continue
        yield from _dated(scene, line, both, length)
        yield from _clocked(scene, line, both, length)


def _dated(scene: Scene, line: Line, both: str, length: Item) -> Iterator[Proof]:
    unit = _DAYS.get(length.unit or "")
    if unit is None:
        return
    dates = [scene.items[int(n)] for n in re.findall(r"<[dt](\d+)>", both)]
    for first, last, items in _spans(scene, both, dates):
        bounds = _length(first, last, unit)
        assert length.value is not None
        slack = length.value * _HEDGED if length.hedge else Decimal(0)
        step = length.place if length.place > 1 else Decimal(1)
        said = Interval(length.value - slack - step / 2, length.value + slack + step)
        if bounds is None or bounds.overlaps(said):
            continue
        text = scene.article.text
        quote = " ".join(text[length.start : length.end].split())
        a, b = bounds.lo or Decimal(0), bounds.hi or Decimal(0)
        yield Proof(
            "NC404",
            (length, *items),
            f"{_shown(first)} to {_shown(last)} is {shown(a)} to {shown(b)} {length.unit}s, the text says {quote}",
            "length of time",
            f"{shown(a)} to {shown(b)}",
        )
        return


def _spans(scene: Scene, both: str, dates: list[Item]) -> Iterator[tuple[Days, Days, tuple[Item, ...]]]:
    """The span that a length may be of: one "from ... to ...", two dates with words for both ends, or "since"."""
    ranges = [item for item in dates if item.claim and "/" in (item.claim.quantity.timex or "")]
    if len(ranges) == 1 and len(dates) <= 2:
        found = _ends(scene, ranges[0])
        if found:
            yield (*found, (ranges[0],))
        return
    plain = [(item, days) for item in dates if (days := _days(item))]
    if len(plain) == 2 and len(dates) == 2 and re.search(cue("both ends"), both, re.IGNORECASE):
        (a, one), (b, two) = sorted(plain, key=lambda each: each[1][0] or date.min)
        yield one, two, (a, b)
    elif len(dates) == 1 and plain and scene.published and _since().search(both):
        item, days = plain[0]
        if days[1] and days[1] <= scene.published:
            yield days, (scene.published, scene.published), (item,)


@cache
def _since() -> re.Pattern[str]:
    length, day, on = r"{*until now}[^|]*<u\d+>", r"{*since then}[^<|]*<[dt]\d+>", r"[^|]*?(?:\|[^|]*)?"
    return grammar(f"{length}{on}{day}|{day}{on}{length}")


def _days(item: Item) -> Days | None:
    readings = item.claim.quantity.readings if item.claim else ()
    if not readings or not all(readings[0]) or item.claim is None or item.claim.quantity.fuzzy:
        return None
    firsts = [days for days in readings if all(days)]
    return firsts[0] if len(firsts) == 1 else None


def _ends(scene: Scene, item: Item) -> tuple[Days, Days] | None:
    """Both ends of a range of dates as periods."""
    assert item.claim is not None
    years = [int(found) for found in _YEAR.findall(scene.article.text[item.start : item.end])]
    ends = (item.claim.quantity.timex or "").split("/")
    if (
        len(years) == 2
        and all(end.startswith(str(year)) for end, year in zip(ends, years, strict=True))
        and _BARE.match(scene.article.text[item.start : item.end])
    ):
        one, two = ((date(year, 1, 1), date(year, 12, 31)) for year in years)
        return one, two
    days = _days(item)
    if days is None or days[0] is None or days[1] is None:
        return None
    first, last = days
    return ((first, first), (last, last)) if all(re.match(r"\d{4}-\d\d-\d\d", end) for end in ends) else None


def _length(first: Days, last: Days, unit: Decimal) -> Interval | None:
    """How many units lie between two dates, counted with or without the first and the last day."""
    if None in (*first, *last):
        return None
    low = (last[0] - first[1]).days  # type: ignore[operator]
    high = (last[1] - first[0]).days  # type: ignore[operator]
    if high < 0:
        return None
    room = 1 if unit < _DAYS["month"] else 5
    return Interval(Decimal(max(low - room, 0)) / unit, Decimal(high + room) / unit)


def _shown(days: Days) -> str:
    first, last = days
    assert first is not None and last is not None
    return (
        first.isoformat()
        if first == last
        else str(first.year)
        if first.year == last.year and (first.month != last.month)
        else first.strftime("%Y-%m")
    )


def _clocked(scene: Scene, line: Line, both: str, length: Item) -> Iterator[Proof]:
    unit = _MINUTES.get(length.unit or "")
    if unit is None or re.search(cue("elsewhere"), both, re.IGNORECASE):
        return
    clocks: list[tuple[int, Item]] = []
    for number in re.findall(r"<t(\d+)>", both):
        item = scene.items[int(number)]
        timex = item.claim.quantity.timex or "" if item.claim else ""
        clocks += [(int(found[1]) * 60 + int(found[2]), item) for found in _CLOCK.finditer(timex)]
    if len(clocks) != 2 or not re.search(cue("both ends"), both, re.IGNORECASE):
        return
    (a, one), (b, two) = clocks
    passed = (b - a) % _DAY
    assert length.value is not None
    said = length.value * unit
    room = Decimal(unit if unit > 1 else 5) + (said * _HEDGED if length.hedge else 0)
    options = {passed, (a - b) % _DAY if _backwards().search(both) else passed}
    options |= {option + _DAY for option in options}
    options |= {option % (_DAY // 2) for option in options if not _halves(scene, one, two)}
    if any(abs(option - said) <= room for option in options):
        return
    text = scene.article.text
    quotes = [" ".join(text[item.start : item.end].split()) for item in (one, two, length)]
    hours = shown(Decimal(passed) / 60)
    yield Proof(
        "NC404",
        (length, one, two),
        f"{quotes[0]} to {quotes[1]} is {hours} hours, the text says {quotes[2]}",
        "length of time",
    )


@cache
def _backwards() -> re.Pattern[str]:
    return re.compile(cue("the later first"), re.IGNORECASE)


def _halves(scene: Scene, *items: Item) -> bool:
    """Whether the words say which half of the day is meant."""
    text = scene.article.text
    return all(
        re.search(r"[ap]\.?\s?m\b|noon|midnight|(?:1[3-9]|2[0-3])[:.]\d\d|0\d[:.]\d\d", text[i.start : i.end], re.I)
        for i in items
    )
