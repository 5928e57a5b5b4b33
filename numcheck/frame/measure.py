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

__all__ = ["What", "measure", "moving", "relation"]

_PEOPLE, _PERSON = "people", "person"
_PROPERTY_REACH = 9
_PEOPLE_REACH = 4  # a bare number this near to "killed" or the like counts people
_AFTER_REACH = 2
_BEFORE_REACH = 3
_MOVING_REACH = 6
_FRONT_REACH = 7  # words of a set named before the comma, or of the subject of a clause
_TOTAL_REACH = 12  # words from "the number of" to the number
_LABEL = re.compile(r":\s+$")
_LABEL_REACH = 3  # words of a label: "Void ballots: 12"
_OF_COUNTS = ("part", "additional")


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
        return _counted(unit, noun or unit)
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
    for index in (*range(end, min(end + _AFTER_REACH, len(view.words))), *range(start - 1, max(-1, start - 4), -1)):
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
    best: tuple[int, int] | None = None
    chosen = None
    for first, after, row in _properties(kind).find(view):
        cost = view.cost(start, after - 1) if after <= start else max(0, view.cost(end - 1, first))
        if cost <= _PROPERTY_REACH and (best is None or (cost, first) < best):
            best, chosen = (cost, first), row
    return chosen


def relation(view: View, start: int, end: int, counts: bool = True) -> str | None:
    """How the words [start, end) relate to a set or time beside them: "part", "additional", "former", "each", "limit".

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        counts: whether it counts; of what is measured, "53 per cent more" adds nothing to another figure.

    >>> relation(View.of("including 12 men", 0, 16), 1, 3)
    'part'
    """
    for first, after, row in _scope("before").find(view):
        reached = first <= start and after <= end and view.cost(min(after, start + 1) - 1, start) <= _BEFORE_REACH
        if reached and (counts or row["name"] != "part"):
            return str(row["name"])
    for first, _, row in _scope("after").find(view):
        inside = counts or (
            first >= end and row["name"] not in _OF_COUNTS
        )  # "65 kilometres an hour" is not each hour's
        if inside and first > start and view.cost(end - 1, first) <= _AFTER_REACH:
            return str(row["name"])
    if _withdrawn(view, start):
        return "former"
    if _bounded(view, start):
        return "limit"
    return "part" if counts and _fronted(view, start) else None


def _withdrawn(view: View, start: int) -> bool:
    """Whether the article takes a figure back: "In Monday's report we gave the number as 12"."""
    taken = [after for _, after, _ in _scope("withdrawn").find(view) if after <= start]
    return bool(taken) and not any(taken[-1] <= first < start for first, _, _ in _scope("mended").find(view))


def _bounded(view: View, start: int) -> bool:
    """Whether the subject of the clause is a limit: "The limit on that stretch is 50 km/h"."""
    verb = next((at for at in range(start - 1, max(-1, start - 1 - _BEFORE_REACH), -1) if view.lows[at] in _be()), None)
    if verb is None or "," in view.text[view.ends[verb] : view.starts[start]]:
        return False
    return any(
        after <= verb <= after + _FRONT_REACH and "," not in view.text[view.ends[after - 1] : view.starts[verb]]
        for _, after, _ in _scope("bound").find(view)
    )


def _be() -> Collection[str]:
    return lexicon.words("scope", "inverted")


def _fronted(view: View, start: int) -> bool:
    """Whether a set named at the head of the clause is what the number counts a part of: up to a comma ("Of those, 12
    were officers") or a form of "be" ("Among the dead were 12 officers")."""
    first = start
    while (
        first > 0
        and start - first <= _BEFORE_REACH
        and view.lows[first - 1] not in _be()
        and "," not in view.text[view.ends[first - 1] : view.starts[first]]
    ):
        first -= 1
    if first > 0 and view.lows[first - 1] in _be():
        first -= 1
    return any(
        after <= first <= after + _FRONT_REACH and _opens(view, index) for index, after, _ in _scope("front").find(view)
    )


def _opens(view: View, index: int) -> bool:
    """Whether a clause begins at a word, or with the link before it ("and", "that")."""
    if index and view.lows[index - 1] in _be():
        return False
    return index == 0 or view.cost(index - 1, index) > 1 or (index > 1 and view.cost(index - 2, index) > 2)


def moving(view: View, start: int, end: int) -> str | None:
    """Whether words beside the words [start, end) say that the figure is one of the day: "now 12", "12 so far".

    >>> moving(View.of("There are now 12 men", 0, 20), 3, 5)
    'both'
    """
    for first, after, _ in _scope("moving").find(view):
        at = first if first >= end else after - 1
        if not start <= first < end and view.cost(at, end - 1 if at >= end else start) <= _MOVING_REACH:
            return "both"
    return "both" if start and view.lows[start - 1] in lexicon.words("scope", "holding") else None


@cache
def _narrow() -> frozenset[str]:
    return frozenset(map(stem, lexicon.words("scope", "narrow")))
