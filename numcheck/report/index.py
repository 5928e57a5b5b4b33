"""Report -> an index that a later run compares with: which articles there were, and which findings."""

from __future__ import annotations

import json

from numcheck.finding import Report

__all__ = ["write"]


def write(report: Report) -> str:
    """The digests of the articles and the ids of the findings.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 1, "", articles=(("a", "00"),)))
    '{"numcheck_index": 1, "articles": {"a": "00"}, "findings": []}\\n'
    """
    findings = sorted(finding.id for finding in report.findings)
    index = {"numcheck_index": 1, "articles": dict(report.articles), "findings": findings}
    return json.dumps(index, ensure_ascii=True) + "\n"
