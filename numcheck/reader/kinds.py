"""Which figures a second reader may put together: more than the rules dare.

A fraction is a percentage, a bare number may be of anything, and so may a figure whose words tell the rules nothing.

>>> ALSO[0]
'day of a speech'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from numcheck.group.keys import dimension
from numcheck.interval import Interval
from numcheck.model import Claim, Quantity

__all__ = ["ALSO", "BARE", "CLOCK", "LASTS", "fitted", "kind", "one_kind"]

ALSO = ("day of a speech", "dateline", "noun too general", "ordinal")
"""Why the rules leave a claim out that a second reader may place."""
BARE = "bare number"
CLOCK, LASTS = "clock", "duration second"
"""Times of day, and lengths of time."""
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")


def kind(claim: Claim) -> str | None:
    """What claims must share to be of one measure: a dimension; BARE fits any; None if it is never compared."""
    if claim.frame.skip in ALSO:
        claim = replace(claim, frame=replace(claim.frame, skip=None))
    if claim.quantity.kind == "count" and claim.quantity.value == 1 and claim.frame.concept and not claim.frame.skip:
        return "count"  # "one man is still at large"
    found = dimension(claim)
    return BARE if found == "count" and claim.quantity.kind == "number" else found


def one_kind(claims: Iterable[Claim]) -> bool:
    """Whether claims may be of one measure."""
    found = {kind(claim) for claim in claims}
    return None not in found and (len(found - {BARE}) <= 1 or found == {CLOCK, LASTS})


def fitted(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of one measure with their values in one unit.

    Args:
        claims: claims for which `one_kind` holds.

    Returns:
        The same claims; a bare number is taken to be in the unit of the others ("it grew by 3 km, in the end by 5"),
        "1:15" beside lengths of time to be one, and "3.40" beside times of day to be one.
    """
    if any(kind(claim) == LASTS for claim in claims):
        claims = [_lasting(claim) if kind(claim) == CLOCK else claim for claim in claims]
    if any(kind(claim) == CLOCK for claim in claims):
        return [_clocked(claim) for claim in claims]
    measured = next((claim for claim in claims if kind(claim) not in (BARE, "count")), None)
    if measured is None:
        return list(claims)
    return [_fitted(claim, measured.quantity) if kind(claim) == BARE else claim for claim in claims]


def _clocked(claim: Claim) -> Claim:
    """A bare number taken for a time of day, if it can be one."""
    found = _DOTTED.fullmatch(claim.mention.quote)
    if kind(claim) != BARE or found is None:
        return claim
    clock = int(found[1]) * 60 + int(found[2])
    return replace(claim, quantity=replace(claim.quantity, kind="time"), frame=replace(claim.frame, clock=clock))


def _lasting(claim: Claim) -> Claim:
    """A time of day taken for minutes and seconds."""
    clock = Decimal(claim.frame.clock or 0)
    exact = Interval.point(clock)
    quantity = replace(
        claim.quantity, kind="duration", hard=exact, fair=exact, value=clock, unit="second", base=(exact, exact),
        base_unit="second", readings=(),
    )  # fmt: skip
    return replace(claim, quantity=quantity, frame=replace(claim.frame, clock=None))


def _fitted(claim: Claim, measured: Quantity) -> Claim:
    times, plus = _turn(measured)

    def turned(own: Interval) -> Interval:
        lo, hi = (None if end is None else end * times + plus for end in (own.lo, own.hi))
        return Interval(lo, hi, own.lo_open, own.hi_open)

    base = turned(claim.quantity.hard), turned(claim.quantity.fair)
    return replace(claim, quantity=replace(claim.quantity, base=base, base_unit=measured.base_unit))


def _turn(measured: Quantity) -> tuple[Decimal, Decimal]:
    """What turns a number of a unit into one of its base unit: a factor, and for temperatures what is added."""
    if measured.base is None:
        return Decimal(1), Decimal(0)
    ends = [
        (x, y)
        for own, base in zip((measured.hard, measured.fair), measured.base, strict=True)
        for x, y in ((own.lo, base.lo), (own.hi, base.hi))
        if x is not None and y is not None
    ]
    (x, y), (other, turned) = min(ends, default=(Decimal(1), Decimal(1))), max(ends, default=(Decimal(1), Decimal(1)))
    if measured.kind == "temperature" and x != other:
        times = (turned - y) / (other - x)
        return times, y - times * x
    return (turned / other if other else Decimal(1)), Decimal(0)
