"""A bare number counts what a figure before it counts: "Police said 2,000 people marched. The organisers said 4,500."

>>> from numcheck.interval import Interval
>>> def bare(n): return Quantity("number", Interval.point(n), Interval.point(n), Decimal(n))
>>> marchers = Frame("people", event="marched", speaker="police")
>>> inherit(Frame(speaker="the organisers", skip="bare number"), bare(4500), marchers, bare(2000), 1).concept
'people'
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from numcheck.frame.voice import same_source
from numcheck.model import Frame, Quantity

__all__ = ["inherit"]

_AWAY, _PART_AWAY = 1, 2  # sentences that a noun is carried on to another figure, and to a part of itself
_SIZE = 4  # how many times as large another figure for the same thing may be


def inherit(slots: Frame, quantity: Quantity, before: Frame, value: Quantity, away: int) -> Frame:
    """The slots of a bare number, with those of the counted figure before it where it counts the same.

    It does when it is a part of that figure, another speaker's figure for it, or of the same event; and when
    both are of one size.

    Args:
        slots: of the bare number.
        quantity: what the bare number says.
        before: slots of the last counted figure.
        value: what that figure says.
        away: how many sentences back it stands.

    Returns:
        The slots, unchanged when nothing is inherited.
    """
    noun = replace(
        slots,
        concept=before.concept,
        head=before.head,
        family=before.family,
        generic=before.generic,
        elliptic=True,
        skip=None,
    )
    if quantity.part:
        return noun if away <= _PART_AWAY else slots
    if away > _AWAY or slots.relation or before.relation or not _of_one_size(quantity, value):
        return slots
    if slots.speaker is not None and not (before.speaker and same_source(slots.speaker, before.speaker)):
        return replace(
            noun,
            event=slots.event or before.event,
            modifiers=before.modifiers,
            narrow=before.narrow,
            anchors=slots.anchors | before.anchors,
            words=slots.words | before.words,
            places=slots.places | before.places,
            ref_time=slots.ref_time or before.ref_time,
            moves=slots.moves or before.moves,
        )
    return noun if slots.event is not None and slots.event == before.event else slots


def _of_one_size(a: Quantity, b: Quantity) -> bool:
    if a.value is None or b.value is None or min(a.value, b.value) <= Decimal(0):
        return False
    return max(a.value, b.value) <= _SIZE * min(a.value, b.value)
