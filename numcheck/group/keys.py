"""Which claims may share a measure: those of one dimension, in one article or in two of one story.

Where many articles hang together, each outlet's reading of a figure is compared once, however often it is printed.

>>> pairs([])
([], {})
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from numcheck.group.stories import joined, linked
from numcheck.model import Claim, Frame

__all__ = ["dimension", "pairs"]

_SHARE = "percent dimensionless"  # of fractions, too: the base unit of a percentage is the whole
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
    if quantity.kind == "ratio":
        return _SHARE
    return f"{quantity.kind} {quantity.base_unit or quantity.unit}"


def pairs(claims: Sequence[Claim]) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Each pair of claims of one dimension and story, once, the first of the two before the other.

    Args:
        claims: claims in the order of their articles.

    Returns:
        Pairs of places among the claims; and, for each claim that only says again what another one has said, the place
        of that one, with which alone it is paired outside of its article.
    """
    held: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, claim in enumerate(claims):
        if (key := dimension(claim)) is not None:
            held[claim.mention.doc][key].append(index)
    links = linked(claims)
    again = _again(claims, held, links)
    found = {pair: None for doc in sorted(held) for own in held[doc].values() for pair in combinations(own, 2)}
    found |= dict.fromkeys((first, index) for index, first in again.items())
    for one, two, sure in links:
        for key in held[one].keys() & held[two].keys():
            for i, j in product(held[one][key], held[two][key]):
                if sure or _in_common(claims[i].frame, claims[j].frame):
                    first, second = again.get(i, i), again.get(j, j)
                    if first != second:
                        found[min(first, second), max(first, second)] = None
    return list(found), again


def _again(
    claims: Sequence[Claim], held: Mapping[str, Mapping[str, list[int]]], links: Sequence[tuple[str, str, bool]]
) -> dict[int, int]:
    """For each claim of a part of many articles that gives a reading again, the place of the first that gives it."""
    many = [(one, two) for one, two, sure in links if not sure]
    docs = {doc for pair in many for doc in pair}
    found: dict[int, int] = {}
    for part in joined(docs, many, len(docs)):
        first: dict[object, int] = {}
        for doc in part:
            for index in (index for own in held[doc].values() for index in own):
                one = first.setdefault(_reading(claims[index]), index)
                if claims[one].mention.doc != doc:
                    found[index] = one
    return found


def _reading(claim: Claim) -> object:
    """What a claim says and who says it, whatever the words: the value with its hedge, of what, as told by whom."""
    quantity, frame = claim.quantity, claim.frame
    return (
        *(claim.article_source or claim.mention.doc, frame.speaker, claim.published),
        *(
            quantity.kind,
            quantity.hard,
            quantity.fair,
            quantity.value,
            quantity.unit,
            quantity.readings,
            quantity.change,
        ),
        *(frame.concept or frame.head, frame.event, frame.relation, frame.narrow, frame.modality, frame.modifiers),
        *(frame.anchors, frame.owner, frame.ref_time, frame.elliptic),
    )


def _in_common(x: Frame, y: Frame) -> bool:
    """Whether two claims of what may be two stories share an event, a noun or a telling word."""
    if x.event is not None and x.event == y.event:
        return True
    return (x.concept is not None and x.concept == y.concept and not x.days) or not x.own.isdisjoint(y.own)
