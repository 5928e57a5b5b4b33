"""What is measured: the concept of the counted noun or property, its modifiers, and whole or part.

>>> what = measure(View.of("12 soldiers fell", 0, 16), 0, 2, "count", "soldier", "soldiers", None)
>>> what.concept, what.family
('troops', 'person')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from numcheck import lexicon
from numcheck.extract.nouns import is_plural, lemma, noun_after
from numcheck.frame.events import EventHit
from numcheck.frame.view import Phrases, View, stem

__all__ = ["What", "measure"]

_PEOPLE, _PERSON = "people", "person"
_PROPERTY_REACH = 9
_SUBJECT_REACH = 16  # words from the subject of a clause to the number that it is said to be
_AGED_REACH = 2
_PEOPLE_REACH = 4  # a bare number this near to "killed" or the like counts people
_TOTAL_REACH = 12  # words from "the number of" to the number
_LABEL = re.compile(r":\s+$")
_LABEL_REACH = 3  # words of a label: "Void ballots: 12"


@dataclass(frozen=True, slots=True)
class What:
    """What a number is of; see `Frame` for the slots."""

    concept: str | None = None
    head: str | None = None
    family: str | None = None
    broader: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    narrow: frozenset[str] = frozenset()
    generic: bool = False
    event: str | None = None
    hint: str | None = None
    moves: str | None = None


@cache
def _nouns() -> Mapping[str, lexicon.Record]:
    return lexicon.surfaces("nouns", "noun")


@cache
def _broader(name: str) -> frozenset[str]:
    """Every concept that a concept is a kind of."""
    rows = {str(row["name"]): row for row in lexicon.records("nouns", "noun")}
    found: set[str] = set()
    open_ = [name]
    while open_:
        above = set(rows[open_.pop()].get("is", ())) - found
        found |= above
        open_ += above
    return frozenset(found)


@cache
def _general() -> Collection[str]:
    return lexicon.surfaces("nouns", "general")


@cache
def _properties(kind: str) -> Phrases:
    return Phrases(row for row in lexicon.records("properties") if kind in row["kinds"])


@cache
def _scope(table: str) -> Phrases:
    return Phrases(lexicon.records("scope", table), by_stem=False)


def measure(
    view: View, start: int, end: int, kind: str, unit: str | None, noun: str | None, event: EventHit | None
) -> What:
    """What the words [start, end) are a number of.

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        kind: kind of the quantity.
        unit: its unit; for counts the lemma of the counted noun.
        noun: the counted noun as it stands.
        event: the governing event, by which "killing 12" counts people.
    """
    if kind == "count" and unit is not None:
        what = _counted(unit, noun or unit)
        row = _property(view, start, end, kind) if what.family == _PERSON else None
        return What(row["name"], what.head, row["name"], modifiers=what.modifiers) if row else what
    if kind in ("count", "number"):
        if (named := _named(view, start)) is not None:
            return _counted(*named)
        near = event is not None and event[2].get("people") and _near(view, start, end, event)
        return What(_PEOPLE, None, _PERSON, generic=True) if near else What()
    if kind == "age":
        return _aged(view, start, end)
    head = stem(noun.split()[-1]) if noun else None
    row = _property(view, start, end, _kind_of_property(kind, unit))
    if row is None:
        return What(None, head, kind)
    return What(row["name"], head, kind, moves=row.get("moves"))


def _kind_of_property(kind: str, unit: str | None) -> str:
    """The kind of a measured thing by which its words are looked up."""
    if kind == "rate" and (unit or "")[:3].isupper():
        return "money"
    return "percent" if kind == "ratio" else kind


def _named(view: View, start: int) -> tuple[str, str] | None:
    """The noun given to a bare number, with its lemma: "the number of volunteers at 350", "Void ballots: 12"."""
    for _, after, _ in reversed(_scope("total").find(view)):
        if after <= start <= after + _TOTAL_REACH:
            found = noun_after(view.text, view.ends[after - 1], view.starts[start])
            return (found.lemma, view.text[found.start : found.end]) if found else None
    if not start or not is_plural(view.lows[start - 1]) or not _LABEL.search(view.text, *view.gap(start)):
        return None
    first = start - 1
    while first and start - first <= _LABEL_REACH and not view.text[slice(*view.gap(first))].strip():
        first -= 1
    return lemma(view.words[start - 1]), " ".join(view.lows[first:start])


def _counted(unit: str, noun: str) -> What:
    words = noun.replace("-", " ").split()
    modifiers = frozenset(stem(word) for word in words[:-1] if word[0].islower())
    pair = f"{words[-2].lower()} {unit}" if len(words) > 1 else unit  # "patrol boat"
    row = _nouns().get(pair) or _nouns().get(unit)
    if row is None and unit in _general():
        return What(modifiers=modifiers)
    if row is None:
        return What(unit, unit, unit, frozenset(), modifiers, modifiers & _narrow())
    name = str(row["name"])
    broader = _broader(name)
    return What(
        name,
        unit,
        _PERSON if _PEOPLE in broader or name == _PEOPLE else name,
        broader,
        modifiers,
        modifiers & _narrow(),
        row.get("generic", False),
        row.get("event"),
        row.get("hint"),
    )


def _aged(view: View, start: int, end: int) -> What:
    """The person of an age: "a 4-year-old boy", "the boy, aged 4"."""
    for index in (*range(end, min(end + _AGED_REACH, len(view.words))), *range(start - 1, max(-1, start - 4), -1)):
        row = _people().get(stem(view.lows[index]))
        if row is not None:
            name = str(row["name"])
            return What(name, None, _PERSON, _broader(name), generic=row.get("generic", False))
    return What(None, None, _PERSON)


@cache
def _people() -> Mapping[str, lexicon.Record]:
    """Nouns for persons, by stem."""
    return {
        stem(say): row
        for row in lexicon.records("nouns", "noun")
        for say in row["say"]
        if row["name"] == _PEOPLE or _PEOPLE in _broader(str(row["name"]))
    }


def _near(view: View, start: int, end: int, event: EventHit) -> bool:
    at = event[0] if event[0] >= end else event[1] - 1
    return view.cost(end - 1 if at >= end else start, at) <= _PEOPLE_REACH


def _property(view: View, start: int, end: int, kind: str) -> lexicon.Record | None:
    """The record of the words nearest to a number that name what it measures."""
    best: tuple[int, int] | None = None
    chosen = None
    for first, after, row in _properties(kind).find(view):
        if "then" in row and (after > start or view.lows[end : end + 1] != (row["then"],)):
            continue
        cost = view.cost(start, after - 1) if after <= start else max(0, view.cost(end - 1, first))
        reach = row.get("reach", _PROPERTY_REACH)
        if (cost <= reach or _is_subject(view, after, start)) and (best is None or (cost, first) < best):
            best, chosen = (cost, first), row
    return chosen


def _is_subject(view: View, after: int, start: int) -> bool:
    """Whether a number is what a clause says of the words before `after`: "the cost of the bridge was put at 5"."""
    words = start - after
    return (
        0 < words <= _SUBJECT_REACH
        and view.lows[after] == "of"
        and view.lows[start - 1] in lexicon.words("scope", "given")
        and view.cost(after - 1, start) == words + 1
        and not any(low[0].isdigit() for low in view.lows[after:start])
    )


@cache
def _narrow() -> frozenset[str]:
    return frozenset(map(stem, lexicon.words("scope", "narrow")))
