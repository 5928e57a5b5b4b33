"""Which claims are about one measure: claims -> pairs that conflict, seen together with all that agree with them.

>>> candidates([])
([], Counter())
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from numcheck.group.clusters import Weights, features, figures, settle
from numcheck.group.context import Context
from numcheck.group.gates import CLASH
from numcheck.group.keys import pairs
from numcheck.group.match import Match, gates, score
from numcheck.group.values import Apart, apart
from numcheck.model import Claim, Mention

__all__ = ["LISTED", "THRESHOLD", "Conflicts", "Pair", "candidates", "conflicts", "settled"]

LISTED = 0.02  # the probability of one measure from which a pair is a candidate
THRESHOLD = 0.61  # the probability from which two claims are taken for one measure
_SUREST = 0.99


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one measure.

    Args:
        a: one claim; the one that stands first in the order of the claims.
        b: the other.
        match: how they compare slot by slot.
        apart: how far their values are apart.
        beside: what the other pairs of the story say of this one, by name; empty before that look.
    """

    a: Claim
    b: Claim
    match: Match
    apart: Apart
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def confidence(self) -> float:
        """The probability that both are of one measure; nothing that words say makes it certain."""
        return min(_SUREST, round(1 / (1 + math.exp(-self.match.score)), 2))


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The claims that differ and may be of one measure.

    Args:
        pairs: those whose gates are open, in a fixed order, with the log-odds of one measure.
        figures: for each claim of a pair the one that stands for its figure: claims that agree are one.
        again: claims that say again what another one says, each with that one.
        compared: every claim that was held against another.
        counts: how many those are as "compared", and "skipped:<reason>" of the others.
    """

    pairs: list[Pair]
    figures: Mapping[Mention, Mention]
    again: list[tuple[Claim, Claim]]
    compared: frozenset[Mention]
    counts: Counter[str]

    def between(self, pair: Pair) -> frozenset[Mention]:
        """The two figures that a pair sets against each other."""
        a, b = pair.a.mention, pair.b.mention
        return frozenset((self.figures.get(a, a), self.figures.get(b, b)))


def conflicts(claims: Sequence[Claim]) -> Conflicts:
    """The pairs of claims that differ and may be of one measure.

    Args:
        claims: claims of one or many articles, in any order.

    >>> conflicts([]).pairs
    []
    """
    found, again, counts = _compared(claims)
    held = frozenset(claim.mention for pair in found for claim in (pair.a, pair.b))
    figure = figures(found)
    differing = [pair for pair in settled(found, figure) if pair.apart != "agree"]
    return Conflicts(differing, figure, again, held, +(counts + Counter(compared=len(held))))


def candidates(claims: Sequence[Claim]) -> tuple[list[Pair], Counter[str]]:
    """Every pair of claims that may share a measure, no gate shut, with its final score.

    Args:
        claims: claims of one or many articles, in any order.

    Returns:
        Pairs in a fixed order, whether their values agree or not, and "skipped:<reason>" of claims.
    """
    found, _, counts = _compared(claims)
    return settled(found, figures(found)), counts


def settled(pairs: Sequence[Pair], figure: Mapping[Mention, Mention], tables: Weights | None = None) -> list[Pair]:
    """Pairs after a second look, beside all pairs of their story.

    Args:
        pairs: all pairs of some claims, with the log-odds of their slots.
        figure: as `numcheck.group.clusters.figures` finds them.
        tables: the weights, those of the package when None.
    """
    beside = features(pairs, figure)
    return [
        replace(pair, match=replace(pair.match, score=score), beside=seen)
        for pair, score, seen in zip(pairs, settle(pairs, beside, tables), beside, strict=True)
    ]


def compared(claims: Sequence[Claim]) -> tuple[list[Pair], Counter[str]]:
    """The same before the pairs of a story are seen together: each pair with the score of its own slots."""
    found, _, counts = _compared(claims)
    return found, counts


def _compared(claims: Sequence[Claim]) -> tuple[list[Pair], list[tuple[Claim, Claim]], Counter[str]]:
    """The same, with the claims that say again what another one says, each with that one."""
    claims = sorted(claims, key=lambda c: (c.mention.doc, c.mention.start, c.mention.end))
    counts = Counter(f"skipped:{claim.frame.skip}" for claim in claims if claim.frame.skip is not None)
    context = Context(claims)
    found = []
    places, again = pairs(claims)
    for i, j in places:
        a, b = claims[i], claims[j]
        levels = gates(a, b)
        if levels[-1][1] != CLASH:
            distance = apart(a, b)
            found.append(Pair(a, b, score(a, b, context, distance == "agree", levels), distance))
    return found, [(claims[i], claims[first]) for i, first in again.items()], counts
