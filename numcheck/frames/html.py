"""A result in a notebook: the first findings as HTML without a script. Article text is hostile and escaped."""

from __future__ import annotations

from html import escape

from numcheck.finding import Finding, Report
from numcheck.model import Claim
from numcheck.report.text import clean, reading

__all__ = ["page"]

_FINDINGS, _CLAIMS = 10, 6
_LONG = 240  # characters of a text that are shown
_LARGEST = 200_000  # bytes


def page(report: Report, title: str) -> str:
    """The first findings, each with its first claims.

    Args:
        report: the report.
        title: what stands above them.

    Returns:
        HTML of at most 200 kB.

    >>> from numcheck.finding import Coverage
    >>> page(Report((), (), Coverage(), 0, ""), "<b>")
    '<div class="numcheck"><p>&lt;b&gt;</p></div>'
    """
    found = report.open
    parts = [f'<div class="numcheck"><p>{_safe(title)}</p>']
    size = len(parts[0])
    for number, finding in enumerate(found):
        block = _finding(finding) if number < _FINDINGS else ""
        size += len(block.encode("utf-8", "replace"))
        if not block or size > _LARGEST - _LONG:
            parts.append(f"<p>and {len(found) - number} more in <code>Result.findings</code></p>")
            break
        parts.append(block)
    return "".join((*parts, "</div>"))


def _finding(finding: Finding) -> str:
    rows = "".join(map(_claim, finding.claims[:_CLAIMS]))
    more = len(finding.claims) - _CLAIMS
    left = f"<tr><td colspan=3>and {more} more</td></tr>" if more > 0 else ""
    head = f"{finding.rule} {finding.verdict}: {finding.measure}"
    return (
        f"<p><b>{_safe(head)}</b> ({finding.confidence:.2f}) <code>{_safe(finding.id)}</code><br>"
        f"{_safe(finding.explanation)}</p><table><tbody>{rows}{left}</tbody></table>"
    )


def _claim(claim: Claim) -> str:
    before, quote, after = claim.sentence.partition(claim.mention.quote)
    said = f"{_safe(before[-_LONG:])}<mark>{_safe(quote)}</mark>{_safe(after[:_LONG])}"
    who = claim.article_source or claim.mention.doc
    day = claim.published.isoformat() if claim.published else "undated"
    return f"<tr><td>{_safe(who)}<br>{day}</td><td>{said}</td><td>{_safe(reading(claim))}</td></tr>"


def _safe(text: str) -> str:
    shown = clean(text)
    left, right = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return escape(left + (shown if len(shown) <= 2 * _LONG else shown[: 2 * _LONG] + "…") + right)
