"""Two numbers as one quantity: ranges, changes, and units said together ("5 feet 2 inches").

A range keeps both ends, and unit and scale reach both; a change is two values.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon
from numcheck.extract.pieces import Piece
from numcheck.model import Sentence

__all__ = ["Joined", "change", "compound", "direction_before", "lengthen", "single", "span", "starts_below"]

_TIGHT = re.compile(r"\s?(?:and\s)?")  # "2 hours, 30 minutes" may be a list
_HUNDRED = Decimal(100)


class Joined(NamedTuple):
    """One or two pieces that make one quantity, at [start, end).

    Args:
        first, last: the pieces; the same one when it stands alone.
        low, high: its ends as written.
        connector: what joins two: "to", "dash", "between", "or", "score", ...
        ratio: whether it is a share of two numbers ("one in five").
        from_to: whether it is one end of a change.
        numerals: how many numbers it holds.
        step: the last place of two units said together: a second in "one minute 42 seconds".
    """

    first: Piece
    last: Piece
    sentence: Sentence
    low: Decimal
    high: Decimal
    start: int
    end: int
    connector: str = ""
    ratio: bool = False
    from_to: bool = False
    numerals: int = 1
    step: Decimal | None = None

    @property
    def unmeasured(self) -> bool:
        """Whether no unit and no noun stands with it."""
        return self.last.unit is None and self.last.noun is None


def single(piece: Piece, sentence: Sentence, from_to: bool = False) -> Joined:
    """A piece that stands alone."""
    number = piece.number
    return Joined(piece, piece, sentence, number.low, number.high, piece.start, piece.end, from_to=from_to)


@cache
def _change_words() -> dict[str, str]:
    return {say: row["direction"] for row in lexicon.records("changes", "change") for say in row["say"]}


def direction_before(text: str, start: int, end: int, last: int = 5) -> str | None:
    """Which way the nearest of the last words says that a number moved ("up", "down"), or None.

    >>> direction_before("sales rose from ", 0, 16)
    'up'
    """
    words = re.findall(r"[a-z]+", text[start:end].lower())[-last:]
    return next((d for w in reversed(words) if (d := _change_words().get(w))), None)


def _share_scale(a: Piece, b: Piece) -> Piece:
    """ "$1-2 billion": the scale at the end reaches the start when the start is small and bare."""
    first, last = a.number, b.number
    if first.scale == 1 and last.scale > 100 and abs(first.low) < 1000 and first.form == last.form:
        return a._replace(number=first.times(last.scale))
    return a


def starts_below(a: Piece, b: Piece) -> bool:
    """Whether the first number is the lower one, once a shared scale is counted."""
    return _share_scale(a, b).number.low < b.number.low


def change(a: Piece, b: Piece, sentence: Sentence) -> list[Joined]:
    """ "rose from 18 to 25 per cent": two values, each with the unit."""
    if a.unit is None and a.noun is None and (b.unit or b.noun):
        a = a.with_unit(b.unit, b.noun, b.age)
    elif b.unit is None and b.noun is None:
        b = b.with_unit(a.unit, a.noun, a.age)
    return [single(_share_scale(a, b), sentence, from_to=True), single(b, sentence, from_to=True)]


def span(a: Piece, b: Piece, sentence: Sentence, connector: str) -> list[Joined] | None:
    """A range from `a` to `b`, or None when the two do not measure alike or do not rise."""
    if a.number.low < b.number.mantissa:
        a = _share_scale(a, b)
    if a.number.low >= b.number.high:
        return None
    if a.unit and b.unit:
        if a.unit.name not in (b.unit.name, b.unit.name.split("/")[0]) and not a.unit.kind == b.unit.kind == "money":
            return None
    elif a.unit:
        if (b.noun and connector in ("to", "dash")) or (connector == "to" and not a.sign_money and not a.age):
            return None
        b = b.with_unit(a.unit, b.noun, a.age)
    elif b.unit is None and a.noun and (b.noun is None or b.noun.lemma != a.noun.lemma):
        if connector not in ("between", "from"):
            return None
        b = b if b.noun else b.with_unit(None, a.noun)
    elif (
        connector == "to"
        and a.number.form != b.number.form
        and ("fraction" in (a.number.form, b.number.form) or not (b.unit or b.noun))
    ):
        return None  # "rose a third to $23.11"
    end = max(b.end, b.number.end)
    return [Joined(a, b, sentence, a.number.low, b.number.high, a.start, end, connector, numerals=2)]


@cache
def _smaller() -> dict[str, tuple[str, Decimal]]:
    (row,) = lexicon.records("joins", "smaller")
    parts = zip(row["say"], row["part"], row["ratio"], strict=True)
    return {unit: (part, Decimal(ratio)) for unit, part, ratio in parts}


def compound(text: str, a: Piece, b: Piece, sentence: Sentence) -> list[Joined] | None:
    """ "5 feet 2 inches", "2 hours and 30 minutes", "15 dollars 50": one value in the larger unit, or None."""
    if a.unit is None or not a.own_unit or a.number.low != a.number.low.to_integral_value():
        return None
    money = a.unit.kind == "money"
    if b.unit is None:
        if not money or not _is_minor(text, a, b):
            return None
        value = a.number.low + b.number.low / _HUNDRED
        last = a._replace(number=b.number)
        end = b.number.end
        return [Joined(a, last, sentence, value, value, a.start, end, "compound", numerals=2, step=1 / _HUNDRED)]
    name, ratio = _smaller().get(a.unit.name) or ((f"centi{a.unit.name}", _HUNDRED) if money else ("", _HUNDRED))
    minutes = name == "minute" and text[b.unit.start : b.unit.end] == "m"  # "4h 32m"
    if (
        not (b.unit.name == name or minutes)
        or not 0 <= b.number.low < ratio
        or not _TIGHT.fullmatch(text[a.unit.end : b.start])
    ):
        return None
    value = a.number.low + b.number.low / ratio
    last = b.with_unit(a.unit, None, a.age or b.age)
    end = max(b.end, b.unit.end)
    return [Joined(a, last, sentence, value, value, a.start, end, "compound", numerals=2, step=1 / ratio)]


def lengthen(text: str, joined: Joined, c: Piece) -> Joined | None:
    """ "2 hours 4 minutes" with "35 seconds" after it, or None when `c` is no third part."""
    if joined.connector != "compound" or joined.last.unit is None or joined.last.unit.name != "hour":
        return None
    if c.unit is None or c.unit.name != "second" or not _TIGHT.fullmatch(text[joined.end : c.start]):
        return None
    value = joined.low + c.number.low / 3600
    return joined._replace(low=value, high=value, end=c.end, numerals=3, step=1 / Decimal(3600))


def _is_minor(text: str, a: Piece, b: Piece) -> bool:
    """Whether two bare digits after a sum of money are its hundredths."""
    if a.unit is None or a.sign_money or a.number.scale != 1 or b.noun or b.sign_money:
        return False
    two_digits = b.number.form == "digits" and b.number.end - b.number.start == 2
    joined = text[a.unit.end : b.number.start] in (" ", " and ")
    return two_digits and joined and not text[b.number.end : b.number.end + 2].strip(" .").isalnum()
