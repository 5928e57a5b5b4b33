"""NC304: a part that is larger than its whole: "14 detainees, 16 of them minors"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cue, grammar
from numcheck.checks.written import counted, shown

__all__ = ["parts"]

_PEOPLE = ("people", "person")
_COUNTED = re.compile(
    r"\s+(?!(?:stars?|points?|marks?|overall|on|for|in|and|or)\b)(?:[a-z]+s|children|people|men|women)\b"
)
_SCORES = (5, 10, 100)  # "eleven out of ten" is praise


def parts(scene: Scene) -> Iterator[Proof]:
    """Parts that are named as such and exceed the one whole that they can be of."""
    previous: Line | None = None
    for line in scene.lines:
        if "<n" in line.tagged or "<m" in line.tagged or "<q" in line.tagged:
            found = next(_found(scene, line, previous), None)
            if found is not None:
                yield found
        previous = line


def _found(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    text = line.tagged
    for match in _of_whole().finditer(text):
        hit = Hit(match, scene.items)
        if not (hit["part"].kind == hit["whole"].kind and hit["part"].unit == hit["whole"].unit) and (
            hit["part"].kind != "n" or hit["whole"].kind in "mq"
        ):
            continue
        if hit["whole"].value not in _SCORES or re.match(_COUNTED, text[match.end() :]):
            yield from _larger(scene, hit["part"], hit["whole"])
    for match in _fronted().finditer(text):
        hit = Hit(match, scene.items)
        which = next(end for end in ("", "2", "3", "4") if hit.has(f"whole{end}"))
        whole, part = hit[f"whole{which}"], hit[f"part{which}"]
        if not _apart(text, match.end(f"part{which}") + 1) and _alike(whole, part):
            yield from _larger(scene, part, whole)
    for match in _of_them().finditer(text):
        part = scene.items[int(match["part"])]
        wholes = _before(scene, line, previous, part)
        if match["noun"]:
            wholes = [whole for whole in wholes if _noun(whole) and _noun(whole) == _noun(part)]
        elif wholes and wholes[-1].start < line.start and (match.start() or not _person(wholes[-1])):
            continue
        if wholes and all(whole.value and part.value and whole.value < part.value for whole in wholes):
            yield from _larger(scene, part, wholes[-1])
    for match in _including().finditer(text):
        hit = Hit(match, scene.items)
        whole, part = hit["whole"], hit["part"]
        if not _apart(text, match.end()) and _alike(whole, part) and _one_whole(scene, line, previous, part):
            yield from _larger(scene, part, whole)


@cache
def _of_whole() -> re.Pattern[str]:
    group = r"(?:(?:the|an?|his|her|their|its)\s+(?:[a-z]+\s+of|possible|maximum(?:\s+of)?|total(?:\s+of)?)\s+)?"
    the = (
        r"(?:(?:the|its|their|his|her|our|all|these|those|some|an?|last|past|first|previous|final"
        r"|(?:the\s+)?[\w-]+['’]s?)\s+)*"
    )
    return grammar(rf"{{nmq:part}}\s+(?:out\s+)?of\s+{group}{the}{{nmqu:whole}}")


@cache
def _fronted() -> re.Pattern[str]:
    the = r"(?:(?:the|its|their|all|these|those|some|his|her)\s+)*"
    return grammar(
        rf"(?:^|[|,;:“\"(]\s*|\band\s+)(?:out\s+)?of\s+{the}{{nmq:whole}}(?:[^<|;:.?!]{{0,90}}?,|[^<|;:,.?!]{{0,30}}?)\s+"
        rf"(?:only\s+|just\s+|[a-z]+\s+(?:say|said)\s+)?{{nmq:part}}"
        rf"|\b(?:in|from|with)\s+an?\s+[a-z]+\s+of\s+{{n:whole4}}[^<|;:.?!]{{0,20}}?,\s+{{n:part4}}"
        rf"|\bamong\s+{the}{{n:whole2}}[^<|;:.?!]{{0,50}}?\s(?:were|are|was|is)\s+{{n:part2}}"
        rf"|{{n:part3}}[^<|;:,.?!]{{0,40}}\s(?:among|amongst)\s+{the}{{n:whole3}}"
    )


@cache
def _of_them() -> re.Pattern[str]:
    return grammar(r"{n:part}\s+of\s+(?:(?:them|whom|which)\b|(?:these|those|its|their|his|her)\s+(?P<noun>\w+))")


@cache
def _including() -> re.Pattern[str]:
    return grammar(r"{nmq:whole}[^<|;:.?!]{0,50}?,?\s+{*including}\s+(?:the\s+)?{nmq:part}")


def _before(scene: Scene, line: Line, previous: Line | None, part: Item) -> list[Item]:
    """The counts of this line and the one before that stand before a part."""
    numbers = (*(previous.items if previous and previous.end > 0 else ()), *line.items)
    found = [scene.items[n] for n in numbers if scene.items[n].start < part.start]
    return [item for item in found if item.kind == part.kind and item.value is not None]


def _one_whole(scene: Scene, line: Line, previous: Line | None, part: Item) -> bool:
    """Whether no other figure before a part could be its whole."""
    others = _before(scene, line, None, part)
    return all(item.value and part.value and item.value < part.value for item in others)


def _apart(text: str, end: int) -> bool:
    """Whether a word after a figure sets it apart: "16 others"."""
    return bool(re.match(r"\s+(?:\w+\s+)?" + cue("apart"), text[end:], re.IGNORECASE))


def _alike(whole: Item, part: Item) -> bool:
    """Whether one may be counted among the other: people among people, seats among seats, money among money."""
    if whole.kind != part.kind:
        return False
    if whole.kind != "n":
        return whole.unit == part.unit
    if _noun(part) is None or _noun(whole) == _noun(part):
        return True
    return _person(whole)


def _person(item: Item) -> bool:
    frame = item.claim.frame if item.claim else None
    return frame is not None and (frame.family in _PEOPLE or frame.concept in _PEOPLE or frame.generic)


def _noun(item: Item) -> str | None:
    return item.unit if item.claim and item.claim.quantity.noun else None


def _larger(scene: Scene, part: Item, whole: Item) -> Iterator[Proof]:
    if part.value is None or whole.value is None or part.value <= whole.value:
        return
    low, high = counted(part).lo, counted(whole).hi
    if low is None or high is None or low <= high:
        return
    a, b = (" ".join(scene.article.text[item.start : item.end].split()) for item in (part, whole))
    yield Proof(
        "NC304",
        (part, whole),
        f"{a} cannot be a part of {b}: {shown(part.value)} is more than {shown(whole.value)}",
        "a part and its whole",
    )
