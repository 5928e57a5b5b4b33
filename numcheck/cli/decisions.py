"""numcheck decisions: what was decided, what it says of the rules, and decisions that come from elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from numcheck.cli.common import emit
from numcheck.cli.deciding import as_option
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.group("decisions")
def command() -> None:
    """Look at the decisions on file, and take in those of a report.

    \b
    Examples:
      numcheck decisions stats
      numcheck decisions reasons
      numcheck decisions export-cases corpus/ > cases.jsonl
    """


@command.command("reasons")
def reasons() -> None:
    """List the reasons that `numcheck decide` takes."""
    from numcheck.decisions import REASONS

    emit("".join(f"{name:<14}{about}\n" for name, about in REASONS.items()))


@command.command("stats")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Format (text).")
@configured(paths=False, fields=False)
def stats(form: str, config: Config) -> None:
    """Count the decisions on file, and say how often each rule was right.

    The precision of a rule is the share of findings that were confirmed, with its 95 % interval (Wilson); what a
    baseline accepted says nothing of it.
    """
    from numcheck.cli.run import decisions_file
    from numcheck.decisions import DecisionsError, read, states, statistics

    path = decisions_file(config)
    try:
        decided = read(path)
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    standing, scores = states(decided), statistics(decided)
    disputed = sum(state.disputed for state in standing.values())
    kinds = ("confirm", "dismiss", "accepted-debt")
    counts = {word: sum(state.decision.decision == word for state in standing.values()) for word in kinds}
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


@command.command("import")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE")
@as_option
@configured()
@click.pass_context
def take_in(
    ctx: click.Context,
    source: Path,
    who: str | None,
    config: Config,
) -> None:
    """Take in decisions that were made in a static report and exported from it.

    FILE is what the report exported; PATH is the corpus, as it is now. A line that is no decision, or on a finding
    that there no longer is, is named; the others are taken, and the exit code is 2.
    """
    from numcheck.cli.deciding import decision
    from numcheck.cli.run import checked, decisions_file
    from numcheck.decisions import DecisionsError, append

    findings = {finding.id: finding for finding in checked(config).report.findings}
    made, wrong = [], 0
    for number, line in enumerate(source.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            finding = findings[row["id"]]
        except ValueError as error:
            click.echo(f"{source}:{number}: {error}", err=True)
            wrong += 1
        except KeyError:
            click.echo(f"{source}:{number}: there is no such finding now; its figures changed, or agree", err=True)
            wrong += 1
        else:
            said = decision(finding, row["decision"], row["reason"], row["note"], who)
            made.append(replace(said, at=row["at"]))
    try:
        append(decisions_file(config), made)
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    emit(f"{len(made)} decisions taken in, {wrong} left out.\n")
    ctx.exit(2 if wrong else 0)


def _row(line: str) -> dict[str, Any]:
    """A line of an export.

    Raises:
        ValueError: it is no decision; the message says why.
    """
    from datetime import datetime

    from numcheck.decisions import REASONS

    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("id", "note", "at")):
        raise ValueError("not a decision: id, note and at must be text")
    if row.get("decision") not in ("confirm", "dismiss"):
        raise ValueError(f"not a decision: decision cannot be {row.get('decision')!r}")
    reason = row.get("reason")
    if (reason is None and row["decision"] == "dismiss") or (reason is not None and reason not in REASONS):
        raise ValueError(f"not a decision: reason cannot be {reason!r}")
    try:
        datetime.fromisoformat(row["at"].replace("Z", "+00:00"))
    except ValueError as error:
        raise ValueError(f"not a decision: at cannot be {row['at']!r}") from error
    return {name: row.get(name) for name in ("id", "decision", "reason", "note", "at")}


@command.command("export-cases")
@configured()
def export_cases(
    config: Config,
) -> None:
    """Write the findings that reviewers dismissed as misread as labelled cases, one JSON object a line.

    Each case has the sentences, what numcheck read in them, and what was wrong with that (wrong-number, wrong-link,
    wrong-date): a test that fails until the reading is mended.
    """
    from numcheck.cli.run import checked
    from numcheck.report.json import claim_fields

    for finding in checked(config).report.findings:
        decided = finding.decision
        if decided is None or finding.disputed or not (decided.reason or "").startswith("wrong-"):
            continue
        case = {
            "id": finding.id,
            "rule": finding.rule,
            "verdict": finding.verdict,
            "measure": finding.measure,
            "error": decided.reason,
            "note": decided.note,
            "by": decided.by,
            "at": decided.at,
            "claims": [
                {**claim_fields(claim), "noun": claim.quantity.noun, "concept": claim.frame.concept}
                for claim in finding.claims
            ],
        }
        emit(json.dumps(case, ensure_ascii=False) + "\n")
