"""Units beside a number: "50 km", "31-mile", "US$62 per share" -> a pint unit or an ISO 4217 code, and its kind.

Surfaces are looked up in dictionaries made from the word lists; an ambiguous surface ("m", "in", "pounds") is a unit
only where its licence finds what it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from unicodedata import category

from numcheck import lexicon
from numcheck.extract.context import last_word
from numcheck.extract.numbers import Numeral
from numcheck.extract.rare_units import rare_unit
from numcheck.extract.spelled import suffix_rules

__all__ = ["Unit", "denominator_after", "money_before", "suffix_after", "unit_after"]

SPACE = " \u00a0\u202f\u2009"
_GAP = re.compile(
    rf"[{SPACE}]?-[{SPACE}]?|[{SPACE}]?[(\[{{<](?=[^\W\d_]{{1,4}}[)\]}}>])|[{SPACE}]{{0,2}}|\r?\n"
)
_WORDS = re.compile(r"[^\W\d_]++\.?(?:[ \u00a0\u202f-][^\W\d_]++\.?){0,4}")
_ATOM = r"[A-Za-zµμΩ°]++(?:\^?[-−]?\d(?!\d)|[⁻]?[²³¹])?"
_COMPOUND = re.compile(rf"({_ATOM})((?:\s?[/·⋅*]\s?\(?{_ATOM}\)?)+)")
_PART = re.compile(r"\s?([/·⋅*])?\s?\(?([A-Za-zµμΩ°]++)(\^?[-−]?\d|[⁻]?[²³¹])?\)?")
_POWER_WORD = {"square": 2, "sq": 2, "sq.": 2, "cubic": 3, "cu": 3, "cu.": 3}
_POWER_AFTER = re.compile(r"[ -](squared|cubed)\b")
_PER = re.compile(
    r"\s?/\s?(?=[^\W\d_])|[ -](?:per|for each|for every)[ -]|[ ]?-[ ]?an?[ ]?-[ ]?|[ ]an?-(?=\w)|[ ](?P<loose>an?|each|every|the)[ ](?=\w)",
    re.I,
)
_NOT_A_RATE = re.compile(r"[ -](?:ago|earlier|before|later|after|old|or so|or two)\b", re.I)
_SUPER = str.maketrans("²³¹⁻−", "231--")
_MAX_SYMBOL = 8
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found at [start, end): `name` is what pint parses, or an ISO code, or "USD/share"."""

    name: str
    kind: str
    start: int
    end: int


Entry = tuple[str, str]


@cache
def word_table() -> dict[str, Entry]:
    """Unit words and names of money, lower case, singular and plural, hyphens as spaces."""
    table: dict[str, Entry] = {
        code: (money_signs()[code.upper()], "money") for code in _lower_codes() if code != "rmb"
    }
    for name in ("units_seed", "units"):
        for row in lexicon.records(name, "unit"):
            for say in row["say"]:
                _put(table, say, (row["unit"], row["kind"]))
    for row in lexicon.records("money", "money"):
        for say in row["say"]:
            _put(table, say, (row["code"], "money"))
        for say in row["minor"]:
            if len(say) > 1:
                _put(table, say, ("satoshi" if say == "satoshi" else f"centi{row['code']}", "money"))
    return table


def _put(table: dict[str, Entry], say: str, entry: Entry) -> None:
    key = say.lower().replace("-", " ")
    table[key] = entry
    head, of, rest = key.partition(" of ")
    if not head.endswith(("s", ".")):
        table[
            f"{head[:-1]}ies{of}{rest}"
            if head.endswith("y") and head[-2] not in "aeou"
            else f"{head}s{of}{rest}"
        ] = entry


@cache
def symbol_table() -> dict[str, Entry]:
    """Unit symbols and currency codes and signs, case kept."""
    table: dict[str, Entry] = {}
    for name in ("units_seed", "units"):
        for row in lexicon.records(name, "unit"):
            table |= dict.fromkeys(row["sym"], (row["unit"], row["kind"]))
    for sign, code in money_signs().items():
        table.setdefault(sign, (code, "money"))
    for row in lexicon.records("money", "money"):
        table |= {minor: (f"centi{row['code']}", "money") for minor in row["minor"] if len(minor) == 1}
    return table


@cache
def money_signs() -> dict[str, str]:
    """Currency signs and ISO codes, upper and lower case, with the code each stands for."""
    signs: dict[str, str] = {}
    for row in lexicon.records("money", "money"):
        signs |= dict.fromkeys((*row["sym"], row["code"]), row["code"])
    for row in lexicon.records("money", "code"):
        signs |= {code: code for code in row["say"]}
    return signs


@cache
def _licences() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for row in lexicon.records("licences"):
        for say in row["say"]:
            found[say] = (*found.get(say, ()), row)
    # what is licensed everywhere is tried last
    return {say: tuple(sorted(rows, key=lambda r: bool(r.get("default")))) for say, rows in found.items()}


@cache
def _money_before() -> re.Pattern[str]:
    signs = sorted(money_signs(), key=len, reverse=True)
    letters = [s for s in signs if s[-1].isalpha() or s[-1] in ".="]
    others = [s for s in signs if s not in letters]
    codes = "|".join(s for s in signs if len(s) == 3 and s.isupper())
    lower = "|".join(_lower_codes())
    return re.compile(
        rf"(?:(?<![A-Za-z])(US|U\.S\.|A|AU|C|CA|HK|NZ|S|NT|us|c|hk|nz|(?i:{codes}))?[ ]?({'|'.join(map(re.escape, others))})"
        rf"|(?<![\w$€£-])({'|'.join(map(re.escape, letters))}|{lower}))[{SPACE}]?[-−]?[{SPACE}]?$"
    )


@cache
def _lower_codes() -> tuple[str, ...]:
    """Codes that are no English word in lower case."""
    english = {say for row in lexicon.records("money", "english") for say in row["say"]}
    codes = [s.lower() for s in money_signs() if len(s) == 3 and s.isupper()]
    return tuple(sorted({*codes, "rmb"} - english))


_COUNTRY = {
    "US": "USD",
    "U.S.": "USD",
    "A": "AUD",
    "AU": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "HK": "HKD",
    "NZ": "NZD",
    "S": "SGD",
    "NT": "TWD",
}


@cache
def _money_words() -> frozenset[str]:
    """What may stand before a number, one blank away, and be money."""
    signs = {sign.lower().strip(".=") for sign in money_signs()}
    return frozenset(
        signs
        | {sign + "." for sign in signs}
        | {"-", "$-"}
        | {f"{c.lower()}$" for c in money_signs() if len(c) == 3}
        | {f"{c.lower()}$" for c in _COUNTRY}
    )


def money_before(text: str, at: int, floor: int = 0) -> Unit | None:
    """The currency written in front of the number at `at` ("US$", "EUR", "RM"), not looking past `floor`, or None.

    >>> money_before("worth US $58", 10)
    Unit(name='USD', kind='money', start=6, end=10)
    """
    # a sign ends in itself; letters that end in a blank are rare before a number, so look at them only then
    last = text[at - 1 : at]
    if not last or (last in " \u00a0\u202f" and last_word(text, at, floor) not in _money_words()):
        return None
    found = _money_before().search(text, max(floor, at - 8), at)
    if not found:
        return None
    if found[2]:
        country = found[1].upper() if found[1] and found[2] == "$" else None
        code = _COUNTRY.get(country, country) if country else money_signs()[found[2]]
        start = found.start() if country or not found[1] else found.start(2)
        return Unit(code, "money", start, at)
    code = money_signs().get(found[3]) or money_signs()[found[3].upper()]
    if found[3] in ("ALL", "TOP", "R", "Re", "Fr.", "PS", "CUP") and text[at - 1 : at].isspace():
        return None
    return Unit(code, "money", found.start(3), at)


def suffix_after(text: str, number: Numeral, money: bool, noun_follows: bool) -> tuple[Decimal, int] | None:
    """The scale letter right after digits ("1.2m tons", "$3.4bn", "5k") and where it ends, or None.

    >>> n = Numeral(0, 3, Decimal("1.2"), Decimal("1.2"), Decimal("0.1"), "digits", Decimal("1.2"))
    >>> suffix_after("1.2m tons", n, money=False, noun_follows=True)
    (Decimal('1000000'), 4)
    """
    found = _suffix().match(text, number.end)
    if not found or number.form != "digits":
        return None
    letter = found[1]
    where, value = suffix_rules()[letter]
    glued = found.start(1) == number.end
    allowed = (
        where == "always"
        or money
        or (where == "number" and (glued or len(text) == found.end()))
        or (where == "noun" and (noun_follows or (letter in "kK" and glued)))
    )
    alone = found.end() - number.start < 40 and not (text[: number.start] + text[found.end() :]).strip(" .-")
    if alone and (letter in "kKG" or (letter in "bB" and glued)):
        allowed = True  # a number and nothing else: "2.33 k"
    elif letter in "mbT" and not glued and not money:
        allowed = False
    return (value, found.end()) if allowed else None


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(rf"[{SPACE}]{{0,2}}({lexicon.alternation(suffix_rules())})\.?(?![\w/²³^°])")


def unit_after(text: str, number: Numeral, limit: int) -> Unit | None:
    """The unit right after a number, with its "per" part, or None.

    Args:
        text: the article.
        number: the numeral; its `end` is where the unit is looked for.
        limit: where to stop (the end of the sentence).

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
    if not (first.isalpha() or first in "%°º'\"’”′″％﹪‰℃℉" or category(first) == "Sc"):
        return None
    glued = number is not None and at == number.end
    symbol = _symbol(text, at, limit)
    words = _word_unit(text, at, limit)
    best = words if words and (not symbol or words.end >= symbol.end) else symbol
    licensed = _licensed(text, at, limit, number, glued) if number else None
    if licensed and (not best or licensed.end >= best.end):
        return licensed
    if best is None and number and (rare := rare_unit(text, at, limit)):
        return Unit(rare[0], "physical", at, rare[1])
    return best


def _word_unit(text: str, at: int, limit: int) -> Unit | None:
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
    compound = _COMPOUND.match(text, at, limit)
    if compound and not (compound[0] in symbol_table()) and (unit := _compound(compound)):
        return unit
    table = symbol_table()
    for length in range(min(_MAX_SYMBOL, limit - at), 0, -1):
        entry = table.get(text[at : at + length])
        if entry and _ends(text, at, at + length):
            return _powered(text, Unit(*entry, at, at + length))
    return None


def _ends(text: str, start: int, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 1]
    if not after:
        return True
    if category(last) == "Sc" and text[end : end + 2].strip()[:1].isdigit():
        return False  # the sign belongs to the number after it
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
        if entry is None or entry[1] == "money" and pieces:
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
    rows = _licences().get(symbol)
    return (rows[0]["unit"], rows[0]["kind"]) if rows and rows[0]["kind"] != "money" else None


def _rate_kind(top: str, under: list[str]) -> str:
    return "speed" if top == "distance" and under == ["duration"] else "rate" if len(under) else top


def _licensed(text: str, at: int, limit: int, number: Numeral | None, glued: bool) -> Unit | None:
    if number is None:
        return None
    token = re.compile(r"''|[\"'’”]|[^\W\d_]++\.?").match(text, at, limit)
    if not token:
        return None
    key = token[0] if token[0] in _licences() else token[0].rstrip(".")
    end = at + len(key)
    if (
        text[end : end + 1].isdigit()
        or text[end : end + 1] in ("/", "²", "³", "'")
        or (key[0] in "\"'’”" and not glued)
    ):
        return None
    for row in _licences().get(key, ()):
        if _is_licensed(row, text, at, end, number, glued):
            unit = Unit(row["unit"], row["kind"], at, end)
            return denominator_after(text, unit, limit) if key[0].isalpha() else unit
    return None


def _is_licensed(row: Mapping[str, Any], text: str, at: int, end: int, number: Numeral, glued: bool) -> bool:
    if row.get("quote"):
        paragraph = text.rfind("\n", 0, at)
        opened = text.count('"', paragraph + 1, at) % 2 or text.count("“", paragraph + 1, at) > text.count(
            "”", paragraph + 1, at
        )
        return glued and not opened
    if row.get("default") or (row.get("glued") and glued and number.form == "digits"):
        return True
    if row.get("scaled") and number.scale >= 1000:
        return True
    if "least" in row and abs(number.low) >= Decimal(row["least"]):
        return True
    after = re.compile(r"[\s-]*([^\W\d_]++)?").match(text, end)
    if (
        after
        and after[1]
        and (number.form != "words" or row.get("words"))
        and after[1].lower() in row.get("next", ())
    ):
        return True
    if near := row.get("near"):
        window = f"{text[max(0, at - _NEAR) : at]} {text[end : end + _NEAR]}".lower()
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", window) for word in near)
    return False


def denominator_after(text: str, unit: Unit, limit: int) -> Unit:
    """The unit with what stands under it ("$3,500" + " a month" is USD/month), or the unit itself.

    >>> denominator_after("62 dollars per share", Unit("USD", "money", 3, 10), 20).name
    'USD/share'
    """
    per = _PER.match(text, unit.end, limit)
    if not per or unit.kind == "percent" and per["loose"]:
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
    if (
        word
        and word[0].lower().rstrip("s") in lexicon.surfaces("rates", "denominator")
        or word
        and word[0].lower() in ("dozen", "hundred")
    ):
        return Unit(word[0].lower().rstrip("s"), "count", at, word.end())
    if word and (rows := _licences().get(word[0])) and text[at - 1] == "/":
        return Unit(rows[0]["unit"], rows[0]["kind"], at, word.end())
    return None
