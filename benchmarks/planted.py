"""A corpus of stories of any size as JSON Lines, with contradictions planted in it: the answers are known.

Five articles tell of one town; in one story of PLANTED the Post gives another number of troops, of a kind that numcheck
finds in a story by itself: what is measured is whether the size of a corpus loses any. A skewed corpus has one town
only, whose figures all articles tell.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.stories import town

__all__ = ["PLANTED", "Score", "planted", "rows", "scored", "write"]

PLANTED = 25
_OUTLETS = ("Argus", "Courier", "Herald", "Gazette", "Post")
_LEAD = (
    "Some {troops:,} soldiers were deployed in {town} on {day} March 2025, the mayor of {town} said.",
    "About {troops:,} troops were deployed in {town} on {day} March 2025, the defence ministry said.",
)
_FACTS = {
    "houses": ("The flood in {town} damaged {houses} houses.", "The flood damaged {houses} homes in {town}."),
    "killed": (
        "The explosion at the mill in {town} killed {killed} people.",
        "An explosion at the mill in {town} killed {killed} people, police said.",
    ),
    "trees": ("The storm in {town} felled {trees} trees.", "The storm felled {trees} trees in {town}."),
    "seats": ("The new theatre in {town} has {seats} seats.", "The theatre in {town} has {seats} seats, a clerk said."),
}
_FILL = (
    "Residents stood in line for bread and water while the wind shook the shutters of the market hall.",
    "Nobody at the station knew when the next train would leave, and the waiting room was cold.",
    "Schools stayed shut, and the choir sang in the church all the same.",
    "Farmers drove their cattle to the hills before the road was closed behind them.",
    "A ferryman said that the river had been higher when his father was young, and went back to mending his nets.",
)


class Score(NamedTuple):
    """How many were planted, how many of them were found, and how many findings hold no planted figure."""

    planted: int
    found: int
    false_alarms: int


def planted(number: int) -> bool:
    """Whether the Post gives another number of troops than the others in a story.

    >>> planted(0), planted(1)
    (True, False)
    """
    return number % PLANTED == 0


def _story(number: int, place: int, words: int) -> Iterator[dict[str, Any]]:
    order = random.Random(place)
    true = {
        "town": town(place),
        "day": order.randint(3, 9),
        "troops": order.randint(20, 90) * 100,
        "houses": order.randint(110, 980),
        "killed": order.randint(14, 95),
        "trees": order.randint(110, 980),
        "seats": order.randint(210, 980),
    }
    order = random.Random(number)
    for at, outlet in enumerate(_OUTLETS):
        own = dict(true)
        told = order.sample(sorted(_FACTS), 3)
        if outlet == "Post" and planted(number):
            own["troops"] = int(true["troops"]) * 3 + 100
        said = [order.choice(_LEAD), *(order.choice(_FACTS[fact]) for fact in told)]
        text = [sentence.format(**own) for sentence in said]
        length = sum(len(sentence.split()) for sentence in text)
        while length < words:
            text.insert(order.randint(1, len(text)), order.choice(_FILL))
            length = sum(len(sentence.split()) for sentence in text)
        yield {
            "id": f"{number:07}-{at}",
            "date": "2025-03-10",
            "source": outlet,
            "text": " ".join(text),
        }


def rows(articles: int, words: int = 100, skewed: bool = False) -> Iterator[dict[str, Any]]:
    """The articles of a corpus; the same ones in every run.

    Args:
        articles: how many; rounded down to whole stories.
        words: how long an article is at least.
        skewed: all tell of one town.
    """
    for number in range(articles // len(_OUTLETS)):
        yield from _story(number, 0 if skewed else number, words)


def write(path: Path, articles: int, words: int = 100, skewed: bool = False) -> None:
    """Write a corpus as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows(articles, words, skewed))


def scored(findings: Iterable[Any], articles: int) -> Score:
    """How well findings fit what was planted.

    Args:
        findings: as JSON has them.
        articles: of the corpus.
    """
    wanted = {f"{number:07}-4" for number in range(articles // len(_OUTLETS)) if planted(number)}
    found: set[str] = set()
    false = 0
    for finding in findings:
        docs = {claim["doc"] for claim in finding["claims"]} & wanted
        found |= docs
        false += not docs
    return Score(len(wanted), len(found), false)
