"""Neighbouring numbers read together: ranges ("8,000-10,000"), changes ("rose from 18 to 25"), lists ("5 and 6 kg").

A range keeps both ends, and unit and scale reach both; a change is two values; a list is two values that share a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.pieces import Piece
from numcheck.model import Sentence

__all__ = ["Joined", "join"]

_DASH = re.compile(r"\s?[-–—−~‑]\s?(?:[$€£]|US\$)?$")
_TO = re.compile(
    r"(?:- ?| )(?:to|through|till|until)(?:-| )(?:(?:about|around|nearly|up to|as (?:many|much) as|over|almost|roughly|perhaps|even)\s)?(?:US\s?|[A-Z]{1,3})?[$€£]?$",
    re.I,
)
_AND = re.compile(
    r"\s(?:and|&)\s(?:(?:about|around|nearly|roughly|up to)\s)?(?:US\s?|[A-Z]{1,3})?[$€£]?$", re.I
)
_LIST = re.compile(r"-?(?:,\s(?:and\s|or\s)?|\s(?:and|or|and/or)\s|/)(?:US\s?)?[$€£]?$", re.I)
_PLUS_MINUS = re.compile(r"\s?(?:±|\+/-|\+-|\+/−|plus or minus|plus/minus)\s?$", re.I)
_RATIO = re.compile(r"\s(?:in|out of|out of every|in every|of every|in each)\s$", re.I)
_BETWEEN = re.compile(
    r"\b(?:between|ranging from|range from|ranges from|ranged from|anywhere from)\s+(?:[^\W\d]+\s){0,2}(?:US\s?)?[$€£]?$",
    re.I,
)
_FROM = re.compile(r"\bfrom\s+(?:[^\W\d]+\s){0,3}(?:US\s?)?[$€£]?$", re.I)
_CONTRAST = re.compile(
    r"\b(from|compared (?:with|to)|against|versus|vs\.?|rather than|instead of|down from|up from|while the (?:lowest|highest) is|to)"
    r"\s(?:(?:about|around|just|only|some|nearly|almost|more than|a (?:low|high|close|record) of)\s)?$", re.I,
)  # fmt: skip
_WHOLES = frozenset(
    map(
        Decimal,
        (
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            12,
            15,
            16,
            20,
            25,
            30,
            40,
            50,
            100,
            500,
            1000,
            10_000,
            100_000,
            1_000_000,
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Joined:
    """One or two pieces that make one quantity, at [start, end)."""

    first: Piece
    last: Piece
    sentence: Sentence
    low: Decimal
    high: Decimal
    start: int
    end: int
    connector: str = ""
    ratio: bool = False
    from_to: bool = False
    numerals: int = 1

    @property
    def unmeasured(self) -> bool:
        """Whether no unit and no noun stands with it."""
        return self.last.unit is None and self.last.noun is None


def _single(piece: Piece, sentence: Sentence, from_to: bool = False) -> Joined:
    number = piece.number
    return Joined(piece, piece, sentence, number.low, number.high, piece.start, piece.end, from_to=from_to)


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
            yield _single(piece, sentence)
            at += 1
            continue
        yield from pair
        at += 2


def _share_left(text: str, pieces: Sequence[tuple[Piece, Sentence]]) -> list[tuple[Piece, Sentence]]:
    """ "5 and 6 kg", "2, 3 or 4 boats": a bare number takes the unit of the next in its list, from the right."""
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        (a, sentence), (b, other) = out[i], out[i + 1]
        if sentence is not other or a.unit or a.noun or a.age or a.end > b.start:
            continue
        between = text[a.end : b.start]
        if len(between) < 12 and _LIST.fullmatch(between) and (b.unit or b.noun) and not b.number.vague:
            unit = b.unit if not (b.unit and b.sign_money and not text[a.end : b.start].strip(" ,")) else None
            out[i] = (a.with_unit(unit, b.noun if not b.of_set else None, b.age), sentence)
    return out


def _inherit(text: str, pieces: list[tuple[Piece, Sentence]]) -> list[tuple[Piece, Sentence]]:
    """ "460 cars, compared with 63": a bare number after a contrast counts what the nearest number before it counted."""
    out = list(pieces)
    for i in range(1, len(out)):
        (b, sentence) = out[i]
        if b.unit or b.noun or b.age or b.number.form != "digits" or b.outcome:
            continue
        contrast = (
            _CONTRAST.search(text, max(sentence.start, b.start - 40), b.start)
            if text[b.start - 1 : b.start] == " "
            else None
        )
        if not contrast:
            continue
        a = next(
            (p for p, s in reversed(out[:i]) if s is sentence and (p.noun or p.unit) and not p.age), None
        )
        if a and (
            a.unit is None
            or a.unit.kind in ("money", "distance", "mass", "percent")
            and contrast[1].lower() != "to"
        ):
            if a.unit and a.unit.kind == "percent" and b.number.low > 100:
                continue
            out[i] = (b.with_unit(a.unit, a.noun), sentence)
    return out


def _pair(text: str, a: Piece, b: Piece, sentence: Sentence) -> list[Joined] | None:
    gap_start = max(a.number.end, a.unit.end if a.unit else 0)
    if b.start < gap_start:
        gap_start = a.number.end
    between = text[gap_start : b.number.start]
    if len(between) > 40:
        return None
    if combined := _compound(text, a, b, sentence):
        return combined
    if _PLUS_MINUS.fullmatch(between) and a.unit is None:
        low, high = a.number.low - b.number.low, a.number.low + b.number.low
        return (
            [Joined(a.with_unit(b.unit, b.noun), b, sentence, low, high, a.start, b.end, "±", numerals=2)]
            if low <= high
            else None
        )
    if (
        not (a.unit or a.noun or a.sign_money)
        and _RATIO.fullmatch(between)
        and not b.unit
        and 0 < a.number.low < b.number.low
        and (b.number.low in _WHOLES or b.number.form == "words")
    ):
        share = a.number.low / b.number.low
        return [Joined(a, b, sentence, share, share, a.start, b.end, "of", ratio=True, numerals=2)]
    if not (a.unit or a.noun or b.unit or b.noun) and between == " over ":
        share = a.number.low / b.number.low if b.number.low else a.number.low
        return [Joined(a, b, sentence, share, share, a.start, b.end, "of", ratio=True, numerals=2)]
    before = text[max(sentence.start, a.start - 28) : a.start]
    if _TO.fullmatch(between):
        if found := _FROM.search(before):
            verb = a.start - len(before) + found.start()
            down_or_up = _direction(text, max(sentence.start, verb - 40), verb)
            if down_or_up and (_scaled_low(a, b) < b.number.low) == (down_or_up == "up"):
                return _change(a, b, sentence)
            return _range(a, b, sentence, "from") or _change(a, b, sentence)
        if (a.own_unit and a.unit) and _direction(text, max(sentence.start, a.start - 28), a.start, last=3):
            return None  # "increased by $43.6 billion to $419.2 billion"
        return _range(a, b, sentence, "to")
    if between.strip() == "/$" and a.sign_money and b.sign_money:
        return _range(a, b, sentence, "dash")
    if (
        between == " or "
        and b.number.low == a.number.low + 1
        and not (a.sign_money or b.sign_money or a.own_unit and (a.unit or a.noun))
    ):
        return _range(a, b, sentence, "or")  # "three or four years"
    if _AND.fullmatch(between) and _BETWEEN.search(before):
        return _range(a, b, sentence, "between")
    if _DASH.fullmatch(between) and not (a.noun and not a.unit):
        if (
            a.number.low >= b.number.low
            and not (a.unit or a.sign_money or b.unit)
            and len(between) == 1
            and a.number.high < 200
        ):
            return [
                Joined(
                    a, b, sentence, b.number.low, a.number.high, a.start, b.number.end, "score", numerals=2
                )
            ]
        return _range(a, b, sentence, "dash")
    return None


@cache
def _change_words() -> dict[str, str]:
    return {say: row["direction"] for row in lexicon.records("changes", "change") for say in row["say"]}


def _direction(text: str, start: int, end: int, last: int = 5) -> str | None:
    """Which way the nearest of the last words says that a number moved, or None."""
    words = re.findall(r"[a-z]+", text[start:end].lower())[-last:]
    return next((d for w in reversed(words) if (d := _change_words().get(w))), None)


def _scaled_low(a: Piece, b: Piece) -> Decimal:
    return _share_scale(a, b)[0].number.low


def _change(a: Piece, b: Piece, sentence: Sentence) -> list[Joined]:
    """ "rose from 18 to 25 per cent": two values, each with the unit."""
    if a.unit is None and a.noun is None and (b.unit or b.noun):
        a = a.with_unit(b.unit, b.noun, b.age)
    elif b.unit is None and b.noun is None:
        b = b.with_unit(a.unit, a.noun, a.age)
    a, b = _share_scale(a, b)
    return [_single(a, sentence, from_to=True), _single(b, sentence, from_to=True)]


def _share_scale(a: Piece, b: Piece) -> tuple[Piece, Piece]:
    """ "$1-2 billion": the scale at the end reaches the start when the start is small and bare."""
    first, last = a.number, b.number
    if first.scale == 1 and last.scale > 100 and abs(first.low) < 1000 and first.form == last.form:
        a = replace(a, number=first.times(last.scale))
    return a, b


def _range(a: Piece, b: Piece, sentence: Sentence, connector: str) -> list[Joined] | None:
    if a.number.low < b.number.mantissa:
        a, b = _share_scale(a, b)
    if a.number.low > b.number.high or a.number.low == b.number.low:
        return None
    if a.unit and b.unit and a.unit.name != b.unit.name:
        if not (a.unit.name == b.unit.name.split("/")[0] or a.unit.kind == b.unit.kind == "money"):
            return None
    elif a.unit and not b.unit:
        if b.noun and connector in ("to", "dash") or (connector == "to" and not a.sign_money and not a.age):
            return None
        b = b.with_unit(a.unit, b.noun, a.age)
    elif b.unit is None and a.noun and (b.noun is None or b.noun.lemma != a.noun.lemma):
        if connector not in ("between", "from"):
            return None
        b = b if b.noun else b.with_unit(None, a.noun)
    if (
        connector == "to"
        and a.unit is None
        and b.unit is None
        and b.noun is None
        and a.number.form != b.number.form
    ):
        return None
    end = max(b.end, b.number.end)
    return [Joined(a, b, sentence, a.number.low, b.number.high, a.start, end, connector, numerals=2)]


def _is_minor(text: str, a: Piece, b: Piece) -> bool:
    bare = (
        b.noun is None
        and not b.sign_money
        and b.number.form == "digits"
        and len(text[b.number.start : b.number.end]) == 2
    )
    return (
        bare
        and a.unit is not None
        and text[a.unit.end : b.number.start] in (" ", " and ")
        and a.number.low == a.number.low.to_integral_value()
        and a.number.scale == 1
        and not a.sign_money
        and not text[b.number.end : b.number.end + 2].strip(" .").isalnum()
    )


_SMALLER = {
    "foot": ("inch", 12),
    "pound": ("ounce", 16),
    "stone": ("pound", 14),
    "hour": ("minute", 60),
    "minute": ("second", 60),
    "year": ("month", 12),
    "meter": ("centimeter", 100),
}
_TIGHT = re.compile(r"\s?(?:and\s)?$")


def _compound(text: str, a: Piece, b: Piece, sentence: Sentence) -> list[Joined] | None:
    """ "5 feet 2 inches", "2 hours and 30 minutes": one value in the larger unit."""
    if a.unit and a.unit.kind == "money" and b.unit is None and _is_minor(text, a, b):
        value = a.number.low + b.number.low / 100  # "15 dollars 50"
        return [
            Joined(
                a,
                replace(a, number=b.number),
                sentence,
                value,
                value,
                a.start,
                b.number.end,
                "compound",
                numerals=2,
            )
        ]
    if (
        not (a.unit and b.unit and a.own_unit and (a.unit.name in _SMALLER or a.unit.kind == "money"))
        or a.number.low != a.number.low.to_integral_value()
    ):
        return None
    if b.unit is None:
        return None
    name, ratio = _SMALLER.get(a.unit.name) or (f"centi{a.unit.name}", 100)
    if (
        b.unit.name != name
        or not 0 <= b.number.low < ratio
        or not _TIGHT.fullmatch(text[a.unit.end : b.start])
    ):
        return None
    value = a.number.low + b.number.low / ratio
    return [
        Joined(
            replace(a, unit=a.unit),
            b.with_unit(a.unit, None, a.age or b.age),
            sentence,
            value,
            value,
            a.start,
            b.end,
            "compound",
            numerals=2,
        )
    ]
