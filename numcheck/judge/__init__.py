"""Claims -> findings: which claims about one measure differ, why they may, and what that makes of them.

>>> findings([])
([], Counter())
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from numcheck.finding import Finding, Reason, Severity, Verdict
from numcheck.group import Pair, conflicts
from numcheck.group.match import gate
from numcheck.judge.certainty import certain
from numcheck.judge.change import smallest_change
from numcheck.judge.compare import normalised, value_reason
from numcheck.judge.corpus import Corpus
from numcheck.judge.explain import explain, slot_reasons
from numcheck.judge.figures import measure_name
from numcheck.judge.headline import headline
from numcheck.judge.second import Opinions, Second, said, second_of
from numcheck.judge.selection import reported, told_again
from numcheck.judge.verdict import PLAN, by_rules
from numcheck.model import TIMES, Claim, Mention
from numcheck.rules import RULES

__all__ = ["findings", "judged"]

_LINKED = 20  # claims of a group that a newcomer is held against
_SURE = 0.7  # confidence from which a contradiction is an error: of those, four in five are right
_RULES: dict[tuple[bool, Verdict], str] = {
    (False, "contradiction"): "NC101",
    (False, "tension"): "NC102",
    (False, "update"): "NC109",
    (True, "contradiction"): "NC201",
    (True, "tension"): "NC202",
    (True, "update"): "NC109",
}
_FALLS, _MISQUOTED, _RULES_ALONE = "NC103", "NC104", "NC108"
_ALONE = (_MISQUOTED, _RULES_ALONE, "NC109")  # rules whose findings hold no pair of another rule
_EXPLAINS = {"parties", PLAN}  # why a figure is lower, better than that it fell


@dataclass(frozen=True, slots=True)
class _Judged:
    pair: Pair
    rule: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    source: Claim | None = None  # the claim of the source that the other misquotes
    second: Second | None = None


def findings(claims: list[Claim]) -> tuple[list[Finding], Counter[str]]:
    """What disagrees among some claims.

    Args:
        claims: claims of one or many articles, in any order.

    Returns:
        Findings, one a measure and rule, in a fixed order; and counts: "compared", "skipped:<reason>".

    >>> from numcheck.model import Article
    >>> from numcheck.pipeline import extract_batch
    >>> texts = {"a": "Some 3,000 troops were sent to Halden.", "b": "About 10,000 soldiers were sent to Halden."}
    >>> found, _ = findings(extract_batch(Article(doc, text) for doc, text in texts.items())[0])
    >>> [finding.rule for finding in found]
    ['NC101']
    """
    found = conflicts(claims)
    told = reported(map(certain, found.pairs), found)
    left = Counter({"skipped:too little in common": len(found.pairs) - len(told)})
    return judged([*told, *told_again(told, found.again)], claims), found.counts + left


def judged(pairs: Iterable[Pair], claims: Iterable[Claim] = (), opinions: Opinions | None = None) -> list[Finding]:
    """What pairs of one measure that differ come to.

    Args:
        pairs: the pairs, in any order.
        claims: all claims of the corpus, for what its other articles say of a source.
        opinions: what a second reader says of some of the pairs.

    Returns:
        Findings, one a measure and rule, in a fixed order.

    >>> judged([])
    []
    """
    corpus = Corpus(claims)
    items = [_judge(pair, corpus, second_of(pair, opinions or {})) for pair in pairs]
    kinds: defaultdict[tuple[str, int], list[_Judged]] = defaultdict(list)
    for item in items:
        kinds[item.rule if item.rule in _ALONE else "", (item.second and item.second.group) or 0].append(item)
    found = [_finding(group) for _, own in sorted(kinds.items()) for group in _groups(own)]
    return sorted(found, key=lambda finding: (finding.rule, finding.id))


def _judge(pair: Pair, corpus: Corpus, second: Second | None) -> _Judged:
    """The verdict on a pair; a second reader that takes the two for one measure may say why they differ."""
    if second is None:
        return _by_rules(pair, corpus)
    if second.group is None:
        alone = _by_rules(pair, corpus)
        return replace(alone, rule=_RULES_ALONE, reasons=(*alone.reasons, *said(pair, second)), second=second)
    own = _by_rules(pair, corpus, second)
    return replace(own, reasons=(*own.reasons, *said(pair, second)), second=second)


def _by_rules(pair: Pair, corpus: Corpus, second: Second | None = None) -> _Judged:
    """The verdict of the rules, and which of them it is."""
    found = by_rules(pair, second)
    reasons = (value_reason(pair), *found.reasons)
    is_date = pair.a.quantity.kind in TIMES
    if pair.apart == "hard" and not is_date and "update" not in found.effects and PLAN not in found.names:
        misquoted = corpus.misquoted(pair)
        if misquoted is not None:
            reason, source = misquoted
            return _Judged(pair, _MISQUOTED, "contradiction", (reasons[0], reason), source)
    fell = found.verdict == "tension" and "falls" in found.names and not found.names & _EXPLAINS
    return _Judged(pair, _FALLS if fell else _RULES[is_date, found.verdict], found.verdict, reasons)


def _groups(items: Iterable[_Judged]) -> list[list[_Judged]]:
    """Pairs linked by a claim, surest first; groups join where no claim of one shuts out a claim of the other.

    What a second reader takes for one measure is one by its word, so that no gate is asked.
    """
    groups: list[list[_Judged]] = []
    members: list[dict[Mention, Claim]] = []
    group_of: dict[Mention, int] = {}
    for item in sorted(items, key=lambda item: (-item.pair.confidence, *map(_place, _mentions(item)))):
        here = [_group_of(claim, group_of, groups, members) for claim in (item.pair.a, item.pair.b)]
        small, large = sorted(here, key=lambda number: (len(members[number]), number))
        if small == large:
            groups[large].append(item)
        elif not (item.second and item.second.group) and _shut(members[small], members[large]):
            groups.append([item])
            members.append({})
        else:
            groups[large] += [*groups[small], item]
            members[large] |= members[small]
            group_of.update(dict.fromkeys(members[small], large))
            groups[small] = []
    return [group for group in groups if group]


def _group_of(
    claim: Claim, group_of: dict[Mention, int], groups: list[list[_Judged]], members: list[dict[Mention, Claim]]
) -> int:
    if claim.mention not in group_of:
        group_of[claim.mention] = len(groups)
        groups.append([])
        members.append({claim.mention: claim})
    return group_of[claim.mention]


def _shut(one: dict[Mention, Claim], two: dict[Mention, Claim]) -> bool:
    """Whether some claim of one group measures something else than some claim of the other."""
    sides = [sorted(side.values(), key=lambda claim: _place(claim.mention))[:_LINKED] for side in (one, two)]
    return any(gate(x, y) for x in sides[0] for y in sides[1])


def _mentions(item: _Judged) -> tuple[Mention, Mention]:
    return item.pair.a.mention, item.pair.b.mention


def _claims(group: Iterable[_Judged]) -> list[Claim]:
    """The claims of a group, each once, by value and place."""
    found = {claim.mention: claim for item in group for claim in (item.pair.a, item.pair.b)}
    return sorted(found.values(), key=lambda claim: (_value(claim), _place(claim.mention)))


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.doc, mention.start, mention.end


def _finding(group: list[_Judged]) -> Finding:
    best = min(group, key=lambda item: (item.verdict != "contradiction", item.rule != _FALLS, -item.pair.confidence))
    claims = tuple(_claims(group))
    reasons = (
        headline(claims, best.reasons),
        *best.reasons,
        *_more(group, best),
        *slot_reasons(best.pair),
        *filter(None, [smallest_change(claims, best.source) if best.verdict != "update" else None]),
    )
    confidence = max(item.pair.confidence for item in group if item.verdict == best.verdict)
    unit, low, high = _range(claims)
    return Finding(
        id=_fingerprint(best.rule, claims),
        rule=best.rule,
        verdict=best.verdict,
        severity=_severity(best.rule, confidence),
        confidence=confidence,
        measure=measure_name(claims),
        kind=claims[0].quantity.kind,
        unit=unit,
        low=low,
        best=_best(claims),
        high=high,
        claims=claims,
        reasons=reasons,
        explanation=explain(reasons),
        read_by=_read_by(group),
    )


def _read_by(group: Iterable[_Judged]) -> str:
    """Who took the claims for one measure."""
    seconds = [item.second for item in group]
    names = {second.reader for second in seconds if second is not None and second.group is not None}
    alone = any(second is None or second.group is None or second.rules is None for second in seconds)
    return " + ".join((["rules"] if alone else []) + [f"reader {name}" for name in sorted(names)])


def _severity(rule: str, confidence: float) -> Severity:
    """How bad a finding of a rule is, given how sure it is."""
    severity = RULES[rule].severity
    return "warning" if severity == "error" and confidence < _SURE else severity


def _more(group: Iterable[_Judged], best: _Judged) -> list[Reason]:
    """Excuses of the other pairs, each once."""
    shown = {reason.name for reason in best.reasons} | {"hard_disjoint", "fair_disjoint"}
    found: dict[str, Reason] = {}
    for item in group:
        for reason in item.reasons:
            if reason.name not in shown:
                found.setdefault(reason.name, reason)
    return [found[name] for name in sorted(found)]


def _value(claim: Claim) -> tuple[Decimal, Decimal]:
    low, high = claim.quantity.hard.lo, claim.quantity.hard.hi
    first = claim.quantity.value if claim.quantity.value is not None else low if low is not None else high
    return (first or Decimal(0), high if high is not None else Decimal("Infinity"))


def _range(claims: Sequence[Claim]) -> tuple[str | None, Decimal | None, Decimal | None]:
    """Unit, lowest and highest figure: as written, or in the base unit where the claims are in several units."""
    units = {claim.quantity.unit for claim in claims}
    bases = [claim.quantity.base for claim in claims if claim.quantity.base is not None]
    if len(units) > 1 and len(bases) == len(claims):
        ends = [end for _, fair in bases for end in (fair.lo, fair.hi) if end is not None]
        return claims[0].quantity.base_unit, min(ends, default=None), max(ends, default=None)
    values = [value for claim in claims if (value := claim.quantity.value) is not None]
    return units.pop() if len(units) == 1 else None, min(values, default=None), max(values, default=None)


def _best(claims: Sequence[Claim]) -> Decimal | None:
    """The value that most sources give, None when no value leads or the claims are in several units."""
    if len({claim.quantity.base_unit and claim.quantity.unit for claim in claims}) > 1:
        return None
    sources: defaultdict[Decimal, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.quantity.value is not None:
            sources[claim.quantity.value].add(claim.article_source or claim.mention.doc)
    ranked = sorted(((len(who), value) for value, who in sources.items()), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _fingerprint(rule: str, claims: Sequence[Claim]) -> str:
    parts = sorted("\0".join((c.mention.doc, c.mention.quote, normalised(c))) for c in claims)
    return "fp1:" + hashlib.sha256("\n".join((rule, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
