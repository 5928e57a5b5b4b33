"""A limit on how much of a wall of numbers is read, so that no text costs more than its length allows.

Prose holds a dozen numbers in a thousand characters, a dense table some sixty. Where a text goes on and on above that
(a dump, a page of digits, an attack), only the first numbers of each stretch are read, and the rest is reported.
"""

from __future__ import annotations

__all__ = ["Crowd"]

_STRETCH = 1024  # characters
_USUAL = 32  # numbers in a stretch that cost nothing
_BUDGET = 400  # numbers above the usual that a text may have
_AFTER = 4  # numbers read of a stretch once the budget is spent


class Crowd:
    """Counts what is found from left to right and says where to go on.

    >>> crowd = Crowd()
    >>> [crowd.skip_to(at) for at in (0, 100, 200)]
    [0, 0, 0]
    """

    __slots__ = ("_count", "_spent", "_stretch", "stretches")

    def __init__(self) -> None:
        self._stretch = -1
        self._count = self._spent = 0
        self.stretches = 0

    def skip_to(self, at: int) -> int:
        """Note a find at `at`; where to go on when its stretch is over the limit, else 0."""
        stretch = at // _STRETCH
        if stretch != self._stretch:
            self._stretch, self._count = stretch, 0
        self._count += 1
        if self._count > _USUAL:
            self._spent += 1
        if self._spent > _BUDGET and self._count > _AFTER:
            self.stretches += 1
            return (stretch + 1) * _STRETCH
        return 0
