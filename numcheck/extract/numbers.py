"""Numerals in text: "3,000", "one and a half million", "tens of thousands" -> value, rounding and open amounts.

The scan looks for digits or a number word first; everything dearer happens only there, so cost grows with the
length of the text and not with what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon
from numcheck.extract.crowd import Crowd
from numcheck.extract.scales import scale_after
from numcheck.extract.spelled import Spelled, read_more, read_words
from numcheck.extract.surfaces import SPACE

__all__ = ["Numeral", "find_numerals"]

_DIGITS = rf"""
    (?:\d{{1,3}}(?:,\d{{3}})++(?![\d])          # 1,234,567
      |[1-9]\d{{0,2}},[ ]000(?!\d)             # 80, 000 (as tokenised texts have it)
      |\d{{1,2}}(?:,\d{{2}}(?=,\d))++,\d{{3}}(?!\d)  # 12,34,567
      |\d{{1,3}}(?:['’]\d{{3}})++(?!\d)         # 1'234'567
      |[1-9]\d{{0,2}}(?:[{SPACE}]\d{{3}})++(?![\d])(?!,\d)  # 816 000
      |[1-9]\d{{0,2}}(?:\.\d{{3}}){{2,}}+(?!\d)  # 1.234.567
      |[1-9]\d{{0,2}}(?:\.\d{{3}})++,\d{{2}}(?!\d)  # 1.234,56
      |\d++)
    (?:\.\d++)?+
    |\.\d++
"""
_FRACTION_CHARS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FRACTIONS = dict(
    zip(
        _FRACTION_CHARS,
        [
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (1, 5),
            (2, 5),
            (3, 5),
            (4, 5),
            (1, 6),
            (5, 6),
            (1, 8),
            (3, 8),
            (5, 8),
            (7, 8),
        ],
        strict=True,
    )
)
_POWER = re.compile(
    r"\s?[x×*·]\s?10\s?(?:\^|\*\*)?\s?(?P<power>[-−–+]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})(?![\d.,]*\d)"
    r"|[eE](?P<exp>[-−+]\d{1,3}|(?<=\.\d[eE])\d{1,3}|(?<=\.\d\d[eE])\d{1,3})(?![\w.]*\w)"
    r"|\^(?P<raise>[-−+]?\d{1,3})(?!\d)"
)
_MIXED = re.compile(
    rf"[{SPACE}-]?(?P<char>[{_FRACTION_CHARS}])|(?:[{SPACE}]{{1,2}}|[{SPACE}]?-[{SPACE}]?)(?P<top>\d{{1,2}})[/⁄](?P<low>[1-9]\d{{0,2}})(?![\d/])"
)
_SLASH = re.compile(rf"[{SPACE}]?[/⁄][{SPACE}]?(?P<low>[1-9]\d{{0,3}})(?![\d/]|[.,]\d)")
_SIGN = re.compile(r"(?:(?<![\w.,)\]%])(?:[-−]|[–](?=\S))|\b(?:minus|negative)[ -])(?P<gap>\s?)$", re.I)
_APART = re.compile(rf"[,'’{SPACE}]")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}")
_WORD_SIGN = re.compile(r"\b(?:minus|negative)[ -]$", re.I)
_SIGN_END = ("-", "−", "–", " ")
_SIGN_BEFORE = frozenset(["", " ", "\n", "-", "−", "–", "s", "e", "(", "\u00a0", "$", "€", "£", "~", "≈", '"', "“"])
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_MAX_DIGITS = 30  # longer runs are identifiers, not quantities


class Numeral(NamedTuple):
    """One number as written.

    Args:
        start, end: its characters, sign and scale word included.
        low, high: its ends; equal unless the words are vague ("a few hundred", "thousands").
        step: unit of the last place that the digits can mean (100 for "3,000"), 0 for an exact small count.
        open_top: nothing bounds it above ("thousands").
        fair_high: upper end of what a reader takes a vague amount for.
        form: "digits", "words" or "fraction" (a half, 3/4).
        mantissa: the number before its scale.
        scale: the scale itself.
        digits_end: where the number ends without its scale.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    form: str
    mantissa: Decimal
    scale: Decimal = Decimal(1)
    open_top: bool = False
    fair_high: Decimal | None = None
    digits_end: int = 0

    @property
    def vague(self) -> bool:
        """Whether the words name no single number."""
        return self.low != self.high

    def times(self, factor: Decimal) -> Numeral:
        """The same numeral under a scale that stands elsewhere ("$1-2 billion")."""
        return self._replace(
            low=self.low * factor,
            high=self.high * factor,
            step=(self.step or Decimal(1)) * factor,
            scale=factor,
        )

    def negated(self, start: int) -> Numeral:
        """The same numeral below zero, its sign at `start`."""
        return self._replace(start=start, low=-self.high, high=-self.low, mantissa=-self.mantissa)


@cache
def _anchor() -> re.Pattern[str]:
    words = [w for row in lexicon.records("numbers") if row.get("role") for w in row["say"]]
    # three spellings in one trie are twice as fast as a pattern that ignores case
    cases = sorted({spell(w) for w in words for spell in (str.lower, str.title, str.upper, str.capitalize)})
    return re.compile(rf"[\d{_FRACTION_CHARS}]++|\b(?P<w>{lexicon.alternation(cases)})\b")


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(_DIGITS, re.X)


def find_numerals(text: str, taken: Sequence[tuple[int, int]], crowd: Crowd | None = None) -> Iterator[Numeral]:
    """Every numeral of a text outside the taken spans, in order.

    Args:
        text: the article.
        taken: ordered, non-overlapping spans that already mean something else (dates).
        crowd: keeps walls of numbers from costing more than their length allows.

    >>> [format(n.low, "f") for n in find_numerals("3,000 men, half a million votes and 10 1/2 miles", [])]
    ['3000', '500000', '10.5']
    """
    scan, crowd = _anchor(), crowd or Crowd()
    at, spans = 0, iter(taken)
    span = next(spans, None)
    while found := scan.search(text, at):
        start = found.start()
        if skip := crowd.skip_to(start):
            at = skip
            continue
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is not None and span[0] <= start:
            at = span[1]
            continue
        numeral = _read(text, found, span[0] if span else len(text))
        if numeral is None:
            at = found.end()
            continue
        yield numeral
        at = max(numeral.end, found.end())


def _read(text: str, found: re.Match[str], limit: int) -> Numeral | None:
    start = found.start()
    if found["w"] is not None:
        spelled = read_words(text, start, limit)
        if spelled is None:
            return None
        numeral = _from_words(spelled)
        sign = _signed_word(text, numeral.start)
        return numeral.negated(sign.start()) if sign else numeral
    if text[start] in _FRACTIONS:
        top, low = _FRACTIONS[text[start]]
        return _with_scale(text, start, start + 1, Decimal(top) / low, Decimal(0), "fraction", limit)
    if text[start - 1 : start] == "." and not text[max(0, start - 2) : start - 1].isalnum():
        start -= 1  # ".534"
    digits = _digits().match(text, start, limit)
    return _read_digits(text, start, digits.end(), limit) if digits else None


def _signed_word(text: str, start: int) -> re.Match[str] | None:
    return _WORD_SIGN.search(text, max(0, start - 9), start) if text[start - 2 : start - 1] in "se" else None


def _read_digits(text: str, start: int, end: int, limit: int) -> Numeral | None:
    if end - start > 4 * _MAX_DIGITS:
        return None
    raw = text[start:end]
    if not raw.isdigit():
        raw = _plain(raw)
    if len(raw) > _MAX_DIGITS:
        return None
    value, form = Decimal(raw), "digits"
    step = _step(raw)
    if power := _POWER.match(text, end, limit):
        exponent = (power["power"] or power["exp"] or power["raise"]).translate(_SUPERSCRIPT)
        value = value ** int(exponent) if power["raise"] else value.scaleb(int(exponent))
        step = Decimal(0) if power["raise"] else (step or Decimal(1)).scaleb(int(exponent))
        end = power.end()
    elif (mixed := _MIXED.match(text, end, limit)) and value == value.to_integral_value():
        top, low = _FRACTIONS[mixed["char"]] if mixed["char"] else (int(mixed["top"]), int(mixed["low"]))
        if top < low:
            value, end, step = value + Decimal(top) / low, mixed.end(), Decimal(0)
    elif (slash := _SLASH.match(text, end, limit)) and value < Decimal(slash["low"]) and "." not in raw:
        value, end, form, step = value / Decimal(slash["low"]), slash.end(), "fraction", Decimal(0)
    if (sign := _sign_before(text, start)) is not None:
        value, start = -value, sign
    return _with_scale(text, start, end, value, step, form, limit)


def _plain(raw: str) -> str:
    """Digits without what sets thousands apart, and with a point before decimals."""
    if _EUROPEAN.fullmatch(raw):
        raw = raw.replace(".", "").replace(",", ".")
    raw = _APART.sub("", raw)
    return raw.replace(".", "") if raw.count(".") > 1 else raw


def _sign_before(text: str, start: int) -> int | None:
    """Where a minus before the number stands; "- 20" is one only where nothing could be joined by a dash."""
    if text[start - 1 : start] not in _SIGN_END or text[start - 2 : start - 1] not in _SIGN_BEFORE:
        return None
    sign = _SIGN.search(text, max(0, start - 10), start)
    if sign and (not sign["gap"] or sign.start() == 0 or text[sign.start()].isalpha()):
        return sign.start()
    return None


def _step(raw: str) -> Decimal:
    """The last place that the digits mean: trailing zeros beyond two figures count as rounding."""
    whole, dot, decimals = raw.partition(".")
    if dot:
        return Decimal(1).scaleb(-len(decimals))
    significant = whole.lstrip("0").rstrip("0")
    zeros = len(whole) - len(whole.rstrip("0"))
    if not significant or not zeros or len(significant) + zeros < 3:
        return Decimal(0)
    return Decimal(10) ** min(zeros, len(significant) + zeros - 2)


def _with_scale(text: str, start: int, end: int, value: Decimal, step: Decimal, form: str, limit: int) -> Numeral:
    scale, scale_end = scale_after(text, end, limit)
    if scale is None:
        return Numeral(start, end, value, value, step, form, value, digits_end=end)
    if not step:
        digits = len(str(abs(value)).rstrip("0").replace(".", ""))
        step = Decimal(1) if digits > 1 else Decimal("0.1")
    scaled = value * scale
    more, scale_end = read_more(text, scale_end, limit, scaled, scale)
    if more != scaled:
        return Numeral(start, scale_end, more, more, Decimal(0), form, value, scale, digits_end=end)
    return Numeral(start, scale_end, scaled, scaled, step * scale, form, value, scale, digits_end=end)


def _from_words(words: Spelled) -> Numeral:
    step = Decimal(0)
    if words.scale > 100 and not words.exact and words.low == words.high:
        step = _step(format(words.low.to_integral_value(), "f"))
    form = "fraction" if words.fraction else "words"
    return Numeral(
        words.start, words.end, words.low, words.high, step, form, words.low / words.scale, words.scale,
        words.open_top, words.fair_high, words.end,
    )  # fmt: skip
