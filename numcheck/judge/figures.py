"""The claims of a finding by figure, and how a figure, its teller and its measure are called in a sentence.

>>> figures([])
[]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.group.values import apart, intervals
from numcheck.model import TIMES, Claim

__all__ = ["as_of", "figures", "happened", "listed", "measure_name", "outlet", "shown_day", "written"]

_READINGS = 2  # days that a date may mean, beyond which it is shown as it stands


def figures(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that give one figure, together: those that most outlets tell first, then from low to high."""
    found: list[list[Claim]] = []
    for claim in sorted(claims, key=_place):
        fits = [one for one in found if all(apart(claim, other) == "agree" for other in one)]
        if not fits:
            found.append([])
        (fits or found)[-1].append(claim)
    return sorted(found, key=lambda one: -len({outlet(claim) for claim in one}))


def _place(claim: Claim) -> tuple[int, Decimal, str, int]:
    days = claim.quantity.readings
    hard = intervals(claim.quantity)[0]
    low = hard.lo if hard.lo is not None else hard.hi
    first = days[0][0] if days else None
    return first.toordinal() if first else 0, low or Decimal(0), claim.mention.doc, claim.mention.start


def outlet(claim: Claim) -> str:
    """Who printed a claim."""
    return claim.article_source or claim.mention.doc


def as_of(claim: Claim) -> date | None:
    """The day that a figure holds for: as stated, but no later than it was printed; else the day of publication."""
    end = claim.frame.ref_time[1] if claim.frame.ref_time else None
    if end is None or claim.published is None:
        return end or claim.published
    return min(end, claim.published)


def shown_day(day: date, published: date | None) -> str:
    """A day in words, with its year unless that is the year of publication.

    >>> shown_day(date(2025, 3, 10), date(2025, 3, 12)), shown_day(date(2024, 3, 10), None)
    ('Monday 10 March', 'Sunday 10 March 2024')
    """
    year = "" if published and published.year == day.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def written(claim: Claim) -> str:
    """A figure as it stands in the text without the noun that it counts; a date as the days that it may mean."""
    quantity = claim.quantity
    days = [first for first, last in quantity.readings if first is not None and first == last]
    if quantity.kind == "date" and days and len(days) == len(quantity.readings) <= _READINGS:
        return " or ".join(shown_day(first, claim.published) for first in days)
    quote = claim.mention.quote.strip()
    if quantity.kind == "count" and quantity.noun:
        quote = quote.removesuffix(quantity.noun).rstrip(" -") or quote
    return quote[:1].lower() + quote[1:] if quantity.kind not in TIMES else quote


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def measure_name(claims: Sequence[Claim]) -> str:
    """What the claims have in common, for people: "troops deployed in Drevna".

    >>> from numcheck.pipeline import extract_batch
    >>> from numcheck.model import Article
    >>> measure_name(extract_batch([Article("a", "They sent 3,000 troops into Halden.")])[0])
    'troops deployed in Halden'
    """
    frames = [claim.frame for claim in claims]
    known = [(frame.generic, frame.concept or frame.head) for frame in frames if frame.concept or frame.head]
    what = min(known)[1] if known else "figure"
    assert what is not None
    events = {frame.event for frame in frames if frame.event} - {_outcomes().get(what)}
    if len(events) == 1 and (claims[0].quantity.kind in (*TIMES, "count", "number") or not known):
        what += happened(events.pop(), what)
    places = Counter(place for frame in frames for place in frame.places)
    place, told = min(places.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if 2 * told > len(claims):
        return f"{what} in {place.title()}"
    shared = frozenset[str].intersection(*(frame.anchors for frame in frames))
    shared = shared or frozenset[str].intersection(*(frame.story for frame in frames))
    names = ", ".join(name.title() for name in sorted(shared)[:2])
    return f"{what} ({names})" if names else what


@cache
def _outcomes() -> dict[str, str]:
    """The event that a noun says by itself: "dead" are killed."""
    return {row["name"]: row["event"] for row in lexicon.records("nouns", "noun") if "event" in row}


def happened(event: str, what: str) -> str:
    """What happened, as it reads on from what is measured.

    >>> happened("marched", "protesters"), happened("deployed", "troops")
    (' who marched', ' deployed')
    """
    if what == "date" or event in lexicon.words("reports", "aside"):
        return f", {event}"
    return f" who {event}" if event in lexicon.words("reports", "doing") else f" {event}"
