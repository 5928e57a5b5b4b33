"""Blocks of claims that may share a measure, by kind, what is counted, and a name: never every claim with every claim.

>>> blocks([])
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from numcheck.group.values import apart, intervals
from numcheck.model import Claim

__all__ = ["blocks", "family_key", "pairs"]

_CROWDED = 80  # claims in a block beyond which each meets only those published next to it; a word's block is dropped
_NEXT = 20  # how many of those
_WORD, _ARTICLE = "\0", "\1"  # kinds of anchor that are no name
Key = tuple[str, str, str]


def family_key(claim: Claim) -> tuple[str, str] | None:
    """What two claims must share to be compared at all: dimension, and family or noun; None if unknown."""
    frame, quantity = claim.frame, claim.quantity
    family = frame.family or frame.concept or frame.head
    if family is None or frame.skip is not None:
        return None
    if quantity.kind in ("date", "time"):
        return "date", family
    if quantity.kind in ("count", "number"):
        return "count", family
    return f"{quantity.kind} {quantity.base_unit or quantity.unit}", family


def blocks(claims: Sequence[Claim]) -> list[list[int]]:
    """Indices of claims that share kind, family and a name or word of their story, or their article.

    Only blocks in which some values conflict are kept: the largest lower end lies above the smallest upper end.

    Args:
        claims: the claims, in a fixed order.

    Returns:
        Blocks of two claims or more, each in the order of the claims.
    """
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        key = family_key(claim)
        if key is None:
            continue
        for name in claim.frame.anchors | claim.frame.story:
            found[(*key, name)].append(index)
        for word in claim.frame.theme:
            found[(*key, f"{_WORD}{word}")].append(index)
        found[(*key, f"{_ARTICLE}{claim.mention.doc}")].append(index)
    return [
        block
        for (_, _, anchor), block in sorted(found.items())
        if len(block) > 1 and not (anchor[0] == _WORD and len(block) > _CROWDED) and _conflict(claims, block)
    ]


def _conflict(claims: Sequence[Claim], block: Sequence[int]) -> bool:
    if claims[block[0]].quantity.readings:
        return (
            any(apart(claims[block[0]].quantity, claims[other].quantity) != "agree" for other in block[1:])
            or len(block) > 2
        )
    lows, highs = [], []
    for index in block:
        fair = intervals(claims[index].quantity)[1]
        if fair.lo is not None:
            lows.append(fair.lo)
        if fair.hi is not None:
            highs.append(fair.hi)
    return bool(lows and highs) and max(lows) > min(highs)


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Each pair of claims that shares a block, once; in a crowded block only claims published next to each other."""
    seen: set[tuple[int, int]] = set()
    for block in blocks(claims):
        for pair in _within(claims, block):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(claims: Sequence[Claim], block: list[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= _CROWDED:
        yield from combinations(block, 2)
        return
    in_time = sorted(block, key=lambda i: (claims[i].published is None, claims[i].published, i))
    for at, index in enumerate(in_time):
        for other in in_time[at + 1 : at + 1 + _NEXT]:
            yield (index, other) if index < other else (other, index)
