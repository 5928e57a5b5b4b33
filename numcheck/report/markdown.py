"""Report -> Markdown for a step summary or a comment: a table of findings, short of one mebibyte.

Article text is hostile: what Markdown or HTML could read as markup is escaped.
"""

from __future__ import annotations

import re

from numcheck.finding import Finding, Report
from numcheck.report.place import rivals, uri, who
from numcheck.report.text import clean, problem_line, reading, summary

__all__ = ["write"]

_LARGEST = 1_000_000  # GitHub takes a step summary of up to 1 MiB
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~@:-])")
_CLAIMS = 10
_LONGEST = 200


def write(report: Report) -> str:
    """The report as a Markdown document.

    >>> from numcheck.finding import Coverage
    >>> print(write(Report((), (), Coverage(), 2, "")).splitlines()[0])
    # numcheck: no findings
    """
    count = len(report.open)
    head = f"# numcheck: {count or 'no'} finding{'' if count == 1 else 's'}\n\n"
    tail = "".join(f"{_safe(line)}\n\n" for line in summary(report))
    tail += "".join(f"* {_safe(problem_line(problem))}\n" for problem in report.problems[:_CLAIMS])
    if len(report.problems) > _CLAIMS:
        tail += f"* and {len(report.problems) - _CLAIMS} more\n"
    table = "| | measure | figures | place | id |\n|---|---|---|---|---|\n" if count else ""
    size, rows = len((head + table + tail).encode()), []
    for finding in report.open:
        row = _row(finding)
        size += len(row.encode())
        if size > _LARGEST:
            break
        rows.append(row)
    left = f"\n{count - len(rows)} more findings do not fit here.\n" if len(rows) < count else ""
    return head + table + "".join(rows) + left + ("\n" if count else "") + tail


def _row(finding: Finding) -> str:
    claims = (finding.place, *rivals(finding))
    figures = [f"{_short(who(c))}: “{_short(c.mention.quote)}” = {_safe(reading(c))}" for c in claims[:_CLAIMS]]
    if len(claims) > _CLAIMS:
        figures.append(f"and {len(claims) - _CLAIMS} more")
    place = f"{uri(finding.place)}:{finding.place.line}"
    cells = (
        f"{finding.rule} {finding.verdict}",
        _short(finding.measure),
        "<br>".join(figures),
        _safe(place),
        finding.id,
    )
    return f"| {' | '.join(cells)} |\n"


def _short(text: str) -> str:
    shown = clean(text)
    return _safe(shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…")


def _safe(text: str) -> str:
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", text)
