"""Decisions -> how often a rule was right: the share of confirmed findings, with a Wilson interval."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from numcheck.decisions.state import states
from numcheck.finding import Decision

__all__ = ["Score", "statistics"]

_Z = 1.959963984540054  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Score:
    """How a rule fared with its reviewers.

    Args:
        confirmed: findings that they confirmed.
        dismissed: findings that they dismissed.
        misread: how many of these for an extraction error.
        apart: claims that were set apart for one, in findings of either kind.
        low: lower end of the 95 % interval of the precision.
        high: its upper end.
    """

    confirmed: int
    dismissed: int
    misread: int
    apart: int
    low: float
    high: float


def statistics(decisions: Iterable[Decision]) -> dict[str, Score]:
    """What the decisions say of each rule; what a baseline accepted says nothing.

    Source: Wilson, Probable inference, the law of succession, and statistical inference (1927).

    Args:
        decisions: as `read` gives them.

    Returns:
        Scores by rule code, in order of the codes.

    >>> word = Decision("fp1:0", "confirm", "error", "", "ann", "2025-01-01T00:00:00Z", "NC101", "0.1.0", ())
    >>> statistics([word])["NC101"]
    Score(confirmed=1, dismissed=0, misread=0, apart=0, low=0.207, high=1.0)
    """
    by_rule: defaultdict[str, list[Decision]] = defaultdict(list)
    for state in states(decisions).values():
        if not state.disputed and state.decision.decision != "accepted-debt":
            by_rule[state.decision.rule].append(state.decision)
    return {rule: _score(by_rule[rule]) for rule in sorted(by_rule)}


def _score(words: list[Decision]) -> Score:
    n = len(words)
    confirmed = sum(word.decision == "confirm" for word in words)
    misread = sum((word.reason or "").startswith("wrong-") for word in words)
    apart = sum((claim.apart or "").startswith("wrong-") for word in words for claim in word.claims)
    share, z2 = confirmed / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low, high = round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)
    return Score(confirmed, n - confirmed, misread, apart, low, high)
