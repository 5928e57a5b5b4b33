"""Which claims may share a measure: those of one dimension, in one article or in two of one story.

>>> list(pairs([]))
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from numcheck.group.stories import linked
from numcheck.model import Claim, Frame

__all__ = ["dimension", "pairs"]

_BARE = "bare number"
_SMALL = Decimal(1)  # counts up to this are too common to compare


def dimension(claim: Claim) -> str | None:
    """What two claims must share to be compared at all; None if the claim is never compared."""
    frame, quantity = claim.frame, claim.quantity
    if frame.skip not in (None, _BARE):
        return None
    if quantity.kind in ("count", "number"):
        return None if quantity.value is not None and quantity.value <= _SMALL else "count"
    if quantity.kind in ("date", "time"):
        return "date" if frame.days else "clock"
    if quantity.kind in ("money", "age"):
        return quantity.kind
    return f"{quantity.kind} {quantity.base_unit or quantity.unit}"


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Each pair of claims of one dimension and story, once, the first of the two before the other."""
    held: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, claim in enumerate(claims):
        if (key := dimension(claim)) is not None:
            held[claim.mention.doc][key].append(index)
    for doc in sorted(held):
        for indices in held[doc].values():
            yield from combinations(indices, 2)
    for one, two, sure in linked(claims):
        for key in held[one].keys() & held[two].keys():
            for i, j in product(held[one][key], held[two][key]):
                if sure or _in_common(claims[i].frame, claims[j].frame):
                    yield i, j


def _in_common(x: Frame, y: Frame) -> bool:
    """Whether two claims of what may be two stories share an event, a noun or a telling word."""
    if x.event is not None and x.event == y.event:
        return True
    return (x.concept is not None and x.concept == y.concept and not x.days) or not x.own.isdisjoint(y.own)
