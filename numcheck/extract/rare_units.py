"""Units that only quantulum3 knows ("3 jansky", "30 mmHg"): asked for one bounded window, lazily, behind a guard.

quantulum3 takes seconds to load and grows faster than the text it is given, so it never sees more than a number and
the unit's own characters, and each window only once.
"""

from __future__ import annotations

import re
import warnings
from functools import cache

from numcheck import lexicon

__all__ = ["rare_surfaces", "rare_unit"]

_LONGEST = 48


@cache
def rare_surfaces() -> tuple[str, ...]:
    """What is handed to quantulum3."""
    return tuple(s for row in lexicon.records("units_seed", "ask") for s in row["say"])


@cache
def _surfaces() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.alternation(rare_surfaces())})s?(?!\w)")


def rare_unit(text: str, at: int, limit: int) -> tuple[str, int] | None:
    """The unit at `at` as quantulum3 reads it, and where it ends, or None.

    Args:
        text: the article.
        at: where the unit would begin.
        limit: where to stop.

    >>> rare_unit("a flux of 3 jansky", 12, 18)
    ('jansky', 18)
    """
    found = _surfaces().match(text, at, min(limit, at + _LONGEST))
    if not found:
        return None
    name = _ask(found[0])
    return (name, found.end()) if name else None


@cache
def _ask(surface: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its optional classifier is not wanted, and says so on import
        from quantulum3 import parser

        read = parser.parse(f"3 {surface}")
    if len(read) != 1 or read[0].value != 3 or read[0].unit.name in ("", "dimensionless"):
        return None
    return str(read[0].unit.name)
