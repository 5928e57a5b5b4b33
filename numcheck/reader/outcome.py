"""What became of a question: an answer, or the state in which it was left."""

from __future__ import annotations

from dataclasses import dataclass

from numcheck.reader.answer import Answer

__all__ = ["ANSWERED", "Outcome"]

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    Args:
        answer: what was said, None if nothing.
        state: ANSWERED, or why there is no answer.
    """

    answer: Answer | None
    state: str
