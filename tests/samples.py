"""Hand-made records for tests of what comes after extraction: a report with one finding of each kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from numcheck.finding import Coverage, Finding, Problem, Reason, Report
from numcheck.interval import EVERYTHING, Interval
from numcheck.model import Article, Claim, Frame, Mention, Quantity


def interval(lo: str | int, hi: str | int) -> Interval:
    return Interval(Decimal(lo), Decimal(hi))


def article(text: str, name: str = "a1", published: date | None = date(2025, 3, 12)) -> Article:
    return Article(name, text, published, source="Halyard", path=f"{name}.txt")


def claim(text: str, quote: str, quantity: Quantity, name: str = "a1", **frame: object) -> Claim:
    source = article(text, name)
    start = text.index(quote)
    return Claim(
        mention=Mention.cut(source, start, start + len(quote)),
        quantity=quantity,
        frame=Frame(concept="military_person", **frame),  # type: ignore[arg-type]
        sentence=text,
        line=1,
        column=start + 1,
        article_source=source.source,
        published=source.published,
        path=source.path,
    )


THREE = claim(
    "About 3,000 troops came.",
    "About 3,000 troops",
    Quantity("count", interval(2950, 3050), interval(2700, 3300), Decimal(3000), unit="troop", hedge="about"),
    speaker="an officer",
)
TEN = claim(
    "The ministry counted 10,000 troops.",
    "10,000 troops",
    Quantity("count", interval(9500, 10500), interval(9500, 10500), Decimal("1E+4"), unit="troop"),
    "a2",
)
DAY = date(2025, 3, 10)
MONDAY = claim(
    "They were housed on Monday.",
    "on Monday",
    Quantity("date", EVERYTHING, EVERYTHING, readings=((DAY, DAY),), timex="2025-03-10"),
)


def finding(rule: str = "NC101", verdict: str = "contradiction", severity: str = "error") -> Finding:
    return Finding(
        id="fp1:00ff",
        rule=rule,
        verdict=verdict,  # type: ignore[arg-type]
        severity=severity,  # type: ignore[arg-type]
        confidence=0.9,
        measure="troops in Drevna Province",
        kind="count",
        unit="troop",
        low=Decimal(3000),
        best=None,
        high=Decimal(10000),
        claims=(THREE, TEN),
        reasons=(
            Reason("headline", "an officer says about 3,000, the ministry 10,000 for troops in Drevna Province"),
            Reason("hard_disjoint", "[2950, 3050] and [9500, 10500] share no number"),
            Reason("slots_agree", "the two agree in where"),
            Reason("smallest_change", "they would agree if “10,000 troops” were at most 3,300"),
        ),
        explanation="Both cannot be true.",
    )


REPORT = Report(
    findings=(finding(),),
    problems=(Problem("NC902", "not JSON", "c.jsonl", 3),),
    coverage=Coverage(5, 4, 3, 2, (("no frame", 1),)),
    documents=2,
    corpus_sha256="00",
    notes=("undated: 1 article has no publication date",),
)
