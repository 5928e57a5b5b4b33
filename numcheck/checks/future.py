"""NC403: something that is told as past, dated after publication: "was killed on 23 April", published on the 3rd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from numcheck.checks.days import YEAR, day_of
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Item, Line, Scene, cue

__all__ = ["future"]

_ZONES = 1  # days by which a date may be ahead of the place of publication
_FAR = 120  # days ahead up to which a date without a year is not one of the year before
_BREAK = re.compile(r"[;:()–—|]|,\s+(?:and|but|while|whereas|although|though|yet)\s")
_ON = re.compile(r"\b(?:on|in|since|during|dated)\s+(?:(?:the|early|late|about)\s+)*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_PREMODIFIES = re.compile(
    r"\s+(?!(?:when|after|before|while|as|and|or|in|at|by|with|from|to|for|the|a|an|his|her|its|"
    r"their|but|because|was|were|had|near|outside|inside|off|on|that|which|who|it|he|she|they|we|"
    r"this|some|more|during|under|over)\b)[a-z]+\s+(?:of|model|edition|season)\b|-|['’]s\b"
)
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def future(scene: Scene) -> Iterator[Proof]:
    """Dates after publication that a verb in the past tense tells of."""
    published = scene.published
    if published is None or re.search(cue("fiction"), scene.article.text, re.IGNORECASE):
        return
    for line in scene.lines:
        for number in line.items:
            item = scene.items[number]
            if item.kind in "dt" and (day := _after(scene, item, published)) and _told_as_past(line, number):
                quote = " ".join(scene.article.text[item.start : item.end].split())
                yield Proof(
                    "NC403",
                    (item,),
                    f"told as past, yet {quote} ({day.isoformat()}) is after publication on {published.isoformat()}",
                    f"date “{quote}”",
                )


def _after(scene: Scene, item: Item, published: date) -> date | None:
    """The first day that a date may mean, where that is after publication; a day without a year is the nearest."""
    if item.claim is None or not item.claim.quantity.readings or item.claim.quantity.fuzzy:
        return None
    text = scene.article.text[item.start : item.end]
    firsts = [first for first, _ in item.claim.quantity.readings if first]
    timex = item.claim.quantity.timex or ""
    if "/" in timex or not firsts:
        return None
    limit = published + timedelta(_ZONES)
    if _YEAR.search(text):
        return min(firsts) if min(firsts) > limit else None
    day = firsts[0]
    if (
        not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", timex)
        or not re.search(r"\d", text)
        or (not re.search(cue("months"), text, re.IGNORECASE))
    ):
        return None
    near = [found for year in (-1, 0, 1) if (found := day_of(published.year + year, day.month, day.day))]
    best = min(near, key=lambda one: abs((one - published).days))
    return best if limit < best <= published + timedelta(_FAR) else None


def _told_as_past(line: Line, number: int) -> bool:
    """Whether the verb nearest to a date is in the past tense and nothing in its clause plans, moves or limits it."""
    tag = re.search(rf"<[dt]{number}>", line.tagged)
    assert tag is not None
    before, after = line.tagged[: tag.start()], line.tagged[tag.end() :]
    start = max((found.end() for found in _BREAK.finditer(before)), default=0)
    stop = _BREAK.search(after)
    head, tail = before[start:], after[: stop.start() if stop else len(after)]
    if re.search(cue("planned"), head + "<>" + tail, re.IGNORECASE) or _PREMODIFIES.match(tail):
        return False
    verb = _last_verb(head)
    on = _ON.search(head)
    if on is None and not (verb is not None and verb[1] >= len(head.rstrip()) - 1):
        return False
    if verb is not None:
        return verb[0] and not re.search(cue("of an event"), head[verb[1] :], re.IGNORECASE)
    opening = _last_verb(tail[:60], first=True)
    return bool(opening and opening[0] and not head[: on.start() if on else 0].strip(" \"“'—-"))


def _last_verb(text: str, first: bool = False) -> tuple[bool, int] | None:
    """Whether the verb that is nearest is past, and where it ends; None without one."""
    found = None
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if _past().fullmatch(low):
            found = True, word.end()
        elif _other().fullmatch(low):
            found = False, word.end()
        if found and first:
            break
    return found


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"{cue('past')}|(?!{cue('no past')})[a-z]{{2,}}ed", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(cue("not past"), re.IGNORECASE)
