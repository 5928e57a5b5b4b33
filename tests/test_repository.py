"""A team's repository of 200 articles: baseline, one edit, what it brought in every format, correction."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from corpora import Project

from numcheck.read import read
from numcheck.report import FORMATS

ROOT = Path(__file__).parent.parent
COUNT = 200


@pytest.fixture
def repository(project: Project) -> Project:
    """The labelled stories as a repository of 200 articles, two of them the ones on Halden, with a baseline."""
    made = dict(_stories())
    project.write(dict(list(made.items())[: COUNT - 2]))
    project.edit("news/courier.md", "10,000", "3,000")
    assert project.run("init", "news")[0] == 0
    assert len(list(Path("news").rglob("*.md"))) == COUNT
    code, said = project.run("baseline", "--as", "Ann")
    assert code == 0
    assert int(said.split()[0]) > 10
    project.commit("Keep numcheck on the news")
    return project


def _stories() -> list[tuple[str, str]]:
    found = []
    for path in sorted(ROOT.glob("fixtures/exam/*/corpus.jsonl")):
        for item in read([str(path)]):
            name = f"{path.parent.name}-{item.id}"  # type: ignore[union-attr]
            head = f"---\nid: {name}\ndate: {item.published}\nsource: {item.source}\n---\n"  # type: ignore[union-attr]
            found.append((f"news/{path.parent.name}/{name}.md", f"{head}{item.text}\n"))  # type: ignore[union-attr]
    return found


def places(project: Project, form: str) -> list[tuple[str, int]]:
    """Path and line of each finding in a format."""
    code, out = project.run("check", "--diff-base", "HEAD", "--format", form)
    assert code == 1
    if form == "sarif":
        spots = [result["locations"][0]["physicalLocation"] for result in json.loads(out)["runs"][0]["results"]]
        return [(spot["artifactLocation"]["uri"], spot["region"]["startLine"]) for spot in spots]
    if form in ("json", "jsonl"):
        rows = [json.loads(line) for line in out.splitlines()] if form == "jsonl" else json.loads(out)["findings"]
        opened = [row for row in rows if row.get("state") == "open"]
        claims = [finding["claims"][finding["primary"]] for finding in opened]
        return [(claim["path"], claim["line"]) for claim in claims]
    if form == "gitlab":
        spots = [issue["location"] for issue in json.loads(out)]
        return [(spot["path"], spot["lines"]["begin"]) for spot in spots]
    if form == "sonar":
        spots = [issue["primaryLocation"] for issue in json.loads(out)["issues"]]
        return [(spot["filePath"], spot["textRange"]["startLine"]) for spot in spots]
    if form in ("rdjson", "rdjsonl"):
        rows = [json.loads(line) for line in out.splitlines()] if form == "rdjsonl" else json.loads(out)["diagnostics"]
        spots = [each["location"] for each in rows]
        return [(spot["path"], spot["range"]["start"]["line"]) for spot in spots]
    if form == "github":
        lines = [line for line in out.splitlines() if line.startswith("::")]
        pairs = [dict(pair.split("=", 1) for pair in line.split("::")[1].split(" ", 1)[1].split(",")) for line in lines]
        return [(pair["file"], int(pair["line"])) for pair in pairs]
    if form == "junit":
        cases = ElementTree.fromstring(out).iter("testcase")
        return [(case.get("file", ""), int(case.get("line", 0))) for case in cases]
    if form == "checkstyle":
        files = ElementTree.fromstring(out).iter("file")
        return [(file.get("name", ""), int(error.get("line", 0))) for file in files for error in file]
    if form == "csv":
        rows = [row for row in csv.DictReader(io.StringIO(out)) if row["state"] == "open" and row["primary"] == "1"]
        return [(row["path"], int(row["line"])) for row in rows]
    if form == "markdown":
        cells = [line.split(" | ")[3].replace("\\", "") for line in out.splitlines() if line.startswith("| NC")]
        return [(cell.rpartition(":")[0], int(cell.rpartition(":")[2])) for cell in cells]
    if form == "concise":
        lines = [line for line in out.splitlines() if ": NC" in line]
        return [(line.split(":")[0], int(line.split(":")[1])) for line in lines]
    if form == "html":  # without an address on the web, a place is text
        return [("news/courier.md", 6) for _ in re.findall("<dd><code>news/courier.md:6</code>", out)]
    assert out.count("news/courier.md:6:") == out.count("NC101 contradiction") == 1  # text: every claim has its place
    return [("news/courier.md", 6)]


def test_repository_reports_the_new_disagreement_at_the_changed_line_and_nothing_else(repository: Project) -> None:
    assert repository.run("check")[0] == 0
    assert repository.run("check", "--diff-base", "HEAD")[0] == 0
    repository.edit("news/courier.md", "3,000", "10,000")
    for form in FORMATS:
        if form != "index":
            assert places(repository, form) == [("news/courier.md", 6)], form
            assert repository.err == ""
    full = [f["id"] for f in repository.report()["findings"] if f["state"] == "open"]
    part = json.loads(repository.run("check", "--diff-base", "HEAD", "--format", "json")[1])["findings"]
    assert [finding["id"] for finding in part] == full
    assert [finding["baseline"] for finding in part] == ["new"]


def test_repository_decision_and_alert_end_with_the_correction(repository: Project) -> None:
    repository.edit("news/courier.md", "3,000", "10,000")
    (finding,) = repository.open()
    before = json.loads(repository.run("check", "--format", "sarif")[1])["runs"][0]["results"]
    assert [result["partialFingerprints"]["primaryLocationLineHash"] for result in before] == [finding["id"]]
    assert repository.run("decide", finding["id"], "confirm", "--reason", "error", "--as", "Ann")[0] == 0
    assert repository.run("check")[0] == 1
    repository.edit("news/courier.md", "10,000", "3,000")
    code, out = repository.run("check")
    assert code == 0
    assert "1 resolved" in out
    assert f"NC908 the decision on {finding['id']} (NC101) is stale" in repository.err
    assert json.loads(repository.run("check", "--format", "sarif")[1])["runs"][0]["results"] == []
    assert "1 stale dropped" in repository.run("baseline", "--prune")[1]
    assert repository.run("check")[0] == 0
    assert repository.err == ""
