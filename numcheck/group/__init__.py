"""Which claims are about one measure: claims -> pairs that conflict, aligned one to one between articles.

>>> measures([])
([], Counter())
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from numcheck.group.keys import family_key, pairs
from numcheck.group.match import Match, match
from numcheck.group.slots import Level
from numcheck.group.values import Apart, apart, intervals
from numcheck.model import Claim, Mention

__all__ = ["THRESHOLD", "Pair", "candidates", "measures"]

THRESHOLD = 0.55  # the probability of one measure below which a pair is not judged
_AGREE_LESS = 1.5  # an agreeing pair settles its claims on log-odds lower by this
_NEED = math.log(THRESHOLD / (1 - THRESHOLD))
_MARGIN = 0.5  # a rival this near makes a pair unjudged
_SMALL = Decimal(3)  # numbers up to this are too common to compare


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one measure.

    Args:
        a: one claim; the one that stands first in the order of the claims.
        b: the other.
        match: how they compare slot by slot.
        apart: how far their values are apart.
    """

    a: Claim
    b: Claim
    match: Match
    apart: Apart

    @property
    def confidence(self) -> float:
        """The probability that both are of one measure."""
        return round(1 / (1 + math.exp(-self.match.score)), 2)


def measures(claims: Sequence[Claim]) -> tuple[list[Pair], Counter[str]]:
    """The pairs of claims that share a measure and differ.

    Args:
        claims: claims of one or many articles, in any order.

    Returns:
        Pairs in a fixed order, and counts: "compared", and "skipped:<reason>".
    """
    found, counts = candidates(claims)
    by_articles: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in found:
        by_articles[pair.a.mention.doc, pair.b.mention.doc].append(pair)
    counts["compared"] = len({claim.mention for pair in found for claim in (pair.a, pair.b)})
    kept = [pair for key in sorted(by_articles) for pair in _aligned(by_articles[key], counts)]
    return kept, +counts


def candidates(claims: Sequence[Claim]) -> tuple[list[Pair], Counter[str]]:
    """Every pair of claims that may share a measure: one block, no gate shut.

    Args:
        claims: claims of one or many articles, in any order.

    Returns:
        Pairs in a fixed order, whether their values agree or not, and "skipped:<reason>" of claims.
    """
    claims = sorted(claims, key=lambda c: (c.mention.doc, c.mention.start, c.mention.end))
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.frame.skip is not None:
            counts[f"skipped:{claim.frame.skip}"] += 1
    fit = [claim for claim in claims if family_key(claim) is not None and not _is_small(claim)]
    counts["skipped:small number"] = sum(claim.frame.skip is None and _is_small(claim) for claim in claims)
    only = _only(fit)
    found = (_pair(fit[i], fit[j], only) for i, j in pairs(fit))
    return [pair for pair in found if pair.match.clash is None], counts


def _is_small(claim: Claim) -> bool:
    value = claim.quantity.value
    return claim.quantity.kind in ("count", "number") and value is not None and value <= _SMALL


def _only(claims: Sequence[Claim]) -> dict[tuple[str, str], int]:
    """How many different values each article gives for each thing."""
    values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        values[_thing(claim)].add(str(claim.quantity.readings[:1] or intervals(claim.quantity)[0]))
    return {thing: len(found) for thing, found in values.items()}


def _thing(claim: Claim) -> tuple[str, str]:
    frame = claim.frame
    what = frame.event if claim.quantity.readings else frame.concept or frame.head
    return claim.mention.doc, f"{claim.quantity.kind} {what} {frame.relation}"


def _pair(a: Claim, b: Claim, only: Mapping[tuple[str, str], int]) -> Pair:
    return Pair(a, b, match(a, b, _alone(a, b, only)), apart(a.quantity, b.quantity))


def _alone(a: Claim, b: Claim, only: Mapping[tuple[str, str], int]) -> Level:
    if a.mention.doc == b.mention.doc:
        return "unknown"
    x, y = only[_thing(a)], only[_thing(b)]
    return "same" if x == y == 1 else "compatible" if min(x, y) == 1 else "clash" if max(x, y) > 3 else "unknown"


def _aligned(found: list[Pair], counts: Counter[str]) -> list[Pair]:
    """The conflicts of two articles that survive: no agreeing partner, no equal rival, enough evidence."""
    settled = {
        claim.mention
        for pair in found
        if pair.apart == "agree" and pair.match.score >= _NEED - _AGREE_LESS
        for claim in (pair.a, pair.b)
        if pair.a.mention.doc != pair.b.mention.doc
    }
    conflicts = [pair for pair in found if pair.apart != "agree" and pair.match.score >= _NEED]
    counts["skipped:too little in common"] += sum(pair.apart != "agree" for pair in found) - len(conflicts)
    partners: defaultdict[Mention, list[tuple[float, Claim]]] = defaultdict(list)
    for pair in conflicts:
        partners[pair.a.mention].append((pair.match.score, pair.b))
        partners[pair.b.mention].append((pair.match.score, pair.a))
    kept = []
    for pair in conflicts:
        if settled & {pair.a.mention, pair.b.mention}:
            counts["skipped:agrees with another"] += 1
        elif _has_rival(pair, pair.b, partners[pair.a.mention]) or _has_rival(pair, pair.a, partners[pair.b.mention]):
            counts["skipped:several partners"] += 1
        else:
            kept.append(pair)
    return kept


def _has_rival(pair: Pair, partner: Claim, others: Sequence[tuple[float, Claim]]) -> bool:
    """Whether another partner fits as well as this one and says something else again."""
    return any(
        score >= pair.match.score - _MARGIN
        and other.mention != partner.mention
        and apart(other.quantity, partner.quantity) != "agree"
        for score, other in others
    )
