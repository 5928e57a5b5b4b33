"""NC305, over sentences: "Last year it sold 12,000. This year it sold 15,600. That is a jump of 45 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from numcheck.checks.changes import alike, compared, way_of
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar

__all__ = ["levels"]

_APART = Decimal("0.1")  # figures this much smaller than the largest are of something else
_RELATIVE = re.compile(r"\s+(?:more|fewer|less|higher|lower|up|down)\b")
_C = "{nmqpof:change}"
_MORE = r"(?:more|fewer|less|higher|lower|cheaper|dearer)"


def levels(scene: Scene) -> Iterator[Proof]:
    """Stated changes against the only two figures that stand before them, of two times."""
    for number, line in enumerate(scene.lines):
        if not line.items or cued("other base").search(line.tagged):
            continue
        match = _apposed().search(line.tagged)
        if match is not None:
            yield from _after_levels(scene, number, Hit(match, scene.items), line)
        match = _taken_up().search(line.tagged)
        if match is not None:
            yield from _after_levels(scene, number, Hit(match, scene.items), line, taken_up=True)
        match = _summing_up().match(line.tagged) if number else None
        if match is not None:
            yield from _summed_up(scene, number, Hit(match, scene.items), line)


@cache
def _summing_up() -> re.Pattern[str]:
    that = r"(?:that|this|it)(?:\s+(?:is|was|makes|means|represents|amounts to)|['’]s)"
    return grammar(
        rf"[\"“]?(?:(?:{that}\s+)?(?:an?|the)\s+(?:[a-z-]+\s+)?{{*change}}\s+of\s+{_C}"
        rf"|{that}\s+(?:an?\s+)?(?:up\s+|down\s+)?{{nmqpof:change2}}(?=\s+(?:more|fewer|less|higher|lower|{{*change}})))"
    )


@cache
def _apposed() -> re.Pattern[str]:
    """A change in apposition: ", a rise of 60 %", " – a 60 % increase", ", up 60 %"."""
    return grammar(
        rf"(?:[,:]|\s[–—]|\()\s*(?:an?\s+(?:[a-z-]+\s+)?{{*change}}\s+of\s+{_C}|an?\s+{{pom:change2}}\s+{{*change}}"
        rf"|(?:up|down)\s+(?:by\s+)?{{po:change3}}(?!\s+(?:from|on|since|compared|against)\b)|{{pf:change4}}\s+{_MORE}(?=\s*[.,;)]))"
    )


@cache
def _taken_up() -> re.Pattern[str]:
    """A change that takes up two levels told before: "the 40 % rise", "the growth of 1.5 million", "20 % more"."""
    alone = r"(?!\s+(?:in|of|to|on|from|for)\b)(?!-)"
    return grammar(
        rf"\b(?:the|this|that|its|their|such\s+an?)\s+(?:[a-z]+\s+)?{{*change}}\s+of\s+{_C}"
        rf"(?!\s+(?:in|to|on|from)\s+(?!the\b|just\b))"
        rf"|\b(?:the|this|that)\s+{{pmof:change2}}\s+{{*change}}{alone}"
        rf"|{{pf:change3}}\s+{_MORE}\s+than\s+{{*then}}"
    )


def _after_levels(scene: Scene, number: int, hit: Hit, line: Line, taken_up: bool = False) -> Iterator[Proof]:
    """ "Last year a ticket cost $50. It now costs $70, a rise of 60 %"."""
    change = hit[next(name for name, tag in hit.match.groupdict().items() if name.startswith("change") and tag)]
    own = [scene.items[n] for n in line.items if scene.items[n].start < change.start]
    earlier = [scene.items[n] for n in scene.lines[number - 1].items] if number else []
    here = [item for item in own if item.kind in "nmqp"]
    both = here if len(here) > 1 else [item for item in earlier if item.kind in "nmqp"] + here
    back = 1
    if not here and len(both) < 2 and number > 1:
        back = 2
        earlier = [scene.items[n] for each in scene.lines[number - 2 : number] for n in each.items]
        both = [item for item in earlier if item.kind in "nmqp"]
    if any(_RELATIVE.match(scene.article.text, level.end) for level in both):
        return
    if (
        len(both) != 2
        or not (here or taken_up)
        or not _of_one(*both)
        or not _dated(scene, own, earlier, scene.around(line, back, 0))
    ):
        return
    first, last = both
    way = way_of(change, line, hit.match)
    turned = [] if next(compared(scene, last, first, change, way), None) is None else [1]
    if turned:
        yield from compared(scene, first, last, change, way)


def _of_one(a: Item, b: Item) -> bool:
    """Whether two figures can be levels of one measure at two times: of one kind and noun, and of one size."""
    nouns = {item.unit for item in (a, b) if item.claim and item.claim.quantity.noun}
    low, high = sorted((a.value or Decimal(0), b.value or Decimal(0)))
    return a.kind == b.kind and alike(a, b) and len(nouns) <= 1 and low > high * _APART


def _dated(scene: Scene, own: list[Item], earlier: list[Item], text: str) -> bool:
    """Whether the two figures are of two times: a date, or a word of before and after."""
    return any(item.kind in "dt" for item in (*own, *earlier)) or bool(cued("two times").search(text))


def _summed_up(scene: Scene, number: int, hit: Hit, line: Line) -> Iterator[Proof]:
    """ "Last year it sold 12,000. This year it sold 15,600. That is a jump of 45 %"."""
    if cued("other base").search(line.tagged):
        return
    numbers = [n for each in scene.lines[max(0, number - 2) : number] for n in each.items]
    levels = [scene.items[n] for n in numbers if scene.items[n].kind in "nmq" and scene.items[n].value]
    most = max((item.value or Decimal(0) for item in levels), default=Decimal(0))
    levels = [item for item in levels if item.value is not None and item.value > most * _APART]
    if len(levels) == 2 and alike(levels[0], levels[1]):
        change = hit["change"] if hit.has("change") else hit["change2"]
        yield from compared(scene, levels[0], levels[1], change, way_of(change, line, hit.match))
