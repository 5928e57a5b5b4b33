"""The kernels over encoded batches, as a process pool runs them: bytes in, bytes out, the same in any process."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from numcheck.engine.codec import dumps, loads
from numcheck.finding import Finding
from numcheck.group.stories import Profile, profile
from numcheck.model import Article, Claim

if TYPE_CHECKING:
    from numcheck.group import Pair
    from numcheck.reader.reread import Heard

__all__ = ["Part", "asked", "claims_of", "compared", "counted", "extracted", "listed", "unpacked"]

Part = Sequence[bytes]
"""The claims of each article of a part, as `extracted` gives them, in the order of the articles' ids."""

_FOUND = tuple[tuple[Finding, ...], tuple[tuple[str, int], ...]]
_CLAIMS = tuple[Claim, ...]
_FAST = 1  # claims of an article repeat themselves: this squeezes them to a tenth


def extracted(articles: Sequence[Article], recompute: bool = False) -> list[tuple[bytes, Profile, bytes, bytes | None]]:
    """Counts, profile, claims and own findings of each article.

    Args:
        articles: any articles.
        recompute: whether each article's own sums and dates are checked, too.

    Returns:
        One row an article, in order; None for findings that were not looked for.

    >>> counted(extracted([Article("a", "About 50 km.")])[0][0])["numbers"]
    1
    """
    from numcheck import pipeline  # loads every stage, which a run with a warm cache does not need

    rows = []
    for article in articles:
        claims, counts = pipeline.extract_batch([article])
        packed = zlib.compress(dumps(_CLAIMS, claims), _FAST)
        own = _packed(pipeline.check_article(article, claims), Counter()) if recompute else None
        rows.append((json.dumps(sorted(counts.items())).encode(), profile(claims), packed, own))
    return rows


def counted(counts: bytes) -> dict[str, int]:
    """The counts that `extracted` gave of an article."""
    return dict(json.loads(counts))


def claims_of(packed: bytes) -> tuple[Claim, ...]:
    """The claims that `extracted` packed of an article.

    >>> claims_of(extracted([Article("a", "About 50 km.")])[0][2])[0].mention.quote
    'About 50 km'
    """
    found: tuple[Claim, ...] = loads(_CLAIMS, zlib.decompress(packed))
    return found


def asked(parts: Sequence[Part]) -> list[list[str]]:
    """What to ask a second reader about each of some parts: the texts of its questions."""
    from numcheck.reader.question import questions

    return [[question.text for question in questions(_claims(part))] for part in parts]


def listed(parts: Sequence[Part], least: float) -> list[Pair]:
    """The pairs of claims in each of some parts that differ, and measure one thing with at least a probability."""
    from numcheck.group import candidates

    found = (pair for part in parts for pair in candidates(_claims(part))[0])
    return [pair for pair in found if pair.apart != "agree" and pair.confidence >= least]


def compared(parts: Sequence[tuple[Part, Heard | None]]) -> list[bytes]:
    """What disagrees in each of some parts.

    Args:
        parts: each with what a second reader said of it, None without one.

    Returns:
        Findings and counts of each part, packed.
    """
    return [_compared(part, heard) for part, heard in parts]


def _compared(part: Part, heard: Heard | None) -> bytes:
    from numcheck import pipeline

    return _packed(*pipeline.compare_block(_claims(part), heard))


def _packed(found: Sequence[Finding], counts: Counter[str]) -> bytes:
    return zlib.compress(dumps(_FOUND, (found, sorted(counts.items()))), _FAST)


def _claims(part: Part) -> list[Claim]:
    return [claim for packed in part for claim in claims_of(packed)]


def unpacked(result: bytes) -> tuple[tuple[Finding, ...], Counter[str]]:
    """What `compared`, or `extracted` in one article, found."""
    found, counts = loads(_FOUND, zlib.decompress(result))
    return found, Counter(dict(counts))
