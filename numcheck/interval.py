"""Exact intervals of numbers, open or closed at either end: `Interval(50, None, lo_open=True)` is (50, ∞).

Ends are `Decimal`, never float, and `None` is an end that is not there. A midpoint is never computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["EVERYTHING", "Interval", "as_written", "plain"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two ends.

    Args:
        lo: lower end, or None for no lower end.
        hi: upper end, or None for no upper end.
        lo_open: whether `lo` itself is left out.
        hi_open: whether `hi` itself is left out.

    Raises:
        ValueError: the interval would be empty (reversed ends).

    >>> print(Interval(Decimal(2950), Decimal(3050)))
    [2950, 3050]
    >>> print(Interval(Decimal(50), None, lo_open=True))
    (50, ∞)
    """

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False

    def __post_init__(self) -> None:
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise ValueError(f"reversed interval: {self.lo} > {self.hi}")

    @classmethod
    def point(cls, value: Decimal | int) -> Interval:
        """The interval that holds one number.

        >>> print(Interval.point(3))
        [3, 3]
        """
        value = Decimal(value)
        return cls(value, value)

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both.

        >>> Interval.point(57).overlaps(Interval(Decimal(50), None, lo_open=True))
        True
        >>> Interval.point(50).overlaps(Interval(Decimal(50), None, lo_open=True))
        False
        """
        return not (_before(self, other) or _before(other, self))

    def gap(self, other: Interval) -> Decimal:
        """The distance between two intervals, 0 where they overlap or touch.

        >>> Interval.point(3).gap(Interval.point(10))
        Decimal('7')
        """
        for a, b in ((self, other), (other, self)):
            if a.hi is not None and b.lo is not None and a.hi < b.lo:
                return b.lo - a.hi
        return Decimal(0)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both.

        >>> print(Interval.point(3).hull(Interval.point(10)))
        [3, 10]
        """
        lo, lo_open = _outer(self.lo, self.lo_open, other.lo, other.lo_open, -1)
        hi, hi_open = _outer(self.hi, self.hi_open, other.hi, other.hi_open, 1)
        return Interval(lo, hi, lo_open, hi_open)

    def holds(self, other: Interval) -> bool:
        """Whether every number of `other` lies in this one.

        >>> Interval(Decimal(0), Decimal(9)).holds(Interval.point(9))
        True
        """
        return self.hull(other) == self

    def scale(self, factor: Decimal, offset: Decimal = Decimal(0)) -> Interval:
        """Every number times `factor` plus `offset`; a negative factor swaps the ends.

        >>> print(Interval(Decimal(1), Decimal(2)).scale(Decimal(-10)))
        [-20, -10]
        """
        lo = None if self.lo is None else self.lo * factor + offset
        hi = None if self.hi is None else self.hi * factor + offset
        if factor < 0:
            return Interval(hi, lo, self.hi_open, self.lo_open)
        return Interval(lo, hi, self.lo_open, self.hi_open)

    def __str__(self) -> str:
        left = "(-∞" if self.lo is None else f"{'(' if self.lo_open else '['}{plain(self.lo)}"
        right = "∞)" if self.hi is None else f"{plain(self.hi)}{')' if self.hi_open else ']'}"
        return f"{left}, {right}"


EVERYTHING = Interval(None, None)


def _before(a: Interval, b: Interval) -> bool:
    if a.hi is None or b.lo is None:
        return False
    return a.hi < b.lo or (a.hi == b.lo and (a.hi_open or b.lo_open))


def _outer(a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, side: int) -> tuple[Decimal | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a > b) == (side > 0) else (b, b_open)


def as_written(value: Decimal, unit_in_last_place: Decimal) -> Interval:
    """What digits can mean under rounding: half a unit of the last place that was meant, either way.

    Args:
        value: the number as written.
        unit_in_last_place: 0.1 for "1.2", 100 for "3,000" read as two figures, 0 for an exact count.

    Source: the `low_stat`/`up_stat` bounds of statcheck (Nuijten et al. 2016).

    >>> print(as_written(Decimal("1.2"), Decimal("0.1")))
    [1.15, 1.25]
    """
    half = unit_in_last_place / 2
    return Interval(value - half, value + half)


def plain(value: Decimal) -> str:
    """A number without exponent or trailing zeros.

    >>> plain(Decimal("1.20E+6"))
    '1200000'
    """
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
