"""Two claims side by side, slot by slot, and what the levels add up to.

>>> WEIGHTS["noun", "same"] > WEIGHTS["noun", "unknown"]
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numcheck.group.slots import GATES, SLOTS, Level
from numcheck.model import Claim

__all__ = ["DATE_WEIGHTS", "WEIGHTS", "Match", "match"]


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


# Log-likelihood ratios in the manner of Fellegi and Sunter (1969), rounded: how much more often a level is seen
# between two figures of one measure than between two others of the same kind in the same story.
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("noun", "same"): 1.25,
    ("noun", "compatible"): 0.25,
    ("noun", "unknown"): -0.75,
    ("event", "same"): 1.5,
    ("event", "compatible"): 0.5,
    ("story", "same"): 0.5,
    ("story", "unknown"): -1.0,
    ("place", "same"): 2.0,
    ("place", "compatible"): 0.25,
    ("place", "clash"): -3.0,
    ("names", "same"): 2.0,
    ("names", "compatible"): 0.75,
    ("names", "unknown"): -0.5,
    ("names", "clash"): -0.25,
    ("modifiers", "same"): 2.0,
    ("modifiers", "clash"): -1.0,
    ("words", "same"): 2.25,
    ("words", "compatible"): 1.75,
    ("words", "unknown"): -0.5,
    ("size", "same"): 1.5,
    ("size", "compatible"): 0.5,
    ("size", "unknown"): -1.0,
    ("size", "clash"): -3.0,
    ("lead", "same"): 1.25,
    ("lead", "unknown"): -0.25,
    ("alone", "same"): 0.5,
    ("alone", "compatible"): -0.25,
    ("alone", "clash"): -2.0,
    ("published", "same"): 0.5,
    ("published", "compatible"): -0.25,
    ("published", "clash"): -1.0,
}
DATE_WEIGHTS: Mapping[tuple[str, str], float] = {
    ("event", "same"): 3.0,
    ("event", "compatible"): 1.0,
    ("event", "unknown"): -0.5,
    ("story", "same"): 0.5,
    ("story", "unknown"): -1.0,
    ("place", "same"): 0.5,
    ("names", "same"): 0.75,
    ("names", "compatible"): 0.5,
    ("names", "clash"): -0.25,
    ("words", "same"): 2.0,
    ("words", "compatible"): 1.5,
    ("words", "unknown"): -0.25,
    ("lead", "same"): 0.5,
    ("lead", "unknown"): -0.5,
    ("alone", "same"): 0.25,
    ("alone", "unknown"): -1.0,
    ("published", "same"): 0.25,
    ("published", "compatible"): -0.25,
}


def match(a: Claim, b: Claim, alone: Level = "unknown") -> Match:
    """Compare two claims slot by slot.

    Args:
        a: one claim.
        b: another; the order does not matter.
        alone: "same" if each is the only figure of its kind in its article.

    Returns:
        Levels, score and the first shut gate.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(12), Interval.point(12))
    >>> a, b = (Claim(Mention(doc, 0, 2, "12"), q, Frame("troops"), "", 1, 1) for doc in "ab")
    >>> match(a, b).level("noun")
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
        levels += [*((name, slot(a, b)) for name, slot in SLOTS.items()), ("alone", alone)]
    weights = DATE_WEIGHTS if a.quantity.readings and b.quantity.readings else WEIGHTS
    return Match(tuple(levels), sum(weights.get(level, 0.0) for level in levels), clash)
