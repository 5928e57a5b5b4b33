"""Numbers that count by their place: win-loss records ("a 51-3 record") and ordinals ("the fifth coup", "Category 4").

>>> [(f.quantity.unit, str(f.quantity.value)) for f in find_records("He has a record of 51-3.")]
[('win', '51'), ('loss', '3')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.found import Found
from numcheck.interval import Interval
from numcheck.model import Kind, Quantity

__all__ = ["find_ordinals", "find_records"]

_RECORD = re.compile(r"(?<![\w.,:/–-])(\d{1,3})[-–](\d{1,3})(?:[-–](\d{1,2}))?(?![\w/–-]|[.,:]\d)")
_UNITS = ("win", "loss", "draw")
_REACH = 28  # characters on either side in which a word makes two numbers a record


def find_records(text: str) -> Iterator[Found]:
    """The wins, losses and draws of every record.

    Args:
        text: the article.
    """
    for found in _RECORD.finditer(text):
        before = text[max(0, found.start() - _REACH) : found.start()]
        if _before().search(before) or _after().match(text, found.end()):
            for number, unit in enumerate(_UNITS, 1):
                if found[number]:
                    yield _found(found.start(number), found.end(number), "count", Decimal(found[number]), unit)


@cache
def _before() -> re.Pattern[str]:
    words = lexicon.alternation(sorted(lexicon.words("records", "record")))
    return re.compile(rf"\b(?:{words})(?:\s[\w'’]+){{0,2}}\s\(?$", re.I)


@cache
def _after() -> re.Pattern[str]:
    words = lexicon.alternation(sorted(lexicon.words("records", "record_after")))
    return re.compile(rf",?\s(?:with\s|\()?(?:[\w-]+\s)?(?:{words})\b", re.I)


def find_ordinals(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Every ordinal from the third on, and every number of a category, that is no part of anything else.

    Args:
        text: the article.
        taken: ordered spans that are something else.

    >>> [str(f.quantity.value) for f in find_ordinals("The fifth coup, coup number six, a third of it.", [])]
    ['5', '6']
    """
    at = 0
    for found in _ordinal().finditer(text):
        while at < len(taken) and taken[at][1] <= found.start():
            at += 1
        if at < len(taken) and taken[at][0] < found.end():
            continue
        said = (found["word"] or found["number"]).lower()
        value = Decimal(said) if said.isdigit() else _values()[said]
        if value >= 3 or found["number"]:
            yield _found(found.start(), found.end(), "ordinal", value, None)


@cache
def _values() -> dict[str, Decimal]:
    rows = (*lexicon.records("records", "ordinal"), *lexicon.records("records", "cardinal"))
    return {say: Decimal(row["value"]) for row in rows for say in row["say"]}


@cache
def _ordinal() -> re.Pattern[str]:
    words = lexicon.alternation(sorted(lexicon.words("records", "ordinal")))
    spelled = lexicon.alternation(sorted(lexicon.words("records", "cardinal")))
    labels = lexicon.alternation(sorted(lexicon.words("records", "label")))
    before = lexicon.alternation(sorted(lexicon.words("records", "ordinal_before")))
    return re.compile(
        rf"\b(?:(?:{before})\s(?P<word>{words})(?=\s(?!of\b)[a-z])"
        rf"|(?:{labels})\s(?P<number>\d{{1,2}}|{spelled})\b(?![.,:/-]?\d))",
        re.I,
    )


def _found(start: int, end: int, kind: Kind, value: Decimal, unit: str | None) -> Found:
    exact = Interval.point(value)
    return Found(start, end, Quantity(kind, exact, exact, value=value, written=(value, value), unit=unit))
