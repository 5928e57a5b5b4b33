"""Scales after digits: "3.4 million", "5 hundred thousand", and which letters stand for them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.cardinals import roles

__all__ = ["scale_after", "suffix_rules"]

_ONE = Decimal(1)


@cache
def suffix_rules() -> dict[str, tuple[str, Decimal]]:
    """Scale letters: where each is one ("always", "money", ...), and what it multiplies by."""
    (row,) = lexicon.records("numbers", "suffix")
    return {s: (w, Decimal(v)) for s, w, v in zip(row["say"], row["where"], row["value"], strict=True)}


@cache
def _scale_words() -> re.Pattern[str]:
    words = [*lexicon.surfaces("numbers", "scale"), *lexicon.surfaces("numbers", "hundred"), "dozens"]
    always = [s for s, (where, _) in suffix_rules().items() if where == "always"]
    return re.compile(
        rf"[\s-]?[\s]?(?:({lexicon.alternation(words)})|({lexicon.alternation(always)}))(?!\w)(?!-year)", re.I
    )


def scale_after(text: str, at: int, limit: int) -> tuple[Decimal | None, int]:
    """The scale words right after a number in digits ("3.4 million", "5 hundred thousand"), and where they end.

    >>> scale_after("3.4 million people", 3, 18)
    (Decimal('1E+6'), 11)
    """
    scale: Decimal | None = None
    while found := _scale_words().match(text, at, limit):
        word = (found[1] or found[2]).lower()
        value = roles()[word][1] if word in roles() else suffix_rules()[word][1]
        scale, at = (scale or _ONE) * value, found.end()
    return scale, at
