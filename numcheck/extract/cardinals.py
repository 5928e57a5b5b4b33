"""The grammar of cardinals in words: "two hundred and six" is a hundred that "and" joins to a smaller number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon

__all__ = ["GAP", "Cardinal", "Word", "cardinal", "role_at", "roles", "words_at"]

GAP = re.compile(r"[ \u00a0\u202f\u2009\n]{0,2}-[ ]?|[ \u00a0\u202f\u2009]{1,2}|\r?\n")
"""What may stand between two words of one number."""
_TOKEN = re.compile(r"[A-Za-z]++|\d++(?![\d.,:/]*\d|[^\W\d_])|&")
_ONE = Decimal(1)
_LONGEST = 28


class Word(NamedTuple):
    """A number word: its part in the grammar, its value, where it ends in the text, itself in lower case."""

    role: str
    value: Decimal
    end: int
    say: str


class Cardinal(NamedTuple):
    """A cardinal read up to word `next`: its value, largest scale, whether lower places are named, last "and" join."""

    value: Decimal
    scale: Decimal
    exact: bool
    next: int
    before_and: tuple[Decimal, int] | None = None


@cache
def roles() -> dict[str, tuple[str, Decimal]]:
    """Each word that may stand in a cardinal, with its part in the grammar and its value."""
    words = {
        word: (row["role"], Decimal(value))
        for row in lexicon.records("numbers")
        if "value" in row and "role" in row
        for word, value in zip(row["say"], row["value"], strict=True)
    }
    return words | dict.fromkeys(("and", "&"), ("and", _ONE)) | dict.fromkeys(("a", "an"), ("a", _ONE)) | {
        "point": ("point", _ONE), "of": ("of", _ONE)
    }  # fmt: skip


def words_at(text: str, at: int, limit: int) -> list[Word]:
    """The run of number words from `at`, at most a dozen or so."""
    out: list[Word] = []
    while len(out) < _LONGEST:
        if out:
            gap = GAP.match(text, at, limit)
            if not gap:
                break
            at = gap.end()
        token = _TOKEN.match(text, at, limit)
        if not token:
            break
        say = token[0].lower()
        role, value = ("digits", Decimal(say)) if say[0].isdigit() and len(say) < 4 else roles().get(say, ("", _ONE))
        if not role:
            break
        out.append(Word(role, value, token.end(), say))
        at = token.end()
    return out


def role_at(words: list[Word], at: int) -> str:
    """The part in the grammar of word `at`, "" past the last."""
    return words[at].role if at < len(words) else ""


def cardinal(words: list[Word], at: int, joins: bool = True) -> Cardinal | None:
    """Read a cardinal from word `at`."""
    total, current, scale, last, exact = Decimal(0), None, _ONE, "", False
    before_and: tuple[Decimal, int] | None = None
    start = at
    while at < len(words):
        role, value = words[at].role, words[at].value
        if role == "a" and at == start and role_at(words, at + 1) in ("hundred", "scale"):
            current = _ONE
        elif role == "digits" and last in ("hundred", "scale", "and"):
            current = (current or Decimal(0)) + value
        elif (role in ("one", "ten") and (current is None or last in ("hundred", "and"))) or (
            role == "one" and last == "ten" and current is not None and 1 <= value <= 9
        ):
            exact = exact or total > 0 or last in ("hundred", "and")
            current = (current or Decimal(0)) + value
        elif role == "hundred" and current is not None and 0 < current < 100:
            current, scale = current * value, max(scale, value)
        elif (
            role in ("scale", "many") and (current is not None or last == "scale") and (role == "scale" or value >= 12)
        ):
            if current is None:
                total *= value
            else:
                if total and value >= scale > 100:
                    break
                total, current = total + current * value, None
            scale, role = max(scale, value if value != 12 else _ONE), "scale"
        elif (
            role == "and"
            and joins
            and last in ("hundred", "scale")
            and words[at - 1].value != 12
            and role_at(words, at + 1) in ("one", "ten", "digits", "a")
        ):
            before_and = (total + (current or 0), at)
        else:
            break
        last, at = role, at + 1
    if current is None and not total and not last:
        return None
    if last == "and":
        at -= 1
    if role_at(words, at) in ("hundred", "scale") and before_and:
        return Cardinal(before_and[0], scale, exact, before_and[1])  # "two hundred and three hundred"
    return Cardinal(total + (current or 0), scale, exact, at, before_and)
