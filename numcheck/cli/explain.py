"""numcheck explain: one finding with everything that led to it, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("explain")
@click.argument("name", metavar="ID")
@configured()
def command(
    name: str,
    config: Config,
) -> None:
    """Say why a finding was reported: its claims, every step to the verdict, and the decisions on it.

    ID is what the report shows, or its beginning.

    \b
    Examples:
      numcheck explain fp1:5391b8c8 corpus/
    """
    from numcheck.cli.deciding import found
    from numcheck.cli.run import checked, decisions_file
    from numcheck.decisions import read
    from numcheck.report.text import clean, finding_text

    finding = found(checked(config).report, name)
    emit(finding_text(finding) + "\nSteps\n")
    for reason in finding.reasons:
        emit(f"  {reason.name}: {clean(reason.text)}\n")
        for key, value in reason.data:
            emit(f"    {key} {clean(value)}\n")
    decided = [decision for decision in read(decisions_file(config)) if decision.id == finding.id]
    if finding.suppressed is not None:
        emit(f"\nHushed by a comment: {clean(finding.suppressed)}\n")
    if decided:
        emit("\nDecisions\n")
    for decision in sorted(decided, key=lambda decision: decision.at):
        why = ", ".join(clean(text) for text in (decision.reason or "", decision.note) if text)
        emit(f"  {decision.at} {clean(decision.by)}: {decision.decision}{f' ({why})' if why else ''}\n")
