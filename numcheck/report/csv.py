"""Report -> CSV in long form, one row a finding and claim, with the run it came from in every row.

A cell of text that a spreadsheet would run as a formula begins with an apostrophe; JSON has the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, get_args

from numcheck.finding import SEVERITIES, Finding, Report, Verdict
from numcheck.model import MODALITIES, Claim, Kind
from numcheck.report.json import STATES, claim_fields, finding_fields

__all__ = ["CATEGORIES", "COLUMNS", "pieces", "write"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FINDING = (
    "id",
    "rule",
    "verdict",
    "severity",
    "confidence",
    "measure",
    "kind",
    "low",
    "best",
    "high",
    "sources",
    "state",
)
_CLAIM = (
    "doc", "start", "end", "quote", "sentence", "value", "unit", "hedge", "speaker", "modality", "source",
    "published", "url", "path", "line", "column",
)  # fmt: skip
_ENDS = ("hard_lo", "hard_hi", "fair_lo", "fair_hi", "first_day", "last_day")
COLUMNS = (*_FINDING, "primary", *_CLAIM, *_ENDS, "tool_version", "corpus_sha256")
"""The columns in their order."""
CATEGORIES: dict[str, tuple[str, ...]] = {
    "verdict": get_args(Verdict),
    "severity": SEVERITIES,
    "kind": get_args(Kind),
    "state": STATES,
    "modality": MODALITIES,
}
"""Columns of few values with all that there may be, so that frames of several runs can share their categories."""


def write(report: Report) -> str:
    """The findings as comma-separated rows.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 0, ""))[:16]
    'id,rule,verdict,'
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, the header first, then the rows of each finding."""
    from numcheck import __version__

    yield ",".join(COLUMNS) + "\n"
    run = {"tool_version": __version__, "corpus_sha256": report.corpus_sha256}
    for finding in report.findings:
        text = io.StringIO()
        rows = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        for claim in finding.claims:
            rows.writerow({name: _safe(value) for name, value in (_row(finding, claim) | run).items()})
        yield text.getvalue()


def _row(finding: Finding, claim: Claim) -> dict[str, Any]:
    own, said = finding_fields(finding), claim_fields(claim)
    row = {name: own[name] for name in _FINDING} | {name: said[name] for name in _CLAIM}
    days = [day for reading in said["readings"] or [] for day in reading if day]
    ends = (*said["hard"], *said["fair"], min(days, default=None), max(days, default=None))
    return row | dict(zip(_ENDS, ends, strict=True)) | {"primary": int(claim is finding.place)}


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
