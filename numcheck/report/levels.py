"""What a severity is called in each format: LEVELS["error"].gitlab == "major"."""

from __future__ import annotations

from dataclasses import dataclass

from numcheck.finding import Severity

__all__ = ["LEVELS", "Level"]


@dataclass(frozen=True, slots=True)
class Level:
    """One severity in the words of each format."""

    sarif: str
    github: str
    gitlab: str
    checkstyle: str
    rdjson: str
    sonar: str


LEVELS: dict[Severity, Level] = {
    "error": Level("error", "error", "major", "error", "ERROR", "HIGH"),
    "warning": Level("warning", "warning", "minor", "warning", "WARNING", "MEDIUM"),
    "note": Level("note", "notice", "info", "info", "INFO", "LOW"),
}
