"""Which claims are worth asking a second reader about: those with a partner that conflicts and may be of one measure.

>>> worth_asking([])
[]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, product

from numcheck.group.context import Context
from numcheck.group.gates import CLASH, GATES
from numcheck.group.match import kind_of, table
from numcheck.group.slots import SLOTS
from numcheck.group.stories import linked
from numcheck.group.values import apart
from numcheck.model import Claim, Mention
from numcheck.reader.kinds import fitted, kind, one_kind

__all__ = ["worth_asking"]

_LEAST = {"date": -5.2, "count": -4.1, "measure": -3.6, "age": -3.6}
# log-odds of one measure below which a pair is not worth a reader's time: the words around a date tell least of it
_SHUT = {"noun": 1.0, "sentence": 6.0, "change": 2.0, "relation": 1.0, "narrow": 1.0, "modality": 1.0, "currency": 3.0}
# what a shut gate takes from the log-odds here, where it does not rule a pair out


def worth_asking(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a story that a second reader is asked about.

    Args:
        claims: the claims of the story, those of an article together.

    Returns:
        Claims in the same order; none where no two figures of a kind conflict.
    """
    context = Context(claims)
    told: set[Mention] = set()
    for pair in _together(claims):
        a, b = sorted(pair, key=_said)  # whatever the articles are called
        both = a.mention in told and b.mention in told
        if both or not one_kind((a, b)) or apart(*fitted((a, b))) == "agree":
            continue
        if _score(a, b, context) >= _LEAST[kind_of(a)]:
            told |= {a.mention, b.mention}
    return [claim for claim in claims if claim.mention in told]


def _said(claim: Claim) -> tuple[str, int, str]:
    return claim.sentence, claim.mention.start, claim.article_source or ""


def _together(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each pair of claims of one article or of two of one story, those that are never compared left out."""
    own = {
        doc: [claim for claim in group if kind(claim) is not None]
        for doc, group in groupby(claims, key=lambda claim: claim.mention.doc)
    }
    for group in own.values():
        yield from combinations(group, 2)
    for one, two, _ in linked(claims):
        yield from product(own[one], own[two])


def _score(a: Claim, b: Claim, context: Context) -> float:
    """The log-odds of one measure with no gate shut, less something for each that the rules would shut."""
    levels = [(name, gate(a, b)) for name, gate in GATES.items()]
    shut = sum(_SHUT.get(name, 0.0) for name, level in levels if level == CLASH)
    levels += [("bias", "is"), *((name, slot(a, b, context)) for name, slot in SLOTS.items())]
    tables = (table(a, agree=False), table(b, agree=False))  # a bare number may be of the kind of the other
    return max(sum(weight.get(level, 0.0) for level in levels) for weight in tables) - shut
