"""Hedges beside a number and the two intervals they make: "up to 12,000" -> hard [0, 12000], fair [10800, 12000]."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon
from numcheck.extract.context import last_word
from numcheck.interval import Interval, as_written

__all__ = ["Hedge", "hedge_after", "hedge_before", "intervals"]

_WINDOW = 32
_GLUED = "~≈<>≤≥=+-"
_ZERO = Decimal(0)


class Hedge(NamedTuple):
    """A hedge at [start, end): as written, which way it opens the number, by what share the fair interval widens."""

    start: int
    end: int
    say: str
    bound: str
    width: Decimal


@cache
def _side(side: str) -> tuple[re.Pattern[str], Mapping[str, lexicon.Record]]:
    rows = lexicon.surfaces("hedges", side)
    words = lexicon.alternation(rows)
    if side == "before":
        return re.compile(rf"(?<![\w-])({words})(?:\s+(?:an?\s+)?(?:estimated\s+|about\s+|around\s+)?)?$", re.I), rows
    return re.compile(rf"[\s-]?(?:\(?)({words})(?!\w)", re.I), rows


@cache
def _last_words() -> frozenset[str]:
    """The words that a hedge may end with; "an", "estimated" and the like may stand between it and the number."""
    said = {say.split()[-1] for say in lexicon.surfaces("hedges", "before")}
    return frozenset(said | {"a", "an", "estimated", "about", "around"})


def _normal(say: str) -> str:
    return " ".join(say.lower().split())


def _hedge(found: re.Match[str], row: lexicon.Record) -> Hedge:
    return Hedge(found.start(1), found.end(1), found[1], row["bound"], Decimal(row["width"]))


def hedge_before(text: str, start: int, floor: int) -> Hedge | None:
    """The hedge right before `start`, not looking past `floor`.

    >>> hedge_before("more than 50", 10, 0).bound
    'above'
    """
    if start <= floor:
        return None
    if last_word(text, start, floor) not in _last_words() and text[start - 1] not in _GLUED:
        return None
    pattern, rows = _side("before")
    found = pattern.search(text, max(floor, start - _WINDOW), start)
    if not found or (found.start() > 0 and text[found.start() - 1].isalnum() and found[1][0].isalnum()):
        return None
    say = _normal(found[1])
    if say[-1].isalpha() and found.end(1) == start:
        return None
    return _hedge(found, rows[say])


def hedge_after(text: str, end: int, limit: int) -> Hedge | None:
    """The hedge right after a number and its noun.

    >>> hedge_after("100 homes or more", 9, 17).bound
    'at_least'
    """
    pattern, rows = _side("after")
    found = pattern.match(text, end, limit)
    if not found:
        return None
    say = _normal(found[1])
    if say == "plus" and text[end : end + 1].isspace():
        return None  # "200 homes plus a school"
    return _hedge(found, rows[say])


def intervals(
    low: Decimal,
    high: Decimal,
    step: tuple[Decimal, Decimal],
    hedge: Hedge | None,
    signed: bool,
    top: Decimal | None = None,
    open_top: bool = False,
) -> tuple[Interval, Interval]:
    """The hard and the fair interval of a number.

    Args:
        low, high: as written; equal for a point.
        step: rounding unit of either end, 0 for an exact count.
        hedge: what stands beside it.
        signed: whether the measure can be below zero (temperatures).
        top: upper end of what a reader takes a vague amount for.
        open_top: nothing bounds a vague amount above.

    Returns:
        (hard, fair); fair always lies inside the hull of hard and what the digits mean.

    >>> hard, fair = intervals(Decimal(12000), Decimal(12000), (Decimal(0), Decimal(0)),
    ...     Hedge(0, 5, "up to", "at_most", Decimal("0.10")), signed=False)
    >>> print(hard, fair)
    [0, 12000] [10800, 12000]
    """
    written = (
        as_written(low, step[0]) if low == high else Interval(as_written(low, step[0]).lo, as_written(high, step[1]).hi)
    )
    if open_top:  # "dozens" are two dozen at the least
        written = Interval(low * 2, high)
    if hedge is None:
        hard = Interval(written.lo, None) if open_top else written
        return hard, Interval(written.lo, top) if top is not None else written
    if hedge.bound == "exact":
        return Interval(low, high), Interval(low, high)
    share = hedge.width
    floor = None if signed or low < 0 else _ZERO
    if hedge.bound == "around":
        wide = Interval(low - abs(low) * share, high + abs(high) * share).hull(written)
        return wide, wide
    if hedge.bound in ("above", "at_least"):
        strict = hedge.bound == "above"
        fair_top = max(high, low + abs(low) * share)
        return Interval(low, None, lo_open=strict), Interval(low, fair_top, lo_open=strict and fair_top > low)
    fair_low = high - abs(high) * share
    if hedge.bound == "nearly":
        return Interval(high - abs(high) * share * Decimal("1.5"), written.hi), Interval(fair_low, written.hi)
    strict = hedge.bound == "below" and (floor is None or high > floor)
    hard = Interval(floor if floor is None or floor <= high else high, high, hi_open=strict)
    return hard, Interval(fair_low, high, hi_open=strict and fair_low < high)
