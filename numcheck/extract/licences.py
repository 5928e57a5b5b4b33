"""Licences of ambiguous surfaces: "m" is a metre in "a 100 m sprint" and nothing in "2 m people"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from numcheck import lexicon
from numcheck.extract.numbers import Numeral
from numcheck.extract.surfaces import Unit, licences

__all__ = ["licensed_unit"]

_TOKEN = re.compile(r"''|[\"'’”]|[^\W\d_]++\.?")
_NEXT = re.compile(r"[\s-]*([^\W\d_]++)?")
_QUOTES = "\"'’”"
_MARKS = (",", ".", ";", ")")
_NEAR = 60


def licensed_unit(text: str, at: int, limit: int, number: Numeral) -> Unit | None:
    """The ambiguous unit at `at` when something licenses it, or None.

    Args:
        text: the article.
        at: where the unit would begin.
        limit: where to stop.
        number: the number before it.

    >>> number = Numeral(2, 5, Decimal(100), Decimal(100), Decimal(0), "digits", Decimal(100))
    >>> licensed_unit("a 100 m sprint", 6, 14, number).name
    'meter'
    """
    token = _TOKEN.match(text, at, limit)
    if not token:
        return None
    key = token[0] if token[0] in licences() else token[0].rstrip(".")
    rows = licences().get(key)
    end, glued = at + len(key), at == number.end
    after = text[end : end + 1]
    if rows is None or after.isdigit() or after in ("/", "²", "³", "'") or (key[0] in _QUOTES and not glued):
        return None
    row = next((row for row in rows if _allows(row, text, at, end, number, glued)), None)
    return Unit(row["unit"], row["kind"], at, end) if row else None


def _allows(row: Mapping[str, Any], text: str, at: int, end: int, number: Numeral, glued: bool) -> bool:
    if row.get("digits") and number.form == "words":
        return False
    if row.get("decimal") and glued and number.low != number.low.to_integral_value():
        return True
    if row.get("quote"):
        return glued and not _closes_quotation(text, at)
    if row.get("default") or (row.get("glued") and glued and number.form == "digits"):
        return True
    if row.get("marks") and number.form == "digits" and text[end : end + 1] in _MARKS:
        return True  # "at 48 m, the longest"
    if row.get("scaled") and number.scale >= 1000:
        return True
    if "least" in row and abs(number.low) >= Decimal(row["least"]):
        return True
    after = _NEXT.match(text, end)
    if after and after[1] and (number.form != "words" or row.get("words")) and after[1].lower() in row.get("next", ()):
        return True
    near = _near(tuple(row.get("near", ())))
    return bool(near and near.search(f"{text[max(0, at - _NEAR) : at]} {text[end : end + _NEAR]}"))


@cache
def _near(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w){lexicon.alternation(words)}(?!\w)", re.I) if words else None


def _closes_quotation(text: str, at: int) -> bool:
    start = max(text.rfind("\n", 0, at) + 1, at - 2000)  # a quotation ends with its paragraph
    opened = text.count("“", start, at) > text.count("”", start, at)
    return opened or text.count('"', start, at) % 2 == 1
