"""A bare number is of what a figure before it is of: "Police said 2,000 people marched. The organisers said 4,500."

>>> from numcheck.interval import Interval
>>> def bare(n): return Quantity("number", Interval.point(n), Interval.point(n), Decimal(n))
>>> marchers = Frame("people", event="marched", speaker="police")
>>> slots = Frame(speaker="the organisers", skip="bare number")
>>> inherit(slots, bare(4500), marchers, bare(2000), 1)[0].concept
'people'
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from numcheck.extract.convert import to_base
from numcheck.frame.voice import same_source
from numcheck.model import Frame, Quantity

__all__ = ["inherit"]

_AWAY, _PART_AWAY = 1, 2  # sentences that a noun is carried on to another figure, and to a part of itself
_SIZE = 4  # how many times as large another figure for the same thing may be


def inherit(slots: Frame, quantity: Quantity, before: Frame, value: Quantity, away: int) -> tuple[Frame, Quantity]:
    """The slots and value of a bare number, with what it leaves out taken from the figure before it.

    It counts or measures the same when it is a part of that figure, another speaker's figure for it, or of the same
    event; and when both are of one size.

    Args:
        slots: of the bare number.
        quantity: what the bare number says.
        before: slots of the last figure with a noun or unit.
        value: what that figure says.
        away: how many sentences back it stands.

    Returns:
        Slots and quantity, unchanged when nothing is inherited.
    """
    same = slots, quantity
    counts = value.kind == "count"
    noun = replace(
        slots,
        concept=before.concept,
        head=before.head,
        family=before.family,
        broader=before.broader,
        generic=before.generic,
        elliptic=True,
        skip=None,
    )
    if quantity.part:
        return (noun, quantity) if counts and away <= _PART_AWAY else same
    if away > _AWAY or slots.relation or before.relation or not _of_one_size(quantity, value):
        return same
    measured = quantity if counts else _in_unit(quantity, value)
    if slots.speaker is not None and not (before.speaker and same_source(slots.speaker, before.speaker)):
        rival = replace(
            noun,
            event=slots.event or before.event,
            modifiers=before.modifiers,
            narrow=before.narrow,
            anchors=slots.anchors | before.anchors,
            near=slots.near | before.near,
            own=slots.own | before.own,
            places=slots.places | before.places,
            ref_time=slots.ref_time or before.ref_time,
            moves=slots.moves or before.moves,
        )
        return rival, measured
    return (noun, quantity) if counts and slots.event is not None and slots.event == before.event else same


def _in_unit(quantity: Quantity, value: Quantity) -> Quantity:
    """The bare number in the unit of the figure before it: "The ministry said 26 knots, the union 35"."""
    base = to_base(quantity.hard, quantity.fair, value.unit, value.kind)
    return replace(
        quantity,
        kind=value.kind,
        unit=value.unit,
        base=base[0] if base else None,
        base_unit=base[1] if base else None,
    )


def _of_one_size(a: Quantity, b: Quantity) -> bool:
    if a.value is None or b.value is None or min(a.value, b.value) <= Decimal(0):
        return False
    return max(a.value, b.value) <= _SIZE * min(a.value, b.value)
