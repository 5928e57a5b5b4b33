"""numcheck check: what disagrees in a corpus."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit, field_option, mapping, paths_argument, save, watched

if TYPE_CHECKING:
    from numcheck.model import Report

__all__ = ["command"]

FORMATS = ("text", "json")
_FAILING = {"contradiction": ("contradiction",), "tension": ("contradiction", "tension"), "never": ()}


@click.command("check")
@paths_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Format on stdout (text).")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Also write a file; repeatable.")
@click.option("--select", multiple=True, metavar="CODES", help="Report only these rules (prefixes, by comma).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not report these rules (prefixes, by comma).")
@click.option(
    "--fail-on",
    type=click.Choice(tuple(_FAILING)),
    default="contradiction",
    help="The mildest verdict that makes the exit code 1 (contradiction).",
)
@field_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    pairs: tuple[str, ...],
) -> None:
    """Report figures and dates that cannot all be true.

    PATH is a file, a folder, a quoted pattern or "-": .txt, .md, .jsonl, .csv.

    \b
    Exit codes:
      0    nothing at or above --fail-on
      1    findings
      2    usage, unreadable input, no document matched, internal error
      130  interrupted

    \b
    Examples:
      numcheck check corpus/
      numcheck check "corpus/**/*.md" --fail-on tension
      numcheck check news.jsonl --format json --output text=report.txt
      numcheck check dump.csv --field text=body --field date=pub.date
    """
    from numcheck.pipeline import check
    from numcheck.read import read
    from numcheck.report import WRITERS

    files = [_output(pair) for pair in outputs]
    report = check(watched(read(paths, mapping(pairs))), _codes(select), _codes(ignore))
    for name, path in files:
        save(WRITERS[name](report), path)
    if form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        from numcheck.report.text import show

        show(report, sys.stdout)
    else:
        emit(WRITERS[form](report))
    complain(report.problems)
    ctx.exit(exit_code(report, fail_on))


def exit_code(report: Report, fail_on: str) -> int:
    """2 when something was not read, 1 for a finding at or above `fail_on`, else 0."""
    if report.problems:
        return 2
    return int(any(finding.verdict in _FAILING[fail_on] for finding in report.findings))


def _output(pair: str) -> tuple[str, Path]:
    name, equals, path = pair.partition("=")
    if not equals or not path or name not in FORMATS:
        raise click.BadParameter(
            f"{pair!r}: expected FORMAT=FILE with FORMAT one of {', '.join(FORMATS)}", param_hint="--output"
        )
    return name, Path(path)


def _codes(values: tuple[str, ...]) -> list[str]:
    """Codes from repeated and comma-separated options; one that fits no rule is a usage error."""
    from numcheck.rules import RULES

    codes = [code.strip().upper() for value in values for code in value.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise click.BadParameter(f"{code!r} fits no rule; `numcheck rule` lists them")
    return codes
