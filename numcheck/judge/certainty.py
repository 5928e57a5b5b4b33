"""How sure a verdict is: a third look at a pair, at what tells true disagreements from all else that looks like one.

Of one measure or not is what the first two looks ask. A reader of the report asks more: whether two figures of one
measure disagree, or were told of two days. Days far apart, numbers that turn into one another by a slip of the pen, two
articles of one day: each slot weighs otherwise for that question, so that it has weights of its own, learned from the
pairs that the rules take for contradictions and those that they take for tensions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from numcheck.group import LISTED, Pair
from numcheck.judge.verdict import by_rules
from numcheck.lexicon import weights

__all__ = ["SETTLED", "asked", "certain", "evidence"]

Table = Mapping[tuple[str, str], float]
SETTLED = ("settled", "is")
"""The log-odds of one measure among the evidence."""
_ASKED = math.log(LISTED / (1 - LISTED))  # below it, one measure is out of the question


def certain(pair: Pair, tables: Mapping[str, Table] | None = None) -> Pair:
    """A pair with the log-odds that its verdict is right, in place of those of one measure; an update keeps them.

    Args:
        pair: two claims that differ, seen beside the other pairs of their story.
        tables: the weights, those of the package when None.
    """
    verdict = asked(pair)
    if verdict is None:
        return pair
    table = (weights() if tables is None else tables).get(f"sure {verdict}", {})
    score = sum(table.get(name, 0.0) * value for name, value in evidence(pair).items())
    return replace(pair, match=replace(pair.match, score=score))


def asked(pair: Pair) -> str | None:
    """The verdict of a pair whose sureness is asked; None where it is no conflict, or hardly of one measure."""
    if pair.apart == "agree" or pair.match.score < _ASKED:
        return None
    verdict = by_rules(pair).verdict
    return None if verdict == "update" else verdict


def evidence(pair: Pair) -> dict[tuple[str, str], float]:
    """What the third look adds up: all that the first two looked at, what they made of it, and what is measured."""
    known = {("bias", "is"): 1.0, SETTLED: pair.match.score, ("kind", pair.a.quantity.kind): 1.0}
    known |= {("beside", name): value for name, value in pair.beside.items()}
    return known | dict.fromkeys(pair.match.levels, 1.0)
