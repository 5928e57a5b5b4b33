"""NC303: a percentage or share that its counts do not give: "18 of 24 matches, a success rate of 85 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cued, grammar
from numcheck.checks.written import allowing, exact, share, shown
from numcheck.interval import Interval

__all__ = ["shares"]

_SMALL = 60  # people among whom not every percentage is possible
_HUNDRED = Decimal(100)
_THE = r"(?:(?:the|its|their|his|her|our|all|these|those|some|only)\s+)*"
_OF = rf"{{n:part}}(?:\s+[a-z]+)?\s+(?:(?:out\s+)?of|(?:from\s+)?among)\s+{_THE}{{n:whole}}"
_LINK = (
    r"(?:\s*\(\s*(?:or\s+)?|\s*[,–—-]?\s+(?:or|i\.e\.,?|that is,?|which is|equal to|equivalent to)\s+"
    r"|\s*[,–—:]\s*(?:(?:an?|the|with|for|giving|giving it|giving them)\s+)*(?:[a-z-]+\s+){0,3}{*share of}\s+(?:of\s+)?"
    r"|\s*[,–—(]?\s*(?:which|that|this|meaning(?:\s+that)?|representing|making(?:\s+up)?|giving|equalling"
    r"|amounting\s+to|equating\s+to|accounting\s+for|equivalent\s+to)\s*(?:(?:it|them|for)\s+(?:an?\s+)?)?"
    r"(?:{*comes to}\s+)?(?:only\s+|just\s+|about\s+)?"
    r"|\s+{*comes to}\s+|\s*[–—]\s*|\s*,\s+(?=<[pf]\d+>\s*[,.])|\s*,\s+an?\s+(?=<p\d+>\s+(?:[a-z]+\s+)?{*rate}))"
)
_END = (
    r"(?!\s*(?:of(?!\s+(?:the total|the whole|the lot|them|those|all)\b)|more|less|higher|lower|points?|a year)\b)(?!-)"
)
_GAP = r"(?:[^<|.;:!?(–—]|<[dtu]\d+>){0,80}?"


def shares(scene: Scene) -> Iterator[Proof]:
    """Shares that stand beside the two counts that they are made of, or beside another form of themselves."""
    seen: set[int] = set()
    for pattern, needs in _patterns():
        for line, hit in scene.find(pattern, needs):
            yield from _once(seen, hit, _of_counts(scene, line, hit))
    for line, hit in (*scene.find(_surveyed(), "n"), *scene.pairs(_surveyed(), "n"), *scene.pairs(_following(), "n")):
        yield from _once(seen, hit, _of_counts(scene, line, hit))
    for _, hit in (*scene.find(_twice(), "f"), *scene.pairs(_twice_over(), "fp")):
        yield from _once(seen, hit, _two_forms(scene, hit))
    for line, hit in scene.find(_fronted(), "np"):
        for inner in _beside().finditer(line.tagged, hit.match.end()):
            yield from _once(seen, hit, _under(scene, line, hit, Hit(inner, scene.items)))
    for number, line in enumerate(scene.lines):
        if "<p" in line.tagged or "<f" in line.tagged:
            yield from _once(seen, None, _resumed(scene, number, line))
    for line, hit in scene.find(_of_few(), "np"):
        yield from _once(seen, hit, _impossible(scene, line, hit))
    for line, hit in scene.find(_turnout(), "np"):
        yield from _once(seen, hit, _of_counts(scene, line, hit))


def _once(seen: set[int], hit: Hit | None, proofs: Iterator[Proof]) -> Iterator[Proof]:
    """Proofs about shares that have none yet."""
    for proof in proofs:
        if proof.items[0].start not in seen:
            seen.add(proof.items[0].start)
            yield proof


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    after = rf"{_OF}{_GAP}{_LINK}{{pf:share}}{_END}"
    words = r"(?:(?:or|that is,?|with|as|after|when|since|because|only|just)\s+)*"
    before = rf"{{pf:share}}{_GAP}(?:\s*[(,:–—]\s*{words}|\s+or\s+){_OF}"
    part_last = (
        rf"{{pf:share}}\s+(?:of\s+)?{_THE}{{n:whole}}{_GAP}(?:(?:\s*\(|,?\s+or\s+|\s*[–—]\s*)"
        rf"{{n:part}}(?:\s+[a-z]+)?|,\s+{{n:part2}}(?:\s+{{*persons}})?)(?=\s*[),;.–—]|\s+of\s+them\s*[),;.–—])"
    )
    joined = r"[^<|.:]{0,80}(?:[,;|]\s*(?:and\s+)?|\band\s+)"
    of_them = rf"{{n:whole}}{joined}{{n:part}}\s+of\s+(?:them|whom){_GAP}{_LINK}{{pf:share}}{_END}"
    other = r"(?!\s+of\s+(?!the\s+(?:votes?|total|seats)))(?!-)"
    told = rf"{_OF}{_GAP},?(?:[^<|.;]{{0,30}})\b{{*amounts to}}\s+{{pf:share}}{other}"
    fronted = rf"\bof\s+{_THE}{{n:whole}}[^<|.;:]{{0,60}},\s+{{pf:share}}(?:,?\s+or\s+|\s*\(|\s*[–—]\s*)"
    fronted += r"{n:part}(?=\s*[),;.–—])"
    return tuple((grammar(text), "n") for text in (after, before, part_last, of_them, told, fronted))


@cache
def _following() -> re.Pattern[str]:
    return grammar(rf"{_OF}[^<|]* \| {{*that is}}\s+(?:an?\s+)?(?:[a-z-]+\s+){{0,3}}(?:of\s+)?{{pf:share}}(?!-)")


@cache
def _twice() -> re.Pattern[str]:
    gap = r"(?:\s+(?:(?!or\b)[a-z'’-]+|<[nadu]\d+>(?:-[a-z-]+)?)){0,9}?"
    return grammar(
        rf"{{pf:one}}{gap}(?:\s*\(\s*(?:or\s+)?|,?\s+or\s+|\s*[–—]\s*|\s--?\s|,\s+|,?\s+that is,?\s+){{pf:other}}"
        r"(?=\s*[),;.–—]|\s--?\s)"
    )


@cache
def _twice_over() -> re.Pattern[str]:
    """ "In all, 35 out of 50 wells were foul. That is 60 per cent"."""
    return grammar(
        r"{f:one}[^<|]* \| [\"“]?(?:that|this|it)\s+{*comes to}\s+(?:an?\s+)?(?:{*rate}\s+of\s+)?{p:other}"
        r"(?!\s+(?:more|less|higher|lower|fewer)\b)(?!-)"
    )


@cache
def _surveyed() -> re.Pattern[str]:
    """ "The poll asked 1,200 people; 480 of them, or 30 per cent, said yes"."""
    return grammar(
        rf"{{*surveyed}}\s+(?:[a-z-]+\s+){{0,3}}?{{n:whole}}[^<|.]{{0,80}}(?:\||[,;:]|\band\b)[^<|.]{{0,40}}{{n:part}}"
        rf"{_GAP}{_LINK}{{pf:share}}{_END}"
    )


@cache
def _fronted() -> re.Pattern[str]:
    return grammar(rf"(?:^|[|;:“\"(]\s*)(?:out\s+)?of\s+{_THE}{{n:whole}}(?=[^<|.;:]{{0,80}}<n)")


@cache
def _beside() -> re.Pattern[str]:
    return grammar(rf"{{n:part}}(?:\s+[a-z-]+){{0,4}}{_LINK}{{pf:share}}{_END}")


@cache
def _resumption() -> re.Pattern[str]:
    """A share that takes up what was just said: "That is 40%", "a turnout of 40%", "The response rate, 40%,"."""
    rate = r"(?:[a-z-]+\s+){0,2}?{*rate}(?:\s*,\s*(?:at\s+|or\s+)?|\s*\(|\s+(?:of|is|was|came to|comes to|stood at)\s+)"
    return grammar(
        rf"(?:^[\"“]?{{*that is}}\s+(?:an?\s+)?(?:{rate})?|\b(?:an?|the|its|his|her|their)\s+{rate}){{pf:share}}{_END}"
        rf"|,\s+or\s+(?:just\s+|only\s+)?{{p:share2}}(?=\s*[,.;])"
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    """A share of other people than those who were counted: "52 tested positive; in the north the rate was <p0>"."""
    return grammar(r"(?:^|[,;|]\s*)(?:(?:and|but|while|whereas)\s+)?(?:{*where}|among)\s[^<|;]*<[pf]\d+>$")


def _resumed(scene: Scene, number: int, line: Line) -> Iterator[Proof]:
    """A share of the only two counts of this sentence and the one before: "48 teachers. Twelve are men, or 35 %"."""
    match = _resumption().search(line.tagged)
    if match is None:
        return
    hit = Hit(match, scene.items)
    said = hit["share"] if hit.has("share") else hit["share2"]
    window = (
        [line]
        if sum(scene.items[n].kind == "n" for n in line.items) > 1
        else scene.lines[max(0, number - 2) : number + 1]
    )
    numbers = [scene.items[n] for each in window for n in each.items if scene.items[n].start < said.start]
    counts = [item for item in numbers if item.kind == "n" and item.value is not None]
    if len(counts) != 2 or any(item.kind in "pfmqor" for item in numbers):
        return
    part, whole = sorted(counts, key=lambda item: item.value or Decimal(0))
    if not part.value or part.value < 2 or not _one_kind(part, whole):
        return
    if cued("not a share").search(hit.match[0]) or _elsewhere().search(line.tagged, 0, match.end()):
        return
    rest = replace(part, value=(whole.value or Decimal(0)) - part.value)
    if next(_compare(scene, rest, whole, said), None) is not None:
        yield from _compare(scene, part, whole, said)


def _one_kind(part: Item, whole: Item) -> bool:
    """Whether one count may be a part of the other: of the same noun, of none, or both of people."""
    nouns = [item.claim.quantity.noun and item.unit if item.claim else None for item in (part, whole)]
    families = [item.claim.frame.family if item.claim else None for item in (part, whole)]
    return None in nouns or nouns[0] == nouns[1] or families == ["person", "person"]


@cache
def _of_few() -> re.Pattern[str]:
    return grammar(rf"{{p:share}}\s+of\s+{_THE}{{n:whole}}\s+(?P<noun>[a-z-]+s|people|men|women|children)\b(?!['’])")


@cache
def _turnout() -> re.Pattern[str]:
    return grammar(
        r"{*electorate}[^<|.]{0,25}{n:whole}[^<|.]{0,30}{*ballots}[^<|.]{0,20}{n:part}[^<|.]{0,30}{*turnout}[^<|.]{0,20}{p:share}"
    )


def _of_counts(scene: Scene, line: Line, hit: Hit) -> Iterator[Proof]:
    if not cued("not a share").search(hit.match[0]):
        part = hit["part2"] if "part2" in hit.match.groupdict() and hit.has("part2") else hit["part"]
        yield from _compare(scene, part, hit["whole"], hit["share"])


def _under(scene: Scene, line: Line, front: Hit, inner: Hit) -> Iterator[Proof]:
    """A count in a sentence that began with "Of the 400 patients"; not one of a smaller group named since."""
    between = line.tagged[front.match.end() : inner.match.start()]
    if not cued("of them").search(line.tagged[front.match.end() : inner.match.end()]) and "|" not in between:
        yield from _compare(scene, inner["part"], front["whole"], inner["share"])


def _compare(scene: Scene, part: Item, whole: Item, said: Item) -> Iterator[Proof]:
    if part.value is None or not whole.value or said.value is None or part.value > whole.value or part.value < 0:
        return
    a, b, c = exact(part), exact(whole), share(said)
    low = a.lo / b.hi * _HUNDRED if a.lo is not None and b.hi else Decimal(0)
    high = a.hi / b.lo * _HUNDRED if a.hi is not None and b.lo else None
    if high is not None and Interval(low, max(low, high)).overlaps(c):
        return
    if high is None:
        return
    real = part.value / whole.value * _HUNDRED
    text = scene.article.text
    quotes = [" ".join(text[item.start : item.end].split()) for item in (part, whole, said)]
    yield Proof(
        "NC303",
        (said, part, whole),
        f"{quotes[0]} of {quotes[1]} is {shown(real)} %, the text says {quotes[2]}",
        f"{quotes[0]} of {quotes[1]} as a share",
        allowing(Interval(low, max(low, high)), c, quotes[2]),
    )


def _two_forms(scene: Scene, hit: Hit) -> Iterator[Proof]:
    one, other = hit["one"], hit["other"]
    if one.kind == other.kind == "p" or cued("not a share").search(hit.match[0]):
        return
    if one.value is None or other.value is None or share(one).overlaps(share(other)):
        return
    text = scene.article.text
    a, b = (" ".join(text[item.start : item.end].split()) for item in (one, other))
    bounds = share(one)
    allowed = allowing(bounds, share(other), b)
    yield Proof(
        "NC303", (other, one), f"{a} is {shown(one.value * _HUNDRED)} %, the text says {b}", f"{a} in per cent", allowed
    )


def _impossible(scene: Scene, line: Line, hit: Hit) -> Iterator[Proof]:
    """A percentage of a few people that no whole number of them makes."""
    said, whole = hit["share"], hit["whole"]
    if said.value is None or whole.value is None or said.hedge or whole.hedge or not 2 < whole.value <= _SMALL:
        return
    if cued("planned share").search(line.tagged):
        return
    bounds, size = share(said), int(whole.value)
    if any(Interval.point(_HUNDRED * n / size).overlaps(bounds) for n in range(size + 1)):
        return
    near = int(said.value * size / _HUNDRED)
    text = scene.article.text
    quote = " ".join(text[said.start : said.end].split())
    options = " and ".join(f"{n} is {shown(_HUNDRED * n / size)} %" for n in (near, near + 1))
    yield Proof(
        "NC303",
        (said, whole),
        f"no whole number of {size} {hit.match['noun']} is {quote}: {options}",
        f"{quote} of {size} {hit.match['noun']}",
    )
