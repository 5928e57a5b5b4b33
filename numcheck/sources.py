"""Which claims come from one source: one outlet, or word for word one sentence, as in copies of a wire text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from numcheck.finding import Finding
from numcheck.model import Claim

__all__ = ["independent", "with_sources"]

_BLANKS = re.compile(r"\s+")


def independent(claims: Sequence[Claim]) -> list[int]:
    """The source of each claim, as a number; claims with one number are of one source.

    Args:
        claims: any claims.

    Returns:
        One number a claim, the first of the claims that share it.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(3), Interval.point(3))
    >>> made = [Claim(Mention(doc, 0, 1, "3"), q, Frame(), said, 1, 1) for doc, said in ("ax", "bX", "cy")]
    >>> independent(made)
    [0, 0, 2]
    """
    up = list(range(len(claims)))
    first: dict[tuple[str, str], int] = {}
    for number, claim in enumerate(claims):
        sentence = _BLANKS.sub(" ", claim.sentence).strip().casefold()
        for key in (("outlet", claim.article_source or claim.mention.doc), ("sentence", sentence)):
            a, b = _top(up, number), _top(up, first.setdefault(key, number))
            up[max(a, b)] = min(a, b)
    return [_top(up, number) for number in range(len(claims))]


def _top(up: list[int], number: int) -> int:
    while up[number] != number:
        number = up[number]
    return number


def with_sources(finding: Finding) -> Finding:
    """The finding with how many sources its claims have; copies of one text say no more for a figure than one does."""
    numbers = independent(finding.claims)
    count = len(set(numbers))
    outlets = {claim.article_source or claim.mention.doc for claim in finding.claims}
    if count == len(outlets) or len({claim.quantity.unit for claim in finding.claims}) > 1:
        return replace(finding, sources=count)
    behind: defaultdict[Decimal, set[int]] = defaultdict(set)
    for claim, number in zip(finding.claims, numbers, strict=True):
        if claim.quantity.value is not None:
            behind[claim.quantity.value].add(number)
    ranked = sorted(((len(who), value) for value, who in behind.items()), reverse=True)
    leads = ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    return replace(finding, sources=count, best=ranked[0][1] if leads else None)
