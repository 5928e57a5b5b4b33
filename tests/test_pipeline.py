"""The pipeline: what it hands on, what it counts, and that order does not matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import samples

import numcheck.pipeline
from numcheck.finding import Finding, Problem
from numcheck.model import Article, Claim, Mention, Quantity, Sentence
from numcheck.pipeline import check, extract_batch
from numcheck.rules import RULES, chosen

ARTICLES = [
    Article("a", "About 3,000 troops came.", date(2025, 3, 12), sha256="1"),
    Article("b", "date 2025-03-12 Then 10,000 troops came.", sha256="2"),
    Article("c", "No troops came.", sha256="3"),
]


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stages of our own: every digit begins a mention; the claims that reach the judge are written down."""
    judged: list[list[str]] = []

    def extract(article: Article, sentences: Sequence[Sentence]) -> tuple[list[tuple[Mention, Quantity]], Counter[str]]:
        found = [at for at, char in enumerate(article.text) if char.isdigit()]
        mentions = [(Mention.cut(article, at, at + 1), samples.THREE.quantity) for at in found]
        return mentions, Counter({"numbers": len(found), "parsed": len(found), "skipped:name": 1})

    def frame(article: Article, sentences: Sequence[Sentence], mentions: list[tuple[Mention, Quantity]]) -> list[Claim]:
        slots = replace(samples.THREE.frame, story=frozenset({"drevna"}))
        return [replace(samples.THREE, mention=mention, frame=slots) for mention, _ in mentions]

    def findings(claims: list[Claim]) -> tuple[list[Finding], Counter[str]]:
        judged.append([f"{claim.mention.doc}{claim.mention.start}" for claim in claims])
        worst = samples.finding()
        mild = replace(worst, id="fp1:01", rule="NC102", severity="warning")
        return [mild, worst, replace(worst, confidence=0.95)], Counter({"compared": 4, "skipped:no frame": 2})

    for name, stage in {"extract": extract, "frame": frame, "findings": findings}.items():
        monkeypatch.setattr(numcheck.pipeline, name, stage)
    return judged


def test_pipeline_counts_and_notes() -> None:
    report = check([*ARTICLES, Problem("NC901", "gone", "x.txt")])
    assert report.documents == 3
    assert report.problems == (Problem("NC901", "gone", "x.txt"),)
    assert (report.coverage.numbers, report.coverage.parsed, report.coverage.compared) == (17, 17, 4)
    assert report.coverage.skipped == (("masthead", 8), ("name", 3), ("no frame", 2))
    assert report.notes[0].startswith("undated: 2 articles have no publication date")


def test_pipeline_date_before_the_story_is_no_claim() -> None:
    claims, counts = extract_batch([ARTICLES[1]])
    assert [claim.mention.start for claim in claims] == [21, 22, 24, 25, 26]
    assert counts["skipped:masthead"] == 8


def test_pipeline_order_of_articles_does_not_matter(stages: list[list[str]]) -> None:
    one, other = check(ARTICLES), check(ARTICLES[::-1])
    assert one == other
    assert stages[0] == stages[1] == ["a6", "a8", "a9", "a10", "b21", "b22", "b24", "b25", "b26"]


def test_pipeline_corpus_digest_tells_texts_and_ids_apart() -> None:
    digests = {check([Article(name, "", sha256=digest)]).corpus_sha256 for name in "ab" for digest in "12"}
    assert len(digests) == 4


def test_pipeline_worst_finding_first() -> None:
    found = check(ARTICLES).findings
    assert [(f.rule, f.confidence) for f in found] == [("NC101", 0.95), ("NC101", 0.9), ("NC102", 0.9)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["NC1", "NC2"], [], ["NC101", "NC102", "NC103", "NC104", "NC201", "NC202"]),
        (["NC1"], [], ["NC101", "NC102", "NC103", "NC104"]),
        (["NC1", "NC109"], [], ["NC101", "NC102", "NC103", "NC104", "NC109"]),
        (["NC1", "NC109"], ["NC109"], ["NC101", "NC102", "NC103", "NC104"]),
        (["NC109"], ["NC1"], ["NC109"]),
        (["NC1"], ["NC1"], []),
        ([], ["NC"], []),
        ([], ["NC2", "NC3", "NC4"], ["NC101", "NC102", "NC103", "NC104"]),
        (["NC30"], ["NC303"], ["NC301", "NC302", "NC304", "NC305"]),
    ],
)
def test_rules_longest_prefix_decides(select: list[str], ignore: list[str], expected: list[str]) -> None:
    assert [code for code in RULES if code < "NC9" and chosen(code, select, ignore)] == expected
