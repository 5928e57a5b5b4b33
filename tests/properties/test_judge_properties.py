"""What must hold of every verdict, whatever the claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from claims import DAY, claim, count
from hypothesis import given, settings
from hypothesis import strategies as st

from numcheck.finding import Finding
from numcheck.interval import Interval
from numcheck.judge import findings
from numcheck.model import Claim, Quantity

HEDGES = ("", "0.05", "0.1", "0.3")
quantities = st.builds(lambda n, width: count(n, width=width or "0"), st.integers(4, 20_000), st.sampled_from(HEDGES))
slots = st.fixed_dictionaries(
    {
        "modality": st.sampled_from(["actual", "planned", "denied"]),
        "speaker": st.sampled_from([None, "the police", "the union"]),
        "event": st.sampled_from(["deployed", "killed", None]),
        "relation": st.sampled_from([None, None, "part"]),
        "moves": st.sampled_from([None, "up", "both", "slow"]),
        "lead": st.booleans(),
    }
)


@st.composite
def corpora(draw: st.DrawFn, largest: int = 6) -> list[Claim]:
    """Claims of a few articles of one story."""
    return [
        claim(
            draw(quantities),
            draw(st.sampled_from("abc")),
            100 * i,
            DAY + timedelta(draw(st.integers(0, 9))),
            **draw(slots),
        )
        for i in range(draw(st.integers(2, largest)))
    ]


def judged(claims: Sequence[Claim]) -> list[Finding]:
    """The findings about some claims."""
    return findings(list(claims))[0]


@given(corpora(), st.randoms())
def test_judge_order_never_matters(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(claims) == judged(shuffled)


@given(quantities, slots, quantities, slots)
def test_judge_is_symmetric(p: Quantity, x: dict[str, object], q: Quantity, y: dict[str, object]) -> None:
    def verdicts(a: Quantity, b: Quantity, s: dict[str, object], t: dict[str, object]) -> list[str]:
        return [f.rule for f in judged([claim(a, "a", **s), claim(b, "b", **t)])]  # type: ignore[arg-type]

    assert verdicts(p, q, x, y) == verdicts(q, p, y, x)


@given(quantities, slots)
def test_judge_a_claim_never_contradicts_itself(quantity: Quantity, s: dict[str, object]) -> None:
    one = claim(quantity, "a", **s)  # type: ignore[arg-type]
    assert judged([one, one]) == []
    assert judged([one, claim(quantity, "b", **s)]) == []  # type: ignore[arg-type]


def _in(quantity: Quantity, factor: str, unit: str) -> Quantity:
    """A length in metres, written in another unit."""
    scale = Decimal(factor)
    return replace(
        quantity,
        kind="distance",
        unit=unit,
        hard=quantity.hard.scale(1 / scale),
        fair=quantity.fair.scale(1 / scale),
        value=None,
        base=(quantity.hard, quantity.fair),
        base_unit="meter",
    )


@given(quantities, quantities)
def test_judge_the_unit_never_changes_a_verdict(p: Quantity, q: Quantity) -> None:
    what = {"concept": "length", "family": "distance", "head": None}
    metres = judged([claim(_in(p, "1", "meter"), "a", **what), claim(_in(q, "1", "meter"), "b", **what)])
    others = judged([claim(_in(p, "1000", "kilometer"), "a", **what), claim(_in(q, "0.5", "ell"), "b", **what)])
    assert [f.rule for f in metres] == [f.rule for f in others]


@given(quantities, quantities, st.integers(0, 2000))
def test_judge_widening_a_hedge_never_makes_a_contradiction(p: Quantity, q: Quantity, by: int) -> None:
    def widened(quantity: Quantity) -> Quantity:
        def more(i: Interval) -> Interval:
            assert i.lo is not None and i.hi is not None
            return Interval(i.lo - by, i.hi + by)

        return replace(quantity, hard=more(quantity.hard), fair=more(quantity.fair))

    if not judged([claim(p, "a"), claim(q, "b")]):
        assert not judged([claim(widened(p), "a"), claim(q, "b")])


@settings(max_examples=50)
@given(corpora(), st.integers(4, 20_000))
def test_judge_an_unrelated_article_removes_nothing(claims: list[Claim], n: int) -> None:
    far = frozenset({"selwick"})
    other = claim(count(n), "z", anchors=far, story=far, places=far, theme=frozenset({"flood"}), words=frozenset())
    before, after = ({f.id for f in judged(c)} for c in (claims, [*claims, other]))
    assert before <= after
