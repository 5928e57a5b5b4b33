"""How the examples of the words are run that a second reader is not sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkers import checks

from numcheck.reader.window import addresses


@checks("addressed")
def addressed(record: Mapping[str, Any], example: str) -> bool:
    """TEXT: whether the sentence is kept back, and the record has a word in it; a filler is one word."""
    if " " not in example:
        return example in record["say"]
    text = f" {example.lower()} "
    return addresses(example) and any(f" {word}" in text for word in record["say"])
