"""Verdicts, excuses and explanations; each excuse fires once, and once just fails to."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from claims import DAY, claim, count, day, read

from numcheck.finding import Finding
from numcheck.group import Pair, conflicts
from numcheck.judge import findings
from numcheck.judge.excuses import excuses
from numcheck.model import Claim

NEXT, LATER = DAY + timedelta(1), DAY + timedelta(6)
MARCH, APRIL = (date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 4, 30))


def rules(*claims: Claim) -> list[str]:
    """The rules of the findings about some claims."""
    return [finding.rule for finding in findings(list(claims))[0]]


def one(*claims: Claim) -> Finding:
    """The only finding about some claims."""
    (finding,) = findings(list(claims))[0]
    return finding


def fired(*claims: Claim) -> set[str]:
    """The names of the excuses for the only pair."""
    (pair,) = conflicts(claims).pairs
    return {reason.name for reason, _ in excuses(pair)}


def test_judge_disjoint_figures_contradict() -> None:
    assert rules(claim(count(3000)), claim(count(5000), "b")) == ["NC101"]


def test_judge_fair_intervals_apart_are_a_tension() -> None:
    wide = count(3000, width="0.3")
    narrow = count(4000)
    loose = claim(type(wide)("count", wide.hard.hull(narrow.hard), count(3000).fair, wide.value, unit="soldier"))
    assert rules(loose, claim(narrow, "b")) == ["NC102"]


def test_judge_figures_that_overlap_are_no_finding() -> None:
    assert rules(claim(count(3000, width="0.1")), claim(count(2950), "b")) == []


def test_judge_dates_of_one_event() -> None:
    assert rules(claim(day(0)), claim(day(-1), "b")) == ["NC201"]


@pytest.mark.parametrize(
    ("excuse", "a", "b"),
    [
        ("plan_against_actual", {"modality": "planned"}, {}),
        ("plan_against_actual", {"modality": "forecast"}, {}),
        ("parties", {"speaker": "the police"}, {"speaker": "the organisers"}),
        ("moved", {"moves": "up"}, {"moves": "up", "published": LATER}),
        ("moved", {"moves": "both"}, {"moves": "both", "published": LATER}),
        ("moved", {"moves": "up"}, {"moves": None, "event": None, "published": LATER}),
        ("moved", {"moves": "slow"}, {"moves": "slow", "published": LATER}),
        ("counting_time", {"moves": "slow"}, {"moves": "slow", "published": DAY + timedelta(1)}),
        ("falls", {"moves": "up", "published": LATER}, {"moves": "up"}),
        ("other_period", {"ref_time": MARCH}, {"ref_time": APRIL}),
        ("other_period", {"ref_time": (DAY, DAY), "moves": None}, {"ref_time": (LATER, LATER), "moves": None}),
        ("other_day", {"ref_time": (DAY, DAY), "moves": None}, {"ref_time": (NEXT, NEXT), "moves": None}),
        ("other_period", {"ref_time": (DAY, DAY), "moves": "up"}, {"published": DAY + timedelta(200), "moves": "up"}),
        ("moved", {"moves": "up"}, {"moves": None, "published": LATER}),
        ("moved", {"moves": "up"}, {"moves": "both", "published": LATER}),
    ],
)
def test_judge_excuse_fires(excuse: str, a: dict[str, object], b: dict[str, object]) -> None:
    assert excuse in fired(claim(count(3000), **a), claim(count(5000), "b", **b))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("excuse", "a", "b"),
    [
        ("plan_against_actual", {"modality": "planned"}, {"modality": "planned"}),
        ("parties", {"speaker": "the police"}, {"speaker": "police in Halden"}),
        ("parties", {"speaker": "the police"}, {}),
        ("moved", {"moves": "up", "published": LATER}, {"moves": "up"}),  # a toll does not fall
        ("moved", {"moves": "both"}, {"moves": "both"}),
        ("moved", {"moves": None}, {"moves": None, "published": LATER}),
        ("moved", {"moves": "slow"}, {"moves": "slow", "published": DAY + timedelta(1)}),
        ("counting_time", {"moves": None}, {"moves": None, "published": DAY + timedelta(1)}),
        ("other_period", {"ref_time": MARCH}, {"ref_time": MARCH}),
        ("other_period", {"ref_time": MARCH}, {}),
        ("other_period", {"ref_time": (DAY, DAY), "moves": None}, {"ref_time": (NEXT, NEXT), "moves": None}),
        ("other_period", {"ref_time": (DAY, DAY), "moves": "up"}, {"ref_time": (LATER, LATER), "moves": "up"}),
        ("other_period", {"ref_time": (DAY, DAY), "moves": "up"}, {"published": DAY + timedelta(20), "moves": "up"}),
        ("other_day", {"ref_time": (DAY, DAY), "moves": "up"}, {"ref_time": (NEXT, NEXT), "moves": "up"}),
        ("other_day", {"ref_time": (DAY, DAY), "moves": None}, {"ref_time": (DAY, DAY), "moves": None}),
        ("other_day", {"ref_time": MARCH, "moves": None}, {"ref_time": APRIL, "moves": None}),
        ("falls", {"moves": "up"}, {"moves": "up", "published": LATER}),
        ("falls", {"moves": "up"}, {"moves": "up"}),
        ("falls", {"moves": "both", "published": LATER}, {"moves": "both"}),
        ("falls", {"moves": "up", "published": LATER, "modality": "planned"}, {"moves": "up", "modality": "planned"}),
    ],
)
def test_judge_excuse_just_fails(excuse: str, a: dict[str, object], b: dict[str, object]) -> None:
    assert excuse not in fired(claim(count(3000), **a), claim(count(5000), "b", **b))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ({"modality": "planned"}, {"modality": "planned", "published": LATER}, True),
        ({"modality": "planned"}, {"modality": "planned", "published": NEXT}, False),
        ({"modality": "planned"}, {"modality": "actual", "published": LATER}, False),
        ({"modality": "planned"}, {"modality": "planned", "published": None}, False),
    ],
)
def test_judge_a_day_to_come_may_be_put_off(one: dict[str, object], other: dict[str, object], holds: bool) -> None:
    first, second = claim(day(20), **one), claim(day(30), "b", **other)  # type: ignore[arg-type]
    assert ("replanned" in fired(first, second)) is holds


def test_judge_a_night_may_be_counted_to_either_day() -> None:
    evening = day(-1)
    night = type(evening)("time", evening.hard, evening.fair, readings=evening.readings)
    assert rules(claim(day(0)), claim(night, "b")) == ["NC202"]


@pytest.mark.parametrize("rule", ["NC101", "NC104", "NC201"])
def test_judge_an_unsure_contradiction_is_a_warning(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = {
        "NC101": (claim(count(3000)), claim(count(5000), "b")),
        "NC104": (claim(count(5000), speaker="Interline"), SAYS),
        "NC201": (claim(day(0)), claim(day(-1), "b")),
    }
    for confidence, severity in ((0.55, "warning"), (0.69, "warning"), (0.7, "error"), (0.95, "error")):

        def sure(pair: Pair, odds: float = math.log(confidence / (1 - confidence))) -> Pair:
            return replace(pair, match=replace(pair.match, score=odds))

        monkeypatch.setattr("numcheck.judge.certain", sure)
        finding = one(*pairs[rule])
        assert (finding.rule, finding.verdict, finding.severity) == (rule, "contradiction", severity)


def test_judge_an_update_is_a_note() -> None:
    finding = one(claim(count(3000), moves="up"), claim(count(5000), "b", published=LATER, moves="up"))
    assert (finding.rule, finding.verdict, finding.severity) == ("NC109", "update", "note")


def test_judge_a_toll_that_falls_is_a_tension_of_its_own_rule() -> None:
    finding = one(claim(count(5000), moves="up"), claim(count(3000), "b", published=LATER, moves="up"))
    assert (finding.rule, finding.verdict, finding.severity) == ("NC103", "tension", "warning")


def test_judge_a_lower_toll_of_another_party_has_not_fallen() -> None:
    early = claim(count(5000), moves="up", speaker="the police")
    assert rules(early, claim(count(3000), "b", published=LATER, moves="up", speaker="the union")) == ["NC102"]


def test_judge_a_contradiction_weighs_more_than_a_fall() -> None:
    early = claim(count(5000), moves="up"), claim(count(4000), "b", moves="up")
    assert one(*early, claim(count(3000), "c", published=LATER, moves="up")).rule == "NC101"


SAYS = replace(claim(count(3000), "b"), article_source="Interline")
SAID = replace(SAYS, sentence="“3000 soldiers came,” Anna Roe said.", article_source="Halyard")


@pytest.mark.parametrize(
    ("cited", "own", "rule"),
    [
        ("Interline", {}, "NC104"),
        ("the Interline news agency", {}, "NC104"),
        ("Interline", {"published": DAY + timedelta(1)}, "NC102"),  # it may have changed its mind
        ("Interline", {"published": DAY - timedelta(1)}, "NC104"),
        ("Interline officials", {}, "NC101"),
        ("the mayor of Interline", {}, "NC101"),
        ("Interline", {"article_source": "Interline Sports"}, "NC101"),
    ],
)
def test_judge_a_source_that_says_otherwise_is_misquoted(cited: str, own: dict[str, Any], rule: str) -> None:
    assert rules(claim(count(5000), speaker=cited), replace(SAYS, **own)) == [rule]


@pytest.mark.parametrize(
    ("cited", "speaker", "rule"),
    [
        ("Anna Roe", "Anna Roe", "NC104"),
        ("Roe", "Anna Roe", "NC104"),
        ("Roe", "Roe", "NC101"),
        ("Bo Lin", "Anna Roe", "NC102"),
    ],
)
def test_judge_own_words_in_quotation_marks_are_the_source(cited: str, speaker: str, rule: str) -> None:
    own = replace(SAID, frame=replace(SAID.frame, speaker=speaker))
    assert rules(claim(count(5000), speaker=cited), own) == [rule]


def test_judge_a_source_that_gives_the_figure_elsewhere_is_not_misquoted() -> None:
    also = replace(claim(count(5000), "c"), article_source="Interline")
    found = rules(claim(count(5000), speaker="Interline"), SAYS, also)
    assert found and "NC104" not in found


def test_judge_one_finding_a_measure_with_low_best_high() -> None:
    finding = one(claim(count(3000)), claim(count(3000), "b"), claim(count(5000), "c"))
    assert [c.mention.doc for c in finding.claims] == ["a", "b", "c"]
    assert (finding.low, finding.best, finding.high) == (3000, 3000, 5000)


def test_judge_several_units_are_shown_in_the_base_unit() -> None:
    texts = {
        "a": "The camp in Halden lies 50 km from the border.",
        "b": "The camp in Halden lies 10 miles from the border.",
    }
    finding = one(*read(texts))
    assert (finding.unit, finding.best) == ("meter", None)
    assert finding.low is not None and finding.high is not None
    assert 15_000 < finding.low < 17_000 and 50_000 <= finding.high < 51_000


def test_judge_the_fingerprint_is_content() -> None:
    a, b = claim(count(3000)), claim(count(5000), "b")
    moved = claim(count(5000), "b", at=70)
    assert one(a, b).id == one(a, moved).id
    assert one(a, b).id != one(a, claim(count(5001), "b")).id
    assert one(a, b).id.startswith("fp1:")


TEXTS = [
    (
        "troops brought against troops there",
        "About 3,000 North Korean personnel were brought to Kursk this week.",
        "There are 10,000 soldiers in Kursk, the ministry said.",
        True,
    ),
    (
        "a part against its whole",
        "A few hundred of those 3,000 troops in Kursk are special forces.",
        "Some 3,000 troops were brought to Kursk.",
        False,
    ),
    ("another town", "The blast in Halden killed 12 people.", "The blast in Selwick killed 30 people.", False),
    ("killed against injured", "The blast in Halden killed 12 people.", "The blast in Halden hurt 30 people.", False),
    ("a toll that falls", "The blast in Halden killed 30 people.", "12 people died in the blast in Halden.", True),
    ("a toll that rises", "The blast in Halden killed 12 people.", "30 people died in the blast in Halden.", False),
    (
        "a unit",
        "The camp in Halden lies 50 km from the border.",
        "The camp in Halden lies 31 miles from the border.",
        False,
    ),
    ("denied", "Roe denied that 300 troops were sent to Halden.", "Some 900 troops were sent to Halden.", False),
    ("the year", "In 2019, 300 troops were sent to Halden.", "Some 900 troops were sent to Halden.", False),
]


@pytest.mark.parametrize(("a", "b", "reported"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_judge_pairs_of_sentences(a: str, b: str, reported: bool) -> None:
    found = findings(read({"a": a, "b": b}, {"a": date(2024, 10, 30), "b": date(2024, 10, 31)}))[0]
    assert bool([finding for finding in found if finding.rule != "NC109"]) is reported


A_WEEK = "About 3,000 personnel were brought to Kursk this week."
MANY = "10,000 soldiers in Kursk."
TOWN = " The governor opened a school of 400 pupils. It cost $5 million. Rain fell for three days."
HARBOUR = " Some 200 shops closed. The mayor is 54. A bridge of 300 metres was opened."


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        *product([A_WEEK, A_WEEK + TOWN], [MANY, "There are 10,000 soldiers in Kursk.", MANY + HARBOUR], [DAY]),
        *product([A_WEEK], [MANY, "There are 10,000 soldiers in Kursk."], [None]),
    ],
)
def test_judge_flags_3000_against_10000(first: str, second: str, published: date | None) -> None:
    found = findings(read({"a": first, "b": second}, {"a": published, "b": published}))[0]
    assert [sorted(claim.mention.quote for claim in finding.claims) for finding in found] == [
        ["10,000 soldiers", "About 3,000 personnel"]
    ]


@pytest.mark.parametrize("first", ["There are 3,000 soldiers in Kursk.", A_WEEK])
@pytest.mark.parametrize(
    "second",
    [
        "A few hundred of those 3,000 are special forces.",
        "Of those 3,000 soldiers in Kursk, a few hundred are special forces.",
        "In Kursk are 3,000 soldiers, a few hundred of them special forces.",
    ],
)
def test_judge_a_part_is_silent(first: str, second: str) -> None:
    assert findings(read({"a": first, "b": second}))[0] == []
    assert findings(read({"a": f"{first} {second}"}))[0] == []
