"""Claims made by hand or from a sentence, for tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from numcheck.interval import Interval
from numcheck.model import Article, Claim, Frame, Mention, Quantity
from numcheck.pipeline import extract_batch

DAY = date(2024, 10, 31)  # a Thursday


def count(number: int | str, unit: str = "soldier", hedge: str | None = None, width: str = "0") -> Quantity:
    """A count, as wide as `width` says to either side."""
    value = Decimal(number)
    half = value * Decimal(width)
    interval = Interval(value - half, value + half)
    return Quantity("count", interval, interval, value, (value, value), unit, f"{unit}s", hedge)


def day(offset: int) -> Quantity:
    """A date so many days after DAY."""
    when = DAY + timedelta(offset)
    point = Interval.point(when.toordinal())
    return Quantity("date", point, point, readings=((when, when),))


def claim(quantity: Quantity, doc: str = "a", at: int = 0, published: date | None = DAY, **slots: object) -> Claim:
    """A claim about soldiers sent to Halden, but for the slots given."""
    base = Frame(
        concept="troops",
        head="soldier",
        family="person",
        event="deployed",
        anchors=frozenset({"halden", "kenya"}),
        places=frozenset({"halden"}),
        days=quantity.readings,
        near=frozenset({"truck", "night"}),
        own=frozenset({"truck", "night", "@halden"}),
        words=frozenset({"truck", "night", "@halden", "rain"}),
        story=frozenset({"halden", "kenya", "roe"}),
        theme=frozenset({"=troops", "border", "send"}),
        lead=True,
        moves="slow",
    )
    if quantity.readings:
        base = replace(base, concept="date", head=None, family="date", moves=None)
    quote = f"{quantity.value or quantity.readings} {quantity.noun or ''}".strip()
    mention = Mention(doc, at, at + len(quote), quote)
    frame = replace(base, **slots)  # type: ignore[arg-type]
    return Claim(mention, quantity, frame, f"{doc} {at}: {quote}.", 1, 1, doc, published)


def read(texts: Mapping[str, str], published: Mapping[str, date | None] | None = None) -> list[Claim]:
    """The claims of some texts, by article id."""
    days = published or {}
    return extract_batch(Article(doc, text, days.get(doc, DAY)) for doc, text in texts.items())[0]
