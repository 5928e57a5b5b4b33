"""Where a claim is, in the terms of a host: a path from the root of the project, and where its quote ends."""

from __future__ import annotations

import re

from numcheck.finding import Finding, Problem
from numcheck.model import Claim

__all__ = ["end", "message", "rivals", "uri", "who", "why"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"\s+")
_NAMED = 3  # other claims that a message names
_LONGEST = 120
_SAID = ("measure", "voices", "slots")  # reasons that a message says by itself, or that only a reader wants


def uri(item: Claim | Problem) -> str:
    """The path of a file from the root of the project, without "./"; "." where there is no file.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(3), Interval.point(3))
    >>> uri(Claim(Mention("a", 0, 1, "3"), q, Frame(), "3", 1, 1, path="./news/a.txt"))
    'news/a.txt'
    """
    return (item.uri or item.path or ".").replace("\\", "/").removeprefix("./")


def end(claim: Claim, unit: str = "points") -> tuple[int, int]:
    """Line and column just behind a claim's quote; both count from 1.

    Args:
        claim: the claim.
        unit: what a column counts: "points" (code points), "utf16" (its code units) or "bytes" (of UTF-8).

    Returns:
        Line and column; of a record, the line is that of the record.
    """
    lines = _LINE_END.split(claim.mention.quote)
    last, begin = {
        "points": lambda line: (len(line), claim.column),
        "utf16": lambda line: (len(line.encode("utf-16-le", "surrogatepass")) // 2, claim.utf16),
        "bytes": lambda line: (len(line.encode("utf-8", "surrogatepass")), claim.utf8),
    }[unit](lines[-1])
    first = begin if len(lines) == 1 else 1
    return claim.line + (0 if claim.record else len(lines) - 1), first + last


def rivals(finding: Finding) -> list[Claim]:
    """The other claims, those first that say something else than the claim that stands for the finding."""
    own = finding.place.quantity

    def agrees(claim: Claim) -> bool:
        other = claim.quantity
        if own.readings or other.readings:
            return bool(set(own.readings) & set(other.readings))
        return (own.base or (own.hard,))[0].overlaps((other.base or (other.hard,))[0])

    return sorted(finding.others, key=agrees)


def why(finding: Finding) -> str:
    """Why the claims differ, without what a message says already: one sentence a reason."""
    reasons = [reason.text for reason in finding.reasons if reason.name not in _SAID]
    text = " ".join(f"{reason[:1].upper()}{reason[1:]}." for reason in reasons) or finding.explanation
    return _BLANKS.sub(" ", text).strip()


def message(finding: Finding) -> str:
    """One line that says what a finding is about: its place against the others, and why.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(3), Interval.point(3))
    >>> claims = tuple(Claim(Mention(doc, 0, 1, quote), q, Frame(), "", 1, 1) for doc, quote in ("a3", "b7"))
    >>> message(Finding("x", "NC101", "contradiction", "error", 0.9, "troops", "count", None, None, None, None,
    ...     claims, (), "They differ."))
    'contradiction on troops: a says “3”, but b says “7”. They differ.'
    """
    own, others = finding.place, rivals(finding)
    said = f"{who(own)} says “{_short(own)}”"
    if others:
        said += ", but " + "; ".join(f"{who(claim)} says “{_short(claim)}”" for claim in others[:_NAMED])
    if len(others) > _NAMED:
        said += f"; and {len(others) - _NAMED} more"
    return _BLANKS.sub(" ", f"{finding.verdict} on {finding.measure}: {said}. {why(finding)}").strip()


def who(claim: Claim) -> str:
    """The outlet and day, or the article."""
    name = claim.article_source or claim.mention.doc
    return f"{name} ({claim.published.isoformat()})" if claim.published else name


def _short(claim: Claim) -> str:
    quote = _BLANKS.sub(" ", claim.mention.quote)
    return quote if len(quote) <= _LONGEST else quote[:_LONGEST] + "…"
