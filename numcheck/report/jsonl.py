"""Report -> JSON Lines: each finding, then each problem, then a summary, one object a line with its "type"."""

from __future__ import annotations

import json

from numcheck.finding import Report
from numcheck.report.json import finding_fields, head, problem_fields

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as JSON Lines.

    >>> from numcheck.finding import Coverage
    >>> json.loads(write(Report((), (), Coverage(), 2, "")))["type"]
    'summary'
    """
    rows = [{"type": "finding", **finding_fields(finding)} for finding in report.findings]
    rows += [{"type": "skipped", **problem_fields(problem)} for problem in report.problems]
    rows.append({"type": "summary", **head(report)})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
