"""Report -> SonarQube's generic issues: the other claims of a finding are its secondary locations.

There a severity belongs to a rule, so a rule whose findings are of two severities is two rules. Columns count UTF-16
code units from 0. Input that was not read is an issue of its file; where there is no file, SonarQube can show none.
"""

from __future__ import annotations

import json
from typing import Any

from numcheck.finding import Problem, Report, Severity
from numcheck.model import Claim
from numcheck.report.levels import LEVELS
from numcheck.report.place import end, message, rivals, uri

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as rules and issues.

    >>> from numcheck.finding import Coverage
    >>> json.loads(write(Report((), (), Coverage(), 0, "")))
    {'rules': [], 'issues': []}
    """
    names = {rule.code: rule for rule in report.rules}
    rules: dict[str, dict[str, Any]] = {}

    def rule_id(code: str, severity: Severity) -> str:
        rule = names.get(code)
        name = code if rule is None or rule.severity == severity else f"{code}-{severity}"
        rules.setdefault(
            name,
            {
                "id": name,
                "name": f"{code} {rule.name}" if rule else code,
                "description": f"{rule.what} {rule.why}" if rule else code,
                "engineId": "numcheck",
                "cleanCodeAttribute": "LOGICAL",
                "impacts": [{"softwareQuality": "RELIABILITY", "severity": LEVELS[severity].sonar}],
            },
        )
        return name

    issues: list[dict[str, Any]] = [
        {"ruleId": rule_id(problem.code, problem.severity), "primaryLocation": _problem(problem)}
        for problem in report.problems
        if problem.path
    ]
    issues += [
        {
            "ruleId": rule_id(finding.rule, finding.severity),
            "primaryLocation": _location(finding.place, message(finding)),
            "secondaryLocations": [_location(claim, claim.mention.quote) for claim in rivals(finding)],
        }
        for finding in report.open
    ]
    return json.dumps({"rules": list(rules.values()), "issues": issues}, ensure_ascii=False, indent=1) + "\n"


def _location(claim: Claim, text: str) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": claim.line}
    if not claim.record:
        line, column = end(claim, "utf16")
        region |= {"endLine": line, "startColumn": claim.utf16 - 1, "endColumn": column - 1}
    return {"message": text, "filePath": uri(claim), "textRange": region}


def _problem(problem: Problem) -> dict[str, Any]:
    return {"message": problem.message, "filePath": uri(problem), "textRange": {"startLine": problem.line or 1}}
