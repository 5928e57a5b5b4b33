"""Reasons why two figures may differ and both be right: one small named function each.

Each looks at one pair and returns a reason, or None when it does not hold. EXCUSES says what each does to the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from numcheck.finding import Reason
from numcheck.frame.voice import same_source
from numcheck.group import Pair
from numcheck.group.values import days_between, length
from numcheck.judge.figures import as_of
from numcheck.model import TIMES, Claim, Days, shown_days

__all__ = ["EXCUSES", "Excuse", "excuses"]

Excuse = Callable[[Pair], Reason | None]
_REVISED = ("money", "percent", "count", "number", "rate")
_MONTHS = 120  # days after which such a figure may be revised
_WEEK = 6  # days from the first to the last
_OCCASION = 3  # days between two days that may be one, misdated
_SLOW = 3  # days in which a slow build-up hardly moves


def plan_against_actual(pair: Pair) -> Reason | None:
    """One side plans or expects, the other tells what is."""
    sides = {pair.a.frame.modality, pair.b.frame.modality}
    if "actual" not in sides or len(sides) == 1:
        return None
    plan, fact = (pair.a, pair.b) if pair.a.frame.modality != "actual" else (pair.b, pair.a)
    return Reason(
        "plan_against_actual",
        f"“{plan.mention.quote.strip()}” is {plan.frame.modality}, “{fact.mention.quote.strip()}” is told as fact",
        (("modality", plan.frame.modality),),
    )


def parties(pair: Pair) -> Reason | None:
    """Two named sources, each with its own figure."""
    x, y = pair.a.frame.speaker, pair.b.frame.speaker
    if x is None or y is None or same_source(x, y):
        return None
    return Reason("parties", f"the figures come from two sources, {x} and {y}", (("a", x), ("b", y)))


def moved(pair: Pair) -> Reason | None:
    """The measure may move, and the later figure lies where a later figure may lie."""
    times = _times(pair)
    if times is None:
        return None
    (earlier, early), (later, late) = times
    way = _way(early, late)
    gap = days_between((earlier, earlier), (later, later))
    if way is None or gap == 0 or (way == "slow" and gap <= _SLOW):
        return None
    if way == "up" and _low(late) < _low(early):
        return None
    text = f"the figure may have moved between {earlier.isoformat()} and {later.isoformat()}"
    return Reason("moved", text, (("from", earlier.isoformat()), ("to", later.isoformat())))


def falls(pair: Pair) -> Reason | None:
    """A figure that can only rise is lower at the later time."""
    times = _times(pair)
    if times is None or pair.a.frame.modality != "actual" or pair.b.frame.modality != "actual":
        return None
    (earlier, early), (later, late) = times
    if earlier == later or _way(early, late) != "up" or _low(late) >= _low(early):
        return None
    text = (
        f"such a figure only rises, and it is lower on {later.isoformat()} (“{late.mention.quote.strip()}”) "
        f"than on {earlier.isoformat()} (“{early.mention.quote.strip()}”)"
    )
    return Reason("falls", text, (("from", earlier.isoformat()), ("to", later.isoformat())))


def long_after(pair: Pair) -> Reason | None:
    """A sum or a count told months apart, of nothing that happened once."""
    times = _times(pair)
    if times is None or pair.a.quantity.kind not in _REVISED or pair.a.frame.event or pair.b.frame.event:
        return None
    (earlier, _), (later, _) = times
    if (later - earlier).days <= _MONTHS:
        return None
    text = f"{(later - earlier).days} days lie between the two, in which such a figure may be revised"
    return Reason("long_after", text, (("from", earlier.isoformat()), ("to", later.isoformat())))


def other_period(pair: Pair) -> Reason | None:
    """Figures of two weeks, months or years, or of days too far apart to be one, misdated: "sold 300 in March"."""
    times = _stated(pair) or _stated_long_before(pair)
    if times is None:
        return None
    x, y, gap = times
    near = gap <= _OCCASION or (gap <= _MONTHS and _way(pair.a, pair.b) is not None)
    if near and min(length(x), length(y)) < _WEEK:
        return None
    return Reason("other_period", f"they hold for {shown_days(x)} and for {shown_days(y)}", _named(x, y))


def other_day(pair: Pair) -> Reason | None:
    """Two days close by, each stated with its figure, of what does not move: one of them may be misdated."""
    times = _stated(pair)
    if times is None or _way(pair.a, pair.b) is not None or other_period(pair) is not None:
        return None
    x, y, _ = times
    return Reason("other_day", f"they hold for two days, {shown_days(x)} and {shown_days(y)}", _named(x, y))


def _stated(pair: Pair) -> tuple[Days, Days, int] | None:
    """The times that both claims state, and the days between them; None where one is unstated or they meet."""
    x, y = pair.a.frame.ref_time, pair.b.frame.ref_time
    if pair.a.quantity.kind in TIMES or x is None or y is None:
        return None
    gap = days_between(x, y)
    return (x, y, gap) if gap else None


def _stated_long_before(pair: Pair) -> tuple[Days, Days, int] | None:
    """The same of what only rises, one stated and the other printed months away: the toll of another attack."""
    if pair.a.quantity.kind in TIMES or _way(pair.a, pair.b) != "up":
        return None
    for claim, other in ((pair.a, pair.b), (pair.b, pair.a)):
        x, printed = claim.frame.ref_time, other.published
        if x is not None and printed is not None and other.frame.ref_time is None:
            gap = days_between(x, (printed, printed))
            if gap > _MONTHS:
                return x, (printed, printed), gap
    return None


def _named(x: Days, y: Days) -> tuple[tuple[str, str], ...]:
    return (("a", shown_days(x)), ("b", shown_days(y)))


def _way(a: Claim, b: Claim) -> str | None:
    """How the figure may move: as either side tells; where both do, and not alike, freely, or else slowly."""
    ways = {way for way in (a.frame.moves, b.frame.moves) if way is not None}
    if len(ways) < 2:
        return next(iter(ways), None)
    return "slow" if "slow" in ways else "both"


def _low(claim: Claim) -> tuple[int, object]:
    low = claim.quantity.fair.lo
    return (0, 0) if low is None else (1, low)


def counting_time(pair: Pair) -> Reason | None:
    """A slow build-up, counted on different days."""
    times = _times(pair)
    if times is None or not 0 < (times[1][0] - times[0][0]).days <= _SLOW:
        return None
    if "slow" not in (pair.a.frame.moves, pair.b.frame.moves):
        return None
    (earlier, _), (later, _) = times
    text = f"they may count as of different days, {earlier.isoformat()} and {later.isoformat()}"
    return Reason("counting_time", text, (("from", earlier.isoformat()), ("to", later.isoformat())))


def _times(pair: Pair) -> tuple[tuple[date, Claim], tuple[date, Claim]] | None:
    """Both claims with the day they hold for, earlier first: as stated, or the day of publication."""
    if pair.a.quantity.kind in TIMES:
        return None
    x, y = as_of(pair.a), as_of(pair.b)
    if x is None or y is None:
        return None
    return ((x, pair.a), (y, pair.b)) if x <= y else ((y, pair.b), (x, pair.a))


def replanned(pair: Pair) -> Reason | None:
    """Two days for what is still to come, told days apart: a plan may be put off."""
    x, y = pair.a, pair.b
    if x.quantity.kind not in TIMES or not x.frame.modality == y.frame.modality == "planned":
        return None
    if x.published is None or y.published is None or abs((x.published - y.published).days) <= _SLOW:
        return None
    earlier, later = sorted((x.published, y.published))
    text = f"what is planned may have been put off between {earlier.isoformat()} and {later.isoformat()}"
    return Reason("replanned", text, (("from", earlier.isoformat()), ("to", later.isoformat())))


def next_day(pair: Pair) -> Reason | None:
    """Two dates one day apart, one of them a night."""
    a, b = pair.a.quantity, pair.b.quantity
    if not a.readings or not b.readings or a.kind == b.kind:
        return None
    if min(days_between(x, y) for x in a.readings for y in b.readings) != 1:
        return None
    return Reason("next_day", "a night may be counted to either day")


EXCUSES: Mapping[Excuse, str] = {
    moved: "update",
    long_after: "update",
    other_period: "update",
    replanned: "update",
    falls: "fall",
    plan_against_actual: "tension",
    parties: "tension",
    counting_time: "tension",
    next_day: "tension",
    other_day: "tension",
}


def excuses(pair: Pair) -> list[tuple[Reason, str]]:
    """Every excuse that holds for a pair, with what it does to the verdict: "fall" is a tension of its own rule."""
    found = []
    for excuse, effect in EXCUSES.items():
        reason = excuse(pair)
        if reason is not None:
            found.append((reason, effect))
    return found
