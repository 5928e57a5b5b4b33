"""Report -> reviewdog's rdjson: columns are bytes of UTF-8, ends are exclusive, other claims are related locations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from numcheck.finding import Finding, Problem, Report
from numcheck.model import Claim
from numcheck.report.levels import LEVELS
from numcheck.report.place import end, message, rivals, uri

__all__ = ["diagnostics", "write"]


def write(report: Report) -> str:
    """The report as a reviewdog DiagnosticResult.

    >>> from numcheck.finding import Coverage
    >>> json.loads(write(Report((), (), Coverage(), 0, "")))["diagnostics"]
    []
    """
    whole = {"source": {"name": "numcheck"}, "diagnostics": list(diagnostics(report))}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    """A reviewdog Diagnostic for each problem and each open finding."""
    return chain(map(_problem, report.problems), map(_finding, report.open))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "message": message(finding),
        "location": _location(finding.place),
        "severity": LEVELS[finding.severity].rdjson,
        "code": {"value": finding.rule},
        "relatedLocations": [{"message": c.mention.quote, "location": _location(c)} for c in rivals(finding)],
    }


def _location(claim: Claim) -> dict[str, Any]:
    start: dict[str, int] = {"line": claim.line}
    if claim.record:
        return {"path": uri(claim), "range": {"start": start}}
    line, column = end(claim, "bytes")
    return {
        "path": uri(claim),
        "range": {"start": start | {"column": claim.utf8}, "end": {"line": line, "column": column}},
    }


def _problem(problem: Problem) -> dict[str, Any]:
    where = {"range": {"start": {"line": problem.line}}} if problem.line else {}
    return {
        "message": problem.message,
        "location": {"path": uri(problem), **where},
        "severity": LEVELS[problem.severity].rdjson,
        "code": {"value": problem.code},
    }
