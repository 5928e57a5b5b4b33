"""NC404, of what was founded, built or has happened: a length of time since that its year rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.checks.days import days_of, leap_day
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Line, Scene, cued, grammar

__all__ = ["anniversaries"]

_YEARS = {"year": Decimal(1), "decade": Decimal(10), "century": Decimal(100)}


def anniversaries(scene: Scene) -> Iterator[Proof]:
    """Anniversaries, ages of things and years since an event against the year that they are counted from."""
    if scene.published is None:
        return
    for number, line in enumerate(scene.lines):
        both = f"{scene.lines[number - 1].tagged} | {line.tagged}" if number else line.tagged
        if "<d" in both:
            yield from _years_ago(scene, line)
            yield from _ever_since(scene, line)
            if "old" in both:
                yield from _old(scene, both, len(both) - len(line.tagged))
        if cued("anniversary").search(line.tagged):
            yield from _anniversary(scene, number)


@cache
def _old_thing() -> re.Pattern[str]:
    return grammar(
        r"{ua:age}(?:-year)?-old\s[^<|.;]{0,60}?{*built}(?:[^<|.;]){0,40}?\s(?:in|on)\s+{d:year}"
        r"|{*built}[^<|.;]{0,40}?\s(?:in|on)\s+{d:year2}[^<|;]{0,60}(?:\|[^<|.;]{0,60})?"
        r"(?:the\s+|now\s+|is\s+){ua:age2}(?:-|\s+years\s+)old"
    )


def _old(scene: Scene, both: str, offset: int) -> Iterator[Proof]:
    """ "The 30-year-old bridge, built in 1960"."""
    for match in _old_thing().finditer(both):
        hit = Hit(match, scene.items)
        age, base = (hit["age"], hit["year"]) if hit.has("age") else (hit["age2"], hit["year2"])
        days = days_of(base)
        if match.end() <= offset or days is None or days[0] is None or age.value is None or scene.published is None:
            continue
        passed = scene.published.year - days[0].year
        if age.unit == "year" and not age.hedge and not passed - 1 <= age.value <= passed:
            quote = scene.article.text[base.start : base.end]
            says = f"{quote} is {passed} years before {scene.published.year}, the text says {age.value}"
            yield Proof("NC404", (age, base), says, "age")


@cache
def _ago() -> re.Pattern[str]:
    return grammar(r"{d:ago}(?:\s*,\s*(?:back\s+)?in\s+|\s*\(|\s+in\s+){d:year}|\bin\s+{d:year2}\s*,\s*{d:ago2}")


def _years_ago(scene: Scene, line: Line) -> Iterator[Proof]:
    """ "fifty years ago, in 1964"."""
    text = scene.article.text
    for match in _ago().finditer(line.tagged):
        hit = Hit(match, scene.items)
        ago, year = (hit["ago"], hit["year"]) if hit.has("ago") else (hit["ago2"], hit["year2"])
        one, two = days_of(ago), days_of(year)
        quote = " ".join(text[ago.start : ago.end].split())
        if one is None or two is None or not re.search(r"\byears? ago$", quote) or ago.hedge:
            continue
        if (
            one[0]
            and two[1]
            and one[1]
            and two[0]
            and not (two[0].year - 1 <= one[0].year and one[1].year <= two[1].year + 1)
        ):
            says = f"{quote} is {one[0].year}, the text says {text[year.start : year.end]}"
            yield Proof("NC404", (ago, year), says, "length of time")


@cache
def _since() -> re.Pattern[str]:
    it = r"\b(?:it\s+(?:is|was|has\s+been)|it['’]s(?:\s+been)?)\s+(?:now\s+|already\s+)?"
    turns = r"\b(?:turns|turned|turn|marks|mark|celebrates|celebrate|celebrated|is|are"
    turns += r"|(?:has|have)\s+(?:now\s+)?been\s+[a-z]+\s+for)"
    end = r"(?:\s+(?:of|in|old|this|with|at|on)\b|\s*[.,;)]|\s*$|\s+<d\d+>)"
    return grammar(
        rf"{it}{{u:length}}\s+since\s[^<|.;]{{3,60}}?\s(?:in|of|on)\s+{{d:year}}(?=\s*[.,;]|\s+and\b|$)"
        rf"|{{*began}}(?:[^<|.;]|<n\d+>){{0,40}}?\s(?:in|on|since)\s+{{d:year2}}[^<|.;]{{0,60}}?{turns}\s+{{ua:length2}}(?={end})"
    )


def _ever_since(scene: Scene, line: Line) -> Iterator[Proof]:
    """ "It is 30 years since the dam burst in 2004"; "opened in 1964, marks 40 years in business"."""
    if cued("not this year").search(line.tagged):
        return
    for match in _since().finditer(line.tagged):
        hit = Hit(match, scene.items)
        length, base = (hit["length"], hit["year"]) if hit.has("length") else (hit["length2"], hit["year2"])
        days = days_of(base)
        unit = _YEARS.get(length.unit or "year")
        if days is None or days[0] is None or unit is None or not length.value or length.hedge or not scene.published:
            continue
        passed, said = scene.published.year - days[0].year, length.value * unit
        if not passed - 1 <= said <= passed + (unit > 1):
            text = scene.article.text
            quote, says = text[base.start : base.end], " ".join(text[length.start : length.end].split())
            says = f"{quote} is {passed} years before {scene.published.year}, the text says {says}"
            yield Proof("NC404", (length, base), says, "length of time")


@cache
def _nth() -> re.Pattern[str]:
    words = lexicon.alternation(lexicon.words("checks", "jubilee"))
    whole = lexicon.alternation(lexicon.words("checks", "centenary"))
    return grammar(
        rf"(?:{{nd:nth}}(?:st|nd|rd|th)?|\b(?P<word>{words}))[- ](?:[a-z]+ )?{{*anniversary}}|\b(?P<whole>{whole})\b"
        r"|\b(?P<wedding>silver|golden|diamond)\s+wedding\b"
    )


@cache
def _began() -> re.Pattern[str]:
    return grammar(r"{*began}(?:[^<|.;]|<n\d+>|<q\d+>){0,60}?\s(?:in|on|since|back in)\s+(?:the\s+)?{d:year}")


def _anniversary(scene: Scene, number: int) -> Iterator[Proof]:
    line = scene.lines[number]
    match = _nth().search(line.tagged)
    if match is None or scene.published is None:
        return
    nth = _ordinal(scene, match)
    near = scene.lines[max(0, number - 3) : number + 2]
    bases = [(m, each) for each in near for m in _began().finditer(each.tagged)]
    others = [int(n[1]) for n in re.finditer(r"<d(\d+)>", line.tagged)]
    if nth is None or len(bases) != 1:
        return
    base = Hit(bases[0][0], scene.items)["year"]
    days = days_of(base)
    if days is None or days[0] is None or days[1] is None or leap_day(days):
        return
    years = {scene.published.year}
    years |= {d.year for n in others if scene.items[n] is not base and (r := days_of(scene.items[n])) for d in r if d}
    if cued("not this year").search(line.tagged):
        years |= {scene.published.year + step for step in (-1, 1)}
    if any(nth in (year - days[0].year, year - days[1].year) for year in years):
        return
    item = Hit(match, scene.items)["nth"] if match["nth"] else base
    due = scene.published.year - days[0].year
    quote = scene.article.text[base.start : base.end]
    yield Proof(
        "NC404",
        (item, base),
        f"{scene.published.year} is {due} years after {quote}, the text says {nth}",
        "anniversary",
    )


def _ordinal(scene: Scene, match: re.Match[str]) -> int | None:
    if match["nth"]:
        value = Hit(match, scene.items)["nth"].value
        return int(value) if value is not None else None
    said = match["word"] or match["wedding"]
    table, word = ("jubilee", said) if said else ("centenary", match["whole"])
    return int(lexicon.parallel("checks", table, "value")[word.lower()])
