"""NC302: parts that do not add up to a stated total: "12 people: five women, four men and two children"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, reduce

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cue, cued, grammar
from numcheck.checks.written import counted, shown
from numcheck.interval import Interval

__all__ = ["INNER", "listed", "missed", "named", "sums"]

_FEWEST = 3  # figures in a sum: a total and two parts
_KINDS = "numqp"
_TOTALLED = _KINDS + "u"
_NEAR = Decimal("0.6")  # a list whose sum is farther from the total than this is a list of something else
_MOST = Decimal("0.85")  # a list without a colon that comes to less than this of its total leaves parts out
_WHOLE = {"p": Decimal(100), "f": Decimal(1)}
_ONE_MORE = re.compile(
    r"(?:,|\band|\bplus)\s+(?:an?|another|several|some|others|the|his|her|their)\s+(?![^<]{0,60}<)", re.IGNORECASE
)
_OPENS = re.compile(r"[:(–—]")
INNER = r"[^<|,;:.()–—?!]{0,50}"
# Numbers that tell of a part what it is like: "three two-bedroom flats with four".
_ASIDE = r"(?:(?<=first )<f\d+>|(?<=second )<f\d+>|(?<=with )<n\d+>|(?<=aged )<[na]\d+>|<[nqf]\d+>(?=-)|<[dt]\d+>)"
_TAG = re.compile(r"<[a-z](\d+)>")
_MONTHS = {"year": 12, "month": 1}


def sums(scene: Scene) -> Iterator[Proof]:
    """Closed lists of parts that miss their total, and open ones that are beyond it."""
    previous: Line | None = None
    for line in scene.lines:
        if line.items and line.tagged.count("<") + (previous.tagged.count("<") if previous else 0) >= _FEWEST - 1:
            for form in (_closed, _bare, _apposed, _totalled, _tallied, _remaining):
                found = next(form(scene, line, previous), None)
                if found is not None:
                    yield found
                    break
        previous = line


@cache
def listed(kind: str) -> str:
    """Three parts or more of one kind, or two: "five women, four men and two children", "gold, 16; silver, 14"."""
    part = rf"{INNER}\(?<{kind}\d+>\)?(?:[^<|,;:.()–—?!]|{_ASIDE}){{0,50}}"
    labelled = rf"[^<|,;:.()–—?!]{{1,40}},\s+<{kind}\d+>"
    between = r"(?:\s*[,;]\s*(?:and\s+|plus\s+)?|\s+and\s+|\s+plus\s+|\s*\+\s*)"
    return rf"(?:{labelled}(?:\s*;\s*{labelled})+|{part}(?:{between}{part})+)"


@cache
def _closed_patterns() -> tuple[re.Pattern[str], ...]:
    end = r"\s*(?:[.)–—;]|$|,\s+[^<]*{*said}|,?\s+{*new clause})"
    link = r"(?:\s*[:(–—]\s*|,?\s+{*consists of}\s+)"
    return tuple(
        grammar(rf"{{{kind}:total}}(?P<noun>{INNER}?(?:,[^<,;:.]{{0,30}})?){link}(?P<list>{listed(kind)})(?={end})")
        for kind in _KINDS
    )


@cache
def _bare_pattern() -> re.Pattern[str]:
    """A measured total with bare parts: "a 12-day tour: four in Kenya, five in Uganda and two at sea"."""
    return grammar(rf"{{u:total}}{INNER}?\s*[:(–—]\s*(?P<list>{listed('n')})(?=\s*(?:[.)–—;]|$))")


def _closed(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    if not _OPENS.search(line.tagged) and not cued("consists of").search(line.tagged):
        return
    for kind, pattern in zip(_KINDS, _closed_patterns(), strict=True):
        if line.tagged.count(f"<{kind}") >= _FEWEST:
            for match in pattern.finditer(line.tagged):
                hit = Hit(match, scene.items)
                yield from missed(scene, line, hit["total"], named(scene, match["list"]), match["list"])


def _bare(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    if line.tagged.count("<n") < _FEWEST - 1:
        return
    for match in _bare_pattern().finditer(line.tagged):
        hit = Hit(match, scene.items)
        total, parts = replace(hit["total"], kind="n"), named(scene, match["list"])
        nouns = any(part.claim is not None and part.claim.quantity.noun for part in parts)
        if not nouns and "-" in scene.article.text[total.start : total.end]:
            yield from missed(scene, line, total, parts, match["list"])


@cache
def _apposed_pattern() -> re.Pattern[str]:
    place = r"\s(?:[^<|,;:.()–—?!]|<[ft]\d+>){0,40}?"
    part = rf"<n\d+>\s+{{*where}}{place}"
    end = r"(?=\s*(?:[.;–—]|$|,\s+[^<]*{*said}|,\s+{*new clause}))"
    first = rf"<n\d+>\s+(?P<first>{{*where}}){place}"
    return grammar(rf"{{n:total}}(?P<noun>[^<|,;:.]{{1,40}}),\s+(?P<list>{first}(?:(?:,|,?\s+and)\s+{part})+){end}")


def _apposed(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "killed 12 people, seven in the market and four on the bus"."""
    if line.tagged.count("<n") >= _FEWEST:
        for match in _apposed_pattern().finditer(line.tagged):
            hit = Hit(match, scene.items)
            if not re.search(rf"\b{match['first']}\b", match["noun"], re.IGNORECASE):
                total, parts = hit["total"], named(scene, match["list"])
                whole = sum(part.value or 0 for part in parts) >= _MOST * (total.value or 0)
                yield from missed(scene, line, total, parts, match["list"], over=not whole)


@cache
def _totalled_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        grammar(
            rf"(?P<list>{listed(kind)})\s*[,;:(–—]?\s*(?:and\s+)?"
            rf"(?:(?:{{*a total of}}|\btotal(?:\s+[a-z]+){{0,3}}\s+of),?:?\s+{{{kind}:total}}"
            rf"|(?:{{*making}}\s+)?{{{kind}:sum}}{INNER}?{{*in all}}"
            rf"|or\s+{{{kind}:or}}\s+(?:over|for|across|during)\s+the\b"
            rf"|(?:(?!{{*of its own}})[^<|;:.?!]){{0,60}}?\s{{{kind}:given}}\s+{{*in all}})"
        )
        for kind in _TOTALLED
    )


@cache
def _total_words() -> re.Pattern[str]:
    return re.compile(rf"{cue('a total of')}|{cue('in all')}|\bor\s+<", re.IGNORECASE)


def _totalled(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    if not _total_words().search(line.tagged):
        return
    for kind, pattern in zip(_TOTALLED, _totalled_patterns(), strict=True):
        if line.tagged.count(f"<{kind}") >= _FEWEST:
            for match in pattern.finditer(line.tagged):
                hit = Hit(match, scene.items)
                total = hit[next(name for name in ("total", "sum", "or", "given") if hit.has(name))]
                yield from missed(scene, line, total, named(scene, match["list"]), match["list"])


@cache
def _single() -> re.Pattern[str]:
    """One more without a number: "four men, three women and a teenager"."""
    return grammar(r"(?:,|\band|\bplus)\s+an?\s+(?!{*several in one})[a-z-]+(?:\s+[a-z-]+)?(?=\s*$|\s*[,.;)–—])")


@cache
def _rest() -> re.Pattern[str]:
    return grammar(r"{*the remaining}\s+{nfpm:rest}|{nfp:others}\s+{*others}")


def _remaining(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "Of the 40 passengers, 25 were treated, ten refused help and the other seven went home"."""
    match = _rest().search(line.tagged)
    if match is None:
        return
    hit = Hit(match, scene.items)
    rest = hit["rest"] if hit.has("rest") else hit["others"]
    own = (scene.items[n] for n in line.items)
    before = [item for item in own if item.start < rest.start and item.kind not in "dt"]
    if any(item.kind != rest.kind for item in before):
        return
    if not before:
        return
    if rest.kind in _WHOLE:
        whole = Item(rest.start, rest.end, rest.kind, _WHOLE[rest.kind])
        yield from missed(scene, line, whole, [*before, rest], line.tagged)
        return
    first, *others = (rf"<{item.kind}{scene.items.index(item)}>" for item in before)
    money = others and rest.kind == "m" and re.search(rf"{first}{INNER}[,:–—(]\s*{others[0]}", line.tagged)
    if money or re.search(rf"(?:^|[,;“\"(]\s*)(?:out\s+)?{cue('of the')}\s+{first}", line.tagged, re.I):
        yield from missed(scene, line, before[0], [*before[1:], rest], line.tagged)
    elif previous is not None and not match[0].lower().startswith("leaving"):
        wholes = [scene.items[n] for n in previous.items if scene.items[n].kind == "n"]
        if len(wholes) == 1 and len(before) > 1:
            yield from missed(scene, line, wholes[0], [*before, rest], line.tagged)


@cache
def _tally() -> re.Pattern[str]:
    return grammar(
        rf"(?P<list>{listed('n')})[^<|]* \| [^<|]{{0,40}}{{*tally}}\s+(?:of|is|was|comes to|came to|stands at)\s+"
        r"{n:total}"
    )


def _tallied(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "They won 16 gold, 14 silver and 12 bronze medals. The total of 45 is a record"."""
    if previous is None or not cued("tally").search(line.tagged):
        return
    for match in _tally().finditer(f"{previous.tagged} | {line.tagged}"):
        hit = Hit(match, scene.items)
        yield from missed(scene, line, hit["total"], named(scene, match["list"]), match["list"])


def named(scene: Scene, words: str) -> list[Item]:
    """The parts that a list names, one of each: without the numbers that tell of a part what it is like."""
    return [scene.items[int(tag[1])] for tag in _TAG.finditer(re.sub(_ASIDE, "", words))]


def missed(
    scene: Scene, line: Line, total: Item, parts: Sequence[Item], words: str, over: bool = False
) -> Iterator[Proof]:
    """The proof that parts and total do not go together; nothing where they may, or where the list is none.

    A list that is `over` may leave parts out, and is wrong only where it is beyond its total.
    """
    mixed = total.kind == "u" and {part.unit for part in (total, *parts)} == set(_MONTHS)
    if mixed:
        total, *parts = (_in_months(item) for item in (total, *parts))
    values = [part.value for part in parts]
    if total.value is None or None in values or len(parts) < _FEWEST - 1:
        return
    if not mixed and total.kind in "muq" and {part.unit for part in parts} != {total.unit}:
        return
    singles = len(_single().findall(words)) if total.kind == "n" else 0
    if _ONE_MORE.search(_single().sub("", words)) or cued("not a sum").search(words):
        return
    if not over and cued("open list").search(line.tagged):
        return
    numbers = [value for value in values if value is not None] + [Decimal(1)] * singles
    exact = sum(numbers, Decimal(0))
    if any(value >= total.value for value in numbers) or not _NEAR <= exact / total.value <= 1 / _NEAR:
        return
    bounds = reduce(_plus, [counted(part) for part in parts])
    bounds = _plus(bounds, Interval(Decimal(0), Decimal(singles)))  # the dog is no passenger, the teenager is one
    if total.kind in _WHOLE and total.start == parts[-1].start:
        allowed = Interval.point(total.value)
        loose = Decimal("0.015") * total.value * len(parts) / 2
        bounds = Interval((bounds.lo or exact) - loose, (bounds.hi or exact) + loose)
    else:
        allowed = counted(total)
    if bounds.overlaps(allowed) or (over and exact < total.value):
        return
    sum_ = " + ".join(_shown(value, total) for value in numbers)
    whole = "the whole is" if total.start == parts[-1].start else "the text says"
    says = f"{sum_} is {_shown(exact, total)}, {whole} {_shown(total.value, total)}"
    narrow = (
        None
        if bounds.lo == bounds.hi or bounds.lo is None or bounds.hi is None
        else (f"{_shown(bounds.lo, total)} to {_shown(bounds.hi, total)}")
    )
    items = tuple(parts) if total.start == parts[-1].start else (total, *parts)
    yield Proof("NC302", items, says, "parts and their total", narrow)


def _in_months(item: Item) -> Item:
    return replace(item, value=item.value and item.value * _MONTHS[item.unit or "month"])


def _plus(a: Interval, b: Interval) -> Interval:
    lo = None if a.lo is None or b.lo is None else a.lo + b.lo
    hi = None if a.hi is None or b.hi is None else a.hi + b.hi
    return Interval(lo, hi)


def _shown(value: Decimal, total: Item) -> str:
    if total.kind == "f":
        return f"{shown(value * 100)} %"
    return shown(value, 2) + (" %" if total.kind == "p" else "")
