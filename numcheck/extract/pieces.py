"""One numeral with everything that stands around it: currency, scale letter, unit, counted noun, age, blocker."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from numcheck import lexicon
from numcheck.extract.ages import age_end
from numcheck.extract.blockers import blocked_reason, glued_reason, token_reason
from numcheck.extract.money import money_before
from numcheck.extract.nouns import Noun, attribute_after, is_outcome, noun_after, noun_of
from numcheck.extract.numbers import Numeral
from numcheck.extract.scales import scale_after, suffix_rules
from numcheck.extract.suffixes import suffix_after
from numcheck.extract.surfaces import Unit, money_signs
from numcheck.extract.units import denominator_after, unit_after

__all__ = ["Piece", "read_piece"]

_CODED = re.compile(r"[ \u00a0]?([kKMB])([A-Z]{3})\b")
_LETTERS = re.compile(r"[ \u00a0]?[A-Za-z]{1,2}(?=[ \u00a0-])")
_GLUED_HEDGE = re.compile(r"\+(?!\d)|-(?:odd|plus|ish)\b")
_OF_A = re.compile(r"(?:[ \u00a0]of)?[ \u00a0](?:an?|the)(?=[ \u00a0])", re.I)
_DETERMINED = re.compile(r"\b(?:the|a|an|its|this)[ \u00a0]$", re.I)
_PLAIN_KINDS = ("duration", "percent", "temperature")


class Piece(NamedTuple):
    """A numeral in context; [start, end) spans currency to noun.

    Args:
        blocked: why it is no quantity, else None; `skip_to` is where the blocked token ends.
        age: whether the unit is an age.
        of_set: whether it is a number "of those", "of the", "of them".
        outcome: whether "killed", "arrested" or the like stands in place of a noun.
        sign_money: whether a currency stands in front of it.
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
        return self._replace(unit=unit, noun=noun, age=age, own_unit=False)


@cache
def _of_set() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("phrases", "set"))
    return re.compile(rf"[ \u00a0]of[ \u00a0]{words}(?!\w)", re.I)


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
    money = money_before(text, number.start, done)
    if money is None and number.form != "words":
        if number.low == number.mantissa and (token := token_reason(text, number.start, number.end)):
            return Piece(number, number.start, number.end, blocked=token[0], skip_to=token[1])
        if reason := glued_reason(text, number.start):
            return Piece(number, number.start, number.end, blocked=reason)
    number = _with_suffix(text, number, money, limit)
    hedge_at = number.end if (glued := _GLUED_HEDGE.match(text, number.end, limit)) else 0
    if glued:
        number = number._replace(end=glued.end())
    start, end = (money.start if money else number.start), number.end
    unit = _unit(text, number, money, limit)
    if unit is None and (
        text[end : end + 1].isalnum() or (text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit())
    ):
        return Piece(number, number.start, end, blocked="identifier")
    if unit and unit.kind == "money" and not money:
        scale, scale_end = scale_after(text, unit.end, limit)  # "75 USD million"
        if scale:
            number, unit = number.times(scale), unit._replace(end=scale_end)
    if (aged := age_end(text, number, unit, floor, limit)) is not None:
        unit = unit or Unit("year", "duration", number.start, number.end)
        return Piece(number, start, max(end, aged), unit, age=True)
    if unit is None and number.form == "fraction" and (of := _OF_A.match(text, end, limit)):
        unit = unit_after(text, number._replace(end=of.end()), limit)  # "1/16 of a pint", "half an hour"
    if unit and unit.kind == "temperature" and number.low > 0 and text[max(0, start - 3) : start] == " - ":
        number, start = number.negated(start - 2), start - 2
    of_set = bool(_of_set().match(text, end, limit))
    noun = _noun(text, number, unit, of_set, floor, limit)
    if unit and noun and unit.kind not in _PLAIN_KINDS and "/" not in unit.name:
        rate = denominator_after(text, unit._replace(end=noun.end), limit)  # "gallons of fuel a year"
        unit = rate if rate.name != unit.name else unit
    blocked = None if money else blocked_reason(text, number, max(floor, done), bool(unit), noun, of_set)
    return Piece(
        number, start, max(end, unit.end if unit else noun.end if noun else 0), unit, noun, blocked, of_set=of_set,
        outcome=not (unit or noun) and is_outcome(text, number.end, limit), sign_money=bool(money), hedge_at=hedge_at,
    )  # fmt: skip


def _noun(text: str, number: Numeral, unit: Unit | None, of_set: bool, floor: int, limit: int) -> Noun | None:
    """What is counted, or what the measured thing is "of"."""
    end = unit.end if unit else number.end
    noun = noun_of(text, end, limit) if unit or of_set or number.form == "fraction" or number.vague else None
    if noun or unit:
        return noun
    noun = noun_after(text, end, limit, singular=number.low == 1)
    if noun is None and _DETERMINED.search(text, max(floor, number.start - 6), number.start):
        return attribute_after(text, end, limit)
    return noun


def _with_suffix(text: str, number: Numeral, money: Unit | None, limit: int) -> Numeral:
    """The number with its scale letter: "1.2m tons", "$3.4bn", "30 MUSD"."""
    if number.form != "digits" or not text[number.end : number.end + 3].strip()[:1].isalpha():
        return number
    if (coded := _CODED.match(text, number.end, limit)) and coded[2] in money_signs():
        return number.times(suffix_rules()[coded[1]][1])._replace(end=coded.start(2))
    if text[number.end : number.end + 2].strip()[:1] == "K":
        kelvin = unit_after(text, number, limit)
        if kelvin and kelvin.name == "kelvin":
            return number
    letters = _LETTERS.match(text, number.end, limit)
    suffix = suffix_after(text, number, bool(money), bool(letters and _counts(text, number, letters.end(), limit)))
    if suffix is None and not money and (named := suffix_after(text, number, True, False)):
        unit = unit_after(text, number._replace(end=named[1]), limit)
        suffix = named if unit and unit.kind == "money" else None  # "2.3m pounds"
    if suffix is None:
        return number
    scale, end = suffix
    return number.times(scale)._replace(end=end, step=(number.step or Decimal("0.1")) * scale)


def _counts(text: str, number: Numeral, at: int, limit: int) -> bool:
    """Whether what follows a letter is counted or measured: "35m of its devices" is, "35m of cable" is not."""
    if unit_after(text, number._replace(end=at), limit) or noun_after(text, at, limit):
        return True
    noun = noun_of(text, at, limit)
    return bool(noun and text[noun.start : noun.end].rpartition(" ")[2].lower() != noun.lemma)


def _unit(text: str, number: Numeral, money: Unit | None, limit: int) -> Unit | None:
    after = unit_after(text, number, limit)
    if money is None:
        return after
    if after and after.kind in ("money", "rate") and after.name[:3].isupper() and after.name[:3] != "USD":
        return after  # "$10m Australian dollars"
    return denominator_after(text, Unit(money.name, "money", money.start, number.end), limit)
