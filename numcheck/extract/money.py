"""Money written in front of a number: "US$", "€", "EUR", "RM"."""

from __future__ import annotations

import re
from functools import cache

from numcheck import lexicon
from numcheck.extract.context import last_word
from numcheck.extract.surfaces import SPACE, Unit, lower_codes, money_signs

__all__ = ["money_before"]

_BLANK = " \u00a0\u202f"


@cache
def _prefixes() -> dict[str, str]:
    return {p: row["code"] for row in lexicon.records("money", "money") for p in row.get("prefix", ())}


@cache
def _pattern() -> re.Pattern[str]:
    signs = sorted(money_signs(), key=len, reverse=True)
    letters = [s for s in signs if s[-1].isalpha() or s[-1] in ".="]
    others = "|".join(re.escape(s) for s in signs if s not in letters)
    codes = "|".join(s for s in signs if len(s) == 3 and s.isalpha() and s.isupper())
    prefixes = "|".join(map(re.escape, sorted(_prefixes(), key=len, reverse=True)))
    words = "|".join(map(re.escape, (*letters, *lower_codes())))
    return re.compile(
        rf"(?:(?<![A-Za-z])({prefixes}|(?i:{codes}))?[ ]?({others})|(?<![\w$€£-])({words}))[{SPACE}]?[-−]?[{SPACE}]?$"
    )


@cache
def _last_words() -> frozenset[str]:
    """What may stand before a number, one blank away, and be money."""
    signs = {sign.lower().strip(".=") for sign in money_signs()}
    dollars = {f"{p.lower()}$" for p in _prefixes()} | {f"{s}$" for s in signs if len(s) == 3}
    return frozenset(signs | dollars | {f"{sign}." for sign in signs} | {"-", "$-"})


def money_before(text: str, at: int, floor: int = 0) -> Unit | None:
    """The currency written in front of the number at `at`, not looking past `floor`, or None.

    >>> money_before("worth US $58", 10)
    Unit(name='USD', kind='money', start=6, end=10)
    """
    last = text[at - 1 : at]
    if not last or (last in _BLANK and last_word(text, at, floor) not in _last_words()):
        return None
    found = _pattern().search(text, max(floor, at - 8), at)
    if not found:
        return None
    if sign := found[2]:
        prefix = found[1] if sign == "$" else None
        code = (_prefixes().get(prefix) or prefix.upper()) if prefix else money_signs()[sign]
        return Unit(code, "money", found.start() if prefix or not found[1] else found.start(2), at)
    word = found[3]
    if word in lexicon.words("money", "tight") and last in _BLANK:
        return None
    return Unit(money_signs().get(word) or money_signs()[word.upper()], "money", found.start(3), at)
