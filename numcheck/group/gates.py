"""The hard slots of two claims: what says "clash" shuts the comparison, for the claims measure different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from numcheck import lexicon
from numcheck.group.values import apart
from numcheck.model import TIMES, Claim, Frame

__all__ = ["CLASH", "GATES", "Slot", "in_common", "noun", "one_event"]

CLASH = "clash"
_TELLING = 10  # a sum that two currencies hardly share by chance
_UNJUDGED = ("denied", "conditional", "question")
Slot = Callable[[Claim, Claim], str]


def noun(a: Claim, b: Claim) -> str:
    """How what two claims count or measure fits: counts of one concept, or of one that is a kind of the other.

    Two nouns may still name one thing ("three pontoon bridges", "five crossings"), so that others are told apart only
    where the claims share neither an event nor more than one name.

    Args:
        a: one claim.
        b: another; the order does not matter.

    Returns:
        A level; CLASH for two things.
    """
    x, y = a.frame, b.frame
    if a.quantity.kind in TIMES:
        return "none"
    if a.quantity.kind == "age":
        return _person(x, y)
    counted = a.quantity.kind in ("count", "number")
    one, two = x.concept or x.head, y.concept or y.head
    if "ratio" in (a.quantity.kind, b.quantity.kind) and not in_common(x, y):
        return "same" if one == two and one else CLASH  # a half may be of anything
    if not one or not two:
        if not counted:
            return "unknown"
        return "bare" if in_common(x, y) else CLASH
    if one == two:
        return "elliptic" if x.elliptic or y.elliptic else "same"
    if not counted:
        return "other"
    if one in y.broader or two in x.broader:
        return "generic" if x.generic or y.generic else "broader"
    if not _shares_more(x, y) and not _is_alike(x, y):
        return CLASH
    return "differs" if one != x.head and two != y.head else "unlisted"


def one_event(x: Frame, y: Frame) -> bool:
    """Whether two claims tell of one class of events."""
    return x.event is not None and x.event == y.event


def _is_alike(x: Frame, y: Frame) -> bool:
    """Whether two claims tell of one class of events, or restrict what they count by one word."""
    return one_event(x, y) or not x.modifiers.isdisjoint(y.modifiers)


def in_common(x: Frame, y: Frame) -> bool:
    """Whether two claims are alike, or share any telling word or name."""
    return _is_alike(x, y) or not x.own.isdisjoint(y.own)


def _shares_more(x: Frame, y: Frame) -> bool:
    """Whether the words of two claims share more than one name: "the storm in Halden felled 346 trees" and "the flood
    in Halden damaged 246 homes" do not."""
    told = x.own & y.own
    return len(told) > 1 or any(word[0] != "@" for word in told)


def _person(x: Frame, y: Frame) -> str:
    """An age is of a person: one name, or one noun where a name is missing; of nobody, it is of no one."""
    if x.owner and y.owner and not x.owner & y.owner:
        return CLASH
    if x.concept is None or y.concept is None:
        return "named" if x.owner & y.owner else CLASH
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


def _elsewhere(a: Claim, b: Claim) -> str:
    """Twelve killed here and twelve killed there never meet: two places, told by articles that share no name at all."""
    x, y = a.frame, b.frame
    if a.mention.doc == b.mention.doc or not x.places or not y.places:
        return "none"
    return "none" if (x.anchors | x.story) & (y.anchors | y.story) else CLASH


GATES: Mapping[str, Slot] = {
    "noun": noun,
    "outcome": _outcome,
    "currency": _currency,
    "relation": _relation,
    "change": _change,
    "narrow": _narrow,
    "modality": _modality,
    "sentence": _sentence,
    "elsewhere": _elsewhere,
}
