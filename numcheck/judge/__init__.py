"""Claims -> findings: which claims about one measure differ, why they may, and what that makes of them.

>>> findings([])
([], Counter())
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from numcheck.group import Pair, measures
from numcheck.judge.compare import normalised, value_reason
from numcheck.judge.excuses import excuses
from numcheck.judge.explain import explain, measure_name, slot_reason, voices
from numcheck.model import Claim, Finding, Mention, Reason, Severity, Verdict

__all__ = ["findings"]

_RULES: dict[tuple[bool, Verdict], tuple[str, Severity]] = {
    (False, "contradiction"): ("NC101", "error"),
    (False, "tension"): ("NC102", "warning"),
    (False, "update"): ("NC109", "note"),
    (True, "contradiction"): ("NC201", "error"),
    (True, "tension"): ("NC202", "warning"),
}


@dataclass(frozen=True, slots=True)
class _Judged:
    pair: Pair
    verdict: Verdict
    reasons: tuple[Reason, ...]


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
    pairs, counts = measures(claims)
    judged = [_judge(pair) for pair in pairs]
    found = [
        _finding(group)
        for updates in (False, True)
        for group in _groups([item for item in judged if (item.verdict == "update") == updates])
    ]
    return sorted(found, key=lambda finding: (finding.rule, finding.id)), counts


def _judge(pair: Pair) -> _Judged:
    found = excuses(pair)
    effects = {effect for _, effect in found}
    verdict: Verdict = "contradiction" if pair.apart == "hard" else "tension"
    if "update" in effects and "plan_against_actual" not in {reason.name for reason, _ in found}:
        verdict = "update"
    elif effects:
        verdict = "tension"
    return _Judged(pair, verdict, (value_reason(pair), *(reason for reason, _ in found)))


def _groups(judged: Sequence[_Judged]) -> list[list[_Judged]]:
    """Pairs that are linked by a claim; in the order of their first claims."""
    parent: dict[Mention, Mention] = {}

    def root(mention: Mention) -> Mention:
        parent.setdefault(mention, mention)
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    for item in judged:
        a, b = root(item.pair.a.mention), root(item.pair.b.mention)
        parent[max(a, b, key=_place)] = min(a, b, key=_place)
    groups: defaultdict[Mention, list[_Judged]] = defaultdict(list)
    for item in judged:
        groups[root(item.pair.a.mention)].append(item)
    return [groups[mention] for mention in sorted(groups, key=_place)]


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.doc, mention.start, mention.end


def _finding(group: list[_Judged]) -> Finding:
    best = min(group, key=lambda item: (item.verdict != "contradiction", -item.pair.confidence))
    by_mention = {claim.mention: claim for item in group for claim in (item.pair.a, item.pair.b)}
    claims = tuple(sorted(by_mention.values(), key=lambda claim: (_value(claim), _place(claim.mention))))
    is_date = bool(claims[0].quantity.readings)
    rule, severity = _RULES[is_date, best.verdict]
    measure = measure_name(claims)
    reasons = (
        Reason("measure", f"these are about one measure: {measure}"),
        voices(claims),
        *best.reasons,
        *_more(group, best),
        slot_reason(best.pair),
    )
    values = [value for claim in claims if (value := claim.quantity.value) is not None]
    return Finding(
        id=_fingerprint(rule, claims),
        rule=rule,
        verdict=best.verdict,
        severity=severity,
        confidence=max(item.pair.confidence for item in group if item.verdict == best.verdict),
        measure=measure,
        kind=claims[0].quantity.kind,
        unit=claims[0].quantity.unit if len({claim.quantity.unit for claim in claims}) == 1 else None,
        low=min(values, default=None),
        best=_best(claims),
        high=max(values, default=None),
        claims=claims,
        reasons=reasons,
        explanation=explain(reasons),
    )


def _more(group: Iterable[_Judged], best: _Judged) -> list[Reason]:
    """Excuses of the other pairs, each once."""
    shown = {reason.name for reason in best.reasons} | {"hard_disjoint", "fair_disjoint"}
    found = {}
    for item in group:
        for reason in item.reasons:
            if reason.name not in shown:
                found.setdefault(reason.name, reason)
    return [found[name] for name in sorted(found)]


def _value(claim: Claim) -> tuple[Decimal, Decimal]:
    low, high = claim.quantity.hard.lo, claim.quantity.hard.hi
    first = claim.quantity.value if claim.quantity.value is not None else low if low is not None else high
    return (first or Decimal(0), high if high is not None else Decimal("Infinity"))


def _best(claims: Sequence[Claim]) -> Decimal | None:
    """The value that most sources give, None when no value leads."""
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
