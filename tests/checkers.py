"""How the `yes` and `no` examples of each word list are run: `CHECKERS[file](record, example) -> fired?`.

An example is "TEXT" or "TEXT => RESULT". Each checker says whether the record does to TEXT what the example shows;
`yes` examples must fire, `no` examples must not. Everything is dated as in `TODAY`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

TODAY = date(2024, 10, 31)  # a Thursday

CHECKERS: dict[str, Callable[[Mapping[str, Any], str], bool]] = {}


def checks(
    *names: str,
) -> Callable[[Callable[[Mapping[str, Any], str], bool]], Callable[[Mapping[str, Any], str], bool]]:
    """Register a checker for word lists."""

    def register(
        function: Callable[[Mapping[str, Any], str], bool],
    ) -> Callable[[Mapping[str, Any], str], bool]:
        for name in names:
            CHECKERS[name] = function
        return function

    return register


def split(example: str) -> tuple[str, str | None]:
    """ "TEXT => RESULT" -> (TEXT, RESULT); RESULT is None without an arrow."""
    text, arrow, result = example.partition(" => ")
    return text, result if arrow else None
