"""Report -> Checkstyle XML: findings by the file of the claim that stands for them, and input that was not read."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement

from numcheck.finding import Report
from numcheck.report.levels import LEVELS
from numcheck.report.place import message, uri
from numcheck.report.xml import document, sound

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as Checkstyle errors.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, "")).splitlines()[1]
    '<checkstyle version="4.3" />'
    """
    files: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for problem in report.problems:
        error = {"line": str(problem.line or 1), "severity": LEVELS[problem.severity].checkstyle}
        error |= {"message": sound(problem.message), "source": f"numcheck.{problem.code}"}
        files[uri(problem)].append(error)
    for finding in report.open:
        claim = finding.place
        error = {"line": str(claim.line)} | ({} if claim.record else {"column": str(claim.column)})
        error |= {"severity": LEVELS[finding.severity].checkstyle, "message": sound(message(finding))}
        files[uri(claim)].append(error | {"source": f"numcheck.{finding.rule}"})
    root = Element("checkstyle", version="4.3")
    for name in sorted(files):
        file = SubElement(root, "file", name=sound(name))
        for error in files[name]:
            SubElement(file, "error", error)
    return document(root)
