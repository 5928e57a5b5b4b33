"""Articles -> mentions with what they say: "up to 12,000 troops" -> count, hard [0, 12000], unit "troop"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from numcheck.extract.dates import find_dates
from numcheck.extract.durations import find_clocked, find_durations
from numcheck.extract.quantities import find_quantities
from numcheck.model import Article, Mention, Quantity, Sentence

__all__ = ["extract"]


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
    text = article.text
    clocked = list(find_clocked(text))
    dates = [
        d for d in find_dates(text, article.published) if not any(d.start < c.end and c.start < d.end for c in clocked)
    ]
    dates = sorted([*dates, *clocked], key=lambda d: d.start) if clocked else dates
    found, coverage = find_quantities(text, sentences, [(d.start, d.end) for d in dates])
    coverage["numbers"] += len(dates)
    coverage["parsed"] += len(dates)
    spans = sorted((f.start, f.end) for f in (*dates, *found))
    lasting = list(find_durations(text, spans))
    coverage["numbers"] += len(lasting)
    coverage["parsed"] += len(lasting)
    both = sorted([*dates, *found, *lasting], key=lambda f: (f.start, -f.end))
    return [(Mention.cut(article, f.start, f.end), f.quantity) for f in both], coverage
