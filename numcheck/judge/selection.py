"""Which conflicts are told: those whose verdict is sure enough, with all that say the same of the same two figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from numcheck.group import THRESHOLD, Conflicts, Pair
from numcheck.judge.verdict import by_rules
from numcheck.model import TIMES, Claim, Mention

__all__ = ["LEAST", "reported", "told_again"]

LEAST = {"contradiction": 0.45, "tension": 0.5, "update": THRESHOLD}
"""The confidence from which a verdict is told; a tension, which may be none, has to be surer."""
_TWO_TIMES = frozenset(("other_period", "other_day"))
_TOLD_WITH = 0.2  # confidence from which a pair is told along with another of the same two figures


def reported(pairs: Iterable[Pair], found: Conflicts, least: Mapping[str, float] = LEAST) -> list[Pair]:
    """The pairs that are sure enough, and with them those of the same two figures.

    Dates of two sentences are not told where they only say for when each gives a figure: "sold 300 in March", "sold 500
    in April".

    Args:
        pairs: pairs that differ, with how sure their verdicts are.
        found: what they are of.
        least: the confidence from which each verdict is told.

    >>> from numcheck.group import conflicts
    >>> reported([], conflicts([]))
    []
    """
    possible = [pair for pair in pairs if pair.confidence >= _TOLD_WITH and not _of_two_events(pair)]
    ruled = [(pair, by_rules(pair), found.between(pair)) for pair in possible]
    told = {figures for pair, rules, figures in ruled if pair.confidence >= least[rules.verdict]}
    kept = [(pair, rules) for pair, rules, figures in ruled if figures in told]
    of_two_times = {_sentences(pair) for pair, rules in kept if rules.names & _TWO_TIMES}
    return [pair for pair, _ in kept if pair.a.quantity.kind not in TIMES or _sentences(pair) not in of_two_times]


def _of_two_events(pair: Pair) -> bool:
    """Whether two dates are of events that share a name at most: the bridge in Halden fell, troops came to Halden."""
    x, y = pair.a.frame, pair.b.frame
    if pair.a.quantity.kind not in TIMES or x.event is None or y.event is None or x.event == y.event:
        return False
    return len(x.anchors & y.anchors) < 2 and all(word[0] == "@" for word in x.own & y.own)


def _sentences(pair: Pair) -> frozenset[tuple[str, str]]:
    return frozenset((claim.mention.doc, claim.sentence) for claim in (pair.a, pair.b))


def told_again(pairs: Sequence[Pair], again: Sequence[tuple[Claim, Claim]]) -> Iterator[Pair]:
    """Each claim that says again what another one says, in the surest of its pairs.

    Args:
        pairs: pairs that conflict.
        again: claims, each with the one that it repeats.
    """
    surest: dict[Mention, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.match.score):
        surest.setdefault(pair.a.mention, pair)
        surest.setdefault(pair.b.mention, pair)
    for claim, first in again:
        own = surest.get(first.mention)
        if own is not None:
            yield replace(own, a=claim) if own.a.mention == first.mention else replace(own, b=claim)
