"""NC404, of spans: a length of time that its two dates or clock times do not make: "a six-hour siege, 9am to 8pm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import shown
from numcheck.extract.dates.calendar import period
from numcheck.interval import Interval

__all__ = ["durations"]

_DAYS = {"day": Decimal(1), "week": Decimal(7), "fortnight": Decimal(14), "month": Decimal("30.44"),
         "year": Decimal("365.25"), "decade": Decimal("3652.5"), "century": Decimal(36525)}  # fmt: skip
_MINUTES = {"hour": 60, "minute": 1}
_DAY = 24 * 60
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?:from |between )?\d{4}\s*(?:to|until|and|-|–)\s*\d{4}$", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m\b|noon|midnight|(?:1[3-9]|2[0-3])[:.]\d\d|0\d[:.]\d\d", re.IGNORECASE)
_HALVES = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?\s?m\b", re.IGNORECASE)
_HEDGED = Decimal("0.15")
Period = tuple[date, date]


def durations(scene: Scene) -> Iterator[Proof]:
    """Lengths of time against the span that the same sentence gives, or the one before."""
    previous: Line | None = None
    for line in scene.lines:
        both = f"{previous.tagged} | {line.tagged}" if previous else line.tagged
        previous = line
        if "<u" not in both or not ("<d" in line.tagged or "<t" in line.tagged or "<u" in line.tagged):
            continue
        if cued("not its length").search(line.tagged):
            continue
        yield from _dated(scene, line.tagged, both)
        if both.count("<u") == 1 and both.count("<t") > 1:
            yield from _clocked(scene, both)
        if line.tagged.count("<u") == line.tagged.count("<t") == 1:
            yield from _clock_range(scene, line)


def _dated(scene: Scene, text: str, both: str) -> Iterator[Proof]:
    for match in _ranges().finditer(text):
        hit = Hit(match, scene.items)
        length, span = (hit["length"], hit["span"]) if hit.has("length") else (hit["length2"], hit["span2"])
        ends = _ends(scene, span)
        if ends is not None:
            yield from _compare(scene, length, *ends, (span,))
    for match in _events().finditer(text):
        hit = Hit(match, scene.items)
        first, last = _period(hit["first"]), _period(hit["last"])
        if first is not None and last is not None and text.count("<d") + text.count("<t") == 2:
            yield from _compare(scene, hit["length"], first, last, (hit["first"], hit["last"]))
    for match in _after_event().finditer(text):
        hit = Hit(match, scene.items)
        end = "" if hit.has("first") else "2"
        first, last = _period(hit[f"first{end}"]), _period(hit[f"last{end}"])
        if first is not None and last is not None:
            yield from _compare(scene, hit[f"length{end}"], first, last, (hit[f"first{end}"], hit[f"last{end}"]))
    for match in _since().finditer(both):
        hit = Hit(match, scene.items)
        which = next(end for end in ("", "2", "3", "4", "5") if hit.has(f"length{end}"))
        if which == "5" and not re.match("since", scene.article.text[hit["start5"].start :], re.IGNORECASE):
            continue
        names = f"length{which}", f"start{which}"
        first = _period(hit[names[1]])
        if first is not None and scene.published is not None and first[1] <= scene.published:
            today = (scene.published, scene.published)
            yield from _compare(scene, hit[names[0]], first, today, (hit[names[1]],))


@cache
def _ranges() -> re.Pattern[str]:
    gap = r"(?:[^<|.;:!?]{0,45}?)"
    return grammar(rf"{{u:length}}{gap}{{d:span}}|{{d:span2}}{gap}{{u:length2}}")


@cache
def _events() -> re.Pattern[str]:
    """ "took power in 1969 and was killed on Thursday, ending 52 years": a start, an end, and what lay between."""
    return grammar(
        r"{*starts}[^<|.;]{0,50}?{dt:first}[^<|.;]{0,60}?{dt:last}[^<|.;]{0,30}?{*lasting}\s+(?:[a-z]+\s+){0,3}?{u:length}(?!\s+as\b)"
    )


@cache
def _after_event() -> re.Pattern[str]:
    """ "In 2020, 20 years after the wall fell in 1989"; "20 years after it fell in 1989, in 2020"."""
    after = r"\s+after\s+[^<|.;]{3,50}?\s(?:in|on)\s+"
    return grammar(
        rf"\b(?:in|on)\s+{{d:last}},?\s+(?:[a-z]+\s+)?{{u:length}}{after}{{d:first}}"
        rf"|{{u:length2}}{after}{{d:first2}},\s+(?:in|on)\s+{{d:last2}}"
    )


@cache
def _since() -> re.Pattern[str]:
    length = r"\b(?:has|have)\b[^<|.;]{0,40}?\bfor\s+(?:the\s+)?(?:past\s+|last\s+)?"
    state = r"\b(?:has|have)\s+been\s+{*held}\s+for\s+"
    start, day = r"\bsince\b[^<|.;]{0,30}?", r"{*started}[^<|.;]{0,70}?"
    return grammar(
        rf"{length}{{u:length}}[^<|.;]{{0,40}}{start}{{dt:start}}|{start}{{dt:start2}}[^<|.;]{{0,40}}{length}{{u:length2}}"
        rf"|{state}{{u:length3}}[^<|]*(?:\|[^<|]*)?{day}{{dt:start3}}|{day}{{dt:start4}}[^<|]*(?:\|[^<|]*)?{state}{{u:length4}}"
        rf"|\b(?:has|have)\b[^<|.;]{{0,40}}?{{d:start5}},\s+{{u:length5}}(?=\s*[.,;]|$)"
    )


def _compare(scene: Scene, length: Item, first: Period, last: Period, items: tuple[Item, ...]) -> Iterator[Proof]:
    unit = _DAYS.get(length.unit or "")
    if unit is None or length.value is None or first[0] > last[1]:
        return
    room = 1 if unit < _DAYS["month"] else 5
    low = Decimal(max((last[0] - first[1]).days - room, 0)) / unit
    high = Decimal((last[1] - first[0]).days + room) / unit
    slack = length.value * _HEDGED if length.hedge else Decimal(0)
    step = max(length.place, Decimal(1))
    if Interval(low, high).overlaps(Interval(length.value - slack - step / 2, length.value + slack + step)):
        return
    if length.hedge and length.claim and length.claim.quantity.hard.overlaps(Interval(low, high)):
        return
    quote = " ".join(scene.article.text[length.start : length.end].split())
    spans = " to ".join(_shown(period) for period in (first, last))
    yield Proof(
        "NC404",
        (length, *items),
        f"{spans} is {shown(low)} to {shown(high)} {length.unit}s, the text says {quote}",
        "length of time",
    )


def _period(item: Item) -> Period | None:
    """The days of a date that can be read in one way only; of a range, in ways that are equally long."""
    timex = (item.claim.quantity.timex or "") if item.claim else ""
    readings = item.claim.quantity.readings if item.claim and not item.claim.quantity.fuzzy else ()
    found = [(first, last) for first, last in readings if first is not None and last is not None]
    lengths = {last - first for first, last in found}
    return (
        found[0]
        if len(found) == len(readings) > 0 and (len(found) == 1 or ("/" in timex and len(lengths) == 1))
        else None
    )


def _ends(scene: Scene, item: Item) -> tuple[Period, Period] | None:
    """Both ends of a range of days or years, each as a period."""
    text = scene.article.text[item.start : item.end]
    timex = (item.claim.quantity.timex or "") if item.claim else ""
    if "/" not in timex:
        return None
    if _YEARS.match(text):
        one, two = ((date(int(year), 1, 1), date(int(year), 12, 31)) for year in _YEAR.findall(text))
        return one, two
    months = re.fullmatch(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)", timex)
    if months:
        first, last = (period(int(months[n]), int(months[n + 1])) for n in (1, 3))
        return None if first is None or last is None else (first, last)
    whole = _period(item)
    if whole is None or not all(re.match(r"\d{4}-\d\d-\d\d", end) for end in timex.split("/")):
        return None
    return (whole[0], whole[0]), (whole[1], whole[1])


def _shown(period: Period) -> str:
    first, last = period
    if first == last:
        return first.isoformat()
    return str(first.year) if first.month != last.month else first.strftime("%Y-%m")


@cache
def _start_clock() -> re.Pattern[str]:
    return grammar(r"(?:{*starts}|\bfrom)\s+(?:[a-z]+\s+){0,3}?{t:start}|(?P<range>\bbetween\s+|\bfrom\s+){t:between}")


def _clocked(scene: Scene, both: str) -> Iterator[Proof]:
    """Hours between two times of day, one of which is said to be the beginning."""
    length = scene.items[int(re.findall(r"<u(\d+)>", both)[0])]
    unit = _MINUTES.get(length.unit or "")
    match = _start_clock().search(both)
    if unit is None or match is None or length.value is None or cued("elsewhere").search(both):
        return
    hit = Hit(match, scene.items)
    start = hit["start"] if hit.has("start") else hit["between"]
    others = [scene.items[int(n)] for n in re.findall(r"<t(\d+)>", both) if scene.items[int(n)] is not start]
    times = [_minutes(item) for item in (start, *others)]
    if len(times) != 2 or times[0] is None or times[1] is None or any(item.hedge for item in (start, *others)):
        return
    passed = (times[1] - times[0]) % _DAY
    said = length.value * unit
    room = Decimal(unit if unit > 1 else 5) + (said * _HEDGED if length.hedge else 0)
    options = {passed, passed + _DAY}
    if not all(_HALF.search(scene.article.text[item.start : item.end]) for item in (start, *others)):
        options |= {passed % (_DAY // 2), passed % (_DAY // 2) + _DAY // 2}
    if any(abs(option - said) <= room for option in options):
        return
    quotes = [" ".join(scene.article.text[item.start : item.end].split()) for item in (start, *others, length)]
    hours = shown(Decimal(passed) / 60)
    yield Proof(
        "NC404",
        (length, start, *others),
        f"{quotes[0]} to {quotes[1]} is {hours} hours, the text says {quotes[2]}",
        "length of time",
    )


def _clock_range(scene: Scene, line: Line) -> Iterator[Proof]:
    """ "The talks lasted five hours, from 2pm to 4pm"."""
    length, span = (next(scene.items[n] for n in line.items if scene.items[n].kind == kind) for kind in "ut")
    unit = _MINUTES.get(length.unit or "")
    times = [
        (int(hour) % 12 + 12 * (half.lower() == "p"), int(minute or 0))
        for hour, minute, half in _HALVES.findall(scene.article.text[span.start : span.end])
    ]
    if unit is None or length.value is None or len(times) != 2 or cued("elsewhere").search(line.tagged):
        return
    (a, b), said = (hour * 60 + minute for hour, minute in times), length.value * unit
    passed = (b - a) % _DAY
    room = Decimal(unit if unit > 1 else 5) + (said * _HEDGED if length.hedge else 0)
    if said < _DAY and abs(passed - said) > room:
        quotes = [" ".join(scene.article.text[item.start : item.end].split()) for item in (span, length)]
        says = f"{quotes[0]} is {shown(Decimal(passed) / 60)} hours, the text says {quotes[1]}"
        yield Proof("NC404", (length, span), says, "length of time")


def _minutes(item: Item) -> int | None:
    found = _CLOCK.search(item.claim.quantity.timex or "") if item.claim else None
    return int(found[1]) * 60 + int(found[2]) if found else None
