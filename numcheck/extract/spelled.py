"""Numbers in words: "two hundred and six", "half a million", "a few hundred", "tens of thousands".

"and" joins two words of one number only after a hundred or a scale, and never after "between": "between five and
six" and "between two hundred and two thousand" stay two numbers.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon
from numcheck.extract.cardinals import GAP, Word, cardinal, role_at, words_at

__all__ = ["Spelled", "read_more", "read_words"]

_ARTICLE = re.compile(r"\b(an?)[\s-]+$", re.I)
# "a fifth of voters", "a third more", "cut by a third."; but "a fourth suspect"
_SHARE = re.compile(
    r"[\s-]+(?:of|more|less|fewer|larger|smaller|higher|lower|as|from|to|in|since|and|or)\b|[^\w\s-]|\s*$"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:\S+\s+)?$", re.I)
_ONE, _HALF = Decimal(1), Decimal("0.5")


class Spelled(NamedTuple):
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
    article = _ARTICLE.search(text, max(0, at - 4), at) if text[at - 2 : at - 1] in "aAnN" else None
    start = article.start() if article else at
    words = words_at(text, at, limit)
    first = words[0] if words else None
    vague = re.compile(r"few|several|couple", re.I).match(text, at)
    if vague:
        return _read_vague(text, start, vague.end(), limit, vague[0].lower())
    if first is None:
        return None
    if first.role == "many":
        return _read_many(start, at, words)
    if first.role == "half":
        return _read_half(start, words)
    if first.role == "part":
        named = article and (first.say == "quarter" or _SHARE.match(text, first.end))
        if named or (first.say == "quarter" and role_at(words, 1) == "scale"):
            return _fraction(start, 1 / first.value, words, 1)
        return None
    if first.role in ("hundred", "scale"):
        if not article:
            return None
        words = [Word("a", _ONE, at, "a"), *words]
        return _whole(start, words, _joins(text, start))
    return _whole(at, words, _joins(text, at))


def _joins(text: str, at: int) -> bool:
    return not _BETWEEN.search(text, max(0, at - 24), at)


def read_more(text: str, at: int, limit: int, value: Decimal, scale: Decimal) -> tuple[Decimal, int]:
    """What goes on after digits with a scale: "4 thousand" + "3 hundred and 21", "3 million" + "and a half".

    >>> read_more("4 thousand 3 hundred and 21", 10, 27, Decimal(4000), Decimal(1000))
    (Decimal('4321'), 27)
    """
    gap = GAP.match(text, at, limit)
    words = words_at(text, gap.end(), limit) if gap else []
    if role_at(words, 0) == "and":
        if tail := _tail(words, 1, value, scale):
            return tail[0], words[tail[1] - 1].end
    elif role_at(words, 0) == "digits" and role_at(words, 1) in ("hundred", "scale"):
        more = cardinal([Word("one", words[0].value, words[0].end, ""), *words[1:]], 0)
        if more and more.value < scale:
            return value + more.value, words[more.next - 1].end
    return value, at


def _whole(start: int, words: list[Word], joins: bool) -> Spelled | None:
    """A cardinal, and what may follow it: "point five", "-thirds", "and a half", "and two thirds"."""
    head = cardinal(words, 0, joins)
    if head is None:
        return None
    value, at = head.value, head.next
    if role_at(words, at) == "point" and (decimals := _decimals(words, at + 1)):
        digits, at = decimals
        return Spelled(start, words[at - 1].end, value + digits, value + digits, exact=True)
    if role_at(words, at) == "part":
        if head.before_and:  # "two hundred and fifty-four hundredths" is 200.54
            whole, _ = head.before_and
            share = (value - whole) / words[at].value
            if role_at(words, at + 1) == "scale":  # "one billion and three quarters million"
                value = whole + share * words[at + 1].value
                return Spelled(start, words[at + 1].end, value, value, head.scale, exact=True)
            value = whole + share * (head.scale if head.scale > 100 else _ONE)
            return Spelled(start, words[at].end, value, value, head.scale, exact=True)
        if words[at - 1].role == "ten" and not words[at].say.endswith("s"):
            return None  # "the twenty-fifth"
        if at > 1 and words[at - 1].role == "ten" and (less := cardinal(words[: at - 1], 0)):
            share = less.value / (words[at - 1].value + words[at].value)  # "one hundred thirty-fifths"
        else:
            share = value / words[at].value
        return _fraction(start, share, words, at + 1)
    if role_at(words, at) == "ten" and role_at(words, at + 1) == "part":
        return _fraction(start, value / (words[at].value + words[at + 1].value), words, at + 2)  # "one twenty-fifth"
    if role_at(words, at) == "half" and value == 1:
        return _fraction(start, _HALF, words, at + 1)
    if joins and role_at(words, at) == "and" and (tail := _tail(words, at + 1, value, head.scale)):
        value, at = tail
        return Spelled(start, words[at - 1].end, value, value, max(head.scale, words[at - 1].value), exact=True)
    if joins and head.before_and and (tail := _tail(words, head.before_and[1] + 1, head.before_and[0], head.scale)):
        value, at = tail  # "a million and a half": the article was taken for one
        return Spelled(start, words[at - 1].end, value, value, head.scale, exact=True)
    return Spelled(start, words[at - 1].end, value, value, head.scale, head.exact)


def _decimals(words: list[Word], at: int) -> tuple[Decimal, int] | None:
    digits = ""
    while role_at(words, at) in ("one", "ten"):
        digits += str(words[at].value)
        if words[at].role == "ten" and role_at(words, at + 1) == "one":
            digits, at = digits[:-1] + str(words[at + 1].value), at + 1
        at += 1
    return (Decimal(f"0.{digits}"), at) if digits else None


def _tail(words: list[Word], at: int, value: Decimal, scale: Decimal) -> tuple[Decimal, int] | None:
    """Value and next word of "… and a half", "… and two thirds", with the scale that may follow."""
    if role_at(words, at) in ("a", "one") and role_at(words, at + 1) in ("half", "part"):
        named = words[at + 1]
        part = (words[at].value if words[at].role == "one" else _ONE) * (
            named.value if named.role == "half" else 1 / named.value
        )
        at += 2
    elif role_at(words, at) == "half":
        part, at = _HALF, at + 1
    else:
        count = cardinal(words, at, joins=False)
        if count is None or role_at(words, count.next) != "part" or count.value >= words[count.next].value:
            return None
        part, at = count.value / words[count.next].value, count.next + 1
    if role_at(words, at) == "scale":
        more = words[at].value
        if scale == 1:
            return (value + part) * more, at + 1
        return (value + part * more, at + 1) if more < scale else None
    return value + part * (scale if scale > 100 else _ONE), at


def _fraction(start: int, share: Decimal, words: list[Word], at: int) -> Spelled:
    """ "three quarters", "three quarters billion", "two thirds of a million"."""
    skip = at + 2 if role_at(words, at) == "of" and role_at(words, at + 1) == "a" else at
    if role_at(words, skip) == "scale":
        scale = words[skip].value
        return Spelled(start, words[skip].end, share * scale, share * scale, scale)
    return Spelled(start, words[at - 1].end, share, share, fraction=True)


def _read_half(start: int, words: list[Word]) -> Spelled:
    at = 2 if role_at(words, 1) == "a" else 1
    if role_at(words, at) in ("scale", "hundred"):
        scale = words[at].value
        return Spelled(start, words[at].end, _HALF * scale, _HALF * scale, scale)
    return Spelled(start, words[0].end, _HALF, _HALF, fraction=True)


def _read_vague(text: str, start: int, end: int, limit: int, lower: str) -> Spelled | None:
    low, high, fair = _vague()[lower]
    gap = GAP.match(text, end, limit)
    words = words_at(text, gap.end(), limit) if gap else []
    of = 1 if role_at(words, 0) == "of" else 0
    at = of
    scale = _ONE
    while role_at(words, at) in ("hundred", "scale"):
        scale, at = scale * words[at].value, at + 1
    if at == of:
        return Spelled(start, words[0].end, Decimal(2), Decimal(2)) if lower == "couple" and of else None
    return Spelled(start, words[at - 1].end, low * scale, (high + 1) * scale - 1, scale, fair_high=fair * scale)


def _read_many(start: int, at: int, words: list[Word]) -> Spelled | None:
    first = words[0]
    if role_at(words, 1) == "of" and role_at(words, 2) == "many" and words[2].value > first.value:
        scale = words[2].value
        return Spelled(start, words[2].end, first.value * scale, _tops()[first.say] * scale, scale, open_top=True)
    if first.say == "scores" and role_at(words, 1) != "of":
        return None
    return Spelled(start, first.end, first.value, _tops()[first.say], open_top=True)
