"""The date words of the lexicon as one table from surface to roles, and the patterns made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from numcheck.lexicon import alternation, records

__all__ = ["COUNTED", "DONE", "FUTURE", "MONTH_AHEAD", "ROLES", "STOP", "TOKEN", "Roles"]

Roles = dict[str, str]
"""What a token can be in the grammar, each with its value: {"month": "10"}."""

# Strong words can make a date with what stands around them; every date holds one. Others only help.
_ALONE = {"month", "weekday", "weekdays", "today", "holiday", "often", "fixed", "blocker", "tonight", "quarter", "half", "season"}
_STRONG = _ALONE | {"unit", "part", "am", "oclock", "fiscal", "era", "decade", "ten", "scale", "yearword", "now"}
_STARTS = _ALONE | {
    "from", "between", "since", "until", "by", "before", "after", "within", "each", "times", "edge", "rest", "circa", "the",
    "deictic", "cardinal", "ten", "vague", "ordinal", "decade", "fiscal", "yearword", "part", "in", "unit",
}  # fmt: skip


def _roles() -> dict[str, Roles]:
    table: dict[str, Roles] = defaultdict(dict)
    for name in ("dates", "dates_links"):
        for row in records(name):
            value = row.get("value")
            for index, form in enumerate(row["say"]):
                given = form if value is None else value if isinstance(value, str) else value[index]
                for key in {form, form.replace("'", "’")}:
                    table[key][row["role"]] = given
                    if row.get("shy"):
                        table[key]["shy"] = row["role"]
    for roles in table.values():
        if roles.keys() & _STARTS:
            roles["start"] = "start"
        if roles.keys() & _STRONG:
            roles["strong"] = "strong"
    return dict(table)


def _cue(role: str) -> Iterable[str]:
    for row in records("dates_cues"):
        if row["role"] == role:
            yield from row["say"]


def _any(role: str, before: str = r"(?<!\w)", after: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(f"{before}{alternation(_cue(role))}{after}")


ROLES = _roles()
_LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"(?<!{_LETTER})(?:{alternation(ROLES)}(?!{_LETTER})"
    r"|(\d++(?:[.,:/–-]\d++)*+(?:t\d\d:\d\d(?::\d\d)?+z?+|st|nd|rd|th|['’]?s(?!\w))?+))"
)
"""A date word, or digits with what may stand inside a written date; group 1 is set for digits."""
MONTH_AHEAD = re.compile(rf"\s+(?:of\s+)?{alternation(form for form, roles in ROLES.items() if 'month' in roles)}(?!{_LETTER})")
_FUTURE = tuple(_cue("future"))
FUTURE = re.compile(
    rf"(?:(?<!\w){alternation(f for f in _FUTURE if f[0].isalpha())}|{alternation(f for f in _FUTURE if not f[0].isalpha())})(?!\w)"
)
STOP = _any("stop")
DONE = re.compile(rf"(?:(?<!\w){alternation(_cue('done'))}|\w\wed)(?:\s+(?:on|in|at))?\s*\Z")
COUNTED = re.compile(rf"\s+{alternation(_cue('counted'))}(?!\w)")
"""What makes the number before it a count: "May 12 percent", "1950 people"."""
