"""The gates: slots that shut the comparison of two claims when they say "clash": the two measure different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from numcheck import lexicon
from numcheck.group.values import apart
from numcheck.model import TIMES, Claim, Frame

__all__ = ["CLASH", "GATES"]

CLASH = "clash"
_TELLING = 10  # a sum that two currencies hardly share by chance
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


def _elsewhere(a: Claim, b: Claim) -> str:
    """Twelve killed here and twelve killed there never meet: two places, told by articles that share no name at all."""
    x, y = a.frame, b.frame
    if a.mention.doc == b.mention.doc or not x.places or not y.places:
        return "none"
    return "none" if (x.anchors | x.story) & (y.anchors | y.story) else CLASH


GATES: Mapping[str, Callable[[Claim, Claim], str]] = {
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
