"""What a number may stand for: its last digit rounded or cut off, its trailing zeros, its hedge -> an interval."""

from __future__ import annotations

from decimal import Decimal

from numcheck.checks.scene import Item
from numcheck.interval import Interval, as_written, plain

__all__ = ["allowing", "counted", "exact", "rounded", "share", "shown", "span", "zeros"]

_ONE = Decimal(1)
_SHARE = Decimal("1.5")  # points of slack of a fraction in words
_LARGE = 1_000  # a count from which zeros at its end may be rounding
_ROUGH = Decimal("0.025")  # share of itself by which it may then be off


def span(value: Decimal, place: Decimal, item: Item | None = None) -> Interval:
    """What a number may stand for that was rounded to `place`, or cut off there, and hedged as its item is.

    >>> print(span(Decimal(40), Decimal(1)))
    [39.5, 41)
    """
    bounds = as_written(value, place)
    cut = Interval(bounds.lo, max(value + place, bounds.hi or value), hi_open=place > 0)
    if value < 0:
        cut = Interval(min(value - place, value), bounds.hi, lo_open=place > 0)
    quantity = item.claim.quantity if item is not None and item.hedge and item.claim else None
    if quantity is None or quantity.written is None or quantity.written[0] != quantity.written[1]:
        return cut
    return cut.hull(quantity.hard).hull(quantity.fair)


def rounded(item: Item) -> Interval:
    """What a number may stand for by its last written digit and its hedge; a fraction in words is loose."""
    assert item.value is not None
    return span(item.value, item.place, item)


def zeros(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 1000 for 3,000.

    >>> zeros(Decimal(3400)), zeros(Decimal("1.5"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    exponent = value.normalize().as_tuple().exponent
    return _ONE.scaleb(int(exponent)) if value else _ONE


def shown(value: Decimal, places: int = 1) -> str:
    """A computed number for people, rounded to some places after the point, with thousands marked.

    >>> shown(Decimal("33.968")), shown(Decimal("1589873"))
    ('34', '1,589,873')
    """
    text = plain(round(value, places))
    head, point, tail = text.partition(".")
    sign, digits = ("-", head[1:]) if head.startswith("-") else ("", head)
    return f"{sign}{int(digits):,}{point}{tail}"


def counted(item: Item) -> Interval:
    """What a count may stand for in a sum: exact when small, rounded at its zeros when large.

    A measure is rounded at its last digit.
    """
    assert item.value is not None
    if item.hedge or item.kind not in "nu" or item.place != 1:
        return rounded(item)
    half = Decimal(0)
    if abs(item.value) >= _LARGE:
        half = min(zeros(item.value) / 2 if zeros(item.value) > 1 else half, abs(item.value) * _ROUGH)
    return Interval(item.value - half, item.value + half)


def share(item: Item) -> Interval:
    """What a percentage or a fraction may stand for, in per cent.

    A fraction in words is loose: "a third" may be 32 or 34.5 %.
    """
    if item.kind != "f":
        return rounded(item)
    assert item.value is not None
    slack = Decimal(0) if item.form == "digits" and item.claim is None else _SHARE
    bounds = Interval(item.value * 100 - slack, item.value * 100 + slack)
    quantity = item.claim.quantity if item.claim and item.hedge else None
    if quantity is None or quantity.written is None or quantity.written[0] != quantity.written[1]:
        return bounds
    return bounds.hull(quantity.hard.scale(Decimal(100))).hull(quantity.fair.scale(Decimal(100)))


def exact(item: Item) -> Interval:
    """What a figure stands for when something is worked out from it: a count is exact, other figures are rounded.

    A count under a scale ("1.2 million") is rounded at its last written digit, too.
    """
    assert item.value is not None
    if item.kind == "n" and not item.hedge and item.place <= 1:
        return Interval.point(item.value)
    return rounded(item)


def allowing(computed: Interval, said: Interval, quote: str) -> str | None:
    """What rounding leaves room for: in what was computed, else in what the text says; None where in neither.

    >>> allowing(Interval(Decimal("29.86"), Decimal("30.11")), Interval.point(40), "40 %")
    '29.9 to 30.1'
    >>> allowing(Interval.point(30), Interval(Decimal("39.5"), Decimal(41)), "40 %")
    '40 % may be 39.5 to 41'
    """
    for bounds, words in ((computed, ""), (said, f"{quote} may be ")):
        if bounds.lo is not None and bounds.hi is not None:
            low, high = sorted((abs(bounds.lo), abs(bounds.hi)))
            if shown(low) != shown(high):
                return f"{words}{shown(low)} to {shown(high)}"
    return None
