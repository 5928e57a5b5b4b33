"""Report -> reviewdog's rdjsonl: the diagnostics of rdjson, one a line."""

from __future__ import annotations

import json

from numcheck.finding import Report
from numcheck.report.rdjson import diagnostics

__all__ = ["write"]


def write(report: Report) -> str:
    """The report as reviewdog Diagnostics, one a line.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, ""))
    ''
    """
    rows = ({"source": {"name": "numcheck"}, **each} for each in diagnostics(report))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
