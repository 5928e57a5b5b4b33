"""What a finder hands back: a quantity at [start, end) of a text."""

from __future__ import annotations

from typing import NamedTuple

from numcheck.model import Quantity

__all__ = ["Found"]


class Found(NamedTuple):
    """A quantity or date at [start, end), in code points."""

    start: int
    end: int
    quantity: Quantity
