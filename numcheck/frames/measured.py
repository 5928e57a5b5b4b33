"""Claims -> measures: which claims of a corpus are of one measure, with the pairs that say so.

>>> measured({})
([], {})
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from numcheck.finding import Finding
from numcheck.frames.rows import claim_id
from numcheck.group import THRESHOLD, Pair, candidates
from numcheck.group.match import gate
from numcheck.group.stories import parts, profile
from numcheck.model import Claim, Mention

__all__ = ["measured"]

_COMPARED = ("NC1", "NC2")  # the rules that hold claims against each other
_LINKED = 20  # claims of a measure that another one is held against


def measured(
    claims: Mapping[str, Sequence[Claim]], findings: Iterable[Finding] = ()
) -> tuple[list[Pair], dict[Mention, str]]:
    """The pairs of one measure, whether they agree or not, and the measure of every claim that may be compared.

    Args:
        claims: of each article, by its id.
        findings: on these claims; those of one that compares claims are of one measure by its word.

    Returns:
        Pairs in a fixed order, and an id for each claim: the same for all that are of one measure.
    """
    found: list[Pair] = []
    for part in parts({doc: profile(own) for doc, own in claims.items() if own}):
        block = [claim for doc in part for claim in claims[doc]]
        found += [pair for pair in candidates(block)[0] if pair.confidence >= THRESHOLD]
    alone = [claim for doc in sorted(claims) for claim in claims[doc] if claim.frame.skip is None]
    told = [finding.claims for finding in findings if finding.rule.startswith(_COMPARED)]
    return found, _measures(found, alone, told)


def _measures(pairs: Iterable[Pair], alone: Iterable[Claim], told: Iterable[Sequence[Claim]]) -> dict[Mention, str]:
    """Pairs joined, surest first, where no claim of one side shuts out a claim of the other."""
    group: dict[Mention, list[Claim]] = {claim.mention: [claim] for claim in alone}
    for pair in sorted(pairs, key=lambda pair: (-pair.confidence, _place(pair.a), _place(pair.b))):
        one, two = (group.setdefault(claim.mention, [claim]) for claim in (pair.a, pair.b))
        if one is two or any(gate(x, y) for x in one[:_LINKED] for y in two[:_LINKED]):
            continue
        _join(group, one, two)
    for claims in told:
        for claim in claims[1:]:
            _join(group, *(group.setdefault(each.mention, [each]) for each in (claims[0], claim)))
    return {claim.mention: name for own in _each(group.values()) for name in [_id(own)] for claim in own}


def _join(group: dict[Mention, list[Claim]], one: list[Claim], two: list[Claim]) -> None:
    """Make two groups one; nothing where they are."""
    if one is not two:
        small, large = sorted((one, two), key=len)
        large += small
        large.sort(key=_place)
        group.update((claim.mention, large) for claim in small)


def _each(groups: Iterable[list[Claim]]) -> list[list[Claim]]:
    return list({id(own): own for own in groups}.values())


def _id(claims: Iterable[Claim]) -> str:
    names = "\n".join(sorted(claim_id(claim.mention) for claim in claims))
    return "m1:" + hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _place(claim: Claim) -> tuple[str, int, int]:
    return claim.mention.doc, claim.mention.start, claim.mention.end
