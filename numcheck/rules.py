"""The rules by code, each with its page: RULES["NC101"].name == "contradiction"."""

from __future__ import annotations

from collections.abc import Sequence

from numcheck import lexicon
from numcheck.finding import Rule

__all__ = ["RULES", "Rule", "chosen", "recomputes"]

_ALONE = ("NC3", "NC4")  # rules that look at one article
RULES: dict[str, Rule] = {row["code"]: Rule(**row) for row in lexicon.rules()}


def chosen(code: str, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> bool:
    """Whether findings of a rule are wanted; of all prefixes given, the longest that fits decides.

    A rule that is off by default is switched on by its whole code only.

    Args:
        code: the rule's code.
        select: codes or prefixes to report; all rules that are on by default when empty.
        ignore: codes or prefixes not to report; wins over an equally long one in `select`.

    >>> chosen("NC109", ["NC1"]), chosen("NC109", ["NC1", "NC109"]), chosen("NC101", ["NC1"], ["NC101"])
    (False, True, False)
    """
    if code in RULES and not RULES[code].on and code not in select:
        return False
    wanted = max((len(prefix) for prefix in select if code.startswith(prefix)), default=-1)
    refused = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return wanted > refused if select else refused < 0


def recomputes(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> bool:
    """Whether any rule is wanted that recomputes what one article says; the checks cost nothing where none is.

    >>> recomputes(), recomputes(["NC1", "NC2"]), recomputes(ignore=["NC3"])
    (True, False, True)
    """
    return any(chosen(code, select, ignore) for code in RULES if code.startswith(_ALONE))
