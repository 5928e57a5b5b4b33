"""numcheck baseline: accept what there is, so that only new findings are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit
from numcheck.cli.deciding import as_option
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("baseline")
@click.option("--prune", is_flag=True, help="Also drop decisions that are stale.")
@click.option("--note", default="", help="Why, for whoever reads the file.")
@as_option
@configured()
@click.pass_context
def command(
    ctx: click.Context,
    prune: bool,
    note: str,
    who: str | None,
    config: Config,
) -> None:
    """Accept all present findings as known, so that later runs report only new ones.

    They are written to .numcheck/decisions.jsonl, which belongs into git.

    \b
    Examples:
      numcheck baseline corpus/
      numcheck baseline corpus/ --prune
    """
    from numcheck.cli.deciding import decision
    from numcheck.cli.run import checked, decisions_file
    from numcheck.decisions import DecisionsError, append, drop

    run = checked(config)
    new = [decision(each, "accepted-debt", None, note, who) for each in run.report.open if each.decision is None]
    known = sum(each.decision is not None for each in run.report.findings)
    path = decisions_file(config)
    try:
        append(path, new)
        dropped = len(run.stale) if prune and drop(path, [stale.id for stale, _ in run.stale]) else 0
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    stale = f"{dropped} stale dropped" if prune else f"{len(run.stale)} stale"
    emit(f"{len(new)} accepted, {known} known before, {stale}.\n")
    problems = [problem for problem in run.report.problems if problem.code != "NC908"]
    ctx.exit(complain(problems))
