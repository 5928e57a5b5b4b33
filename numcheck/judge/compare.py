"""What the intervals alone say: `value_reason(pair)` names whether two values exclude each other, with the intervals.

>>> from numcheck.interval import Interval
>>> from decimal import Decimal
>>> shown(Interval(Decimal(2950), Decimal(3050)), "meter")
'2,950 to 3,050 meter'
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.finding import Reason
from numcheck.group import Pair
from numcheck.group.values import intervals
from numcheck.interval import Interval, plain
from numcheck.model import Claim, shown_days

__all__ = ["normalised", "shown", "unit_of", "value_reason"]

_UNIT = re.compile(r"(?<=\d)[\s-]*([^\W\d].*|[°%].*)$", re.DOTALL)


def value_reason(pair: Pair) -> Reason:
    """The step from the intervals of two claims to "they exclude each other" or "they hardly agree"."""
    hard = pair.apart == "hard"
    name = "hard_disjoint" if hard else "fair_disjoint"
    text = f"{_read(pair.a, hard)}; {_read(pair.b, hard)}: " + (
        "they have nothing in common" if hard else "they may touch, but a reader would not take them for the same"
    )
    return Reason(name, text, (("a", normalised(pair.a)), ("b", normalised(pair.b))))


def _read(claim: Claim, hard: bool) -> str:
    quantity = claim.quantity
    quote = claim.mention.quote.strip()
    if quantity.readings:
        return f"“{quote}” was read as {' or '.join(shown_days(days) for days in quantity.readings)}"
    return f"“{quote}” was read as {shown(quantity.hard if hard else quantity.fair, unit_of(claim))}"


def unit_of(claim: Claim) -> str | None:
    """The unit as it stands behind the digits, else by its name; none for counts, whose noun stands in the quote."""
    quantity = claim.quantity
    if quantity.kind in ("count", "number"):
        return None
    found = _UNIT.search(claim.mention.quote)
    return found[1] if found and found[1].split()[0].lower() not in _scales() else quantity.unit


@cache
def _scales() -> frozenset[str]:
    return lexicon.words("numbers", "scale")


def shown(interval: Interval, unit: str | None) -> str:
    """An interval in words, with its unit unless that is a counted noun that the quote has shown.

    >>> shown(Interval(Decimal(50), None, lo_open=True), None)
    'more than 50'
    """
    tail = f" {unit}" if unit else ""
    if interval.lo is None and interval.hi is None:
        return f"any number{tail}"
    if interval.lo is None:
        return f"{'less than' if interval.hi_open else 'at most'} {_number(interval.hi)}{tail}"
    if interval.hi is None:
        return f"{'more than' if interval.lo_open else 'at least'} {_number(interval.lo)}{tail}"
    if interval.lo == interval.hi:
        return f"{_number(interval.lo)}{tail}"
    return f"{_number(interval.lo)} to {_number(interval.hi)}{tail}"


def _number(value: Decimal | None) -> str:
    if value is None:
        return "any"
    whole, dot, rest = plain(value).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() else plain(value)


def normalised(claim: Claim) -> str:
    """The value of a claim as text that does not hang on how it is written: its hard interval or its first days."""
    quantity = claim.quantity
    if quantity.readings:
        return shown_days(quantity.readings[0])
    return f"{intervals(quantity)[0]} {quantity.base_unit or ''}".strip()
