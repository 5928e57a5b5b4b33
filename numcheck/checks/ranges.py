"""NC405: a value that there cannot be, or a range that runs backwards: "107% of its adults", "between 55 and 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import shown
from numcheck.extract.convert import conversion

__all__ = ["ranges"]

_WHOLE = 100
_PEOPLE = ("person", "people")
_RANGE = re.compile(r"\b(?:between|from|age[ds]?)\b", re.IGNORECASE)
_HOURS = 24
_POSITIVE = ("area", "volume", "mass", "speed", "duration", "age")
_TENTH = Decimal("0.1")
_DEGREES = ("degC", "degF", "kelvin")
_COLDEST = Decimal("-0.01")  # kelvin, with room for rounding


def ranges(scene: Scene) -> Iterator[Proof]:
    """Values beyond what there can be, and ranges whose lower end is the higher one."""
    for line in scene.lines:
        if line.items and not cued("as evidence").search(line.tagged):
            for form in (_hours, _negative, _person_counts, _limits, _cold, _reversed):
                yield from form(scene, line)
            if "<p" in line.tagged:
                for form in (_over_whole, _over_rate, _fall):
                    yield from form(scene, line)


@cache
def _of_people() -> re.Pattern[str]:
    return grammar(
        r"{p:share}\s+of\s+(?:(?:the|its|their|all|these|those|our|his|her)\s+)*"
        r"(?:[a-z-]+\s+){0,2}?(?P<noun>{*wholes})(?!['’]|-)"
    )


def _over_whole(scene: Scene, line: Line) -> Iterator[Proof]:
    for match in _of_people().finditer(line.tagged):
        share = Hit(match, scene.items)["share"]
        if share.value is not None and share.value > _WHOLE and not _open(share):
            yield _proof(scene, share, f"no more than 100 % of {match['noun']} can be meant")
        if share.value is not None and share.value < 0:
            yield _proof(scene, share, f"no less than 0 % of {match['noun']} can be meant")


@cache
def _rates() -> re.Pattern[str]:
    return grammar(r"{*whole rate}(?:\s+[a-z]+){0,5}?\s+{p:share}|{p:share2}\s+{*whole rate after}")


def _over_rate(scene: Scene, line: Line) -> Iterator[Proof]:
    for match in _rates().finditer(line.tagged):
        hit = Hit(match, scene.items)
        share = hit["share"] if hit.has("share") else hit["share2"]
        risen = share.claim is not None and share.claim.quantity.change is not None
        if share.value is not None and share.value > _WHOLE and not risen and not _open(share):
            yield _proof(scene, share, "a rate of this kind ends at 100 %")


@cache
def _falls() -> re.Pattern[str]:
    return grammar(r"{*falls}\s+(?:by\s+|of\s+|(?:(?!{*grows})[a-z-]+\s+){1,6}?by\s+)?{p:fall}|{p:fall2}\s+{*a fall}")


def _fall(scene: Scene, line: Line) -> Iterator[Proof]:
    if "<p" not in line.tagged or cued("below nought").search(line.tagged):
        return
    for match in _falls().finditer(line.tagged):
        hit = Hit(match, scene.items)
        fall = hit["fall"] if hit.has("fall") else hit["fall2"]
        if fall.value is not None and fall.value > _WHOLE:
            yield _proof(scene, fall, "nothing can fall by more than 100 %")


def _person_counts(scene: Scene, line: Line) -> Iterator[Proof]:
    for number in line.items:
        item = scene.items[number]
        if item.kind != "n" or item.value is None or item.claim is None or not item.claim.quantity.noun:
            continue
        if item.claim.frame.family not in _PEOPLE:
            continue
        if item.value < 0:
            yield _proof(scene, item, "there are no fewer than no people")
        elif item.form == "digits" and item.place == _TENTH and item.value % 1 and not cued("mean").search(line.tagged):
            yield _proof(scene, item, "people are counted in whole numbers")


def _hours(scene: Scene, line: Line) -> Iterator[Proof]:
    for number in line.items:
        item = scene.items[number]
        if item.kind == "r" and item.unit == "hour/day" and item.value is not None and item.value > _HOURS:
            yield _proof(scene, item, "a day has 24 hours")


@cache
def _limit_patterns() -> tuple[tuple[str, re.Pattern[str], Decimal, Decimal, str], ...]:
    return tuple(
        (row["near"], grammar(row["pattern"]), Decimal(row["low"]), Decimal(row["high"]), row["says"])
        for row in lexicon.records("checks", "limit")
    )


def _limits(scene: Scene, line: Line) -> Iterator[Proof]:
    low_text = line.tagged.lower()
    for word, pattern, low, high, says in _limit_patterns():
        if word not in low_text:
            continue
        for match in pattern.finditer(line.tagged):
            item = Hit(match, scene.items)["value"]
            if item.value is not None and not low <= item.value <= high:
                yield _proof(scene, item, says)


def _negative(scene: Scene, line: Line) -> Iterator[Proof]:
    """A length, area, volume, mass or speed below nought in words."""
    for number in line.items:
        item = scene.items[number]
        if item.kind in "qua" and item.value is not None and item.value < 0 and item.claim is not None:
            quote = item.claim.mention.quote.lower()
            if item.claim.quantity.kind in _POSITIVE and quote.startswith(("minus", "negative")):
                yield _proof(scene, item, f"there is no {item.claim.quantity.kind} below nought")


def _cold(scene: Scene, line: Line) -> Iterator[Proof]:
    for number in line.items:
        item = scene.items[number]
        found = conversion(item.unit) if item.kind == "q" and item.unit in _DEGREES else None
        if found is not None and item.value is not None and item.value * found[0] + found[1] < _COLDEST:
            yield _proof(scene, item, "nothing is colder than -273.15 °C (-459.67 °F)")


@cache
def _spans() -> re.Pattern[str]:
    return grammar(
        r"(?:\bbetween\s+{nmqpau:a}\s+and\s+|{*aged}\s+(?:from\s+|between\s+)?{na:a2}\s*(?:to|[-–])\s*|\bbetween\s+(?:the\s+)?ages\s+of\s+{na:a3}\s+and\s+){nmqpau:b}"
    )


def _reversed(scene: Scene, line: Line) -> Iterator[Proof]:
    if not _RANGE.search(line.tagged):
        return
    for match in _spans().finditer(line.tagged):
        hit = Hit(match, scene.items)
        a, b = hit[next(end for end in ("a", "a2", "a3") if hit.has(end))], hit["b"]
        if a.value is None or b.value is None or not 0 <= b.value < a.value or not _one_unit(a, b):
            continue
        if cued("no range").search(line.tagged[max(0, match.start() - 30) : match.end() + 20]):
            continue
        yield Proof(
            "NC405",
            (a, b),
            f"{shown(a.value, 2)} is more than {shown(b.value, 2)}, so the range runs backwards",
            "range",
        )
    for match in _year_spans().finditer(line.tagged):
        hit = Hit(match, scene.items)
        one, two = _year(scene, hit["a"]), _year(scene, hit["b"])
        if one is not None and two is not None and one > two:
            yield Proof("NC405", (hit["a"], hit["b"]), f"{one} is after {two}, so the range runs backwards", "range")


@cache
def _year_spans() -> re.Pattern[str]:
    return grammar(r"\b(?:between|from)\s+{d:a}\s+(?:and|to|until)\s+{d:b}")


def _year(scene: Scene, item: Item) -> int | None:
    found = re.fullmatch(r"(?:1[5-9]|20)\d\d", scene.article.text[item.start : item.end])
    return int(found[0]) if found else None


def _one_unit(a: Item, b: Item) -> bool:
    return a.unit == b.unit or a.unit is None or b.unit is None or "a" in (a.kind, b.kind)


def _open(item: Item) -> bool:
    """Whether a percentage is hedged so that it may be meant as a limit."""
    return item.hedge is not None and item.claim is not None and item.claim.quantity.hard.lo == 0


def _proof(scene: Scene, item: Item, says: str) -> Proof:
    quote = " ".join(scene.article.text[item.start : item.end].split())
    return Proof("NC405", (item,), f"{says}, the text says {quote}", f"“{quote}”")
