"""Claims that a decision is not on: a finding is decided once, with exceptions, each for a reason of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from numcheck.finding import KEYS, Finding

__all__ = ["REASONS_APART", "check_apart", "read_apart"]

REASONS_APART = tuple(name for name in KEYS.values() if name != "other")
"""Why a claim may be set apart."""


def read_apart(pairs: Iterable[str]) -> dict[int, str]:
    """Claims set apart, as they are typed: the number of a claim, from 1, and a reason or its key.

    Args:
        pairs: like "3=wrong-link" or "3=7".

    Returns:
        Reasons by number of claim, from 0.

    Raises:
        ValueError: one that is no such pair.

    >>> read_apart(["3=wrong-link", "1=1"])
    {2: 'wrong-link', 0: 'scope'}
    """
    found = {}
    for pair in pairs:
        number, _, reason = pair.partition("=")
        if not (number.isascii() and number.isdecimal() and len(number) < 9 and reason):
            raise ValueError(f"{pair!r} is not like 3=wrong-link: the number of a claim, and why")
        found[int(number) - 1] = KEYS.get(reason, reason)
    return found


def check_apart(finding: Finding, word: str, apart: Mapping[int, str]) -> None:
    """See that a decision with exceptions is one.

    Args:
        finding: any finding.
        word: "confirm" or "dismiss".
        apart: the exceptions: reasons by number of claim, from 0.

    Raises:
        ValueError: it is none; the message says why.
    """
    count = len(finding.claims)
    for number, reason in apart.items():
        if not 0 <= number < count:
            raise ValueError(f"there is no claim {number + 1}; there are {count}")
        if reason not in REASONS_APART:
            raise ValueError(f"a claim is set apart for one of {', '.join(REASONS_APART)}, not {reason!r}")
    if word == "confirm" and apart and count - len(apart) < 2:
        raise ValueError("fewer than two claims are left to disagree; dismiss it instead")
    if word == "dismiss" and apart and len(apart) == count:
        raise ValueError("no claim is left; dismiss it without setting any apart")
