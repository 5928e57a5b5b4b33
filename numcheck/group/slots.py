"""The slots in which two claims are compared, one function each, and the named level that each gives: evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from numcheck.frame.voice import same_source
from numcheck.group.context import Context
from numcheck.group.evidence import EVIDENCE
from numcheck.group.gates import CLASH
from numcheck.group.moments import MOMENTS
from numcheck.group.numerals import NUMERALS
from numcheck.group.values import days_between
from numcheck.model import TIMES, Claim, Days

__all__ = ["SLOTS"]

_OTHER_TIME = 40  # days between two reference times beyond which they are of two periods
_YEAR = 360
_PERIOD = 27  # days of the shortest period that figures are summed up for
_SIDE_BY_SIDE = 350  # characters between two figures that an article compares
_SAME_NEWS = 3  # days between two publications of one piece of news
Slot = Callable[[Claim, Claim], str]
Weighed = Callable[[Claim, Claim, Context], str]


def _event(a: Claim, b: Claim) -> str:
    x, y = a.frame.event, b.frame.event
    if x is None or y is None:
        return "unknown"
    if x != y:
        return CLASH
    return "broad" if a.frame.broad else "same"


def _time(a: Claim, b: Claim) -> str:
    if a.quantity.kind in TIMES:
        return "none"
    x, y = a.frame.ref_time, b.frame.ref_time
    if x is not None and y is not None:
        gap = days_between(x, y)
        if gap > _OTHER_TIME or (gap and _is_long(x) and _is_long(y)) or _unlike(x, y):
            return CLASH
        return "near" if gap else "same"
    for days, other in ((x, b), (y, a)):
        if days is not None and other.published is not None:
            now = (other.published, other.published)
            if days_between(days, now) > _YEAR or _is_long(days):
                return CLASH
    return "unknown"


def _unlike(x: Days, y: Days) -> bool:
    """Whether two times are periods of unlike length: a quarter and the year that it belongs to."""
    (a, b), (c, d) = x, y
    if a is None or b is None or c is None or d is None:
        return False
    short, long = sorted(((b - a).days, (d - c).days))
    return short >= _PERIOD and long > 2 * short


def _is_long(days: Days) -> bool:
    """Whether a time is a year or more; one that is open at one end is as sharp as the other ("by Thursday")."""
    return days[0] is not None and days[1] is not None and (days[1] - days[0]).days >= _YEAR


def _story(a: Claim, b: Claim) -> str:
    if a.mention.doc == b.mention.doc:
        return "article"
    names = len(a.frame.story & b.frame.story)
    words = len(a.frame.theme & b.frame.theme)
    if names > 2 or (names and words > 2) or words > 5:
        return "same"
    if names > 1 or (names and words) or words > 3:
        return "near"
    return "far" if names or words or a.frame.anchors & b.frame.anchors else "none"


def _place(a: Claim, b: Claim) -> str:
    x, y = a.frame.places, b.frame.places
    if x & y:
        return "same"
    if not x or not y:
        return "unknown"
    told = x & (b.frame.anchors | b.frame.story) or y & (a.frame.anchors | a.frame.story)
    return "near" if told else CLASH


def _names(a: Claim, b: Claim) -> str:
    x, y = a.frame.anchors, b.frame.anchors
    shared = len(x & y)
    if shared:
        return "same" if shared > 1 else "one"
    return CLASH if x and y else "unknown"


def _owner(a: Claim, b: Claim) -> str:
    x, y = a.frame.owner, b.frame.owner
    return "same" if x & y else CLASH if x and y else "unknown"


def _modifiers(a: Claim, b: Claim) -> str:
    x, y = a.frame.modifiers, b.frame.modifiers
    return "same" if x & y else CLASH if x and y else "unknown"


def _speaker(a: Claim, b: Claim) -> str:
    x, y = a.frame.speaker, b.frame.speaker
    if x and y:
        return "same" if same_source(x, y) else CLASH
    return "one" if x or y else "unknown"


def _rivals(a: Claim, b: Claim) -> str:
    """Whether an article sets two figures side by side, each with its source: "Police say 2,000, the union 5,000"."""
    if a.mention.doc != b.mention.doc:
        return "none"
    if abs(a.mention.start - b.mention.start) > _SIDE_BY_SIDE:
        return "far"
    x, y = a.frame.speaker, b.frame.speaker
    told = ("same" if same_source(x, y) else "two") if x and y else "one" if x or y else "unsaid"
    return f"{told}, elliptic" if a.frame.elliptic or b.frame.elliptic else told


def _lead(a: Claim, b: Claim) -> str:
    return "both" if a.frame.lead and b.frame.lead else "one" if a.frame.lead or b.frame.lead else "none"


def _published(a: Claim, b: Claim) -> str:
    if a.mention.doc == b.mention.doc:
        return "article"
    if a.published is None or b.published is None:
        return "unknown"
    gap = abs((a.published - b.published).days)
    return "same" if gap <= _SAME_NEWS else "near" if gap <= _OTHER_TIME else "far"


def _alone(slot: Slot) -> Weighed:
    """A slot that needs no context."""
    return lambda a, b, _: slot(a, b)


_PLAIN: Mapping[str, Slot] = {
    "story": _story,
    "event": _event,
    "time": _time,
    "place": _place,
    "names": _names,
    "owner": _owner,
    "modifiers": _modifiers,
    "speaker": _speaker,
    "rivals": _rivals,
    "lead": _lead,
    "published": _published,
}
SLOTS: Mapping[str, Weighed] = {
    **{name: _alone(slot) for name, slot in (*_PLAIN.items(), *NUMERALS.items(), *MOMENTS.items())},
    **EVIDENCE,
}
