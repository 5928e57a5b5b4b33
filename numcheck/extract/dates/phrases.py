"""Whole expressions: ranges ("13 to 17 October"), open sides ("since 2014"), or a single date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from numcheck.extract.dates.atoms import DEPTH, atom, timed
from numcheck.extract.dates.calendar import plus
from numcheck.extract.dates.ranges import span_from
from numcheck.extract.dates.relative import ahead_in, relative
from numcheck.extract.dates.scene import Hit, Scene, When
from numcheck.extract.dates.sets import repeated

__all__ = ["phrase"]

_END = re.compile(r"\s*(?:[.,;:)\]!?”\"]|\Z)")
_BARE = frozenset(("year", "dom", "ordinal", "ten"))
_AMOUNT = frozenset(("num", "cardinal", "ten", "vague", "minutes"))
_SETS = frozenset(("each", "weekdays", "often", "times"))
_COUNT = frozenset(("num", "cardinal", "vague"))
_OPEN = ("since", "until", "by", "before", "after", "from")
_OPENERS = frozenset(_OPEN)


def phrase(c: Scene, i: int) -> Hit | None:
    """The whole date expression that begins at token `i`."""
    roles = c.roles[i]
    if not _SETS.isdisjoint(roles) and (found := repeated(c, i)):
        return found
    if "between" in roles:
        j = c.next(i)
        return (span_from(c, i, j, "and") if j >= 0 else None) or timed(c, i, DEPTH)
    if "from" in roles:
        j = c.next(i)
        found = span_from(c, i, j, "to") if j >= 0 else None
        return found or _opened(c, i, "from") or timed(c, i, DEPTH)
    if roles.get("in") == "in":
        return None if _AMOUNT.isdisjoint(c.roles[c.next(i)]) else ahead_in(c, i)
    if "within" in roles and (found := ahead_in(c, i)):
        return found
    if not _OPENERS.isdisjoint(roles):
        for role in _OPEN:
            if role in roles and (found := _opened(c, i, role)):
                return found
    if not _COUNT.isdisjoint(roles) and (unit := c.roles[c.next(i, " _")].get("unit")) and unit != "minute":
        return relative(c, i, DEPTH)
    return _closed(c, i)


def _closed(c: Scene, i: int) -> Hit | None:
    """A single date, or a range when a dash or "to" follows its first end."""
    found = atom(c, i)
    if not found:
        j = c.next(i) if "the" in c.roles[i] else i
        k = c.next(j, " -")
        linked = c.gaps[j] == "-" or "to" in c.roles[k] or "ordinal" in c.roles[k]
        return None if not linked or _BARE.isdisjoint(c.roles[j]) else span_from(c, i, j, "to")
    when, j = found
    gap = c.gaps[j - 1]
    if gap == " " and when.readings and when.kind != "set" and (onward := _onward(c, j)):
        side, j = onward
        opened = tuple(o for lo, hi in when.readings if (o := _open_side(side, lo, hi, "", False)))
        return replace(when, readings=opened, hedge=c.low[c.starts[found[1]] : c.ends[j]], grain="open"), j + 1
    if gap == "-" or (gap == " " and "to" in c.roles[j] and when.grain != "clock"):
        return span_from(c, i, i, "to") or found
    if when.grain == "clock" and gap == " ":
        return _with_set(c, when, j) or found
    return found


def _onward(c: Scene, j: int) -> tuple[str, int] | None:
    """ "or later", "onwards", "and after" at the end of a clause: the open side and its last token."""
    if (side := c.roles[j].get("onward")) is not None:
        return side, j
    k = c.next(j) if "and" in c.roles[j] else -1
    later = c.roles[k].keys() & {"later", "earlier"}
    if not later or not (_END.match(c.after(k, 4)) or not c.roles[k].keys() & {"after", "before"}):
        return None
    return ("since" if "later" in c.roles[k] else "by"), k


def _with_set(c: Scene, when: When, j: int) -> Hit | None:
    """ "3pm every day", "9am on Sundays"."""
    k = c.next(j) if "on" in c.roles[j] else j
    if k < 0 or not c.roles[k].keys() & {"each", "weekdays"}:
        return None
    again = repeated(c, k)
    return (replace(again[0], timex=f"{again[0].timex}{when.timex}"), again[1]) if again else None


def _opened(c: Scene, i: int, role: str) -> Hit | None:
    """ "since 2014", "by December", "after Monday": one end of the interval is not there."""
    word = c.quote(i)
    if role == "from" and word == "from":
        return None
    j = c.next(i)
    found = atom(c, j) if j >= 0 else None
    if not found:
        return timed(c, i, DEPTH)
    when, k = found
    if not when.readings or when.kind == "set" or c.owns(k - 1):
        return when, k
    clock = when.kind == "time"
    sides = [_open_side(role, lo, hi, when.edge, clock) for lo, hi in when.readings]
    coarse = when.grain in ("month", "quarter", "half", "year", "decade") and not when.edge
    if coarse and role in ("until", "by") and c.roles[i][role] != "whole":
        # "by 2030", "until May": at the latest when it ends, and for most readers when it begins.
        sides = [(None, lo) for lo, _ in when.readings if lo] + sides
    opened = tuple(dict.fromkeys(side for side in sides if side))
    if not opened:
        return when, k
    return replace(when, readings=opened, hedge=word, grain="open", fuzzy=when.fuzzy or len(opened) > 1), k


def _open_side(
    role: str, lo: date | None, hi: date | None, edge: str, clock: bool
) -> tuple[date | None, date | None] | None:
    if lo is None or hi is None:
        return None
    if role in ("since", "from"):
        return lo, None
    if role in ("until", "by"):
        return None, hi
    if role == "before":
        return None, hi if edge == "end" or clock else plus(lo, -1)
    return hi if clock else plus(hi, 1), None
