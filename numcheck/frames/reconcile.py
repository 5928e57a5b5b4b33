"""Claims of one measure -> lowest, best and highest figure, who gives them, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from numcheck.interval import EVERYTHING
from numcheck.model import Claim, Frame, Mention, Quantity
from numcheck.sources import independent

__all__ = ["Period", "reconciled", "spread"]

Period = Literal["day", "month", "year", "all"]
Row = Mapping[str, Any]
_ANY = Quantity("number", EVERYTHING, EVERYTHING)


def reconciled(claims: Iterable[Row], period: Period = "day") -> list[dict[str, Any]]:
    """One row a measure and period, in their order.

    Args:
        claims: rows of the table of claims; those without a measure are left out.
        period: day, month, year, or all of the time in one row. A figure belongs to the day for which it holds, else
            to that of publication.

    Raises:
        ValueError: there is no such period.

    >>> reconciled([])
    []
    """
    if period not in get_args(Period):
        raise ValueError(f"period {period!r}: expected one of {', '.join(get_args(Period))}")
    groups: defaultdict[tuple[str, date | None], list[Row]] = defaultdict(list)
    for row in sorted(claims, key=lambda row: (row["doc_id"], row["start"], row["end"])):
        if row["measure_id"] is not None:
            groups[row["measure_id"], _period(row["ref_start"] or row["published"], period)].append(row)
    return [
        {
            "measure_id": measure,
            "period": day,
            "kind": rows[0]["kind"],
            "subject": next((row["subject"] for row in rows if row["subject"] is not None), None),
            **spread(rows),
        }
        for (measure, day), rows in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or date.min))
    ]


def _period(day: date | None, period: Period) -> date | None:
    if day is None or period == "all":
        return None
    return date(day.year, 1 if period == "year" else day.month, day.day if period == "day" else 1)


def spread(rows: Sequence[Row]) -> dict[str, Any]:
    """What rows of one measure come to.

    Args:
        rows: rows of the table of claims, at least one.

    Returns:
        low, best, high, unit, n_claims, n_docs, n_sources, n_independent, first_seen, last_seen, agree.
    """
    told = independent([_claim(row) for row in rows])
    after = "" if len({row["unit"] for row in rows}) == 1 else "_si"
    units = {row[f"unit{after}"] for row in rows}
    one = len(units) == 1
    lows = [_first(row[f"value{after}"], row[f"fair_lo{after}"], row[f"fair_hi{after}"]) for row in rows]
    highs = [_first(row[f"value{after}"], row[f"fair_hi{after}"], row[f"fair_lo{after}"]) for row in rows]
    days = [row["published"] for row in rows if row["published"] is not None]
    return {
        "low": min((low for low in lows if low is not None), default=None) if one else None,
        "best": _best([row[f"value{after}"] for row in rows], told) if one else None,
        "high": max((high for high in highs if high is not None), default=None) if one else None,
        "unit": units.pop() if one else None,
        "n_claims": len(rows),
        "n_docs": len({row["doc_id"] for row in rows}),
        "n_sources": len({row["source"] or row["doc_id"] for row in rows}),
        "n_independent": len(set(told)),
        "first_seen": min(days, default=None),
        "last_seen": max(days, default=None),
        "agree": one and _meet(rows, "fair_lo_si", "fair_hi_si") and _meet(rows, "first_day", "last_day"),
    }


def _meet(rows: Sequence[Row], lo: str, hi: str) -> bool:
    """Whether some value lies in all intervals: none begins after another has ended."""
    begins = [row[lo] for row in rows if row[lo] is not None]
    ends = [row[hi] for row in rows if row[hi] is not None]
    return not begins or not ends or max(begins) <= min(ends)


def _best(values: Sequence[Any], told: Sequence[int]) -> Any:
    """The value that most independent sources give."""
    behind: defaultdict[Any, set[int]] = defaultdict(set)
    for value, who in zip(values, told, strict=True):
        if value is not None:
            behind[value].add(who)
    ranked = sorted(((len(who), value) for value, who in behind.items()), reverse=True)
    leads = ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    return ranked[0][1] if leads else None


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _claim(row: Row) -> Claim:
    """As much of a claim as says who tells it."""
    mention = Mention(row["doc_id"], row["start"], row["end"], row["quote"])
    return Claim(mention, _ANY, Frame(), row["sentence"], 1, 1, article_source=row["source"])
