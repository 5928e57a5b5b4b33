"""Rule pages: complete, and true: what a page gives as an example is reported, what it says is silent is silent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from numcheck.model import Article
from numcheck.pipeline import check
from numcheck.rules import RULES

WEDNESDAY = date(2025, 3, 12)
REPORTED = [
    (
        "NC101",
        "About 3,000 troops were moved to the border",
        "10,000 troops were moved to the border",
    ),
    ("NC102", "Police counted 2,000 marchers", "organisers counted 5,000 marchers"),
    ("NC103", "The blast killed 30 people", "the blast killed 12 people"),
    (
        "NC104",
        "Interline reported that 8,000 troops were moved to the border",
        "About 3,000 troops were moved to the border",
    ),
    ("NC201", "They were housed in barracks on Monday", "They were housed in barracks on Sunday"),
    ("NC202", "They were housed in barracks on Monday night", "they were housed in barracks on Tuesday"),
]
LATER = {"NC103": 1}  # days between the two articles
TAILS = {"NC101": " of Halden", "NC104": " of Halden"}
SILENT = [
    ("About 3,000 troops were moved to Halden.", "Some 3,100 troops were moved to Halden."),
    ("The camp is 50 km from the border of Halden.", "The camp is 31 miles from the border of Halden."),
    ("Twelve people were killed in Halden.", "Forty people were injured in Halden."),
    ("More than 50 people were killed in Halden.", "In Halden, 57 people were killed."),
    ("About 3,000 troops were moved to Halden.", "A few hundred of the troops moved to Halden were medics."),
    ("They were housed in barracks in Halden on Monday.", "They were housed in barracks in Halden on 10 March."),
]


def rules_of(one: str, other: str, later: int = 0) -> list[str]:
    articles = [
        Article("a", f"{one}.", WEDNESDAY, source="The Gazette", sha256="1"),
        Article("b", f"{other}.", WEDNESDAY + timedelta(later), source="Interline", sha256="2"),
    ]
    return [finding.rule for finding in check(articles).findings]


@pytest.mark.parametrize(("code", "one", "other"), REPORTED)
def test_rules_example_on_the_page_is_reported(code: str, one: str, other: str) -> None:
    assert one in RULES[code].example
    assert other in RULES[code].example
    tail = TAILS.get(code, " in Halden")
    assert rules_of(one + tail, other[0].upper() + other[1:] + tail, LATER.get(code, 0)) == [code]


def test_rules_every_rule_that_compares_has_a_tested_example() -> None:
    assert {code for code, rule in RULES.items() if code < "NC3" and rule.on} == {row[0] for row in REPORTED}


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_rules_silent_where_both_can_be_true(one: str, other: str) -> None:
    assert rules_of(one.rstrip("."), other.rstrip(".")) == []


@pytest.mark.parametrize("code", RULES)
def test_rules_page_is_complete(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    for text in (rule.what, rule.why, rule.example, rule.silent, rule.hush):
        assert text[0].isupper() or text[0] in '"`'
        assert text.rstrip('`"')[-1] in ".)]}"
