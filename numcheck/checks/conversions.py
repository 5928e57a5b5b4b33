"""NC301: one measure in two units that are not equal: "50 km (20 miles)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from numcheck import lexicon
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import shown, span, zeros
from numcheck.extract.convert import conversion
from numcheck.interval import Interval

__all__ = ["conversions", "meant", "readings"]

_SETS = {
    "ton": ("short_ton", "metric_ton", "long_ton"),
    "gallon": ("gallon", "imperial_gallon"),
    "pint": ("pint", "imperial_pint"),
    "quart": ("quart", "imperial_quart"),
    "fluid_ounce": ("fluid_ounce", "imperial_fluid_ounce"),
    "ounce": ("ounce", "troy_ounce"),
    "oil_bbl": ("oil_bbl", "beer_barrel"),
    "horsepower": ("horsepower", "metric_horsepower"),
}
"""Units of several sizes: a conversion is wrong only when it is in every one of them."""
_AT_SEA = {"mile": "nautical_mile"}
_DEGREES = {"degC": "delta_degC", "degF": "delta_degF"}
_ABSOLUTE = {delta: degree for degree, delta in _DEGREES.items()}
_LOOSE = Decimal("0.12")  # share of itself by which a figure that ends in zeros may be rounded
_STONE = 14  # pounds
_INCH = Decimal(1) / 12
_UNCHECKED = ("n", "f", "p", "o", "u", "a", "r", "d", "t")
Reading = tuple[Decimal, Decimal, str]


def conversions(scene: Scene) -> Iterator[Proof]:
    """Measures beside which the same measure stands in another unit, too far off for any rounding."""
    yield from _in_other_words(scene)
    yield from _in_stone(scene)
    yield from _in_dozens(scene)
    for line, hit in (*scene.find(_beside(), "q"), *scene.pairs(_following(), "q")):
        pairs = [(hit["one"], hit["other"])]
        if hit.has("one_to") != hit.has("other_to"):
            continue
        if hit.has("one_to"):
            pairs.append((hit["one_to"], hit["other_to"]))
        for one, other in pairs:
            if (proof := _check(scene, line, hit, one, other)) is not None:
                yield proof
                break


@cache
def _beside() -> re.Pattern[str]:
    equal = r"(?:{*equals},?\s+){1,2}"
    link = rf"(?P<open>\s*[(\[]\s*(?:{equal}|=\s*)?)|\s*/\s*|,?\s+{equal}|\s*[–—]\s*(?:{equal})?|(?P<bare>,\s+)"
    far = r"(?P<far>\s+(?!of\b)[a-z]+(?:\s+[\w'’]+){0,5}?(?=\s*\())"
    tail = r"\s*(?:or so|or thereabouts)?\s*(?:[)\],;:.–—]|$)|(?:\s+|-){*goes on}"
    to = r"(?:(?:\s+(?:to|and|by|x)\s+|\s*[-–×]\s*){qm:%s})?"
    return grammar(
        rf"{{qm:one}}{to % 'one_to'}(?:\s+of\s+[a-z]+|{far})?(?:{link}){{qm:other}}{to % 'other_to'}(?={tail})"
    )


@cache
def _following() -> re.Pattern[str]:
    return grammar(
        r"{qm:one}(?P<one_to>(?!))?(?P<open>(?!))?(?P<bare>(?!))?(?P<far>(?!))?[^<|]* \| "
        r"(?:{*that is}\s+|(?:[^<|]|<[dt]\d+>){0,60}?\b(?:that|this|the\s+same)\s+[a-z]+\s*[,(–—]\s*)(?:{*equals}\s+)?"
        r"{qm:other}(?P<other_to>(?!))?"
    )


@cache
def _stones() -> re.Pattern[str]:
    return grammar(r"{n:stone}\s+stone\s*(?:\(|,?\s+or\s+|\s*[–—]\s*){q:other}(?=\s*[),;.–—])")


def _in_stone(scene: Scene) -> Iterator[Proof]:
    """ "lost four stone (36 kg)": a weight where "stone" alone might be one too."""
    for _, hit in scene.find(_stones(), "nq"):
        one, other, pound = hit["stone"], hit["other"], conversion("pound")
        to = conversion(other.unit or "")
        if one.value and other.value and pound and to and to[2] == pound[2]:
            ratio = _STONE * pound[0] / to[0]
            bounds = span(one.value, one.place, one).scale(ratio)
            if not bounds.overlaps(meant(other)):
                says = f"{_quote(scene.article.text, one)} stone is {shown(one.value * ratio)}"
                says += f" {_unit(scene.article.text, other)}, the text says {_quote(scene.article.text, other)}"
                yield Proof("NC301", (other, one), says, "stone")


@cache
def _dozens() -> re.Pattern[str]:
    return grammar(r"{n:one}(?:,?\s+or\s+|\s*\(|\s*[–—]\s*|,\s+that\s+is,?\s+){n:other}(?=\s*[),;.–—]|\s+[a-z])")


def _in_dozens(scene: Scene) -> Iterator[Proof]:
    """ "six dozen, or 84, volunteers"."""
    text = scene.article.text
    for _, hit in scene.find(_dozens(), "n"):
        one, other = hit["one"], hit["other"]
        exact = re.search(r"\w\s+(?:dozen|score|gross)$", text[one.start : one.end], re.IGNORECASE)
        if exact and one.value and other.value and not (one.hedge or other.hedge) and one.value != other.value:
            says = f"{_quote(text, one)} is {shown(one.value)}, the text says {_quote(text, other)}"
            yield Proof("NC301", (other, one), says, "dozens")


def _in_other_words(scene: Scene) -> Iterator[Proof]:
    """One measure told again for readers of other units: "640 square miles, as an American would say"."""
    previous: Line | None = None
    for line in scene.lines:
        pair = [previous, line] if previous else [line]
        previous = line
        if "<q" not in line.tagged or not cued("in other units").search(line.tagged):
            continue
        measures = [scene.items[n] for each in pair for n in each.items if scene.items[n].kind == "q"]
        for one, other in pairwise(measures):
            alike = [item for item in measures if _dimension(item) == _dimension(one)]
            if alike == [one, other] and _imperial(one) != _imperial(other):
                proof = _compare(scene, line, one, other)
                if proof is not None:
                    yield proof


def _dimension(item: Item) -> str | None:
    return item.claim.quantity.base_unit if item.claim else None


def _imperial(item: Item) -> bool:
    names = lexicon.words("checks", "imperial")
    return any(re.search(rf"(?:^|_|/){name}(?:$|\*|/)", item.unit or "") for name in names)


def _check(scene: Scene, line: Line, hit: Hit, one: Item, other: Item) -> Proof | None:
    if one.value is None or other.value is None or not one.value or not other.value:
        return None
    text = scene.article.text
    apart = "(" not in (hit.match["open"] or "") and cued("choice").search(line.tagged)
    if hit.match["bare"] and not other.hedge:
        return None
    if apart or _quote(text, one).rstrip()[-1:] == "-":
        return None
    if hit.match["far"] and (_imperial(one) == _imperial(other) or hit.match.string[hit.match.end() :][:1] != ")"):
        return None
    return _compare(scene, line, one, other)


def _compare(scene: Scene, line: Line, one: Item, other: Item) -> Proof | None:
    text = scene.article.text
    if not one.value or not other.value:
        return None
    a, b = readings(scene, line, one), readings(scene, line, other)
    both = [(x, y) for x in a for y in b if x[2] == y[2] and x[:2] != y[:2]]
    if not both or any(x[:2] == y[:2] and x[2] == y[2] for x in a for y in b):
        return None
    if any(meant(one).scale(*x[:2]).overlaps(meant(other).scale(*y[:2])) for x, y in both):
        return None
    x, y = both[0]
    exact = (one.value * x[0] + x[1] - y[1]) / y[0]
    wide = meant(one).scale(x[0] / y[0], (x[1] - y[1]) / y[0])
    places = 0 if abs(exact) >= 100 else 1 if abs(exact) >= 2 else 3
    unit = _unit(text, other)
    assert wide.lo is not None and wide.hi is not None
    return Proof(
        "NC301",
        (other, one),
        f"{_quote(text, one)} is {shown(exact, places)} {unit}, the text says {_quote(text, other)}",
        f"{_quote(text, one)} in {unit}",
        f"{shown(wide.lo, places)} to {shown(wide.hi, places)}",
    )


def readings(scene: Scene, line: Line, item: Item) -> list[Reading]:
    """What a unit may be: factor and offset to its base unit, for each size that it has."""
    unit = item.unit
    if item.kind == "m":
        word = re.search(r"pounds?$|lbs?$", _quote(scene.article.text, item))
        unit = "pound" if word else None
    if unit is None:
        return []
    names = list(_SETS.get(unit, (unit,)))
    if unit in _AT_SEA and cued("at sea").search(line.tagged):
        names.append(_AT_SEA[unit])
    if unit in _DEGREES or unit in _ABSOLUTE:
        names = [_ABSOLUTE.get(unit, unit)]
        found = [_offset(name) for name in names]
        if unit in _ABSOLUTE or cued("difference").search(line.tagged):
            found.append(_offset(_DEGREES[names[0]]))
        return [reading for reading in found if reading]
    return [reading for name in names if (reading := conversion(name))]


def _offset(name: str) -> Reading | None:
    """The reading of a degree; differences have a base of their own, so that they are held against differences."""
    found = conversion(name)
    return found and (found[0], found[1], "difference" if name.startswith("delta") else found[2])


def meant(item: Item) -> Interval:
    """What a measure may stand for: rounded at its last digit, or at its zeros."""
    assert item.value is not None
    value = item.value
    place = item.place
    if (item.unit == "foot" and value % 1 and value * 12 == (value * 12).quantize(Decimal(1))) or (
        item.unit == "foot" and len(str(value)) > 12
    ):
        place = _INCH
    half = min(zeros(value) / 2, abs(value) * _LOOSE)
    return span(value, place, item).hull(Interval(value - half, value + half))


def _quote(text: str, item: Item) -> str:
    return " ".join(text[item.start : item.end].split())


def _unit(text: str, item: Item) -> str:
    """The unit as it is written: what stands after the digits."""
    found = re.search(r"[\d.,]+(?:\s+(?:million|billion|thousand|trillion))?[\s-]*(.*)$", _quote(text, item))
    return found[1] if found and found[1] else (item.unit or "").replace("_", " ")
