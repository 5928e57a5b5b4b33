"""Report -> GitLab Code Quality: a JSON array with one issue a finding, and one for each input that was not read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from numcheck.finding import Report, Severity
from numcheck.report.levels import LEVELS
from numcheck.report.place import message, uri

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as Code Quality issues.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, ""))
    '[]\\n'
    """
    seen: Counter[str] = Counter()
    issues = []
    for problem in report.problems:
        parts = "\0".join((problem.code, uri(problem), problem.message))
        key = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] += 1  # a repeated fingerprint would hide the later issue
        unique = key if seen[key] == 1 else f"{key}-{seen[key]}"
        issues.append(_issue(problem.message, problem.code, unique, problem.severity, uri(problem), problem.line or 1))
    for finding in report.open:
        place = finding.place
        issues.append(_issue(message(finding), finding.rule, finding.id, finding.severity, uri(place), place.line))
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(text: str, rule: str, fingerprint: str, severity: Severity, path: str, line: int) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": LEVELS[severity].gitlab,
        "location": {"path": path, "lines": {"begin": line}},
    }
