"""How a number relates to a set, a time or a wish beside it: a part, what comes on top, a limit, a figure taken back.

>>> moving(View.of("There are now 12 men", 0, 20), 3, 5)
'both'
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import pairwise

from numcheck import lexicon
from numcheck.frame.view import Phrases, View
from numcheck.model import TIMES, Quantity

__all__ = ["moving", "relation"]

_AFTER_REACH = 2
_BEFORE_REACH = 3
_MOVING_REACH = 6
_FRONT_REACH = 7  # words of a set named before the comma, or of the subject of a clause
_OWN = frozenset(("its", "their", "his", "her", "our", "my", "your"))
_OF_COUNTS = ("part", "additional")


@cache
def _scope(table: str) -> Phrases:
    return Phrases(lexicon.records("scope", table), by_stem=False)


def relation(view: View, start: int, end: int, quantity: Quantity) -> str | None:
    """How the words [start, end) relate to a set or time beside them: "part", "additional", "former", "each", "limit".

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        quantity: what it says.

    >>> from numcheck.interval import Interval
    >>> relation(View.of("including 12 men", 0, 16), 1, 3, Quantity("count", Interval.point(12), Interval.point(12)))
    'part'
    """
    counts = quantity.kind in ("count", "number")
    found = _beside(view, start, end, counts)
    if quantity.kind in TIMES:
        return found if found == "former" else None
    if not counts or not quantity.part or found == "rest":
        return found
    return None if quantity.noun and _owned(view, start, end) else "part"


def _owned(view: View, start: int, end: int) -> bool:
    """Whether a count is "of its soldiers": of all that somebody has, and not of a set that the text has named."""
    inside = view.lows[start + 1 : end]
    return any(low == "of" and own in _OWN for low, own in pairwise(inside))


def _beside(view: View, start: int, end: int, counts: bool) -> str | None:
    """The same by the words beside it; of what is measured, "53 per cent more" adds nothing to another figure."""
    for first, after, row in _scope("before").find(view):
        reached = first <= start and after <= end and view.cost(min(after, start + 1) - 1, start) <= _BEFORE_REACH
        if reached and (counts or row["name"] != "part"):
            return str(row["name"])
    for first, _, row in _scope("after").find(view):
        # "65 kilometres an hour" is not for each hour
        inside = counts or (first >= end and row["name"] not in _OF_COUNTS)
        if inside and first > start and view.cost(end - 1, first) <= _AFTER_REACH:
            return str(row["name"])
    if _withdrawn(view, start):
        return "former"
    if _bounded(view, start):
        return "limit"
    return "part" if counts and _fronted(view, start) else None


def _withdrawn(view: View, start: int) -> bool:
    """Whether the article takes a figure back: "In Monday's report we gave the number as 12"."""
    taken = [after for _, after, _ in _scope("withdrawn").find(view) if after <= start]
    return bool(taken) and not any(taken[-1] <= first < start for first, _, _ in _scope("mended").find(view))


def _bounded(view: View, start: int) -> bool:
    """Whether the subject of the clause is a limit: "The limit on that stretch is 50 km/h"."""
    verb = next((at for at in range(start - 1, max(-1, start - 1 - _BEFORE_REACH), -1) if view.lows[at] in _be()), None)
    if verb is None or "," in view.text[view.ends[verb] : view.starts[start]]:
        return False
    return any(
        after <= verb <= after + _FRONT_REACH and "," not in view.text[view.ends[after - 1] : view.starts[verb]]
        for _, after, _ in _scope("bound").find(view)
    )


def _be() -> Collection[str]:
    return lexicon.words("scope", "inverted")


def _fronted(view: View, start: int) -> bool:
    """Whether a set named at the head of the clause is what the number counts a part of: up to a comma ("Of those, 12
    were officers") or a form of "be" ("Among the dead were 12 officers")."""
    first = start
    while (
        first > 0
        and start - first <= _BEFORE_REACH
        and view.lows[first - 1] not in _be()
        and "," not in view.text[view.ends[first - 1] : view.starts[first]]
    ):
        first -= 1
    if first > 0 and view.lows[first - 1] in _be():
        first -= 1
    return any(
        after <= first <= after + _FRONT_REACH and _opens(view, index) for index, after, _ in _scope("front").find(view)
    )


def _opens(view: View, index: int) -> bool:
    """Whether a clause begins at a word, or with the link before it ("and", "that")."""
    if index and view.lows[index - 1] in _be():
        return False
    return index == 0 or view.cost(index - 1, index) > 1 or (index > 1 and view.cost(index - 2, index) > 2)


def moving(view: View, start: int, end: int) -> str | None:
    """Whether words beside the words [start, end) say that the figure is one of the day: "now 12", "12 so far".

    >>> moving(View.of("There are now 12 men", 0, 20), 3, 5)
    'both'
    """
    for first, after, _ in _scope("moving").find(view):
        at = first if first >= end else after - 1
        if not start <= first < end and view.cost(at, end - 1 if at >= end else start) <= _MOVING_REACH:
            return "both"
    return "both" if start and view.lows[start - 1] in lexicon.words("scope", "holding") else None
