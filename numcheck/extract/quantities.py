"""Numerals -> quantities: ranges, lists and changes between neighbours, hedges, kinds and intervals."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from numcheck import lexicon
from numcheck.extract.blockers import is_score
from numcheck.extract.context import words_before
from numcheck.extract.convert import to_base
from numcheck.extract.crowd import Crowd
from numcheck.extract.dates.timex import DURATION_UNITS, duration_timex
from numcheck.extract.durations import clock_timex, holds_duration
from numcheck.extract.found import Found
from numcheck.extract.hedges import Hedge, hedge_after, hedge_before, intervals
from numcheck.extract.join import join
from numcheck.extract.numbers import find_numerals
from numcheck.extract.pieces import Piece, read_piece
from numcheck.extract.ranges import Joined
from numcheck.model import Quantity, Sentence

__all__ = ["Found", "find_quantities"]

_CLOSE = Decimal("1e-9")
_SIGNED = ("temperature", "temperature_change", "money", "percent", "number")


def find_quantities(
    text: str, sentences: Sequence[Sentence], taken: list[tuple[int, int]]
) -> tuple[list[Found], Counter[str]]:
    """Every quantity of a text.

    Args:
        text: the article.
        sentences: its sentences, in order; number, noun and hedge are looked for inside one.
        taken: ordered spans that are dates or times.

    Returns:
        The quantities in order, and the coverage: "numbers" seen, "parsed", and "skipped:<reason>".

    >>> found, _ = find_quantities("up to 12,000 troops", [Sentence(0, 19, 0)], [])
    >>> print(found[0].quantity.hard, found[0].quantity.unit)
    [0, 12000] troop
    """
    coverage: Counter[str] = Counter()
    pieces: list[tuple[Piece, Sentence]] = []
    whole = Sentence(0, len(text), 0)
    index, skip_to, blocked_to = 0, 0, -2
    solid: list[tuple[int, int]] = []
    loose: deque[tuple[int, int]] = deque()
    for span in taken:
        (loose if holds_duration(text, *span) else solid).append(span)
    crowd = Crowd()
    for number in find_numerals(text, solid, crowd):
        if number.start < skip_to:
            continue
        while index < len(sentences) and sentences[index].end <= number.start:
            index += 1
        sentence = sentences[index] if index < len(sentences) and sentences[index].start <= number.start else whole
        piece = read_piece(text, number, sentence.start, sentence.end, skip_to)
        while loose and loose[0][1] <= number.start:
            loose.popleft()
        if loose and loose[0][0] <= number.start and not (piece.unit and piece.unit.kind == "duration"):
            continue
        coverage["numbers"] += 1
        if not piece.blocked and number.start == blocked_to + 1 and text[blocked_to] in "-/":
            piece = piece._replace(blocked="name")  # "ISO 3888-2"
        if piece.blocked:
            blocked_to = number.end
            coverage[f"skipped:{piece.blocked}"] += 1
            skip_to = max(piece.skip_to, number.end)
            continue
        skip_to = max(number.end, piece.unit.end if piece.unit else 0)
        pieces.append((piece, sentence))
    if crowd.stretches:
        coverage["skipped:wall of numbers"] += crowd.stretches
    found = []
    for joined in join(text, pieces):
        if joined.connector == "score" or (
            joined.connector == "dash" and joined.unmeasured and is_score(text, joined.start, joined.end)
        ):
            coverage["skipped:score"] += 1
            continue
        found.append(_quantity(text, joined))
        coverage["parsed"] += joined.numerals
    return found, coverage


def _quantity(text: str, joined: Joined) -> Found:
    first, last, sentence = joined.first, joined.last, joined.sentence
    kind, unit = _kind(text, joined)
    before = hedge_before(text, joined.start, sentence.start)
    signed = first.number.start > joined.start
    inside = hedge_before(text, first.number.start, joined.start) if signed and not before else None
    after = hedge_after(text, last.hedge_at or joined.end, sentence.end) or (
        hedge_after(text, last.number.end, sentence.end) if joined.end != last.number.end else None
    )
    hedge = before or inside or after
    if hedge and hedge.say.lower() in ("over", "under") and kind == "duration" and not before:
        hedge = None
    hard, fair = _intervals(joined, hedge, kind)
    start = before.start if before else joined.start
    end = max(joined.end, after.end) if after and hedge is after else joined.end
    single = joined.low == joined.high
    noun = joined.last.noun
    base = to_base(hard, fair, unit, kind)
    quantity = Quantity(
        kind=kind,  # type: ignore[arg-type]
        hard=hard,
        fair=fair,
        value=joined.low if single else None,
        written=(joined.low, joined.high),
        unit=unit,
        noun=text[noun.start : noun.end] if noun else None,
        hedge=hedge.say if hedge else None,
        change=_change(text, joined, start),
        base=base[0] if base else None,
        base_unit=base[1] if base else None,
        timex=_timex(joined.low, unit) if kind == "duration" and single and unit else None,
        part="of" if first.of_set else None,
    )
    return Found(start, end, quantity)


def _intervals(joined: Joined, hedge: Hedge | None, kind: str):  # type: ignore[no-untyped-def]
    first, last = joined.first.number, joined.last.number
    exact = kind in ("count", "number", "age") or joined.unmeasured
    steps = []
    for number in (first, last):
        step = number.step
        if number.form == "fraction":
            step = Decimal("0.04")
        elif not step and not exact:
            step = Decimal(1)
        steps.append(step)
    return intervals(
        joined.low, joined.high, (steps[0], steps[1]), hedge, kind in _SIGNED,
        top=last.fair_high or (last.high if last.open_top else None), open_top=last.open_top,
    )  # fmt: skip


def _kind(text: str, joined: Joined) -> tuple[str, str | None]:
    piece = joined.last
    if joined.ratio:
        return "ratio", None
    if piece.age:
        return "age", piece.unit.name if piece.unit else "year"
    if piece.unit:
        kind, name = piece.unit.kind, piece.unit.name
        if kind == "temperature" and _is_difference(text, joined):
            return "temperature_change", {"degC": "delta_degC", "degF": "delta_degF", "kelvin": "kelvin"}.get(
                name, name
            )
        return kind, name
    if piece.number.form == "fraction":
        return "ratio", None
    if piece.noun:
        return "count", piece.noun.lemma
    return ("count" if piece.outcome or piece.number.vague else "number"), None


def _timex(value: Decimal, unit: str) -> str | None:
    if unit in ("hour", "minute") and value != value.to_integral_value():
        return clock_timex(round(value * (3600 if unit == "hour" else 60), 3))
    if unit == "year" and value != value.to_integral_value() and (value * 12) % 1 < _CLOSE:
        years, months = divmod(round(value * 12), 12)
        return f"P{years}Y{months}M"
    return duration_timex(value, unit) if unit in DURATION_UNITS else None


@cache
def _difference(side: str) -> re.Pattern[str]:
    rows = lexicon.records("changes", "difference")
    words = lexicon.alternation(say for row in rows if row["side"] == side for say in row["say"])
    return re.compile(rf"(?<!\w){words}\s+$" if side == "before" else rf"\s{words}(?!\w)", re.I)


def _is_difference(text: str, joined: Joined) -> bool:
    start = joined.start
    if hedge := hedge_before(text, start, joined.sentence.start):
        start = hedge.start
    before = _difference("before").search(text, max(joined.sentence.start, start - 32), start)
    return bool(before or _difference("after").match(text, joined.end, joined.sentence.end))


@cache
def _changes(table: str) -> dict[str, Literal["up", "down"]]:
    return {say: row["direction"] for row in lexicon.records("changes", table) for say in row["say"]}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(say for row in lexicon.records("changes", "between") for say in row["say"])


_AFTER = re.compile(r"[\s-]+([^\W\d_]+)")


def _change(text: str, joined: Joined, start: int) -> Literal["up", "down"] | None:
    """The direction where the number is a change itself, by the verb before it or the noun after it."""
    if joined.from_to:
        return None
    sentence = joined.sentence
    for word in reversed(words_before(text, start, sentence.start)[-4:]):
        low = word.lower().lstrip("(“\"'")
        if direction := _changes("change").get(low):
            return direction
        if low not in _fillers():
            break
    after = _AFTER.match(text, joined.end, sentence.end) if joined.last.unit else None
    return _changes("after").get(after[1].lower()) if after else None
