"""An article recomputed: what it says itself of conversions, sums, shares, changes, weekdays, ages (NC3xx, NC4xx).

Each check is a pure function from a scene to proofs; it looks at one article, and what it says needs no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from numcheck.checks.ages import ages
from numcheck.checks.anniversaries import anniversaries
from numcheck.checks.breakdowns import breakdowns
from numcheck.checks.changes import changes
from numcheck.checks.conversions import conversions
from numcheck.checks.durations import durations
from numcheck.checks.future import future
from numcheck.checks.impossible import impossible
from numcheck.checks.levels import levels
from numcheck.checks.multiples import multiples
from numcheck.checks.parts import parts
from numcheck.checks.proof import Proof, finding
from numcheck.checks.ranges import ranges
from numcheck.checks.rates import rates
from numcheck.checks.scene import Scene, cued, scene
from numcheck.checks.shares import shares
from numcheck.checks.sums import sums
from numcheck.checks.weekday import weekday
from numcheck.finding import Finding
from numcheck.model import Article, Claim
from numcheck.segment import segment

__all__ = ["CHECKS", "check_article"]

CHECKS: tuple[Callable[[Scene], Iterator[Proof]], ...] = (
    conversions, sums, breakdowns, shares, rates, parts, changes, levels, multiples, weekday, impossible,
    future, ages, anniversaries, durations, ranges,
)  # fmt: skip


def check_article(article: Article, claims: Sequence[Claim]) -> list[Finding]:
    """What an article says that its own figures and the calendar rule out.

    Args:
        article: the article.
        claims: its claims, in order.

    Returns:
        Findings in order of their place, one a figure and rule.

    >>> from numcheck.pipeline import extract_batch
    >>> article = Article("a", "Of the 400 asked, 120 (40%) agreed.")
    >>> [found.explanation for found in check_article(article, extract_batch([article])[0])]
    ['120 of 400 is 30 %, the text says 40%. Allowing for rounding 40% may be 39.5 to 41.']
    """
    seen = scene(article, segment(article), claims)
    kept: dict[tuple[str, int], Proof] = {}
    for check in CHECKS:
        for proof in check(seen):
            key = proof.rule, min(item.start for item in proof.items)
            if key not in kept and not _taken_back(seen, proof):
                kept[key] = proof
    made = [finding(seen, proof) for _, proof in sorted(kept.items(), key=lambda each: each[0][::-1])]
    return list({each.id: each for each in made}.values())


def _taken_back(seen: Scene, proof: Proof) -> bool:
    """Whether the text knows that what it quotes is wrong: it says so in the same sentence or the next."""
    first, last = min(item.start for item in proof.items), max(item.end for item in proof.items)
    at = [n for n, line in enumerate(seen.lines) if line.start < last and first < line.end]
    near = seen.lines[at[0] : at[-1] + 2] if at else ()
    return any(cued("taken back").search(line.tagged) for line in near)
