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
from numcheck.judge.verdict import ByRules, by_rules
from numcheck.lexicon import weights

__all__ = ["SETTLED", "asked", "certain", "contributions", "evidence"]

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
    found = asked(pair)
    if found is None:
        return pair
    return replace(pair, match=replace(pair.match, score=sum(contributions(pair, found, tables).values())))


def contributions(
    pair: Pair, found: ByRules, tables: Mapping[str, Table] | None = None
) -> dict[tuple[str, str], float]:
    """What each piece of evidence adds to the log-odds that a verdict is right.

    Args:
        pair: two claims that differ, seen beside the other pairs of their story.
        found: what the rules make of it.
        tables: the weights, those of the package when None.
    """
    table = (weights() if tables is None else tables).get(f"sure {found.verdict}", {})
    return {name: table.get(name, 0.0) * value for name, value in evidence(pair, found).items()}


def asked(pair: Pair) -> ByRules | None:
    """The verdict whose sureness is asked; None where a pair is no conflict, an update, or hardly of one measure."""
    if pair.apart == "agree" or pair.match.score < _ASKED:
        return None
    found = by_rules(pair)
    return None if found.verdict == "update" else found


def evidence(pair: Pair, found: ByRules) -> dict[tuple[str, str], float]:
    """What the third look adds up: all that the first two looked at, what they made of it, what is measured, whether it
    moves, and the excuses."""
    moves = sorted(claim.frame.moves or "no" for claim in (pair.a, pair.b))
    known = {("bias", "is"): 1.0, SETTLED: pair.match.score}
    known |= {("kind", pair.a.quantity.kind): 1.0, ("moves", "-".join(moves)): 1.0, ("apart", pair.apart): 1.0}
    known |= {("beside", name): value for name, value in pair.beside.items()}
    where = " in one article" if pair.a.mention.doc == pair.b.mention.doc else ""
    known |= {("excuse", f"{name}{where}"): 1.0 for name in found.names}
    return known | dict.fromkeys(pair.match.levels, 1.0)
