"""numcheck decisions: what was decided, and what it says of the rules."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from numcheck.cli.common import emit
from numcheck.cli.settings import config_options, settings

__all__ = ["command"]


@click.command("decisions")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Format (text).")
@click.option("--reasons", is_flag=True, help="List the reasons that `numcheck decide` takes.")
@config_options
def command(form: str, reasons: bool, file: Path | None, isolated: bool, pairs: tuple[str, ...]) -> None:
    """Count the decisions on file, and say how often each rule was right.

    The precision of a rule is the share of findings that were confirmed, with its 95 % interval; what a baseline
    accepted says nothing of it.

    \b
    Examples:
      numcheck decisions
      numcheck decisions --reasons
    """
    from numcheck.cli.run import decisions_file
    from numcheck.decisions import REASONS, DecisionsError, read, states, statistics

    if reasons:
        emit("".join(f"{name:<14}{about}\n" for name, about in REASONS.items()))
        return
    path = decisions_file(settings(file, isolated, pairs))
    try:
        decided = read(path)
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    standing, scores = states(decided), statistics(decided)
    disputed = sum(state.disputed for state in standing.values())
    words = ("confirm", "dismiss", "accepted-debt")
    counts = {word: sum(state.decision.decision == word for state in standing.values()) for word in words}
    if form == "json":
        rules = {rule: asdict(score) for rule, score in scores.items()}
        emit(json.dumps({"decisions": counts, "disputed": disputed, "rules": rules}, indent=2) + "\n")
        return
    emit(f"{len(standing)} findings decided: {', '.join(f'{n} {word}' for word, n in counts.items())}; ")
    emit(f"{disputed} disputed.\n")
    for rule, score in scores.items():
        total = score.confirmed + score.dismissed
        share = f"{score.confirmed} of {total} confirmed, precision {score.low:.2f} to {score.high:.2f}"
        emit(f"{rule}  {share}; {score.misread} dismissed as misread\n")
