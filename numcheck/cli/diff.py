"""numcheck diff: what two reports have that the other has not, and which verdicts changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from numcheck.cli.common import emit

__all__ = ["command"]

_REPORT = click.Path(path_type=Path, exists=True, dir_okay=False)
_KEYS = ("id", "rule", "verdict", "severity", "state", "measure")


@click.command("diff")
@click.argument("before", type=_REPORT, metavar="BEFORE.json")
@click.argument("after", type=_REPORT, metavar="AFTER.json")
@click.pass_context
def command(ctx: click.Context, before: Path, after: Path) -> None:
    """Say which findings came, went or changed between two reports that were written with --format json.

    Findings are matched by id, which is made of their content. The exit code is 1 if there is a difference.

    \b
    Examples:
      numcheck check corpus/ --exit-zero --output json=before.json
      numcheck check corpus/ --exit-zero --output json=after.json --ignore NC201
      numcheck diff before.json after.json
    """
    from numcheck.report.text import clean

    old, new = _findings(before), _findings(after)
    lines = [("added", new[name]) for name in new if name not in old]
    lines += [("gone", old[name]) for name in old if name not in new]
    kept = [(old[name], new[name]) for name in old if name in new]
    changed = [(a, b) for a, b in kept if any(a[key] != b[key] for key in ("verdict", "severity", "state"))]
    for word, finding in lines:
        emit(f"{word:<8} {finding['id']}  {finding['rule']} {finding['verdict']}: {clean(finding['measure'])}\n")
    for a, b in changed:
        steps = ", ".join(f"{a[key]} to {b[key]}" for key in ("verdict", "severity", "state") if a[key] != b[key])
        emit(f"changed  {b['id']}  {b['rule']} {steps}: {clean(b['measure'])}\n")
    added, gone = sum(word == "added" for word, _ in lines), sum(word == "gone" for word, _ in lines)
    emit(f"{added} added, {gone} gone, {len(changed)} changed, {len(kept) - len(changed)} the same.\n")
    ctx.exit(int(bool(lines or changed)))


def _findings(path: Path) -> dict[str, dict[str, Any]]:
    """The findings of a report by id.

    Raises:
        click.ClickException: it is no such report.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["findings"]
        rows = {row["id"]: {key: str(row[key]) for key in _KEYS} for row in found}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.ClickException(f"{path}: not a report of `numcheck check --format json`: {error!r}") from error
    return rows
