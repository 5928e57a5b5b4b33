"""Report -> an index that a later run compares with: which articles there were, and which findings."""

from __future__ import annotations

import json

from numcheck.finding import Report
from numcheck.fingerprint import traces

__all__ = ["write"]


def write(report: Report) -> str:
    """The digests of the articles, and the findings by id with what tells their claims apart.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 1, "", articles=(("a", "00"),)))
    '{"numcheck_index": 2, "articles": {"a": "00"}, "findings": {}}\\n'
    """
    findings = {
        finding.id: {"rule": finding.rule, "claims": sorted(traces(finding))}
        for finding in sorted(report.findings, key=lambda finding: finding.id)
    }
    index = {"numcheck_index": 2, "articles": dict(report.articles), "findings": findings}
    return json.dumps(index, ensure_ascii=True) + "\n"
