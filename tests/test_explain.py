"""What a finding says of itself: the sentence an editor would write, what agrees, and the smallest change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from claims import DAY, claim, count, day, read

from numcheck.finding import Finding
from numcheck.judge import findings
from numcheck.judge.change import smallest_change
from numcheck.judge.figures import figures, measure_name
from numcheck.model import Claim

WEEK = timedelta(6)


def one(*claims: Claim) -> Finding:
    """The only finding about some claims."""
    (finding,) = findings(list(claims))[0]
    return finding


def said(finding: Finding, name: str) -> str:
    """The text of one of its reasons."""
    (text,) = [reason.text for reason in finding.reasons if reason.name == name]
    return text


def three(a: int, b: int, **slots: object) -> Finding:
    return one(claim(count(a), "Halyard"), claim(count(a), "Argus"), claim(count(b), "Interline", **slots))


HEADLINES = [
    ((claim(count(3000), "Halyard"), claim(count(9000), "Interline")),
     "Halyard says 3000, Interline 9000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard"), claim(count(3000), "Argus"), claim(count(9000), "Interline")),
     "Argus and Halyard say 3000, Interline 9000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", speaker="the police"), claim(count(9000), "Interline", speaker="the union")),
     "the police said 3000, the union 9000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", speaker="The police"), claim(count(3000), "Argus", speaker="the police"),
      claim(count(9000), "Interline", speaker="the union")),
     "the police said 3000, the union 9000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", speaker="the police"), claim(count(9000), "Argus", speaker="Interline"),
      claim(count(9000), "Interline", speaker="the union")),
     "Argus and the union said 9000, the police 3000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard"), replace(claim(count(9000), "h2"), article_source="Halyard")),
     "Halyard said 3000 and 9000 for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", published=DAY + WEEK, moves="up"), claim(count(9000), "Interline", moves="up")),
     "Interline gave 9000 on Thursday 31 October 2024, Halyard 3000 on Wednesday 6 November 2024,"
     " for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", moves="up"), claim(count(9000), "Interline", published=DAY + WEEK, moves="up")),
     "Halyard gave 3000 on Thursday 31 October 2024, Interline 9000 on Wednesday 6 November 2024,"
     " for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", modality="planned", moves="up", ref_time=(DAY, DAY + WEEK)),
      claim(count(9000), "Interline", published=DAY + WEEK, moves="up")),
     "Halyard gave 3000 on Thursday 31 October 2024, Interline 9000 on Wednesday 6 November 2024,"
     " for troops deployed in Halden"),
    ((claim(count(3000), "Halyard", speaker="Interline"), claim(count(9000), "Interline")),
     "Halyard has Interline say 3000 where Interline has 9000, for troops deployed in Halden"),
    ((claim(day(0), "Halyard"), claim(day(-1), "Interline")),
     "Interline dates it to Wednesday 30 October, Halyard to Thursday 31 October (date, deployed in Halden)"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "headline"), HEADLINES)
def test_explain_the_headline_is_the_sentence_of_an_editor(claims: tuple[Claim, ...], headline: str) -> None:
    finding = one(*claims)
    assert said(finding, "headline") == headline
    assert finding.reasons[0].name == "headline"
    assert finding.explanation.startswith(headline[:1].upper() + headline[1:] + ". ")


def test_explain_a_date_is_told_by_its_clause() -> None:
    texts = {
        "Halyard": "The troops were housed on Monday in barracks outside Halden.",
        "Interline": "On Sunday, the troops were housed in barracks outside Halden.",
    }
    assert said(one(*read(texts)), "headline") == (
        "Interline dates “the troops were housed in barracks outside Halden” to Sunday 27 October or Sunday "
        "3 November, Halyard to Monday 28 October"
    )


def test_explain_many_outlets_are_counted() -> None:
    claims = [claim(count(3000), name) for name in "abcde"]
    assert said(one(*claims, claim(count(9000), "f")), "headline").startswith("a, b, c and 2 more say 3000, f 9000 for")


def test_explain_what_agrees_and_what_is_unknown_are_two_steps() -> None:
    finding = one(claim(count(3000)), claim(count(9000), "b", places=frozenset()))
    assert said(finding, "slots_agree").startswith("the two agree in what is measured")
    assert said(finding, "slots_unknown") == "the texts leave open when and where"
    assert dict(finding.reasons[-2].data) == {} and dict(finding.reasons[-3].data)["noun"] == "same"


CHANGES: list[tuple[Mapping[str, str], str]] = [
    ({"a": "50 km", "b": "10 km"},
     "they would agree if “50 km” (a) were at most 10.5 km, or “10 km” (b) were at least 49.5 km"),
    ({"a": "50 km", "b": "31 miles", "c": "15 miles"}, "they would agree if “15 miles” (c) were at least 49.5 km"),
    ({"a": "50 km", "b": "50 miles"},
     "they would agree if “50 miles” (b) were meant in km, or “50 km” (a) were meant in miles"),
    ({"a": "287 km", "b": "728 km"},
     "they would agree if “728 km” (b) were a slip of the pen for 287 km, or the other way round"),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "change"), CHANGES)
def test_explain_the_smallest_change(figures: Mapping[str, str], change: str) -> None:
    claims = read({doc: f"The camp in Halden lies {figure} from the border." for doc, figure in figures.items()})
    assert said(one(*claims), "smallest_change") == change


def test_explain_what_fewest_outlets_say_has_to_change() -> None:
    assert "“5000 soldiers” (Interline) were at most 3,000, or if “3000 soldiers” counted" in said(
        three(3000, 5000), "smallest_change"
    )
    assert "(Interline) were at least 9,000" in said(three(9000, 5000), "smallest_change")


def test_explain_a_part_is_no_way_out_of_a_part() -> None:
    whole = said(three(3000, 5000), "smallest_change")
    parts = [claim(count(n), doc, relation="part") for n, doc in ((3000, "a"), (5000, "b"))]
    assert "only a part of" in whole and "only a part of" not in said(one(*parts), "smallest_change")


def test_explain_the_source_is_right_about_itself() -> None:
    misquoted = one(claim(count(5000), "Halyard", speaker="Interline"), claim(count(3000), "Interline"))
    assert "“5000 soldiers” (Halyard) were at most 3,000" in said(misquoted, "smallest_change")
    assert "at least" not in said(misquoted, "smallest_change")


def test_explain_an_update_needs_no_change() -> None:
    update = one(claim(count(3000), moves="up"), claim(count(5000), "b", published=DAY + WEEK, moves="up"))
    assert "smallest_change" not in {reason.name for reason in update.reasons}


def test_explain_too_many_figures_have_no_smallest_change() -> None:
    assert smallest_change([claim(count(1000 * n), f"d{n}") for n in (1, 3, 5, 7)]) is not None
    assert smallest_change([claim(count(1000 * n), f"d{n}") for n in (1, 3, 5, 7, 9)]) is None


def test_explain_claims_of_one_figure_stand_together() -> None:
    claims = [claim(count(n, width="0.1"), f"d{n}") for n in (3000, 9000, 3100)]
    assert [[c.mention.doc for c in one] for one in figures(claims)] == [["d3000", "d3100"], ["d9000"]]


@pytest.mark.parametrize(
    ("slots", "name"),
    [
        ({}, "troops deployed in Halden"),
        ({"event": "marched"}, "troops who marched in Halden"),
        ({"event": "sank"}, "troops, sank in Halden"),
        ({"concept": "dead", "event": "killed"}, "dead in Halden"),
        ({"places": frozenset()}, "troops deployed (Halden, Kenya)"),
        ({"concept": None, "head": None}, "figure deployed in Halden"),
    ],
)
def test_explain_the_name_of_a_measure(slots: dict[str, object], name: str) -> None:
    assert measure_name([claim(count(3), **slots), claim(count(9), "b", **slots)]) == name  # type: ignore[arg-type]


def test_explain_the_intervals_are_shown() -> None:
    finding = one(claim(count(3000, width="0.1")), claim(count(5000), "b"))
    assert "was read as 2,700 to 3,300" in finding.explanation
    assert all(reason.text[1:] in finding.explanation for reason in finding.reasons)


def test_explain_hostile_articles_are_quoted_as_they_are() -> None:
    """Escaping is the writers' work: a reason holds what the article holds."""
    finding = one(claim(count(3000), "<b>\x1b[31m"), claim(count(9000), "x"))
    assert "<b>\x1b[31m says 3000" in said(finding, "headline")


def test_explain_publication_years_are_left_out_of_days_of_the_same_year() -> None:
    old = one(claim(day(0), "a", published=date(2026, 1, 2)), claim(day(-1), "b", published=date(2026, 1, 2)))
    assert "31 October 2024" in said(old, "headline")
