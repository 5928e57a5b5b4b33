"""Report -> JSON, schema version 1: the same input gives the same bytes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from numcheck.interval import Interval, plain
from numcheck.model import TIMES, Claim, Days, Finding, Problem, Report

__all__ = ["days", "ends", "number", "values", "write"]

SCHEMA_VERSION = 1
_LARGEST_EXPONENT = 308


def write(report: Report) -> str:
    """The report as a JSON document.

    >>> from numcheck.model import Coverage
    >>> write(Report((), (), Coverage(), 0, "")).splitlines()[1]
    '  "schema_version": 1,'
    """
    from numcheck import __version__

    coverage = report.coverage
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "numcheck", "version": __version__},
        "corpus": {"documents": report.documents, "sha256": report.corpus_sha256},
        "coverage": {
            "numbers": coverage.numbers,
            "parsed": coverage.parsed,
            "framed": coverage.framed,
            "compared": coverage.compared,
            "skipped": dict(coverage.skipped),
        },
        "notes": list(report.notes),
        "findings": [_finding(finding) for finding in report.findings],
        "skipped": [_problem(problem) for problem in report.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number; None for one that no float can hold.

    >>> number(Decimal("3000.0")), number(Decimal("1.15")), number(Decimal("1E+999"))
    (3000, 1.15, None)
    """
    if value is None or not value.is_finite() or value.adjusted() > _LARGEST_EXPONENT:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def ends(interval: Interval) -> list[int | float | None]:
    """Lower and upper end of an interval, None where there is none.

    >>> ends(Interval(Decimal(50), None))
    [50, None]
    """
    return [number(interval.lo), number(interval.hi)]


def days(span: Days) -> list[str | None]:
    """First and last day as ISO dates.

    >>> days((None, None))
    [None, None]
    """
    return [day.isoformat() if day else None for day in span]


def values(claim: Claim) -> dict[str, Any]:
    """The values of a claim that dates and numbers hold in different fields: hard, fair and readings."""
    quantity = claim.quantity
    if quantity.kind in TIMES:
        return {
            "hard": [None, None],
            "fair": [None, None],
            "readings": [days(span) for span in quantity.readings],
        }
    return {"hard": ends(quantity.hard), "fair": ends(quantity.fair), "readings": None}


def _finding(finding: Finding) -> dict[str, Any]:
    dated = finding.kind in TIMES
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "measure": finding.measure,
        "kind": finding.kind,
        "unit": finding.unit,
        "low": None if dated else number(finding.low),
        "best": None if dated else number(finding.best),
        "high": None if dated else number(finding.high),
        "explanation": finding.explanation,
        "reasons": [{"name": r.name, "text": r.text, **dict(r.data)} for r in finding.reasons],
        "claims": [_claim(claim) for claim in finding.claims],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    mention, quantity, frame = claim.mention, claim.quantity, claim.frame
    return {
        "doc": mention.doc,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "sentence": claim.sentence,
        "value": None if quantity.value is None else plain(quantity.value),
        **values(claim),
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "speaker": frame.speaker,
        "modality": frame.modality,
        "ref_time": None if frame.ref_time is None else days(frame.ref_time),
        "source": claim.article_source,
        "published": claim.published.isoformat() if claim.published else None,
        "url": claim.url,
        "path": claim.path,
        "line": claim.line,
        "column": claim.column,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "message": problem.message, "path": problem.path, "line": problem.line}
