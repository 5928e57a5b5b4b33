"""NC403: something that is told as past, dated after publication: "was killed on 23 April", published on the 3rd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from numcheck.checks.days import YEAR, day_of
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Item, Line, Scene, cue, cued

__all__ = ["future"]

_ZONES = 1  # days by which a date may be ahead of the place of publication
_FAR = 60  # days ahead up to which a date without a year is not one of the year before
_BREAK = re.compile(r"[;:()–—|]|,\s+(?:and|but|while|whereas|although|though|yet)\s")
_ON = re.compile(r"\b(?:on|in|since|during|dated)\s+(?:(?:the|early|late|about)\s+)*$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|since|during)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_WORDS = 3  # words after a comma that make a clause
_ANOTHER_YEAR = re.compile(
    r"\s*,?\s*(?:of\s+)?(?:<d|(?:last|next|this|that|the\s+(?:previous|following))\s+(?:year|month))|-|['’]s\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[dt]\d+>")  # "A fortnight ago, on 21 October, it was shut"
_AUXILIARY = ("was", "were", "had", "did", "been")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def future(scene: Scene) -> Iterator[Proof]:
    """Dates after publication that a verb in the past tense tells of."""
    published = scene.published
    if published is None or cued("fiction").search(scene.article.text):
        return
    for line in scene.lines:
        for number in line.items:
            item = scene.items[number]
            if (
                item.kind in "dt"
                and (day := _after(scene, line, item, published))
                and _told_as_past(scene.article.text[item.start : item.end], line, number)
            ):
                quote = " ".join(scene.article.text[item.start : item.end].split())
                yield Proof(
                    "NC403",
                    (item,),
                    f"told as past, yet {quote} ({day.isoformat()}) is after publication on {published.isoformat()}",
                    f"date “{quote}”",
                )


def _after(scene: Scene, line: Line, item: Item, published: date) -> date | None:
    """The first day that a date may mean, where that is after publication; a day without a year is the nearest."""
    if item.claim is None or item.claim.quantity.fuzzy:
        return None
    text = scene.article.text[item.start : item.end]
    firsts = [first for first, _ in item.claim.quantity.readings if first]
    timex = item.claim.quantity.timex or ""
    limit = published + timedelta(_ZONES)
    if "/" in timex or not firsts:
        return None
    if _YEAR.search(text):
        return min(firsts) if min(firsts) > limit else None
    if any(int(year) != published.year for year in _YEAR.findall(scene.article.text[line.start : line.end])):
        return None  # "On this day in 1752 they woke up on 14 September"
    day = firsts[0]
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", timex) or not cued("months").search(text):
        return None
    near = [found for year in (-1, 0, 1) if (found := day_of(published.year + year, day.month, day.day))]
    best = min(near, key=lambda one: abs((one - published).days))
    return best if limit < best <= published + timedelta(_FAR) else None


def _told_as_past(text: str, line: Line, number: int) -> bool:
    """Whether the verb nearest to a date is in the past tense and nothing in its clause plans, moves or limits it."""
    tag = re.search(rf"<[dt]{number}>", line.tagged)
    assert tag is not None
    head, tail = _clause(line.tagged[: tag.start()]), line.tagged[tag.end() :]
    stop = _BREAK.search(tail)
    tail = tail[: stop.start() if stop else len(tail)]
    if _ANOTHER_YEAR.match(tail) or cued("planned").search(f"{head} <> {tail}"):
        return False
    year = re.fullmatch(r"(?:\w+ )?\d{4}", text)
    on = (_IN if year else _ON).search(head)
    verb = _verb(head)
    if on is None:  # "died April 23"
        return not year and verb is not None and verb.past and verb.full and not head[verb.end :].strip()
    if verb is not None:
        between = head[verb.end : on.start()]
        return verb.past and not _of_event().search(between)
    opening = _verb(tail[:60], first=True)
    return bool(opening and opening.past and not _TAG.sub("", head[: on.start()]).strip(" ,\"“'—-"))


def _clause(text: str) -> str:
    """The clause that ends a text: from its last break, or from its last comma where three words follow that."""
    start = max((found.end() for found in _BREAK.finditer(text)), default=0)
    text = text[start:]
    at = len(text)
    while (at := text.rfind(",", 0, at)) >= 0:
        if len(text[at + 1 :].split()) >= _WORDS:
            return text[at + 1 :]
    return text


class _Verb(NamedTuple):
    """The verb of a clause: whether it is past, whether it says more than "was", and where it ends."""

    past: bool
    full: bool
    end: int


def _verb(text: str, first: bool = False) -> _Verb | None:
    """The last verb of a text, or the first; None without one. "to", a modal, "has" and "is" govern what follows."""
    found: _Verb | None = None
    governed = False
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if _other().fullmatch(low):
            found, governed = _Verb(False, False, word.end()), True
        elif low in _AUXILIARY:
            found, governed = _Verb(not governed, False, word.end()), governed
        elif _past().fullmatch(low):
            found = _Verb(not governed, True, word.end())
            governed = False
            if first:
                break
        elif not low.endswith("ly") and low not in ("not", "been", "also", "never"):
            governed = False
    return found


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"{cue('past')}|(?!{cue('no past')})[a-z]{{2,}}ed", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(cue("not past"), re.IGNORECASE)


@cache
def _of_event() -> re.Pattern[str]:
    """ "for the election", "of a tax break"; but not "of Walsall", which is a place."""
    return re.compile(rf"{cue('of an event')}\s+(?:(?-i:[a-z]))(?:[\w'’-]+\s*){{1,6}}$", re.IGNORECASE)
