"""The date words of the lexicon as one table from surface to roles, and the patterns made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from numcheck.lexicon import alternation, records

__all__ = [
    "ALONE",
    "BACKWARD",
    "BLOCKED",
    "COUNTED",
    "DONE",
    "FUTURE",
    "GAPS",
    "HELPED",
    "MONTH_AHEAD",
    "ONWARD",
    "PAST",
    "ROLES",
    "STOP",
    "STRONG",
    "TOKEN",
    "WAS",
    "WILL",
    "Roles",
]

Roles = dict[str, str]
"""What a token can be in the grammar, each with its value: {"month": "10"}."""

# Strong words can make a date with what stands around them, and every date holds one. The others only help.
_STRONG = {
    "month", "weekday", "weekdays", "today", "holiday", "often", "fixed", "blocker", "tonight", "quarter", "half",
    "season", "unit", "part", "am", "oclock", "fiscal", "era", "decade", "ten", "scale", "yearword", "now",
}  # fmt: skip
_STARTS = (_STRONG - {"am", "oclock", "era", "scale", "now"}) | {
    "from", "between", "since", "until", "by", "before", "after", "within", "each", "times", "edge", "rest", "circa",
    "the", "deictic", "cardinal", "vague", "ordinal", "in",
}  # fmt: skip
_NEED_MORE = {"unit", "part", "am", "oclock", "fiscal", "era", "ten", "scale", "yearword", "now"}
_UNIT_STARTS = {"week", "weekend", "year"}  # "week of 3 May", "year 1850"; other units only end an expression


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
        starts = roles.keys() & _STARTS
        if starts == {"unit"} and roles["unit"] not in _UNIT_STARTS:
            starts = set()
        if starts and "blocker" not in roles:
            roles["start"] = "start"
        if roles.keys() & _STRONG:
            roles["strong"] = "strong"
    return dict(table)


def _cue(role: str) -> Iterable[str]:
    for row in records("dates_cues"):
        if row["role"] == role:
            yield from row["say"]


_FORMS = _roles()
BLOCKED = frozenset(form for form in _FORMS if form[0].isdigit())
"""Figures that look like a date and are none: "24/7"."""
ROLES = {form: roles for form, roles in _FORMS.items() if form not in BLOCKED}
ALONE = frozenset(form for form, roles in ROLES.items() if roles.keys() & (_STRONG - _NEED_MORE))
"""Words that can be a whole date."""
_LETTER = r"[^\W\d_]"
_DIGITS = r"\d++(?:[.,:/–-]\d++)*+(?:t\d\d:\d\d(?::\d\d)?+z?+|st|nd|rd|th|['’]?s(?!\w))?+"
TOKEN = re.compile(rf"(?<!{_LETTER})(?:{alternation(ROLES)}(?!{_LETTER})|({_DIGITS}))")
"""A date word, or digits with what may stand inside a written date; group 1 is set for digits."""
GAPS = {
    "": "", " ": " ", "\n": " ", ", ": ",", ",": ",", ",\n": ",", " , ": ",", "-": "-", "–": "-", "—": "-", " - ": "-",
    " – ": "-", " — ": "-", "/": "/", ".": ".", ". ": ".", " '": "'", " ’": "'", "’": "'", "'": "'", "'s ": "s",
    "’s ": "s", "' ": "s", "’ ": "s", " -": "-", "- ": "-", " /": "/", "/ ": "/", "~": "-",
}  # fmt: skip
"""What may stand between two tokens of one expression, and its kind."""


_GAP = "|".join(re.escape(gap) for gap in sorted(GAPS, key=len, reverse=True) if gap)
_ANY = rf"(?:{alternation(ROLES)}(?!{_LETTER})|{_DIGITS})"
_BACK_GAP = "|".join(re.escape(gap[::-1]) for gap in sorted(GAPS, key=len, reverse=True) if gap)
_BACK_ANY = rf"(?:{alternation(form[::-1] for form in ROLES)}(?!{_LETTER})|(?:ts|dn|dr|ht|s['’]?)?\d[\d.,:/–-]*+)"
_STRONG_FORMS = alternation(form for form, roles in ROLES.items() if "strong" in roles)
STRONG = re.compile(rf"[^a-z](?:{_STRONG_FORMS}(?!{_LETTER})|\d\d\d\d|\d+(?:[:/-]|[snrt]|['’]s))")
"""A word or a number that can make a date, with the character before it (cheap to search for)."""
ONWARD = re.compile(rf"{_ANY}(?:(?:{_GAP})?{_ANY})*+")
BACKWARD = re.compile(rf"(?:(?:{_BACK_GAP})?{_BACK_ANY})*+")
"""From a strong word to the ends of the run of tokens it stands in; `BACKWARD` reads the text reversed. Neither has
groups: Python 3.11 loses groups inside a possessive repeat."""
_MONTHS = alternation(form for form, roles in ROLES.items() if "month" in roles)
MONTH_AHEAD = re.compile(rf"\s+(?:of\s+)?{_MONTHS}(?!{_LETTER})")
_FUTURE = (
    alternation(form for form in _cue("future") if form[0].isalpha()),
    alternation(form for form in _cue("future") if not form[0].isalpha()),
)
FUTURE = re.compile(rf"(?:(?<!\w){_FUTURE[0]}|{_FUTURE[1]})(?!\w)")
WAS = re.compile(rf"(?<!\w){alternation(_cue('was'))}(?!\w)")
WILL = re.compile(rf"(?<!\w){alternation(_cue('will'))}(?!\w)")
STOP = re.compile(rf"(?<!\w){alternation(_cue('stop'))}(?!\w)")
_DONE = rf"(?:(?<!\w){alternation(_cue('done'))}(?!\w)|\w\wed(?!\w))"
DONE = re.compile(rf"{_DONE}(?:\s+(?:on|in|at))?\s*\Z")
"""A past verb right before the date; `PAST` is one anywhere in its clause."""
PAST = re.compile(_DONE)
HELPED = re.compile(rf"(?<!\w){alternation(_cue('helper'))}\s*\Z")
"""What makes "last" after it a verb: "should last three weeks"."""
COUNTED = re.compile(rf"\s+{alternation(_cue('counted'))}(?!\w)")
"""What makes the number before it a count: "May 12 percent", "1950 people"."""
