"""numcheck decide: say of one finding that it is right, or that it is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit
from numcheck.cli.deciding import as_option
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("decide")
@click.argument("name", metavar="ID")
@click.argument("word", metavar="confirm|dismiss|undo", type=click.Choice(("confirm", "dismiss", "undo")))
@click.option("--reason", metavar="R", help="Why; `numcheck decisions reasons` lists them. Needed to dismiss.")
@click.option("--note", default="", metavar="T", help="In your own words.")
@as_option
@configured()
def command(
    name: str,
    word: str,
    reason: str | None,
    note: str,
    who: str | None,
    config: Config,
) -> None:
    """Decide on a finding: a dismissed one is reported no more, a confirmed one until it is corrected.

    ID is what the report shows, or its beginning. The decision is void when a figure of the finding changes.

    \b
    Examples:
      numcheck decide fp1:5391b8c8 dismiss corpus/ --reason scope --note "border guards are counted apart"
      numcheck decide fp1:5391b8c8 undo corpus/
    """
    from difflib import get_close_matches

    from numcheck.cli.deciding import decision, found
    from numcheck.cli.run import checked, decisions_file
    from numcheck.decisions import REASONS, DecisionsError, append

    if reason is not None and reason not in REASONS:
        near = get_close_matches(reason, REASONS, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near else f" (one of {', '.join(REASONS)})"
        raise click.BadParameter(f"there is no reason {reason!r}{hint}", param_hint="--reason")
    if word == "dismiss" and reason is None:
        raise click.UsageError(f"dismiss needs --reason, one of {', '.join(REASONS)}")
    if reason == "other" and not note:
        raise click.UsageError("--reason other needs a --note")
    finding = found(checked(config).report, name)
    made = decision(finding, word, reason, note, who)
    try:
        append(decisions_file(config), [made])
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    emit(f"{finding.id}: {word} by {made.by}\n")
