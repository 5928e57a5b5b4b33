"""Report -> workflow commands of GitHub Actions, one annotation a finding, the worst first.

GitHub shows ten annotations of each level a step and drops the rest unsaid; here the rest are plain lines, and the
last line counts them.
"""

from __future__ import annotations

from collections import Counter

from numcheck.finding import Finding, Problem, Report
from numcheck.report.concise import finding_line
from numcheck.report.levels import LEVELS
from numcheck.report.place import end, message, uri
from numcheck.report.text import clean, problem_line, summary, visible

__all__ = ["write"]

_SHOWN = 10  # annotations of one level that GitHub shows for a step


def write(report: Report) -> str:
    """The report as annotations.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (Problem("NC901", "is binary", "a,b.txt"),), Coverage(), 0, "")).splitlines()[0]
    '::error file=a%2Cb.txt,title=NC901::is binary'
    """
    levels: Counter[str] = Counter()
    shown: list[str] = []
    rest: list[str] = []
    for problem in report.problems:
        level = LEVELS[problem.severity].github
        levels[level] += 1
        fits = levels[level] <= _SHOWN
        (shown if fits else rest).append(_problem(problem) if fits else problem_line(problem))
    for finding in report.open:
        level = LEVELS[finding.severity].github
        levels[level] += 1
        fits = levels[level] <= _SHOWN
        (shown if fits else rest).append(_finding(finding) if fits else finding_line(finding))
    lines = [*shown, *map(_harmless, [*rest, *summary(report)])]
    if rest:
        lines.append(f"{len(rest)} of these are no annotations: GitHub shows {_SHOWN} of a level")
    return "".join(line + "\n" for line in lines)


def _harmless(line: str) -> str:
    """A line in which the runner finds no command: neither "::" at its beginning nor "##[" anywhere."""
    return f"| {line}".replace("##[", "## [")


def _finding(finding: Finding) -> str:
    claim = finding.place
    last_line, last_column = end(claim)
    place = {"file": uri(claim), "line": str(claim.line)}
    if not claim.record:
        place |= {"endLine": str(last_line), "col": str(claim.column), "endColumn": str(last_column)}
    return _command(LEVELS[finding.severity].github, place | {"title": finding.rule}, clean(message(finding)))


def _problem(problem: Problem) -> str:
    place = {"file": uri(problem)} if problem.path else {}
    place |= {"line": str(problem.line)} if problem.line else {}
    return _command(LEVELS[problem.severity].github, place | {"title": problem.code}, clean(problem.message))


def _command(name: str, properties: dict[str, str], data: str) -> str:
    shown = ",".join(f"{key}={_escaped(visible(value), ':,')}" for key, value in properties.items())
    return f"::{name} {shown}::{_escaped(data)}"


def _escaped(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
