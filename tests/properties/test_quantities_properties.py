"""Hypothesis: what must hold for any number, unit or text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from numcheck.extract import extract
from numcheck.extract.hedges import Hedge, intervals
from numcheck.interval import Interval
from numcheck.model import Article, Quantity
from numcheck.segment import segment

PIECES = st.sampled_from(
    ["3,000", "£5", " million", " per cent", "between ", " and ", "12-", "$", "(", "5 km", "½", "1/2", "one ", "\n\n",
     "dozens of ", "é", "\u00a0", "\u202f", "😀", "from ", " to ", "aged ", "Monday ", "about ", " homes", ".", ",",
     "minus ", "1e5", "°C", "two-", "'s ", "us12", "R", "kg/", "an ", "old", ":30"]
)  # fmt: skip
ENDS = st.decimals(-(10**9), 10**9, places=2)


def read(text: str) -> list[Quantity]:
    """The quantities of a text."""
    article = Article("a", text)
    return [q for _, q in extract(article, segment(article))[0]]


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_extract_quotes_are_slices_in_order(text: str) -> None:
    article = Article("a", text)
    mentions, coverage = extract(article, segment(article))
    starts = [m.start for m, _ in mentions]
    assert all(text[m.start : m.end] == m.quote for m, _ in mentions)
    assert starts == sorted(starts)
    assert coverage["parsed"] <= coverage["numbers"]


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_extract_digits_and_words_read_alike(number: int) -> None:
    (spelled,) = read(f"{num2words(number).replace(',', '')} boats" if number != 1 else "one boats")
    (digits,) = read(f"{number:,} boats")
    assert spelled.written == digits.written == (number, number)


@given(st.decimals(1, 10**6, places=1), st.sampled_from(["meter", "foot", "kilogram", "hour", "mile per hour"]))
@settings(deadline=None)
def test_extract_written_value_lies_in_its_own_intervals(number: Decimal, unit: str) -> None:
    (quantity,) = read(f"{number} {unit}s" if " " not in unit else f"{number} miles per hour")
    assert quantity.hard.holds(Interval.point(number))
    assert quantity.base is not None and quantity.base[0].overlaps(quantity.base[1])


@given(
    st.decimals(1, 10**6, places=1),
    st.sampled_from([("km", "meter", "1000"), ("kg", "gram", "1000"), ("hours", "minute", "60")]),
)
@settings(deadline=None)
def test_extract_units_convert_to_one_base(number: Decimal, units: tuple[str, str, str]) -> None:
    large, small, ratio = units
    (a,) = read(f"{number} {large}")
    (b,) = read(f"{number * Decimal(ratio):f} {small}s")
    assert a.base_unit == b.base_unit
    assert a.base is not None and b.base is not None and a.base[0].overlaps(b.base[0])


@given(ENDS, ENDS, st.sampled_from(["around", "above", "at_least", "below", "at_most", "nearly"]), st.booleans())
def test_intervals_a_hedge_only_widens(low: Decimal, high: Decimal, bound: str, signed: bool) -> None:
    low, high = sorted((low, high))
    step = (Decimal(0), Decimal(0))
    hedge = Hedge(0, 1, "x", bound, Decimal("0.10"))
    hard, fair = intervals(low, high, step, hedge, signed)
    assert hard.overlaps(fair)
    if bound == "around":
        assert hard.holds(intervals(low, high, step, None, signed)[0])
