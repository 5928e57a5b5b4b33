"""Articles -> mentions with what they say: "up to 12,000 troops" -> count, hard [0, 12000], unit "troop"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from numcheck.extract.crowd import Crowd
from numcheck.extract.dates import find_dates
from numcheck.extract.durations import find_clocked, find_durations
from numcheck.extract.found import Found
from numcheck.extract.quantities import find_quantities
from numcheck.extract.records import find_ordinals, find_records
from numcheck.model import Article, Mention, Quantity, Sentence

__all__ = ["extract"]

_LENGTH = re.compile(
    r"(?:the|these) (?:(?:past|last|next|previous|coming|preceding|following) [\w-]+ \w+s|past \w+)$", re.I
)
_START = attrgetter("start")


def extract(article: Article, sentences: Sequence[Sentence]) -> tuple[list[tuple[Mention, Quantity]], Counter[str]]:
    """Every quantity and date of an article.

    Args:
        article: the text, with its day of publication when that is known.
        sentences: the sentences of the text, in order.

    Returns:
        Mentions in order of their start, and the coverage: "numbers" (expressions seen), "parsed" (those that became
        a mention) and "skipped:<reason>".

    >>> from numcheck.segment import segment
    >>> article = Article("a", "Up to 12,000 troops crossed the river in 1943.")
    >>> mentions, coverage = extract(article, segment(article))
    >>> [(m.quote, q.kind) for m, q in mentions]
    [('Up to 12,000 troops', 'count'), ('1943', 'date')]
    """
    text, crowd = article.text, Crowd()
    times = _times(text, find_dates(text, article.published, crowd))
    records = [found for found in find_records(text) if not _on_clock(found, times)]
    taken = sorted((f.start, f.end) for f in (*times, *records))
    found, coverage = find_quantities(text, sentences, taken)
    spans = sorted((f.start, f.end) for f in (*times, *records, *found))
    lasting = [*find_durations(text, spans), *find_ordinals(text, spans), *records]
    found = [each for each in found if not any(own.start < each.start and each.end <= own.end for own in lasting)]
    seen = len(times) + len(lasting)
    coverage.update({"numbers": seen, "parsed": seen})
    if crowd.stretches:
        coverage["skipped:wall of numbers"] += crowd.stretches
    every = sorted([*times, *found, *lasting], key=lambda f: (f.start, -f.end))
    return [(Mention.cut(article, f.start, f.end), f.quantity) for f in every], coverage


def _times(text: str, dates: list[Found]) -> list[Found]:
    """The dates without what TimeML calls a length of time, and what was timed on a stopwatch.

    "the past five years" is P5Y, for `find_quantities` to read; "last 5 days" on its own is a period.
    """
    dates = [d for d in dates if not ((d.quantity.timex or "").startswith("P") and _LENGTH.match(text, d.start, d.end))]
    clocked = list(find_clocked(text))
    if not clocked:
        return dates
    free = (d for d in dates if not _on_clock(d, clocked))
    return sorted([*free, *clocked], key=_START)


def _on_clock(found: Found, clocked: Sequence[Found]) -> bool:
    """Whether a date overlaps one of the stopwatch times, which are in order and apart."""
    at = bisect_left(clocked, found.end, key=_START)
    return at > 0 and clocked[at - 1].end > found.start
