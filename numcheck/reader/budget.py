"""What one run may spend on a second reader, and what a question takes of it.

>>> budget = Budget(Limits(tokens=100))
>>> budget.reserve((60, 20)), budget.reserve((60, 20))
(True, False)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from numcheck.reader.prompt import SCHEMA, SYSTEM, estimate

__all__ = ["Budget", "Limits", "Spent", "expected", "most"]

Spent = tuple[int, int]
"""Tokens of questions, and of answers."""

_MILLION = 1_000_000
_ASKED = re.compile(r"_[a-z]+")
_ANSWER, _EACH = 40, 8  # tokens of an answer: as such, and for each figure
_MOST = 4096  # the same for a model that thinks aloud


def expected(text: str) -> Spent:
    """What a question is likely to take.

    >>> expected("sent 3,000 troops_a")[1]
    48
    """
    return estimate(SYSTEM + str(SCHEMA) + text), _ANSWER + _EACH * len(_ASKED.findall(text))


def most(text: str) -> int:
    """The tokens after which an answer is cut off."""
    return _MOST + expected(text)[1]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may spend.

    Args:
        tokens: questions and answers together.
        cost: in the currency of the prices; None for no limit.
        price_in: of a million tokens of questions.
        price_out: of a million tokens of answers.
    """

    tokens: int
    cost: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0

    def costs(self, spent: Spent) -> float:
        """What tokens cost.

        >>> Limits(0, price_in=2.0, price_out=10.0).costs((500_000, 100_000))
        2.0
        """
        return (spent[0] * self.price_in + spent[1] * self.price_out) / _MILLION


class Budget:
    """Counts what is spent, and what is reserved for questions that are under way."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._in = self._out = 0

    def reserve(self, wanted: Spent) -> bool:
        """Set something aside; False where that would be over a limit."""
        after = (self._in + wanted[0], self._out + wanted[1])
        cost = self._limits.cost
        if sum(after) > self._limits.tokens or (cost is not None and self._limits.costs(after) > cost):
            return False
        self._in, self._out = after
        return True

    def settle(self, reserved: Spent, used: Spent) -> None:
        """Count what was used in place of what was set aside."""
        self._in += used[0] - reserved[0]
        self._out += used[1] - reserved[1]
