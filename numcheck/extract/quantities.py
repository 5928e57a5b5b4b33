"""Numerals -> quantities: ranges, lists and changes between neighbours, hedges, kinds and intervals."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from decimal import Decimal

from numcheck.extract.blockers import is_score
from numcheck.extract.convert import to_base
from numcheck.extract.crowd import Crowd
from numcheck.extract.dates.timex import DURATION_UNITS, duration_timex
from numcheck.extract.durations import clock_timex, holds_duration
from numcheck.extract.found import Found
from numcheck.extract.hedges import Hedge, hedge_after, hedge_before, intervals
from numcheck.extract.join import join
from numcheck.extract.kinds import change_of, kind_of
from numcheck.extract.numbers import find_numerals
from numcheck.extract.pieces import Piece, read_piece
from numcheck.extract.ranges import Joined
from numcheck.interval import Interval
from numcheck.model import Quantity, Sentence

__all__ = ["Found", "find_quantities"]

_CLOSE = Decimal("1e-9")
_SHARE_STEP = Decimal("0.1")  # "a third" is rarely meant to the percent
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
    kind, unit = kind_of(text, joined)
    before = hedge_before(text, joined.start, sentence.start)
    signed = first.number.start > joined.start
    inside = hedge_before(text, first.number.start, joined.start) if signed and not before else None
    after = hedge_after(text, last.hedge_at or joined.end, sentence.end) or (
        hedge_after(text, last.number.end, sentence.end) if joined.end != last.number.end else None
    )
    hedge = before or inside or after
    hard, fair = _intervals(joined, hedge, kind)
    start = before.start if before else joined.start
    end = max(joined.end, after.end) if after and hedge is after else joined.end
    single = joined.low == joined.high
    noun = joined.last.noun
    base = to_base(hard, fair, unit, kind)
    quantity = Quantity(
        kind=kind,
        hard=hard,
        fair=fair,
        value=joined.low if single else None,
        written=(joined.low, joined.high),
        unit=unit,
        noun=text[noun.start : noun.end] if noun else None,
        hedge=hedge.say if hedge else None,
        change=change_of(text, joined, start, kind),
        base=base[0] if base else None,
        base_unit=base[1] if base else None,
        timex=_timex(joined.low, unit) if kind == "duration" and single and unit else None,
        part="of" if first.of_set else None,
    )
    return Found(start, end, quantity)


def _intervals(joined: Joined, hedge: Hedge | None, kind: str) -> tuple[Interval, Interval]:
    first, last = joined.first.number, joined.last.number
    exact = kind in ("count", "number", "age") or joined.unmeasured
    steps = []
    for number in (first, last):
        if joined.step is not None:
            steps.append(joined.step)
        elif number.form == "fraction":
            steps.append(_SHARE_STEP)
        else:
            steps.append(number.step if number.step or exact else Decimal(1))
    return intervals(
        joined.low, joined.high, (steps[0], steps[1]), hedge, kind in _SIGNED,
        top=last.fair_high or (last.high if last.open_top else None), open_top=last.open_top,
    )  # fmt: skip


def _timex(value: Decimal, unit: str) -> str | None:
    if unit in ("hour", "minute") and value != value.to_integral_value():
        return clock_timex(round(value * (3600 if unit == "hour" else 60), 3))
    if unit == "year" and value != value.to_integral_value() and (value * 12) % 1 < _CLOSE:
        years, months = divmod(round(value * 12), 12)
        return f"P{years}Y{months}M"
    return duration_timex(value, unit) if unit in DURATION_UNITS else None
