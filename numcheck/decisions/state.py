"""Decisions -> where each finding stands: the latest word of each reviewer, and whether two of them disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from numcheck.finding import REASONS, Decision

__all__ = ["REASONS", "State", "states"]


@dataclass(frozen=True, slots=True)
class State:
    """Where a finding stands: the decision in force, and whether two reviewers said different things."""

    decision: Decision
    disputed: bool


def states(decisions: Iterable[Decision]) -> dict[str, State]:
    """Where each finding stands that has a decision in force.

    Of one reviewer the latest word counts; "undo" takes it back. What a baseline accepted gives way to anybody's word.

    Args:
        decisions: in any order, with repeats.

    Returns:
        States by finding id; findings of which everything was taken back are not among them.

    >>> a = Decision("fp1:0", "dismiss", "scope", "", "ann", "2025-01-01T00:00:00Z", "NC101", "0.1.0", ())
    >>> b = Decision("fp1:0", "confirm", "error", "", "bob", "2025-01-02T00:00:00Z", "NC101", "0.1.0", ())
    >>> states([b, a])["fp1:0"].decision.by, states([b, a])["fp1:0"].disputed
    ('bob', True)
    """
    latest: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in sorted(decisions, key=lambda d: (d.at, d.by, d.decision, d.note, d.reason or "")):
        latest[decision.id][decision.by] = decision
    found = {}
    for name, words in latest.items():
        standing = [word for word in words.values() if word.decision != "undo"]
        spoken = [word for word in standing if word.decision != "accepted-debt"] or standing
        if spoken:
            last = max(spoken, key=lambda word: (word.at, word.by))
            found[name] = State(last, len({word.decision for word in spoken}) > 1)
    return found
