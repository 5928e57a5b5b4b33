"""Which claims are about one measure: claims -> pairs that conflict, seen together with all that agree with them.

>>> measures([])
([], Counter())
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from numcheck.group.clusters import features, settle
from numcheck.group.context import Context
from numcheck.group.gates import CLASH
from numcheck.group.keys import pairs
from numcheck.group.match import Match, gates, score
from numcheck.group.values import Apart, apart
from numcheck.model import Claim, Mention

__all__ = ["LISTED", "THRESHOLD", "Pair", "candidates", "measures"]

LISTED = 0.02  # the probability of one measure from which a pair is a candidate
THRESHOLD = 0.5  # the probability of one measure below which a pair is not judged
_SUREST = 0.99


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one measure.

    Args:
        a: one claim; the one that stands first in the order of the claims.
        b: the other.
        match: how they compare slot by slot.
        apart: how far their values are apart.
        beside: what the other pairs of the story say of this one, see `numcheck.group.clusters`; empty before that look.
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


def measures(
    claims: Sequence[Claim], certain: Callable[[Pair], Pair] = lambda pair: pair
) -> tuple[list[Pair], Counter[str]]:
    """The pairs of claims that share a measure and differ.

    Args:
        claims: claims of one or many articles, in any order.
        certain: gives a pair the log-odds that it has to show, those of one measure if nothing is given.

    Returns:
        Pairs in a fixed order, and counts: "compared", and "skipped:<reason>".
    """
    found, again, counts = _compared(claims)
    counts["compared"] = len({claim.mention for pair in found for claim in (pair.a, pair.b)})
    conflicts = [certain(pair) for pair in _settled(found) if pair.apart != "agree"]
    kept = [pair for pair in conflicts if pair.confidence >= THRESHOLD]
    counts["skipped:too little in common"] = len(conflicts) - len(kept)
    return [*kept, *_told_again(kept, again)], +counts


def _told_again(pairs: Sequence[Pair], again: Sequence[tuple[Claim, Claim]]) -> Iterator[Pair]:
    """Each claim that says again what another one says, in the surest of its pairs.

    Args:
        pairs: pairs that conflict.
        again: claims, each with the one that it repeats.
    """
    surest: dict[Mention, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.match.score):
        surest.setdefault(pair.a.mention, pair)
        surest.setdefault(pair.b.mention, pair)
    for claim, first in again:
        own = surest.get(first.mention)
        if own is not None:
            yield replace(own, a=claim) if own.a.mention == first.mention else replace(own, b=claim)


def candidates(claims: Sequence[Claim]) -> tuple[list[Pair], Counter[str]]:
    """Every pair of claims that may share a measure, no gate shut, with its final score.

    Args:
        claims: claims of one or many articles, in any order.

    Returns:
        Pairs in a fixed order, whether their values agree or not, and "skipped:<reason>" of claims.
    """
    found, _, counts = _compared(claims)
    return _settled(found), counts


def _settled(found: Sequence[Pair]) -> list[Pair]:
    beside = features(found)
    return [
        replace(pair, match=replace(pair.match, score=score), beside=seen)
        for pair, score, seen in zip(found, settle(found, beside), beside, strict=True)
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
