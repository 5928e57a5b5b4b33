"""Findings on disk: the order and the report of those in memory, and no more than one of them held at a time."""

from __future__ import annotations

import gc
import importlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
import samples
from corpora import Project
from hypothesis import given
from hypothesis import strategies as st
from test_engines import article_of

from benchmarks import planted
from numcheck.corpus import worst_first
from numcheck.decisions import anchors, apply
from numcheck.engine import run
from numcheck.engine.shelf import shelved
from numcheck.finding import Decision, Finding, Severity
from numcheck.group import stories
from numcheck.lazy import Lazy, where
from numcheck.model import Article
from numcheck.report import FORMATS, pieces

BORDER = Path(__file__).parent.parent / "fixtures" / "border"
STREAMED = ("text", "concise", "json", "jsonl", "rdjsonl", "csv")
FINDINGS = st.lists(
    st.builds(
        lambda severity, confidence, rule, number: replace(
            samples.finding(rule), id=f"fp1:{number:04x}", severity=severity, confidence=confidence
        ),
        st.sampled_from(get_args(Severity)),
        st.sampled_from((0.1, 0.1 + 2**-55, 1 / 3, 0.61, 1.0)),
        st.sampled_from(("NC101", "NC102", "NC304")),
        st.integers(0, 65535),
    ),
    max_size=12,
)


def alive() -> int:
    """How many findings there are in memory."""
    return sum(isinstance(each, Finding) for each in gc.get_objects())


def crowd(size: int) -> Iterator[Finding]:
    return (replace(samples.finding(), id=f"fp1:{number:04x}") for number in range(size))


@given(FINDINGS)
def test_shelf_gives_back_findings_worst_first(found: list[Finding]) -> None:
    shelf = shelved(found)
    assert shelf == worst_first(found)
    assert worst_first(found) == shelf
    assert [shelf[at] for at in range(len(found))] == list(shelf)
    assert list(shelf[1:-1]) == list(worst_first(found)[1:-1])
    severe = where(shelf, lambda finding: finding.severity == "error")
    assert severe == where(worst_first(found), lambda finding: finding.severity == "error")
    assert isinstance(severe, Lazy)


def test_shelf_is_other_than_what_differs_from_it() -> None:
    shelf = shelved(crowd(2))
    assert shelf != tuple(crowd(3))
    assert shelf != (*crowd(1), replace(samples.finding(), id="fp1:other"))
    assert shelf != 2


@pytest.mark.parametrize("form", STREAMED)
def test_shelf_is_written_without_being_held(form: str) -> None:
    before = alive()
    report = replace(samples.REPORT, findings=shelved(crowd(50)))
    assert alive() - before == 0
    most = 0
    parts = []
    for piece in pieces(form, report):
        most = max(most, alive() - before)
        parts.append(piece)
    assert most <= 2
    assert len(parts) > 50
    assert "".join(parts) == "".join(pieces(form, replace(report, findings=tuple(crowd(50)))))


def test_shelf_is_filled_by_a_run_that_holds_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setattr(planted, "PLANTED", 1)
    monkeypatch.setattr(stories, "CROWDED", 20)  # as in a corpus so large that no word links two of its towns
    news = [Article(**article_of(row)) for row in planted.rows(150)]
    before, held = alive(), []

    def spied(found: Iterable[Finding]) -> Lazy[Finding]:
        def each() -> Iterator[Finding]:
            for finding in found:
                held.append(alive() - before)
                yield finding

        return shelved(each())

    monkeypatch.setattr(importlib.import_module("numcheck.engine.run"), "shelved", spied)
    report = run(news, engine="duckdb")
    assert len(report.findings) > 15
    assert max(held) < len(report.findings) / 2  # those of one part
    assert isinstance(report.findings, Lazy)
    assert isinstance(report.open, Lazy)
    assert alive() - before == 0


def test_shelf_takes_decisions_without_being_held() -> None:
    report = replace(samples.REPORT, findings=shelved(crowd(50)))
    decided = [
        Decision(f"fp1:{at:04x}", "dismiss", "scope", "", "Ann", "2025-01-01T00:00:00Z", "NC101", "0", anchors(finding))
        for at, finding in enumerate(crowd(60))
        if at % 20 == 3
    ]
    before = alive()
    lazy, whole = (apply(replace(report, findings=each), decided) for each in (report.findings, tuple(report.findings)))
    assert lazy == whole
    assert isinstance(lazy.report.open, Lazy)
    assert len(lazy.report.open) == 47
    del whole
    assert alive() - before == 0


def test_shelf_says_what_memory_says_in_every_format(project: Project) -> None:
    """With decisions, a base and a threshold, all of which go over the findings."""
    pytest.importorskip("duckdb")
    project.run("baseline", "news")
    project.run("check", "news", "--output", "index=base.index")
    for path in BORDER.iterdir():
        shutil.copy(path, "news")
    said = []
    for engine in ("local", "duckdb"):
        outputs = [option for form in FORMATS for option in ("--output", f"{form}={engine}/{form}")]
        settings = ["check", "news", "--engine", engine, "--min-confidence", "0.95"]
        whole = project.run(*settings, *outputs)
        files = (path for path in Path(engine).rglob("*") if path.is_file())
        written = {path.relative_to(engine).as_posix(): path.read_bytes() for path in files}
        said.append((whole, written, project.run(*settings, "--diff-index", "base.index")))
    assert said[0] == said[1]
    assert said[0][1].keys() >= set(FORMATS) - {"html"}
    assert "less sure than" in said[0][0][1]
    assert b"accepted-debt" in said[0][1]["jsonl"]
    assert "Since the base" in said[0][2][1]
