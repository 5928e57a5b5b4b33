"""Reasons -> the text of a finding, and from nothing else.

>>> explain((Reason("measure", "both give troops in Halden"), Reason("hard_disjoint", "3 and 10 exclude each other")))
'Both give troops in Halden. 3 and 10 exclude each other.'
"""

from __future__ import annotations

from collections.abc import Iterable

from numcheck.group import Pair
from numcheck.model import Claim, Reason

__all__ = ["explain", "measure_name", "slot_reason", "voices"]

_SLOTS = {
    "noun": "what is measured",
    "event": "what happened",
    "place": "where",
    "time": "when",
    "names": "the names beside it",
    "modifiers": "how it is qualified",
    "words": "the words around it",
    "story": "the story",
}
_OPEN = ("event", "place", "time")


def explain(reasons: Iterable[Reason]) -> str:
    """One sentence a reason, in order."""
    return " ".join(f"{reason.text[:1].upper()}{reason.text[1:]}." for reason in reasons)


def measure_name(claims: Iterable[Claim]) -> str:
    """What the claims have in common, for people: "troops, deployed (Kursk, North Korea)"."""
    frames = [claim.frame for claim in claims]
    what = min((frame.generic, frame.concept or frame.head or "figure") for frame in frames)[1]
    events = {frame.event for frame in frames if frame.event}
    shared = frozenset[str].intersection(*(frame.anchors for frame in frames))
    shared = shared or frozenset[str].intersection(*(frame.story for frame in frames))
    name = what if len(events) != 1 else f"{what}, {next(iter(events))}"
    places = ", ".join(place.title() for place in sorted(shared)[:3])
    return f"{name} ({places})" if places else name


def slot_reason(pair: Pair) -> Reason:
    """In what the two agree, and what of it the texts leave open."""
    same = [_SLOTS[name] for name, level in pair.match.levels if name in _SLOTS and level in ("same", "compatible")]
    open_ = [_SLOTS[name] for name, level in pair.match.levels if name in _OPEN and level == "unknown"]
    text = f"the two agree in {_listed(same)}"
    if open_:
        text += f"; the texts leave open {_listed(open_)}"
    return Reason("slots", text, tuple(pair.match.levels))


def voices(claims: Iterable[Claim]) -> Reason:
    """Who says what, and when."""
    said = []
    for claim in claims:
        who = claim.frame.speaker or claim.article_source or claim.mention.doc
        when = f" ({claim.published.isoformat()})" if claim.published else ""
        said.append(f"{who}{when}: “{claim.mention.quote.strip()}”")
    return Reason("voices", "; ".join(said))


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) if names else "little else"
