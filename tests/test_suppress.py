"""Comments that hush findings: where they hold, what they need, and that an unused one is said."""

from __future__ import annotations

import pytest
from corpora import HALDEN, Project

from numcheck.model import Article
from numcheck.pipeline import extract_batch
from numcheck.suppress import comments

WHY = "counted on another day"
SCOPES = [
    (f"<!-- numcheck-ignore NC101: {WHY} -->\nSome [3] came.\n\nSome 4 came.", True),
    (f"Some [3] came. <!-- numcheck-ignore NC101: {WHY} -->\n\nSome 4 came.", True),
    (f"<!-- numcheck-ignore NC101: {WHY} -->\n\nSome [3] came.\n\nSome 4 came.", True),
    (f"<!-- numcheck-ignore NC101: {WHY} -->\n\nSome 4 came.\n\nSome [3] came.", False),
    (f"Some [3] came.\n\nSome 4 came. <!-- numcheck-ignore NC101: {WHY} -->", False),
    (f"<!-- numcheck-disable NC101: {WHY} -->\n\nSome 4.\n\nSome [3] came.", True),
    (f"<!-- numcheck-disable NC101: {WHY} -->\nA.\n\n<!-- numcheck-enable NC101 -->\n\nSome [3] came.", False),
    (f"Some [3] came.\n\n<!-- numcheck-disable NC101: {WHY} -->\n\nSome 4.", False),
    (f"Some [3] came.\n\n<!-- numcheck-ignore-file NC1: {WHY} -->", True),
    (f"<!--numcheck-ignore NC2,nc1:{WHY}-->\r\nSome [3] came.", True),
]


@pytest.mark.parametrize(("marked", "holds"), SCOPES)
def test_suppress_scope(marked: str, holds: bool) -> None:
    at = marked.index("[3]")
    found, wrong = comments(Article("a", marked.replace("[3]", "3"), path="a.md"))
    assert wrong == []
    rules = {comment.suppression.rule for comment in found if comment.start <= at < comment.end}
    assert bool(rules & {"NC101", "NC1"}) == holds
    assert {comment.suppression.reason for comment in found} == {WHY}


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("numcheck-ignore NC101", "numcheck-ignore NC101 gives no reason: write `numcheck-ignore NC101: why`"),
        ("numcheck-ignore NC101:", "numcheck-ignore NC101 gives no reason"),
        ("numcheck-ignore", "numcheck-ignore names no rule"),
        ("numcheck-ignore NC777: x", "numcheck-ignore: 'NC777' fits no rule"),
        ("numcheck-disable: all of it", "numcheck-disable names no rule"),
        ("numcheck-ignore-file NC101", "numcheck-ignore-file NC101 gives no reason"),
    ],
)
def test_suppress_needs_a_rule_and_a_reason(project: Project, comment: str, message: str) -> None:
    project.write({"news/argus.md": HALDEN["news/argus.md"] + f"\n<!-- {comment} -->\n"})
    assert project.run("check", "news")[0] == 2
    assert f"news/argus.md:10: NC906 {message}" in project.err


@pytest.mark.parametrize("path", ["a.txt", "a.jsonl", "a.csv"])
def test_suppress_only_where_a_comment_is_not_seen(path: str) -> None:
    article = Article("a", f"<!-- numcheck-ignore NC101: {WHY} -->\n3 km", path=path, record=path != "a.txt")
    assert comments(article) == ([], [])


def test_suppress_hushes_and_is_listed(project: Project) -> None:
    project.edit("news/courier.md", "Trucks", f"<!-- numcheck-ignore NC101: {WHY} -->\nTrucks")
    code, out = project.run("check", "news")
    assert (code, project.err) == (0, "")
    assert "1 finding hushed by a comment." in out
    report = project.report()
    assert [(f["state"], f["suppressed"]) for f in report["findings"]] == [("suppressed", WHY)]
    assert report["suppressions"] == [{"rule": "NC101", "reason": WHY, "path": "news/courier.md", "line": 6, "used": 1}]


def test_suppress_other_rule_hushes_nothing_and_is_said(project: Project) -> None:
    project.edit("news/courier.md", "Trucks", f"<!-- numcheck-ignore NC201: {WHY} -->\nTrucks")
    assert project.run("check", "news")[0] == 1
    assert "news/courier.md:6: NC907 the comment for NC201 hushes nothing" in project.err
    project.edit("news/courier.md", "10,000", "3,000")
    assert project.run("check", "news")[0] == 0
    assert project.run("check", "news", "-c", "unused-suppressions=error")[0] == 2
    assert project.run("check", "news", "-c", "unused-suppressions=ignore")[0] == 0
    assert project.err == ""
    assert project.run("check", "news", "--ignore", "NC2")[0] == 0
    assert project.err == ""  # its rule did not run


def test_suppress_figures_in_a_comment_are_no_claims() -> None:
    text = "<!-- numcheck-ignore NC101: 9,000 soldiers is right -->\nSome 3,000 soldiers came."
    claims = extract_batch([Article("a", text, path="a.md")])[0]
    assert [claim.mention.quote for claim in claims] == ["Some 3,000 soldiers"]


@pytest.mark.parametrize(
    "piece", ["<!-- numcheck-ignore ", "<!-- numcheck-ignore NC101: x -->", "numcheck-\n\n", "<!--" + " " * 99]
)
def test_suppress_hostile_text_comes_to_an_end(piece: str) -> None:
    """A megabyte: what grows with the square of the length would not be done today."""
    found, wrong = comments(Article("a", piece * (1_000_000 // len(piece)), path="a.md"))
    assert len(found) == (30_303 if "NC101" in piece else 0)
    assert wrong == []
