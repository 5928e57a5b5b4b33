"""What kind of measure a number is of, and whether it is a change of something rather than a level."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from numcheck import lexicon
from numcheck.extract.context import words_before
from numcheck.extract.hedges import hedge_before
from numcheck.extract.ranges import Joined
from numcheck.model import Kind

__all__ = ["change_of", "kind_of"]

_AFTER = re.compile(r"[\s-]+([^\W\d_]+)")
_DELTAS = {"degC": "delta_degC", "degF": "delta_degF"}
_MOVING = ("percent", "money", "rate", "temperature", "temperature_change")
_LENGTHS, _SIDES = ("distance", "area", "duration"), ("up", "down")
_NEAR = 4  # words before the number among which its verb is looked for


def kind_of(text: str, joined: Joined) -> tuple[Kind, str | None]:
    """The kind of a quantity and its unit: pint's name, a currency, or the lemma of what is counted.

    Args:
        text: the article.
        joined: the number, or the two that make it.
    """
    piece = joined.last
    if joined.ratio:
        return "ratio", None
    if piece.age:
        return "age", piece.unit.name if piece.unit else "year"
    if piece.unit:
        kind, name = cast(Kind, piece.unit.kind), piece.unit.name
        if kind == "temperature" and _is_difference(text, joined):
            return "temperature_change", _DELTAS.get(name, name)
        return kind, name
    if piece.number.form == "fraction":
        return "ratio", None
    if piece.noun:
        return "count", piece.noun.lemma
    return ("count" if piece.outcome or piece.number.vague else "number"), None


@cache
def _difference(side: str) -> re.Pattern[str]:
    rows = lexicon.records("changes", "difference")
    words = lexicon.alternation(say for row in rows if row["side"] == side for say in row["say"])
    return re.compile(rf"(?<!\w){words}\s+$" if side == "before" else rf"\s{words}(?!\w)", re.I)


def _is_difference(text: str, joined: Joined) -> bool:
    start = joined.start
    if hedge := hedge_before(text, start, joined.sentence.start):
        start = hedge.start
    before = _difference("before").search(text, max(joined.sentence.start, start - 32), start)
    return bool(before or _difference("after").match(text, joined.end, joined.sentence.end))


@cache
def _directions(table: str, without: str) -> dict[str, Literal["up", "down"]]:
    """The direction of each word; of rows that say so, not for a kind: `without` counts, or degrees."""
    rows = lexicon.records("changes", table)
    return {say: row["direction"] for row in rows if row.get(without, True) for say in row["say"]}


def change_of(text: str, joined: Joined, start: int, kind: Kind) -> Literal["up", "down"] | None:
    """The direction where the number is a change itself, by the verb before it or the noun after it.

    Args:
        text: the article.
        joined: the number.
        start: where it begins, hedge included.
        kind: its kind; "lost 5 points" is a change, "lost 1,120 soldiers" counts them.
    """
    if joined.from_to:
        return None
    verbs = _directions("change", "counts" if kind in ("count", "number") else "")
    words = [word.lower().lstrip("(“\"'") for word in words_before(text, start, joined.sentence.start)[-_NEAR:]]
    if kind in _MOVING and words[-1:] == ["of"]:
        return _directions("change of", "").get(words[-2]) if len(words) > 1 else None
    for low in reversed(words):
        if kind in _LENGTHS and low in _SIDES:
            break  # "the ship went down 11 miles off the coast"
        if direction := verbs.get(low):
            return direction
        if low not in lexicon.words("changes", "between"):
            break
    after = _AFTER.match(text, joined.end, joined.sentence.end) if kind in _MOVING else None  # not "six feet down"
    return (
        _directions("after", "degrees" if kind.startswith("temperature") else "").get(after[1].lower())
        if after
        else None
    )
