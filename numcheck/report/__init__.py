"""Report writers by name; a writer sees the report and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from numcheck.model import Report
from numcheck.report import json, text

__all__ = ["WRITERS"]

WRITERS: dict[str, Callable[[Report], str]] = {"text": text.write, "json": json.write}
