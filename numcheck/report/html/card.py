"""Findings -> cards: everything that a page shows of one, as plain text for a template that escapes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from numcheck.finding import REASONS, Dossier, Finding, Passage
from numcheck.model import TIMES, Claim, shown_days
from numcheck.report.html.charts import Axis, Timeline, axis, timeline
from numcheck.report.html.scale import day_label, label
from numcheck.report.html.units import unit_label
from numcheck.report.html.values import Value, Values, values
from numcheck.report.json import state
from numcheck.report.text import clean, reading

__all__ = ["Card", "Group", "Said", "bare", "card", "headline", "link", "spread"]

_HEADLINE = "headline"
_NAMED = 2  # outlets that a row of the axis names
_LONGEST_NAME = 24
_DIGITS = re.compile(r"(?<![\d.])\d{4,}")
_LAST_WORDS = re.compile(r"\s(\S+(?:\s+\S+){0,3})\s*$")
_FIRST_WORDS = re.compile(r"^\s*(\S+(?:\s+\S+){0,3})\s")


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: who says it where, in what words, and why the decision is not on it, if it is not."""

    number: int
    claim: Claim
    passage: Passage
    outlet: str
    place: str
    reading: str
    holds: str | None
    link: str | None
    apart: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The claims that give one figure, by day of publication, and how many articles they stand in."""

    figure: str
    reading: str
    who: str
    claims: tuple[Said, ...]
    articles: int

    @property
    def others(self) -> str:
        """Who else says so, after the first."""
        return ", ".join(dict.fromkeys(said.outlet for said in self.claims[1:]))


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as a page shows it.

    Args:
        finding: the finding.
        state: what was made of it, one of `numcheck.report.json.STATES`.
        headline: who says what.
        groups: by figure; the one that most outlets give first.
        figures: name and text of the lowest, most told and highest figure.
        gap: how far the figures are apart, in words.
        unit: of its axis; "" where there is none to name.
        reasons: every other step to the verdict, a sentence each.
        axis: its figures on one axis.
        timeline: its figures over time.
    """

    finding: Finding
    state: str
    headline: str
    groups: tuple[Group, ...]
    figures: tuple[tuple[str, str], ...]
    gap: str | None
    unit: str
    reasons: tuple[str, ...]
    axis: Axis | None
    timeline: Timeline | None

    @property
    def in_order(self) -> list[Said]:
        """Its claims by number."""
        return sorted((one for group in self.groups for one in group.claims), key=lambda one: one.number)

    @property
    def by_time(self) -> list[Said]:
        """Its claims by day of publication."""
        return sorted((one for group in self.groups for one in group.claims), key=_time)

    @property
    def articles(self) -> int:
        """How many articles its claims stand in."""
        return len({claim.mention.doc for claim in self.finding.claims})

    @property
    def anchor(self) -> str:
        """A name for the card in a page."""
        return self.finding.id.replace(":", "-")


def card(finding: Finding, dossier: Dossier, log: bool | None = None) -> Card:
    """A finding as a page shows it.

    Args:
        finding: any finding.
        dossier: of the finding.
        log: the timeline by magnitude; None lets the values decide.
    """
    apart = dict(finding.apart)
    said = [
        _said(n, claim, passage, apart.get(n))
        for n, (claim, passage) in enumerate(zip(finding.claims, dossier.passages, strict=True))
    ]
    groups = tuple(_group(said[n] for n in numbers) for numbers in dossier.groups)
    found = values(finding)
    unit, dated = _unit(finding, found), finding.kind in TIMES
    return Card(
        finding,
        state(finding),
        headline(finding),
        groups,
        _figures(finding, found),
        _gap([[found.each[n] for n in numbers] for numbers in dossier.groups], unit, dated),
        unit.strip(),
        tuple(_sentence(reason.text) for reason in finding.reasons if reason.name != _HEADLINE),
        axis(finding, dossier, found),
        timeline(finding, found, log),
    )


def bare(finding: Finding) -> Dossier:
    """A dossier of a finding whose articles are not at hand: each claim in its sentence, and a group of its own."""

    def passage(claim: Claim) -> Passage:
        quoted = claim.mention.quote
        before, _, after = claim.sentence.partition(quoted) if quoted else ("", "", claim.sentence)
        return Passage(None, before, ((quoted, ""),), after, quoted)

    claims = finding.claims
    return Dossier(finding.id, tuple(map(passage, claims)), tuple((n,) for n in range(len(claims))))


def headline(finding: Finding) -> str:
    """The sentence that says it all; the measure where there is none."""
    text = next((reason.text for reason in finding.reasons if reason.name == _HEADLINE), finding.measure)
    return _sentence(text)


def spread(finding: Finding) -> tuple[str, ...]:
    """The lowest and the highest figure of a finding; one of them where they are the same."""
    found = values(finding)
    shown = list(dict.fromkeys(text for name, text in _figures(finding, found) if name != "most told"))
    return (*(text.removesuffix(_unit(finding, found)) for text in shown[:-1]), *shown[-1:])


def _figures(finding: Finding, found: Values) -> tuple[tuple[str, str], ...]:
    if finding.kind in TIMES:
        days = (("earliest", found.low), ("latest", found.high))
        return tuple((name, day_label(day)) for name, day in days if day is not None)
    unit = _unit(finding, found)
    names = (("lowest", found.low), ("most told", found.best), ("highest", found.high))
    return tuple((name, f"{label(value)}{unit}") for name, value in names if value is not None)


def _unit(finding: Finding, found: Values) -> str:
    return "" if finding.kind == "count" or not found.unit else f" {clean(unit_label(found.unit))}"


def link(claim: Claim) -> str | None:
    """The address of a claim's article, with a text fragment that leads to the quote; only the web is linked to.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(3), Interval.point(3))
    >>> def at(url): return Claim(Mention("a", 0, 5, "3 men"), q, Frame(), "3 men came", 1, 1, url=url)
    >>> link(at("https://example.org/a")), link(at("javascript:alert(1)"))
    ('https://example.org/a#:~:text=3%20men', None)
    """
    url = claim.url or ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or any(c.isspace() or not c.isprintable() for c in url)
    ):
        return None
    before = _LAST_WORDS.search(claim.prefix)
    after = _FIRST_WORDS.search(claim.suffix)
    words = [clean(claim.mention.quote)]
    text = ",".join(
        [
            *([f"{_escaped(clean(before[1]))}-"] if before else []),
            *map(_escaped, words),
            *([f"-{_escaped(clean(after[1]))}"] if after else []),
        ]
    )
    return f"{url}{'' if parts.fragment else '#'}:~:text={text}"


def _escaped(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")


def _said(number: int, claim: Claim, passage: Passage, apart: str | None) -> Said:
    place = clean(f"{claim.path}:{claim.line}" if claim.path else claim.mention.doc)
    time = claim.frame.ref_time
    return Said(
        number,
        claim,
        passage,
        clean(claim.article_source or claim.mention.doc),
        place,
        _reading(claim),
        shown_days(time) if time else None,
        link(claim) or passage.link,
        None if apart is None else REASONS.get(apart, apart),
    )


def _reading(claim: Claim) -> str:
    """What numcheck read in a claim, its figures and unit for people."""
    text, unit = reading(claim), claim.quantity.unit
    if claim.quantity.kind in TIMES:
        return text
    if unit:
        text = text.replace(clean(unit), unit_label(clean(unit)))
    return _DIGITS.sub(lambda found: f"{int(found[0]):,}", text)


def _time(one: Said) -> tuple[date, int]:
    return one.claim.published or date.max, one.number


def _group(own: Iterable[Said]) -> Group:
    said = sorted(own, key=_time)
    names = list(dict.fromkeys(one.outlet for one in said))
    shown = [name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…" for name in names[:_NAMED]]
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    first = said[0]
    return Group(
        clean(first.passage.figure),
        first.reading,
        ", ".join(shown) + more,
        tuple(said),
        len({one.claim.mention.doc for one in said}),
    )


def _gap(groups: Iterable[Sequence[Value | None]], unit: str, dated: bool) -> str | None:
    """How far the lowest and the highest group are apart."""
    fair = [[value.fair for value in group if value is not None] for group in groups]
    spans = [
        (min(low for low, _ in own if low is not None), max(high for _, high in own if high is not None))
        for own in fair
        if own and all(low is not None and high is not None for low, high in own)
    ]
    if len(spans) < 2:
        return None
    lowest, highest = min(spans), max(spans)
    gap = highest[0] - lowest[1]
    if gap <= 0:
        return "They overlap."
    if dated:
        return f"They are {_plural(round(gap), 'day')} apart."
    share = f", {label(round(100 * gap / lowest[1]))} % of the lower" if lowest[1] > 0 else ""
    return f"At least {label(gap)}{unit} lie between them{share}."


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _sentence(text: str) -> str:
    shown = clean(text)
    return f"{shown[:1].upper()}{shown[1:]}" + ("" if shown.endswith((".", "…")) else ".")
