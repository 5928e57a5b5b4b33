"""Report -> JSON, schema version 1: the same input gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from numcheck.finding import Decision, Finding, Problem, Report
from numcheck.interval import Interval, plain
from numcheck.model import TIMES, Claim, Days

__all__ = [
    "STATES",
    "claim_fields",
    "days",
    "ends",
    "finding_fields",
    "head",
    "number",
    "pieces",
    "problem_fields",
    "state",
    "values",
    "write",
]

SCHEMA_VERSION = 1
STATES = ("open", "confirmed", "dismissed", "accepted-debt", "disputed", "suppressed")
"""What may have been made of a finding."""
_LARGEST_EXPONENT = 308


def write(report: Report) -> str:
    """The report as a JSON document.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, "")).splitlines()[1]
    '  "schema_version": 1,'
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, a finding at a time."""
    yield _indented(head(report), "")[: -len("\n}")]
    yield from _list("findings", map(finding_fields, report.findings))
    yield from _list("skipped", map(problem_fields, report.problems))
    yield "\n}\n"


def _list(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A field with a list, after other fields of the document."""
    begin = f',\n  "{name}": ['
    end = f"{begin}]"
    for row in rows:
        yield f"{begin}\n    {_indented(row, '    ')}"
        begin, end = ",", "\n  ]"
    yield end


def _indented(row: dict[str, Any], margin: str) -> str:
    """An object over several lines, all but the first behind a margin; no string holds a line end of its own."""
    return json.dumps(row, ensure_ascii=False, indent=2).replace("\n", f"\n{margin}")


def head(report: Report) -> dict[str, Any]:
    """What a report says of the run, besides findings and problems."""
    from numcheck import __version__

    coverage = report.coverage
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "numcheck", "version": __version__},
        "stamp": report.stamp,
        "corpus": {"documents": report.documents, "sha256": report.corpus_sha256},
        "coverage": {
            "numbers": coverage.numbers,
            "parsed": coverage.parsed,
            "framed": coverage.framed,
            "compared": coverage.compared,
            "skipped": dict(coverage.skipped),
        },
        "notes": list(report.notes),
        "absent": None if report.absent is None else list(report.absent),
        "decisions": None if report.decisions is None else asdict(report.decisions),
        "suppressions": [asdict(suppression) for suppression in report.suppressions],
    }


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


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding as JSON fields."""
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
        "read_by": finding.read_by,
        "sources": finding.sources,
        "primary": finding.primary,
        "state": state(finding),
        "decision": None if finding.decision is None else _decision(finding.decision, finding.apart),
        "suppressed": finding.suppressed,
        "baseline": finding.baseline,
        "claims": [claim_fields(claim) for claim in finding.claims],
    }


def state(finding: Finding) -> str:
    """What was made of a finding, one of STATES."""
    if finding.suppressed is not None:
        return "suppressed"
    if finding.decision is None:
        return "open"
    if finding.disputed:
        return "disputed"
    return {"confirm": "confirmed", "dismiss": "dismissed"}.get(finding.decision.decision, finding.decision.decision)


def _decision(decision: Decision, apart: Sequence[tuple[int, str]]) -> dict[str, Any]:
    names = ("decision", "reason", "note", "by", "at")
    exceptions = [{"claim": number, "reason": reason} for number, reason in apart]
    return {name: getattr(decision, name) for name in names} | {"apart": exceptions}


def claim_fields(claim: Claim) -> dict[str, Any]:
    """A claim as JSON fields."""
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
        "column_utf16": claim.utf16,
        "column_bytes": claim.utf8,
    }


def problem_fields(problem: Problem) -> dict[str, Any]:
    """A problem as JSON fields."""
    return {
        "code": problem.code,
        "message": problem.message,
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity,
    }
