"""A sequence whose items are made when they are looked at, so that what is gone through may be larger than memory.

>>> squares = Lazy(lambda number: number * number, range(4))
>>> len(squares), squares[1], list(squares[2:]), squares == (0, 1, 4, 9)
(4, 1, [4, 9], True)
>>> list(where(squares, lambda square: square % 2))
[1, 9]
>>> mapped(squares, lambda number, square: square + number)[2]
6
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

__all__ = ["Lazy", "mapped", "where"]

T = TypeVar("T")


class Lazy(Sequence[T]):
    """A sequence that holds none of its items; it equals any sequence of equal ones.

    Args:
        make: the item of a number, equal whenever it is asked for.
        numbers: those of its items, in their order.
    """

    def __init__(self, make: Callable[[int], T], numbers: Sequence[int]) -> None:
        self._make, self._numbers = make, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._numbers)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Lazy[T]: ...
    def __getitem__(self, at: int | slice) -> T | Lazy[T]:
        found = self._numbers[at]
        return self._make(found) if isinstance(found, int) else Lazy(self._make, found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def where(self, fits: Callable[[T], bool]) -> Lazy[T]:
        """Those of its items that fit."""
        return Lazy(self._make, array("Q", (number for number in self._numbers if fits(self._make(number)))))


def where(items: Sequence[T], fits: Callable[[T], bool]) -> Sequence[T]:
    """The items of a sequence that fit, made no sooner than those of the sequence itself."""
    return items.where(fits) if isinstance(items, Lazy) else tuple(filter(fits, items))


def mapped(items: Sequence[T], turn: Callable[[int, T], T]) -> Sequence[T]:
    """The items of a sequence, each turned into another by its number and itself, no sooner than they are made."""
    if isinstance(items, Lazy):
        return Lazy(lambda number: turn(number, items[number]), range(len(items)))
    return tuple(turn(number, item) for number, item in enumerate(items))
