"""Ages: "a 24-year-old", "aged 24", "a girl of nine", "Senard, 65,", "her twins, 5,", "three months old"."""

from __future__ import annotations

import re
from functools import cache

from numcheck import lexicon
from numcheck.extract.context import last_word
from numcheck.extract.nouns import noun_after
from numcheck.extract.numbers import Numeral
from numcheck.extract.surfaces import Unit

__all__ = ["age_end"]

_OLDEST = 130
_APPOSITION = re.compile(r"[A-Z][\w'’.-]+,[ \u00a0]$")
_FULL_NAME = re.compile(r"(?<![\w.])([A-Z][\w'’-]+[ \u00a0][A-Z][\w'’-]+)(?:,| was| is)[ \u00a0]$")
_GROWN = 5  # years below which a number behind a full name may well count something else


def _any(table: str) -> str:
    return lexicon.alternation(lexicon.words("ages", table))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_any('before')})\s+$", re.I)


@cache
def _before_ends() -> frozenset[str]:
    return frozenset(say.split()[-1] for say in lexicon.words("ages", "before"))


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[\s-]+(?:{_any('after')})(?!\w)", re.I)


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any('person')}), $", re.I)


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"[\s-]?(?:{_any('unit')})(?!\w)", re.I)


def age_end(text: str, number: Numeral, unit: Unit | None, floor: int, limit: int) -> int | None:
    """Where an age ends, or None when the number is no age.

    Args:
        text: the article.
        number, unit: the number and the unit beside it.
        floor, limit: the sentence.
    """
    if not 0 <= number.low <= _OLDEST:
        return None
    if unit is not None:
        found = _after().match(text, unit.end, limit) if unit.kind == "duration" else None
        return found.end() if found else None
    if found := _unit().match(text, number.end, limit):
        return found.end()
    if last_word(text, number.start, floor) in _before_ends():
        before = _before().search(text, max(floor, number.start - 24), number.start)
        if before and not (before[1].lower().startswith("turn") and noun_after(text, number.end, limit)):
            return number.end
    if number.form == "digits" and number.low >= 1 and text[number.start - 2 : number.start - 1] == ",":
        low, after = max(floor, number.start - 32), text[number.end : number.end + 1]
        if after == "," and _APPOSITION.search(text, low, number.start):
            return number.end
        if after in (",", ".") and _person().search(text, low, number.start):
            return number.end
    return number.end if _is_named(text, number, floor) else None


def _is_named(text: str, number: Numeral, floor: int) -> bool:
    """Whether a person's full name stands before a number: "Calvin Roe was 22, a roofer", "He met Rick Roe, 38."."""
    written = text[number.start : number.end]
    if not written.isdigit() or number.low < _GROWN or text[number.end : number.end + 1] not in (",", ".", ";"):
        return False
    named = _FULL_NAME.search(text, max(floor, number.start - 40), number.start)
    return bool(named and named[1].lower() not in lexicon.words("ages", "nobody"))
