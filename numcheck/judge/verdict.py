"""The verdict of the rules on a pair of one measure: how far its values are apart, and the excuses that hold."""

from __future__ import annotations

from dataclasses import dataclass

from numcheck.finding import Reason, Verdict
from numcheck.group import Pair
from numcheck.judge.excuses import excuses
from numcheck.judge.second import Second

__all__ = ["PLAN", "ByRules", "by_rules"]

PLAN = "plan_against_actual"
"""The excuse beside which nothing is an update: what was planned is not what came of it."""


@dataclass(frozen=True, slots=True)
class ByRules:
    """What the rules make of a pair.

    Args:
        verdict: what it comes to.
        reasons: the excuses that hold.
        effects: what they, and a second reader, do to the verdict.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    effects: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The names of the excuses."""
        return frozenset(reason.name for reason in self.reasons)


def by_rules(pair: Pair, second: Second | None = None) -> ByRules:
    """The verdict by the excuses that hold, but for those that a second reader settles.

    Args:
        pair: two claims of one measure that differ.
        second: what a second reader says of the two.
    """
    found = [(reason, effect) for reason, effect in excuses(pair) if effect not in _slip(pair)]
    if second is not None:
        found = [(reason, effect) for reason, effect in found if not second.overrules(reason.name)]
    reasons = tuple(reason for reason, _ in found)
    effects = {effect for _, effect in found} | ({second.effect} if second and second.effect else set())
    if "update" in effects and all(reason.name != PLAN for reason in reasons):
        return ByRules("update", reasons, frozenset(effects))
    return ByRules("tension" if effects or pair.apart != "hard" else "contradiction", reasons, frozenset(effects))


def _slip(pair: Pair) -> tuple[str, ...]:
    """The effects that a slip of the pen rules out: no toll rises from 118 to 181, from 40 km to 40 miles."""
    if pair.apart != "hard":
        return ()
    digits, unit = pair.match.level("digits"), pair.match.level("unit")
    if digits == "swapped" or unit == "mistaken":
        return ("update", "tension", "fall")
    return ("update", "fall") if digits in ("scale", "turned") else ()
