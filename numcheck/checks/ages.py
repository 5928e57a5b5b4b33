"""NC404, of people: an age that the date of birth does not give, or the age at another time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from numcheck.checks.days import days_of, leap_day
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cue, cued, grammar
from numcheck.model import Days

__all__ = ["ages"]

_CLAUSE = re.compile(r"[,;.|:()]|\band\b")
_ABOUT = 3  # years by which a hedged age may be off


def ages(scene: Scene) -> Iterator[Proof]:
    """Ages against dates of birth, and ages at two times against each other."""
    text = scene.article.text
    if cued("other ages").search(text):
        return
    for number, line in enumerate(scene.lines):
        both = f"{scene.lines[number - 1].tagged} | {line.tagged}" if number else line.tagged
        offset = len(both) - len(line.tagged)
        if "born" in both.lower():
            yield from _born(scene, both, offset)
        if "<d" in both:
            yield from _twice(scene, both, offset)
            yield from _lifespan(scene, line)
            yield from _two_times(scene, line)


@cache
def _birth() -> re.Pattern[str]:
    return grammar(r"\bborn\b[^<|.;]{0,40}?{dt:born}")


@cache
def _aged() -> re.Pattern[str]:
    return grammar(
        r"{a:age}|(?:\b(?:now|is|aged?|turned|he's|she's|the age of)|,|<d\d+>\s+at)\s+{n:bare}"
        r"(?=\s*(?:[,.;|]|and\b|years old|$))"
        r"|(?:^|\|\s+)[\"“]?(?:now\s+)?at\s+(?:just\s+|only\s+)?{n:front},\s+"
        r"(?:[^<|,;]{0,40}?\s)?(?:is|are|has|hopes|wants|lives|works|says)\b"
    )


@cache
def _death() -> re.Pattern[str]:
    return grammar(r"{*died}(?:(?!\bborn\b)[^<|.;]){0,60}{dt:died}")


def _born(scene: Scene, both: str, offset: int) -> Iterator[Proof]:
    births = [Hit(m, scene.items)["born"] for m in _birth().finditer(both)]
    if len(births) != 1 or both.lower().count("born") != 1:
        return
    birth = days_of(births[0])
    if birth is None or (leap_day(birth) and cued("anniversary").search(scene.article.text)):
        return
    tags = [scene.items[int(n)] for n in re.findall(r"<[dt](\d+)>", both)]
    dates = [item for item in tags if item is not births[0]]
    deaths = [Hit(m, scene.items)["died"] for m in _death().finditer(both)]
    for match in _aged().finditer(both):
        hit = Hit(match, scene.items)
        age = hit[next(name for name in ("age", "bare", "front") if hit.has(name))]
        at = _reference(scene, deaths, dates, both, match)
        if at is None or age.value is None or (match.end() <= offset and births[0].start < age.start):
            continue
        yield from _age(scene, age, births[0], birth, at)


def _reference(scene: Scene, deaths: list[Item], dates: list[Item], both: str, match: re.Match[str]) -> Days | None:
    """When somebody had an age: at the death that is told of, else at publication if nothing else is dated."""
    if deaths:
        return days_of(deaths[0])
    if cued("died").search(both) and scene.published is None:
        return None
    clause = _CLAUSE.split(both[: match.start()])[-1] + " " + _CLAUSE.split(both[match.end() :])[0]
    if scene.published is None or cued("at another time").search(clause):
        return None
    days = [_near(item) for item in dates]
    firsts = [day for day in days if day and day.year == scene.published.year]
    if len(firsts) < len(dates):
        return None
    return min([*firsts, scene.published]), max([*firsts, scene.published])


def _age(scene: Scene, age: Item, item: Item, birth: Days, at: Days) -> Iterator[Proof]:
    low, high = _years(birth[1], at[0]), _years(birth[0], at[1])
    assert age.value is not None
    slack = _ABOUT if age.hedge else 0
    if low is None or high is None or high < 0 or low - slack <= age.value <= high + slack:
        return
    text = scene.article.text
    quote = " ".join(text[item.start : item.end].split())
    can = f"{low}" if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    when = at[0].isoformat() if at[0] and at[0] == at[1] else f"{at[0].year}" if at[0] else ""
    yield Proof("NC404", (age, item), f"born {quote} makes {can} years in {when}, the text says {age.value}", "age")


def _years(born: date | None, at: date | None) -> int | None:
    """Whole years from a birth to a day; a day early counts, since papers print the birthday's age."""
    if born is None or at is None:
        return None
    return at.year - born.year - ((at.month, at.day) < (born.month, born.day))


def _near(item: Item) -> date | None:
    """A day of a date, whatever it may mean else, near in time: the beginning, or the end of "before Sunday"."""
    readings = item.claim.quantity.readings if item.claim else ()
    years = {day.year for reading in readings for day in reading if day}
    return next((day for reading in readings for day in reading if day), None) if len(years) == 1 else None


@cache
def _life() -> re.Pattern[str]:
    return grammar(r"\({d:life}\)[^|]*?\b(?:aged?|age of|was|lived\s+to(?:\s+be)?)\s+{na:age}")


def _lifespan(scene: Scene, line: Line) -> Iterator[Proof]:
    """ "The painter (1920-1985) died aged 75"."""
    for match in _life().finditer(line.tagged):
        hit = Hit(match, scene.items)
        age, life = hit["age"], hit["life"]
        years = re.fullmatch(r"(\d{4})\s?[-–]\s?(\d{4})", scene.article.text[life.start : life.end])
        dead = re.search(rf"{cue('died')}|\blived\s+to\b", line.tagged, re.IGNORECASE)
        if years is None or age.value is None or not dead:
            continue
        passed = int(years[2]) - int(years[1])
        if not passed - 1 <= age.value <= passed:
            says = f"{years[1]} to {years[2]} makes {passed - 1} or {passed} years, the text says {age.value}"
            yield Proof("NC404", (age, life), says, "age")


@cache
def _then() -> re.Pattern[str]:
    at = r"\b(?:turned|was|aged|at|at the age of)\s+(?:only\s+|just\s+)?"
    return grammar(at + r"{na:then}(?:\s+years old)?\s+(?:when\s+[^<|.;,]{0,40}\s)?in\s+{d:year}")


@cache
def _two_ages() -> re.Pattern[str]:
    age = r"\s+(?:years\s+old\s+)?in\s+"
    return grammar(
        rf"\b(?:turned|was|aged)\s+{{na:age}}{age}{{d:year}}[^<|.;]{{0,60}}?\s(?:only\s+|just\s+)?{{na:age2}}{age}{{d:year2}}"
    )


def _two_times(scene: Scene, line: Line) -> Iterator[Proof]:
    """ "She was 30 in 1990 and 45 in 2000"."""
    for match in _two_ages().finditer(line.tagged):
        hit = Hit(match, scene.items)
        one, two = days_of(hit["year"]), days_of(hit["year2"])
        a, b = hit["age"].value, hit["age2"].value
        if one is None or two is None or one[0] is None or two[0] is None or a is None or b is None:
            continue
        passed = two[0].year - one[0].year
        if abs((b - a) - passed) > 1:
            says = f"from {one[0].year} to {two[0].year} are {passed} years, the text says {a} and {b} years of age"
            yield Proof("NC404", (hit["age2"], hit["age"], hit["year"], hit["year2"]), says, "age")


@cache
def _now() -> re.Pattern[str]:
    return grammar(r"\b(?:now(?:\s+aged)?|is now|today is|is|turns)\s+{na:now}(?=\s*(?:[,.;|]|and\b|$))")


def _twice(scene: Scene, both: str, offset: int) -> Iterator[Proof]:
    """ "She turned 60 in 2020. Now 68, she ..." """
    if "<a" not in both and "<n" not in both:
        return
    then, now = _then().search(both), _now().search(both)
    if then is None or now is None or scene.published is None or max(then.end(), now.end()) <= offset:
        return
    a, b = Hit(then, scene.items), Hit(now, scene.items)
    year = days_of(a["year"])
    if year is None or year[0] is None or a["then"].value is None or b["now"].value is None:
        return
    passed = scene.published.year - year[0].year
    least = int(a["then"].value) + passed - 1
    if least <= b["now"].value <= least + 2:
        return
    text = scene.article.text
    quote = text[a["year"].start : a["year"].end]
    yield Proof(
        "NC404",
        (b["now"], a["then"], a["year"]),
        f"{a['then'].value} in {quote} makes {least} or {least + 1} "
        f"in {scene.published.year}, the text says {b['now'].value}",
        "age",
    )
