"""Chromium for tests of what people see: the one that the system has, with axe-core from disk; tests skip without."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NEWS = Path(__file__).parent / "news"
"""Six articles with three findings: a count, a date and a distance."""
CHROMIUM = os.environ.get("NUMCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE = ROOT / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/start#\S+")

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium; `apt-get install chromium`")
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="there is no axe-core; `make browser` fetches it")


@dataclass
class Seen:
    """What a page did: it must say nothing on the console and ask no other host for anything."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self, context: Any) -> None:
        context.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def foreign(self, *own: str) -> list[str]:
        """The requests that went elsewhere."""
        return [url for url in self.requests if not url.startswith((*own, "data:", "blob:"))]


@contextmanager
def browser() -> Iterator[Any]:
    """A browser for the tests of one module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        try:
            yield made
        finally:
            made.close()


@contextmanager
def reviewing(folder: Path, *options: str, who: str = "Ann") -> Iterator[str]:
    """`numcheck review --web` of a folder's news, as a process of its own; the address that it prints."""
    command = ["-m", "numcheck", "review", "news", "--web", "--no-browser", "-c", "jobs=1", "--as", who, *options]
    process = subprocess.Popen(
        [sys.executable, *command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None and process.stderr is not None
        for line in process.stdout:
            found = ADDRESS.match(line)
            if found:
                yield found[0]
                break
        else:
            raise AssertionError(process.stderr.read())
    finally:
        process.kill()
        process.wait()


def violations(page: Any) -> list[str]:
    """What axe-core has against a page, a line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    nodes = [(one["id"], node) for one in found["violations"] for node in one["nodes"]]
    return [f"{name}: {node['html'][:200]} {node['failureSummary']}" for name, node in nodes]
