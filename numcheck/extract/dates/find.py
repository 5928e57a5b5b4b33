"""All dates of a text, one pass over its date words.

>>> [(f.start, f.end, f.quantity.timex) for f in find_dates("It fell on 29 October.", date(2024, 10, 31))]
[(11, 21, '2024-10-29')]
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from numcheck.extract.crowd import Crowd
from numcheck.extract.dates.phrases import phrase
from numcheck.extract.dates.scene import Scene, When, read_scene
from numcheck.extract.found import Found
from numcheck.interval import EVERYTHING, Interval
from numcheck.model import Days, Quantity

__all__ = ["find_dates"]

_BACK = 10  # how many tokens before its first strong word an expression can begin


def find_dates(text: str, published: date | None, crowd: Crowd | None = None) -> list[Found]:
    """The dates, times and repeated times of a text, in order, none overlapping.

    Args:
        text: any text.
        published: its day of publication; without it relative and partial dates stay unresolved.
        crowd: keeps walls of dates from costing more than their length allows.

    Returns:
        Expressions with code point offsets. `readings` holds the possible days, the favourite first.

    >>> [found.quantity.timex for found in find_dates("Talks resume in October 2025.", None)]
    ['2025-10']
    """
    scene = read_scene(text, published, crowd)
    found = []
    roles, gaps = scene.roles, scene.gaps
    done = 0  # tokens before this one are part of a date, or begin none
    for strong in scene.strong:
        first = strong
        while first > done and gaps[first - 1] is not None and strong - first < _BACK:
            first -= 1
        i = max(first, done)
        while i <= strong:
            if "start" in roles[i] and (hit := phrase(scene, i)):
                found.append(_found(scene, hit[0], i, hit[1]))
                i = hit[1]
            else:
                i += 1
            done = i
    return found


def _found(scene: Scene, when: When, i: int, j: int) -> Found:
    start, end = scene.starts[i], scene.ends[j - 1]
    if when.readings and all(when.readings[0]) and when.kind != "set":
        scene.anchor(start, when)
    return Found(start, end, _quantity(when))


@lru_cache(4096)
def _quantity(when: When) -> Quantity:
    fair = hard = EVERYTHING
    if when.readings:
        fair = hard = _interval(when.readings[0])
        for days in when.readings[1:]:
            hard = hard.hull(_interval(days))
    return Quantity(
        kind=when.kind,
        hard=hard,
        fair=fair,
        readings=when.readings,
        timex=when.timex,
        fuzzy=when.fuzzy,
        hedge=when.hedge,
    )


@lru_cache(4096)
def _interval(days: Days) -> Interval:
    lo, hi = days
    return Interval(None if lo is None else Decimal(lo.toordinal()), None if hi is None else Decimal(hi.toordinal()))
