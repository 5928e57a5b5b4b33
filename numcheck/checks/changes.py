"""NC305: a change that its two figures do not make: "up 45 per cent, from 12,000 to 15,600"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal

from numcheck import lexicon
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import allowing, exact, rounded, share, shown
from numcheck.interval import Interval

__all__ = ["GAP", "alike", "changes", "compared", "way_of"]

_BOTH = re.compile(r"\b(?:from|to|against|versus|than|on|with)\s+(?:the\s+)?<", re.IGNORECASE)
_HUNDRED = Decimal(100)
_DEGREES = ("degree", "degC", "degF", "delta_degC", "delta_degF")
_FIGURE = "nmqp"
GAP = r"(?:[^<|.;:!?()]|<[dtu]\d+>){0,45}?"
_A, _B, _C = "{nmqpru:a}", "{nmqpru:b}", "{nmqpof:change}"
Way = Literal["up", "down"] | None


def changes(scene: Scene) -> Iterator[Proof]:
    """Stated changes against the figures that they lead from and to."""
    for line in scene.lines:
        if len(line.items) > 1 and _BOTH.search(line.tagged):
            found = next(_in_line(scene, line), None)
            if found is not None:
                yield found


def _in_line(scene: Scene, line: Line) -> Iterator[Proof]:
    if cued("other base").search(line.tagged):
        return
    for pattern in _patterns():
        for match in pattern.finditer(line.tagged):
            hit = Hit(match, scene.items)
            if _is_change(line.tagged, match, hit["change"]):
                yield from compared(scene, hit["a"], hit["b"], hit["change"], way_of(hit["change"], line, match))
    for match in _moves().finditer(line.tagged):
        hit = Hit(match, scene.items)
        which = next(end for end in ("", "2", "3") if hit.has(f"a{end}"))
        yield from _direction(scene, hit[f"a{which}"], hit[f"b{which}"], match[f"verb{which}"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    last = r"(?:,|\s*[–—(]|\s+or)\s*(?:(?:an?|or|that is|up|down|by|which is|for|the)\s+)*"
    last += r"(?:[a-z-]+\s+){0,2}?(?:{*change}\s+)?(?:of\s+|by\s+)?"
    against = r"(?:up from|down from|from|compared with|compared to|against|versus)"
    return tuple(
        grammar(text)
        for text in (
            rf"{_C}{GAP}\s(?:\()?from\s+{_A}{GAP}\sto\s+{_B}",
            rf"{_C}{GAP}\s\(?to\s+{_B}{GAP}\sfrom\s+{_A}",
            rf"from\s+{_A}{GAP}\sto\s+{_B}{GAP}{last}{_C}",
            rf"to\s+{_B}{GAP}\sfrom\s+{_A}{GAP}{last}{_C}",
            rf"{_B}{GAP}[,(]?\s*\b{against}\s+(?:the\s+)?{_A}{GAP}{last}{_C}",
            rf"{_B}{GAP},?\s+(?:up|down)\s+(?:by\s+)?{_C}\s+(?:from|on|against|compared\s+(?:with|to))\s+(?:the\s+)?{_A}",
            rf"{_B}{GAP},?\s+{_C}\s+(?:more|higher|fewer|less|lower)\s+than\s+(?:the\s+)?{_A}",
        )
    )


def _is_change(text: str, match: re.Match[str], change: Item) -> bool:
    """Whether a figure is told as a change, by the verb before it, by its preposition or by the noun after it."""
    if change.claim is not None and change.claim.quantity.change:
        return True
    start, end = match.start("change") - 2, match.end("change") + 1
    if change.kind == "n":
        return bool(_before_count().search(text[max(0, start - 40) : start]))
    return bool(_before_change().search(text[max(0, start - 40) : start]) or _after_change().match(text[end:]))


@cache
def _before_change() -> re.Pattern[str]:
    return grammar(r"(?:\bby|{*change}\s+of|{*change}|\bor|[(,])\s+(?:an?\s+)?$|\($")


@cache
def _before_count() -> re.Pattern[str]:
    return grammar(r"(?:\bby|{*change}\s+of)\s+$")


@cache
def _after_change() -> re.Pattern[str]:
    return grammar(r"[\s-]+(?:[a-z]+\s+)?(?:{*change}|more|fewer|less|higher|lower)")


@cache
def _verbs() -> dict[str, Way]:
    return {say: row["direction"] for row in lexicon.records("checks", "move") for say in row["say"]}


@cache
def _moves() -> re.Pattern[str]:
    words = lexicon.alternation(_verbs())
    return grammar(
        rf"\b(?P<verb>{words})\b(?:\s+(?!by)[a-z]+){{0,3}}\s+from\s+{_A}{GAP}\sto\s+{_B}"
        rf"|\b(?P<verb2>{words})\s+to\s+{{nmqp:b2}}(?:[^<|.;:!?()]|<[dt]\d+>){{0,25}}?,?\s+from\s+{{nmqp:a2}}"
        rf"|{{nmqp:b3}}(?:[^<|.;:!?()]|<[dt]\d+>){{0,25}}?,?\s+(?P<verb3>up|down)\s+from\s+(?:the\s+)?{{nmqp:a3}}"
    )


def way_of(change: Item, line: Line, match: re.Match[str]) -> Way:
    """Which way a change goes; None where the words name none or both."""
    if change.claim and change.claim.quantity.change:
        return change.claim.quantity.change
    near = line.tagged[max(0, match.start() - 30) : match.end() + 20].lower()
    found = {way for word, way in _all_words().items() if re.search(rf"\b{re.escape(word)}\b", near)}
    return found.pop() if len(found) == 1 else None


@cache
def _all_words() -> dict[str, Way]:
    return {
        say: row["direction"]
        for table in ("move", "change")
        for row in lexicon.records("checks", table)
        for say in row["say"]
    }


def alike(a: Item, b: Item) -> bool:
    """Whether two figures can be two levels of one measure."""
    if a.value is None or b.value is None or not a.value:
        return False
    return (a.kind == b.kind and (a.kind in "np" or a.unit == b.unit)) or (
        "n" in (a.kind, b.kind) and (a.unit is None or b.unit is None)
    )


def compared(scene: Scene, a: Item, b: Item, change: Item, way: Way) -> Iterator[Proof]:
    """The proof that a stated change is not the one from `a` to `b`; nothing where rounding may explain it."""
    if not alike(a, b) or change.value is None or change.start in (a.start, b.start) or a.value is None:
        return
    assert b.value is not None
    one, two = exact(a), exact(b)
    if change.kind in "pf":
        real = (b.value - a.value) / a.value * _HUNDRED
        bounds = _relative(one, two)
        said, unit = share(change), " %"
    elif change.kind == "o":
        if a.kind != "p" or b.kind != "p":
            return
        said = rounded(change).scale(Decimal("0.01") if change.unit == "basis_point" else Decimal(1))
        real, bounds, unit = b.value - a.value, _difference(one, two), " points"
    else:
        degrees = change.kind == "q" and change.unit in _DEGREES and {a.unit, b.unit} <= {"degC", "degF"}
        cents = change.kind == b.kind == "m" and change.unit == f"centi{b.unit}"
        other = change.unit != b.unit and change.kind != "n" and not cents
        if not degrees and (change.kind not in (a.kind, b.kind) or other):
            return
        said = rounded(change).scale(Decimal("0.01") if cents else Decimal(1))
        real, bounds, unit = b.value - a.value, _difference(one, two), ""
    if bounds is None:
        return
    signs = (1, -1) if way is None else (1,) if way == "up" else (-1,)
    if any(bounds.overlaps(said.scale(Decimal(sign))) for sign in signs):
        return
    points = (
        "; the difference is in percentage points"
        if a.kind == "p" and change.kind == "p" and _difference(one, two).overlaps(said.hull(said.scale(Decimal(-1))))
        else ""
    )
    text = scene.article.text
    quotes = [" ".join(text[item.start : item.end].split()) for item in (a, b, change)]
    verb = "a rise" if real > 0 else "a fall"
    wrong = f"{quotes[2]} {'up' if way == 'up' else 'down'}" if way and (real > 0) != (way == "up") else quotes[2]
    yield Proof(
        "NC305",
        (change, a, b),
        f"from {quotes[0]} to {quotes[1]} is {verb} of {shown(abs(real))}{unit}, the text says {wrong}{points}",
        f"change from {quotes[0]} to {quotes[1]}",
        allowing(bounds, said, quotes[2]),
    )


def _relative(a: Interval, b: Interval) -> Interval | None:
    if a.lo is None or a.hi is None or b.lo is None or b.hi is None or a.lo <= 0:
        return None
    low, high = (b.lo / a.hi - 1) * _HUNDRED, (b.hi / a.lo - 1) * _HUNDRED
    return Interval(min(low, high), max(low, high))


def _difference(a: Interval, b: Interval) -> Interval:
    lo = None if b.lo is None or a.hi is None else b.lo - a.hi
    hi = None if b.hi is None or a.lo is None else b.hi - a.lo
    return Interval(lo, hi)


def _direction(scene: Scene, a: Item, b: Item, verb: str) -> Iterator[Proof]:
    if not alike(a, b) or a.value is None or b.value is None or a.hedge or b.hedge or a.value == b.value:
        return
    if (a.kind == "n") != (b.kind == "n") and a.place != b.place:
        return  # "from 2.5 to 3 million"
    way = _verbs()[verb.lower()]
    if (b.value > a.value) == (way == "up") or a.kind == "u":
        return
    text = scene.article.text
    quotes = [" ".join(text[item.start : item.end].split()) for item in (a, b)]
    yield Proof(
        "NC305",
        (b, a),
        f"from {quotes[0]} to {quotes[1]} is a {'rise' if b.value > a.value else 'fall'}, the text says {verb}",
        f"change from {quotes[0]} to {quotes[1]}",
    )
