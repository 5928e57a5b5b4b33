"""Values -> places on an axis, in per cent, with round ticks: numbers straight or by magnitude, and days.

>>> scale = Scale.of([0.0, 10000.0])
>>> scale.place(0.0) < scale.place(5000.0) < scale.place(10000.0)
True
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["Scale", "day_label", "label"]

_MARGIN = 0.06
_MAGNITUDES = 30.0  # highest over lowest, from which on an axis goes by magnitude
_ALIKE = 1e-9  # values nearer to one another than this share of them are one, as far as an axis can tell
_STEPS = (1, 2, 2.5, 5, 10)
_DAY_STEPS = (1, 2, 3, 5, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 18262, 36524)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`; values beyond lie on its edges.

    Args:
        low: the value at 0 per cent; its logarithm if `log`.
        high: the value at 100 per cent; its logarithm if `log`.
        log: whether the axis goes by magnitude.
    """

    low: float
    high: float
    log: bool = False

    @classmethod
    def of(cls, values: Iterable[float], log: bool | None = None) -> Scale:
        """An axis that holds some values, with a margin.

        Args:
            values: at least one.
            log: by magnitude, or not; None lets the values decide. Values of 0 and less are never shown by magnitude.

        >>> Scale.of([3.0, 4000.0]).log, Scale.of([3.0, 4000.0], log=False).log, Scale.of([0.0, 4000.0]).log
        (True, False, False)
        """
        every = list(values)
        low, high = min(every), max(every)
        by_size = low > 0 and (high / low >= _MAGNITUDES if log is None else log)
        if by_size:
            low, high = math.log10(low), math.log10(high)
        alike = high - low <= abs(high) * _ALIKE
        margin = abs(high) * 0.1 or 1.0 if alike else (high - low) * _MARGIN
        start = low - margin
        if not by_size and low >= 0 > start:
            start = -margin / 3 if low == 0 else 0.0
        return cls(start, high + margin, by_size)

    @classmethod
    def of_days(cls, days: Iterable[int]) -> Scale:
        """An axis that holds some days, by their ordinals."""
        every = list(days)
        low, high = min(every), max(every)
        margin = max(1.0, (high - low) * 0.08)
        return cls(low - margin, high + margin)

    def place(self, value: float) -> float:
        """Where a value lies, in per cent of the axis."""
        if self.log:
            value = math.log10(value) if value > 0 else -math.inf
        share = (value - self.low) / (self.high - self.low)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def ticks(self, most: int = 6) -> list[tuple[float, str]]:
        """Place and label of some round values.

        >>> [label for _, label in Scale(0, 10000).ticks()]
        ['0', '2,000', '4,000', '6,000', '8,000', '10,000']
        """
        if self.log:
            first, last = math.ceil(self.low), math.floor(self.high)
            if last - first >= 1:
                step = max(1, math.ceil((last - first) / most))
                return [(self.place(10.0**n), label(10.0**n)) for n in range(first, last + 1, step)]
            straight = Scale(10**self.low, 10**self.high)
            return [(self.place(value), text) for value, text in straight._values(most)]
        return [(self.place(value), text) for value, text in self._values(most)]

    def _values(self, most: int) -> list[tuple[float, str]]:
        span = self.high - self.low
        unit = 10 ** math.floor(math.log10(span / most))
        step = next(unit * each for each in (*_STEPS, 20) if span / (unit * each) <= most)
        first = math.ceil(self.low / step)
        count = math.floor(self.high / step) - first + 1
        return [(n * step, label(n * step)) for n in range(first, first + count)]

    def day_ticks(self, most: int = 6) -> list[tuple[float, str]]:
        """Place and label of some days, each with its year if the one before has another.

        >>> start = date(2024, 12, 30).toordinal()
        >>> [label for _, label in Scale(start - 0.5, start + 2.5).day_ticks()]
        ['30 Dec 2024', '31 Dec', '1 Jan 2025']
        """
        span = self.high - self.low
        step = next((each for each in _DAY_STEPS if span / each <= most), math.ceil(span / most))
        found, year = [], ""
        for day in range(math.ceil(self.low), math.floor(self.high) + 1, step):
            text = day_label(day)
            found.append((self.place(day), text.removesuffix(f" {year}") if year else text))
            year = text.rpartition(" ")[2]
        return found


def day_label(day: float) -> str:
    """A day, by its ordinal, for people; what no calendar has is an ellipsis.

    >>> day_label(1)
    '1 Jan 1'
    """
    try:
        found = date.fromordinal(round(day))
    except (ValueError, OverflowError):
        return "…"
    return f"{found.day} {found:%b} {found.year}"


def label(value: float) -> str:
    """A number for people.

    >>> label(3000.0), label(2.5), label(12_500_000.0), label(3e9), label(0.0000004)
    ('3,000', '2.5', '12.5 m', '3 bn', '4e-07')
    """
    size = abs(value)
    for limit, unit in ((1e15, None), (1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if size >= limit and size >= 1e6:
            return f"{value:.2g}" if unit is None else f"{value / limit:,.4g}{unit}"
    if 0 < size < 0.001:
        return f"{value:.2g}"
    return f"{value:,.0f}" if size >= 1000 or value == int(value) else f"{value:.4g}"
