"""Neighbouring numbers read together: "8,000-10,000", "rose from 18 to 25", "5 and 6 kg", "one in five".

A list is two values that share a unit; a bare number after a contrast counts what the one before it counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.pieces import Piece
from numcheck.extract.ranges import Joined, change, compound, direction_before, lengthen, single, span, starts_below
from numcheck.model import Sentence

__all__ = ["join"]

_SIGN = r"(?:US\s?|[A-Z]{1,3})?[$€£]?"
_DASH = re.compile(r"\s?[-–—−~‑]\s?(?:[$€£]|US\$)?")
_LIST = re.compile(r"-?(?:,\s(?:and\s|or\s)?|\s(?:and|or|and/or)\s|/)(?:US\s?)?[$€£]?")
_FROM = re.compile(r"\bfrom\s+(?:[^\W\d]+\s){0,3}(?:US\s?)?[$€£]?$", re.I)
# What a share is a share of, in digits; in words any number will do.
_WHOLES = frozenset(map(Decimal, (*range(2, 11), 12, 15, 16, 20, 25, 30, 40, 50, 100, 500, 1000, 10**4, 10**5, 10**6)))
_YEARS = 1000  # from here on "one in 1998" may tell a year
_SCORE_TOP = 200
_FAR = 40  # characters between two numbers that can still be one
_BACK = 6  # pieces looked through for what a bare number counts


def _any(table: str) -> str:
    return lexicon.alternation(lexicon.words("joins", table))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    filler, ends = rf"(?:{_any('filler')}\s)?", rf"{_SIGN}"
    return {
        "to": re.compile(rf"(?:- ?| ){_any('to')}(?:-| ){filler}{ends}", re.I),
        "and": re.compile(rf"\s{_any('and')}\s{filler}{ends}", re.I),
        "between": re.compile(rf"\b{_any('between')}\s+(?:[^\W\d]+\s){{0,2}}(?:US\s?)?[$€£]?$", re.I),
        "ratio": re.compile(rf"\s{_any('ratio')}\s", re.I),
        "plus_minus": re.compile(rf"\s?{_any('plus_minus')}\s?", re.I),
        "contrast": re.compile(rf"\b({_any('contrast')})\s(?:{_any('softener')}\s)?$", re.I),
    }


def join(text: str, pieces: Sequence[tuple[Piece, Sentence]]) -> Iterator[Joined]:
    """Read neighbours together, in order.

    Args:
        text: the article.
        pieces: its numerals in context, each with its sentence.
    """
    pieces = _inherit(text, _share_left(text, pieces))
    at = 0
    while at < len(pieces):
        piece, sentence = pieces[at]
        follower = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1][1] is sentence else None
        pair = _pair(text, piece, follower[0], sentence) if follower else None
        if pair is None:
            yield single(piece, sentence)
            at += 1
            continue
        at += 2
        longer = lengthen(text, pair[0], pieces[at][0]) if at < len(pieces) and pieces[at][1] is sentence else None
        yield from [longer] if longer else pair
        at += 1 if longer else 0


def _share_left(text: str, pieces: Sequence[tuple[Piece, Sentence]]) -> list[tuple[Piece, Sentence]]:
    """ "5 and 6 kg", "2, 3 or 4 boats": a bare number takes the unit of the next in its list, from the right."""
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        (a, sentence), (b, other) = out[i], out[i + 1]
        if sentence is not other or a.unit or a.noun or a.age or a.end > b.start or b.start - a.end >= 12:
            continue
        between = text[a.end : b.start]
        if (b.unit or b.noun) and not b.number.vague and _LIST.fullmatch(between):
            unit = None if b.sign_money and not between.strip(" ,") else b.unit
            out[i] = (a.with_unit(unit, None if b.of_set else b.noun, b.age), sentence)
    return out


def _inherit(text: str, pieces: list[tuple[Piece, Sentence]]) -> list[tuple[Piece, Sentence]]:
    """ "460 cars, compared with 63": a bare number after a contrast counts what the nearest number before it did."""
    out = list(pieces)
    for i, (b, sentence) in enumerate(pieces):
        bare = not (b.unit or b.noun or b.age or b.outcome) and b.number.form == "digits"
        if not bare or text[b.start - 1 : b.start] != " ":
            continue
        contrast = _patterns()["contrast"].search(text, max(sentence.start, b.start - _FAR), b.start)
        before = (p for p, s in reversed(out[max(0, i - _BACK) : i]) if s is sentence and not p.age)
        a = next((p for p in before if p.noun or p.unit), None) if contrast else None
        if contrast and a and _can_inherit(a, b, contrast[1].lower()):
            out[i] = (b.with_unit(a.unit, a.noun), sentence)
    return out


def _can_inherit(a: Piece, b: Piece, contrast: str) -> bool:
    if a.unit is None:
        return True
    if contrast == "to" or a.unit.kind not in ("money", "distance", "mass", "percent"):
        return False
    return a.unit.kind != "percent" or b.number.low <= 100


def _pair(text: str, a: Piece, b: Piece, sentence: Sentence) -> list[Joined] | None:
    gap = max(a.number.end, a.unit.end if a.unit else 0)
    between = text[a.number.end if b.start < gap else gap : b.number.start]
    if len(between) > _FAR:
        return None
    if combined := compound(text, a, b, sentence) or _arithmetic(a, b, sentence, between):
        return combined
    before = text[max(sentence.start, a.start - 28) : a.start]
    if _patterns()["to"].fullmatch(between):
        return _from_to(text, a, b, sentence, before)
    if between.strip() == "/$" and a.sign_money and b.sign_money:
        return span(a, b, sentence, "dash")
    measured = a.own_unit and (a.unit or a.noun)
    if between == " or " and b.number.low == a.number.low + 1 and not (a.sign_money or b.sign_money or measured):
        return span(a, b, sentence, "or")  # "three or four years"
    if _patterns()["and"].fullmatch(between) and _patterns()["between"].search(before):
        return span(a, b, sentence, "between")
    if _DASH.fullmatch(between) and (a.unit or not a.noun):
        if len(between) == 1 and _looks_like_score(a, b):
            low, high = b.number.low, a.number.high
            return [Joined(a, b, sentence, low, high, a.start, b.number.end, "score", numerals=2)]
        return span(a, b, sentence, "dash")
    return None


def _looks_like_score(a: Piece, b: Piece) -> bool:
    measured = a.unit or a.sign_money or b.unit
    return not measured and b.number.low <= a.number.low and a.number.high < _SCORE_TOP


def _arithmetic(a: Piece, b: Piece, sentence: Sentence, between: str) -> list[Joined] | None:
    """ "5 ± 1 km", "one in five", "1 over 3"."""
    first, last = a.number.low, b.number.low
    if a.unit is None and _patterns()["plus_minus"].fullmatch(between):
        low, high = first - last, first + last
        if low > high:
            return None
        return [Joined(a.with_unit(b.unit, b.noun), b, sentence, low, high, a.start, b.end, "±", numerals=2)]
    if a.unit or a.noun or a.sign_money or b.unit or not last:
        return None
    whole = 0 < first < last and (last in _WHOLES or b.number.form == "words" or (first == 1 and last < _YEARS))
    if (whole and _patterns()["ratio"].fullmatch(between)) or (between == " over " and not b.noun):
        share, step = first / last, 1 / (2 * last)  # nobody says "one in four" where "one in five" is nearer
        return [Joined(a, b, sentence, share, share, a.start, b.end, "of", ratio=True, numerals=2, step=step)]
    return None


def _from_to(text: str, a: Piece, b: Piece, sentence: Sentence, before: str) -> list[Joined] | None:
    found = _FROM.search(before)
    if not found:
        by = a.own_unit and a.unit and direction_before(text, max(sentence.start, a.start - 28), a.start, last=3)
        return None if by else span(a, b, sentence, "to")  # not "rose by $43.6 billion to $419.2 billion"
    verb = a.start - len(before) + found.start()
    direction = direction_before(text, max(sentence.start, verb - _FAR), verb)
    if direction and starts_below(a, b) == (direction == "up"):
        return change(a, b, sentence)
    return span(a, b, sentence, "from") or change(a, b, sentence)
