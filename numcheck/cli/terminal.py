"""The terminal of `numcheck review`: lines on a clear screen, one key, a line of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

    from numcheck.review import Line

__all__ = ["Terminal"]

_WIDEST = 110  # columns, beyond which lines are hard to read
_KEYS = 250  # characters of the line of keys


class Terminal:
    """A screen for `numcheck.review.Loop`; what articles say cannot drive it, as its lines are clean.

    Args:
        console: another one than the process has.
    """

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console

        self._console = console or Console(highlight=False, markup=False, emoji=False)
        self._rest: list[list[Segment]] = []

    def show(self, lines: Iterable[Line]) -> None:
        """Print lines on a clear screen, from the top as many as fit; the blank shows the rest."""
        from rich.padding import Padding
        from rich.text import Text

        options = self._console.options.update(width=min(_WIDEST, self._console.width))
        self._rest = []
        for line in lines:
            text = Text.assemble(*line)
            indent = len(text.plain) - len(text.plain.lstrip(" "))
            shown = Padding(text[indent:], (0, 0, 0, indent), expand=False)
            self._rest += self._console.render_lines(shown, options, pad=False) if text else [[]]
        self._page()

    def _page(self) -> None:
        from rich.segment import Segment, Segments

        click.clear()
        below = 4 + _KEYS // max(1, self._console.width)
        room = max(5, self._console.height - below)
        page, self._rest = self._rest[:room], self._rest[room:]
        for row in page:
            self._console.print(Segments([*row, Segment.line()]), end="")
        if self._rest:
            more = f"{len(self._rest)} more lines: the space bar shows them"
            self._console.print(more, style="bold", justify="right", width=min(_WIDEST, self._console.width))

    def key(self, line: str) -> str:
        """One key, after a line that says which there are."""
        while True:
            self._console.print()
            self._console.print(line, style="dim")
            pressed = click.getchar()
            if pressed in ("\x03", "\x04"):
                raise KeyboardInterrupt
            if pressed != " " or not self._rest:
                return pressed
            self._page()

    def ask(self, question: str) -> str:
        """A line of text; "" if nothing is said."""
        return str(click.prompt(question, default="", show_default=False)).strip()

    def open(self, address: str) -> None:
        """Open an address of the web."""
        click.launch(address)
