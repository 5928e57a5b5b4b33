"""Projects on disk for tests of what a team does with numcheck: articles of our own, and a git repository."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from numcheck.cli import main

__all__ = ["HALDEN", "Project", "git"]

HALDEN = {
    "news/argus.md": "---\nid: argus\ndate: 2025-03-12\nsource: Argus\n---\n"
    "Some 3,000 soldiers were sent to Halden, the mayor of Halden said.\n\n"
    "The barracks in Halden were full.\n",
    "news/courier.md": "---\nid: courier\ndate: 2025-03-12\nsource: Courier\n---\n"
    "Trucks rolled in all night. About 10,000 soldiers were sent to Halden, the mayor of Halden said.\n",
}
"""Two articles that contradict each other on the soldiers in Halden."""


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder, as a user of its own."""
    own = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *own, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Project:
    """A folder with articles, in which commands are run."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.err = ""

    def write(self, files: Mapping[str, str]) -> None:
        """Write files by path."""
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words of a file that must be there."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit code and standard output of a command; `err` has standard error."""
        self._capsys.readouterr()
        code = main(list(arguments))
        out, self.err = self._capsys.readouterr()
        return code, out

    def report(self, *options: str) -> dict[str, Any]:
        """The JSON report of the news."""
        document: dict[str, Any] = json.loads(self.run("check", "news", "--format", "json", *options)[1])
        return document

    def open(self, *options: str) -> list[dict[str, Any]]:
        """The findings that are open."""
        return [finding for finding in self.report(*options)["findings"] if finding["state"] == "open"]

    def commit(self, message: str = "Edit") -> None:
        """Commit everything."""
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-qm", message)
