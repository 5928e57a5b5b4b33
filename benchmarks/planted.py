"""A corpus of stories of any size as JSON Lines, with contradictions planted in it: the answers are known.

Five articles tell of one town, each in its own words: wordings, nouns, units, hedges and speakers of `planted.toml`,
now and then a copy of another. In one story of PLANTED the Post gives another figure than the others for the fact that
all of them tell; each kind of fact has its turn. A skewed corpus has one town only, whose figures all articles tell.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.stories import town

__all__ = ["PLANTED", "Score", "planted", "rows", "scored", "write"]

PLANTED = 25
_OUTLETS = ("Argus", "Courier", "Herald", "Gazette", "Post")
_FACTS, _TOLD = 6, 4  # facts of a story, and of an article
_COPIES = 0.2  # how many of the Gazette's articles are the Argus's
_MONTHS = 24
_FIGURE = re.compile(r"\d[\d,]*")
_FILL = (
    "Residents stood in line for bread and water while the wind shook the shutters of the market hall.",
    "Nobody at the station knew when the next train would leave, and the waiting room was cold.",
    "Schools stayed shut, and the choir sang in the church all the same.",
    "Farmers drove their cattle to the hills before the road was closed behind them.",
    "A ferryman said that the river had been higher when his father was young, and went back to mending his nets.",
)
Row = dict[str, Any]
Fact = Mapping[str, Any]


class Score(NamedTuple):
    """How many were planted and found, of what happened and of what stands, and how many findings hold none of them."""

    planted: int
    found: int
    standing: int
    standing_found: int
    false_alarms: int


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def planted(number: int) -> bool:
    """Whether the Post gives another figure than the others in a story.

    >>> planted(0), planted(1)
    (True, False)
    """
    return number % PLANTED == 0


def _main(number: int) -> Fact:
    """The fact that all articles of a story tell."""
    facts = _data()["fact"]
    fact: Fact = facts[number // PLANTED % len(facts)]
    return fact


def _truth(place: int) -> tuple[date, dict[str, int]]:
    """The day on which articles on a place are published, and its figures."""
    order = random.Random(place)
    month = order.randrange(_MONTHS)
    day = date(2024 + month // 12, 1 + month % 12, order.randint(12, 28))
    return day, {fact["name"]: order.randint(fact["low"], fact["high"]) * fact["step"] for fact in _data()["fact"]}


def _story(number: int, place: int, words: int) -> Iterator[Row]:
    day, true = _truth(place)
    order = random.Random(number)
    main = _main(number)
    others = [fact for fact in _data()["fact"] if fact is not main]
    facts = order.sample(others, _FACTS - 1)
    text = ""
    for at, outlet in enumerate(_OUTLETS):
        own = dict(true)
        if outlet == "Post" and planted(number):
            own[main["name"]] = _other(main, true[main["name"]])
        told = [main, *order.sample(facts, _TOLD - 1)]
        new = _text([_sentence(fact, own[fact["name"]], place, day, order) for fact in told], words, order)
        text = text if outlet == "Gazette" and order.random() < _COPIES else new
        yield {"id": f"{number:07}-{at}", "date": day.isoformat(), "source": outlet, "text": text}


def _other(fact: Fact, value: int) -> int:
    """The figure that is planted: far from the true one, and not a multiple of it."""
    if fact.get("day"):
        return value + 4
    return value * 2 - 3 if fact["name"] == "turnout" else value * 3 + fact["step"]


def _ways(fact: Fact, value: int) -> list[tuple[str, str]]:
    """Each wording of a fact, with its figure."""
    pairs = ((way, 1) if isinstance(way, str) else (way["say"], way["per"]) for way in fact["say"])
    return [(say, f"{round(value / per):,}") for say, per in pairs]


def _sentence(fact: Fact, value: int, place: int, day: date, order: random.Random) -> str:
    say, figure = order.choice(_ways(fact, value))
    said = say.format(
        n=figure,
        town=town(place),
        about=order.choice(_data()["hedges"]),
        speaker=order.choice(_data()["speakers"]),
        month=f"{day:%B}",
        year=day.year,
    )
    return str(said[0].upper() + said[1:])


def _text(said: list[str], words: int, order: random.Random) -> str:
    """Sentences in an article that is so long."""
    order.shuffle(said)
    length = sum(len(sentence.split()) for sentence in said)
    while length < words:
        said.insert(order.randint(1, len(said)), order.choice(_FILL))
        length = sum(len(sentence.split()) for sentence in said)
    return " ".join(said)


def rows(articles: int, words: int = 100, skewed: bool = False) -> Iterator[Row]:
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


def scored(findings: Iterable[Any], articles: int, skewed: bool = False) -> Score:
    """How well findings fit what was planted: found is what stands in a finding with the figure of the Post.

    Args:
        findings: as JSON has them.
        articles: of the corpus.
        skewed: as it was made.
    """
    numbers = [number for number in range(articles // len(_OUTLETS)) if planted(number)]
    found: set[int] = set()
    false = 0
    for finding in findings:
        held = {int(claim["doc"][:-2]) for claim in finding["claims"] if _is_planted(claim, skewed)}
        found |= held
        false += not held
    happened = [number for number in numbers if not _main(number).get("stands")]
    hits = sum(number in found for number in happened)
    return Score(len(happened), hits, len(numbers) - len(happened), len(found) - hits, false)


def _is_planted(claim: Any, skewed: bool) -> bool:
    """Whether a claim is the figure that the Post gives in a story with a planted one."""
    number, outlet = int(claim["doc"][:-2]), int(claim["doc"][-1])
    if not planted(number) or _OUTLETS[outlet] != "Post":
        return False
    main = _main(number)
    other = _other(main, _truth(0 if skewed else number)[1][main["name"]])
    return any(figure in _FIGURE.findall(claim["quote"]) for _, figure in _ways(main, other))
