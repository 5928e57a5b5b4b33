"""The two pictures of a finding: its figures on one axis, and its figures over time.

Places along an axis are per cent and heights are pixels, so that a picture is as wide as its page and its letters stay
readable on a telephone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from numcheck.finding import Dossier, Finding
from numcheck.model import TIMES, Claim
from numcheck.report.html.scale import Scale
from numcheck.report.html.values import Value, Values, bounds

__all__ = ["SHAPES", "Axis", "Bar", "Mark", "Timeline", "axis", "timeline"]

SHAPES = ("circle", "square", "diamond", "up", "cross", "down")
COLOURS = 8
HEIGHT = 240
_STEP = 20  # pixels between marks of one day
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure on the axis: where it begins and how wide it is, in per cent; open at an end that is not there."""

    hard: Span
    fair: Span
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The figures of a finding on one axis, one bar a group (None for one without a value), and its ticks."""

    bars: tuple[Bar | None, ...]
    ticks: tuple[tuple[float, str], ...]
    log: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim over time.

    Args:
        number: of the claim.
        x: its day, in per cent.
        shift: pixels beside other claims of that day.
        hard: top and height of what the words allow, in pixels.
        fair: the same for what a reader takes from it.
        middle: where its shape stands, in pixels.
        shape: one of SHAPES.
        colour: from 0 to 7.
        dated: the text says for which day it holds; otherwise x is the day of publication.
    """

    number: int
    x: float
    shift: int
    hard: Span
    fair: Span
    middle: float
    shape: str
    colour: int
    dated: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A measure over time.

    Args:
        marks: the claims of which day and value are known.
        days: ticks along the days, in per cent.
        levels: ticks along the values, in pixels.
        sources: (name, shape, colour) of each source, in order.
        log: whether values go by magnitude.
        may_log: whether they may.
    """

    marks: tuple[Mark, ...]
    days: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    sources: tuple[tuple[str, str, int], ...]
    log: bool
    may_log: bool


def axis(finding: Finding, dossier: Dossier, found: Values) -> Axis | None:
    """The figures of a finding on one axis; None where nothing can be shown.

    Args:
        finding: any finding.
        dossier: its groups; each is one bar, which holds all of its claims.
        found: what its claims say.
    """
    each = found.each
    ends = bounds(each)
    if not ends:
        return None
    dated = finding.kind in TIMES
    scale = Scale.of_days(map(int, ends)) if dated else Scale.of(ends)
    bars = tuple(_bar([each[n] for n in group], scale, 0.5 if dated else 0.0) for group in dossier.groups)
    ticks = scale.day_ticks(4) if dated else scale.ticks(5)
    return Axis(bars, tuple(ticks), scale.log)


def _bar(group: Sequence[Value | None], scale: Scale, half: float) -> Bar | None:
    own = [value for value in group if value is not None]
    if not own:
        return None
    hard, fair = (_span([getattr(value, name) for value in own], scale, half) for name in ("hard", "fair"))
    return Bar(hard, fair, any(v.hard[0] is None for v in own), any(v.hard[1] is None for v in own))


def _span(ends: Sequence[tuple[float | None, float | None]], scale: Scale, half: float) -> Span:
    """Begin and width of the hull, in per cent; a point is given a little width."""
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends if high is not None]
    start = scale.place(min(lows) - half) if len(lows) == len(ends) else 0.0
    stop = scale.place(max(highs) + half) if len(highs) == len(ends) else 100.0
    return start, round(max(stop - start, 0.4), 2)


def timeline(finding: Finding, found: Values, log: bool | None = None) -> Timeline | None:
    """A measure over time; None where fewer than two claims have a day and a value.

    Args:
        finding: any finding.
        found: what its claims say.
        log: values by magnitude; None lets them decide.
    """
    shown = [
        (number, claim, value, _day(claim))
        for number, (claim, value) in enumerate(zip(finding.claims, found.each, strict=True))
        if value is not None and _day(claim) is not None
    ]
    if len(shown) < 2:
        return None
    dated = finding.kind in TIMES
    ends = bounds([value for _, _, value, _ in shown])
    up = Scale.of_days(map(int, ends)) if dated else Scale.of(ends, log)
    along = Scale.of_days(day for _, _, _, day in shown if day is not None)
    names = sorted({_source(claim) for _, claim, _, _ in shown})
    sources = tuple((name, SHAPES[n % len(SHAPES)], n % COLOURS) for n, name in enumerate(names))
    looks = {name: (shape, colour) for name, shape, colour in sources}
    crowd = Counter(day for _, _, _, day in shown)
    seen: Counter[int | None] = Counter()
    marks = []
    for number, claim, value, day in shown:
        assert day is not None
        shift = round((seen[day] - (crowd[day] - 1) / 2) * min(_STEP, 100 / crowd[day]))
        seen[day] += 1
        half = 0.4 if dated else 0.0
        fair = _height(value.fair, up, half)
        marks.append(
            Mark(
                number,
                along.place(day),
                shift,
                fair if value.hard == value.fair else _height(value.hard, up, half),
                fair,
                round(fair[0] + fair[1] / 2, 1),
                *looks[_source(claim)],
                claim.frame.ref_time is not None,
            )
        )
    levels = up.day_ticks(5) if dated else up.ticks(5)
    return Timeline(
        tuple(marks),
        tuple(along.day_ticks(4)),
        tuple((_pixel(place), text) for place, text in levels),
        sources,
        up.log,
        not dated and ends[0] > 0,
    )


def _height(ends: tuple[float | None, float | None], scale: Scale, half: float) -> Span:
    top = _pixel(100.0 if ends[1] is None else scale.place(ends[1] + half))
    bottom = _pixel(0.0 if ends[0] is None else scale.place(ends[0] - half))
    return top, round(max(bottom - top, 2.0), 1)


def _pixel(place: float) -> float:
    return round(HEIGHT * (1 - place / 100), 1)


def _day(claim: Claim) -> int | None:
    """The day that a claim holds for: the middle of its time, else the day of publication."""
    time = claim.frame.ref_time
    days = [day.toordinal() for day in time or () if day is not None]
    if days:
        return sum(days) // len(days)
    return claim.published.toordinal() if claim.published else None


def _source(claim: Claim) -> str:
    return claim.article_source or claim.mention.doc
