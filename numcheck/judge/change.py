"""The smallest change by which claims would agree: which figure, read as what."""

from __future__ import annotations

from collections.abc import Sequence

from numcheck.finding import Reason
from numcheck.group.numerals import NUMERALS
from numcheck.group.values import intervals
from numcheck.interval import Interval
from numcheck.judge.compare import shown, unit_of
from numcheck.judge.figures import figures, outlet, written
from numcheck.model import TIMES, Claim

__all__ = ["smallest_change"]

_SLIPS = ("swapped", "turned", "one", "scale")
_SLIP = "a slip of the pen for"
_MOST = 3  # figures that would have to change, beyond which a list says nothing


def smallest_change(claims: Sequence[Claim], source: Claim | None = None) -> Reason | None:
    """What the fewest outlets would have to change for all claims to agree.

    Args:
        claims: the claims of a finding.
        source: the claim that the others have to follow; the figure that most outlets give if None.

    Returns:
        The reason, its data naming each figure and what it would have to be; None where it takes many changes.
    """
    told = figures(claims)
    if source is not None:
        told.sort(key=lambda one: source not in one)
    kept, others = told[0], told[1:]
    if not 0 < len(others) <= _MOST:
        return None
    steps = [_step(one, kept) for one in others]
    joined = " and ".join(_said(claim, value) for claim, value in steps)
    if source is None and len(others) == 1 and _tellers(kept) == _tellers(others[0]):
        steps.append(_step(kept, others[0]))
        joined += ", or the other way round" if _SLIP in steps[-1][1] else f", or {_said(*steps[-1])}"
    if len(others) == 1 and _counted(claims):
        low, high = sorted((kept[0], others[0][0]), key=lambda claim: intervals(claim.quantity)[0].lo or 0)
        joined += f", or if {_quoted(low)} counted only a part of {_quoted(high)}"
    return Reason(
        "smallest_change",
        f"they would agree if {joined}",
        tuple((claim.mention.quote.strip(), value) for claim, value in steps),
    )


def _tellers(claims: Sequence[Claim]) -> int:
    return len({outlet(claim) for claim in claims})


def _counted(claims: Sequence[Claim]) -> bool:
    return all(claim.quantity.kind == "count" and claim.frame.relation is None for claim in claims)


def _step(one: Sequence[Claim], kept: Sequence[Claim]) -> tuple[Claim, str]:
    """A claim of a figure that has to change, and what it would have to be."""
    claim = one[0]
    x, y = claim.quantity, kept[0].quantity
    if x.kind in TIMES or y.kind in TIMES:
        return claim, written(kept[0])
    for other in kept:
        if NUMERALS["unit"](claim, other) == "mistaken":
            return claim, f"meant in {unit_of(other)}"
        if NUMERALS["digits"](claim, other) in _SLIPS:
            return claim, f"{_SLIP} {written(other)}"
    return claim, _bound(claim, kept)


def _bound(claim: Claim, kept: Sequence[Claim]) -> str:
    """The nearest number that a reader would take for the figure of all the others."""
    own = intervals(claim.quantity)[1].lo
    fairs = [intervals(other.quantity)[1] for other in kept]
    less = [(fair.hi, i) for i, fair in enumerate(fairs) if fair.hi is not None and own is not None and fair.hi <= own]
    more = [(fair.lo, i) for i, fair in enumerate(fairs) if fair.lo is not None]
    nearest = kept[min(less)[1] if less else max(more)[1] if more else 0]
    fair = nearest.quantity.fair
    bound = Interval(None, fair.hi, hi_open=fair.hi_open) if less else Interval(fair.lo, None, lo_open=fair.lo_open)
    return shown(bound, unit_of(nearest))


def _said(claim: Claim, value: str) -> str:
    return f"{_quoted(claim)} ({outlet(claim)}) were {value}"


def _quoted(claim: Claim) -> str:
    return f"“{claim.mention.quote.strip()}”"
