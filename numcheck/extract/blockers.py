"""Numbers that are no quantities: names, labels, times, telephone numbers, ordinals, pronouns; each with a reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from numcheck import lexicon
from numcheck.extract.context import last_word, words_before
from numcheck.extract.hedges import hedge_before
from numcheck.extract.nouns import Noun, stop_words
from numcheck.extract.numbers import Numeral
from numcheck.extract.spelled import read_words

__all__ = ["blocked_reason", "glued_reason", "is_address", "is_score", "name_reason", "one_reason", "token_reason"]

_REACH = 40
_YEARLIKE = re.compile(r"(?:1[5-9]|20)\d\d$")
_NAME_AFTER = re.compile(r"[ \u00a0](?:(?!I\b)[A-Z]\w*|[a-z]\d+\b)")
_MODEL_AFTER = re.compile(r"[ \u00a0]([a-z]{3,})\b")
_SHARE = re.compile(r"\s(?:in|out of)\s(?:every\s)?(?=\w)")
_SPACED_PHONE = re.compile(r"(?:\+\d{1,3}[ .-]\(?\d{1,4}\)?|0\d{2,4})(?:[ .-]\(?\d{2,4}\)?){1,5}(?!\d)")
_FAMILY = re.compile(r"[a-z]-of-$")
_ITEM_AFTER = re.compile(r"[.)]\s+(?=[^\W\d_])|[.)]$")
_HALF_WORD = re.compile(r"-[a-z]")
_AFTER_ONE = re.compile(r"(['’]s\b)|[\s]*([^\w\s]|$)|[\s-]+([^\W\d_]+)")
_TOKEN_EDGE = ' \t\n\r\u00a0\u202f\u2009([{<"“”‘…)]}>'


@cache
def _labels(table: str) -> Collection[str]:
    return lexicon.surfaces("blockers", table)


@cache
def _street() -> re.Pattern[str]:
    words = lexicon.alternation(word.title() for word in _labels("street"))
    return re.compile(rf"(?:[ \u00a0](?:[A-Z][\w.']*|\d+(?:st|nd|rd|th))){{1,3}}?[ \u00a0]{words}(?!\w)")


def is_address(text: str, at: int) -> bool:
    """Whether the name of a street follows at `at`.

    >>> is_address("at 49 Long Ridge Road", 5)
    True
    """
    return bool(_street().match(text, at))


@cache
def _tokens() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["reason"]) for row in lexicon.records("blockers", "token"))


@cache
def _index_sizes() -> frozenset[str]:
    return frozenset(size for row in lexicon.records("blockers", "index") for size in row["size"])


@cache
def _never_names() -> frozenset[str]:
    hedges = {part for say in lexicon.words("hedges") for part in say.lower().split()}
    return stop_words() | hedges | lexicon.words("changes")


def token_reason(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Why the token around [start, end) is no quantity, and where the token ends; None when it may be one.

    >>> token_reason("call 555-0140 now", 5, 8)
    ('telephone number', 13)
    """
    left, right = start, end
    while left > 0 and start - left < _REACH and text[left - 1] not in _TOKEN_EDGE:
        left -= 1
    while right < len(text) and right - end < _REACH and text[right] not in _TOKEN_EDGE:
        right += 1
    if text[left : left + 1] in ("+", "0") and (phone := _SPACED_PHONE.match(text, left)):
        return "telephone number", phone.end()
    token = text[left:right].rstrip(".,;:!?'’")
    if token == text[start:end]:
        found = _tokens() if (token.startswith("0") and len(token) > 1) or "/" in token else ()
    else:
        found = _tokens()
    for pattern, reason in found:
        if pattern.fullmatch(token):
            return reason, left + len(token)
    return None


def glued_reason(text: str, start: int) -> str | None:
    """Why a number that hangs on to what stands before it is part of a name, or None.

    >>> glued_reason("the A380 jet", 5), glued_reason("then-18-year-old", 5)
    ('name', None)
    """
    before = text[start - 1 : start]
    if not before:
        return None
    if before.isalnum() or before == "_":
        return "name"
    if before in ".:/,'’" and text[start - 2 : start - 1].isdigit():
        return "part of a longer number"
    if before in "-‑–":
        word = re.search(r"([\w&]+)[-‑–]$", text[max(0, start - 24) : start])
        if word and word[1].isdigit():
            return None
        if word and word[1].lower() not in _labels("glue"):
            return "name"
    return None


def name_reason(text: str, number: Numeral, floor: int, noun: bool) -> str | None:
    """Why a number is a label in a name ("route 19", "Boeing 737", "S&P 500"), or None.

    Args:
        text: the article.
        number: the numeral, without currency.
        floor: start of the sentence.
        noun: whether a counted noun or a unit follows.

    >>> from numcheck.extract.numbers import find_numerals
    >>> text = "on route 19 again"
    >>> name_reason(text, next(find_numerals(text, [])), 0, noun=False)
    'name'
    """
    before = words_before(text, number.start, max(floor, 0))
    if not before or text[number.start - 1] not in " \u00a0\u202f-":
        return None
    word = before[-1].rstrip("-").lstrip("\"'“‘([{")
    if not word[:1].isalpha() or word[-1] in ",;:)]}!?”":
        return None
    at_start = len(before) == 1 and number.start - len(word) - 1 <= floor
    low = word.lower().rstrip("'’").removesuffix("'s").removesuffix("’s")
    if low != word.lower().rstrip("'’"):
        return None  # a possessive owns what is counted
    pair = f"{before[-2]} {word}".lower() if len(before) > 1 else ""
    raw = text[number.start : number.digits_end]
    capital = any(char.isupper() for char in word)
    small = number.form == "digits" and "," not in raw and number.scale == 1 and number.low < 10_000
    if (low in _labels("index") or pair in _labels("index")) and raw in _index_sizes():
        return "name"
    if (
        (low in _labels("maker") or pair in _labels("maker"))
        and (capital or not noun)
        and (small or (number.form == "words" and not noun))
    ):
        return "name"
    if low in _labels("label"):
        if not noun or (capital and small and not at_start):
            return "name"
        return None
    if noun or not capital or not small or number.vague or low in _never_names():
        return None
    return "name" if not at_start or word.isupper() or len(word) > 3 else None


def is_score(text: str, start: int, end: int) -> bool:
    """Whether two small numbers joined by a dash at [start, end) are the score of a match or a vote.

    >>> is_score("they won 3-2 at home", 9, 12)
    True
    """
    window = text[max(0, start - 40) : start] + " " + text[end : end + 24]
    words = set(re.findall(r"[a-z-]+", window.lower()))
    return not words.isdisjoint(_labels("score"))


def one_reason(text: str, start: int, end: int, floor: int) -> str | None:
    """Why "one" is a pronoun here, or None.

    >>> one_reason("no one came", 3, 6, 0)
    'pronoun'
    """
    if (share := _SHARE.match(text, end)) and (text[share.end()].isdigit() or read_words(text, share.end(), len(text))):
        return None  # "one in five"
    before = re.search(r"([^\W\d_]+)['’]?s?[\s-]+$", text[max(floor, start - 16) : start])
    if before and before[1].lower() in _labels("pronoun"):
        return "pronoun"
    after = _AFTER_ONE.match(text, end)
    if not after or after[1] or after[2] is not None:
        return "pronoun" if not (after and after[2] == "-") else None
    return "pronoun" if after[3] and after[3].lower() in _labels("pronoun_after") else None


def blocked_reason(text: str, number: Numeral, floor: int, unit: bool, noun: Noun | None, of_set: bool) -> str | None:
    """Why a number without a currency in front is no quantity, or None.

    Args:
        text: the article.
        number: the numeral.
        floor: start of the sentence, or end of the number before.
        unit: whether a unit of measure follows.
        noun: the counted noun that follows.
        of_set: whether it is a number "of those", "of the", "of them".
    """
    raw = text[number.start : number.end].lower()
    measured = unit or noun is not None
    if _FAMILY.search(text, max(floor, number.start - _REACH), number.start):
        return "name"  # "mother-of-three"
    if number.form == "digits":
        if _YEARLIKE.match(raw) and _is_year(text, number, floor, measured, noun):
            return "year"
        if is_address(text, number.end):
            return "address"
        if not measured and (reason := _bare_digits_reason(text, number, raw, floor)):
            return reason
    elif raw == "one":
        return one_reason(text, number.start, number.end, floor) if not unit and not of_set else None
    elif raw.endswith("half"):
        whole = last_word(text, number.start, floor) in _labels("other_half")
        if whole or (_HALF_WORD.match(text, number.end) and not unit):
            return "part of a whole"
    elif not measured and text[number.start : number.end].istitle() and number.start > floor:
        return "name" if text[number.start - 1] == " " else None  # "the Kick Six win"
    return name_reason(text, number, floor, measured and not of_set)  # "reactor 2 of the plant"


def _bare_digits_reason(text: str, number: Numeral, raw: str, floor: int) -> str | None:
    if len(raw) < 3 and text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")":
        return "reference"
    if len(raw) < 3 and number.start == floor and _ITEM_AFTER.match(text, number.end):
        return "reference"  # "5. At the crossing point, ..."
    if number.scale == 1 and raw.isdigit() and _NAME_AFTER.match(text, number.end):
        return "name"  # "a 787 Dreamliner"
    if len(raw) == 4 and raw.isdigit() and raw[-1] != "0":
        after = _MODEL_AFTER.match(text, number.end)
        return "name" if after and after[1] not in stop_words() else None  # "an 8088 chip"
    return None


def _is_year(text: str, number: Numeral, floor: int, measured: bool, noun: Noun | None) -> bool:
    """ "the 2019 Rich List", "2018 sales": a year unless something counts it."""
    if hedge_before(text, number.start, floor):
        return False
    words = words_before(text, number.start, floor)
    word = words[-1].strip('("“') if words else ""
    if not measured:
        return word != "by"
    low = word.lower().removesuffix("'s").removesuffix("’s")
    if noun is None or not low:
        return False
    return low in _labels("year_before") or (word[0].isupper() and low not in stop_words())
