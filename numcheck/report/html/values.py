"""Claims of one finding on one axis: their intervals in one unit, or their days.

>>> bounds([Value((None, 9.0), (3.0, 9.0)), None])
[3.0, 9.0]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from numcheck.finding import Finding
from numcheck.interval import Interval
from numcheck.model import TIMES, Claim, Days

__all__ = ["Value", "Values", "bounds", "values"]

_MOST = 1e300
_COMPARED = ("NC1", "NC2", "NC301")  # rules whose claims are held against each other, not added up
Ends = tuple[float | None, float | None]
Turn = Callable[[Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says, as far as an axis shows it; an end that is not there is None.

    Args:
        hard: what the words allow.
        fair: what a reader takes from it.
    """

    hard: Ends
    fair: Ends


@dataclass(frozen=True, slots=True)
class Values:
    """What the claims of a finding say, in one unit.

    Args:
        each: one a claim, None where there is nothing to show; days are ordinals.
        unit: of all of them; None where there is none.
        low: the lowest figure in that unit.
        best: the one that most sources give.
        high: the highest.
    """

    each: tuple[Value | None, ...]
    unit: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None


def values(finding: Finding) -> Values:
    """What the claims of a finding say, in the unit that most of them have.

    Parts and their total, or figures of several kinds, lie on no axis: there is then no value.
    """
    if not finding.rule.startswith(_COMPARED) or len({_measured(claim) for claim in finding.claims}) > 1:
        return Values((None,) * len(finding.claims))
    if finding.kind in TIMES:
        each = tuple(_days(claim.quantity.readings) for claim in finding.claims)
        days = bounds(each)
        return Values(each, None, min(days, default=None), None, max(days, default=None))
    unit, turn = _turn(finding)
    found = []
    for claim in finding.claims:
        base = claim.quantity.base
        pair = base if turn is not None and base is not None else (claim.quantity.hard, claim.quantity.fair)
        hard, fair = (_ends(interval, turn) for interval in pair)
        found.append(None if hard == fair == (None, None) else Value(hard, fair))
    if turn is not None:
        ends = bounds([None if value is None else Value(value.fair, value.fair) for value in found])
        return Values(tuple(found), unit, min(ends, default=None), None, max(ends, default=None))
    shown = [_float(end, None) for end in (finding.low, finding.best, finding.high)]
    return Values(tuple(found), unit, *shown)


def bounds(found: Sequence[Value | None]) -> list[float]:
    """Every end that an axis has to hold, in order."""
    return sorted({end for value in found if value for end in (*value.fair, *value.hard) if end is not None})


def _measured(claim: Claim) -> tuple[bool, str | None]:
    """What two claims have in common whose values lie on one axis: both are days, or both have a base unit."""
    quantity = claim.quantity
    return quantity.kind in TIMES, quantity.base_unit if quantity.base is not None else None


def _days(readings: Sequence[Days]) -> Value | None:
    firsts = [float(first.toordinal()) for first, _ in readings if first]
    lasts = [float(last.toordinal()) for _, last in readings if last]
    ends = (min(firsts, default=None), max(lasts, default=None))
    return None if ends == (None, None) else Value(ends, ends)


def _ends(interval: Interval, turn: Turn | None) -> Ends:
    return _float(interval.lo, turn), _float(interval.hi, turn)


def _float(end: Decimal | None, turn: Turn | None) -> float | None:
    """A number as an axis takes it; None for one that no axis can hold."""
    if end is None or not end.is_finite():
        return None
    value = float(turn(end) if turn else end)
    return value if abs(value) < _MOST else None


def _turn(finding: Finding) -> tuple[str | None, Turn | None]:
    """The unit that most claims have, and how to get there from the base unit; no such way where all have one unit."""
    units = Counter(claim.quantity.unit for claim in finding.claims)
    if len(units) == 1:
        return finding.unit, None
    if any(claim.quantity.base is None for claim in finding.claims):
        return None, None
    for unit, _ in units.most_common():
        for claim in finding.claims:
            hard, base = claim.quantity.hard, claim.quantity.base
            if claim.quantity.unit == unit and base is not None:
                pairs = [(a, b) for a, b in ((base[0].lo, hard.lo), (base[0].hi, hard.hi)) if a is not None]
                if len(pairs) == 2 and pairs[0][0] != pairs[1][0]:
                    return unit, _line(pairs)
    return finding.claims[0].quantity.base_unit, lambda value: value


def _line(pairs: Sequence[tuple[Decimal, Decimal | None]]) -> Turn:
    (a0, b0), (a1, b1) = pairs
    assert b0 is not None and b1 is not None  # a unit that converts has ends where its base has them
    slope = (b1 - b0) / (a1 - a0)
    return lambda value: b0 + (value - a0) * slope
