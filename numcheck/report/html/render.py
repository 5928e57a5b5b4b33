"""Templates with every value escaped, and the policy that lets a page run nothing but its own script.

>>> escaped = environment([]).from_string("{{ text }}").render(text="<b>")
>>> str(escaped)
'&lt;b&gt;'
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from numcheck.report.html.drawing import draw_axis, draw_quote, draw_timeline
from numcheck.report.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["ICON", "TEMPLATES", "asset", "environment", "policy"]

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230b5a5e'/%3E"
    "%3Cpath d='M3 6h6M7 10h6' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E"
)


def environment(folders: Sequence[Path]) -> Environment:
    """Templates of some folders and of the report, every value escaped and without control characters.

    Args:
        folders: of templates, looked at first.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def plain(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=plain,
    )
    made.filters["day"] = _day
    made.filters["quoted"] = lambda passage: Markup(draw_quote(passage))
    made.filters["axis"] = lambda card: Markup(draw_axis(card, card.axis))
    made.filters["timeline"] = lambda card: Markup(draw_timeline(card, card.timeline))
    made.globals["icon"] = ICON
    return made


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@cache
def asset(name: str, folder: Path = HERE / "static") -> str:
    """A style sheet or script of ours.

    >>> "--paper" in asset("style.css")
    True
    """
    return (folder / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The content security policy of a page that holds one style sheet and one script, and loads nothing.

    >>> policy("", "").partition(";")[0]
    "default-src 'none'"
    """
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
