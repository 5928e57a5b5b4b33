"""The pictures and quotes of a card -> SVG and HTML, every text escaped; a template takes three times as long.

>>> shape("circle")
'<circle r="6"/>'
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from numcheck.finding import Passage
from numcheck.report.html.charts import HEIGHT, SHAPES, Axis, Bar, Timeline
from numcheck.report.text import clean, visible

if TYPE_CHECKING:
    from numcheck.report.html.card import Card, Said

__all__ = ["draw_axis", "draw_quote", "draw_timeline", "shape"]

_ROW = 46  # pixels a figure on the axis
_LONGEST = 28  # characters of a figure beside its bar
_COLUMNS = "".join(f'<th scope="col">{name}</th>' for name in ("published", "holds for", "source", "figure", "read as"))
_OUTLINES = dict(
    zip(
        SHAPES,
        (
            '<circle r="6"/>',
            '<path d="M-5.5-5.5h11v11h-11z"/>',
            '<path d="M0-7.5 7.5 0 0 7.5-7.5 0z"/>',
            '<path d="M0-7 7 5.5H-7z"/>',
            '<path d="M-2.5-7h5v4.5H7v5H2.5V7h-5V2.5H-7v-5h4.5z"/>',
            '<path d="M0 7 7-5.5H-7z"/>',
        ),
        strict=True,
    )
)


def shape(name: str) -> str:
    """The outline of a mark, one of SHAPES."""
    return _OUTLINES[name]


def draw_quote(passage: Passage) -> str:
    """A claim where it stands, with its number, hedge, unit and noun marked.

    >>> draw_quote(Passage(None, "", (("3", "number"), (" < 4", "")), "", ""))[43:100]
    '<q class="claim"><span class="number">3</span> &lt; 4</q>'
    """
    parts = (f'<span class="{name}">{_lines(text)}</span>' if name else _lines(text) for text, name in passage.quote)
    before, after = (f'<span class="around">{_lines(text)}</span>' for text in (passage.before, passage.after))
    return f'<blockquote><p>{before}<q class="claim">{"".join(parts)}</q>{after}</p></blockquote>'


def draw_axis(card: Card, axis: Axis) -> str:
    """The figures of a card on one axis, a row each: what a reader takes from the words, and what they allow.

    Args:
        card: any card with an axis.
        axis: its axis.
    """
    name, bottom = f"{_text(card.anchor)}-axis", len(axis.bars) * _ROW + 4
    told = " ".join(f"{_text(group.who)}: {_text(group.reading)}." for group in card.groups)
    rows: list[str] = [
        f'<svg class="axis" width="100%" height="{bottom + 24}" role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{told}</title>\n'
    ]
    for x, text in axis.ticks:
        rows.append(
            f'<line class="grid" x1="{x}%" x2="{x}%" y1="0" y2="{bottom}"/>'
            f'<text class="tick" x="{x}%" y="{bottom + 16}" text-anchor="middle">{text}</text>\n'
        )
    for number, (bar, group) in enumerate(zip(axis.bars, card.groups, strict=True)):
        y = number * _ROW
        figure = group.figure if len(group.figure) <= _LONGEST else group.figure[: _LONGEST - 1] + "…"
        rows.append(
            f'<text class="who" x="0" y="{y + 15}">{_text(group.who)}</text>'
            f'<text class="figure" x="100%" y="{y + 15}" text-anchor="end">{_text(figure)}</text>\n'
        )
        if bar is not None:
            rows.append(_bar(bar, y))
    return "".join((*rows, "</svg>"))


def _bar(bar: Bar, y: int) -> str:
    """What the words allow as a line with a cap at each end, an arrow at an open one; the fair figure as a block."""
    (start, width), (first, fair) = bar.hard, bar.fair
    low = "" if bar.open_low else f'<rect class="cap" x="{start}%" width="2" y="{y + 24}" height="12"/>'
    high = (
        '<path class="cap" d="M-9-5 1 0-9 5z"/>'
        if bar.open_high
        else '<rect class="cap" x="-2" width="2" y="-6" height="12"/>'
    )
    return (
        f'<rect class="hard" x="{start}%" width="{width}%" y="{y + 29}" height="2"/>{low}'
        f'<svg class="over" x="{start + width:.2f}%" y="{y + 30}">{high}</svg>'
        f'<rect class="fair" x="{first}%" width="{fair}%" y="{y + 23}" height="14" rx="3"/>\n'
    )


def draw_timeline(card: Card, timeline: Timeline) -> str:
    """The figures of a card over time: a mark a claim, what the shapes mean, and all of it as a table.

    Args:
        card: any card with a timeline.
        timeline: its timeline.
    """
    anchor, whole = _text(card.anchor), HEIGHT + 34
    levels = "".join(
        f'<text class="tick" x="68" y="{y + 8:.1f}" text-anchor="end">{text}</text>' for y, text in timeline.levels
    )
    lines = "".join(f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>' for y, _ in timeline.levels)
    days = "".join(
        f'<text class="tick" x="{x}%" y="{HEIGHT + 26}" text-anchor="middle">{text}</text>' for x, text in timeline.days
    )
    counted = f"{len(timeline.marks)} figures from {len(timeline.sources)} sources"
    return (
        f'<div class="timeline">\n<svg class="levels" width="74" height="{whole}" aria-hidden="true">{levels}</svg>\n'
        f'<svg class="marks" width="100%" height="{whole}" role="group" aria-labelledby="{anchor}-time" '
        f'aria-describedby="{anchor}-told"><title id="{anchor}-time">{_text(card.finding.measure)} over time</title>'
        f'<desc id="{anchor}-told">{counted}. Each mark leads to its quote; the table below has all of them.</desc>\n'
        f'<svg y="4" class="over" width="100%" height="{HEIGHT}">{lines}\n{"".join(_marks(card, timeline))}</svg>'
        f'{days}</svg>\n</div>\n<ul class="legend">{"".join(_legend(timeline))}</ul>\n'
        f'<details><summary>As a table</summary><div class="scroll" tabindex="0"><table><thead><tr>{_COLUMNS}</tr>'
        f"</thead><tbody>{''.join(map(_row, card.by_time))}</tbody></table></div></details>"
    )


def _marks(card: Card, timeline: Timeline) -> Iterator[str]:
    """A link to each quote: a line for what the words allow, a bar for the fair figure, the shape of its source."""
    anchor = _text(card.anchor)
    for mark in timeline.marks:
        claim = card.finding.claims[mark.number]
        day = f", {claim.published}" if claim.published else ""
        told = f"{_text(claim.article_source or claim.mention.doc)}{day}: {_text(claim.mention.quote)}"
        yield (
            f'<svg class="over" x="{mark.x}%"><a href="#{anchor}-{mark.number}" '
            f'class="c{mark.colour}{"" if mark.dated else " hollow"}" transform="translate({mark.shift} 0)">'
            f"<title>{told}</title>"
            f'<rect class="hard" x="-1" width="2" y="{mark.hard[0]}" height="{mark.hard[1]}"/>'
            f'<rect class="fair" x="-9" width="18" y="{mark.fair[0]}" height="{mark.fair[1]}" rx="3"/>'
            f'<g class="mark" transform="translate(0 {mark.middle})">{_OUTLINES[mark.shape]}</g></a></svg>\n'
        )


def _legend(timeline: Timeline) -> Iterator[str]:
    for name, form, colour in timeline.sources:
        picture = f'<svg class="c{colour}" width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">'
        yield f'<li>{picture}<g class="mark">{_OUTLINES[form]}</g></svg> <bdi>{_text(name)}</bdi></li>\n'
    yield '<li class="note">Filled: the day a figure holds for. Hollow: the day it was printed.</li>'


def _row(said: Said) -> str:
    published = said.claim.published or "undated"
    return (
        f"<tr><td>{published}</td><td>{said.holds or ''}</td><td><bdi>{_text(said.outlet)}</bdi></td>"
        f"<td><bdi>{_text(said.claim.mention.quote)}</bdi></td><td>{_text(said.reading)}</td></tr>\n"
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _lines(text: str) -> str:
    return escape(visible(text))
