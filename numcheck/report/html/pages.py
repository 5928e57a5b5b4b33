"""Report -> pages for a browser: an index and pages of findings, or all of it on one page.

The pages work from a disk, load nothing, and run nothing but their own script.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from numcheck.finding import KEYS, REASONS, Finding, Report
from numcheck.report.html.card import bare, card, headline, spread
from numcheck.report.html.render import asset, environment, policy
from numcheck.report.json import SCHEMA_VERSION, STATES, finding_fields, state
from numcheck.report.text import summary

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["MOST_ON_ONE", "pages", "single"]

MOST_ON_ONE = 2_000
"""How many findings a browser shows on one page with ease."""
_MOST = 200  # findings a page
_LARGEST = 340_000  # characters of them
_LISTED = 500  # findings that the index names


@dataclass(frozen=True, slots=True)
class _Row:
    """A finding as the index lists it."""

    finding: Finding
    state: str
    headline: str
    figures: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class _Page:
    """Findings of one page, as text that is escaped already."""

    name: str
    first: int
    last: int
    cards: tuple[Markup, ...]

    @property
    def data(self) -> str:
        """Where the same findings are as JSON."""
        return f"data/{self.name.removesuffix('.html')}.json"


def pages(report: Report) -> Iterator[tuple[str, str]]:
    """The pages of a report, each with its name and its data; the index comes last, so that what it leads to is there.

    Args:
        report: with dossiers, or each claim is shown in its sentence.

    >>> from numcheck.finding import Coverage
    >>> [name for name, _ in pages(Report((), (), Coverage(), 0, ""))]
    ['index.html']
    """
    made: list[_Page] = []
    places: dict[str, str] = {}
    for page in _paged(report):
        made.append(page)
        for finding in report.findings[page.first - 1 : page.last]:
            places[finding.id] = page.name
    for number, page in enumerate(made):
        around = {"before": made[number - 1] if number else None, "after": made[number + 1 : number + 2]}
        yield page.name, _page("findings.html", report, page=page, decided_here=True, **around)
        fields = [finding_fields(finding) for finding in report.findings[page.first - 1 : page.last]]
        rows = {"schema_version": SCHEMA_VERSION, "findings": fields}
        yield page.data, json.dumps(rows, ensure_ascii=False) + "\n"
    yield "index.html", _page("index.html", report, pages=made, cards=(), decided_here=False, **_lists(report, places))


def single(report: Report) -> str:
    """All of a report on one page.

    >>> from numcheck.finding import Coverage
    >>> single(Report((), (), Coverage(), 0, "")).startswith("<!doctype html>")
    True
    """
    cards = [text for page in _paged(report) for text in page.cards]
    return _page("index.html", report, pages=(), cards=cards, decided_here=bool(cards), **_lists(report, {}))


def _lists(report: Report, places: dict[str, str]) -> dict[str, Any]:
    rows = [
        _Row(finding, state(finding), headline(finding), spread(finding), places.get(finding.id, ""))
        for finding in report.findings[:_LISTED]
    ]
    states = Counter(map(state, report.findings))
    return {
        "rows": rows,
        "rules": [(rule, sum(f.rule == rule.code for f in report.findings)) for rule in report.rules],
        "states": [(name, states[name]) for name in STATES if states[name]],
        "summary": [line for line in summary(report) if line],
    }


def _paged(report: Report) -> Iterator[_Page]:
    """The findings by page, in order."""
    dossiers = {dossier.id: dossier for dossier in report.dossiers}
    render = _environment().get_template("card.html").module.card  # type: ignore[attr-defined]
    cards: list[Markup] = []
    size, first, number = 0, 1, 1
    for position, finding in enumerate(report.findings, 1):
        text = render(card(finding, dossiers.get(finding.id) or bare(finding)))
        if cards and (len(cards) >= _MOST or size + len(text) > _LARGEST):
            yield _Page(f"page-{number:04d}.html", first, position - 1, tuple(cards))
            cards, size, first, number = [], 0, position, number + 1
        cards.append(text)
        size += len(text)
    if cards:
        yield _Page(f"page-{number:04d}.html", first, len(report.findings), tuple(cards))


def _page(template: str, report: Report, **values: Any) -> str:
    from markupsafe import Markup

    from numcheck import __version__

    style, script = asset("style.css"), asset("report.js")
    return (
        _environment()
        .get_template(template)
        .render(
            report=replace(report, dossiers=()),
            title=f"numcheck: {report.name}",
            version=__version__,
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script),
            reasons=[(key, name, REASONS[name]) for key, name in KEYS.items()],
            **values,
        )
    )


@cache
def _environment() -> Environment:
    return environment([])
