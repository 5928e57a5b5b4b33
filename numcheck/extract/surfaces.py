"""Every surface of a unit or a currency, as dictionaries made from the word lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from numcheck import lexicon

__all__ = ["SPACE", "Entry", "Unit", "licences", "lower_codes", "money_signs", "symbol_table", "word_table"]

SPACE = " \u00a0\u202f\u2009"
"""Blanks that may stand inside a number or between a number and its unit."""


class Unit(NamedTuple):
    """A unit found at [start, end): `name` is what pint parses, or an ISO code, or "USD/share"."""

    name: str
    kind: str
    start: int
    end: int


Entry = tuple[str, str]
"""A unit's name and kind."""


@cache
def word_table() -> dict[str, Entry]:
    """Unit words and names of money, lower case, singular and plural, hyphens as spaces."""
    table: dict[str, Entry] = {code: (money_signs()[code.upper()], "money") for code in lower_codes() if code != "rmb"}
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
        plural = f"{head[:-1]}ies" if head.endswith("y") and head[-2] not in "aeou" else f"{head}s"
        table[f"{plural}{of}{rest}"] = entry


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
def lower_codes() -> tuple[str, ...]:
    """Currency codes that are no English word in lower case."""
    english = lexicon.words("money", "english")
    codes = [s.lower() for s in money_signs() if len(s) == 3 and s.isalpha() and s.isupper()]
    return tuple(sorted({*codes, "rmb"} - english))


@cache
def licences() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Each ambiguous surface with the records that may license it; what is licensed everywhere comes last."""
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for row in lexicon.records("licences"):
        for say in row["say"]:
            found[say] = (*found.get(say, ()), row)
    return {say: tuple(sorted(rows, key=lambda r: bool(r.get("default")))) for say, rows in found.items()}
