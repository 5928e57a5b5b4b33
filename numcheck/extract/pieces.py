"""One numeral with everything that stands around it: currency, scale letter, unit, counted noun, age, blocker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.blockers import glued_reason, is_address, name_reason, one_reason, token_reason
from numcheck.extract.context import last_word
from numcheck.extract.hedges import hedge_before
from numcheck.extract.nouns import Noun, is_outcome, noun_after, noun_of, stop_words
from numcheck.extract.numbers import Numeral
from numcheck.extract.spelled import scale_after, suffix_rules
from numcheck.extract.units import (
    Unit,
    denominator_after,
    money_before,
    money_signs,
    suffix_after,
    unit_after,
)

__all__ = ["Piece", "read_piece"]

_OF_SET = re.compile(
    r"[ \u00a0]of[ \u00a0](?:the|those|these|them|its|their|his|her|our|my|your|us|whom|which)\b", re.I
)
_APPOSITION = re.compile(r"[A-Z][\w'’.-]+,[ \u00a0]$")
_YEARLIKE = re.compile(r"(?:1[5-9]|20)\d\d$")
_CODED = re.compile(r"[ \u00a0]?([kKMB])([A-Z]{3})\b")
_NAME_AFTER = re.compile(r"[ \u00a0](?:(?!I\b)[A-Z]\w*|[a-z]\d+\b)")
_MODEL_AFTER = re.compile(r"[ \u00a0]([a-z]{3,})\b")
_GLUED_HEDGE = re.compile(r"\+(?!\d)|-(?:odd|plus|ish)\b")
_OF_A = re.compile(r"[ \u00a0]of[ \u00a0](?:an?|the)(?=[ \u00a0])", re.I)
_DETERMINED = re.compile(r"\b(?:the|a|an|its|this)[ \u00a0]$", re.I)
_TWO_WORDS = re.compile(r"[ \u00a0]([a-z]{3,})[ \u00a0]([^\W\d_]{3,})")
_HALF_WORD = re.compile(r"-[a-z]")
_AGE_END = re.compile(r"[,;.)]|$|\s+and\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A numeral in context; [start, end) spans currency to noun.

    Args:
        blocked: why it is no quantity, else None.
        age: whether the unit is an age.
        of_set: whether it is a number "of those", "of the", "of them".
        hedge_at: where a hedge hangs on to the number ("200-odd"), 0 without one.
        own_unit: whether the unit stands beside this numeral and was not passed on from its neighbour.
    """

    number: Numeral
    start: int
    end: int
    unit: Unit | None = None
    noun: Noun | None = None
    blocked: str | None = None
    skip_to: int = 0
    age: bool = False
    of_set: bool = False
    outcome: bool = False
    sign_money: bool = False
    hedge_at: int = 0
    own_unit: bool = True

    def with_unit(self, unit: Unit | None, noun: Noun | None, age: bool = False) -> Piece:
        """The same piece with the unit or noun that a neighbour shares with it."""
        return replace(self, unit=unit, noun=noun, age=age, own_unit=False)


@cache
def _age_before() -> re.Pattern[str]:
    words = [say for row in lexicon.records("ages", "before") for say in row["say"]]
    return re.compile(rf"(?<!\w)({lexicon.alternation(words)})\s+$", re.I)


@cache
def _age_last() -> frozenset[str]:
    return frozenset(say.split()[-1] for row in lexicon.records("ages", "before") for say in row["say"])


@cache
def _age_after() -> re.Pattern[str]:
    words = [say for row in lexicon.records("ages", "after") for say in row["say"]]
    return re.compile(rf"[\s-]+(?:{lexicon.alternation(words)})(?!\w)", re.I)


@cache
def _age_unit() -> re.Pattern[str]:
    words = [say for row in lexicon.records("ages", "unit") for say in row["say"]]
    return re.compile(rf"[\s-]?(?:{lexicon.alternation(words)})(?!\w)", re.I)


def read_piece(text: str, number: Numeral, floor: int, limit: int, done: int = 0) -> Piece:
    """Read what stands around one numeral.

    Args:
        text: the article.
        number: the numeral.
        floor, limit: the sentence.
        done: end of the number before it, unit included.

    >>> from numcheck.extract.numbers import find_numerals
    >>> text = "worth US$62 per share"
    >>> piece = read_piece(text, next(find_numerals(text, [])), 0, 21)
    >>> text[piece.start:piece.end], piece.unit.name
    ('US$62 per share', 'USD/share')
    """
    money = (
        money_before(text, number.start, done)
        if number.form != "words" or text[number.start - 1] in "$€£"
        else None
    )
    if money is None and number.form == "digits":
        if number.low == number.mantissa and (token := token_reason(text, number.start, number.end)):
            return Piece(number, number.start, number.end, blocked=token[0], skip_to=token[1])
        if reason := glued_reason(text, number.start):
            return Piece(number, number.start, number.end, blocked=reason)
    number = _with_suffix(text, number, money, limit)
    hedge_at = number.end if (glued := _GLUED_HEDGE.match(text, number.end, limit)) else 0
    if glued:
        number = replace(number, end=glued.end())
    start, end = (money.start if money else number.start), number.end
    unit = _unit(text, number, money, limit)
    if unit and unit.kind == "money" and not money:
        scale, scale_end = scale_after(text, unit.end, limit)  # "75 USD million"
        if scale:
            number, unit = number.times(scale), replace(unit, end=scale_end)
    if unit:
        end = max(end, unit.end)
    elif text[end : end + 1].isalnum() or (text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit()):
        return Piece(number, number.start, end, blocked="identifier")
    age, age_end = _age(text, number, unit, floor, limit)
    if age:
        return _age_piece(number, start, max(end, age_end), unit)
    if unit is None and number.form == "fraction" and (of := _OF_A.match(text, end, limit)):
        part = unit_after(text, replace(number, end=of.end()), limit)
        unit, end = (part, part.end) if part else (None, end)
    if unit and unit.kind == "temperature" and number.low > 0 and text[max(0, start - 3) : start] == " - ":
        number, start = number.negated(start - 2), start - 2
    singular = number.low == 1
    of_set = bool(_OF_SET.match(text, end, limit))
    noun = noun_of(text, end, limit) if unit or of_set or number.form == "fraction" or number.vague else None
    noun = noun or (noun_after(text, end, limit, singular) if not unit else None)
    if unit and noun and unit.kind not in ("duration", "percent", "temperature") and "/" not in unit.name:
        rate = denominator_after(text, replace(unit, end=noun.end), limit)  # "gallons of fuel a year"
        unit, end = (rate, rate.end) if rate.name != unit.name else (unit, end)
    if unit is None and noun is None and _DETERMINED.search(text, max(floor, number.start - 6), number.start):
        noun = _attribute(text, end, limit)
    blocked = None if money else _blocked(text, number, max(floor, done), bool(unit or noun), noun)
    if noun and not unit:
        end = noun.end
    return Piece(
        number, start, end, unit, noun, blocked, of_set=of_set, sign_money=bool(money), hedge_at=hedge_at,
        outcome=not (unit or noun) and is_outcome(text, number.end, limit),
    )  # fmt: skip


def _attribute(text: str, at: int, limit: int) -> Noun | None:
    """ "the 12 page document": a singular before another noun is what is counted."""
    found = _TWO_WORDS.match(text, at, limit)
    if not found or found[1].lower() in stop_words() or found[2].lower() in stop_words():
        return None
    return Noun(found.start(1), found.end(1), found[1].lower())


def _with_suffix(text: str, number: Numeral, money: Unit | None, limit: int) -> Numeral:
    if coded := _CODED.match(text, number.end, limit):
        code = coded[2]
        if code in money_signs() and number.form == "digits":
            scale = suffix_rules()[coded[1]][1]
            return replace(number.times(scale), end=coded.start(2))
    if number.form != "digits" or not text[number.end : number.end + 3].strip()[:1].isalpha():
        return number
    after = re.compile(r"[ \u00a0]?[A-Za-z]{1,2}[ \u00a0-]").match(text, number.end, limit)
    follows = False
    if after:
        ahead = replace(number, end=after.end() - 1)
        follows = bool(
            unit_after(text, ahead, limit)
            or noun_after(text, ahead.end, limit)
            or _plural_of(text, ahead.end, limit)
        )
    if (
        text[number.end : number.end + 2].strip()[:1] == "K"
        and (kelvin := unit_after(text, number, limit))
        and kelvin.name == "kelvin"
    ):
        return number
    suffix = suffix_after(text, number, bool(money), follows)
    if suffix is None and not money and (named := suffix_after(text, number, True, follows)):
        ahead = replace(number, end=named[1])
        unit = unit_after(text, ahead, limit)
        suffix = named if unit and unit.kind == "money" else None
    if suffix is None:
        return number
    scale, end = suffix
    return replace(number.times(scale), end=end, step=(number.step or Decimal("0.1")) * scale)


def _plural_of(text: str, at: int, limit: int) -> bool:
    """ "35m of its devices" counts; "35m of cable" measures."""
    noun = noun_of(text, at, limit)
    return bool(noun and text[noun.start : noun.end].rpartition(" ")[2].lower() != noun.lemma)


def _unit(text: str, number: Numeral, money: Unit | None, limit: int) -> Unit | None:
    after = unit_after(text, number, limit)
    if money is None:
        return after
    if after and after.kind in ("money", "rate") and after.name[:3].isupper() and after.name[:3] != "USD":
        return after  # "$10m Australian dollars"
    return denominator_after(text, Unit(money.name, "money", money.start, number.end), limit)


def _age(text: str, number: Numeral, unit: Unit | None, floor: int, limit: int) -> tuple[bool, int]:
    if not 0 <= number.low <= 130:
        return False, 0
    if unit and unit.kind == "duration":
        found = _age_after().match(text, unit.end, limit)
        return bool(found), found.end() if found else 0
    if unit is None or unit.name in ("yo",):
        if found := _age_unit().match(text, number.end, limit):
            return True, found.end()
        near = last_word(text, number.start, floor) in _age_last()
        before = _age_before().search(text, max(floor, number.start - 24), number.start) if near else None
        if before and not (noun_after(text, number.end, limit) and before[1].lower().startswith("turn")):
            return True, number.end
        if (
            number.form == "digits"
            and 1 <= number.low
            and text[number.start - 2 : number.start - 1] == ","
            and _APPOSITION.search(text, max(floor, number.start - 32), number.start)
        ):
            end = _AGE_END.match(text, number.end)
            return bool(end and end[0] == ","), number.end
    return False, 0


def _age_piece(number: Numeral, start: int, end: int, unit: Unit | None) -> Piece:
    unit = unit or Unit("year", "duration", number.start, number.end)
    return Piece(number, start, end, unit, None, age=True)


def _blocked(text: str, number: Numeral, floor: int, measured: bool, noun: Noun | None) -> str | None:
    raw = text[number.start : number.end].lower()
    if (
        raw == "one"
        and number.low > 0
        and not (measured and noun is None)
        and not _OF_SET.match(text, number.end)
    ):
        return one_reason(text, number.start, number.end, floor)
    if (
        number.form == "digits"
        and not number.vague
        and _YEARLIKE.match(raw)
        and _is_year(text, number, floor, measured, noun)
    ):
        return "year"
    if number.form == "digits" and is_address(text, number.end):
        return "address"
    if (
        number.form == "words"
        and text[number.start].isupper()
        and number.start > floor
        and not measured
        and text[number.start - 1] == " "
        and text[number.start : number.end].istitle()
    ):
        return "name"
    if raw.endswith("half") and _HALF_WORD.match(text, number.end) and (noun or not measured):
        return "part of a whole"
    if (
        text[number.start - 1 : number.start] == "("
        and text[number.end : number.end + 1] == ")"
        and number.form == "digits"
        and len(raw) < 3
        and not measured
    ):
        return "reference"
    if (
        not measured
        and number.form == "digits"
        and number.scale == 1
        and raw.isdigit()
        and _NAME_AFTER.match(text, number.end)
    ):
        return "name"  # "a 787 Dreamliner"
    if (
        not measured
        and len(raw) == 4
        and raw.isdigit()
        and raw[-1] != "0"
        and (after := _MODEL_AFTER.match(text, number.end))
        and after[1] not in stop_words()
    ):
        return "name"  # "an 8088 chip"
    if reason := name_reason(text, number, floor, measured):
        return reason
    if (
        number.form == "fraction"
        and raw.endswith("half")
        and re.search(
            r"\b(?:first|second|other|top|bottom|better|latter|last|final|third|opening)[\s-]+$",
            text[max(floor, number.start - 12) : number.start],
            re.I,
        )
    ):
        return "part of a whole"
    return None


def _is_year(text: str, number: Numeral, floor: int, measured: bool, noun: Noun | None) -> bool:
    """ "the 2019 Rich List", "2018 sales": a year unless something counts it."""
    if not measured:
        hedged = hedge_before(text, number.start, floor)
        return not hedged and not text[floor : number.start].rstrip().endswith(" by")
    if noun is None:
        return False
    before = re.search(r"([^\W\d_]+)['’]?s?[\s(]+$", text[max(floor, number.start - 20) : number.start])
    word = before[1].lower() if before else ""
    if (
        before
        and before[1][0].isupper()
        and word not in stop_words()
        and not hedge_before(text, number.start, floor)
    ):
        return True
    return word in (
        "the",
        "in",
        "since",
        "of",
        "for",
        "from",
        "this",
        "a",
        "its",
        "their",
        "his",
        "her",
        "our",
        "by",
        "during",
        "until",
        "and",
        "to",
        "early",
        "late",
        "last",
        "through",
    )
