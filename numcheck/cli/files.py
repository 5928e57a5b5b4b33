"""numcheck files: what would be read, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit
from numcheck.cli.settings import configured, mapping, paths_or_refuse

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("files")
@configured()
@click.pass_context
def command(
    ctx: click.Context,
    config: Config,
) -> None:
    """List the articles that would be read: path, format, id, date, where the date came from, characters.

    \b
    Examples:
      numcheck files corpus/
      numcheck files dump.csv --field text=body
    """
    from numcheck.finding import Problem
    from numcheck.read import documents
    from numcheck.report.text import clean

    problems: list[Problem] = []
    for item in documents(paths_or_refuse(config), mapping(config)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        article = item.article
        place = f"{article.path}:{article.line}"
        day = article.published.isoformat() if article.published else "-"
        cells = (place, item.format, article.id, day, item.dated, str(len(article.text)))
        emit("\t".join(clean(cell) for cell in cells) + "\n")
    complain(problems)
    ctx.exit(2 if problems else 0)
