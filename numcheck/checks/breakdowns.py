"""NC302, of lists that are told in other ways: open ones beyond their total, and ones over several sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.checks.proof import Proof
from numcheck.checks.scene import Hit, Item, Line, Scene, cue, cued, grammar
from numcheck.checks.sums import INNER, listed, missed, named

__all__ = ["breakdowns"]

_WHOLE = {"p": Decimal(100), "f": Decimal(1)}
_FEWEST = 2  # parts of a list that has a word to close it
_PARTS = 3  # parts that make a list with no word that closes it
_END = r"(?=\s*(?:[.)–—;]|$|,\s+[^<]*{*said}|,?\s+{*new clause}))"
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|these|those)\b", re.IGNORECASE)
_AFTER = re.compile(r"\s+([^\W\d_]+)")


def breakdowns(scene: Scene) -> Iterator[Proof]:
    """Lists of which no part can be in another that are beyond their total, and totals in the sentence after."""
    for number, line in enumerate(scene.lines):
        if not line.items:
            continue
        previous = scene.lines[number - 1] if number else None
        for form in (_over, _strong, _answers, _comprised, _summed_up, _rest_of_them, _divided, _seats):
            found = next(form(scene, line, previous), None)
            if found is not None:
                yield found
                break


@cache
def _open_lists() -> re.Pattern[str]:
    more = rf"(?:(?:\s*,|,?\s+and|,?\s+plus)\s+<n\d+>{INNER})+"
    return grammar(
        rf"{{n:total}}{INNER}(?:,\s*|\s*[(–—:]\s*|\s+)"
        rf"(?:{{*including}}\s+(?P<among><n\d+>{INNER}{more})|(?P<them><n\d+>\s+{{*of them}}{INNER}{more})"
        rf"|of\s+whom\s+(?P<whom><n\d+>{INNER}{more})|(?P<were><n\d+>\s+(?:were|are)\b{INNER}{more})){_END}"
    )


def _over(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "15 passengers, including eight Germans, seven Poles and four Czechs"."""
    for match in _open_lists().finditer(line.tagged):
        words = _OF_THEM.sub("", match["among"] or match["them"] or match["whom"] or match["were"])
        parts = named(scene, words)
        if _disjoint(words):
            yield from missed(scene, line, Hit(match, scene.items)["total"], parts, words, over=True)


def _disjoint(words: str) -> bool:
    """Whether nobody can be in two parts: of two nations, of two sexes, in two places."""
    kinds = [found[1] for tag in re.finditer(r"<n\d+>", words) if (found := _AFTER.match(words, tag.end()))]
    if len(kinds) < len(re.findall(r"<n\d+>", words)):
        return False
    if {"were", "are"} & {kind.lower() for kind in kinds[:1]}:
        heads = re.findall(r"<n\d+>\s+(?:(?:were|are)\s+)?([^\W\d_]+)", words)
        return len(set(heads)) == len(heads) and _of_sorts(heads)
    if len(set(kinds)) == 1:
        return bool(cued("where").fullmatch(kinds[0]))
    apart = len(set(kinds)) == len(kinds)
    return apart and (all(kind[0].isupper() for kind in kinds) or _of_sorts(kinds))


def _of_sorts(nouns: Sequence[str]) -> bool:
    """Whether one record has all of them as what nobody is two of: "passengers" and "crew"."""
    rows = (row["say"] for row in lexicon.records("checks", "cue") if row["name"] == "sorts")
    return any({noun.lower() for noun in nouns} <= set(row) for row in rows)


@cache
def _groups() -> re.Pattern[str]:
    return grammar(
        rf"{{n:total}}-{{*strong}}\s+{INNER}\b(?:has|have|had|includes|included)\s+(?P<list>{listed('n')}){_END}"
    )


def _strong(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "The 60-strong choir has 22 sopranos, 18 altos, ten tenors and 14 basses"."""
    for match in _groups().finditer(line.tagged):
        parts = named(scene, match["list"])
        if len(parts) >= _PARTS:
            yield from missed(scene, line, Hit(match, scene.items)["total"], parts, match["list"], over=True)


@cache
def _comprising() -> re.Pattern[str]:
    return grammar(
        rf"{{*consists of}}\s+(?P<list>{listed('n')})\s*[,)–—]\s*(?:has|have|had|numbers|totals)\s+{{n:total}}"
    )


def _comprised(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "The panel, comprising four judges, three doctors and two engineers, has ten members"."""
    for match in _comprising().finditer(line.tagged):
        yield from missed(scene, line, Hit(match, scene.items)["total"], named(scene, match["list"]), match["list"])


def _answers(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "48 per cent said yes, 39 per cent said no and 23 per cent did not know"."""
    parts = [scene.items[number] for number in line.items if scene.items[number].kind not in "dt"]
    kinds = {part.kind for part in parts}
    last = line.tagged.rpartition("<")[2]
    if len(parts) < _PARTS or len(kinds) > 1 or not kinds <= set(_WHOLE):
        return
    if cued("undecided").search(last):
        (kind,) = kinds
        whole = replace(parts[-1], value=_WHOLE[kind])
        yield from missed(scene, line, whole, parts, line.tagged, over=True)


@cache
def _sum_sentence() -> re.Pattern[str]:
    return grammar(
        rf"(?P<list>{listed('n')})[^<|,;:]*? \| [\"“]?(?:{{*sums up}}|(?P<soft>{{*in all}})),?\s+"
        rf"(?:a\s+total\s+of\s+)?{{n:total}}"
        rf"(?!\s+{{*apart}})"
    )


def _summed_up(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "He won 14 races on clay, 11 on grass and nine on hard courts. That makes 36 wins"."""
    if previous is None or not (cued("sums up").search(line.tagged) or cued("in all").search(line.tagged)):
        return
    for match in _sum_sentence().finditer(f"{previous.tagged} | {line.tagged}"):
        parts, total = named(scene, match["list"]), Hit(match, scene.items)["total"]
        if len(parts) >= _PARTS and (not match["soft"] or _one_noun(total, parts)):
            yield from missed(scene, line, total, parts, match["list"])


def _one_noun(total: Item, parts: Sequence[Item]) -> bool:
    nouns = [item.unit if item.claim and item.claim.quantity.noun else None for item in (total, *parts)]
    return nouns[0] is None or nouns[0] in nouns[1:]


@cache
def _divided_pattern() -> re.Pattern[str]:
    return grammar(rf"{{*divided}}{INNER}(?:[:–—(]\s*)?(?P<list>{listed('p')})(?=\s*(?:[.)–—;]|$))")


def _divided(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """Percentages of something that is divided up: "split: 40% to his wife, 40% to his son and 30% to a charity"."""
    if line.tagged.count("<p") < _FEWEST:
        return
    for match in _divided_pattern().finditer(line.tagged):
        parts = named(scene, match["list"])
        whole = Item(parts[-1].start, parts[-1].end, "p", _WHOLE["p"])
        yield from missed(scene, line, whole, parts, match["list"])


@cache
def _seat_total() -> re.Pattern[str]:
    return grammar(r"{n:total}[- ](?:\w+ )?{*seats}")


@cache
def _seat_list() -> re.Pattern[str]:
    part = r"[^<|;:.()?!]{0,60}<n\d+>"
    return grammar(rf"(?P<list>{part}(?: \w+)? {{*seats}}(?:{part})+)")


def _seats(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """Seats that are handed out beyond the number that there is."""
    match = _seat_list().search(line.tagged) if cued("seats").search(line.tagged) else None
    if match is None:
        return
    own = [(m, line) for m in _seat_total().finditer(line.tagged)]
    earlier = [(m, previous) for m in _seat_total().finditer(previous.tagged)] if previous else []
    parts = named(scene, match["list"])
    for found, _ in (*own, *earlier):
        total = Hit(found, scene.items)["total"]
        given = [part for part in parts if part is not total]
        if total.value and all(p.value and p.value <= total.value for p in given) and len(given) >= _FEWEST:
            proof = next(missed(scene, line, total, given, match["list"]), None)
            if proof and sum(p.value or 0 for p in given) > total.value:
                yield proof
                return


@cache
def _the_rest() -> re.Pattern[str]:
    return grammar(r"(?:^|[,;]\s+|\band\s+|\bwhile\s+){*the remaining}\s+{n:rest}")


def _rest_of_them(scene: Scene, line: Line, previous: Line | None) -> Iterator[Proof]:
    """ "Fourteen people died. Nine of the dead were on the coach. The other three were in the car"."""
    match = _the_rest().search(line.tagged)
    if match is None or previous is None:
        return
    rest = Hit(match, scene.items)["rest"]
    at = scene.lines.index(line)
    before = [
        n for each in scene.lines[max(0, at - 2) : at + 1] for n in each.items if scene.items[n].start < rest.start
    ]
    text = scene.around(line, 2, 0)
    counts = [scene.items[n] for n in before if scene.items[n].kind not in "dt"]
    if len(counts) < _PARTS - 1 or any(item.kind != "n" or not item.value for item in counts):
        return
    whole, *parts = counts
    tags = [f"<n{scene.items.index(part)}>" for part in parts]
    if whole.start >= line.start or not all(re.search(rf"{tag}\s+{cue('of them')}", text, re.I) for tag in tags[:1]):
        return
    yield from missed(scene, line, whole, [*parts, rest], "")
