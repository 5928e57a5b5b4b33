"""One story with what its second reader said -> findings: the whole of this package on one screen.

>>> reread([], Heard("x", {}))
([], Counter())
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from numcheck.finding import Finding, Reason
from numcheck.judge import judged
from numcheck.judge.explain import explain
from numcheck.model import Claim, Mention
from numcheck.reader.answer import held
from numcheck.reader.outcome import Outcome
from numcheck.reader.question import questions
from numcheck.reader.regroup import regrouped

__all__ = ["REFUSED", "Heard", "reread"]

REFUSED = "refused:"
"""Prefix of the counts of what was refused of an answer, by reason."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a second reader said.

    Args:
        reader: who it is.
        outcomes: of each question, by its text.
    """

    reader: str
    outcomes: Mapping[str, Outcome]


def reread(claims: Sequence[Claim], heard: Heard) -> tuple[list[Finding], Counter[str]]:
    """What disagrees in one story, by the groups of a second reader where it was heard and by the rules elsewhere.

    Args:
        claims: the claims of the story.
        heard: what was said of it.

    Returns:
        Findings and counts, as `numcheck.judge.findings` gives them; and how much was refused, by reason.
    """
    answers = []
    refused: Counter[str] = Counter()
    unheard: dict[Mention, str] = {}
    for question in questions(claims):
        outcome = heard.outcomes[question.text]
        if outcome.answer is None:
            unheard |= {claim.mention: outcome.state for claim in question.claims}
            continue
        holds = held(question, outcome.answer)
        answers.append((question, holds))
        refused.update({f"{REFUSED}{reason}": count for reason, count in holds.refused})
    pairs, opinions, counts = regrouped(claims, answers, heard.reader)
    found = [_with_silence(finding, heard.reader, unheard) for finding in judged(pairs, claims, opinions)]
    return found, counts + refused


def _with_silence(finding: Finding, reader: str, unheard: Mapping[Mention, str]) -> Finding:
    """The finding; of claims that the second reader was asked about in vain, it says so."""
    states = sorted({unheard[claim.mention] for claim in finding.claims if claim.mention in unheard})
    if not states:
        return finding
    text = f"second reader {reader} was not heard on them ({', '.join(states)})"
    reasons = (*finding.reasons, Reason("not_heard", text, (("state", ", ".join(states)),)))
    return replace(finding, reasons=reasons, explanation=explain(reasons))
