"""Numbers in words: "two hundred and six", "half a million", "a few hundred", "tens of thousands".

"and" joins two words of one number only after a hundred or a scale, and only a smaller number: "between five and
six" stays two numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon

__all__ = ["Spelled", "read_words", "scale_after"]

_WORD = re.compile(r"[A-Za-z]++")
_GAP = re.compile(r"[ \u00a0\u202f\u2009\n]?-[ ]?|[ \u00a0\u202f\u2009]++|\r?\n")
_ARTICLE = re.compile(r"\b(an?)[\s-]+$", re.I)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words at [start, end); `scale` is its largest scale word, `exact` that lower places are named too."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    scale: Decimal = _ONE
    exact: bool = False
    fraction: bool = False
    open_top: bool = False
    fair_high: Decimal | None = None


class _Word(NamedTuple):
    role: str
    value: Decimal
    end: int


@cache
def _roles() -> dict[str, tuple[str, Decimal]]:
    return {
        word: (row["role"], Decimal(value))
        for row in lexicon.records("numbers")
        if "value" in row and "role" in row
        for word, value in zip(row["say"], row["value"], strict=True)
    }


@cache
def _vague() -> dict[str, tuple[Decimal, Decimal, Decimal]]:
    (row,) = lexicon.records("numbers", "vague")
    return {
        word: (Decimal(low), Decimal(high), Decimal(fair))
        for word, low, high, fair in zip(row["say"], row["low"], row["high"], row["fair"], strict=True)
    }


@cache
def _tops() -> dict[str, Decimal]:
    (row,) = lexicon.records("numbers", "many")
    return {word: Decimal(top) for word, top in zip(row["say"], row["top"], strict=True)}


@cache
def _scale_words() -> re.Pattern[str]:
    words = [*lexicon.surfaces("numbers", "scale"), *lexicon.surfaces("numbers", "hundred")]
    always = [s for s, where in _suffixes() if where == "always"]
    return re.compile(rf"[\s-]?[\s]?(?:({lexicon.alternation(words)})|(?i:({lexicon.alternation(always)})))(?!\w)(?!-year)", re.I)


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    (row,) = lexicon.records("numbers", "suffix")
    return tuple(zip(row["say"], row["where"], strict=True))


@cache
def suffix_values() -> dict[str, Decimal]:
    """Scale letters and what they multiply by."""
    (row,) = lexicon.records("numbers", "suffix")
    return {say: Decimal(value) for say, value in zip(row["say"], row["value"], strict=True)}


def scale_after(text: str, at: int, limit: int) -> tuple[Decimal | None, int]:
    """The scale words right after a number in digits ("3.4 million", "5 hundred thousand"), and where they end.

    >>> scale_after("3.4 million people", 3, 18)
    (Decimal('1000000'), 11)
    """
    scale: Decimal | None = None
    while found := _scale_words().match(text, at, limit):
        word = (found[1] or found[2]).lower()
        value = _roles()[word][1] if word in _roles() else suffix_values()[word]
        scale, at = (scale or _ONE) * value, found.end()
    return scale, at


def _next(text: str, at: int, limit: int, gap: bool = True) -> _Word | None:
    if gap:
        space = _GAP.match(text, at, limit)
        if not space:
            return None
        at = space.end()
    word = _WORD.match(text, at, limit)
    if not word:
        return None
    role = _roles().get(word[0].lower())
    return _Word(role[0], role[1], word.end()) if role else None


def _plain(text: str, at: int, limit: int, word: str) -> int | None:
    """Where `word` ends if it is the next word, else None."""
    space = _GAP.match(text, at, limit)
    found = _WORD.match(text, space.end(), limit) if space else None
    return found.end() if found and found[0].lower() == word else None


def _cardinal(text: str, at: int, limit: int, first: bool = True) -> tuple[Decimal, Decimal, int, bool] | None:
    """Value, largest scale, end and exactness of a cardinal in words at `at`."""
    total, current, scale, end = Decimal(0), Decimal(0), _ONE, at
    seen, exact, places = False, False, 0
    word = _next(text, at, limit, gap=not first)
    joined = False
    while word:
        role, value = word.role, word.value
        if role == "one" and (not seen or (places < 2 and current % 10 == 0 and (current % 100 >= 20) == (current % 100 != 0) and (current % 100 == 0 or value in range(1, 10)))):
            if seen and current == 0 and total == 0:
                break
            current, exact = current + value, exact or total > 0
        elif role == "ten" and (not seen or current % 100 == 0) and (current or total or not seen):
            current, exact = current + value, exact or total > 0
        elif role == "hundred" and 0 < current < 100 and not joined:
            current, scale = current * value, max(scale, value)
        elif role == "scale" and seen:
            total, current = (total + current) * value if total and value > scale else total + current * value, Decimal(0)
            scale = max(scale, value)
        else:
            break
        seen, end = True, word.end
        follow = _next(text, end, limit)
        joined = False
        if follow is None and (role in ("hundred", "scale")) and value != 12:
            after = _plain(text, end, limit, "and")
            rest = _cardinal(text, after, limit, first=False) if after else None
            if rest and rest[0] < value and rest[1] < value:
                return total + current + rest[0], scale, rest[2], True
        word = follow
    return (total + current, scale, end, exact) if seen else None


def read_words(text: str, at: int, limit: int) -> Spelled | None:
    """The number in words whose first word stands at `at`, or None when the words name no number.

    Args:
        text: the article.
        at: where a number word begins.
        limit: where to stop.

    >>> read_words("two hundred and six homes", 0, 25).low
    Decimal('206')
    >>> read_words("few homes", 0, 9) is None
    True
    """
    word = _WORD.match(text, at, limit)
    if word is None:
        return None
    lower = word[0].lower()
    article = _ARTICLE.search(text, max(0, at - 4), at)
    start = article.start() if article else at
    if lower in _vague():
        return _read_vague(text, start, word.end(), limit, lower)
    role, value = _roles().get(lower, ("", _ONE))
    if role == "many":
        return _read_many(text, at, word.end(), limit, lower)
    if role == "half":
        return _read_half(text, start, word.end(), limit)
    if role == "part":
        if not article:
            return None
        return Spelled(start, word.end(), 1 / value, 1 / value, fraction=True)
    if role in ("hundred", "scale"):
        if not article:
            return None
        return _joined(text, start, _scaled_article(text, at, limit), limit)
    return _joined(text, start if role == "" else at, _cardinal(text, at, limit), limit)


def _scaled_article(text: str, at: int, limit: int) -> tuple[Decimal, Decimal, int, bool] | None:
    """ "a hundred and two", "a million": the article is one."""
    word = _next(text, at, limit, gap=False)
    if word is None:
        return None
    value, end = word.value, word.end
    while (more := _next(text, end, limit)) and more.role == "scale":
        value, end = value * more.value, more.end
    after = _plain(text, end, limit, "and")
    rest = _cardinal(text, after or end, limit, first=False)
    if rest and rest[1] < word.value and rest[0] < word.value and word.value != 12:
        return value + rest[0], value, rest[2], True
    return value, value, end, False


def _joined(
    text: str, start: int, head: tuple[Decimal, Decimal, int, bool] | None, limit: int
) -> Spelled | None:
    """A cardinal, and what may follow it: "-thirds", "and a half", "and two thirds", a scale after the half."""
    if head is None:
        return None
    value, scale, end, exact = head
    word = _next(text, end, limit)
    if word and word.role == "part" and value < word.value and scale == 1:
        return Spelled(start, word.end, value / word.value, value / word.value, fraction=True)
    if word and word.role == "half" and value == 1:
        return Spelled(start, word.end, Decimal("0.5"), Decimal("0.5"), fraction=True)
    after = _plain(text, end, limit, "and")
    if after is not None and (found := _fraction_tail(text, after, limit)):
        part, tail = found
        more, tail = scale_after(text, tail, limit)
        value += part * (scale if scale > 1 and scale == value else _ONE) if more is None else part
        if more is not None:
            value, scale = value * more, more
        elif scale > 1:
            pass
        return Spelled(start, tail, value, value, max(scale, _ONE), exact=True)
    return Spelled(start, end, value, value, scale, exact)


def _fraction_tail(text: str, at: int, limit: int) -> tuple[Decimal, int] | None:
    article = _plain(text, at, limit, "a")
    word = _next(text, article, limit) if article else None
    if word and word.role in ("half", "part"):
        return (word.value if word.role == "half" else 1 / word.value), word.end
    count = _next(text, at, limit)
    if count and count.role == "one":
        part = _next(text, count.end, limit)
        if part and part.role == "part" and count.value < part.value:
            return count.value / part.value, part.end
    return None


def _read_half(text: str, start: int, end: int, limit: int) -> Spelled | None:
    article = _plain(text, end, limit, "a") or _plain(text, end, limit, "an") or end
    word = _next(text, article, limit)
    half = Decimal("0.5")
    if word and word.role in ("scale", "hundred"):
        return Spelled(start, word.end, half * word.value, half * word.value, word.value)
    return Spelled(start, end, half, half, fraction=True)


def _read_vague(text: str, start: int, end: int, limit: int, lower: str) -> Spelled | None:
    low, high, fair = _vague()[lower]
    of = _plain(text, end, limit, "of")
    word = _next(text, end, limit) or (_next(text, of, limit) if of else None)
    if not (word and word.role in ("hundred", "scale")):
        return Spelled(start, of, Decimal(2), Decimal(2)) if lower == "couple" and of else None
    scale, end = word.value, word.end
    while (more := _next(text, end, limit)) and more.role == "scale":
        scale, end = scale * more.value, more.end
    return Spelled(start, end, low * scale, (high + 1) * scale - 1, scale, fair_high=fair * scale)


def _read_many(text: str, start: int, end: int, limit: int, lower: str) -> Spelled | None:
    value = _roles()[lower][1]
    low, top = value * (2 if value < 100 else 1), _tops()[lower]
    of = _plain(text, end, limit, "of")
    word = _next(text, of, limit) if of else None
    if word and word.role == "many":
        return Spelled(start, word.end, value * word.value, top * word.value, word.value, open_top=True)
    if lower == "scores" and not of:
        return None
    return Spelled(start, end, low, top, open_top=True)
