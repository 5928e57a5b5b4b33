"""Segmentation: sentences, spans, and hostile texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numcheck.model import Article
from numcheck.segment import segment, spans


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(Article("a", text))]


def named(text: str, name: str) -> list[str]:
    return [text[s.start : s.end] for s in spans(Article("a", text)) if s.name == name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She came.", ["He left.", "She came."]),
        ("It was 3.5 km away. He left.", ["It was 3.5 km away.", "He left."]),
        ("“We left.” He wept.", ["“We left.”", "He wept."]),
        ('"We left." "Why?" she asked.', ['"We left."', '"Why?" she asked.']),
        ("J. R. Roe left. He fell.", ["J. R. Roe left.", "He fell."]),
        ("(Reporting by P. Amsel; editing by C. Deane)", ["(Reporting by P. Amsel; editing by C. Deane)"]),
        ("He left at 3 p.m. The sun set.", ["He left at 3 p.m.", "The sun set."]),
        ("Really?! Yes… No.", ["Really?!", "Yes…", "No."]),
        ("It rose.[12] It fell.", ["It rose.[12]", "It fell."]),
        ("1. The law passed. 2. It failed.", ["1. The law passed.", "2. It failed."]),
        ("He was\nin Kyiv.\r\n\r\nShe left", ["He was\nin Kyiv.", "She left"]),
        ("Key facts:\n- 50 km\n- 3,000 troops", ["Key facts:", "- 50 km", "- 3,000 troops"]),
        ("# Border\nThe troops came.", ["# Border", "The troops came."]),
        ("He left. <!-- why --> She\ncame.", ["He left.", "<!-- why -->", "She\ncame."]),
        ("Some <!-- a\nb --><!-- c --> came.", ["Some", "<!-- a\nb -->", "<!-- c -->", "came."]),
        ("Two <!-- never closed. So.", ["Two <!-- never closed.", "So."]),
        ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_segment_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(st.sampled_from('aA1 .!?"“”\n\r\u2028()[]-Mr—#\u00a0é\U0001f1fa')))
def test_segment_every_character_in_one_sentence(text: str) -> None:
    found = segment(Article("a", text))
    covered = [False] * len(text)
    for sentence in found:
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        for at in range(sentence.start, sentence.end):
            assert not covered[at]
            covered[at] = True
    assert all(covered[at] or char.isspace() for at, char in enumerate(text))
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)


@given(st.text())
def test_segment_any_text(text: str) -> None:
    for span in spans(Article("a", text)):
        assert 0 <= span.start < span.end <= len(text)


def test_segment_front_matter_and_date_are_not_the_story() -> None:
    text = "---\nid: a\n---\ndate 2024-10-30 About 3,000 troops came."
    assert [(text[s.start : s.end], s.boilerplate) for s in segment(Article("a", text))] == [
        ("---\nid: a\n---", True),
        ("date 2024-10-30", True),
        ("About 3,000 troops came.", False),
    ]
    assert named(text, "front matter") == ["---\nid: a\n---\n"]
    assert named(text, "date") == ["date 2024-10-30"]


def test_segment_boilerplate_is_marked_not_removed() -> None:
    text = "Troops came.\n\nAdvertisement:\n\nLeft. (Reporting by A. Roe)\n\nRead also: 5 questions. And 6."
    marked = [text[s.start : s.end] for s in segment(Article("a", text)) if s.boilerplate]
    assert marked == ["Advertisement:", "(Reporting by A. Roe)", "Read also: 5 questions.", "And 6."]
    assert named(text, "boilerplate") == marked


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("KYIV, Oct 24 (Halyard) - Troops came.", "KYIV, Oct 24 (Halyard) - "),
        ("BRUSSELS/KYIV — Troops came.", "BRUSSELS/KYIV — "),
        ("VARSHOLM, Denmark, Dec 13 (GWS) - Police came.", "VARSHOLM, Denmark, Dec 13 (GWS) - "),
        ("VAL TORRA (and) -- Snow fell.", "VAL TORRA (and) -- "),
    ],
)
def test_segment_dateline(text: str, line: str) -> None:
    assert named(text, "dateline") == [line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We left." Then "no".', ['"We left."', '"no"']),
        ("“One.\n\n“Two.” She left.", ["“One.", "“Two.”"]),
        ('A 6" gun and «deux» and „zwei“.', ["«deux»"]),
        ("No quotes, 5' tall.", []),
    ],
)
def test_segment_quotations(text: str, expected: list[str]) -> None:
    assert named(text, "quotation")[: len(expected) or 1] == expected


HOSTILE = [
    ".", "?", '"', "“", "”", "\n", "\r\n", " ", "(", "[", ".[1", '."', "a.", "A. ", ". ", "Mr. ", "1. ",
    "---\n", "- ", "AB ", "date: ", "x\n", "\n \n", "“.”", "…", "KYIV, ", "(a) ", "u.s.", "©", "\u2029",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_segment_hostile_text_loses_nothing(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    found = segment(Article("a", text))
    ends = [0, *(sentence.end for sentence in found)]
    starts = [*(sentence.start for sentence in found), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
