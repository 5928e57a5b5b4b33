"""Which claims meet, slot by slot, and which pairs survive the alignment of two articles."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from claims import DAY, claim, count, day

from numcheck.group import measures
from numcheck.group.match import match
from numcheck.group.values import apart, rounds
from numcheck.judge import findings
from numcheck.model import Claim, Quantity

YEAR = (date(2019, 1, 1), date(2019, 12, 31))


def met(*claims: Claim) -> list[tuple[str, str]]:
    """The articles of each pair that survives."""
    return [(pair.a.mention.doc, pair.b.mention.doc) for pair in measures(claims)[0]]


def test_group_two_figures_for_one_thing_meet() -> None:
    assert met(claim(count(3000)), claim(count(5000), "b")) == [("a", "b")]


@pytest.mark.parametrize(
    ("gate", "slots"),
    [
        ("noun", {"concept": "police", "head": "police"}),
        ("event", {"event": "killed"}),
        ("relation", {"relation": "part"}),
        ("narrow", {"narrow": frozenset({"special"})}),
        ("modality", {"modality": "denied"}),
        ("time", {"ref_time": YEAR}),
        ("story", {"anchors": frozenset({"selwick"}), "story": frozenset({"selwick"}), "theme": frozenset()}),
    ],
)
def test_group_a_shut_gate_ends_the_comparison(gate: str, slots: dict[str, object]) -> None:
    other = claim(count(5000), "b", **slots)
    assert match(claim(count(3000)), other).clash == gate
    assert met(claim(count(3000)), other) == []


def test_group_a_change_is_no_level() -> None:
    risen = Quantity("count", count(5000).hard, count(5000).fair, Decimal(5000), unit="soldier", change="up")
    assert match(claim(count(3000)), claim(risen, "b")).clash == "change"


def test_group_unknown_is_no_clash_but_is_too_little() -> None:
    bare = {"event": None, "words": frozenset(), "places": frozenset(), "anchors": frozenset(), "lead": False}
    pairs, counts = measures(
        [claim(count(3000), **bare), claim(count(9000), "b", published=DAY - timedelta(20), **bare)]
    )
    assert pairs == []
    assert counts["skipped:too little in common"] == 1


def test_group_an_agreeing_partner_settles_a_claim() -> None:
    pairs, counts = measures([claim(count(3000)), claim(count(3000), "b"), claim(count(5000), "b", 50)])
    assert [pair for pair in pairs if "a" in (pair.a.mention.doc, pair.b.mention.doc)] == []
    assert counts["skipped:agrees with another"] == 1


def test_group_two_equal_rivals_are_not_judged() -> None:
    pairs, counts = measures([claim(count(3000)), claim(count(5000), "b"), claim(count(5900), "b", 50)])
    assert [pair for pair in pairs if "a" in (pair.a.mention.doc, pair.b.mention.doc)] == []
    assert counts["skipped:several partners"] >= 2


def test_group_small_numbers_are_not_compared() -> None:
    assert met(claim(count(2)), claim(count(3), "b")) == []


def test_group_one_sentence_does_not_contradict_itself() -> None:
    one, two = claim(count(3000)), claim(count(5000), at=9)
    assert match(one, Claim(two.mention, two.quantity, two.frame, one.sentence, 1, 1)).clash == "sentence"


def test_group_dates_far_apart_are_of_two_events() -> None:
    assert match(claim(day(0)), claim(day(20), "b")).clash == "time"
    assert met(claim(day(0)), claim(day(-1), "b")) == [("a", "b")]


@pytest.mark.parametrize(
    ("a", "b", "result"),
    [
        ("8234", "8000", True),
        ("3780", "3800", True),
        ("14", "10", False),
        ("3000", "3400", False),
        ("8234", "8235", False),
    ],
)
def test_group_the_finer_figure_rounds_to_the_coarser(a: str, b: str, result: bool) -> None:
    assert rounds(count(a), count(b)) is result
    assert rounds(count(b), count(a)) is result


def test_group_a_date_conflict_survives_every_reading() -> None:
    a, b, both = day(0), day(1), Quantity("date", day(0).hard, day(0).fair, readings=day(1).readings + day(0).readings)
    assert apart(a, b) == "hard"
    assert apart(a, both) == "fair"
    assert apart(b, both) == "agree"


def test_group_ten_thousand_claims_of_four_hundred_stories_take_seconds() -> None:
    claims = []
    for n in range(10_000):
        article, story = n // 5, n // 5 % 400
        names = frozenset({f"town{story}", f"land{story % 7}"})
        slots = {
            "anchors": names,
            "story": names,
            "places": frozenset({f"town{story}"}),
            "theme": frozenset({"police", f"theme{story}"}),
            "words": frozenset({f"word{story}"}),
            "concept": f"thing{n % 5}",
            "family": f"thing{n % 5}",
        }
        claims.append(claim(count(100 + n % 97), f"d{article}", 10 * (n % 5), DAY + timedelta(article // 100), **slots))
    start = time.process_time()
    found, _ = findings(claims)
    assert time.process_time() - start < 20
    assert found
