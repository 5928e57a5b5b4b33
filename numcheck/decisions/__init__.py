"""What reviewers said of findings, kept in git: one line a decision in `.numcheck/decisions.jsonl`.

A decision is keyed by the content of its finding. It survives edits of the text around its claims, moves and renames;
it never passes to another figure. `read` and `append` keep the file, `apply` holds decisions against a run's report,
`statistics` says what they tell about the rules.
"""

from __future__ import annotations

from numcheck.decisions.apart import REASONS_APART, check_apart, read_apart
from numcheck.decisions.apply import Outcome, anchors, apply, with_state
from numcheck.decisions.state import REASONS, State, states
from numcheck.decisions.statistics import Score, statistics
from numcheck.decisions.store import DecisionsError, append, drop, read, version

__all__ = [
    "REASONS",
    "REASONS_APART",
    "DecisionsError",
    "Outcome",
    "Score",
    "State",
    "anchors",
    "append",
    "apply",
    "check_apart",
    "drop",
    "read",
    "read_apart",
    "states",
    "statistics",
    "version",
    "with_state",
]
