"""Examples of the word lists about numbers: the whole extraction runs, and the right-hand side must be in what it says.

"TEXT => 50 kilometer" asks for a value and unit, "hard (50, ∞) person" for an interval, "count" for a kind,
"up" for a change, "age 9 year" for an age, and for blockers the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checkers import TODAY, checks, split

from numcheck.extract import extract
from numcheck.extract.records import find_ordinals, find_records
from numcheck.interval import Interval, plain
from numcheck.model import Article, Quantity
from numcheck.segment import segment


def said(text: str) -> tuple[list[Quantity], set[str]]:
    """All quantities of a text, and the reasons for which numbers were left out."""
    article = Article("example", text, TODAY)
    mentions, coverage = extract(article, segment(article))
    return [q for _, q in mentions], {key.removeprefix("skipped:") for key in coverage if key.startswith("skipped:")}


def renderings(quantity: Quantity) -> Iterator[str]:
    """The ways in which an example may name a quantity."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    tidy = [
        Interval(*(None if e is None else e.normalize() for e in (i.lo, i.hi)), i.lo_open, i.hi_open)
        for i in (quantity.hard, quantity.fair)
    ]
    yield quantity.kind
    yield f"hard {tidy[0]}{unit}"
    yield f"fair {tidy[1]}{unit}"
    if quantity.part:
        yield "part of"
    if quantity.timex:
        yield quantity.timex
    if quantity.change:
        yield quantity.change
    if quantity.value is not None:
        yield f"{plain(quantity.value)}{unit}"
        if quantity.kind == "age":
            yield f"age {plain(quantity.value)}{unit}"


@checks(
    "durations",
    "joins",
    "numbers",
    "hedges",
    "units",
    "units_seed",
    "money",
    "licences",
    "rates",
    "phrases",
    "changes",
    "ages",
)
def says(record: Mapping[str, Any], example: str) -> bool:
    """Whether some quantity of the text is what stands on the right; without a right side, whether there is any."""
    text, expected = split(example)
    quantities, _ = said(text)
    if expected is None:
        return bool(quantities)
    return any(expected in renderings(q) for q in quantities)


@checks("blockers")
def blocks(record: Mapping[str, Any], example: str) -> bool:
    """Whether a number of the text is left out for the reason on the right."""
    text, expected = split(example)
    quantities, reasons = said(text)
    return expected in reasons or any(expected in renderings(q) for q in quantities)


@checks("records")
def records(record: Mapping[str, Any], example: str) -> bool:
    """TEXT => the number that counts by its place."""
    text, number = split(example)
    found = [*find_records(text), *find_ordinals(text, [])]
    return any(str(each.quantity.value) == number for each in found)
