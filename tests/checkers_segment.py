"""Checker for the examples of words/en/segment.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkers import checks, split

from numcheck.masthead import parse_day
from numcheck.model import Article
from numcheck.segment import segment


@checks("segment")
def segment_record_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the record does to the example's text what the example shows."""
    text, result = split(example)
    if "month" in record:
        day = parse_day(text)
        return day is not None and day.isoformat() == result and day.month == record["month"]
    sentences = segment(Article("a", text))
    if "where" in record:
        marked = [text[s.start : s.end] for s in sentences if s.boilerplate]
        return " ".join(marked) == (result or text)
    return result is not None and len(sentences) == int(result)
