"""Every format: its golden file (tests/formats), its schema or parser, the limits of its host, and hostile text."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml

from numcheck.finding import Finding, Problem, Report, Rule
from numcheck.report import FORMATS, LEFT_OUT, WRITERS, pieces, sarif, text
from numcheck.report import csv as csv_report
from numcheck.report.levels import LEVELS, Level
from numcheck.rules import RULES

HERE = Path(__file__).parent
SCHEMAS = {
    "sarif": HERE / "schemas" / "sarif-schema-2.1.0.json",
    "rdjson": HERE / "schemas" / "rdjson-schema.json",
    "json": HERE.parent / "numcheck" / "schemas" / "report.schema.json",
}
RECORD = replace(samples.TEN, record=True, path="wires.jsonl", uri="news/wires.jsonl", line=7)
MIXED = replace(
    samples.finding(),
    id="fp1:" + "1" * 32,
    claims=(replace(samples.THREE, uri="news/a1.txt"), RECORD),
    primary=0,
    baseline="new",
)
TENSION = replace(samples.finding("NC102", "tension", "warning"), id="fp1:" + "2" * 32, claims=(RECORD, samples.THREE))
UPDATE = replace(samples.finding("NC109", "update", "note"), id="fp1:" + "3" * 32)
DATES = replace(samples.finding("NC201"), id="fp1:" + "4" * 32, kind="date", claims=(samples.MONDAY,))
HUSHED = replace(samples.finding(), id="fp1:" + "5" * 32, suppressed="two counts")
FINDINGS = (MIXED, DATES, TENSION, UPDATE, HUSHED)
PAGES = tuple(
    Rule(code, name, severity, severity != "note", "What.", "Why.", "Example.", "Silent.", "Hush.")
    for code, name, severity in (
        ("NC101", "contradiction", "error"),
        ("NC102", "tension", "warning"),
        ("NC109", "update", "note"),
        ("NC201", "dates contradict", "error"),
    )
)
FULL = replace(
    samples.REPORT,
    findings=FINDINGS,
    rules=PAGES,
    articles=(("a1", "00"), ("a2", "11")),
    name="news",
)
EMPTY = replace(samples.REPORT, findings=(), problems=(), rules=())
EVIL = "\x1b]0;owned\x07\u202e<script>|[x](y)`::set-output::\r\n::error::x ##[error] =1+1 ]]> & \ud800\x00%0A,:"


def evil() -> Report:
    """A report whose every text is hostile."""
    claim = replace(
        samples.THREE,
        sentence=EVIL,
        mention=replace(samples.THREE.mention, quote=EVIL, doc=EVIL),
        path=EVIL,
        uri=None,
        article_source=EVIL,
        frame=replace(samples.THREE.frame, speaker=EVIL),
    )
    finding = replace(MIXED, measure=EVIL, explanation=EVIL, reasons=(), claims=(claim, claim))
    return replace(FULL, findings=(finding,), problems=(Problem("NC901", EVIL, EVIL, 3),), notes=(EVIL,), name=EVIL)


def encoded(text: str) -> str:
    """What a writer says as it lands in a file."""
    return text.encode("utf-8", "backslashreplace").decode()


def many(count: int, severity: str = "error") -> tuple[Finding, ...]:
    rule, verdict = {"error": ("NC101", "contradiction"), "warning": ("NC102", "tension")}[severity]
    made = samples.finding(rule, verdict, severity)
    return tuple(replace(made, id=f"fp1:{n:032x}") for n in range(count))


@pytest.mark.parametrize("form", FORMATS)
def test_formats_golden(form: str) -> None:
    """NUMCHECK_GOLDEN=write rewrites the expected output; read the difference before you commit it."""
    expected = HERE / "formats" / f"{form}.expected"
    shown = encoded(WRITERS[form](FULL))
    if os.environ.get("NUMCHECK_GOLDEN") == "write":
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("report", [FULL, EMPTY, evil()], ids=["full", "empty", "evil"])
@pytest.mark.parametrize("form", FORMATS)
def test_formats_pieces_make_the_whole(form: str, report: Report) -> None:
    assert "".join(pieces(form, report)) == WRITERS[form](report)
    if form == "json":
        whole = json.loads(WRITERS[form](report))
        assert WRITERS[form](report) == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("report", [FULL, EMPTY, evil()], ids=["full", "empty", "evil"])
@pytest.mark.parametrize("form", SCHEMAS)
def test_formats_pass_their_schema(form: str, report: Report) -> None:
    schema = json.loads(SCHEMAS[form].read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema).check_schema(schema)
    jsonschema.validate(json.loads(encoded(WRITERS[form](report))), schema)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "state"), "forgotten"),
        (("findings", 0, "claims"), []),
        (("findings", 0, "claims", 0, "line"), 0),
        (("coverage", "numbers"), "many"),
        (("schema_version",), 2),
    ],
)
def test_formats_our_schema_refuses_what_is_wrong(path: tuple[Any, ...], value: object) -> None:
    document = json.loads(WRITERS["json"](FULL))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(SCHEMAS["json"].read_text(encoding="utf-8")))


def test_formats_one_severity_table() -> None:
    assert {
        "error": Level("error", "error", "major", "error", "ERROR", "HIGH"),
        "warning": Level("warning", "warning", "minor", "warning", "WARNING", "MEDIUM"),
        "note": Level("note", "notice", "info", "info", "INFO", "LOW"),
    } == LEVELS
    one = replace(FULL, problems=())
    results = json.loads(WRITERS["sarif"](one))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "error", "warning", "note"]
    lines = WRITERS["github"](one).splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["::error", "::error", "::warning", "::notice"]
    assert [issue["severity"] for issue in json.loads(WRITERS["gitlab"](one))] == ["major", "major", "minor", "info"]
    diagnostics = json.loads(WRITERS["rdjson"](one))["diagnostics"]
    assert [each["severity"] for each in diagnostics] == ["ERROR", "ERROR", "WARNING", "INFO"]
    sonar = json.loads(WRITERS["sonar"](one))
    impact = {rule["id"]: rule["impacts"][0]["severity"] for rule in sonar["rules"]}
    assert [impact[issue["ruleId"]] for issue in sonar["issues"]] == ["HIGH", "HIGH", "MEDIUM", "LOW"]
    levels = [error.get("severity") for error in ElementTree.fromstring(WRITERS["checkstyle"](one)).iter("error")]
    assert sorted(filter(None, levels)) == ["error", "error", "info", "warning"]


def test_formats_all_agree_on_what_is_reported() -> None:
    """A hushed finding is in JSON and CSV with its state, and in no format that a host shows."""
    ids = [finding.id for finding in FULL.open]
    assert HUSHED.id not in ids
    run = json.loads(WRITERS["sarif"](FULL))["runs"][0]
    assert [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]] == ids
    assert [issue["fingerprint"] for issue in json.loads(WRITERS["gitlab"](FULL))][1:] == ids
    for form in ("text", "concise", "junit", "markdown"):
        assert [name for name in ids if name not in WRITERS[form](FULL)] == []
        assert HUSHED.id not in WRITERS[form](FULL)
    document = json.loads(WRITERS["json"](FULL))
    assert {finding["id"]: finding["state"] for finding in document["findings"]}[HUSHED.id] == "suppressed"
    rows = [json.loads(line) for line in WRITERS["jsonl"](FULL).splitlines()]
    assert [row["type"] for row in rows] == ["finding"] * 5 + ["skipped", "summary"]
    assert [{k: v for k, v in row.items() if k != "type"} for row in rows[:5]] == document["findings"]


def test_formats_sarif_places_records_by_line_and_says_what_offsets_are() -> None:
    """Trap 9: a JSON Lines corpus is placed by file and line, its articles are logical locations."""
    result = json.loads(WRITERS["sarif"](FULL))["runs"][0]["results"][0]
    other = result["relatedLocations"][0]
    assert other["physicalLocation"] == {
        "artifactLocation": {"uri": "news/wires.jsonl"},
        "region": {"startLine": 7},
    }
    assert other["logicalLocations"] == [{"fullyQualifiedName": "a2", "kind": "article"}]
    assert "decoded text" in other["properties"]["offsets"]
    assert (other["properties"]["start"], other["properties"]["end"]) == (21, 34)
    assert result["message"]["text"].startswith("Halyard (2025-03-12) says [About 3,000 troops](0), but ")


@pytest.mark.parametrize("path", [EVIL, EVIL.replace("\ud800", ""), "a b\x1b\\.txt", "-", None])
def test_formats_links_of_hostile_paths_cannot_drive_a_terminal(path: str | None) -> None:
    (finding,) = evil().findings
    claim = replace(finding.claims[0], path=path)
    stream = io.StringIO()
    text.show(replace(evil(), findings=(replace(finding, claims=(claim,)),)), stream, links=True)
    shown = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;(?:id=\d+)?;(?:file:///[\w/.%~-]+)?\x1b\\", "", stream.getvalue())
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert ("]8;" in stream.getvalue()) == (path not in (None, "-", EVIL))


def test_formats_rdjsonl_has_the_diagnostics_of_rdjson() -> None:
    rows = [json.loads(line) for line in WRITERS["rdjsonl"](FULL).splitlines()]
    whole = json.loads(WRITERS["rdjson"](FULL))
    assert rows == [{"source": whole["source"], **each} for each in whole["diagnostics"]]


def test_formats_sonar_has_a_rule_for_each_severity_and_columns_of_utf16() -> None:
    emoji = replace(samples.TEN, column=3, utf16=5, utf8=9, mention=replace(samples.TEN.mention, quote="10 \U0001f1fa"))
    sure = replace(samples.finding(), claims=(emoji, RECORD))
    report = replace(FULL, findings=(sure, replace(sure, severity="warning")), problems=())
    document = json.loads(WRITERS["sonar"](report))
    assert [rule["id"] for rule in document["rules"]] == ["NC101", "NC101-warning"]
    (first, second) = document["issues"]
    assert (first["ruleId"], second["ruleId"]) == ("NC101", "NC101-warning")
    assert first["primaryLocation"]["textRange"] == {"startLine": 1, "endLine": 1, "startColumn": 4, "endColumn": 9}
    assert [where["textRange"] for where in first["secondaryLocations"]] == [{"startLine": 7}]


def test_formats_sarif_gives_the_address_of_a_rule_that_has_one() -> None:
    rules = (replace(PAGES[0], address="https://example.org/NC101"), PAGES[1])
    run = json.loads(WRITERS["sarif"](replace(FULL, rules=rules)))["runs"][0]
    assert [rule.get("helpUri") for rule in run["tool"]["driver"]["rules"]] == ["https://example.org/NC101", None]


def test_formats_say_when_they_were_made_if_asked() -> None:
    made = replace(FULL, stamp="2025-04-01T09:00:00.000Z")
    assert json.loads(WRITERS["json"](made))["stamp"] == made.stamp
    assert json.loads(WRITERS["jsonl"](made).splitlines()[-1])["stamp"] == made.stamp
    assert json.loads(WRITERS["sarif"](made))["runs"][0]["invocations"][0]["endTimeUtc"] == made.stamp
    assert [suite.timestamp for suite in JUnitXml.fromstring(WRITERS["junit"](made))] == ["2025-04-01T09:00:00.000"] * 5
    for form in SCHEMAS:
        schema = json.loads(SCHEMAS[form].read_text(encoding="utf-8"))
        jsonschema.validate(json.loads(encoded(WRITERS[form](made))), schema)
    for form in set(FORMATS) - {"json", "jsonl", "sarif", "junit"}:
        assert WRITERS[form](made) == WRITERS[form](FULL)


def test_formats_sarif_keeps_to_the_limits_of_its_host() -> None:
    crowd = replace(FULL, findings=many(5_002), problems=())
    run = json.loads(WRITERS["sarif"](crowd))["runs"][0]
    assert len(run["results"]) == 5_000
    assert LEFT_OUT["sarif"](crowd) == 2
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"][:19] for note in notes] == ["2 findings left out"]
    assert LEFT_OUT["sarif"](FULL) == 0
    wide = replace(MIXED, claims=(samples.THREE,) * 300)
    result = json.loads(WRITERS["sarif"](replace(FULL, findings=(wide,))))["runs"][0]["results"][0]
    assert len(result["locations"]) + len(result["relatedLocations"]) == 100
    for rule in json.loads(WRITERS["sarif"](replace(FULL, rules=tuple(RULES.values()))))["runs"][0]["tool"]["driver"][
        "rules"
    ]:
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10


def test_formats_sarif_keeps_to_the_size_that_its_host_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_LARGEST", 4_000)
    crowd = replace(FULL, findings=many(2_000))
    text = WRITERS["sarif"](crowd)
    kept = len(json.loads(text)["runs"][0]["results"])
    assert 0 < kept < 2_000
    assert LEFT_OUT["sarif"](crowd) == 2_000 - kept
    assert len(gzip.compress(text.encode(), 1)) <= 4_500  # the note of what is left out comes on top


def test_formats_github_shows_ten_of_a_level_and_counts_the_rest() -> None:
    crowd = replace(FULL, findings=(*many(12), *many(11, "warning")), problems=())
    lines = WRITERS["github"](crowd).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[-1] == "3 of these are no annotations: GitHub shows 10 of a level"
    assert sum(line.endswith("]") and line.startswith("| ") for line in lines) == 3


def test_formats_markdown_stays_short_of_a_mebibyte() -> None:
    crowd = replace(FULL, findings=many(9_000))
    text = WRITERS["markdown"](crowd)
    assert len(text.encode()) < 1 << 20
    left = next(line for line in text.splitlines() if line.endswith("more findings do not fit here."))
    assert int(left.split()[0]) == 9_000 - text.count("| NC101 ")


def test_formats_gitlab_fingerprints_are_unique() -> None:
    twice = (Problem("NC902", "not JSON", "c.jsonl", 3), Problem("NC902", "not JSON", "c.jsonl", 4))
    issues = json.loads(WRITERS["gitlab"](replace(FULL, problems=twice)))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints) == 6
    assert not any(issue["location"]["path"].startswith("./") for issue in issues)


def test_formats_junit_reads_back() -> None:
    suites = JUnitXml.fromstring(WRITERS["junit"](FULL).encode())
    assert (suites.tests, suites.failures, suites.errors) == (5, 2, 1)
    cases = [case for suite in suites for case in suite]
    kinds = [[type(result) for result in case.result] for case in cases]
    assert kinds == [[Failure], [], [], [Failure], [Error]]
    clean = JUnitXml.fromstring(WRITERS["junit"](EMPTY).encode())
    assert [case.is_passed for suite in clean for case in suite] == [True]


@pytest.mark.parametrize("form", ["junit", "checkstyle"])
def test_formats_xml_is_well_formed_whatever_the_text(form: str) -> None:
    root = ElementTree.fromstring(encoded(WRITERS[form](evil())).encode())
    assert "<script>" in "".join(root.itertext()) + "".join(v for e in root.iter() for v in e.attrib.values())


def test_formats_hostile_text_makes_no_workflow_command() -> None:
    lines = encoded(WRITERS["github"](evil())).split("\n")
    own = [line for line in lines if line.lstrip().startswith("::")]
    assert [line.split()[0] for line in own] == ["::error", "::error"]
    assert not set("".join(lines)) & set("\r\x00\x07\x1b\u202e")
    assert all("%0D%0A" not in line.split("::")[1] or "file=" in line for line in own)
    assert not any("##[" in line for line in lines if line not in own)


def test_formats_hostile_text_makes_no_markup() -> None:
    text = WRITERS["markdown"](evil())
    assert "<script" not in text
    table = [line for line in text.splitlines() if line.startswith("| NC101")]
    assert len(table) == 1
    assert len([n for n, char in enumerate(table[0]) if char == "|" and table[0][n - 1] != "\\"]) == 6


def test_formats_csv_has_no_formulas_and_one_row_a_claim() -> None:
    claim = replace(samples.THREE, article_source="=HYPERLINK(1)", url="@x", path="+y")
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](replace(FULL, findings=(replace(MIXED, claims=(claim,)),))))))
    assert tuple(rows[0]) == csv_report.COLUMNS
    assert (rows[0]["source"], rows[0]["url"], rows[0]["path"]) == ("'=HYPERLINK(1)", "'@x", "'+y")
    assert rows[0]["hard_lo"] == "2950"
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](FULL))))
    assert len(rows) == sum(len(finding.claims) for finding in FINDINGS)
    assert next(row for row in rows if row["kind"] == "date")["first_day"] == "2025-03-10"


@given(st.text(max_size=40))
def test_formats_take_any_text(text: str) -> None:
    mention = replace(samples.THREE.mention, quote=text or "3", doc=text)
    claim = replace(samples.THREE, mention=mention, sentence=text, article_source=text, path=text)
    report = replace(FULL, findings=(replace(MIXED, claims=(claim, RECORD), measure=text),))
    for form in FORMATS:
        assert encoded(WRITERS[form](report)).endswith("\n")
    assert json.loads(encoded(WRITERS["json"](report)))["findings"][0]["claims"][0]["doc"] == text
