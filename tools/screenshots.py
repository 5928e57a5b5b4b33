"""Take the pictures of docs/: the review page, its timeline, the static report and the terminal. `make screenshots`.

They show fixtures/border as it is now, in the Chromium of the system.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI

import numcheck
from numcheck.cli.terminal import Terminal
from numcheck.dossier import dossier
from numcheck.model import Article
from numcheck.read import read
from numcheck.report.html.card import card
from numcheck.review import keymap
from numcheck.review.keys import ACTIONS
from numcheck.review.lines import card_lines

__all__ = ["main"]

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
_PAGE = """<!doctype html><meta charset="utf-8"><title>terminal</title>
<body style="margin:0;background:#16181c;color:#e6e6e6"><pre style="margin:0;padding:22px 26px;display:inline-block;
font:14px/1.45 'DejaVu Sans Mono',monospace">{code}</pre>"""


def terminal(folder: Path) -> str:
    """A finding as the terminal shows it, as a page."""
    articles = {item.id: item for item in read([str(folder / "border")]) if isinstance(item, Article)}
    found = numcheck.check(articles.values()).findings
    finding = next(finding for finding in found if finding.kind == "distance")
    console = Console(
        record=True,
        width=100,
        height=200,
        file=io.StringIO(),
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
        style="#e6e6e6 on #16181c",
    )
    lines = card_lines(card(finding, dossier(finding, articles)))
    Terminal(console).show([[(f"1 of {len(found)}, {len(found)} undecided", "dim")], [], *lines])
    keys = keymap({})
    console.print()
    console.print("  ".join(f"{keys[name]} {text}" for name, (_, text) in ACTIONS.items() if name != "scale"))
    html = console.export_html(inline_styles=True, code_format="{code}", theme=MONOKAI)
    return _PAGE.format(code=html.replace(str(folder) + "/", ""))


def main() -> None:
    """Take all of them."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        shutil.copytree(ROOT / "fixtures" / "border", folder / "border")
        run = partial(subprocess.run, cwd=folder, check=False, capture_output=True)
        run([sys.executable, "-m", "numcheck", "check", "border", "--output", "html=report"])
        (folder / "terminal.html").write_text(terminal(folder), encoding="utf-8")
        command = [sys.executable, "-m", "numcheck", "review", "border", "--web", "--no-browser", "--as", "Ann"]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            assert server.stdout is not None
            address = next(found[0] for line in server.stdout if (found := re.match(r"http://\S+", line)))
            review(browser, address)
            shot(browser, (folder / "report" / "index.html").as_uri(), "report", 1120, 760)
            shot(browser, (folder / "terminal.html").as_uri(), "terminal", 930, 800, "pre")
        finally:
            server.kill()
            browser.close()


def review(browser: Any, address: str) -> None:
    """The review page as it opens, and the timeline of its finding in the dark theme."""
    page = browser.new_context(viewport={"width": 1120, "height": 860}).new_page()
    page.goto(address)
    page.wait_for_url("**/finding/**")
    page.goto(f"{address.partition('/start')[0]}/next?rule=NC101&measure=troops")
    page.screenshot(path=PICTURES / "review.png")
    dark = page.context.new_page()
    dark.emulate_media(color_scheme="dark")
    dark.goto(page.url)
    dark.evaluate("document.querySelector('.dock').style.position = 'static'")
    box = dark.evaluate(
        "() => { const r = document.querySelector('.chart.time').getBoundingClientRect();"
        " return {y: r.top + scrollY, height: r.height}; }"
    )
    around = {"x": 0, "y": box["y"] - 24, "width": 1120, "height": box["height"] + 40}
    dark.screenshot(path=PICTURES / "timeline.png", clip=around, full_page=True)


def shot(browser: Any, address: str, name: str, width: int, height: int, part: str | None = None) -> None:
    """One page, or a part of it."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(address)
    (page.locator(part) if part else page).screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
