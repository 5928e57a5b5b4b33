"""What a check has to show for itself: the rule, the places in the text and the sum -> a Finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from numcheck.checks.scene import Item, Scene
from numcheck.finding import Finding, Reason
from numcheck.fingerprint import fingerprint
from numcheck.interval import Interval
from numcheck.judge.explain import explain
from numcheck.model import Claim, Frame, Mention, Quantity
from numcheck.place import placed
from numcheck.rules import RULES

__all__ = ["Proof", "finding"]

_SURE = 0.95  # a sum leaves no doubt; whether the text means that sum may


@dataclass(frozen=True, slots=True)
class Proof:
    """One error of an article.

    Args:
        rule: its code.
        items: what cannot stand together, the figure to change first.
        says: the sum and what the text says instead, one sentence.
        allowing: what rounding and hedges would allow, None where they allow nothing else.
        measure: what was recomputed, in a word or two.
    """

    rule: str
    items: tuple[Item, ...]
    says: str
    measure: str
    allowing: str | None = None


def finding(scene: Scene, proof: Proof) -> Finding:
    """The finding of a proof, its claims in the order of the text."""
    items = sorted({(item.start, item.end): item for item in proof.items}.values(), key=lambda item: item.start)
    claims = tuple(_claim(scene, item) for item in items)
    rule = RULES[proof.rule]
    reasons = [Reason("headline", proof.says)]
    if proof.allowing is not None:
        reasons.append(Reason("rounding", f"allowing for rounding {proof.allowing}", (("allowed", proof.allowing),)))
    primary = next(n for n, item in enumerate(items) if item.start == proof.items[0].start)
    values = [item.value for item in items if item.value is not None]
    made = Finding(
        id="",
        rule=proof.rule,
        verdict="contradiction" if rule.severity == "error" else "tension",
        severity=rule.severity,
        confidence=_SURE,
        measure=proof.measure,
        kind=claims[primary].quantity.kind,
        unit=None,
        low=min(values, default=None),
        best=None,
        high=max(values, default=None),
        claims=claims,
        reasons=tuple(reasons),
        explanation=explain(reasons),
        sources=1,
        primary=primary,
    )
    return replace(made, id=fingerprint(made))


def _claim(scene: Scene, item: Item) -> Claim:
    """The claim of an item; one made for it where the number was read as no quantity, or as one end of a range."""
    if item.claim is not None:
        return item.claim
    article = scene.article
    value = item.value if item.value is not None else Decimal(0)
    point = Interval.point(value)
    quantity = Quantity("number", point, point, item.value)
    line = next((line for line in scene.lines if line.start <= item.start < line.end), None)
    sentence = article.text[line.start : line.end] if line else ""
    bare = Claim(
        Mention.cut(article, item.start, item.end),
        quantity,
        Frame(skip="bare number"),
        sentence,
        1,
        1,
        article.source,
        article.published,
        article.url,
        article.path,
    )
    before = article.text.count(bare.mention.quote, 0, item.start)
    return replace(placed(article, [bare])[0], nth=before)
