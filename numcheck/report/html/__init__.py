"""Report -> pages for a browser; `write` is all of it on one page, `pages` a folder of them."""

from __future__ import annotations

from numcheck.report.html.pages import MOST_ON_ONE, pages
from numcheck.report.html.pages import single as write

__all__ = ["MOST_ON_ONE", "pages", "write"]
