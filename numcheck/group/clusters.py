"""A second look at each pair, beside the other pairs of its story.

Claims that agree and are of one measure are one figure, told by several articles: what one outlet leaves unsaid,
another says. A conflict of two such figures is as sure as all its pairs together, and a claim with a better partner in
the other article hardly conflicts with a third.

>>> settle([], [])
[]
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Protocol

from numcheck.group.match import Match, kind_of
from numcheck.group.values import Apart, significant
from numcheck.lexicon import weights
from numcheck.model import Claim, Mention

__all__ = ["Weights", "features", "figures", "settle"]

Weights = Mapping[str, Mapping[tuple[str, str], float]]
_LEAST = -6.0  # the log-odds of a rival where there is none
_SHARP = 3  # digits of a number that hardly agrees by chance
_FAR = 4.0  # log-odds beyond which a better partner does not count for more
_NEED = {"sharp": -1.4, "same": 0.0, "near": 0.4}  # log-odds from which two agreeing claims are one figure


class _Paired(Protocol):
    @property
    def a(self) -> Claim: ...
    @property
    def b(self) -> Claim: ...
    @property
    def match(self) -> Match: ...
    @property
    def apart(self) -> Apart: ...


def settle(
    pairs: Sequence[_Paired], beside: Sequence[Mapping[str, float]], tables: Weights | None = None
) -> list[float]:
    """The log-odds of each pair after a look at all pairs; those of agreeing pairs stay as they are.

    Args:
        pairs: all pairs of some claims, with the score of their slots.
        beside: what the others say of each, as `features` has it.
        tables: the weights, those of the package when None.
    """
    tables = weights() if tables is None else tables
    scores = []
    for pair, seen in zip(pairs, beside, strict=True):
        if pair.apart == "agree":
            scores.append(pair.match.score)
        else:
            table = tables.get(f"together {kind_of(pair.a)}", {})
            scores.append(
                table.get(("bias", "is"), 0.0)
                + sum(table.get((name, "is"), 0.0) * value for name, value in seen.items())
            )
    return scores


def features(pairs: Sequence[_Paired], figure: Mapping[Mention, Mention]) -> list[dict[str, float]]:
    """What the other pairs say of each pair: see the names below.

    Args:
        pairs: all pairs of some claims, with the score of their slots.
        figure: for each claim the one that stands for its figure.
    """
    scores: defaultdict[frozenset[Mention], list[float]] = defaultdict(list)
    partners: defaultdict[tuple[Mention, str], list[tuple[float, Mention, bool]]] = defaultdict(list)
    size: Counter[Mention] = Counter(figure.values())
    for pair in pairs:
        a, b, score = pair.a.mention, pair.b.mention, pair.match.score
        scores[frozenset((figure[a], figure[b]))].append(score)
        agrees = pair.apart == "agree"
        partners[a, b.doc].append((score, b, agrees))
        partners[b, a.doc].append((score, a, agrees))
    for found in partners.values():
        found.sort(key=lambda item: -item[0])
    told = _docs(figure)
    joined = {key: _joined(found) for key, found in scores.items()}
    return [_features(pair, figure, joined, partners, size, told) for pair in pairs]


def _features(
    pair: _Paired,
    figure: Mapping[Mention, Mention],
    joined: dict[frozenset[Mention], tuple[float, float, int]],
    partners: dict[tuple[Mention, str], list[tuple[float, Mention, bool]]],
    size: Counter[Mention],
    told: dict[Mention, set[str]],
) -> dict[str, float]:
    a, b, own = pair.a.mention, pair.b.mention, pair.match.score
    one, two = figure[a], figure[b]
    best, mean, count = joined[frozenset((one, two))]
    leads, agreeing = [], []
    for claim, other in ((a, b), (b, a)):
        # within one article, what says the claim's own figure again is no rival of the other claim
        known = {figure[other], figure[claim]} if claim.doc == other.doc else {figure[other]}
        rival, agreed = _rivals(partners[claim, other.doc], figure, known, own)
        leads.append(best - rival)
        agreeing.append(agreed)
    return {
        "own": own,
        "best": best,
        "mean": mean,
        "pairs": math.log(count),
        "lead": max(-_FAR, min(_FAR, *leads)),
        "top": float(min(leads) > 0),
        "agreed": float(any(agreeing)),
        "both agreed": float(all(agreeing)),
        "both told": float(len(told[one] & told[two])),
        "tellers": math.log(size[one]) + math.log(size[two]),
        "one figure": float(one == two),
    }


def _joined(scores: Sequence[float]) -> tuple[float, float, int]:
    """The best of some scores, their mean, and how many they are; the same in whatever order they come."""
    return max(scores), math.fsum(scores) / len(scores), len(scores)


def _rivals(
    found: Sequence[tuple[float, Mention, bool]], figure: Mapping[Mention, Mention], known: Set[Mention], own: float
) -> tuple[float, bool]:
    """The score of the best partner of a figure not `known`, and whether one that agrees is as good as the pair's own.

    `found` is in falling order of scores, so that only its head is looked at.
    """
    best = _LEAST
    first = True
    for score, rival, agrees in found:
        if figure[rival] in known:
            continue
        if first:
            best, first = score, False
        if score <= own - 1:
            break
        if agrees:
            return best, True
    return best, False


def figures(pairs: Sequence[_Paired]) -> dict[Mention, Mention]:
    """For each claim the one that stands for its figure: agreeing pairs joined, surest first."""
    parent: dict[Mention, Mention] = {}

    def find(mention: Mention) -> Mention:
        while parent.setdefault(mention, mention) != mention:
            mention = parent[mention]
        return mention

    for pair in sorted(pairs, key=lambda p: (-p.match.score, _place(p.a.mention), _place(p.b.mention))):
        one, two = find(pair.a.mention), find(pair.b.mention)
        if pair.apart == "agree" and pair.match.score >= _NEED[_likeness(pair)] and one != two:
            parent[max(one, two, key=_place)] = min(one, two, key=_place)
    return {mention: find(mention) for mention in list(parent)}


def _likeness(pair: _Paired) -> str:
    x, y = pair.a.quantity, pair.b.quantity
    if x.value is None or y.value is None:
        return "same" if pair.a.frame.days and pair.a.frame.days == pair.b.frame.days else "near"
    if x.value != y.value:
        return "near"
    return "sharp" if len(significant(x.value)) >= _SHARP else "same"


def _docs(figure: Mapping[Mention, Mention]) -> dict[Mention, set[str]]:
    found: defaultdict[Mention, set[str]] = defaultdict(set)
    for mention, first in figure.items():
        found[first].add(mention.doc)
    return found


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.doc, mention.start, mention.end
