"""Two claims side by side, slot by slot, and what the levels add up to: the log-odds that they are of one measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numcheck.group.context import Context
from numcheck.group.gates import CLASH, GATES
from numcheck.group.slots import SLOTS
from numcheck.lexicon import weights
from numcheck.model import TIMES, Claim

__all__ = ["Levels", "Match", "gate", "gates", "kind_of", "match", "score", "table"]

Levels = tuple[tuple[str, str], ...]
"""(slot, level) of each slot compared."""


@dataclass(frozen=True, slots=True)
class Match:
    """How two claims compare.

    Args:
        levels: (slot, level) in the order of GATES and SLOTS.
        score: the weights of the levels, added up: log-odds of one measure.
        clash: the gate that is shut, None if all are open.
    """

    levels: Levels
    score: float
    clash: str | None = None

    def level(self, slot: str) -> str:
        """The level of one slot."""
        return dict(self.levels)[slot]


def kind_of(claim: Claim) -> str:
    """Which weights a claim is compared by: those of dates, ages, counts, or other measures."""
    if claim.quantity.kind in TIMES:
        return "date"
    if claim.quantity.kind == "age":
        return "age"
    return "count" if claim.quantity.kind in ("count", "number") else "measure"


def table(claim: Claim, agree: bool) -> Mapping[tuple[str, str], float]:
    """What each level of each slot adds to the score of two claims, one of which is given."""
    return weights().get("agreeing" if agree else kind_of(claim), {})


def gate(a: Claim, b: Claim) -> str | None:
    """The first gate that two claims shut, None if all are open."""
    return next((name for name, level in gates(a, b) if level == CLASH), None)


def gates(a: Claim, b: Claim) -> Levels:
    """The level of each gate of two claims, up to the first that is shut."""
    levels = []
    for name, slot in GATES.items():
        level = slot(a, b)
        levels.append((name, level))
        if level == CLASH:
            break
    return tuple(levels)


def score(a: Claim, b: Claim, context: Context, agree: bool, opened: Levels) -> Match:
    """Compare two claims whose gates are open slot by slot, as `match` does; `opened` is what `gates` found."""
    levels = (*opened, *((name, slot(a, b, context)) for name, slot in SLOTS.items()))
    weight = table(a, agree)
    return Match(levels, weight.get(("bias", "is"), 0.0) + sum(weight.get(level, 0.0) for level in levels))


def match(a: Claim, b: Claim, context: Context, agree: bool = False) -> Match:
    """Compare two claims slot by slot.

    Args:
        a: one claim.
        b: another; the order does not matter.
        context: what the articles of both say besides.
        agree: whether their values agree, which is weighed by a table of its own.

    Returns:
        Levels, score and the first shut gate, beyond which nothing is compared.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(12), Interval.point(12))
    >>> a, b = (Claim(Mention(doc, 0, 2, "12"), q, Frame("troops", anchors=frozenset(["kursk"])), "", 1, 1)
    ...         for doc in "ab")
    >>> match(a, b, Context([a, b])).level("noun")
    'same'
    """
    levels = gates(a, b)
    name, level = levels[-1]
    return Match(levels, float("-inf"), name) if level == CLASH else score(a, b, context, agree, levels)
