"""Lengths of time in other forms: "for more than an hour" is PT1H, "several months" PXM, "in 2:04:35" PT2H4M35S.

The vague ones cannot be compared, and are read all the same: what lasted how long is part of what an article says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.context import last_word
from numcheck.extract.convert import to_base
from numcheck.extract.dates.timex import DURATION_UNITS, duration_timex
from numcheck.extract.found import Found
from numcheck.extract.hedges import Hedge, hedge_before, intervals
from numcheck.interval import Interval, plain
from numcheck.model import Quantity

__all__ = ["clock_timex", "find_clocked", "find_durations", "holds_duration"]

_NOT_ONE = re.compile(r"\s(?:ago|later|earlier|before|on)\b")
_COLON = re.compile(r":[0-5]\d(?:[:.]\d|\s(?:of|into|in|left|remaining)\s)")
_CLOCKED = re.compile(r"(?<![\w:.])(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d(?:\.\d{1,3})?)(?![\w:])(?!\.\d)")
_HALF = re.compile(r"\sand\sa\shalf\b")
_MANY = (Decimal(2), Decimal(9))  # "several" to a reader; the words set no upper end


@cache
def _units() -> dict[str, str]:
    """Each singular and plural of a unit of time, with its name."""
    names = sorted(DURATION_UNITS - {"quarter", "half", "weekend"})
    plurals = {"century": "centuries", "millennium": "millennia"}
    return {form: name for name in names for form in (name, plurals.get(name, f"{name}s"))}


@cache
def _pattern() -> re.Pattern[str]:
    # anchored on the unit: a whole article holds few of them
    return re.compile(rf"(?<=[ \u00a0-])({lexicon.alternation(sorted(_units()))})(?![\w-])")


@cache
def _words(table: str) -> frozenset[str]:
    return lexicon.words("durations", table)


@cache
def _before(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon.alternation(_words(table))}[ \u00a0-]$", re.I)


@cache
def _inside() -> re.Pattern[str]:
    # "nine days later", "every 33 years": a unit in the plural on either side of the word
    units = lexicon.alternation(sorted(form for form, name in _units().items() if form != name))
    words = lexicon.alternation(_words("inside"))
    return re.compile(rf"\b(?:{words}\b.*\b{units}|{units}\b.*\b{words})\b", re.I)


@cache
def _more() -> re.Pattern[str]:
    units = lexicon.alternation(sorted(form for form, name in _units().items() if form != name))
    return re.compile(rf"\sand\s(?!the\b|many\b|few\b)[\w-]+\s{units}\b")


@cache
def _bout() -> re.Pattern[str]:
    # "at 1:15 of the seventh round", "2:44 into the third period", "with 0:32 left in the half"
    words = lexicon.alternation(sorted(_words("bout")))
    nth = r"the\s(?:first|second|third|\w+th|\d+(?:st|nd|rd|th))"
    found = rf"(?:the\s)?(?:[\w-]+\s)?{words}|{nth}"
    return re.compile(rf"\s(?:(?:left|remaining)\s)?(?:of|into|in)\s(?:{found})\b", re.I)


def holds_duration(text: str, start: int, end: int) -> bool:
    """Whether a date at [start, end) is told by a length of time that is worth reading by itself.

    >>> holds_duration("nine days later", 0, 15), holds_duration("nine days ago", 0, 13)
    (True, False)
    """
    return bool(_inside().search(text, start, end))


def find_clocked(text: str) -> Iterator[Found]:
    """Every time that something took, written as on a stopwatch.

    >>> [found.quantity.timex for found in find_clocked("She won in 2:04:35, at 10:30:15.")]
    ['PT2H4M35S']
    >>> [found.quantity.timex for found in find_clocked("It ended at 1:15 of the seventh round.")]
    ['PT1M15S']
    """
    if not _COLON.search(text):
        return
    for found in _CLOCKED.finditer(text):
        hours, minutes, seconds = found.groups()
        timed = (hours or "." in seconds) and last_word(text, found.start(), 0) in _words("clocked")
        if timed or (not hours and _bout().match(text, found.end())):
            value = (Decimal(hours or 0) * 60 + Decimal(minutes)) * 60 + Decimal(seconds)
            hard, fair = intervals(value, value, (Decimal(1), Decimal(1)), None, signed=False)
            made = _found(found.start(), found.end(), "second", hard, fair, value, None)
            yield made._replace(quantity=replace(made.quantity, timex=clock_timex(value)))


def clock_timex(seconds: Decimal) -> str:
    """The TIMEX3 value of a length of time in hours, minutes and seconds.

    >>> clock_timex(Decimal(7475))
    'PT2H4M35S'
    """
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (left, "S"))
    return "PT" + "".join(f"{plain(amount)}{letter}" for amount, letter in parts if amount)


def find_durations(text: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Every length of time without a number, outside the taken spans.

    Args:
        text: the article.
        taken: ordered spans of dates and quantities.

    >>> [found.quantity.timex for found in find_durations("It burned for an hour, then a month and a half.", [])]
    ['PT1H', 'P1.5M']
    """
    spans = iter(taken)
    span = next(spans, None)
    for found in _pattern().finditer(text):
        while span is not None and span[1] <= found.start():
            span = next(spans, None)
        if span is not None and span[0] < found.end():
            continue
        if made := _read(text, found.start(), found.end(), _units()[found[1]]):
            yield made


def _read(text: str, start: int, end: int, unit: str) -> Found | None:
    one = text[start:end] == unit
    if one and (whole := _before("whole").search(text, max(0, start - 12), start)):
        return _one(whole.start(), end, unit, None)
    if one and unit != "second" and (article := _before("one").search(text, max(0, start - 9), start)):
        at = article.start()
        half, more = _HALF.match(text, end), _more().match(text, end)
        if more:  # "a year and seven months" lies between one year and two
            between = Interval(Decimal(1), Decimal(2))
            return _found(at, more.end(), unit, between, between, None, None)
        if (not half and last_word(text, at, 0) not in _words("licence")) or _NOT_ONE.match(text, end):
            return None
        hedge = hedge_before(text, at, 0)
        return _one(at, half.end(), unit, hedge, Decimal("0.5")) if half else _one(at, end, unit, hedge)
    if one:
        return None
    vague = _before("vague").search(text, max(0, start - 14), start)
    if vague or last_word(text, start, 0) in _words("licence"):
        at = vague.start() if vague else start
        return _found(at, end, unit, Interval(_MANY[0], None), Interval(*_MANY), None, None)
    return None


def _one(start: int, end: int, unit: str, hedge: Hedge | None, more: Decimal = Decimal(0)) -> Found:
    value, step = 1 + more, Decimal(1) - more
    hard, fair = intervals(value, value, (step, step), hedge, signed=False)
    return _found(hedge.start if hedge else start, end, unit, hard, fair, value, hedge.say if hedge else None)


def _found(
    start: int, end: int, unit: str, hard: Interval, fair: Interval, value: Decimal | None, hedge: str | None
) -> Found:
    base = to_base(hard, fair, unit, "duration")
    return Found(
        start,
        end,
        Quantity(
            kind="duration",
            hard=hard,
            fair=fair,
            value=value,
            written=(value, value) if value is not None else None,
            unit=unit,
            hedge=hedge,
            base=base[0] if base else None,
            base_unit=base[1] if base else None,
            timex=duration_timex(value if value is not None else "X", unit),
        ),
    )
