"""The slots in which two claims are compared, one function each: same, compatible, unknown or clash.

Hard slots (GATES) shut the comparison when they clash: the claims measure different things. SLOTS are evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from numcheck.group.values import days_between, intervals
from numcheck.model import Claim, Days

__all__ = ["GATES", "SLOTS", "Level"]

Level = Literal["same", "compatible", "unknown", "clash"]
_OTHER_EVENT = 10  # days beyond which two dates are of two events
_OTHER_TIME = 40  # days between two reference times beyond which they are of two periods
_YEAR = 360
_WEEK = 7
_SAME_NEWS = 3  # days between two publications of one piece of news
_HAPPEN = ("count", "number", "date", "time")  # kinds that are of what happened, not of a property
_UNJUDGED = ("denied", "conditional", "question")


def _noun(a: Claim, b: Claim) -> Level:
    x, y = a.frame, b.frame
    if a.quantity.readings and b.quantity.readings:
        return "unknown"
    if x.concept and x.concept == y.concept:
        return "same"
    if x.concept and y.concept:
        return "compatible" if x.family == y.family and (x.generic or y.generic) else "clash"
    if x.head and y.head:
        return "compatible" if x.head == y.head else "clash"
    return "unknown"


def _event(a: Claim, b: Claim) -> Level:
    x, y = a.frame.event, b.frame.event
    if x is None or y is None:
        return "unknown"
    if x != y:
        loose = a.frame.broad or b.frame.broad or a.quantity.kind not in _HAPPEN
        return "unknown" if loose else "clash"
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
        grain = max(_length(days) for days in (a.quantity.readings[0], b.quantity.readings[0]))
        return "clash" if gap > _OTHER_EVENT + 2 * grain else "unknown"
    x, y = a.frame.ref_time, b.frame.ref_time
    if x is not None and y is not None:
        gap = days_between(x, y)
        if gap > _OTHER_TIME or (gap and _is_long(x) and _is_long(y)):
            return "clash"
        return "compatible" if gap else "same"
    for days, other in ((x, b), (y, a)):
        if days is not None and other.published is not None:
            now = (other.published, other.published)
            if days_between(days, now) > _YEAR or _is_long(days):
                return "clash"
    return "unknown"


def _length(days: Days) -> int:
    """Days from the first to the last; a year and more when an end is open."""
    return _YEAR if days[0] is None or days[1] is None else (days[1] - days[0]).days


def _is_long(days: Days) -> bool:
    return _length(days) >= _YEAR


def _story(a: Claim, b: Claim) -> Level:
    if a.mention.doc == b.mention.doc:
        return "unknown"
    names = len(a.frame.story & b.frame.story)
    words = len(a.frame.theme & b.frame.theme)
    if names > 2 or (names and words > 2) or words > 5:
        return "same"
    if names > 1 or (names and words) or words > 3:
        return "compatible"
    return "unknown" if names or words or a.frame.anchors & b.frame.anchors else "clash"


def _place(a: Claim, b: Claim) -> Level:
    x, y = a.frame.places, b.frame.places
    if x & y:
        return "same"
    if not x or not y:
        return "unknown"
    told = x & (b.frame.anchors | b.frame.story) or y & (a.frame.anchors | a.frame.story)
    return "compatible" if told else "clash"


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
    return "same" if shared > 1 else "compatible" if shared else "unknown"


def _joint(a: Claim, b: Claim) -> Level:
    """Noun and event, or noun and place, say more together than each alone; all three are the same, two compatible."""
    x, y = a.frame, b.frame
    if not x.concept or x.concept != y.concept or x.generic or y.generic:
        return "unknown"
    event, place = bool(x.event and x.event == y.event), bool(x.places & y.places)
    return "same" if event and place else "compatible" if event or place else "unknown"


def _article(a: Claim, b: Claim) -> Level:
    return "same" if a.mention.doc == b.mention.doc else "unknown"


def _digits(a: Claim, b: Claim) -> Level:
    """Whether one number is a slip of the pen from the other: 24 and 42, 2,400 and 24,000, 287 and 257."""
    x, y = a.quantity.value, b.quantity.value
    if x is None or y is None or x == y:
        return "unknown"
    one, two = (format(abs(value).normalize(), "f").replace(".", "").strip("0") for value in (x, y))
    if len(one) > 1 and sorted(one) == sorted(two):
        return "same"
    if one == two:
        return "compatible"
    off = sum(p != q for p, q in zip(one, two, strict=False))
    return "compatible" if len(one) == len(two) > 2 and off == 1 else "unknown"


def _gap(a: Claim, b: Claim) -> Level:
    if not a.quantity.readings or not b.quantity.readings:
        return "unknown"
    gap = days_between(a.quantity.readings[0], b.quantity.readings[0])
    return "same" if gap <= 1 else "compatible" if gap <= _SAME_NEWS else "unknown" if gap <= _WEEK else "clash"


def _lead(a: Claim, b: Claim) -> Level:
    return "same" if a.frame.lead and b.frame.lead else "compatible" if a.frame.lead or b.frame.lead else "unknown"


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


def _sentence(a: Claim, b: Claim) -> Level:
    if a.mention.doc != b.mention.doc or a.sentence != b.sentence:
        return "unknown"
    x, y = a.frame.speaker, b.frame.speaker
    return "clash" if x is None or y is None or x == y else "unknown"


def _published(a: Claim, b: Claim) -> Level:
    if a.published is None or b.published is None or a.mention.doc == b.mention.doc:
        return "unknown"
    gap = abs((a.published - b.published).days)
    return "same" if gap <= _SAME_NEWS else "compatible" if gap <= _OTHER_TIME else "clash"


Slot = Callable[[Claim, Claim], Level]
GATES: Mapping[str, Slot] = {
    "sentence": _sentence,
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
    "lead": _lead,
    "joint": _joint,
    "digits": _digits,
    "gap": _gap,
    "article": _article,
    "published": _published,
}
