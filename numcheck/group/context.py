"""What a pair is seen against: how rare a word is in the two articles, how many values each gives for one thing.

All of it hangs on the two articles alone, so that no other article changes what is found between them.

>>> Context(()).rarity("storm", "a", "b")
0.0
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby

from numcheck.group.values import intervals
from numcheck.model import TIMES, Claim

__all__ = ["Context"]

_FEW = 4  # number-bearing sentences of a brief article


class Context:
    """Counts over the claims of each article.

    Args:
        claims: the claims of all articles; those of an article stand together.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._sentences: Counter[str] = Counter()
        self._with: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for (doc, _), group in groupby(claims, key=lambda claim: (claim.mention.doc, claim.sentence)):
            words: set[str] = set()
            for claim in group:
                words |= claim.frame.words
                if claim.frame.skip is None:
                    self._values[_thing(claim)].add(str(claim.frame.days[:1] or intervals(claim.quantity)[0]))
            self._sentences[doc] += 1
            self._with[doc].update(words)

    def rarity(self, word: str, *docs: str) -> float:
        """How much a word tells, in nats: minus the log of the share of the articles' sentences that hold it.

        Spärck Jones (1972), over the number-bearing sentences of the two articles.
        """
        held = sum(self._with[doc][word] for doc in set(docs))
        return math.log((sum(self._sentences[doc] for doc in set(docs)) + 1) / held) if held else 0.0

    def brief(self, *docs: str) -> bool:
        """Whether articles hold so few figures that one is hardly mistaken for another."""
        return all(self._sentences[doc] <= _FEW for doc in docs)

    def values(self, claim: Claim) -> int:
        """How many different values the claim's article gives for what it measures."""
        return len(self._values[_thing(claim)])


def _thing(claim: Claim) -> tuple[str, str]:
    frame = claim.frame
    what = frame.event if claim.quantity.kind in TIMES else frame.concept or frame.head
    return claim.mention.doc, f"{claim.quantity.kind} {what} {frame.relation}"
