"""What happened and when: the event class beside a number, and the days that it holds for.

>>> text = "A mine killed 12 men"
>>> [hit[2]["name"] for hit in events(View.of(text, 0, len(text)))]
['killed']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from numcheck import lexicon
from numcheck.frame.view import Phrases, View
from numcheck.model import Days, Mention, Quantity

__all__ = ["EventHit", "event_of", "events", "ref_time"]

_REACH = 9  # cost beyond which an event no longer governs a number
_INSIDE = 4  # what an event word within the counted noun costs: "30 survivors were saved" tells of saving
_BROAD = 4  # how much nearer a broad event must be
_TIME_REACH = 9
_ASIDE = 6  # words of an aside either side of its date
_SAID_REACH = 24  # the same for the day on which the figure was said
EventHit = tuple[int, int, lexicon.Record]


@cache
def _events() -> Phrases:
    return Phrases(lexicon.records("events"))


def events(view: View) -> Sequence[EventHit]:
    """The event words of a sentence: (first word, word after the last, record)."""
    return _events().find(view)


def event_of(view: View, start: int, end: int, hits: Sequence[EventHit], numbers: Sequence[int]) -> EventHit | None:
    """The event word that governs the words [start, end): the nearest, counting clause boundaries and other numbers.

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        hits: event words of the sentence.
        numbers: words at which the sentence's other mentions begin.
    """
    best: tuple[int, int] | None = None
    chosen = None
    for hit in hits:
        at = hit[0] if hit[0] >= end else hit[1] - 1
        inside = start <= hit[0] < end
        here = end - 1 if at >= end else start
        cost = _INSIDE if inside else view.cost(here, at)
        low, high = min(here, at), max(here, at)
        cost += 3 * sum(low < number < high for number in numbers) + (_BROAD if hit[2].get("broad") else 0)
        if cost <= _REACH and (best is None or (cost, hit[0]) < best):
            best, chosen = (cost, hit[0]), hit
    return chosen


def ref_time(view: View, at: int, dates: Sequence[tuple[Mention, Quantity]], speech: frozenset[int]) -> Days | None:
    """The days for which a figure holds: the nearest date of its sentence, else the day on which it was said.

    Args:
        view: the sentence.
        at: the word at which the figure begins.
        dates: the dates of the sentence.
        speech: words that are verbs or occasions of saying.
    """
    best: tuple[bool, int, int] | None = None
    days = None
    for mention, quantity in dates:
        if not quantity.readings:
            continue
        index, last = view.at(mention.start), view.at(mention.end - 1)
        if _aside(view, at, index, last):
            continue
        said = any(-2 <= word - index < 0 or 0 < word - last <= 2 for word in speech)
        led = last + 1 < at and view.lows[last + 1] == "when"  # "in 2019, when ten died"
        near = last + 1 if led else last if last < at else index
        rank = (said, view.cost(at, near), index)
        if rank[1] <= (_SAID_REACH if said else _TIME_REACH) and (best is None or rank < best):
            best, days = rank, quantity.readings[0]
    return days


def _aside(view: View, at: int, first: int, last: int) -> bool:
    """Whether a date stands in an aside of its own that a number does not: "the vessel, built in 1991, carried 331"."""
    opening = next(
        (i for i in range(first, max(-1, first - _ASIDE), -1) if "," in view.text[slice(*view.gap(i))]), None
    )
    closing = next(
        (i for i in range(last + 1, min(len(view.words), last + _ASIDE)) if "," in view.text[slice(*view.gap(i))]), None
    )
    if opening is None or opening >= first:
        return False
    ends = closing if closing is not None else len(view.words)
    return not opening <= at < ends and view.lows[opening].endswith(("ed", "en", "ilt", "old", "made"))
