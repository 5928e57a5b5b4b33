"""Which claims meet, slot by slot, and which pairs survive the alignment of two articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from claims import DAY, claim, count, day

from numcheck.group import THRESHOLD, Pair, candidates, conflicts, stories
from numcheck.group.context import Context
from numcheck.group.keys import pairs
from numcheck.group.match import Match, gate, match
from numcheck.group.values import apart, rounds
from numcheck.judge import findings
from numcheck.judge.certainty import certain
from numcheck.judge.selection import reported, told_again
from numcheck.model import Claim, Quantity

YEAR = (date(2019, 1, 1), date(2019, 12, 31))


def met(*claims: Claim) -> list[tuple[str, str]]:
    """The articles of each pair that is taken for one measure."""
    alike = (pair for pair in conflicts(claims).pairs if pair.confidence >= THRESHOLD)
    return [(pair.a.mention.doc, pair.b.mention.doc) for pair in alike]


def test_group_two_figures_for_one_thing_meet() -> None:
    assert met(claim(count(3000)), claim(count(5000), "b")) == [("a", "b")]


@pytest.mark.parametrize(
    ("shut", "slots"),
    [
        ("noun", {"concept": "police", "head": "officer", "event": None, "own": frozenset({"parade"})}),
        ("noun", {"concept": "trees", "head": "tree", "event": None, "own": frozenset({"@halden"})}),
        ("relation", {"relation": "part"}),
        ("narrow", {"narrow": frozenset({"special"})}),
        ("modality", {"modality": "denied"}),
    ],
)
def test_group_a_shut_gate_ends_the_comparison(shut: str, slots: dict[str, object]) -> None:
    one, other = claim(count(3000)), claim(count(5000), "b", **slots)
    assert gate(one, other) == match(one, other, Context([one, other])).clash == shut
    assert met(one, other) == []


def test_group_two_nouns_may_name_one_thing_where_more_than_a_name_is_shared() -> None:
    def told(word: str) -> str:
        slots = {"event": None, "own": frozenset({"@halden", word})}
        nouns = claim(count(3), **slots), claim(count(5), "b", concept="crossings", head="crossing", **slots)
        return gate(*nouns) or match(*nouns, Context(nouns)).level("noun")

    assert (told("bridge"), told("@vey"), told("@halden")) == ("differs", "differs", "noun")


@pytest.mark.parametrize(
    ("slots", "level"),
    [
        ({}, "both"),
        ({"concept": "police", "head": "officer"}, "none"),
        ({"event": None, "own": frozenset({"parade"})}, "none"),
    ],
)
def test_group_brief_articles_hold_one_figure_of_a_thing(slots: dict[str, object], level: str) -> None:
    pair = claim(count(3000)), claim(count(5000), "b", **slots)
    assert match(*pair, Context(pair)).level("brief") == level
    assert {match(*pair, Context([*pair, *_others(pair[1])])).level("brief")} == {"none"}


def _others(one: Claim) -> list[Claim]:
    """Figures of other things in five more sentences of its article."""
    return [replace(one, sentence=f"They have {n} barns.", frame=replace(one.frame, concept="barns")) for n in range(5)]


def test_group_a_day_is_less_sure_to_be_of_one_event() -> None:
    housed, arrived = claim(day(1), event="deployed"), claim(day(2), "b", event="deployed")
    pair = housed, arrived
    assert match(*pair, Context(pair)).level("brief") == "day"


def test_group_no_words_make_a_pair_certain() -> None:
    assert Pair(claim(count(3000)), claim(count(5000), "b"), Match((), 9.0), "hard").confidence == 0.99


def test_group_a_change_is_no_level() -> None:
    risen = Quantity("count", count(5000).hard, count(5000).fair, Decimal(5000), unit="soldier", change="up")
    assert gate(claim(count(3000)), claim(risen, "b")) == "change"


def test_group_two_currencies_meet_only_over_one_number() -> None:
    def sum_of(number: int, unit: str) -> Claim:
        point = count(number).hard
        money = Quantity("money", point, point, Decimal(number), unit=unit, base=(point, point), base_unit=unit)
        return claim(money, unit)

    assert gate(sum_of(45, "GBP"), sum_of(50, "EUR")) == "currency"
    assert gate(sum_of(45, "GBP"), sum_of(45, "EUR")) is None


def test_group_the_same_in_two_towns_does_not_meet() -> None:
    """Two places, in articles that share no name; one name in common is enough to look."""

    def told(doc: str, place: str, *story: str) -> Claim:
        here = frozenset({place})
        return claim(count(3000), doc, anchors=here, places=here, story=here | frozenset(story))

    assert gate(told("a", "halden"), told("b", "sund")) == "elsewhere"
    assert gate(told("a", "halden"), told("b", "sund", "halden")) is None


def test_group_a_broader_noun_is_no_clash() -> None:
    men = claim(count(5000), "b", concept="people", head="man", generic=True)
    troops = claim(count(3000), broader=frozenset({"people"}))
    assert match(men, troops, Context([])).level("noun") == "generic"


def test_group_unknown_is_no_clash_but_is_too_little() -> None:
    bare = dict.fromkeys(("places", "near", "own"), frozenset()) | {"event": None, "lead": False}
    other = {"published": DAY - timedelta(20), "concept": "people", "head": "man", "generic": True}
    broader = frozenset({"people"})
    told, counts = findings([claim(count(3000), broader=broader, **bare), claim(count(9000), "b", **(bare | other))])
    assert told == []
    assert counts["skipped:too little in common"] == 1


def test_group_agreeing_claims_are_seen_together() -> None:
    """A third article that agrees with the first changes how sure the conflict with the second is."""
    alone = candidates([claim(count(3000)), claim(count(5000), "b")])[0]
    three = candidates([claim(count(3000)), claim(count(5000), "b"), claim(count(3000), "c")])[0]
    scores = {round(pair.match.score, 6) for pair in three if pair.apart == "hard"}
    assert len(scores) == 1
    assert scores != {round(alone[0].match.score, 6)}


def test_group_articles_of_two_stories_do_not_meet() -> None:
    other = {"anchors": frozenset({"selwick"}), "story": frozenset({"selwick"}), "theme": frozenset()}
    assert met(claim(count(3000)), claim(count(5000), "b", **other)) == []


def test_group_one_sentence_does_not_contradict_itself() -> None:
    one, two = claim(count(3000)), claim(count(5000), at=9)
    assert gate(one, Claim(two.mention, two.quantity, two.frame, one.sentence, 1, 1)) == "sentence"


def test_group_neighbouring_days_meet_and_distant_ones_do_not() -> None:
    assert met(claim(day(0)), claim(day(-1), "b")) == [("a", "b")]
    old = dict.fromkeys(("near", "own"), frozenset({"founding"}))
    assert met(claim(day(0)), claim(day(-900), "b", event=None, lead=False, **old)) == []


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
    two = Quantity("date", day(0).hard, day(0).fair, readings=day(1).readings + day(0).readings)
    a, b, both = claim(day(0)), claim(day(1)), claim(two)
    assert apart(a, b) == "hard"
    assert apart(a, both) == "fair"
    assert apart(b, both) == "agree"


def test_group_what_an_outlet_says_again_is_compared_once_and_told_with_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thirty articles of three outlets with one figure each, and one outlet with another: four readings."""
    monkeypatch.setattr(stories, "STORY", 5)
    told = [
        replace(claim(count(5000 if n % 4 == 3 else 3000), f"d{n:02}"), article_source=f"outlet {n % 4}")
        for n in range(40)
    ]
    found = conflicts(told)
    assert found.counts["compared"] == 40
    kept = reported(map(certain, found.pairs), found)
    pairs = [*kept, *told_again(kept, found.again)]
    across = [pair for pair in pairs if pair.a.mention.doc != pair.b.mention.doc]
    assert 3 <= len(across) <= 3 + 36  # each reading with the other figure, and each repeated claim once
    (finding,), _ = findings(told)
    assert {each.mention for each in finding.claims} == {each.mention for each in told}
    assert len(candidates(told)[0]) == 6 + 36
    monkeypatch.setattr(stories, "STORY", 50)
    (whole,), _ = findings(told)
    assert {each.mention for each in whole.claims} == {each.mention for each in finding.claims}
    assert (whole.low, whole.high, whole.rule) == (finding.low, finding.high, finding.rule)


def test_group_four_thousand_claims_of_four_hundred_stories_meet_in_few_pairs() -> None:
    claims = []
    for n in range(4_000):
        article, story = n // 5, n // 5 % 400
        names = frozenset({f"town{story}", f"land{story % 7}"})
        slots = {
            "anchors": names,
            "story": names,
            "places": frozenset({f"town{story}"}),
            "theme": frozenset({"police", f"theme{story}"}),
            "concept": f"thing{n % 5}",
            "family": f"thing{n % 5}",
            "event": f"use{n % 5}",
            "own": frozenset({f"use{n % 5}"}),
        }
        claims.append(claim(count(100 + n % 97), f"d{article}", 10 * (n % 5), DAY + timedelta(article // 100), **slots))
    assert len(pairs(claims)[0]) < 30 * len(claims)
    assert findings(claims)[0]
