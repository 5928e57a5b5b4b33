"""The documents say what the program does: every command block of the README runs, every link leads on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from numcheck.cli import COMMANDS
from numcheck.report import WRITERS
from numcheck.rules import RULES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ANYTHING = re.escape(re.escape("[...]"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [body for name, body in BLOCK.findall((ROOT / "README.md").read_text()) if name == kind]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that holds what the README's commands read."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    return tmp_path


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
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


@pytest.mark.parametrize("script", blocks("sh"))
def test_docs_readme_commands_run(script: str, desk: Path) -> None:
    for line in script.splitlines():
        shown = run(line, desk)
        assert shown or ">" in line or "--output" in line, f"{line}: printed nothing"


@pytest.mark.parametrize("session", blocks("console"))
def test_docs_readme_sessions_are_true(session: str, desk: Path) -> None:
    """Lines after "$ command" are its output; "[...]" stands for anything, on a line of its own for any lines."""
    command, _, expected = session.removeprefix("$ ").partition("\n")
    pattern = re.sub(rf"(?m)^{ANYTHING}\n", r"(?:.*\\n)*?", re.escape(expected).replace("\\\n", "\n"))
    pattern = pattern.replace(re.escape("[...]"), ".*")
    shown = run(command, desk)
    assert re.fullmatch(pattern, shown), f"{command} printed\n{shown}"


@pytest.mark.parametrize("code", blocks("python"))
def test_docs_readme_python_runs(code: str, desk: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Coverage(" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_docs_every_command_format_and_rule_is_documented() -> None:
    text = "".join(page.read_text() for page in PAGES)
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
