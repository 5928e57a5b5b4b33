"""NC305, of multiples: "doubled, from 40 to 60", "twice as many"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.checks.changes import GAP, alike
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import shown

__all__ = ["multiples"]

_LOOSE = Decimal("0.08")  # share by which "doubled" may be off
_HEDGE = r"(?:(?P<hedge>more than|over|nearly|almost|about|roughly|around|less than|well over|not quite)\s+)?"
_A, _B = "{nmqpru:a}", "{nmqpru:b}"


def multiples(scene: Scene) -> Iterator[Proof]:
    """Multiples against the two figures that they lead from and to."""
    for number, line in enumerate(scene.lines):
        moved = "from" in line.tagged and len(line.items) > 1
        likened = cued("as many").search(line.tagged)
        if not (moved or likened) or cued("other base").search(line.tagged):
            continue
        if moved:
            for match in _times().finditer(line.tagged):
                hit = Hit(match, scene.items)
                yield from _multiple(scene, hit["a"], hit["b"], match["times"], match["hedge"])
        if likened:
            yield from _as_many(scene, number, line)


@cache
def _times() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("checks", "multiple"))
    return grammar(rf"\b{_HEDGE}(?P<times>{words})\b{GAP}\sfrom\s+{_A}{GAP}\sto\s+{_B}")


def _multiple(scene: Scene, a: Item, b: Item, word: str, hedge: str | None) -> Iterator[Proof]:
    """ "doubled, from 40 to 60"."""
    if not alike(a, b) or a.hedge or b.hedge or a.value is None or b.value is None:
        return
    yield from _factor(
        scene, a, b, word, hedge, Decimal(lexicon.parallel("checks", "multiple", "factor")[word.lower()])
    )


def _factor(scene: Scene, a: Item, b: Item, word: str, hedge: str | None, factor: Decimal) -> Iterator[Proof]:
    if not a.value or b.value is None:
        return
    ratio = b.value / a.value
    low, high = factor * (1 - _LOOSE), factor * (1 + _LOOSE)
    if hedge:
        over = hedge.lower() in ("more than", "over", "well over")
        far = (factor > 1) == over
        low, high = (low, Decimal("Infinity")) if (far and over) or (factor < 1 and not over) else (low, high)
        if not over:
            low = min(low, factor * Decimal("0.75"))
            high = max(high, factor * Decimal("1.25"))
        elif factor < 1:
            low, high = Decimal(0), factor * (1 + _LOOSE)
    if low <= ratio <= high:
        return
    text = scene.article.text
    quotes = [" ".join(text[item.start : item.end].split()) for item in (a, b)]
    yield Proof(
        "NC305",
        (b, a),
        f"from {quotes[0]} to {quotes[1]} is {shown(ratio, 2)} times as much, the text says "
        f"{hedge + ' ' if hedge else ''}{word}",
        f"change from {quotes[0]} to {quotes[1]}",
    )


def _as_many(scene: Scene, number: int, line: Line) -> Iterator[Proof]:
    """ "There were 40 wolves. Now 60 have been counted, twice as many"."""
    match = _times_as_many().search(line.tagged)
    if match is None:
        return
    own = [scene.items[n] for n in line.items if scene.items[n].kind in "nmq"]
    earlier = scene.lines[number - 1].items if len(own) == 1 and number else ()
    levels = [*(scene.items[n] for n in earlier if scene.items[n].kind in "nmq"), *own]
    if len(levels) == 2 and alike(levels[0], levels[1]) and not any(level.hedge for level in levels):
        a, b = sorted(levels, key=lambda level: level.value or Decimal(0))
        word = " ".join(match["word"].lower().split())
        factor = Decimal(lexicon.parallel("checks", "as_many", "factor")[word])
        yield from _factor(scene, a, b, word, match["hedge"], max(factor, 1 / factor))


@cache
def _times_as_many() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("checks", "as_many"))
    return re.compile(rf"\b{_HEDGE}(?P<word>{words})\b", re.IGNORECASE)
