"""Reasons -> the text of a finding, and from nothing else.

>>> explain((Reason("measure", "both give troops in Halden"), Reason("hard_disjoint", "3 and 10 exclude each other")))
'Both give troops in Halden. 3 and 10 exclude each other.'
"""

from __future__ import annotations

from collections.abc import Iterable

from numcheck.group import Pair
from numcheck.model import Claim, Reason

__all__ = ["explain", "measure_name", "slot_reason", "voices"]


def explain(reasons: Iterable[Reason]) -> str:
    """One sentence a reason, in order."""
    return " ".join(f"{reason.text[:1].upper()}{reason.text[1:]}." for reason in reasons)


def measure_name(claims: Iterable[Claim]) -> str:
    """What the claims have in common, for people: "troops, deployed (kursk, north korea)"."""
    frames = [claim.frame for claim in claims]
    what = sorted({frame.concept or frame.head or "number" for frame in frames}, key=lambda c: (c == "people", c))[0]
    events = {frame.event for frame in frames if frame.event}
    shared = frozenset[str].intersection(*(frame.anchors | frame.modifiers & frame.story for frame in frames))
    shared = shared or frozenset[str].intersection(*(frame.story for frame in frames))
    name = what if len(events) != 1 or what.startswith("date: ") else f"{what}, {next(iter(events))}"
    places = ", ".join(sorted(shared)[:3])
    return f"{name} ({places})" if places else name


def slot_reason(pair: Pair) -> Reason:
    """Which slots agree and which are unknown."""
    by_level = {
        wanted: [name for name, level in pair.match.levels if level in levels]
        for wanted, levels in {"same": ("same", "compatible"), "unknown": ("unknown",)}.items()
    }
    text = f"the two agree in {_listed(by_level['same'])}"
    if by_level["unknown"]:
        text += f"; not known: {_listed(by_level['unknown'])}"
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
    return ", ".join(names) if names else "nothing"
