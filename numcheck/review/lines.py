"""A finding as lines of a terminal: who says what in which words, the figures on one axis, and why it was flagged.

Each line is stretches of text with their style; number, hedge, unit and noun differ in more than colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from numcheck.report.html.card import Card, Said
from numcheck.report.html.charts import Bar
from numcheck.report.text import clean, visible

__all__ = ["Line", "card_lines", "time_lines"]

Line = list[tuple[str, str]]

_STYLES = {
    "number": "bold reverse",
    "date": "bold reverse",
    "hedge": "italic underline",
    "unit": "bold",
    "noun": "underline",
    "": "",
}
_VERDICTS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_AROUND = 160  # characters of context on either side of a quote
_NAME = 14
_AXIS = 40  # columns


def card_lines(card: Card, whole: bool = False) -> Iterator[Line]:
    """The lines of a finding; of each figure the first claim in its context, every one if it is to be the whole."""
    finding = card.finding
    state = "" if card.state == "open" else f"  [{card.state}]"
    head = f"  {clean(finding.measure)}  {finding.confidence:.0%} sure{state}"
    yield [(f"{finding.rule} {finding.verdict}", _VERDICTS[finding.severity]), (head, "dim")]
    yield [(card.headline, "bold")]
    yield [("   ".join(f"{name} {clean(text)}" for name, text in card.figures), "")]
    if card.axis:
        yield []
        for group, bar in zip(card.groups, card.axis.bars, strict=True):
            if bar is not None:
                yield [(f"{group.figure[:_NAME]:<{_NAME}} ", ""), (_bar(bar), "cyan"), (f" {group.who}", "dim")]
    if card.gap:
        yield [(card.gap, "")]
    for group in card.groups:
        outlets = len({said.outlet for said in group.claims})
        yield []
        yield [(group.figure, "bold cyan"), (f"  {outlets} {'source' if outlets == 1 else 'sources'}", "dim")]
        for number, said in enumerate(group.claims):
            yield from _said(said) if whole or not number else _short(said)
    yield []
    for reason in card.reasons:
        yield [("  ", ""), (reason, "")]


def _by(said: Said) -> str:
    """Who says it, when, and according to whom."""
    day = said.claim.published
    who = [said.outlet, f"{day.day} {day:%B} {day.year}" if day else "undated"]
    if said.claim.frame.speaker:
        speaker = clean(said.claim.frame.speaker)
        who.append(f"according to {'t' + speaker[1:] if speaker.startswith('The ') else speaker}")
    return ", ".join(who)


def _quote(said: Said) -> Line:
    return [(visible(text).replace("\n", " "), _STYLES[name]) for text, name in said.passage.quote]


def _short(said: Said) -> Iterator[Line]:
    yield [(f"  {said.number + 1}  ", "dim"), (f"{_by(said)}: ", ""), *_quote(said)]
    if said.apart:
        yield [(f"    set apart: {said.apart}", "bold")]


def _said(said: Said) -> Iterator[Line]:
    yield [(f"  {said.number + 1}  ", "dim"), (_by(said), ""), (f"  {said.place}", "dim")]
    if said.apart:
        yield [(f"    set apart: {said.apart}", "bold")]
    if said.passage.title:
        yield [(f"    {clean(said.passage.title)}", "italic")]
    before, after = visible(said.passage.before).replace("\n", " "), visible(said.passage.after).replace("\n", " ")
    head = "… " + before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
    tail = after[:_AROUND].rpartition(" ")[0] + " …" if len(after) > _AROUND else after
    yield [("    " + head, "dim"), *_quote(said), (tail, "dim")]
    yield [(f"    read as {said.reading}", "")]


def _bar(bar: Bar) -> str:
    """An interval in one line: what a reader takes from the words as blocks, what they allow as a line."""
    cells = [" "] * _AXIS
    for (start, width), sign in ((bar.hard, "─"), (bar.fair, "█")):
        first = min(_AXIS - 1, round(start / 100 * (_AXIS - 1)))
        last = min(_AXIS - 1, max(first, round((start + width) / 100 * (_AXIS - 1))))
        cells[first : last + 1] = sign * (last - first + 1)
    return "".join(cells)


def time_lines(card: Card) -> Iterator[Line]:
    """The claims of a finding by day of publication."""
    yield [("published    holds for                 figure", "bold")]
    for said in card.by_time:
        day = said.claim.published.isoformat() if said.claim.published else "undated"
        figure = clean(said.claim.mention.quote)
        yield [(f"{day:<12} {said.holds or '':<25} ", ""), (figure, "bold"), (f"  {said.outlet}", "dim")]
