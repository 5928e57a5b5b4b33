"""How the examples of the word lists of dates are run.

"TEXT => TIMEX": a date with that value is found in TEXT, which holds one of the record's words. "TEXT": one of the
record's words stands in a date that is found; for blockers, counted things and helping verbs, in none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checkers import TODAY, checks, split

from numcheck.extract.dates import find_dates

PREVENT = ("blocker", "counted", "helper")


@checks("dates", "dates_links", "dates_cues")
def date_example(record: Mapping[str, Any], example: str) -> bool:
    """Whether the words of a record do to a text what the example shows."""
    text, result = split(example)
    words = "|".join(re.escape(form) for form in sorted(record["say"], key=len, reverse=True))
    spans = [found.span() for found in re.finditer(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", text, re.IGNORECASE)]
    found = find_dates(text, TODAY)
    if record["role"] in PREVENT:
        return bool(spans) and not found
    if result is None:
        return any(date.start <= start and end <= date.end for date in found for start, end in spans)
    return bool(spans) and any(date.quantity.timex == result for date in found)
