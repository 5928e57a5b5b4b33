"""The terminal of `numcheck review`: lines on a clear screen, one key, a line of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from numcheck.review import Line

__all__ = ["Terminal"]

_WIDEST = 110  # columns, beyond which lines are hard to read


class Terminal:
    """A screen for `numcheck.review.Loop`; what articles say cannot drive it, as its lines are clean.

    Args:
        console: another one than the process has.
    """

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console

        self._console = console or Console(highlight=False, markup=False, emoji=False)

    def show(self, lines: Iterable[Line]) -> None:
        """Print lines on a clear screen."""
        from rich.padding import Padding
        from rich.text import Text

        click.clear()
        for line in lines:
            text = Text.assemble(*line)
            indent = len(text.plain) - len(text.plain.lstrip(" "))
            self._console.print(Padding(text[indent:], (0, 0, 0, indent)), width=min(_WIDEST, self._console.width))

    def key(self, line: str) -> str:
        """One key, after a line that says which there are."""
        self._console.print()
        self._console.print(line, style="dim")
        pressed = click.getchar()
        if pressed in ("\x03", "\x04"):
            raise KeyboardInterrupt
        return pressed

    def ask(self, question: str) -> str:
        """A line of text; "" if nothing is said."""
        return str(click.prompt(question, default="", show_default=False)).strip()

    def open(self, address: str) -> None:
        """Open an address of the web."""
        click.launch(address)
