"""Two claims side by side, slot by slot: same, compatible, unknown or clash, and what that adds up to.

Hard slots are gates: one clash there and the claims measure different things. The others are evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from numcheck.group.values import days_between, intervals
from numcheck.model import Claim, Days

__all__ = ["GATES", "SLOTS", "WEIGHTS", "Match", "match"]

Level = Literal["same", "compatible", "unknown", "clash"]
_OTHER_EVENT = 10  # days beyond which two dates are of two events
_OTHER_TIME = 40  # days between two reference times beyond which they are of two periods
_YEAR = 360
_UNJUDGED = ("denied", "conditional", "question")


@dataclass(frozen=True, slots=True)
class Match:
    """How two claims compare.

    Args:
        levels: (slot, level) in the order of GATES and SLOTS.
        score: the weights of the levels, added up.
        clash: the first gate that is shut, None if all are open.
    """

    levels: tuple[tuple[str, Level], ...]
    score: float
    clash: str | None

    def level(self, slot: str) -> Level:
        """The level of one slot."""
        return dict(self.levels)[slot]


def _noun(a: Claim, b: Claim) -> Level:
    x, y = a.frame, b.frame
    if x.concept and x.concept == y.concept:
        return "same"
    if x.concept and y.concept:
        return "compatible" if x.family == y.family and (x.generic or y.generic) else "clash"
    return "compatible" if x.head and x.head == y.head else "clash"


def _event(a: Claim, b: Claim) -> Level:
    x, y = a.frame.event, b.frame.event
    if x is None or y is None:
        return "unknown"
    if x != y:
        return "clash"
    return "compatible" if a.frame.broad else "same"


def _relation(a: Claim, b: Claim) -> Level:
    x, y = a.frame.relation, b.frame.relation
    if "former" in (x, y) or "additional" in (x, y) or x != y:
        return "clash"
    return "same" if x else "unknown"


def _change(a: Claim, b: Claim) -> Level:
    x, y = a.quantity.change, b.quantity.change
    if x != y:
        return "clash"
    return "same" if x else "unknown"


def _narrow(a: Claim, b: Claim) -> Level:
    x, y = a.frame.narrow, b.frame.narrow
    if x == y:
        return "same" if x else "unknown"
    return "clash"


def _modality(a: Claim, b: Claim) -> Level:
    x, y = a.frame.modality, b.frame.modality
    if x in _UNJUDGED or y in _UNJUDGED:
        return "clash"
    return "same" if x == y else "compatible"


def _time(a: Claim, b: Claim) -> Level:
    if a.quantity.readings and b.quantity.readings:
        gap = min(days_between(x, y) for x in a.quantity.readings for y in b.quantity.readings)
        return "clash" if gap > _OTHER_EVENT else "unknown"
    x, y = a.frame.ref_time, b.frame.ref_time
    if x is not None and y is not None:
        gap = days_between(x, y)
        if gap > _OTHER_TIME or (gap and _is_long(x) and _is_long(y)):
            return "clash"
        return "compatible" if gap else "same"
    for days, other in ((x, b), (y, a)):
        if days is not None and other.published is not None:
            now = (other.published, other.published)
            if days_between(days, now) > _OTHER_TIME or _is_long(days):
                return "clash"
    return "unknown"


def _is_long(days: Days) -> bool:
    return days[0] is None or days[1] is None or (days[1] - days[0]).days >= _YEAR


def _story(a: Claim, b: Claim) -> Level:
    if a.mention.doc == b.mention.doc:
        return "unknown"
    shared = len(a.frame.story & b.frame.story)
    if shared == 0 and not a.frame.anchors & b.frame.anchors:
        return "clash"
    return "same" if shared > 2 else "compatible" if shared == 2 else "unknown"


def _place(a: Claim, b: Claim) -> Level:
    x, y = a.frame.places, b.frame.places
    if x & y:
        return "same"
    if not x or not y:
        return "unknown"
    return "compatible" if x & b.frame.anchors or y & a.frame.anchors else "clash"


def _names(a: Claim, b: Claim) -> Level:
    x, y = a.frame.anchors, b.frame.anchors
    shared = len(x & y)
    if shared:
        return "same" if shared > 1 else "compatible"
    return "clash" if x and y else "unknown"


def _modifiers(a: Claim, b: Claim) -> Level:
    x, y = a.frame.modifiers, b.frame.modifiers
    if x & y:
        return "same"
    return "clash" if x and y else "unknown"


def _words(a: Claim, b: Claim) -> Level:
    shared = len(a.frame.words & b.frame.words)
    return "same" if shared > 2 else "compatible" if shared else "unknown"


def _size(a: Claim, b: Claim) -> Level:
    if a.quantity.readings or b.quantity.readings:
        return "unknown"
    x, y = intervals(a.quantity)[1], intervals(b.quantity)[1]
    low = min((end for end in (x.hi or x.lo, y.hi or y.lo) if end is not None), default=None)
    high = max((end for end in (x.lo or x.hi, y.lo or y.hi) if end is not None), default=None)
    if low is None or high is None or low <= 0:
        return "unknown"
    ratio = high / low
    return "same" if ratio <= 2 else "compatible" if ratio <= 4 else "unknown" if ratio <= 10 else "clash"


Slot = Callable[[Claim, Claim], Level]
GATES: Mapping[str, Slot] = {
    "noun": _noun,
    "event": _event,
    "relation": _relation,
    "change": _change,
    "narrow": _narrow,
    "modality": _modality,
    "time": _time,
    "story": _story,
}
SLOTS: Mapping[str, Slot] = {
    "place": _place,
    "names": _names,
    "modifiers": _modifiers,
    "words": _words,
    "size": _size,
}
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("noun", "same"): 2.0,
    ("noun", "compatible"): 1.0,
    ("event", "same"): 2.0,
    ("event", "compatible"): 0.5,
    ("relation", "same"): 0.5,
    ("narrow", "same"): 0.5,
    ("time", "same"): 0.5,
    ("story", "same"): 1.5,
    ("story", "compatible"): 0.75,
    ("place", "same"): 1.5,
    ("place", "compatible"): 0.5,
    ("place", "clash"): -2.0,
    ("names", "same"): 1.5,
    ("names", "compatible"): 0.75,
    ("names", "clash"): -0.5,
    ("modifiers", "same"): 1.0,
    ("modifiers", "clash"): -1.5,
    ("words", "same"): 1.5,
    ("words", "compatible"): 0.5,
    ("size", "same"): 0.5,
    ("size", "clash"): -2.0,
}


def match(a: Claim, b: Claim) -> Match:
    """Compare two claims slot by slot.

    Args:
        a: one claim.
        b: another; the order does not matter.

    Returns:
        Levels, score and the first shut gate.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(12), Interval.point(12))
    >>> a = Claim(Mention("a", 0, 2, "12"), q, Frame("troops"), "", 1, 1)
    >>> match(a, a).level("noun")
    'same'
    """
    levels: list[tuple[str, Level]] = []
    clash = None
    for name, slot in GATES.items():
        level = slot(a, b)
        levels.append((name, level))
        if level == "clash" and clash is None:
            clash = name
            break
    if clash is None:
        levels += [(name, slot(a, b)) for name, slot in SLOTS.items()]
    return Match(tuple(levels), sum(WEIGHTS.get(level, 0.0) for level in levels), clash)
