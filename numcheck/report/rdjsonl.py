"""Report -> reviewdog's rdjsonl: the diagnostics of rdjson, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from numcheck.finding import Report
from numcheck.report.rdjson import diagnostics

__all__ = ["pieces", "write"]


def write(report: Report) -> str:
    """The report as reviewdog Diagnostics, one a line.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, ""))
    ''
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, line by line."""
    rows = ({"source": {"name": "numcheck"}, **each} for each in diagnostics(report))
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
