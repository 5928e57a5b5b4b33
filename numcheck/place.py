"""Where claims stand: line, column in three units, and the text around -> what writers and decisions need.

>>> article = Article("a", "\U0001f1eb\U0001f1f7 fell to 50 km.", path="a.txt")
>>> spot = spots(article.text, [14])[0]
>>> spot.column, spot.utf16, spot.utf8
(15, 17, 21)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from numcheck.model import Article, Claim

__all__ = ["Spot", "placed", "spots"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_AROUND = 32  # characters of context, as in the W3C's TextQuoteSelector


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: 0-based line, and the 1-based column in code points, UTF-16 units and bytes of UTF-8."""

    line: int
    column: int
    utf16: int
    utf8: int


def spots(text: str, offsets: Sequence[int]) -> list[Spot]:
    """The places of some offsets.

    Args:
        text: any text.
        offsets: code points into it.

    Returns:
        One place an offset.

    >>> spots("a\\nbc", [3])
    [Spot(line=1, column=2, utf16=2, utf8=2)]
    """
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    found: dict[int, Spot] = {}
    line, at, utf16, utf8 = -1, 0, 1, 1
    for offset in sorted(set(offsets)):  # each stretch of text is measured once, however many offsets lie in a line
        own = bisect_right(starts, offset) - 1
        if own != line:
            line, at, utf16, utf8 = own, starts[own], 1, 1
        between = text[at:offset]
        utf16 += len(between.encode("utf-16-le", "surrogatepass")) // 2
        utf8 += len(between.encode("utf-8", "surrogatepass"))
        at = offset
        found[offset] = Spot(line, offset - starts[line] + 1, utf16, utf8)
    return [found[offset] for offset in offsets]


def placed(article: Article, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of an article, each with its place.

    Args:
        article: the article.
        claims: its claims, in order.

    Returns:
        The same claims; of a record's, `line` is where the record begins.
    """
    text = article.text
    seen: Counter[str] = Counter()
    nth = []
    for claim in claims:
        nth.append(seen[claim.mention.quote])
        seen[claim.mention.quote] += 1
    return [
        replace(
            claim,
            line=article.line + (0 if article.record else spot.line),
            column=spot.column,
            record=article.record,
            uri=article.uri,
            utf16=spot.utf16,
            utf8=spot.utf8,
            nth=before,
            prefix=text[max(0, claim.mention.start - _AROUND) : claim.mention.start],
            suffix=text[claim.mention.end : claim.mention.end + _AROUND],
            sha256=article.sha256,
        )
        for claim, before, spot in zip(claims, nth, spots(text, [claim.mention.start for claim in claims]), strict=True)
    ]
