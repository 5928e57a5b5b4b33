"""NC303, of rates: "a ratio of three to one" and "12 per 100,000" beside the two counts that make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Line, Scene, cued, grammar
from numcheck.checks.written import exact, rounded, shown

__all__ = ["rates"]

_ROUND = (100, 1_000, 10_000, 100_000, 1_000_000)  # numbers of people that rates are given for
_PEOPLE = 1_000  # fewest of whom a rate is given
_LOOSE = Decimal("0.12")  # share by which a ratio in small whole numbers may be off


def rates(scene: Scene) -> Iterator[Proof]:
    """Ratios and rates against the only two counts that they can be made of."""
    for number, line in enumerate(scene.lines):
        if not line.items:
            continue
        for match in _ratio().finditer(line.tagged):
            yield from _of_two(scene, line, Hit(match, scene.items))
        for match in _rate().finditer(line.tagged):
            near = scene.lines[max(0, number - 1) : number + 1]
            yield from _per(scene, [n for each in near for n in each.items], Hit(match, scene.items))


@cache
def _ratio() -> re.Pattern[str]:
    return grammar(
        r"\bratio\s+of\s+{n:high}\s+to\s+{n:low}(?!\d)|\b(?:by|outnumbered[^<|.;]{0,40}?by)\s+{n:high2}\s+to\s+{n:low2}(?=,)"
    )


def _of_two(scene: Scene, line: Line, hit: Hit) -> Iterator[Proof]:
    """ "by a ratio of three to one, with 450 delegates for and 200 against"."""
    high, low = (hit["high"], hit["low"]) if hit.has("high") else (hit["high2"], hit["low2"])
    counts = [item for n in line.items if (item := scene.items[n]).kind == "n" and item not in (high, low)]
    if len(counts) != 2 or not high.value or not low.value or high.value >= _ROUND[0] or high.hedge:
        return
    one, two = sorted(counts, key=lambda item: item.value or Decimal(0))
    if not one.value or not two.value or one.hedge or two.hedge:
        return
    said, real = high.value / low.value, two.value / one.value
    if abs(said - real) > said * _LOOSE and abs(1 / said - real) > _LOOSE:
        text = scene.article.text
        a, b = (" ".join(text[item.start : item.end].split()) for item in (two, one))
        says = f"{a} to {b} is {shown(real, 2)} to one, the text says {shown(said, 2)} to one"
        yield Proof("NC303", (high, low, two, one), says, "ratio")


@cache
def _rate() -> re.Pattern[str]:
    return grammar(
        r"(?:\b(?:that|this|which|it)\s+{*comes to}|\ban?\s+(?:[a-z-]+\s+){0,2}?{*rate}\s+of|[–—(,]|\bor)"
        r"\s+(?:an?\s+)?(?:[a-z-]+\s+){0,2}?"
        r"{n:rate}(?:\s+[a-z]+){0,2}?"
        r"\s+(?:per|for\s+every|in\s+every|to\s+every)\s+{n:size}"
    )


def _per(scene: Scene, numbers: list[int], hit: Hit) -> Iterator[Proof]:
    """ "600,000 people and 360 cases, that is 12 per 100,000 residents"."""
    said, size = hit["rate"], hit["size"]
    before = [scene.items[n] for n in numbers if scene.items[n].start < said.start]
    counts = [item for item in before if item.kind == "n"]
    if len(counts) != 2 or any(item.kind not in "ndt" or item.hedge for item in before) or said.hedge:
        return
    part, whole = sorted(counts, key=lambda item: item.value or Decimal(0))
    if not part.value or not whole.value or said.value is None or size.value not in _ROUND or whole.value < _PEOPLE:
        return
    if cued("other base").search(hit.match.string):
        return
    base = exact(whole).scale(1 / size.value).hull(rounded(whole).scale(1 / size.value))
    if base.lo is None or base.hi is None or base.lo <= 0:
        return
    low, high = part.value / base.hi, part.value / base.lo
    allowed = rounded(said)
    if allowed.lo is not None and allowed.hi is not None and (high < allowed.lo or low > allowed.hi):
        text = scene.article.text
        a, b = (" ".join(text[item.start : item.end].split()) for item in (part, whole))
        rate = shown(part.value / whole.value * size.value)
        says = f"{a} in {b} is {rate} per {shown(size.value)}, the text says {shown(said.value)}"
        yield Proof("NC303", (said, part, whole), says, "rate")
