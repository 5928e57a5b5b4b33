"""Report -> JSON Lines: each finding, then each problem, then a summary, one object a line with its "type"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from numcheck.finding import Report
from numcheck.report.json import finding_fields, head, problem_fields

__all__ = ["pieces", "write"]


def write(report: Report) -> str:
    """The report as JSON Lines.

    >>> from numcheck.finding import Coverage
    >>> json.loads(write(Report((), (), Coverage(), 2, "")))["type"]
    'summary'
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, line by line."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(report))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    for finding in report.findings:
        yield {"type": "finding", **finding_fields(finding)}
    for problem in report.problems:
        yield {"type": "skipped", **problem_fields(problem)}
    yield {"type": "summary", **head(report)}
