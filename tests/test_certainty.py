"""How sure a verdict is, and which conflicts are told: the third look and the selection."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from claims import DAY, claim, count, day, read

from numcheck.group import Conflicts, Pair, conflicts
from numcheck.group.match import Match
from numcheck.judge import findings
from numcheck.judge.certainty import SETTLED, asked, certain, evidence
from numcheck.judge.selection import LEAST, reported
from numcheck.judge.verdict import by_rules
from numcheck.lexicon import weights
from numcheck.model import Claim

LATER = DAY + timedelta(6)


def pair(one: Claim, other: Claim) -> Pair:
    """The only conflict of two claims."""
    (found,) = conflicts([one, other]).pairs
    return found


def test_certainty_of_an_update_is_that_of_one_measure() -> None:
    moved = pair(claim(count(3000), moves="up"), claim(count(5000), "b", published=LATER, moves="up"))
    assert by_rules(moved).verdict == "update"
    assert certain(moved) == moved


def test_certainty_is_not_asked_where_one_measure_is_out_of_the_question() -> None:
    far = replace(pair(claim(count(3000)), claim(count(5000), "b")), match=Match((), -9.0))
    assert asked(far) is None
    assert certain(far) == far


def test_certainty_does_not_hang_on_the_order() -> None:
    one, other = claim(count(3000)), claim(count(5000), "b")
    there, back = pair(one, other), pair(other, one)
    assert certain(there).confidence == certain(back).confidence


def test_certainty_is_the_sum_of_its_evidence() -> None:
    found = pair(claim(count(3000)), claim(count(5000), "b"))
    judgement = asked(found)
    assert judgement is not None
    table = weights()[f"sure {judgement.verdict}"]
    known = evidence(found, judgement)
    assert known[SETTLED] == found.match.score
    assert certain(found).match.score == pytest.approx(sum(table.get(k, 0) * v for k, v in known.items()))


def test_certainty_of_a_slip_of_the_pen_is_greater() -> None:
    """2,417 and 2,471 are one number, its digits turned round; 2,417 and 3,596 only differ."""
    slip, other = (pair(claim(count(2417)), claim(count(number), "b")) for number in (2471, 3596))
    assert slip.match.level("digits") == "swapped"
    assert certain(slip).match.score > certain(other).match.score


def _scored(one: Claim, other: Claim, odds: float) -> Pair:
    levels = (("digits", "unknown"), ("unit", "fits"))
    return Pair(one, other, Match(levels, odds), "hard")


def _among(*pairs: Pair, **figures: Claim) -> list[Pair]:
    """What is told of some pairs; `figures` names the claims that say the same as another."""
    same = {first.mention: figures["like"].mention for name, first in figures.items() if name != "like"}
    return reported(pairs, Conflicts(list(pairs), same, [], frozenset(), Counter()))


def test_selection_asks_more_of_a_tension() -> None:
    assert LEAST["contradiction"] < LEAST["tension"]
    plain, ours = claim(count(3000)), claim(count(5000), "b")
    theirs = claim(count(5000), "b", speaker="the union")
    odds = -0.1  # a probability of 0.48
    assert _among(_scored(plain, ours, odds)) != []
    assert _among(_scored(claim(count(3000), speaker="the police"), theirs, odds)) == []


def test_selection_tells_all_who_give_the_same_two_figures() -> None:
    a, also, b = claim(count(3000)), claim(count(3000), "c"), claim(count(5000), "b")
    sure, unsure = _scored(a, b, 2.0), _scored(also, b, -1.0)
    assert _among(sure, unsure) == [sure]  # two figures
    assert _among(sure, unsure, also=also, like=a) == [sure, unsure]
    assert _among(unsure, also=also, like=a) == []  # nothing sure to be told with
    assert _among(sure, replace(unsure, match=Match(unsure.match.levels, -3.0)), also=also, like=a) == [sure]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("Acme sold 3,000 cars in March.", "Acme sold 5,000 cars in April.", {"NC109"}),
        ("Some 1,200 people sailed on Monday.", "Some 900 people sailed on Tuesday.", {"NC102"}),
        ("The bridge in Halden collapsed on Monday.", "Troops were sent to Halden on Sunday.", set()),
        ("The troops were housed in Halden on Monday.", "The troops were housed in Halden on Sunday.", {"NC201"}),
    ],
)
def test_selection_dates_that_say_for_when_a_figure_holds_are_not_told(
    first: str, second: str, rules: set[str]
) -> None:
    found, _ = findings(read({"a": first, "b": second}, dict.fromkeys("ab", date(2024, 5, 2))))
    assert {finding.rule for finding in found} == rules


def test_selection_is_the_same_in_any_order() -> None:
    claims = [claim(count(Decimal(3000))), claim(count(5000), "b"), claim(count(3000), "c"), claim(day(1), "d")]
    assert findings(claims)[0] == findings(claims[::-1])[0]
