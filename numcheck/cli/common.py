"""What the commands share: reading with progress, the --field option, output, and problems on stderr."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from numcheck.finding import Problem

__all__ = ["complain", "emit", "field_option", "now", "parquet", "paths_argument", "save", "table", "watched", "words"]

T = TypeVar("T")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

paths_argument: Decorator = click.argument("paths", nargs=-1, metavar="[PATH...]")
field_option: Decorator = click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="Where records keep id, date, source, title, text or url: --field text=body --field date=pub.date.",
)
_PATIENCE = 2.0
_EVERY = 0.2


def words(pairs: tuple[str, ...], option: str) -> dict[str, str]:
    """What repeated NAME=VALUE options give; one without "=" is a usage error."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not value:
            raise click.BadParameter(f"{pair!r}: expected NAME=VALUE", param_hint=option)
        found[name] = value
    return found


def now() -> str:
    """The time, UTC, ISO 8601, as it stands in decisions and reports."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def watched(items: Iterable[T]) -> Iterator[T]:
    """The same items, with a count of them on stderr when that is a terminal and the work takes long."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield from items
        return
    due = time.monotonic() + _PATIENCE
    shown = False
    for count, item in enumerate(items, 1):
        if time.monotonic() > due:
            print(f"\r{count} articles read", end="", file=sys.stderr, flush=True)
            due, shown = time.monotonic() + _EVERY, True
        yield item
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def complain(problems: Iterable[Problem]) -> int:
    """Name each problem on stderr, one a line; the exit code that they make: 2 if one is an error, else 0."""
    from numcheck.report.text import problem_line

    code = 0
    for problem in problems:
        click.echo(problem_line(problem), err=True)
        if problem.severity == "error":
            code = 2
    return code


def emit(text: str) -> None:
    """Write text to stdout as UTF-8, lone surrogates as escapes; a reader that has gone is no error."""
    try:
        click.echo(_encoded(text), nl=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def save(data: str | bytes | Iterator[str], path: Path) -> None:
    """Write a file in one step: a reader sees the old file or the whole new one.

    Args:
        data: what is to stand there, or its text in pieces.
        path: the file.

    Raises:
        click.ClickException: the file cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as stream:
            for piece in (data,) if isinstance(data, str | bytes) else data:
                stream.write(piece if isinstance(piece, bytes) else _encoded(piece))
        draft.replace(path)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)  # there is none any more if all went well


def table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows below their names, in columns; what articles say cannot drive a terminal.

    >>> table(["a", "long"], [["x", None], ["yy", 3]]).splitlines()
    ['a   long', 'x', 'yy  3']
    """
    from numcheck.report.text import clean

    shown = [list(names), *(["" if cell is None else clean(str(cell)) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown)
    return "".join(f"{line}\n" for line in lines)


def parquet(table: Any) -> bytes:
    """An Arrow table as a Parquet file."""
    from pyarrow.parquet import write_table

    stream = io.BytesIO()
    write_table(table, stream)
    return stream.getvalue()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
