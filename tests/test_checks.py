"""The checks of one article: proofs, places, silence, and that nothing rounded in a common way is ever reported."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numcheck import lexicon
from numcheck.extract.convert import conversion
from numcheck.finding import Finding
from numcheck.model import Article
from numcheck.pipeline import check, check_article, extract_batch
from numcheck.report import WRITERS
from numcheck.rules import RULES

DAY = date(2024, 10, 31)
OWN = tuple(code for code in RULES if code.startswith(("NC3", "NC4")))
PROOFS = [
    (
        "Of the 400 asked, 120 (40%) agreed.",
        "120 of 400 is 30 %, the text says 40%. Allowing for rounding 40% may be 39.5 to 41.",
    ),
    (
        "The road is 80 km (30 miles) long.",
        "80 km is 49.7 miles, the text says 30 miles. Allowing for rounding 46.6 to 52.8.",
    ),
    ("Twelve people died: five women, four men and two children.", "5 + 4 + 2 is 11, the text says 12."),
    ("The lawyer met 14 detainees, 16 of them minors.", "16 cannot be a part of 14: 16 is more than 14."),
    (
        "Tickets are up 60%, from 50 to 70 zlotys.",
        "From 50 to 70 zlotys is a rise of 40 %, the text says 60%. Allowing for rounding 39 to 42.",
    ),
    ("It was signed on Monday, 29 October 2024.", "29 October 2024 was a Tuesday, the text says Monday."),
    ("The deadline is 31 June.", "June has 30 days, the text says 31."),
    (
        "He was stabbed on 23 November 2024.",
        "Told as past, yet 23 November 2024 (2024-11-23) is after publication on 2024-10-31.",
    ),
    (
        "She was born on 3 May 1950 and is 80.",
        "Born 3 May 1950 makes 74 years in 2024-10-31, the text says 80.",
    ),
    ("Some 107% of adults can read.", "No more than 100 % of adults can be meant, the text says Some 107%."),
]
UNITS = [
    ("km", "kilometer", "miles", "mile"),
    ("metres", "meter", "feet", "foot"),
    ("hectares", "hectare", "acres", "acre"),
    ("kilograms", "kilogram", "pounds", "pound"),
    ("litres", "liter", "pints", "pint"),
    ("km/h", "kilometer/hour", "mph", "mile/hour"),
]
WAYS = [
    (Decimal(1), ROUND_HALF_UP),
    (Decimal(1), ROUND_HALF_EVEN),
    (Decimal(1), ROUND_DOWN),
    (Decimal("0.1"), ROUND_HALF_UP),
    (Decimal("0.1"), ROUND_DOWN),
]


def found(text: str, published: date | None = DAY) -> list[Finding]:
    article = Article("a", text, published)
    return check_article(article, extract_batch([article])[0])


@pytest.mark.parametrize(("text", "proof"), PROOFS)
def test_checks_explain_with_the_sum(text: str, proof: str) -> None:
    (finding,) = found(text)
    assert finding.explanation == proof
    assert all(text[c.mention.start : c.mention.end] == c.mention.quote for c in finding.claims)
    assert finding.severity == RULES[finding.rule].severity


def test_checks_every_rule_has_examples() -> None:
    assert [record["code"] for record in lexicon.records("recomputed")] == list(OWN)
    assert {found(text)[0].rule for text, _ in PROOFS} == set(OWN)


@pytest.mark.parametrize("code", OWN)
def test_checks_example_on_the_page_is_reported(code: str) -> None:
    text = re.findall(r'"([^"]+)"', RULES[code].example)[0]
    published = date(2018, 4, 3) if code == "NC403" else DAY
    assert [finding.rule for finding in found(f"{text}.", published)] == [code]


@pytest.mark.parametrize("form", WRITERS)
def test_checks_are_in_every_format(form: str) -> None:
    text = "Of the 400 asked, 120 (40%) agreed."
    report = check([Article("a", text, DAY, path="a.txt", uri="a.txt", sha256="1")])
    assert [finding.rule for finding in report.findings] == ["NC303"]
    shown = WRITERS[form](report)
    assert report.findings[0].id in shown if form == "index" else "NC303" in shown


def test_checks_are_selected_and_ignored_as_other_rules() -> None:
    article = Article("a", "Of the 400 asked, 120 (40%) agreed. The deadline is 31 June.", DAY)
    assert {f.rule for f in check([article]).findings} == {"NC303", "NC402"}
    assert {f.rule for f in check([article], select=["NC4"]).findings} == {"NC402"}
    assert {f.rule for f in check([article], ignore=["NC303"]).findings} == {"NC402"}
    assert check([article], select=["NC1", "NC2"]).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "It was signed on Monday, 29 October.",
        "He was stabbed on 23 November 2024.",
        "She was born in 1950 and is 80.",
    ],
)
def test_checks_are_silent_without_a_day_of_publication(text: str) -> None:
    assert found(text, None) == []


def test_checks_find_nothing_in_an_empty_or_hostile_text() -> None:
    for text in ("", "<n0> of <n1>", "<n9> (<p8>) of <n7>.", "%" * 500, "12 of " * 300, "1" * 400):
        assert found(text) == []


@given(st.integers(2, 20_000), st.sampled_from(UNITS), st.booleans(), st.sampled_from(WAYS))
def test_checks_accept_every_rounded_conversion(
    value: int, units: tuple[str, str, str, str], back: bool, way: tuple[Decimal, str]
) -> None:
    one, a, other, b = units if not back else (units[2], units[3], units[0], units[1])
    exact = value * conversion(a)[0] / conversion(b)[0]
    rounded = exact.quantize(way[0], way[1])
    if rounded > 0:
        assert found(f"It measured {value:,} {one} ({rounded:,} {other}) in all.") == []


@given(st.integers(10, 20_000), st.sampled_from(UNITS), st.booleans())
def test_checks_report_every_conversion_that_is_far_off(
    value: int, units: tuple[str, str, str, str], twice: bool
) -> None:
    one, a, other, b = units
    wrong = (value * conversion(a)[0] / conversion(b)[0] * (2 if twice else Decimal("0.4"))).quantize(Decimal(1))
    if wrong > 2:
        assert [f.rule for f in found(f"It measured {value:,} {one} ({wrong:,} {other}) in all.")] == ["NC301"]


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.sampled_from(WAYS))
def test_checks_accept_every_rounded_share(a: int, b: int, way: tuple[Decimal, str]) -> None:
    part, whole = sorted((a, b))
    share = (Decimal(100) * part / whole).quantize(way[0], way[1])
    assert [f for f in found(f"Of the {whole:,} asked, {part:,} ({share}%) agreed.") if f.rule == "NC303"] == []


@given(st.integers(10, 5_000), st.integers(10, 5_000), st.sampled_from(WAYS))
def test_checks_accept_every_rounded_change(a: int, b: int, way: tuple[Decimal, str]) -> None:
    change = (Decimal(100) * (b - a) / a).quantize(way[0], way[1])
    verb = "rose" if b >= a else "fell"
    if change and abs(change) < 100:
        assert found(f"Sales {verb} {abs(change)}%, from {a:,} to {b:,} tonnes.") == []


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.integers(0, 6), st.booleans())
def test_checks_know_every_weekday(day: date, off: int, american: bool) -> None:
    said = f"{day + timedelta(off):%A}"
    written = f"{day:%B} {day.day}, {day.year}" if american else f"{day.day} {day:%B} {day.year}"
    rules = [f.rule for f in found(f"It is dated {said}, {written}.", None)]
    assert rules == (["NC401"] if off else [])


@given(st.lists(st.integers(2, 400), min_size=3, max_size=5), st.integers(-3, 3))
def test_checks_add_up_every_list(parts: list[int], off: int) -> None:
    nouns = ("Poles", "Czechs", "Slovaks", "Danes", "Swedes")
    shown = [f"{n} {noun}" for n, noun in zip(parts, nouns, strict=False)]
    total = sum(parts) + off
    text = f"They counted {total} people: {', '.join(shown[:-1])} and {shown[-1]}."
    if total < 1_000 and max(parts) < total and abs(off) < total / 2:  # farther off it is a list of something else
        assert [f.rule for f in found(text)] == (["NC302"] if off else [])


@given(st.dates(date(1920, 1, 1), date(2020, 12, 31)))
def test_checks_accept_the_age_of_everybody(born: date) -> None:
    age = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
    assert found(f"She was born on {born.day} {born:%B} {born.year} and is {age}.") == []
    assert [f.rule for f in found(f"She was born on {born.day} {born:%B} {born.year} and is {age + 20}.")] == ["NC404"]
