"""Make numcheck/words/en/units_seed.toml from quantulum3's unit table: `python tools/seed_units.py` (or `make words`).

A unit of quantulum3 becomes a record when pint knows it too and none of its surfaces is ours already or means something
else in news. What pint does not know is listed under [[ask]]: those surfaces are handed to quantulum3 at run time.
The output depends on nothing but the two libraries and our own word lists, so a second run gives the same bytes.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pint
from quantulum3 import load

from numcheck import lexicon

TARGET = Path(__file__).parent.parent / "numcheck" / "words" / "en" / "units_seed.toml"
KINDS = {
    "length": "distance", "area": "area", "volume": "volume", "mass": "mass", "time": "duration", "speed": "speed",
    "temperature": "temperature",
}  # fmt: skip
# Words of everyday English and surnames that quantulum3 reads as units, and what needs a licence.
NEVER = frozenset((Path(__file__).parent / "never_units.txt").read_text(encoding="utf-8").split("\n"))
VERSIONS = f"quantulum3 {version('quantulum3')}, pint {version('pint')}"
HEADER = f"""# Made by tools/seed_units.py from quantulum3's units and SI prefixes. Not to be edited: see `make words`.
# Versions: {VERSIONS}
"""
SI_BASES = (
    "meter",
    "gram",
    "liter",
    "watt",
    "hertz",
    "second",
    "volt",
    "joule",
    "pascal",
    "byte",
    "newton",
    "tesla",
    "ampere",
)
SI_PREFIXES = (
    "atto",
    "femto",
    "pico",
    "nano",
    "micro",
    "milli",
    "kilo",
    "mega",
    "giga",
    "tera",
    "peta",
    "exa",
)


def quoted(value: object) -> str:
    """A TOML string or array of strings."""
    return json.dumps(value, ensure_ascii=False)


def record(unit: str, kind: str, say: list[str], sym: list[str]) -> str:
    """One [[unit]] record with examples made from its first surface."""
    first = (say or sym)[0]
    return (
        f"[[unit]]\nunit = {quoted(unit)}\nkind = {quoted(kind)}\nsay = {quoted(say)}\nsym = {quoted(sym)}\n"
        f"yes = {quoted([f'12 {first} => 12 {unit}'])}\nno = {quoted([f'the {first} was named after him'])}\n"
    )


def seed() -> str:
    """The text of the seed file."""
    ours = {say.lower().replace("-", " ") for row in lexicon.records("units") for say in row["say"]}
    symbols = {sym for row in lexicon.records("units") for sym in row["sym"]}
    symbols |= {say.title() for say in ours} | {say.upper() for say in ours}
    symbols |= {say for row in lexicon.records("licences") for say in row["say"]}
    money = {
        say.lower() for row in lexicon.records("money", "money") for say in (*row["say"], *row["sym"], *row["minor"])
    }
    taken = ours | money | NEVER
    registry = pint.UnitRegistry()
    units: dict[str, tuple[str, list[str], list[str]]] = {}
    ask: set[str] = set()
    for prefix in SI_PREFIXES:
        for base in SI_BASES:
            forms = {prefix + base}
            forms |= {form.replace("meter", "metre").replace("liter", "litre") for form in forms}
            forms |= {form + "me" for form in forms if base == "gram"}
            new = sorted(forms - taken)
            if new:
                kind = {"meter": "distance", "gram": "mass", "liter": "volume", "second": "duration"}.get(
                    base, "physical"
                )
                units[prefix + base] = (kind, new, [])
                taken |= set(new)
    for name, unit in sorted(load.units("en_US").names.items()):
        if unit.currency_code or unit.entity.name in ("currency", "dimensionless"):
            continue
        if name.startswith(("yocto", "zepto", "yotta", "zetta", "yobi", "zebi")):
            continue
        pint_name = name.replace(" ", "_").replace("metre", "meter").replace("litre", "liter")
        say = sorted(
            {
                s.lower()
                for s in unit.surfaces
                if s.isascii() and len(s) > 3 and s.lower().replace("-", " ") not in taken
            }
        )
        sym = sorted(
            {
                s
                for s in unit.symbols
                if len(s) > 2 and s not in symbols and s.isascii() and not s.islower() and s.isalnum()
            }
        )
        try:
            known = pint_name in registry and registry.parse_units(pint_name) is not None
        except (pint.UndefinedUnitError, ValueError, AttributeError, TypeError):
            known = False
        if not known:
            ask |= {s for s in (*say, *sym) if s.lower() not in taken and len(s) > 2 and "degree" not in s}
        elif say or sym:
            units.setdefault(pint_name, (KINDS.get(unit.entity.name, "physical"), say, sym))
        taken |= {s.replace("-", " ") for s in say}
        symbols |= set(sym)
    parts = [HEADER, *(record(u, *units[u]) for u in sorted(units))]
    surfaces = sorted(ask)
    parts.append(
        f"# Surfaces that only quantulum3 knows.\n[[ask]]\nsay = {quoted(surfaces)}\n"
        f"yes = {quoted(['a flux of 3 jansky => 3 jansky'])}\nno = {quoted(['the jansky was named after him'])}\n"
    )
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(seed(), encoding="utf-8")
