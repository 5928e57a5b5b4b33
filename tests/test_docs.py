"""The documents say what the program does: every command block of the README runs, every link leads on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from corpora import git

from numcheck.cli import COMMANDS
from numcheck.model import Article
from numcheck.report import WRITERS
from numcheck.rules import RULES
from numcheck.suppress import comments
from tools.docs import SCHEMA, pages, tables

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ANYTHING = re.escape(re.escape("[...]"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AN_ID = "fp1:5391b8c8"  # stands in the documents for the id of some finding


def blocks(kind: str) -> list[object]:
    """Code blocks of one kind in all pages, each with the page's name."""
    return [
        pytest.param(body, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, (name, body) in enumerate(BLOCK.findall(page.read_text()))
        if name == kind
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository that holds what the documents' commands read."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    shutil.copytree(ROOT / "fixtures" / "border", tmp_path / "corpus")
    record = {"id": "x1", "body": "About 300 troops came.", "text": "Rain fell.", "pub.date": "2025-03-12"}
    for name in ("news.jsonl", "corpus.jsonl"):
        (tmp_path / name).write_text(json.dumps(record) + "\n")
    answer = {"key": "0", "answer": {"groups": [["a", "b"]]}}
    (tmp_path / "answers.jsonl").write_text(json.dumps(answer) + "\n")
    (tmp_path / "dump.csv").write_text("".join(",".join(row) + "\n" for row in (record, record.values())))
    (tmp_path / "article.txt").write_text("date 2025-03-12 About 3,000 troops came.")
    for arguments in ("init -q", "add -A", "commit -qm Desk", "update-ref refs/remotes/origin/main HEAD"):
        git(tmp_path, *arguments.split())
    return tmp_path


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if AN_ID in command:
        place = "fixtures/border" if "fixtures/border" in command else "corpus"
        report = json.loads(run(f"numcheck check {place} --format json --isolated", folder))
        command = command.replace(AN_ID, report["findings"][0]["id"])
    if command.startswith("numcheck review"):
        return waits(command, folder, path)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1), f"{command}\n{done.stdout}{done.stderr}"
    assert not done.stderr, f"{command}\n{done.stderr}"
    return done.stdout


def waits(command: str, folder: Path, path: str) -> str:
    """The first line of a command that waits for a reviewer, or that says what to do where there is none."""
    process = subprocess.Popen(
        f"exec {command}",
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "BROWSER": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        return process.stdout.readline()
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("script", blocks("sh"))
def test_docs_commands_run(script: str, desk: Path) -> None:
    for line in script.splitlines():
        shown = run(line, desk)
        assert shown or ">" in line or "--output" in line, f"{line}: printed nothing"


@pytest.mark.parametrize("session", blocks("console"))
def test_docs_sessions_are_true(session: str, desk: Path) -> None:
    """Lines after "$ command" are its output; "[...]" stands for anything, on a line of its own for any lines."""
    command, _, expected = session.removeprefix("$ ").partition("\n")
    pattern = re.sub(rf"(?m)^{ANYTHING}\n", r"(?:.*\\n)*?", re.escape(expected).replace("\\\n", "\n"))
    pattern = pattern.replace(re.escape("[...]"), ".*")
    shown = run(command, desk)
    assert re.fullmatch(pattern, shown), f"{command} printed\n{shown}"


@pytest.mark.parametrize("code", blocks("python"))
def test_docs_python_runs(code: str, desk: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_docs_every_command_format_and_rule_is_documented() -> None:
    text = "".join(page.read_text() for page in PAGES if page.parent.name not in ("rules", "commands"))
    for command in COMMANDS:
        assert f"numcheck {command}" in text
    for form in WRITERS:
        assert form in text
    for rule in RULES.values():
        assert all((rule.what, rule.why, rule.example, rule.silent, rule.hush)), rule.code


def test_docs_readme_opens_with_the_two_commands() -> None:
    first = BLOCK.search((ROOT / "README.md").read_text())
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[2].splitlines()] == ["make demo", "make test"]


@pytest.mark.parametrize(("name", "text"), list(pages()), ids=[name for name, _ in pages()])
def test_docs_reference_is_what_the_code_says(name: str, text: str) -> None:
    """`make docs` makes the page anew."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text


def test_docs_schema_of_tables_is_what_the_code_says() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == tables()


def test_docs_no_page_of_a_rule_or_command_is_left_over() -> None:
    found = {
        path.relative_to(ROOT / "docs").as_posix()
        for kind in ("rules", "commands")
        for path in (ROOT / "docs" / kind).iterdir()
    }
    assert found == {name for name, _ in pages() if "/" in name}


def test_docs_every_command_has_examples() -> None:
    for name, text in pages():
        if name.startswith("commands/"):
            command = name.removeprefix("commands/").removesuffix(".md")
            assert f"\nnumcheck {command}" in text.partition("```sh")[2], name


@pytest.mark.parametrize("text", blocks("toml"))
def test_docs_settings_are_taken(text: str, desk: Path) -> None:
    (desk / "numcheck.toml").write_text(text)
    given = tomllib.loads(text)
    count = len(given) + len(given.get("reader", "-")) - 1  # the settings of a second reader count each for itself
    assert run("numcheck config --show", desk).count("# numcheck.toml:") == count


@pytest.mark.parametrize("text", blocks("markdown"))
def test_docs_comments_are_understood(text: str) -> None:
    found, wrong = comments(Article("a", text, path="a.md"))
    assert wrong == []
    assert [comment.suppression.rule for comment in found] == ["NC101", "NC102", "NC2"]
