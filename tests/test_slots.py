"""The levels that slots give to two claims, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from claims import read

from numcheck.group.context import Context
from numcheck.group.slots import SLOTS
from numcheck.model import Claim

_DAY = date(2024, 10, 31)


def _level(slot: str, a: str, b: str | None = None, place: tuple[int, int] = (0, 0)) -> str:
    """The level of a slot for one claim of each of two articles, or for two claims of one."""
    texts = {"a": a} if b is None else {"a": a, "b": b}
    held: dict[str, list[Claim]] = {}
    claims = read(texts, dict.fromkeys(texts, _DAY))
    for claim in claims:
        held.setdefault(claim.mention.doc, []).append(claim)
    one, two = held["a"][place[0]], held["a" if b is None else "b"][place[1]]
    context = Context(claims)
    assert SLOTS[slot](one, two, context) == SLOTS[slot](two, one, context), "it hangs on the order"
    return SLOTS[slot](one, two, context)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("It sank at 6 p.m. on Sunday.", "It sank at 18:10 on Monday.", "same"),
        ("It sank at 6 p.m. on Sunday.", "It sank at 6 a.m. on Monday.", "same"),
        ("It sank at 6 p.m. on Sunday.", "It sank at 7 p.m. on Monday.", "hour"),
        ("It sank at 6 p.m. on Sunday.", "It sank at 10 a.m. on Monday.", "clash"),
        ("It sank on Sunday evening.", "It sank on Monday evening.", "part"),
        ("It sank on Sunday evening.", "It sank on Monday morning.", "clash"),
        ("It sank on Sunday evening.", "It sank on Monday.", "one"),
        ("It sank on Sunday.", "It sank on Monday.", "none"),
        ("It carried 12 men.", "It carried 14 men.", "none"),
    ],
)
def test_slots_one_hour_on_two_days(a: str, b: str, level: str) -> None:
    assert _level("clock", a, b) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Police said 2,000 people marched in Halden. The organisers said there were 4,500.", "two, elliptic"),
        ("Police said 2,000 people marched in Halden. The organisers said 4,500 people had come.", "two"),
        ("Police said 2,000 people marched in Halden. The police said 4,500 people had come.", "same"),
        ("Police said 2,000 people marched in Halden. Some 4,500 people came.", "one"),
        ("Some 2,000 people marched in Halden. Some 4,500 people came.", "unsaid"),
        (
            "Some 2,000 people marched. " + "Rain fell on the square of Halden. " * 15 + "Some 45 men came.",
            "far",
        ),
    ],
)
def test_slots_two_figures_side_by_side(text: str, level: str) -> None:
    assert _level("rivals", text, place=(0, 1)) == level


def test_slots_rivals_are_of_one_article() -> None:
    assert _level("rivals", "Police said 2,000 people marched.", "The union said 4,500 people marched.") == "none"


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("In 2023 sales were 5 million euros.", "In 2024 sales were 6 million euros.", "clash"),
        ("In the first quarter of 2024 sales were 5 million euros.", "In 2024 sales were 16 million euros.", "clash"),
        ("In 2024 sales were 5 million euros.", "In 2024 sales were 6 million euros.", "same"),
        ("On 3 May 2024 it had 5 ships.", "In May 2024 it had 6 ships.", "same"),
    ],
)
def test_slots_periods_of_unlike_length(a: str, b: str, level: str) -> None:
    claims = [next(c for c in read({n: t}, {n: _DAY}) if c.quantity.kind != "date") for n, t in (("a", a), ("b", b))]
    assert SLOTS["time"](*claims, Context(claims)) == level
