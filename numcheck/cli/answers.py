"""numcheck answers: what a second reader said, from a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit
from numcheck.cli.reading import answers_file, named
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.reader.answers import Record

__all__ = ["command"]


@click.group("answers")
def command() -> None:
    """Answers of a second reader from a file; docs/reader.md tells their form.

    \b
    Examples:
      numcheck answers import answers.jsonl -c reader.model=ann
    """


@command.command("import")
@click.argument("source", type=click.File("rb"), metavar="FILE")
@configured(paths=False, fields=False)
def import_(source: click.File, config: Config) -> None:
    """Put answers on file: JSON Lines, each with the key of its question and the answer; "-" reads standard input.

    Nothing is put on file if a line is no answer.

    \b
    Examples:
      numcheck answers import answers.jsonl -c reader.model=ann
    """
    from numcheck.reader.answers import AnswersError, append, tidy

    try:
        records = _records(source.read(), named(config), source.name)  # type: ignore[attr-defined]
        append(answers_file(config), records)
        tidy(answers_file(config))
    except AnswersError as error:
        raise click.ClickException(str(error)) from error
    emit(f"{len(records)} answers put on file\n")


def _records(data: bytes, name: str, path: str) -> list[Record]:
    """The answers of a file; an answer may be written as the JSON itself, or as text that holds it."""
    from numcheck.reader.answers import AnswersError, record_of

    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            row = json.loads(line)
            if isinstance(row, dict) and isinstance(row.get("answer"), str):
                row["answer"] = json.loads(row["answer"])
        except (ValueError, RecursionError) as error:
            raise AnswersError(f"{place}: not an answer: {error}") from error
        found.append(record_of({**row, "model": name} if isinstance(row, dict) else row, place))
    return found
