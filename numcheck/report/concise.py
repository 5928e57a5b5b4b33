"""Report -> one line a finding, as compilers print them: "news/a.txt:3:14: NC101 contradiction on troops: ..."."""

from __future__ import annotations

from collections.abc import Iterator

from numcheck.finding import Finding, Report
from numcheck.report.place import message
from numcheck.report.text import clean, summary

__all__ = ["finding_line", "pieces", "write"]


def write(report: Report) -> str:
    """The report, one line a finding, then the summary.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 2, ""))
    'No findings in 2 documents: 0 numbers seen, 0 parsed, 0 framed, 0 compared.\\n'
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, line by line."""
    for finding in report.open:
        yield finding_line(finding) + "\n"
    for line in summary(report):
        yield line + "\n"


def finding_line(finding: Finding) -> str:
    """A finding on one line."""
    claim = finding.place
    place = f"{claim.path or claim.mention.doc}:{claim.line}:{claim.column}"
    return clean(f"{place}: {finding.rule} {message(finding)} [{finding.id}]")
