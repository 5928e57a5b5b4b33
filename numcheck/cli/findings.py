"""numcheck findings: findings with what was decided of them, one a line, for scripts and for a look."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit, words
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("findings")
@click.option("--pending", is_flag=True, help="Only those that nobody decided on, or that are disputed.")
@click.option(
    "--where",
    "where",
    multiple=True,
    metavar="NAME=TEXT",
    help="Only those that fit: state, rule, severity, source, doc, measure, by, q (words anywhere); order sorts.",
)
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", help="Format (text).")
@configured()
def command(
    pending: bool,
    where: tuple[str, ...],
    form: str,
    config: Config,
) -> None:
    """List findings with what was decided of them, as `numcheck review` shows and sorts them.

    \b
    Examples:
      numcheck findings corpus/ --pending
      numcheck findings corpus/ --pending --format jsonl
      numcheck findings corpus/ --where state=all --where order=gap
    """
    from numcheck.cli.run import checked
    from numcheck.report.html.card import headline, spread
    from numcheck.report.json import finding_fields, state
    from numcheck.report.text import clean
    from numcheck.review import NAMES, Filter, Queue

    query = words(where, "--where")
    wrong = sorted(query.keys() - set(NAMES))
    if wrong:
        raise click.BadParameter(f"there is no {wrong[0]!r} (one of {', '.join(NAMES)})", param_hint="--where")
    report = checked(config).report
    own = Filter.parse({"state": "undecided" if pending else "all", **query})
    for number in Queue(report.findings).select(own, report.findings):
        finding = report.findings[number]
        if form == "jsonl":
            emit(json.dumps(finding_fields(finding), ensure_ascii=False) + "\n")
        else:
            figures = " to ".join(spread(finding))
            emit(f"{finding.id}  {state(finding):<13}  {finding.rule}  {clean(headline(finding))}  ({figures})\n")
    complain(report.problems)
