"""What `check --candidates` prints: every pair of claims that differ and may measure one thing, likeliest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from numcheck.report.json import claim_fields
from numcheck.report.text import clean

if TYPE_CHECKING:
    from numcheck.group import Pair
    from numcheck.model import Claim

__all__ = ["lines"]

_SHOWN = {"hard": "exclude each other", "fair": "hardly agree"}


def lines(pairs: Iterable[Pair], form: str) -> Iterator[str]:
    """One line a pair: for people, or as JSON with both claims and the level of each slot.

    Args:
        pairs: what `numcheck.engine.candidates` gives.
        form: "text" or "jsonl".
    """
    for pair in pairs:
        if form == "jsonl":
            fields = {
                "probability": pair.confidence,
                "apart": pair.apart,
                "a": _fields(pair.a),
                "b": _fields(pair.b),
                "levels": dict(pair.match.levels),
            }
            yield json.dumps(fields, ensure_ascii=False) + "\n"
        else:
            yield f"{pair.confidence:.2f}  {_said(pair.a)} and {_said(pair.b)} {_SHOWN[pair.apart]}\n"


def _fields(claim: Claim) -> dict[str, object]:
    frame = claim.frame
    what = {"concept": frame.concept or frame.head, "event": frame.event, "relation": frame.relation}
    return {**claim_fields(claim), "frame": {**what, "places": sorted(frame.places), "names": sorted(frame.anchors)}}


def _said(claim: Claim) -> str:
    return f"“{clean(claim.mention.quote)}” ({clean(claim.path or claim.mention.doc)}:{claim.line})"
