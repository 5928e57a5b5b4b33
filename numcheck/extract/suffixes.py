"""Scale letters after digits: "1.2m tons", "$3.4bn", "5k" -> what they multiply by."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.numbers import Numeral
from numcheck.extract.scales import suffix_rules
from numcheck.extract.surfaces import SPACE

__all__ = ["suffix_after"]

_SHORT = 40  # characters of a text that is a number and nothing else


def suffix_after(text: str, number: Numeral, money: bool, noun_follows: bool) -> tuple[Decimal, int] | None:
    """The scale letter right after digits ("1.2m tons", "$3.4bn", "5k") and where it ends, or None.

    >>> n = Numeral(0, 3, Decimal("1.2"), Decimal("1.2"), Decimal("0.1"), "digits", Decimal("1.2"))
    >>> suffix_after("1.2m tons", n, money=False, noun_follows=True)
    (Decimal('1E+6'), 4)
    """
    found = _suffix().match(text, number.end)
    if not found or number.form != "digits":
        return None
    letter = found[1]
    where, value = suffix_rules()[letter]
    glued = found.start(1) == number.end
    allowed = (
        where == "always"
        or money
        or (where == "number" and (glued or len(text) == found.end()))
        or (where == "noun" and (noun_follows or (letter in "kK" and glued)))
    )
    alone = found.end() - number.start < _SHORT and not (text[: number.start] + text[found.end() :]).strip(" .-")
    if alone and (letter in "kKG" or (letter in "bB" and glued)):
        allowed = True  # a number and nothing else: "2.33 k"
    elif letter in "mbT" and not glued and not money:
        allowed = False
    return (value, found.end()) if allowed else None


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"[{SPACE}]{{0,2}}({lexicon.alternation(suffix_rules())})(?![\w/²³^°])")
