"""Clock times and parts of a day: "3.40 a.m.", "06:30 GMT", "half past seven", "noon"."""

from __future__ import annotations

import re
from dataclasses import replace

from numcheck.extract.dates.numerals import small_number
from numcheck.extract.dates.scene import Hit, Scene, When

__all__ = ["clock", "lone_time", "with_time"]

Time = tuple[str, int]
_END = re.compile(r"\s*(?:[.,;)!?]|\Z)")
_TIMELY = frozenset(("clock", "dotted", "hour", "num", "cardinal", "ten", "minutes", "part", "edge", "in", "at"))
_AFTER_HOUR = frozenset(("am", "oclock", "past", "zone", "unit", "ten", "cardinal"))
_PART = re.compile(r"\s(?:in\sthe\s(morning|afternoon|evening)|at\s(night))\b")
_LATE = frozenset(("afternoon", "evening"))
_DAYS = frozenset(("weekday", "today", "month", "dom"))
_AT = frozenset(("at", "from", "between", "after", "before", "circa", "by", "until"))


def clock(c: Scene, i: int) -> Time | None:
    """A clock time at token `i`: "HH:MM" and the token after it, a time zone included."""
    bare = _AFTER_HOUR.isdisjoint(c.roles[c.next(i, " -_")]) and not _PART.match(c.low, c.ends[i])
    if bare and _dotted_at(c, i):
        return c.roles[i]["dotted"], i + 1
    if "clock" not in c.roles[i] and bare and "minutes" not in c.roles[i]:
        return None
    found = _figures(c, i) or _spoken(c, i)
    if not found:
        return None
    time, j = found
    k = c.next(j - 1)
    return (time, k + 1) if k >= 0 and "zone" in c.roles[k] else (time, j)


def _dotted_at(c: Scene, i: int) -> bool:
    """ "at 10.42 on Wednesday", "at 3.40 this morning": a day makes the figures a time."""
    k = c.next(i)
    day = c.roles[c.next(k)] if "on" in c.roles[k] else c.roles[k]
    pointed = day.get("deictic") in ("this", "last", "that") and "part" in c.roles[c.next(k)]
    return "dotted" in c.roles[i] and "at" in c.before(i) and (pointed or not _DAYS.isdisjoint(day))


def _figures(c: Scene, i: int) -> Time | None:
    roles = c.roles[i]
    j = c.next(i, " _")
    written = roles.get("clock") or roles.get("dotted") or roles.get("hour")
    if written is None and "cardinal" in roles and c.quote(i) not in ("a", "an"):
        written = f"{int(roles['cardinal']):02}:00"
    if "hhmm" in roles and "zone" in c.roles[j]:
        return roles["hhmm"], i + 1
    if written is None:
        return None
    if (spoken := _told_by_part(c, i, written)) is not None:
        return spoken
    if (half := c.roles[j].get("am")) is not None:
        hour = int(written[:2])
        return (f"{hour % 12 + int(half):02}{written[2:]}", j + 1) if hour <= 12 else (written, j + 1)
    if "oclock" in c.roles[j]:
        return written, j + 1
    if "clock" in roles or ("dotted" in roles and "zone" in c.roles[j]):
        return written, i + 1
    return None


def _told_by_part(c: Scene, i: int, written: str) -> Time | None:
    """ "five in the morning", "nine at night": the part of the day says which half of it is meant."""
    found = _PART.match(c.low, c.ends[i])
    hour = int(written[:2])
    if found is None or not 1 <= hour <= 12:
        return None
    late = 5 <= hour < 12 if found[2] else found[1] in _LATE
    j = i + 1
    while j < len(c.starts) and c.starts[j] < found.end():
        j += 1
    return f"{hour % 12 + 12 * late:02}{written[2:]}", j


def _spoken(c: Scene, i: int) -> Time | None:
    """ "half past seven", "a quarter to nine", "20 past eight"."""
    j = c.next(i) if c.roles[i].get("cardinal") == "1" else i
    if (part := c.roles[j].get("minutes")) is not None:
        minutes = int(part)
    else:
        number = small_number(c, i)
        if number is None or number[0] > 59:
            return None
        minutes, j = number[0], number[1] - 1
        if c.roles[c.next(j)].get("unit") == "minute":
            j += 1
    j = c.next(j)
    way = c.roles[j].get("past")
    if way is None:
        return None
    hour = small_number(c, c.next(j))
    if hour is None or not 1 <= hour[0] <= 12 or (way == "-1" and (minutes % 5 or "from" in c.before(i))):
        return None
    if c.roles[hour[1] - 1].get("num"):
        return None  # "10 to 12" is a range
    total = hour[0] * 60 + minutes * int(way)
    return f"{total // 60:02}:{total % 60:02}", hour[1]


def lone_time(c: Scene, i: int) -> Hit | None:
    """A clock time or part of a day without a day."""
    j = i
    if "part" not in c.roles[i] and not _AT.isdisjoint(c.roles[i]):
        j = c.next(i)
    if _TIMELY.isdisjoint(c.roles[j]):
        return None
    found = clock(c, j)
    if found:
        found = _to_clock(c, *found)
        part = _part_after(c, found[1] - 1)
        return When((), f"T{found[0]}", "clock", "time"), part[1] if part else found[1]
    part = _part_here(c, j)
    if part and part[0][0].isdigit():
        return When((), f"T{part[0]}", "clock", "time"), part[1]
    return None


def _to_clock(c: Scene, time: str, j: int) -> Time:
    """Over the end of a range of clock times."""
    k = c.next(j - 1, " -")
    if k >= 0 and "to" in c.roles[k] | ({"to": ""} if "and" in c.roles[k] else {}):
        k = c.next(k)
    elif k < 0 or c.gaps[j - 1] != "-":
        return time, j
    end = clock(c, k) if k >= 0 else None
    if not end:
        return time, j
    half = c.roles[end[1] - 1].get("am")
    if half is not None and c.roles[j - 1].keys().isdisjoint(("am", "part")) and int(time[:2]) <= 12:
        halved = f"{int(time[:2]) % 12 + int(half):02}{time[2:]}"  # "between 3:30 and 4 p.m."
        time = halved if halved <= end[0] else time
    return time, end[1]


def _part_here(c: Scene, i: int) -> Time | None:
    """A part of the day at token `i`, with "early", "late" or "in the" before it."""
    j = i
    for role in ("edge", "in", "at", "the"):
        if j >= 0 and role in c.roles[j] and "part" not in c.roles[j]:
            j = c.next(j, " -")
    part = c.roles[j].get("part") if j >= 0 else None
    if part is None or c.low[c.ends[j] - 1] == "s":
        return None
    return part, j + 1


def _part_after(c: Scene, i: int) -> Time | None:
    j = c.next(i, " ,")
    return _part_here(c, j) if j >= 0 else None


def with_time(c: Scene, when: When, j: int) -> Hit:
    """A day with the clock time or the part of the day that follows it."""
    if when.grain != "day" or when.edge:
        return when, j
    found, part = None, None
    for _ in range(2):
        k = c.next(j - 1, " ,")
        if k < 0:
            break
        if not part and (piece := _part_here(c, k)) and not (c.gaps[j - 1] == "," and "in" not in c.roles[k]):
            part, j = piece[0], piece[1]
            continue
        bare = False
        while k >= 0 and c.roles[k].keys() & _AT:
            bare = True
            k = c.next(k)
        if found or k < 0:
            break
        time = clock(c, k)
        if not time and bare and (hour := c.roles[k].get("hour")) and _END.match(c.after(k, 2)):
            time = hour, k + 1
        if not time:
            break
        found, j = _to_clock(c, *time)
    if found:
        return replace(when, timex=f"{when.timex[:10]}T{found}", kind="time"), j
    if part:
        return replace(when, timex=f"{when.timex[:10]}T{part}", kind="time"), j
    return when, j
