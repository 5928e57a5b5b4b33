"""Places: one converter for lines and columns in code points, UTF-16 units and bytes."""

from __future__ import annotations

import samples
from hypothesis import given
from hypothesis import strategies as st

from numcheck.model import Article
from numcheck.pipeline import extract_batch
from numcheck.place import spots
from numcheck.report.place import end

TEXT = st.text(alphabet=st.sampled_from("ab\n\r é\U0001f1eb\U0001f1f7\u0301\x00\ud800"), max_size=60)


@given(TEXT, st.data())
def test_place_agrees_with_a_count_by_hand(text: str, data: st.DataObject) -> None:
    offsets = data.draw(st.lists(st.integers(0, len(text)), max_size=5))
    for offset, spot in zip(offsets, spots(text, offsets), strict=True):
        if text[offset - 1 : offset + 1] == "\r\n" and offset:
            continue  # no place that a claim can begin at
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert spot.line == len(lines) - 1
        assert spot.column == len(lines[-1]) + 1
        assert spot.utf16 == len(lines[-1].encode("utf-16-le", "surrogatepass")) // 2 + 1
        assert spot.utf8 == len(lines[-1].encode("utf-8", "surrogatepass")) + 1


def test_place_after_a_flag_in_three_units() -> None:
    """A flag is two code points, four UTF-16 units, eight bytes."""
    article = Article("a", "\U0001f1eb\U0001f1f7 He walked some 50 km.", path="a.txt")
    claim = next(c for c in extract_batch([article])[0] if c.mention.quote == "some 50 km")
    assert (claim.column, claim.utf16, claim.utf8) == (14, 16, 20)
    assert end(claim) == (1, 24)
    assert end(claim, "bytes") == (1, 30)


def test_place_of_a_record_is_the_record() -> None:
    article = Article("a", "First.\nHe walked some 50 km.", path="a.jsonl", line=7, record=True)
    claim = extract_batch([article])[0][0]
    assert (claim.line, claim.record) == (7, True)
    assert extract_batch([samples.article("First.\nHe walked some 50 km.")])[0][0].line == 2


def test_place_counts_earlier_claims_of_the_same_quote_and_keeps_context() -> None:
    claims = extract_batch([Article("a", "He walked 50 km. Later she ran 50 km. They slept.", path="a.txt")])[0]
    assert [(c.mention.quote, c.nth) for c in claims] == [("50 km", 0), ("50 km", 1)]
    assert claims[1].prefix.endswith("she ran ")
    assert claims[1].suffix == ". They slept."
