"""Two claims side by side, slot by slot, and what the levels add up to: the log-odds that they are of one measure."""

from __future__ import annotations

from dataclasses import dataclass

from numcheck.group.slots import GATES, SLOTS, Level
from numcheck.lexicon import weights
from numcheck.model import Claim

__all__ = ["Match", "kind_of", "match"]


@dataclass(frozen=True, slots=True)
class Match:
    """How two claims compare.

    Args:
        levels: (slot, level) in the order of GATES and SLOTS.
        score: the weights of the levels, added up: log-odds of one measure.
        clash: the first gate that is shut, None if all are open.
    """

    levels: tuple[tuple[str, Level], ...]
    score: float
    clash: str | None

    def level(self, slot: str) -> Level:
        """The level of one slot."""
        return dict(self.levels)[slot]


def kind_of(claim: Claim) -> str:
    """Which weights a claim is compared by: those of dates, of counts, or of other measures."""
    if claim.quantity.readings:
        return "date"
    return "count" if claim.quantity.kind in ("count", "number") else "measure"


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
    table = weights()[kind_of(a)]
    score = table["bias", "same"] + sum(table.get(level, 0.0) for level in levels)
    return Match(tuple(levels), score, clash)
