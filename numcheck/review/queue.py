"""Which findings are shown, in which order, and which comes next; a filter is a piece of an address.

>>> Filter.parse({"rule": "NC1", "order": "date"}).address()
'rule=NC1&order=date'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import urlencode

from numcheck.finding import SEVERITIES, Finding
from numcheck.report.html.card import headline
from numcheck.report.html.values import values
from numcheck.report.json import STATES, state

__all__ = ["NAMES", "ORDERS", "SHOWN", "Filter", "Queue", "outlets"]

ORDERS = ("severity", "confidence", "gap", "date", "rule", "measure")
SHOWN = ("undecided", "all", *STATES)
_LONGEST = 200  # characters of a filter's value
_NAMED = 200  # outlets to choose from
_KEPT = 64  # filters whose findings are kept at hand


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings, and in which order; "" filters nothing.

    Args:
        state: one of SHOWN: undecided are those that are open or disputed.
        rule: a rule's code, or the beginning of it.
        severity: "error", "warning" or "note".
        source: part of the name of an outlet.
        doc: part of the id or path of an article.
        measure: part of what is measured.
        by: who decided.
        q: words, each of which the finding has somewhere.
        order: one of ORDERS.
    """

    state: str = "undecided"
    rule: str = ""
    severity: str = ""
    source: str = ""
    doc: str = ""
    measure: str = ""
    by: str = ""
    q: str = ""
    order: str = "severity"

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Filter:
        """The filter of an address; what it does not know is left out.

        >>> Filter.parse({"state": "all", "order": "sideways", "x": "1"})
        Filter(state='all', rule='', severity='', source='', doc='', measure='', by='', q='', order='severity')
        """
        names = {field.name for field in fields(cls)}
        given = {name: value.strip()[:_LONGEST] for name, value in query.items() if name in names and value.strip()}
        for name, allowed in (("state", SHOWN), ("order", ORDERS), ("severity", SEVERITIES)):
            if given.get(name) not in (None, *allowed):
                del given[name]
        return cls(**given)

    def address(self) -> str:
        """The filter as the query of an address, without what is as by default."""
        return urlencode(self._own())

    def told(self) -> str:
        """The filter for people, without what is as by default.

        >>> Filter(q="Halden 2", state="all").told()
        'state: all, search: Halden 2'
        """
        names = {"q": "search", "doc": "article", "by": "decided by"}
        return ", ".join(f"{names.get(name, name)}: {value}" for name, value in self._own().items())

    def _own(self) -> dict[str, str]:
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in own.items() if value != getattr(_DEFAULT, name)}


_DEFAULT = Filter()
NAMES = tuple(field.name for field in fields(Filter))
"""What one can filter by."""


class Queue:
    """The findings in order.

    Args:
        findings: all of them, worst first; what is decided of them is not looked at.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._rows = [_Row(finding) for finding in findings]
        self._base = lru_cache(maxsize=_KEPT)(self._matching)

    def base(self, own: Filter) -> Sequence[int]:
        """Numbers of the findings that fit, in order, whatever was decided of them."""
        return self._base(replace(own, state="all", by=""))

    def select(self, own: Filter, findings: Sequence[Finding]) -> list[int]:
        """Numbers of the findings that fit, in order, their state among it.

        Args:
            own: the filter.
            findings: all of them with their decisions, in the order of the queue's own.
        """
        fits = _fits(own)
        return [number for number in self.base(own) if fits(findings[number])]

    def after(self, own: Filter, findings: Sequence[Finding], number: int, step: int = 1) -> int | None:
        """The next finding that fits, or the one before with a step of -1; round the end, None if there is no other."""
        base, fits = self.base(own), _fits(own)
        start = next((n for n, each in enumerate(base) if each == number), -1 if step > 0 else 0)
        for n in range(1, len(base) + 1):
            other = base[(start + step * n) % len(base)]
            if other != number and fits(findings[other]):
                return other
        return None

    def _matching(self, own: Filter) -> tuple[int, ...]:
        words = own.q.casefold().split()
        found = [
            number
            for number, row in enumerate(self._rows)
            if row.rule.startswith(own.rule.upper())
            and own.severity in ("", row.severity)
            and own.source.casefold() in row.sources
            and own.doc.casefold() in row.docs
            and own.measure.casefold() in row.measure
            and all(word in row.text for word in words)
        ]
        return tuple(sorted(found, key=lambda number: (self._rows[number].keys[own.order], number)))


def _fits(own: Filter) -> Callable[[Finding], bool]:
    """Whether a finding is in the state that a filter asks for."""

    def fits(finding: Finding) -> bool:
        if own.by and (finding.decision is None or finding.decision.by.casefold() != own.by.casefold()):
            return False
        now = state(finding)
        return own.state == "all" or (now in ("open", "disputed") if own.state == "undecided" else now == own.state)

    return fits


def outlets(findings: Sequence[Finding]) -> list[str]:
    """The outlets, those with most findings first, for a list to choose from."""
    counts = Counter(name for f in findings for name in {c.article_source for c in f.claims} if name)
    return [name for name, _ in counts.most_common(_NAMED)]


class _Row:
    """What of a finding is searched and sorted by."""

    __slots__ = ("docs", "keys", "measure", "rule", "severity", "sources", "text")

    def __init__(self, finding: Finding) -> None:
        claims = finding.claims
        self.rule, self.severity = finding.rule, finding.severity
        self.measure = finding.measure.casefold()
        self.sources = "\n".join({claim.article_source or claim.mention.doc for claim in claims}).casefold()
        self.docs = "\n".join({f"{claim.mention.doc}\n{claim.path or ''}" for claim in claims}).casefold()
        said = (f"{claim.sentence}\n{claim.frame.speaker or ''}" for claim in claims)
        texts = (finding.id, finding.rule, finding.verdict, headline(finding), self.measure, self.sources, self.docs)
        self.text = "\n".join((*texts, *said)).casefold()
        days = [claim.published.toordinal() for claim in claims if claim.published]
        self.keys = {
            "severity": (-SEVERITIES.index(finding.severity), -finding.confidence),
            "confidence": -finding.confidence,
            "gap": -_gap(finding),
            "date": -max(days, default=0),
            "rule": finding.rule,
            "measure": self.measure,
        }


def _gap(finding: Finding) -> float:
    """How far apart the figures are: the highest over the lowest, or days between them."""
    found = values(finding)
    if found.low is None or found.high is None:
        return 0.0
    if found.unit is None and finding.kind in ("date", "time", "set"):
        return found.high - found.low
    return abs(found.high - found.low) / (abs(found.low) or 1.0)
