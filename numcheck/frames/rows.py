"""Records -> rows: what a claim, a pair, a finding and the coverage say in each column."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from numcheck.extract.convert import to_base
from numcheck.finding import Finding, Report
from numcheck.group import Pair
from numcheck.group.values import days_between, intervals
from numcheck.interval import Interval
from numcheck.model import TIMES, Claim, Days, Mention
from numcheck.report.json import finding_fields, number

__all__ = ["claim_id", "claim_row", "coverage_rows", "decision_rows", "finding_rows", "pair_row"]

_COUNTED = ("count", "number")


def claim_id(mention: Mention) -> str:
    """What a claim is known by in frames.

    >>> claim_id(Mention("a1", 0, 4, "3 km"))
    'a1:0:4'
    """
    return f"{mention.doc}:{mention.start}:{mention.end}"


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim by column, but for what only a check knows (`measure_id`, `confidence`, `rule`) and its paragraph."""
    from numcheck import __version__

    mention, frame = claim.mention, claim.frame
    return {
        "claim_id": claim_id(mention),
        "doc_id": mention.doc,
        "source": claim.article_source,
        "published": claim.published,
        "url": claim.url,
        "path": claim.path,
        "line": claim.line,
        "sentence": claim.sentence,
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "subject": frame.concept or frame.head,
        "place": "; ".join(sorted(frame.places)) or None,
        "event": frame.event,
        "speaker": frame.speaker,
        "modality": frame.modality,
        "skip": frame.skip,
        "text_sha256": claim.sha256,
        "tool_version": __version__,
        **_times(claim),
        **_values(claim),
    }


def _times(claim: Claim) -> dict[str, Any]:
    ends = [end for span in claim.quantity.readings for end in span if end is not None]
    start, end = claim.frame.ref_time or (None, None)
    return {
        "first_day": min(ends, default=None),
        "last_day": max(ends, default=None),
        "ref_start": start,
        "ref_end": end,
        "ref_precision": _precision(claim.frame.ref_time),
    }


def _precision(days: Days | None) -> str | None:
    if days is None:
        return None
    first, last = days
    if first is None or last is None:
        return "open"
    if first == last:
        return "day"
    if (first.year, first.month, first.day) == (last.year, last.month, 1):
        return "month" if last.day == calendar.monthrange(last.year, last.month)[1] else "span"
    year = (date(first.year, 1, 1), date(first.year, 12, 31))
    return "year" if (first, last) == year else "span"


def _values(claim: Claim) -> dict[str, Any]:
    quantity = claim.quantity
    timed = quantity.kind in TIMES
    hard, fair = quantity.hard, quantity.fair
    base_hard, base_fair = intervals(quantity)
    counted = quantity.kind in _COUNTED or timed
    row: dict[str, Any] = {
        "kind": quantity.kind,
        "hedge": " ".join(quantity.hedge.lower().split()) if quantity.hedge else None,
        "value": None if timed else number(quantity.value),
        "unit": None if counted else quantity.unit,
        "value_si": None if timed else number(_base_value(claim)),
        "unit_si": None if counted else quantity.base_unit,
        "currency": quantity.base_unit if quantity.kind == "money" else None,
        "lo_open": hard.lo_open and not timed,
        "hi_open": hard.hi_open and not timed,
    }
    for name, one in (("", hard), ("fair_", fair)):
        row |= _ends(one, name, "", timed)
    for name, one in (("", base_hard), ("fair_", base_fair)):
        row |= _ends(one, name, "_si", timed)
    return row


def _ends(interval: Interval, before: str, after: str, timed: bool) -> dict[str, Any]:
    lo, hi = (None, None) if timed else (number(interval.lo), number(interval.hi))
    return {f"{before}lo{after}": lo, f"{before}hi{after}": hi}


def _base_value(claim: Claim) -> Decimal | None:
    """The value in the unit that figures are compared in; none where an ambiguous unit makes it a range."""
    quantity = claim.quantity
    if quantity.value is None or quantity.base is None:
        return quantity.value
    point = Interval.point(quantity.value)
    found = to_base(point, point, quantity.unit, quantity.kind)
    if found is None:
        return quantity.value
    hard = found[0][0]
    return hard.lo if hard.lo == hard.hi else None


def finding_rows(finding: Finding, measure_of: Mapping[Mention, str], corpus_sha256: str) -> Iterator[dict[str, Any]]:
    """A finding by column, a row a claim."""
    own = finding_fields(finding)
    names = ("rule", "verdict", "severity", "confidence", "measure", "low", "best", "high", "sources", "state",
             "explanation")  # fmt: skip
    for claim in finding.claims:
        yield {
            **claim_row(claim),
            **{name: own[name] for name in names},
            "finding_id": finding.id,
            "primary": claim is finding.place,
            "measure_id": measure_of.get(claim.mention),
            "corpus_sha256": corpus_sha256,
        }


def pair_row(pair: Pair, measure_id: str | None) -> dict[str, Any]:
    """A pair by column."""
    a, b = claim_row(pair.a), claim_row(pair.b)
    timed = pair.a.quantity.kind in TIMES
    values = sorted(abs(row["value_si"]) for row in (a, b) if row["value_si"] is not None)
    sides = ("claim_id", "doc_id", "source", "published", "quote", "value", "lo", "hi", "unit")
    return {
        "measure_id": measure_id,
        "kind": pair.a.quantity.kind,
        "apart": pair.apart,
        "confidence": pair.confidence,
        "gap": _gap(pair, timed),
        "ratio": values[1] / values[0] if len(values) == 2 and values[0] else None,
        "unit_si": "day" if timed else a["unit_si"],
        **{f"{side}_{name}": row[name] for side, row in (("a", a), ("b", b)) for name in sides},
    }


def _gap(pair: Pair, timed: bool) -> int | float | None:
    if not timed:
        return number(intervals(pair.a.quantity)[0].gap(intervals(pair.b.quantity)[0]))
    x, y = pair.a.frame.days, pair.b.frame.days
    return min((days_between(one, two) for one in x for two in y), default=None)


def coverage_rows(report: Report) -> list[dict[str, Any]]:
    """What was seen, and what was not judged, by reason."""
    coverage = report.coverage
    counts = {
        "documents": report.documents,
        "numbers": coverage.numbers,
        "parsed": coverage.parsed,
        "framed": coverage.framed,
        "compared": coverage.compared,
    }
    rows: list[dict[str, Any]] = [{"stage": name, "reason": None, "count": n} for name, n in counts.items()]
    return rows + [{"stage": "skipped", "reason": reason, "count": n} for reason, n in coverage.skipped]


def decision_rows(report: Report) -> list[dict[str, Any]]:
    """What was decided of the findings."""
    return [
        {
            "finding_id": finding.id,
            **{name: getattr(finding.decision, name) for name in ("decision", "reason", "note", "by", "at")},
        }
        for finding in report.findings
        if finding.decision is not None
    ]
