"""The records of what was decided of findings; `numcheck.finding` has them, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["HUSHING", "KEYS", "REASONS", "Anchor", "Decision", "Decisions", "Suppression"]

HUSHING = ("dismiss", "accepted-debt")
"""Decisions after which a finding is known and no longer reported."""


REASONS: Mapping[str, str] = {
    "scope": "different scope or subset",
    "update": "legitimate update over time",
    "source": "different official source",
    "plan": "planned against actual",
    "rounding": "rounding or hedge",
    "repeat": "the same source repeated",
    "wrong-number": "extraction error: wrong number read",
    "wrong-link": "extraction error: wrong thing linked",
    "wrong-date": "extraction error: wrong date",
    "error": "a real error in one of the articles",
    "other": "other; say what in a note",
}
"""Why a finding was decided on, by the word that `numcheck decide --reason` takes."""

_OTHERWISE = ("error", "other")  # no reason to dismiss; one that needs a note
KEYS: Mapping[str, str] = {
    **{str(number): name for number, name in enumerate((n for n in REASONS if n not in _OTHERWISE), 1)},
    "0": "other",
}
"""The reasons to dismiss a finding, by the key that a reviewer presses."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim as a decision remembers it: by what it says, not by where it stands.

    Args:
        doc: the article's id.
        quote: the claim's quote.
        prefix: up to 32 characters before the quote.
        suffix: up to 32 characters after it.
        text_sha256: of the article's text.
        path: where the article was, from the root of the project; a hint, never part of a key.
        apart: the decision is not on this claim, for one of REASONS; None if it is.
    """

    doc: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    text_sha256: str = ""
    path: str | None = None
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said of a finding.

    Args:
        id: the finding's id.
        decision: "confirm", "dismiss", "accepted-debt" (a baseline), or "undo".
        reason: why, one of `numcheck.decisions.REASONS`; None where there is none.
        note: in the decider's own words.
        by: who.
        at: when, UTC, ISO 8601.
        rule: the finding's rule.
        tool_version: numcheck's.
        claims: the finding's claims.
    """

    id: str
    decision: Literal["confirm", "dismiss", "accepted-debt", "undo"]
    reason: str | None
    note: str
    by: str
    at: str
    rule: str
    tool_version: str
    claims: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in an article that hushes findings, and how many it hushed.

    Args:
        rule: the code or prefix that it is for.
        reason: why; required.
        path: the file.
        line: 1-based line of the comment.
        used: findings that it hushed.
    """

    rule: str
    reason: str
    path: str | None
    line: int
    used: int = 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """How the decisions on file fared in a run.

    Args:
        known: findings that they hush.
        new: findings that are left.
        reanchored: decisions kept although the text around their claims, or its file, changed.
        resolved: decisions whose figures no longer disagree, or are gone.
        void: decisions of which a figure changed; the finding, if there still is one, is asked anew.
        unseen: decisions on articles that this run did not read.
    """

    known: int = 0
    new: int = 0
    reanchored: int = 0
    resolved: int = 0
    void: int = 0
    unseen: int = 0
