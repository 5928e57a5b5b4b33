"""Report -> SARIF 2.1.0 for code scanning: one result a finding, placed at the claim that stands for it.

GitHub shows a result on a pull request by its first location only, so the other claims are related locations, linked
from the message. It tells alerts apart by `primaryLocationLineHash`, which by default hashes a piece of the line and
cannot tell two findings in one paragraph apart, so the finding's id, a hash of content, is given instead.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from numcheck.finding import Finding, Problem, Report, Rule
from numcheck.model import Claim
from numcheck.report.levels import LEVELS
from numcheck.report.place import end, rivals, uri, who, why

__all__ = ["left_out", "write"]

_MOST = 5_000  # results that GitHub keeps of a run
_MOST_LOCATIONS = 100  # locations that it keeps of a result
_LARGEST = 10_000_000  # bytes of a gzipped file that it takes
_LONGEST = 1_024  # characters of a rule's description
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_UNREADABLE = "offsets count code points of the decoded text of this record; line is the record's line in the file"


def write(report: Report) -> str:
    """The report as a SARIF log with one run.

    >>> from numcheck.finding import Coverage
    >>> json.loads(write(Report((), (), Coverage(), 0, "")))["runs"][0]["results"]
    []
    """
    kept = _kept(report)
    return _log(report, kept)


def left_out(report: Report) -> int:
    """How many findings do not fit into a file that GitHub takes whole; the mildest are left out."""
    return len(report.open) - len(_kept(report))


def _kept(report: Report) -> Sequence[Finding]:
    kept = report.open[:_MOST]
    while len(kept) > 1 and len(gzip.compress(_log(report, kept).encode("utf-8", "replace"), 1)) > _LARGEST:
        kept = kept[: len(kept) * 3 // 4]
    return kept


def _log(report: Report, findings: Sequence[Finding]) -> str:
    from numcheck import __version__

    index = {rule.code: number for number, rule in enumerate(report.rules)}
    notifications = [_notification(problem) for problem in report.problems]
    left = len(report.open) - len(findings)
    if left:
        text = f"{left} findings left out: GitHub keeps {_MOST} results and {_LARGEST} bytes of a run"
        notifications.append({"level": "warning", "message": {"text": text}})
    run = {
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"numcheck/{report.name}/"},
        "tool": {
            "driver": {
                "name": "numcheck",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not any(p.severity == "error" for p in report.problems),
                **({} if report.stamp is None else {"endTimeUtc": report.stamp}),
                "toolExecutionNotifications": notifications,
            }
        ],
        "results": [_result(finding, index) for finding in findings],
        # what is gone is no result: code scanning closes an alert that a run does not have, and keeps one that it has
        "properties": {
            "corpus_sha256": report.corpus_sha256,
            "documents": report.documents,
            **({} if report.absent is None else {"absent": list(report.absent)}),
        },
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    help_ = (
        f"{rule.what}\n\n{rule.why}\n\nExample: {rule.example}\n\nSilent: {rule.silent}\n\nTo silence it: {rule.hush}"
    )
    return {
        "id": rule.code,
        "name": rule.name.title().replace(" ", ""),
        **({} if rule.address is None else {"helpUri": rule.address}),
        "shortDescription": {"text": f"{rule.code} {rule.name}"},
        "fullDescription": {"text": rule.what[:_LONGEST]},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": LEVELS[rule.severity].sarif, "enabled": rule.on},
        "properties": {
            "precision": "high" if rule.severity == "error" else "medium",
            "problem.severity": {"error": "error", "warning": "warning", "note": "recommendation"}[rule.severity],
            "tags": ["numeric-consistency"],
        },
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    claims = (finding.place, *rivals(finding))[:_MOST_LOCATIONS]
    links = [f"{_plain(who(c))} says [{_plain(c.mention.quote)}]({n})" for n, c in enumerate(claims)]
    said = links[0] + (", but " + "; ".join(links[1:]) if links[1:] else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity].sarif,
        "rank": round(finding.confidence * 100, 1),
        "kind": "fail",
        "message": {"text": f"{said}. {_plain(why(finding))}".strip()},
        "locations": [_location(claims[0], 0)],
        "relatedLocations": [_location(claim, n) for n, claim in enumerate(claims[1:], 1)],
        "partialFingerprints": {"primaryLocationLineHash": finding.id, "numcheck/v1": finding.id},
        "properties": {"verdict": finding.verdict, "measure": finding.measure, "confidence": finding.confidence},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    if finding.baseline is not None:
        result["baselineState"] = finding.baseline
    return result


def _location(claim: Claim, number: int) -> dict[str, Any]:
    mention = claim.mention
    last_line, last_column = end(claim)
    region: dict[str, Any] = {"startLine": claim.line}
    location: dict[str, Any] = {
        "id": number,
        "physicalLocation": {"artifactLocation": {"uri": _uri(claim)}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": mention.doc, "kind": "article"}],
        "message": {"text": _plain(mention.quote)},
    }
    if claim.record:
        location["properties"] = {"start": mention.start, "end": mention.end, "offsets": _UNREADABLE}
    else:
        region |= {"startColumn": claim.column, "endLine": last_line, "endColumn": last_column}
        region |= {"charOffset": mention.start, "charLength": mention.end - mention.start}
        region["snippet"] = {"text": mention.quote}
    return location


def _uri(item: Claim | Problem) -> str:
    path = uri(item)
    return PurePosixPath(path).as_uri() if path.startswith("/") else quote(path, safe="/", errors="replace")


def _plain(text: str) -> str:
    """Text in which no bracket makes a link."""
    return " ".join(text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").split())


def _notification(problem: Problem) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "descriptor": {"id": problem.code},
        "level": LEVELS[problem.severity].sarif,
        "message": {"text": problem.message},
    }
    if problem.path:
        region = {"region": {"startLine": problem.line}} if problem.line else {}
        artifact = {"uri": _uri(problem)}
        shown["locations"] = [{"physicalLocation": {"artifactLocation": artifact, **region}}]
    return shown
