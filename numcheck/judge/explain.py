"""Reasons -> the text of a finding, and from nothing else.

>>> explain((Reason("headline", "Halyard says 3, Interline 10"), Reason("hard_disjoint", "they share no number")))
'Halyard says 3, Interline 10. They share no number.'
"""

from __future__ import annotations

from collections.abc import Iterable

from numcheck.finding import Reason
from numcheck.group import Pair
from numcheck.judge.figures import listed

__all__ = ["explain", "slot_reasons"]

_SLOTS = {
    "noun": "what is measured",
    "event": "what happened",
    "place": "where",
    "time": "when",
    "names": "the names beside it",
    "modifiers": "how it is qualified",
    "story": "the story",
}
_NEARLY = {
    ("noun", "broader"),
    ("noun", "generic"),
    ("noun", "elliptic"),
    ("place", "near"),
    ("names", "one"),
    ("names", "one of several"),
    ("time", "near"),
}
_OPEN = ("event", "place", "time")


def explain(reasons: Iterable[Reason]) -> str:
    """One sentence a reason, in order."""
    return " ".join(f"{reason.text[:1].upper()}{reason.text[1:]}." for reason in reasons)


def slot_reasons(pair: Pair) -> list[Reason]:
    """In what the two agree, or nearly; and what of it the texts leave open, if anything."""
    levels = tuple(pair.match.levels)
    same = [_SLOTS[name] for name, level in levels if name in _SLOTS and level == "same"]
    nearly = [_SLOTS[name] for name, level in levels if (name, level) in _NEARLY]
    open_ = [_SLOTS[name] for name, level in levels if name in _OPEN and level == "unknown"]
    alike = [f"agree in {listed(same)}"] * bool(same) + [f"nearly agree in {listed(nearly)}"] * bool(nearly)
    agree = Reason("slots_agree", f"the two {' and '.join(alike) or 'agree in little else'}", levels)
    if not open_:
        return [agree]
    return [agree, Reason("slots_unknown", f"the texts leave open {listed(open_)}")]
