"""Dates and times in running text: `find_dates("It fell on Monday", date(2024, 10, 31))`.

>>> from datetime import date
>>> [str(found.quantity.readings[0][0]) for found in find_dates("It fell on Monday", date(2024, 10, 31))]
['2024-10-28']
"""

from __future__ import annotations

from numcheck.extract.dates.find import find_dates
from numcheck.extract.dates.timex import duration_timex

__all__ = ["duration_timex", "find_dates"]
