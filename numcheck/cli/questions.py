"""numcheck questions: what a second reader is asked, as a file that anybody can answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit, save
from numcheck.cli.reading import answers_file, limits, named
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.finding import Problem

__all__ = ["command", "rehearsed"]


@click.group("questions")
def command() -> None:
    """Questions to a second reader as a file, for a person, a batch service or another tool.

    \b
    Examples:
      numcheck questions export corpus/ -c reader.model=ann
      numcheck questions export corpus/ -c reader.model=ann --output questions.jsonl
    """


@command.command("export")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write a file (standard output).")
@click.option("--all", "everything", is_flag=True, help="Also what is answered already.")
@configured()
@click.pass_context
def export(
    ctx: click.Context,
    output: Path | None,
    everything: bool,
    config: Config,
) -> None:
    """Write what is not answered yet as JSON Lines, one question a line: key, model, prompt, messages, schema.

    \b
    Examples:
      numcheck questions export corpus/ -c reader.model=ann
    """
    from numcheck.reader.prompt import PROMPT, SCHEMA, key, messages

    name = named(config)
    texts, problems = _asked(config, everything)
    rows = (
        {"key": key(name, text), "model": name, "prompt": PROMPT, "messages": messages(text), "schema": SCHEMA}
        for text in texts
    )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if output is None:
        emit(lines)
    else:
        save(lines, output)
        emit(f"{len(texts)} questions written to {output}\n")
    ctx.exit(complain(problems))


def rehearsed(config: Config) -> str:
    """What would be sent to a second reader: every message as it is, and what it would take at most."""
    from numcheck.reader.budget import expected
    from numcheck.reader.prompt import messages

    named(config)
    bounds = limits(config)
    texts, _ = _asked(config, everything=False)
    shown = ["".join(f"--- {message['role']}\n{message['content']}\n" for message in messages(text)) for text in texts]
    spent = [expected(text) for text in texts]
    total = (sum(own[0] for own in spent), sum(own[1] for own in spent))
    cost = f", cost {bounds.costs(total):.2f}" if bounds.price_in or bounds.price_out else ""
    return "".join(shown) + f"{len(texts)} questions: some {total[0]} tokens to send, {total[1]} to come{cost}\n"


def _asked(config: Config, everything: bool) -> tuple[list[str], list[Problem]]:
    """The questions of a corpus, those that are answered left out unless all are wanted; and problems in reading."""
    from numcheck.cli.run import articles
    from numcheck.engine import run
    from numcheck.reader.answers import AnswersError, read
    from numcheck.reader.desk import Rehearsal
    from numcheck.reader.prompt import key

    heard = Rehearsal(named(config), answers_file(config))
    cache = config.root / config["cache-dir"] if config["cache"] else None
    report = run(articles(config), jobs=config["jobs"], cache=cache, desk=heard)
    try:
        known = {} if everything else read(heard.path)
    except AnswersError as error:
        raise click.ClickException(str(error)) from error
    texts = [text for text in dict.fromkeys(heard.texts) if key(heard.name, text) not in known]
    return texts, list(report.problems)
