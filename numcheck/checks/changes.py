"""NC305: a change that its two figures do not make: "up 45 per cent, from 12,000 to 15,600"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal

from numcheck import lexicon
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cue, grammar
from numcheck.checks.written import allowing, exact, rounded, share, shown
from numcheck.interval import Interval

__all__ = ["changes"]

_RELATIVE = re.compile(r"\s+(?:more|fewer|less|higher|lower|up|down)\b")
_BOTH = re.compile(r"\b(?:from|to|against|versus|than)\s+(?:the\s+)?<", re.IGNORECASE)
_HUNDRED = Decimal(100)
_LOOSE = Decimal("0.08")  # share by which "doubled" may be off
_APART = Decimal("0.1")  # figures this much smaller than the largest are of something else
_FIGURE = "nmqp"
_GAP = r"(?:[^<|.;:!?()]|<[dtu]\d+>){0,45}?"
_HEDGE = r"(?:(?P<hedge>more than|over|nearly|almost|about|roughly|around|less than|well over|not quite)\s+)?"
_A, _B, _C = "{nmqpru:a}", "{nmqpru:b}", "{nmqpof:change}"
Way = Literal["up", "down"] | None


def changes(scene: Scene) -> Iterator[Proof]:
    """Stated changes against the figures that they lead from and to."""
    for line in scene.lines:
        if len(line.items) > 1 and _BOTH.search(line.tagged):
            found = next(_in_line(scene, line), None)
            if found is not None:
                yield found
    for number, line in enumerate(scene.lines):
        match = _apposed().search(line.tagged)
        if match is not None and not re.search(cue("other base"), line.tagged, re.IGNORECASE):
            yield from _after_levels(scene, number, Hit(match, scene.items), line)
        if re.search(cue("as many"), line.tagged, re.IGNORECASE):
            yield from _as_many(scene, number, line)
    for number, line in enumerate(scene.lines[1:], 1):
        match = _summing_up().match(line.tagged)
        if match is not None:
            yield from _summed_up(scene, number, Hit(match, scene.items), line)


def _in_line(scene: Scene, line: Line) -> Iterator[Proof]:
    if re.search(cue("other base"), line.tagged, re.IGNORECASE):
        return
    for pattern in _patterns():
        for match in pattern.finditer(line.tagged):
            hit = Hit(match, scene.items)
            if _is_change(line.tagged, match, hit["change"]):
                yield from _check(scene, hit["a"], hit["b"], hit["change"], _way(hit["change"], match[0], line, match))
    for match in _times().finditer(line.tagged):
        hit = Hit(match, scene.items)
        yield from _multiple(scene, hit["a"], hit["b"], match["times"], match["hedge"])
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
            rf"{_C}{_GAP}\s(?:\()?from\s+{_A}{_GAP}\sto\s+{_B}",
            rf"{_C}{_GAP}\s\(?to\s+{_B}{_GAP}\sfrom\s+{_A}",
            rf"from\s+{_A}{_GAP}\sto\s+{_B}{_GAP}{last}{_C}",
            rf"to\s+{_B}{_GAP}\sfrom\s+{_A}{_GAP}{last}{_C}",
            rf"{_B}{_GAP}[,(]?\s*\b{against}\s+(?:the\s+)?{_A}{_GAP}{last}{_C}",
            rf"{_B}{_GAP},?\s+{_C}\s+(?:more|higher|fewer|less|lower)\s+than\s+(?:the\s+)?{_A}",
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
def _times() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("checks", "multiple"))
    return grammar(rf"\b{_HEDGE}(?P<times>{words})\b{_GAP}\sfrom\s+{_A}{_GAP}\sto\s+{_B}")


@cache
def _moves() -> re.Pattern[str]:
    words = lexicon.alternation(_verbs())
    return grammar(
        rf"\b(?P<verb>{words})\b(?:\s+(?!by)[a-z]+){{0,3}}\s+from\s+{_A}{_GAP}\sto\s+{_B}"
        rf"|\b(?P<verb2>{words})\s+to\s+{{nmqp:b2}}(?:[^<|.;:!?()]|<[dt]\d+>){{0,25}}?,?\s+from\s+{{nmqp:a2}}"
        rf"|{{nmqp:b3}}(?:[^<|.;:!?()]|<[dt]\d+>){{0,25}}?,?\s+(?P<verb3>up|down)\s+from\s+(?:the\s+)?{{nmqp:a3}}"
    )


@cache
def _summing_up() -> re.Pattern[str]:
    that = r"(?:that|this|it)(?:\s+(?:is|was|makes|means|represents|amounts to)|['’]s)"
    return grammar(
        rf"[\"“]?(?:(?:{that}\s+)?(?:an?|the)\s+(?:[a-z-]+\s+)?{{*change}}\s+of\s+{_C}"
        rf"|{that}\s+(?:an?\s+)?(?:up\s+|down\s+)?{{nmqpof:change2}}(?=\s+(?:more|fewer|less|higher|lower|{{*change}})))"
    )


def _way(change: Item, text: str, line: Line, match: re.Match[str]) -> Way:
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


def _alike(a: Item, b: Item) -> bool:
    """Whether two figures can be two levels of one measure."""
    if a.value is None or b.value is None or not a.value:
        return False
    return (a.kind == b.kind and (a.kind in "np" or a.unit == b.unit)) or (
        "n" in (a.kind, b.kind) and (a.unit is None or b.unit is None)
    )


def _check(scene: Scene, a: Item, b: Item, change: Item, way: Way) -> Iterator[Proof]:
    if not _alike(a, b) or change.value is None or change.start in (a.start, b.start) or a.value is None:
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
        real, bounds, said, unit = b.value - a.value, _difference(one, two), rounded(change), " points"
    else:
        if change.kind not in (a.kind, b.kind) or (change.unit != b.unit and change.kind != "n"):
            return
        real, bounds, said, unit = b.value - a.value, _difference(one, two), rounded(change), ""
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


def _multiple(scene: Scene, a: Item, b: Item, word: str, hedge: str | None) -> Iterator[Proof]:
    """ "doubled, from 40 to 60"."""
    if not _alike(a, b) or a.hedge or b.hedge or a.value is None or b.value is None:
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


def _direction(scene: Scene, a: Item, b: Item, verb: str) -> Iterator[Proof]:
    if not _alike(a, b) or a.value is None or b.value is None or a.hedge or b.hedge or a.value == b.value:
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


@cache
def _apposed() -> re.Pattern[str]:
    """A change in apposition: ", a rise of 60 %", " – a 60 % increase", ", up 60 %"."""
    return grammar(
        rf"(?:,|\s[–—]|\()\s*(?:an?\s+(?:[a-z-]+\s+)?{{*change}}\s+of\s+{_C}|an?\s+{{pom:change2}}\s+{{*change}}"
        rf"|(?:up|down)\s+(?:by\s+)?{{po:change3}})"
    )


def _after_levels(scene: Scene, number: int, hit: Hit, line: Line) -> Iterator[Proof]:
    """ "Last year a ticket cost $50. It now costs $70, a rise of 60 %"."""
    change = hit[next(name for name in ("change", "change2", "change3") if hit.has(name))]
    own = [scene.items[n] for n in line.items if scene.items[n].start < change.start]
    earlier = [scene.items[n] for n in scene.lines[number - 1].items] if number else []
    here = [item for item in own if item.kind in "nmqp"]
    levels = here if len(here) > 1 else [item for item in earlier if item.kind in "nmqp"] + here
    if any(_RELATIVE.match(scene.article.text, level.end) for level in levels):
        return
    if len(levels) != 2 or not here or not _alike(*levels) or not _dated(scene, own, earlier, line, number):
        return
    first, last = levels
    way = _way(change, "", line, hit.match)
    turned = [] if next(_check(scene, last, first, change, way), None) is None else [1]
    if turned:
        yield from _check(scene, first, last, change, way)


def _dated(scene: Scene, own: list[Item], earlier: list[Item], line: Line, number: int) -> bool:
    """Whether the two figures are of two times: a date, or a word of before and after."""
    text = line.tagged + (scene.lines[number - 1].tagged if number else "")
    return any(item.kind in "dt" for item in (*own, *earlier)) or bool(re.search(cue("two times"), text, re.I))


def _as_many(scene: Scene, number: int, line: Line) -> Iterator[Proof]:
    """ "There were 40 wolves. Now 60 have been counted, twice as many"."""
    match = _times_as_many().search(line.tagged)
    if match is None:
        return
    own = [scene.items[n] for n in line.items if scene.items[n].kind in "nmq"]
    earlier = scene.lines[number - 1].items if len(own) == 1 and number else ()
    levels = [*(scene.items[n] for n in earlier if scene.items[n].kind in "nmq"), *own]
    if len(levels) == 2 and _alike(levels[0], levels[1]) and not any(level.hedge for level in levels):
        a, b = sorted(levels, key=lambda level: level.value or Decimal(0))
        word = " ".join(match["word"].lower().split())
        factor = Decimal(lexicon.parallel("checks", "as_many", "factor")[word])
        yield from _factor(scene, a, b, word, match["hedge"], max(factor, 1 / factor))


@cache
def _times_as_many() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("checks", "as_many"))
    return re.compile(rf"\b{_HEDGE}(?P<word>{words})\b", re.IGNORECASE)


def _summed_up(scene: Scene, number: int, hit: Hit, line: Line) -> Iterator[Proof]:
    """ "Last year it sold 12,000. This year it sold 15,600. That is a jump of 45 %"."""
    if re.search(cue("other base"), line.tagged, re.IGNORECASE):
        return
    numbers = [n for each in scene.lines[max(0, number - 2) : number] for n in each.items]
    levels = [scene.items[n] for n in numbers if scene.items[n].kind in "nmq" and scene.items[n].value]
    most = max((item.value or Decimal(0) for item in levels), default=Decimal(0))
    levels = [item for item in levels if item.value is not None and item.value > most * _APART]
    if len(levels) == 2 and _alike(levels[0], levels[1]):
        change = hit["change"] if hit.has("change") else hit["change2"]
        yield from _check(scene, levels[0], levels[1], change, _way(change, "", line, hit.match))
