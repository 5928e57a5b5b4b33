"""Slots that weigh the words two claims share: a word counts by how rare it is in the two articles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from numcheck.group.context import Context
from numcheck.model import Claim

__all__ = ["EVIDENCE"]

_WEIGHTS = (0.0, 1.5, 3.0, 5.0)  # nats of shared words at which the next level begins
_SHARES = (0.0, 0.08, 0.16, 0.3, 0.5)
_LEVELS = ("none", "little", "some", "much", "most", "nearly all")
_SEVERAL = 3  # values for one thing in one article, beyond which it is no measure


def _weight(words: frozenset[str], a: Claim, b: Claim, context: Context) -> float:
    return math.fsum(context.rarity(word, a.mention.doc, b.mention.doc) for word in words)  # in any order of a set


def _level(value: float, limits: Sequence[float]) -> str:
    return _LEVELS[sum(value > limit for limit in limits)]


def _split(words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    names = frozenset(word for word in words if word[0] == "@")
    return words - names, names


def _near(a: Claim, b: Claim, context: Context) -> str:
    return _level(_weight(_split(a.frame.near & b.frame.near)[0], a, b, context), _WEIGHTS)


def _near_names(a: Claim, b: Claim, context: Context) -> str:
    return _level(_weight(_split(a.frame.near & b.frame.near)[1], a, b, context), _WEIGHTS[:3])


def _own(a: Claim, b: Claim, context: Context) -> str:
    shared = (a.frame.own & b.frame.own) - (a.frame.near & b.frame.near)
    return _level(_weight(_split(shared)[0], a, b, context), _WEIGHTS)


def _own_names(a: Claim, b: Claim, context: Context) -> str:
    shared = (a.frame.own & b.frame.own) - (a.frame.near & b.frame.near)
    return _level(_weight(_split(shared)[1], a, b, context), _WEIGHTS[:3])


def _share(a: Claim, b: Claim, context: Context) -> str:
    """The share of the telling words of both that they have in common."""
    shared = _weight(a.frame.own & b.frame.own, a, b, context)
    if not shared:
        return _LEVELS[0]
    total = _weight(a.frame.own, a, b, context) + _weight(b.frame.own, a, b, context)
    return _level(2 * shared / total, _SHARES)


def _alone(a: Claim, b: Claim, context: Context) -> str:
    """Whether each is the only value that its article gives for such a thing; of one article, whether they are both."""
    x, y = context.values(a), context.values(b)
    if a.mention.doc == b.mention.doc:
        return "two" if max(x, y) <= 2 else "article"
    if x == y == 1:
        return "both"
    return "one" if min(x, y) == 1 else "crowd" if max(x, y) > _SEVERAL else "neither"


EVIDENCE: Mapping[str, Callable[[Claim, Claim, Context], str]] = {
    "near": _near,
    "near names": _near_names,
    "own": _own,
    "own names": _own_names,
    "share": _share,
    "alone": _alone,
}
