"""The slots in which two claims are compared, one function each, and the named level that each gives.

Hard slots (GATES) shut the comparison when they say "clash": the claims measure different things. SLOTS are evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from numcheck import lexicon
from numcheck.frame.voice import same_source
from numcheck.group.context import Context
from numcheck.group.evidence import EVIDENCE
from numcheck.group.moments import MOMENTS
from numcheck.group.numerals import NUMERALS
from numcheck.group.values import apart, days_between
from numcheck.model import TIMES, Claim, Days, Frame

__all__ = ["CLASH", "GATES", "SLOTS"]

CLASH = "clash"
_OTHER_TIME = 40  # days between two reference times beyond which they are of two periods
_YEAR = 360
_PERIOD = 27  # days of the shortest period that figures are summed up for
_TELLING = 10  # a sum that two currencies hardly share by chance
_SIDE_BY_SIDE = 350  # characters between two figures that an article compares
_SAME_NEWS = 3  # days between two publications of one piece of news
Slot = Callable[[Claim, Claim], str]
Weighed = Callable[[Claim, Claim, Context], str]
_UNJUDGED = ("denied", "conditional", "question")


def _noun(a: Claim, b: Claim) -> str:
    """Counts of one concept, or of one that is a kind of the other; two nouns may still name one thing ("three pontoon
    bridges", "five crossings"), so that others are told apart only where the claims share neither event nor word."""
    x, y = a.frame, b.frame
    if a.quantity.kind in TIMES:
        return "none"
    if a.quantity.kind == "age":
        return _person(x, y)
    counted = a.quantity.kind in ("count", "number")
    one, two = x.concept or x.head, y.concept or y.head
    loose = "ratio" in (a.quantity.kind, b.quantity.kind)  # a half may be of anything
    if not one or not two:
        return _unless_alike(x, y, "bare" if counted else "unknown") if counted or loose else "unknown"
    if one == two:
        return "elliptic" if x.elliptic or y.elliptic else "same"
    if not counted:
        return _unless_alike(x, y, "other") if loose else "other"
    if one in y.broader or two in x.broader:
        return "generic" if x.generic or y.generic else "broader"
    listed = one != x.head and two != y.head
    return _unless_alike(x, y, "differs" if listed else "unlisted")


def _unless_alike(x: Frame, y: Frame, level: str) -> str:
    """A level for nouns that do not fit; a clash where nothing else of the two is alike."""
    alike = (x.event is not None and x.event == y.event) or x.modifiers & y.modifiers or x.own & y.own
    return level if alike else CLASH


def _person(x: Frame, y: Frame) -> str:
    """An age is of a person: one name, or one noun where a name is missing."""
    if x.owner and y.owner and not x.owner & y.owner:
        return CLASH
    if x.concept is None or y.concept is None:
        return "named" if x.owner & y.owner else "unknown"
    if x.concept == y.concept:
        return "same"
    return "broader" if x.concept in y.broader or y.concept in x.broader else CLASH


def _outcome(a: Claim, b: Claim) -> str:
    """What became of people: the killed are not the injured, nor the rescued."""
    x, y = a.frame.event, b.frame.event
    if a.quantity.kind not in ("count", "number") or x == y:
        return "none"
    return CLASH if x in _outcomes() and y in _outcomes() else "none"


@cache
def _outcomes() -> frozenset[str]:
    """Classes of events that a bare number of people may be counted by."""
    return frozenset(str(row["name"]) for row in lexicon.records("events") if row.get("people"))


def _currency(a: Claim, b: Claim) -> str:
    """Sums in two currencies are not compared, unless one number stands with both: £45 million, €45 million."""
    x, y = a.quantity, b.quantity
    if x.kind != "money" or x.base_unit == y.base_unit:
        return "none"
    return "mistaken" if x.value == y.value and x.value is not None and x.value >= _TELLING else CLASH


def _relation(a: Claim, b: Claim) -> str:
    x, y = a.frame.relation, b.frame.relation
    if "former" in (x, y) or "additional" in (x, y) or x != y:
        return CLASH
    return "same" if x else "none"


def _change(a: Claim, b: Claim) -> str:
    x, y = a.quantity.change, b.quantity.change
    if x != y:
        return CLASH
    return "same" if x else "none"


def _narrow(a: Claim, b: Claim) -> str:
    x, y = a.frame.narrow, b.frame.narrow
    if x == y:
        return "same" if x else "none"
    return CLASH


def _modality(a: Claim, b: Claim) -> str:
    x, y = a.frame.modality, b.frame.modality
    if x in _UNJUDGED or y in _UNJUDGED:
        return CLASH
    return "same" if x == y else "other"


def _sentence(a: Claim, b: Claim) -> str:
    """Two figures of one sentence are of two things, unless each has a speaker of its own: "50 km (31 miles)"."""
    if a.mention.doc != b.mention.doc or a.sentence != b.sentence:
        return "none"
    if a.quantity.unit != b.quantity.unit and apart(a, b) == "agree":
        return "converted"
    x, y = a.frame.speaker, b.frame.speaker
    return CLASH if x is None or y is None or x == y else "rivals"


def _event(a: Claim, b: Claim) -> str:
    x, y = a.frame.event, b.frame.event
    if x is None or y is None:
        return "unknown"
    if x != y:
        return CLASH
    return "broad" if a.frame.broad else "same"


def _elsewhere(a: Claim, b: Claim) -> str:
    """Twelve killed here and twelve killed there never meet: two places, told by articles that share no name at all."""
    x, y = a.frame, b.frame
    if a.mention.doc == b.mention.doc or not x.places or not y.places:
        return "none"
    return "none" if (x.anchors | x.story) & (y.anchors | y.story) else CLASH


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


GATES: Mapping[str, Slot] = {
    "noun": _noun,
    "outcome": _outcome,
    "currency": _currency,
    "relation": _relation,
    "change": _change,
    "narrow": _narrow,
    "modality": _modality,
    "sentence": _sentence,
    "elsewhere": _elsewhere,
}
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
