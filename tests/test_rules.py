"""Rule pages: complete, and true: what a page gives as an example is reported, what it says is silent is silent."""

from __future__ import annotations

from datetime import date

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
    ("NC201", "They were housed in barracks on Monday", "They were housed in barracks on Sunday"),
]
SILENT = [
    ("About 3,000 troops were moved to Halden.", "Some 3,100 troops were moved to Halden."),
    ("The camp is 50 km from the border of Halden.", "The camp is 31 miles from the border of Halden."),
    ("Twelve people were killed in Halden.", "Forty people were injured in Halden."),
    ("More than 50 people were killed in Halden.", "In Halden, 57 people were killed."),
    ("About 3,000 troops were moved to Halden.", "A few hundred of the troops moved to Halden were medics."),
    ("They were housed in barracks in Halden on Monday.", "They were housed in barracks in Halden on 10 March."),
]


def rules_of(one: str, other: str) -> list[str]:
    articles = [
        Article("a", f"{one}.", WEDNESDAY, source="One", sha256="1"),
        Article("b", f"{other}.", WEDNESDAY, source="Other", sha256="2"),
    ]
    return [finding.rule for finding in check(articles).findings]


@pytest.mark.parametrize(("code", "one", "other"), REPORTED)
def test_rules_example_on_the_page_is_reported(code: str, one: str, other: str) -> None:
    assert one in RULES[code].example
    assert other in RULES[code].example
    tail = " in Halden" if code == "NC102" else " of Halden" if code == "NC101" else " in Halden"
    assert rules_of(one + tail, other[0].upper() + other[1:] + tail) == [code]


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
