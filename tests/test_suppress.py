"""Comments that hush findings: where they hold, what they need, and that an unused one is said."""

from __future__ import annotations

import pytest
from corpora import HALDEN, Project

from numcheck.model import Article
from numcheck.pipeline import extract_batch
from numcheck.suppress import comments, marked

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


@pytest.mark.parametrize(
    "text",
    [
        "{}\nSome 3,000 soldiers came.",
        "Some 3,000 soldiers came. {} They left.",
        "Some 3,000 soldiers {} came.",
        "In the morning {} some 3,000 soldiers came.",
    ],
)
def test_suppress_a_comment_is_no_part_of_a_sentence(text: str) -> None:
    marked = text.format("<!-- numcheck-ignore NC101: 9,000 soldiers on 3 May 2024 is right -->")
    claims = extract_batch([Article("a", marked, path="a.md")])[0]
    assert [claim.mention.quote.lower() for claim in claims] == ["some 3,000 soldiers"]
    assert "<!--" not in claims[0].sentence


@pytest.mark.parametrize(
    "piece", ["<!-- numcheck-ignore ", "<!-- numcheck-ignore NC101: x -->", "numcheck-\n\n", "<!--" + " " * 99]
)
def test_suppress_hostile_text_comes_to_an_end(piece: str) -> None:
    """A megabyte: what grows with the square of the length would not be done today."""
    found, wrong = comments(Article("a", piece * (1_000_000 // len(piece)), path="a.md"))
    assert len(found) == (30_303 if "NC101" in piece else 0)
    assert wrong == []


PLACES = [
    ("Rain fell.\n\nSome [3] came.\nAll went.\n", "Rain fell.\n\n{}\n\nSome [3] came.\nAll went.\n"),
    ("Some [3] came.", "{}\n\nSome [3] came."),
    ("---\nid: a\n---\nSome [3] came.\n", "---\nid: a\n---\n\n{}\n\nSome [3] came.\n"),
    ("---\nid: a\n---\n\n\n\nSome [3] came.\n", "---\nid: a\n---\n\n\n\n{}\n\nSome [3] came.\n"),
    ("Rain.\r\n\r\n\r\nSome [3] came.\r\n", "Rain.\r\n\r\n\r\n{}\r\n\r\nSome [3] came.\r\n"),
    ("- Rain.\n\n  Some [3] came.\n", "- Rain.\n\n  {}\n\n  Some [3] came.\n"),
    ("```\nRain.\n```\n\nSome [3] came.\n", "```\nRain.\n```\n\n{}\n\nSome [3] came.\n"),
    ("```\nRain.\n\nSome [3] came.\n```\n", None),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_suppress_marks_the_paragraph_of_a_place(text: str, expected: str | None) -> None:
    at = text.index("[3]")
    begin = text.find("\n---\n") + 5 if text.startswith("---") else 0
    made = marked(Article("a", text, path="a.md"), at, "NC101", f" {WHY}\n", begin)
    comment = f"<!-- numcheck-ignore NC101: {WHY} -->"
    assert made == (None if expected is None else expected.format(comment))


@pytest.mark.parametrize("reason", ["", "x --> y", "long " * 300])
def test_suppress_marks_nothing_for_a_reason_that_a_comment_cannot_hold(reason: str) -> None:
    assert marked(Article("a", "Some 3 came.", path="a.md"), 5, "NC101", reason) is None


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_suppress_marks_no_plain_text_or_record(name: str) -> None:
    assert marked(Article("a", "Some 3 came.", path=name), 5, "NC101", WHY) is None


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_suppress_ignore_writes_a_comment(project: Project, mark: str) -> None:
    path = project.folder / "news" / "argus.md"
    path.write_text(mark + path.read_text(encoding="utf-8"), encoding="utf-8")
    path.chmod(0o640)
    before = path.read_bytes()
    (finding,) = project.open()
    code, out = project.run("ignore", finding["id"][:12], "news", "--reason", WHY)
    assert (code, out) == (0, "news/argus.md: a comment hushes NC101\n")
    comment = f"<!-- numcheck-ignore NC101: {WHY} -->\n\n".encode()
    assert path.read_bytes() == before.replace(b"Some 3,000", b"\n" + comment + b"Some 3,000")
    assert path.stat().st_mode & 0o777 == 0o640
    assert project.run("check", "news")[0] == 0
    assert [(f["id"], f["suppressed"]) for f in project.report()["findings"]] == [(finding["id"], WHY)]
    assert not (project.folder / ".numcheck").exists()
    assert project.run("ignore", finding["id"], "news", "--reason", WHY)[0] == 2
    assert "is hushed already" in project.err


def test_suppress_ignore_takes_the_article_that_can_hold_a_comment(project: Project) -> None:
    argus = project.folder / "news" / "argus.md"
    argus.rename(project.folder / "news" / "argus.txt")
    (finding,) = project.open()
    assert project.run("ignore", finding["id"], "news", "--reason", "scope")[1].startswith("news/courier.md: ")
    (hushed,) = project.report()["findings"]
    assert hushed["suppressed"] == "different scope or subset"


@pytest.mark.parametrize(
    ("reason", "word", "note"), [("scope", "scope", ""), (WHY, "other", WHY), ("x --> y", "other", "x --> y")]
)
def test_suppress_ignore_decides_where_no_comment_can_stand(
    project: Project, reason: str, word: str, note: str
) -> None:
    for name in ("argus", "courier"):
        (project.folder / "news" / f"{name}.md").rename(project.folder / "news" / f"{name}.txt")
    before = {path: path.read_bytes() for path in (project.folder / "news").iterdir()}
    (finding,) = project.open()
    code, out = project.run("ignore", finding["id"], "news", "--reason", reason, "--as", "Ann")
    assert (code, out) == (0, f"{finding['id']}: dismiss by Ann\n")
    (hushed,) = project.report()["findings"]
    assert (hushed["state"], hushed["decision"]["reason"], hushed["decision"]["note"]) == ("dismissed", word, note)
    assert {path: path.read_bytes() for path in (project.folder / "news").iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fp1:00000000", "news", "--reason", WHY], "there is no finding fp1:00000000"),
        (["fp1:00000000", "news"], "Missing option '--reason'"),
        (["fp1:00000000", "news", "--reason", "other"], "'other' says nothing"),
        (["fp1:00000000", "news", "--reason", " "], "' ' says nothing"),
    ],
)
def test_suppress_ignore_refuses(project: Project, arguments: list[str], message: str) -> None:
    assert project.run("ignore", *arguments)[0] == 2
    assert message in project.err
