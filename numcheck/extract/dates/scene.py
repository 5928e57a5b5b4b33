"""The tokens of one text, and what the grammar asks about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from numcheck.extract.crowd import Crowd
from numcheck.extract.dates.numbers import digits
from numcheck.extract.dates.words import (
    ALONE,
    BACKWARD,
    BLOCKED,
    DONE,
    FUTURE,
    GAPS,
    HELPED,
    MONTH_AHEAD,
    ONWARD,
    PAST,
    ROLES,
    STOP,
    STRONG,
    TOKEN,
    WAS,
    WILL,
    Roles,
)
from numcheck.model import Days, Kind

__all__ = ["Hit", "Scene", "When", "lower", "read_scene"]

_VAGUE = frozenset(("num", "start"))
_CUT = re.compile("[-–/]")
_NONE: Roles = {}
_MONEY = "$£€¥#№+"
_CLAUSE_START = re.compile(r"[;!?\n]|[.:,](?!\d)")
_TURNED = re.compile(rf"\b(?:after|because|when|which|who|that|since)\b[^,]*?{PAST.pattern}")
"""What ends the future that a cue opens: "will be summoned after it emerged on Tuesday"."""
_CLAUSE = 80  # how far back a cue is looked for, in characters


@dataclass(frozen=True, slots=True)
class When:
    """What a date expression says.

    Args:
        readings: possible closed intervals of days, the favourite first; empty while unresolved.
        timex: TIMEX3 value.
        grain: the unit it is known to: day, week, month, ...
        edge: "start", "mid" or "end" when only that part of it is meant.
    """

    readings: tuple[Days, ...]
    timex: str
    grain: str
    kind: Kind = "date"
    fuzzy: bool = False
    hedge: str | None = None
    edge: str = ""

    def around(self, hedge: str) -> When:
        """The same, meant loosely."""
        return replace(self, fuzzy=True, hedge=hedge)


Hit = tuple[When, int]
"""A reading and the token after its last."""


@dataclass(slots=True)
class Scene:
    """One text in tokens; index -1 is a token without roles, so that lookups chain without bounds checks."""

    text: str
    low: str
    published: date | None
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    roles: list[Roles] = field(default_factory=list)
    gaps: list[str | None] = field(default_factory=list)
    strong: list[int] = field(default_factory=list)
    anchors: list[tuple[int, When]] = field(default_factory=list)
    memo: dict[int, Hit | None] = field(default_factory=dict)

    def anchor(self, start: int, when: When) -> None:
        """Keep a resolved date for later ones to hang on; what was read ahead without it is forgotten."""
        self.anchors.append((start, when))
        self.memo.clear()

    def next(self, i: int, gaps: str = " ") -> int:
        """The token after `i` when only such a gap lies between them, else -1; "" stands for "_"."""
        gap = self.gaps[i]
        return -1 if gap is None or (gap or "_") not in gaps else i + 1

    def before(self, i: int, gaps: str = " ") -> Roles:
        """Roles of the token before `i` when it stands beside it."""
        gap = self.gaps[i - 1] if i else None
        return _NONE if gap is None or (gap or "_") not in gaps else self.roles[i - 1]

    def quote(self, i: int) -> str:
        """A token in lower case."""
        return self.low[self.starts[i] : self.ends[i]]

    def capital(self, i: int) -> bool:
        """Whether a token is written with a capital."""
        return self.text[self.starts[i]].isupper()

    def after(self, i: int, size: int = 16) -> str:
        """The characters after token `i`."""
        end = self.ends[i]
        return self.low[end : end + size]

    def owns(self, i: int) -> bool:
        """Whether a possessive follows: "Monday's storm"."""
        return self.after(i, 2) in ("'s", "’s")

    def clause(self, i: int) -> str:
        """What stands before token `i` in its clause."""
        start = self.starts[i]
        return _CLAUSE_START.split(self.low[max(0, start - _CLAUSE) : start])[-1]

    def ahead(self, i: int) -> bool:
        """Whether a future cue stands before token `i` in its clause, and no report or past verb after the cue."""
        clause = self.clause(i)
        last = FUTURE.search(clause)
        opener, edged = self._opener(i)
        if "since" in opener:
            return False
        if last is None and opener.keys() & {"until", "by"}:
            return not (WAS.search(clause) or STOP.search(clause) or (edged and PAST.search(clause)))
        if last is None:
            return clause.count(" ") < 2 and self._begins_future(i)
        while later := FUTURE.search(clause, last.end()):
            last = later
        return not (STOP.search(clause, last.end()) or _TURNED.search(clause, last.end()))

    def _opener(self, i: int) -> tuple[Roles, bool]:
        """Roles of the word that opens the expression of token `i` ("by" of "by the end of May"), and whether an edge
        stands between."""
        j = i
        while self.before(j, " -").keys() & {"edge", "the"}:
            j -= 1
        return self.before(j), j < i

    def helped(self, i: int) -> bool:
        """Whether a helping verb before token `i` makes it a verb."""
        return HELPED.search(self.clause(i)) is not None

    def behind(self, i: int, near: bool = True) -> bool:
        """Whether a past verb governs token `i` and no future cue stands in its clause.

        Args:
            near: the verb must stand right before, or be a form of "to be".
        """
        clause = self.clause(i)
        verb = (DONE if near else PAST).search(clause) or WAS.search(clause)
        return verb is not None and not FUTURE.search(clause)

    def _begins_future(self, i: int) -> bool:
        """Whether the clause that token `i` begins is in the future: "On Friday the court will rule"."""
        end = self.ends[i]
        clause = _CLAUSE_START.split(self.low[end : end + _CLAUSE].removeprefix(","))[0]
        cue = WILL.search(clause)
        return cue is not None and not STOP.search(clause, 0, cue.start())


def lower(text: str) -> str:
    """Lower case that keeps every offset.

    >>> lower("İ Mai")
    'İ mai'
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


_LONGEST = 256  # characters of date words in a run; what goes on longer is no expression of a time


def read_scene(text: str, published: date | None, crowd: Crowd | None = None) -> Scene:
    """The date words and digits of a text.

    >>> read_scene("On Monday, 3 October", None).gaps
    [' ', ',', ' ', None, None]
    """
    low = lower(text)
    scene = Scene(text, low, published)
    back, size, done = low[::-1], len(low), 0
    crowd = crowd or Crowd()
    for found in STRONG.finditer(f" {low}"):
        start, end = found.start(), found.end() - 1  # without the character before it
        if start < done:
            continue
        ahead = ONWARD.match(low, start, min(size, start + _LONGEST))
        before = BACKWARD.match(back, size - start, size - done)
        done = ahead.end() if ahead else end
        begin = size - before.end() if before else start
        if done - begin == end - start and low[start:end] not in ALONE:
            continue  # "years", "1950": nothing beside it makes it a date
        known = len(scene.strong)
        _read_run(scene, begin, done)
        skips = [crowd.skip_to(start) for _ in scene.strong[known:]]
        done = max(done, *skips) if skips else done
    scene.starts.append(len(low))
    scene.ends.append(len(low))
    scene.gaps += (None, None)
    del scene.gaps[0]  # the one before the first token
    scene.roles.append(_NONE)
    return scene


def _read_run(scene: Scene, begin: int, stop: int) -> None:
    low, starts, ends, gaps, roles, strong = (
        scene.low,
        scene.starts,
        scene.ends,
        scene.gaps,
        scene.roles,
        scene.strong,
    )
    last, glued = -9, False
    for found in TOKEN.finditer(low, begin, stop):
        start, end = found.span()
        if glued and start != last:
            roles[-1] = _NONE  # letters are glued to the digits: "29km"
        if found.lastindex is None:
            glued = False
            word = low[start:end]
            parts = [(start, end, ROLES.get(word) or _squeeze(word))]
        else:
            glued = low[end : end + 1].isalpha()
            parts = _parts(low, start, end, start == last, roles[-1] if start - last < 2 else _NONE)
        for s, e, given in parts:
            if "strong" in given:
                strong.append(len(starts))
            gaps.append(GAPS.get(low[last:s]) if s - last < 4 else None)
            starts.append(s)
            ends.append(e)
            roles.append(given)
            last = e
    if glued:
        roles[-1] = _NONE


def _squeeze(word: str) -> Roles:
    return ROLES.get(" ".join(word.split()), _NONE)


def _parts(low: str, start: int, end: int, glued: bool, prev: Roles) -> list[tuple[int, int, Roles]]:
    token = low[start:end]
    before = low[start - 1] if start else " "
    if (
        token in BLOCKED
        or before in _MONEY
        or (not glued and before.isalpha())
        or (before in ".,-" and start > 1 and low[start - 2].isdigit())
    ):
        return [(start, end, _NONE)]
    given = digits(token)
    if ("md" in given and "/" not in token and ("month" in prev or MONTH_AHEAD.match(low, end))) or (
        "ym" in given and "month" in prev
    ):
        given = _NONE  # "May 5-7", "5-7 May", "Nov/3/2019"
    if given or not _CUT.search(token) or end - start > 25:
        return [(start, end, given)]
    for cut, sign in enumerate(token):
        if sign in "-–/" and (left := digits(token[:cut])) and (right := digits(token[cut + 1 :])):
            if left.keys() <= _VAGUE or right.keys() <= _VAGUE:
                break  # "123-12-1234"
            return [(start, start + cut, left), (start + cut + 1, end, right)]
    return [(start, end, given)]
