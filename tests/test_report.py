"""Writers: text that cannot drive a terminal, JSON that is the same for the same report."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import samples
from hypothesis import given
from hypothesis import strategies as st

from numcheck.interval import Interval
from numcheck.report import WRITERS
from numcheck.report.json import ends, number
from numcheck.report.text import clean, reading, show

SAID = """\
NC101 contradiction: troops in Drevna Province
  An officer says about 3,000, the ministry 10,000 for troops in Drevna Province.
  a1.txt:1:1  Halyard, 2025-03-12, according to an officer
    “About 3,000 troops came.”
    About 3,000 troops = [2950, 3050], read as [2700, 3300]
  a2.txt:1:22  Halyard, 2025-03-12
    “The ministry counted 10,000 troops.”
    10,000 troops = [9500, 10500]
  because [2950, 3050] and [9500, 10500] share no number
  The two agree in where.
  They would agree if “10,000 troops” were at most 3,300.
  id fp1:00ff, confidence 0.90

1 finding in 2 documents: 5 numbers seen, 4 parsed, 3 framed, 2 compared.
Not judged: no frame 1.
Note: undated: 1 article has no publication date.
1 problem in reading; what was not read was not checked.
To accept one: numcheck decide ID dismiss --reason REASON; all of them: numcheck baseline.
"""


def test_report_text_says_everything() -> None:
    assert WRITERS["text"](samples.REPORT) == SAID


def test_report_terminal_says_the_same_in_colour() -> None:
    stream = io.StringIO()
    show(samples.REPORT, stream)
    assert "\x1b[1;31mNC101" in stream.getvalue()
    assert re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()) == SAID


def test_report_json_has_the_documented_fields_in_order() -> None:
    document = json.loads(WRITERS["json"](samples.REPORT))
    assert list(document) == [
        "schema_version", "tool", "stamp", "corpus", "coverage", "notes", "absent", "decisions", "suppressions",
        "findings", "skipped",
    ]  # fmt: skip
    finding = document["findings"][0]
    assert list(finding) == [
        "id", "rule", "verdict", "severity", "confidence", "measure", "kind", "unit", "low", "best", "high",
        "explanation", "reasons", "read_by", "sources", "primary", "state", "decision", "suppressed", "baseline",
        "claims",
    ]  # fmt: skip
    assert list(finding["claims"][0]) == [
        "doc", "start", "end", "quote", "sentence", "value", "hard", "fair", "readings", "unit", "hedge",
        "speaker", "modality", "ref_time", "source", "published", "url", "path", "line", "column",
        "column_utf16", "column_bytes",
    ]  # fmt: skip
    assert (finding["low"], finding["best"], finding["high"]) == (3000, None, 10000)
    assert [claim["value"] for claim in finding["claims"]] == ["3000", "10000"]
    assert finding["claims"][0]["hard"] == [2950, 3050]
    assert document["coverage"]["skipped"] == {"no frame": 1}
    assert document["skipped"] == [
        {"code": "NC902", "message": "not JSON", "path": "c.jsonl", "line": 3, "severity": "error"}
    ]


def test_report_json_dates_are_readings() -> None:
    finding = replace(samples.finding("NC201"), kind="date", claims=(samples.MONDAY,), low=Decimal(739000))
    shown = json.loads(WRITERS["json"](replace(samples.REPORT, findings=(finding,))))["findings"][0]
    assert shown["low"] is None
    assert shown["claims"][0]["readings"] == [["2025-03-10", "2025-03-10"]]
    assert shown["claims"][0]["hard"] == [None, None]
    assert reading(samples.MONDAY) == "2025-03-10"


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_report_json_numbers_are_json(value: Decimal) -> None:
    text = json.dumps(number(value), allow_nan=False)
    if value.is_finite() and abs(value) < 10**6 and value == value.to_integral_value():
        assert int(text) == value


def test_report_json_open_ends() -> None:
    assert ends(Interval(None, Decimal("0.5"))) == [None, 0.5]


@given(st.text())
def test_report_text_is_harmless(text: str) -> None:
    shown = clean(text)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    shown.encode()


def test_report_hostile_article_cannot_drive_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\u202e3,000 troops\r\n::set-output::"
    claim = replace(
        samples.THREE,
        sentence=evil,
        mention=replace(samples.THREE.mention, quote="3,000 troops"),
        path=evil,
        article_source=evil,
        frame=replace(samples.THREE.frame, speaker=evil),
    )
    finding = replace(samples.finding(), measure=evil, explanation=evil, claims=(claim,))
    text = WRITERS["text"](replace(samples.REPORT, findings=(finding,)))
    assert not set(text) & {"\x1b", "\x07", "\u202e", "\r"}
    assert not any(line.startswith("::") for line in text.splitlines())


def test_report_long_sentence_is_cut_around_the_quote() -> None:
    sentence = "so " * 300 + "About 3,000 troops" + " and" * 300
    finding = replace(samples.finding(), claims=(replace(samples.THREE, sentence=sentence),))
    line = WRITERS["text"](replace(samples.REPORT, findings=(finding,))).splitlines()[3]
    assert len(line) < 350
    assert "About 3,000 troops" in line
