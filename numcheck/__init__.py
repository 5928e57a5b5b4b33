"""numcheck finds the figures and dates in a corpus of articles that cannot all be true.

`numcheck.check(read(["corpus/"]))`, with `read` from `numcheck.read`, is the whole program; everything is
imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numcheck.finding import Finding, Problem, Report
    from numcheck.interval import Interval
    from numcheck.model import Article, Claim
    from numcheck.pipeline import check

__version__ = "0.1.0"

__all__ = ["Article", "Claim", "Finding", "Interval", "Problem", "Report", "__version__", "check"]

_HOME = {
    "Article": "numcheck.model",
    "Claim": "numcheck.model",
    "Finding": "numcheck.finding",
    "Interval": "numcheck.interval",
    "Problem": "numcheck.finding",
    "Report": "numcheck.finding",
    "check": "numcheck.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'numcheck' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
