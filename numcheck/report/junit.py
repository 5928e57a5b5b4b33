"""Report -> JUnit XML: a suite for each rule, a failure for each error, an error for each input that was not read."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from numcheck.finding import Finding, Problem, Report
from numcheck.report.place import message, uri
from numcheck.report.text import finding_text
from numcheck.report.xml import document, sound

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as test suites; a clean corpus is one test that passed, as an empty file counts as a failure.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, "")).splitlines()[1]
    '<testsuites name="numcheck" tests="1" failures="0" errors="0">'
    """
    errors = [problem for problem in report.problems if problem.severity == "error"]
    failures = sum(finding.severity == "error" for finding in report.open)
    tests = len(report.open) + len(errors) or 1
    root = Element("testsuites", name="numcheck", tests=str(tests), failures=str(failures), errors=str(len(errors)))
    by_rule = sorted(report.open, key=lambda finding: finding.rule)
    for rule, group in groupby(by_rule, key=lambda finding: finding.rule):
        found = list(group)
        suite = _suite(root, rule, len(found), failures=sum(finding.severity == "error" for finding in found))
        for finding in found:
            _finding(suite, finding)
    if errors:
        suite = _suite(root, "input", len(errors), errors=len(errors))
        for problem in errors:
            _problem(suite, problem)
    if not len(root):
        case = f"no findings in {report.documents} documents"
        SubElement(_suite(root, "numcheck", 1), "testcase", classname=sound(report.name), name=case, time="0")
    if report.stamp is not None:
        for suite in root:
            suite.set("timestamp", report.stamp.removesuffix("Z"))  # its schema knows no time zone
    return document(root)


def _suite(root: Element, name: str, tests: int, failures: int = 0, errors: int = 0) -> Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": str(errors), "skipped": "0", "time": "0"}
    return SubElement(root, "testsuite", {"name": name, **counts})


def _finding(suite: Element, finding: Finding) -> None:
    claim = finding.place
    place = {"file": sound(uri(claim)), "line": str(claim.line)}
    name = f"{finding.rule} {finding.id}"
    case = SubElement(suite, "testcase", {"classname": sound(claim.mention.doc), "name": name, "time": "0", **place})
    text = sound(finding_text(finding))
    if finding.severity == "error":
        SubElement(case, "failure", type=finding.verdict, message=sound(message(finding))).text = text
    else:
        SubElement(case, "system-out").text = text


def _problem(suite: Element, problem: Problem) -> None:
    name = f"{problem.code} {problem.path or '-'}" + (f":{problem.line}" if problem.line else "")
    case = SubElement(suite, "testcase", classname="input", name=sound(name), time="0")
    SubElement(case, "error", type=problem.code, message=sound(problem.message))
