"""The slots that are evidence for two claims being of one measure, one function each, and the named level it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from numcheck.frame.telling import property_words
from numcheck.frame.voice import same_source
from numcheck.group.context import Context
from numcheck.group.evidence import EVIDENCE
from numcheck.group.gates import CLASH, Slot, in_common, noun, one_event
from numcheck.group.moments import MOMENTS
from numcheck.group.numerals import NUMERALS
from numcheck.group.values import days_between, length
from numcheck.model import TIMES, Claim, Days, Frame

__all__ = ["SLOTS"]

_OTHER_TIME = 40  # days between two reference times beyond which they are of two periods
_YEAR = 360
_PERIOD = 27  # days of the shortest period that figures are summed up for
_SIDE_BY_SIDE = 350  # characters between two figures that an article compares
_SAME_NEWS = 3  # days between two publications of one piece of news
Weighed = Callable[[Claim, Claim, Context], str]
_ONE_THING = ("same", "elliptic", "broader", "generic", "named", "unknown")  # levels of the noun


def _event(a: Claim, b: Claim) -> str:
    x, y = a.frame.event, b.frame.event
    if x is None or y is None:
        return "neither" if x == y else "unknown"
    if x != y:
        return CLASH
    return "broad" if a.frame.broad else "same"


def _time(a: Claim, b: Claim) -> str:
    if a.quantity.kind in TIMES:
        return "none"
    x, y = a.frame.ref_time, b.frame.ref_time
    if x is not None and y is not None:
        gap = days_between(x, y)
        if gap > _OTHER_TIME or (gap and min(length(x), length(y)) >= _YEAR) or _unlike(x, y):
            return CLASH
        return "near" if gap else "same"
    for days, other in ((x, b), (y, a)):
        if days is not None and other.published is not None:
            now = (other.published, other.published)
            if days_between(days, now) > _YEAR or length(days) >= _YEAR:
                return CLASH
    return "unknown"


def _unlike(x: Days, y: Days) -> bool:
    """Whether two times are periods of unlike length: a quarter and the year that it belongs to."""
    short, long = sorted((length(x), length(y)))
    return short >= _PERIOD and long > 2 * short


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
    shared = x & y
    if len(shared) == 1:
        return "one" if shared in (x, y) else "one of several"
    if shared:
        return "same"
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
    x, y = a.frame.speaker, b.frame.speaker
    if abs(a.mention.start - b.mention.start) > _SIDE_BY_SIDE:
        return "two, far" if x and y and not same_source(x, y) else "far"
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


def _brief(a: Claim, b: Claim, context: Context) -> str:
    """Whether both stand in articles that hold so little that a figure of one thing is hardly one of another; a day is
    less sure to be of one event ("housed on Monday", "arrived last week")."""
    x, y = a.frame, b.frame
    if not context.brief(a.mention.doc, b.mention.doc) or _time(a, b) not in ("same", "unknown", "none"):
        return "none"
    if a.quantity.kind in TIMES:
        return "day" if one_event(x, y) else "none"
    return "both" if in_common(x, y) and noun(a, b) in _ONE_THING and not _of_others(x, y) else "none"


def _of_others(x: Frame, y: Frame) -> bool:
    """Whether each sentence has a name that the other has not; or both tell of no event, and of things besides what is
    measured, none in common: "the bridge costs 3 million", "the school costs 5 million"."""
    if not (x.anchors <= y.anchors or y.anchors <= x.anchors):
        return True
    one, other = _things(x), _things(y)
    return not one_event(x, y) and bool(one and other) and one.isdisjoint(other)


def _things(frame: Frame) -> frozenset[str]:
    said = property_words(frame.concept)
    return frozenset(word for word in frame.own if word[0] not in "@=" and word not in said)


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
    "brief": _brief,
}
