"""Only what a change brought: against a git revision, against a saved index, and what is said when there is neither."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path

import pytest
from corpora import Project, git

OTHER = "---\nid: herald\ndate: 2025-03-12\nsource: Herald\n---\nThe bridge in Sund is {} km from the Halden border.\n"
QUIET = {"news/herald.md": OTHER.format(50), "news/post.md": OTHER.format(50).replace("herald", "post")}


@pytest.fixture
def history(project: Project) -> Project:
    """A repository whose first commit holds one finding, on Halden."""
    project.write(QUIET)
    project.commit("Base")
    return project


def test_base_nothing_changed_nothing_reported(history: Project) -> None:
    assert history.run("check", "news")[0] == 1
    assert history.run("check", "news", "--diff-base", "HEAD")[0] == 0
    assert history.open("--diff-base", "HEAD") == []


def test_base_finding_is_placed_in_the_changed_article(history: Project) -> None:
    history.edit("news/herald.md", "50", "80")
    (found,) = history.open("--diff-base", "HEAD")
    assert found["claims"][found["primary"]]["doc"] == "herald"
    assert found["baseline"] == "new"
    history.commit("Change")
    history.edit("news/post.md", "The bridge", "As ever, the bridge")
    (found,) = history.open("--diff-base", "HEAD")
    assert found["claims"][found["primary"]]["doc"] == "post"
    assert found["baseline"] == "unchanged"
    assert history.open("--diff-base", "HEAD~1")[0]["baseline"] == "new"


def test_base_says_what_was_updated_and_what_is_gone(history: Project) -> None:
    """One figure changed and wrong again: the same disagreement, updated; corrected: gone, and no result."""
    (old,) = history.open()
    assert history.run("check", "news", "--output", "index=saved.json")[0] == 1
    history.edit("news/courier.md", "10,000", "20,000")
    for base in (("--diff-base", "HEAD"), ("--diff-index", "saved.json")):
        (run,) = json.loads(history.run("check", "news", "--format", "sarif", *base)[1])["runs"]
        assert [result["baselineState"] for result in run["results"]] == ["updated"]
        assert run["properties"]["absent"] == []
    history.edit("news/courier.md", "20,000", "3,000")
    for base in (("--diff-base", "HEAD"), ("--diff-index", "saved.json")):
        (run,) = json.loads(history.run("check", "news", "--format", "sarif", *base)[1])["runs"]
        assert run["results"] == []
        assert run["properties"]["absent"] == [old["id"]]
        assert json.loads(history.run("check", "news", "--format", "json", *base)[1])["absent"] == [old["id"]]
        assert "Since the base: 0 new, 0 updated, 0 unchanged, 1 gone." in history.run("check", "news", *base)[1]
        assert json.loads(history.run("check", "news", "--format", "json", "--ignore", "NC1", *base)[1])["absent"] == []
    assert json.loads(history.run("check", "news", "--format", "json")[1])["absent"] is None


def test_base_is_a_part_of_the_full_run(history: Project) -> None:
    """Trap 5: what a run on a change reports is what the full run says of the same findings."""
    history.edit("news/herald.md", "50", "80")
    git(history.folder, "add", "-A")
    full = {finding["id"]: finding for finding in history.open()}
    part = {finding["id"]: finding for finding in history.open("--diff-base", "HEAD")}
    assert len(full) == 2
    assert len(part) == 1
    for name, finding in part.items():
        assert {**finding, "primary": 0, "baseline": None} == {**full[name], "primary": 0}


def test_base_index_equals_git(history: Project) -> None:
    assert history.run("check", "news", "--output", "index=saved.json")[0] == 1
    history.edit("news/herald.md", "50", "80")
    by_git = history.run("check", "news", "--format", "json", "--diff-base", "HEAD")
    by_index = history.run("check", "news", "--format", "json", "--diff-index", "saved.json")
    assert by_index == by_git
    assert by_git[0] == 1


def test_base_from_a_folder_below_and_by_pattern(history: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    history.edit("news/herald.md", "50", "80")
    whole = [finding["id"] for finding in history.open("--diff-base", "HEAD")]
    for folder, path in ((".", "news/*.md"), (".", str(history.folder / "news")), ("news", "."), ("news", "../news")):
        monkeypatch.chdir(history.folder / folder)
        out = history.run("check", path, "--format", "json", "--diff-base", "HEAD")[1]
        assert [finding["id"] for finding in json.loads(out)["findings"]] == whole, path


def test_base_renamed_article_without_change(history: Project) -> None:
    git(history.folder, "mv", "news/courier.md", "news/moved.md")
    assert history.open("--diff-base", "HEAD") == []


def test_base_removed_article_brings_nothing(history: Project) -> None:
    Path("news/argus.md").unlink()
    assert history.open("--diff-base", "HEAD") == []


def test_base_before_the_corpus_everything_is_new(history: Project) -> None:
    git(history.folder, "checkout", "-q", "--orphan", "empty")
    git(history.folder, "rm", "-rqf", "--cached", ".")
    git(history.folder, "commit", "-qm", "Nothing", "--allow-empty")
    (found,) = history.open("--diff-base", "HEAD")
    assert found["baseline"] == "new"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["news", "--diff-base", "origin/nowhere"], "get it with `git fetch --depth=1 origin nowhere`"),
        (["-", "--diff-base", "HEAD"], "standard input is not in git"),
        (["news", "--diff-base", "HEAD", "--diff-index", "x"], "--diff-base and --diff-index exclude each other"),
        (["news", "--diff-index", "none.json"], "none.json: cannot be read: No such file or directory"),
        (["news", "--diff-index", "news/argus.md"], "not an index; save one with --output index=news/argus.md"),
        (["news", "--diff-index", "old.json"], "an index of another version of numcheck"),
        (["news", "/etc/hostname", "--diff-base", "HEAD"], "is outside of the repository"),
    ],
)
def test_base_that_there_is_not_is_an_error_and_never_all_or_nothing(
    history: Project, options: list[str], message: str
) -> None:
    Path("old.json").write_text('{"numcheck_index": 1, "articles": {}, "findings": []}')
    assert history.run("check", *options) == (2, "")
    assert message in history.err


def test_base_without_a_repository(tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / ".git").rename(tmp_path / "git-is-gone")
    assert project.run("check", "news", "--diff-base", "HEAD")[0] == 2
    assert "is in no git repository; compare with a saved index instead: --diff-index FILE" in project.err
    monkeypatch.setenv("PATH", "/nowhere")
    assert project.run("check", "news", "--diff-base", "HEAD")[0] == 2
    assert "git is not installed" in project.err


def test_base_shallow_clone_says_what_to_fetch(history: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    first = git(history.folder, "rev-parse", "HEAD").strip()
    history.edit("news/herald.md", "50", "80")
    history.commit("Change")
    clone = tmp_path_factory.mktemp("shallow")
    git(clone, "clone", "-q", "--depth=1", f"file://{history.folder}", "here")

    with chdir(clone / "here"):
        assert history.run("check", "news", "--diff-base", first) == (2, "")
        assert f"git fetch --depth=1 origin {first}" in history.err
        git(clone / "here", "fetch", "-q", "--depth=1", "origin", first)
        assert history.run("check", "news", "--diff-base", first)[0] == 1


def test_base_default_place_is_the_latest_publication(project: Project) -> None:
    (found,) = project.open()
    assert found["claims"][found["primary"]]["doc"] == "argus"  # one day: the first by id
    project.edit("news/courier.md", "2025-03-12", "2025-03-13")
    report = project.report()
    assert [f["claims"][f["primary"]]["doc"] for f in report["findings"]] == ["courier"]
