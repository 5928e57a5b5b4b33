"""Findings as a table to look at. Article text is hostile and escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from numcheck.report.text import clean

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["styled"]

_SHOWN = ("rule", "severity", "measure", "source", "published", "quote", "lo", "hi", "unit", "speaker", "confidence")
_COLOURS = {"error": "#fde2e1", "warning": "#fdf3d0", "note": "#e6eefb"}


def styled(findings: pd.DataFrame) -> Styler:
    """The table of findings, a row a claim; a colour says how bad it is, a line where the next finding begins.

    Args:
        findings: as `Result.findings` has them.
    """
    frame = findings.reset_index(drop=True)
    held = frame[list(_SHOWN)].astype({"severity": "str", "rule": "str", "unit": "str"})
    first = (~frame["finding_id"].duplicated()).tolist()
    looks = [_look(severity, begins) for severity, begins in zip(held["severity"], first, strict=True)]
    shown: dict[Any, Any] = dict.fromkeys(("measure", "source", "quote", "unit", "speaker"), _text)
    shown |= {"lo": _number, "hi": _number, "published": _day, "confidence": "{:.2f}"}
    return (
        held.style.hide(axis="index")
        .apply(lambda shown: pd.DataFrame(dict.fromkeys(shown.columns, looks), index=shown.index), axis=None)
        .format(shown, escape="html", na_rep="")
    )


def _look(severity: str, first: bool) -> str:
    line = "; border-top: 1px solid #888" if first else ""
    return f"background-color: {_COLOURS[severity]}; color: #111{line}"


def _text(value: Any) -> str:
    """Text without what a terminal or a browser would obey; the styler escapes the rest."""
    return "" if pd.isna(value) or value == "nan" else clean(str(value))


def _number(value: float) -> str:
    return "" if pd.isna(value) else f"{value:,.12g}"


def _day(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"
