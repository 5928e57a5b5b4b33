"""Answers of a second reader -> pairs for the judge: its groups stand in for those of the rules.

>>> regrouped([], [], "x")
([], {}, Counter())
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from numcheck.group import Pair, conflicts
from numcheck.group.context import Context
from numcheck.group.gates import CLASH, GATES
from numcheck.group.match import Match, gate
from numcheck.group.slots import SLOTS
from numcheck.group.values import apart
from numcheck.judge.certainty import certain
from numcheck.judge.figures import as_of
from numcheck.judge.second import OTHERS, Opinions, Second
from numcheck.judge.selection import reported
from numcheck.model import Claim, Mention
from numcheck.reader.answer import QUALIFIERS, Held
from numcheck.reader.kinds import fitted
from numcheck.reader.question import Question

__all__ = ["regrouped"]

_SURE = 2.2  # log-odds (0.9) of a pair that a second reader takes for one measure: a reader is right that often
_ROUNDED = Decimal("0.05")
Place = tuple[str, int, int]


def regrouped(
    claims: Sequence[Claim], answers: Iterable[tuple[Question, Held]], reader: str
) -> tuple[list[Pair], Opinions, Counter[str]]:
    """The pairs of a story that conflict, by the groups of a second reader where it gave any.

    Args:
        claims: the claims of the story.
        answers: each question with what of its answer holds.
        reader: who answered.

    Returns:
        Pairs of one measure, and those that only the rules take for that; the opinions on both; and counts, as
        `numcheck.group.conflicts` gives them.
    """
    ordered = sorted(claims, key=lambda claim: _place(claim.mention))
    answers = list(answers)
    group_of, words = _told(answers)
    minds = frozenset(QUALIFIERS if words else ())
    found = conflicts(ordered)
    counts = found.counts
    by_rules = {(pair.a.mention, pair.b.mention): pair for pair in reported(map(certain, found.pairs), found)}
    kept: list[Pair] = []
    opinions: dict[tuple[Mention, Mention], Second] = {}
    for key, pair in by_rules.items():
        one, two = (group_of.get(mention) for mention in key)
        if one == two is not None and one != 0:
            continue
        kept.append(pair)
        if one is not None and two is not None:
            opinions[key] = Second(reader, None)
    context = Context(ordered)
    for pair in _grouped(ordered, group_of, words, context):
        key = (pair.a.mention, pair.b.mention)
        known = by_rules.get(key)
        group = group_of[key[0]]
        other_day = as_of(pair.a) != as_of(pair.b)
        own = words.get(key[0]), words.get(key[1])
        second = Second(reader, group, own, _why_not(pair, known), minds, other_day)
        if not second.lets_go:
            kept.append(known if known is not None and known.match.score > _SURE else pair)
            opinions[key] = second
    counts["compared"] = len(found.compared | {claim.mention for pair in kept for claim in (pair.a, pair.b)})
    unlike = {(pair.a.mention, pair.b.mention) for pair in found.pairs} - by_rules.keys()
    counts["skipped:too little in common"] = len(unlike - opinions.keys())
    kept.sort(key=lambda pair: (_place(pair.a.mention), _place(pair.b.mention)))
    return kept, opinions, +counts


def _told(answers: Iterable[tuple[Question, Held]]) -> tuple[dict[Mention, int], dict[Mention, str]]:
    """The group of each claim that something holds of, 0 for none, counted over all answers; and qualifiers."""
    group_of: dict[Mention, int] = {}
    words: dict[Mention, str] = {}
    number = 0
    for question, held in answers:
        for id_, claim in enumerate(question.claims, 1):
            if id_ not in held.silent:
                group_of[claim.mention] = 0
        for group in held.groups:
            number += 1
            group_of |= {question.claims[id_ - 1].mention: number for id_ in group}
        words |= {question.claims[id_ - 1].mention: word for id_, word in held.qualifiers}
    return group_of, words


def _grouped(
    claims: Sequence[Claim], group_of: dict[Mention, int], words: dict[Mention, str], context: Context
) -> Iterable[Pair]:
    """The conflicting pairs of each group; of two estimates, those whose numbers differ, however hedged."""
    groups: dict[int, list[Claim]] = {}
    for claim in claims:
        if group_of.get(claim.mention):
            groups.setdefault(group_of[claim.mention], []).append(claim)
    for group in groups.values():
        for a, b in combinations(fitted(group), 2):
            if GATES["currency"](a, b) == CLASH:
                continue
            distance = apart(a, b)
            if distance == "agree" and OTHERS in (words.get(a.mention), words.get(b.mention)) and _differ(a, b):
                distance = "fair"
            if distance != "agree":
                yield Pair(a, b, _match(a, b, context), distance)


def _differ(a: Claim, b: Claim) -> bool:
    """Whether two numbers, as written, are further apart than one would round them."""
    x, y = a.quantity, b.quantity
    if x.value is None or y.value is None or x.base_unit != y.base_unit or (x.base_unit and x.unit != y.unit):
        return False
    return abs(x.value - y.value) > _ROUNDED * max(abs(x.value), abs(y.value))


def _match(a: Claim, b: Claim, context: Context) -> Match:
    """All slots side by side, shut gates among them."""
    levels = [(name, slot(a, b)) for name, slot in GATES.items()]
    levels += [(name, slot(a, b, context)) for name, slot in SLOTS.items()]
    return Match(tuple(levels), _SURE)


def _why_not(pair: Pair, known: Pair | None) -> str | None:
    """Why the rules alone would not compare the two."""
    shut = gate(pair.a, pair.b)
    if shut is not None:
        return f"{shut} differs"
    return None if known is not None else "too little in common"


def _place(mention: Mention) -> Place:
    return mention.doc, mention.start, mention.end
