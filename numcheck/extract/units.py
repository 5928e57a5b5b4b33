"""Units beside a number: "50 km", "31-mile", "US$62 per share" -> a pint unit or an ISO 4217 code, and its kind.

Surfaces are looked up in dictionaries made from the word lists; an ambiguous surface ("m", "in", "pounds") is a unit
only where its licence finds what it asks for.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from numcheck import lexicon
from numcheck.extract.licences import licensed_unit
from numcheck.extract.numbers import Numeral
from numcheck.extract.rare_units import rare_surfaces, rare_unit
from numcheck.extract.surfaces import SPACE, Entry, Unit, licences, symbol_table, word_table

__all__ = ["denominator_after", "unit_after"]

_GAP = re.compile(rf"[{SPACE}]?-[{SPACE}]?|[{SPACE}]?[(\[{{<](?=[^\W\d_]{{1,4}}[)\]}}>])|[{SPACE}]{{0,2}}|\r?\n")
_FIRST = re.compile(r"[^\W\d_]++(?:\.[^\W\d_])?")
_SIGN_AFTER = re.compile(r"\s\d++\s?(?:[$€£¢]|cents?\b)")  # "10 $ 30 cents"
_LETTERS = re.compile(r"[^\W\d_]++")
_LONG_WORD = re.compile(r"[^\W\d_]{9}(?![^\W\d_]*[/·⋅*])")
_TOKEN = re.compile(r"[^\s,;:!?()]{1,8}")
_WORDS = re.compile(r"[^\W\d_]++\.?(?:[ \u00a0\u202f-][^\W\d_]++\.?){0,4}")
_ATOM = r"[A-Za-zµμΩ°]++(?:\^?[-−]?\d(?!\d)|[⁻]?[²³¹])?"
_COMPOUND = re.compile(rf"({_ATOM})((?:\s?[/·⋅*]\s?(?:\({_ATOM}(?:[·⋅*]{_ATOM})*\)|{_ATOM}))+)")
_PART = re.compile(r"\s?([/·⋅*])?\s?\(?([A-Za-zµμΩ°]++)(\^?[-−]?\d|[⁻]?[²³¹])?\)?")
_POWER_WORD = {"square": 2, "sq": 2, "sq.": 2, "cubic": 3, "cu": 3, "cu.": 3}
_POWER_AFTER = re.compile(r"[ -](squared|cubed)\b")
_PER = re.compile(
    r"\s?/\s?(?=[^\W\d_])|[ -](?:per|for each|for every)[ -]|[ ]?-[ ]?an?[ ]?-[ ]?|[ ]an?-(?=\w)"
    r"|[ ](?P<loose>an?|each|every|the)[ ](?=\w)",
    re.I,
)
_NOT_A_RATE = re.compile(r"[ -](?:ago|earlier|before|later|after|old|or so|or two)\b", re.I)
_SUPER = str.maketrans("²³¹⁻−", "231--")


def unit_after(text: str, number: Numeral, limit: int) -> Unit | None:
    """The unit right after a number, with its "per" part, or None.

    Args:
        text: the article.
        number: the numeral; its `end` is where the unit is looked for.
        limit: where to stop (the end of the sentence).

    >>> from decimal import Decimal
    >>> n = Numeral(0, 2, Decimal(50), Decimal(50), Decimal(0), "digits", Decimal(50))
    >>> unit_after("50 km/h limit", n, 13)
    Unit(name='kilometer/hour', kind='speed', start=3, end=7)
    """
    gap = _GAP.match(text, number.end)
    at = gap.end() if gap else number.end
    if at >= limit:
        return None
    unit = _lookup(text, at, limit, number)
    if unit is None:
        return None
    return denominator_after(text, unit, limit)


def _lookup(text: str, at: int, limit: int, number: Numeral | None) -> Unit | None:
    first = text[at]
    if first.isalpha():
        run = _LETTERS.match(text, at, limit)
        if run and run[0] not in _starts() and run[0].lower() not in _starts():
            return None
    elif first not in "%°º'\"’”′″％﹪‰℃℉" and category(first) != "Sc":
        return None
    symbol = _symbol(text, at, limit)
    words = _word_unit(text, at, limit)
    best = words if words and (not symbol or words.end >= symbol.end) else symbol
    licensed = licensed_unit(text, at, limit, number) if number else None
    if licensed and (not best or licensed.end >= best.end):
        return licensed
    if best is None and number and (rare := rare_unit(text, at, limit)):
        return Unit(rare[0], "physical", at, rare[1])
    return best


@cache
def _starts() -> frozenset[str]:
    """Every run of letters that a unit can begin with: most words after a number are none, and one look says so."""
    said = [*symbol_table(), *licences(), *rare_surfaces(), *word_table(), *_POWER_WORD, "us", "u", "imperial"]
    runs = (_LETTERS.match(say) for say in said)
    return frozenset(run[0] for run in runs if run)


@cache
def _first_words() -> frozenset[str]:
    """Words that a unit can begin with: most words after a number are none, and one look says so."""
    said = {key.split(" ", 1)[0].rstrip(".") for key in word_table()}
    return frozenset(said | {"us", "u.s", "imperial"} | {word.rstrip(".") for word in _POWER_WORD})


def _word_unit(text: str, at: int, limit: int) -> Unit | None:
    first = _FIRST.match(text, at, limit)
    if not first or first[0].rstrip(".").lower() not in _first_words():
        return None
    found = _WORDS.match(text, at, limit)
    if not found:
        return None
    words = found[0].replace("\u00a0", " ").replace("\u202f", " ").replace("-", " ").lower().split(" ")
    table = word_table()
    for count in range(min(len(words), 5), 0, -1):
        key = " ".join(words[:count])
        entry = table.get(key) or (table.get(key[:-1]) if key.endswith(".") else None)
        if entry:
            return _powered(text, Unit(*entry, at, at + len(key) - (key.endswith(".") and key not in table)))
    if words[0] in ("us", "u.s.", "imperial") and len(words) > 1:
        return _word_unit(text, at + len(words[0]) + 1, limit)
    power = _POWER_WORD.get(words[0])
    if power and len(words) > 1:
        inner = _lookup(text, at + len(words[0]) + 1, limit, None)
        if inner and inner.kind == "distance" and "/" not in inner.name:
            return Unit(f"{inner.name}**{power}", "area" if power == 2 else "volume", at, inner.end)
    return None


def _powered(text: str, unit: Unit) -> Unit:
    after = _POWER_AFTER.match(text, unit.end)
    if unit.kind == "distance" and after:
        power = 2 if after[1] == "squared" else 3
        return Unit(f"{unit.name}**{power}", "area" if power == 2 else "volume", unit.start, after.end())
    return unit


def _symbol(text: str, at: int, limit: int) -> Unit | None:
    if _LONG_WORD.match(text, at, limit):
        return None
    compound = _COMPOUND.match(text, at, limit)
    if compound and compound[0] not in symbol_table() and (unit := _compound(compound)):
        return unit
    table = symbol_table()
    token = _TOKEN.match(text, at, limit)
    for length in range(token.end() - at if token else 0, 0, -1):
        entry = table.get(text[at : at + length])
        if entry and _ends(text, at, at + length):
            return _powered(text, Unit(*entry, at, at + length))
    return None


def _ends(text: str, start: int, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 1]
    if not after:
        return True
    if category(last) == "Sc" and text[end : end + 2].strip()[:1].isdigit():
        return bool(_SIGN_AFTER.match(text, end))  # else the sign belongs to the number after it
    if after.isdigit() or after in "^²³" or (after == "-" and text[end + 1 : end + 2].isdigit()):
        return last == "%"
    return not (after.isalpha() and last.isalnum()) and not (last in "°º" and after.isalpha())


def _compound(found: re.Match[str]) -> Unit | None:
    """ "kg/m3", "J/(kg·K)", "W/min": every part must be a unit we know."""
    pieces: list[str] = []
    sign, at = 1, 0
    text = found[0]
    kinds: list[str] = []
    while at < len(text) and (part := _PART.match(text, at)):
        entry = symbol_table().get(part[2]) or word_table().get(part[2].lower()) or _bare_symbol(part[2])
        if entry is None or (entry[1] == "money" and pieces):
            return None
        power = int((part[3] or "1").lstrip("^").translate(_SUPER))
        sign = -1 if part[1] == "/" else sign
        pieces.append(
            ("/" if sign < 0 else "*" if pieces else "")
            + (f"({entry[0]})" if "/" in entry[0] or "*" in entry[0] else entry[0])
            + (f"**{power}" if power != 1 else "")
        )
        kinds.append(entry[1])
        at = part.end()
    if at < len(text):
        return None
    return Unit("".join(pieces), _rate_kind(kinds[0], kinds[1:]), found.start(), found.end())


def _bare_symbol(symbol: str) -> Entry | None:
    """Ambiguous letters are plain symbols inside a compound: the "m" of "kg/m3"."""
    rows = licences().get(symbol)
    return (rows[0]["unit"], rows[0]["kind"]) if rows and rows[0]["kind"] != "money" else None


def _rate_kind(top: str, under: list[str]) -> str:
    return "speed" if top == "distance" and under == ["duration"] else "rate" if len(under) else top


def denominator_after(text: str, unit: Unit, limit: int) -> Unit:
    """The unit with what stands under it ("$3,500" + " a month" is USD/month), or the unit itself.

    >>> denominator_after("62 dollars per share", Unit("USD", "money", 3, 10), 20).name
    'USD/share'
    """
    per = _PER.match(text, unit.end, limit)
    if not per or (unit.kind == "percent" and per["loose"]):
        return unit
    if unit.kind in ("duration", "temperature", "percent") and not (
        unit.kind == "duration" and text[unit.end : per.end()].strip() in ("a", "per", "each")
    ):
        return unit
    under = _under(text, per.end(), limit)
    if under and per["loose"] and _NOT_A_RATE.match(text, under.end, limit):
        return unit  # "$6.78 billion a year earlier"
    if under is None or (unit.kind == "duration" and under.kind != "duration"):
        return unit
    if per["loose"] and per["loose"].lower() == "the" and under.kind != "mass":
        return unit
    under_name = under.name if under.name.isidentifier() else f"({under.name})"
    return Unit(f"{unit.name}/{under_name}", _rate_kind(unit.kind, [under.kind]), unit.start, under.end)


def _under(text: str, at: int, limit: int) -> Unit | None:
    found = _word_unit(text, at, limit) or _symbol(text, at, limit)
    word = re.compile(r"[^\W\d_]++").match(text, at, limit)
    if found and found.kind != "money":
        return found
    if not word:
        return None
    low = word[0].lower()
    if low.rstrip("s") in lexicon.surfaces("rates", "denominator") or low in ("dozen", "hundred"):
        return Unit(low.rstrip("s"), "count", at, word.end())
    if (rows := licences().get(word[0])) and text[at - 1] == "/":
        return Unit(rows[0]["unit"], rows[0]["kind"], at, word.end())
    return None
