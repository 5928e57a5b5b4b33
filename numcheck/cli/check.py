"""numcheck check: what disagrees in a corpus."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit, now, parquet, save
from numcheck.cli.settings import TABLES, configured, formats, page
from numcheck.report import FORMATS, LEFT_OUT

if TYPE_CHECKING:
    from numcheck.cli.engines import Kept
    from numcheck.config import Config
    from numcheck.finding import Report

__all__ = ["command"]

_FAILING = {"contradiction": ("error",), "tension": ("error", "warning"), "update": ("error", "warning", "note")}
_LINKLESS = ("dumb", "linux")  # terminals that show a link as rubbish
_LEVELS = (*_FAILING, "undecided", "never")


@click.command("check")
@click.option("--format", type=click.Choice(FORMATS), help="Format on stdout (text).")
@click.option("--output", multiple=True, metavar="FORMAT=FILE", help="Also write a file; repeatable.")
@click.option("--single-file", is_flag=True, help="With --output html=FILE: one page in place of a folder.")
@click.option("--select", multiple=True, metavar="CODES", help="Report only these rules (prefixes, by comma).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not report these rules (prefixes, by comma).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Report only findings at least this sure, 0 to 1 (0: all that is judged, from 0.61).",
)
@click.option("--candidates", is_flag=True, help="Instead list each pair that may disagree (text or jsonl).")
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    help="The mildest finding that makes the exit code 1 (contradiction); or undecided, for any without a decision.",
)
@click.option("--exit-zero", is_flag=True, default=None, help="Exit with 0 although there are findings.")
@click.option("--allow-empty", is_flag=True, default=None, help="A path in which nothing is to be read is no error.")
@click.option("--allow-unreadable", is_flag=True, default=None, help="Input that cannot be read is a warning.")
@click.option("--diff-base", metavar="REF", help="Only what changed since a git revision.")
@click.option(
    "--diff-index",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only what changed since FILE was written with --output index=FILE.",
)
@click.option(
    "--reader",
    "reader_mode",
    type=click.Choice(("off", "replay", "record")),
    help="A second reader: replay its answers on file, or record: also ask what is missing (off).",
)
@click.option("--dry-run", is_flag=True, help="Only print what --reader record would ask, with an estimate.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), help="Worker processes; 0 for one a processor (0).")
@click.option(
    "--engine",
    type=click.Choice(("local", "duckdb", "spark")),
    help="Link articles in memory (local), on disk, or run on Spark; the report is the same.",
)
@click.option("--cache/--no-cache", default=None, help="Keep what was read for the next run (yes).")
@click.option("--cache-dir", metavar="FOLDER", help="Where to keep it (.numcheck_cache, or $NUMCHECK_CACHE_DIR).")
@click.option("--stamp", is_flag=True, help="Say in json, jsonl, sarif and junit when the report was made.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour in text (auto).")
@configured(
    "format",
    "output",
    "select",
    "ignore",
    "min-confidence",
    "fail-on",
    "exit-zero",
    "allow-empty",
    "allow-unreadable",
    "reader.mode",
    "jobs",
    "engine",
    "cache",
    "cache-dir",
)
@click.pass_context
def command(
    ctx: click.Context,
    config: Config,
    single_file: bool,
    diff_base: str | None,
    diff_index: Path | None,
    stamp: bool,
    color: str,
    dry_run: bool,
    candidates: bool,
) -> None:
    """Report figures and dates that cannot all be true.

    PATH is a file, a folder, a quoted pattern or "-": .txt, .md, .jsonl, .csv, .parquet. Without PATH, the
    configuration's `paths` are read. Besides the formats of --format, --output writes findings as Parquet
    (parquet=FILE) and all claims (claims=FILE).

    \b
    Exit codes:
      0    nothing at or above --fail-on
      1    findings
      2    usage, configuration, unreadable input, no document matched, internal error
      130  interrupted

    \b
    Examples:
      numcheck check corpus/
      numcheck check "corpus/**/*.md" --fail-on tension
      numcheck check news.jsonl --format json --output text=report.txt
      numcheck check dump.csv --field text=body --field date=pub.date
      numcheck check corpus/ --output parquet=findings.parquet --output claims=claims.parquet
      numcheck check corpus/ --output html=report
      numcheck check corpus/ --min-confidence 0.8
      numcheck check corpus/ --candidates --format jsonl
      numcheck check corpus/ --diff-base origin/main --output sarif=numcheck.sarif
      numcheck check corpus/ --reader record --dry-run -c reader.model=some-model
    """
    from numcheck.cli.run import checked

    if diff_base is not None and diff_index is not None:
        raise click.UsageError("--diff-base and --diff-index exclude each other")
    if dry_run:
        from numcheck.cli.questions import rehearsed

        emit(rehearsed(config))
        return
    if candidates:
        ctx.exit(_candidates(config))
    files = formats(config)
    shown = config["format"] == "html" or any(name == "html" for name, _ in files)
    tables = any(name in TABLES for name, _ in files)
    run = checked(config, diff_base, diff_index, asks=True, kept=shown, tables=tables)
    rules = tuple(replace(rule, address=page(config, rule.code)) for rule in run.report.rules)
    report = replace(run.report, rules=rules, stamp=now() if stamp else None)
    if shown:
        import gc

        from numcheck.dossier import with_dossiers

        gc.freeze()  # all of it is needed to the end; the collector would walk over it for every page
        report = with_dossiers(report, run.articles)
    _write(report, files, single_file, run.kept)
    _show(report, config["format"], color)
    complain(report.problems)
    ctx.exit(exit_code(report, "never" if config["exit-zero"] else config["fail-on"]))


def _candidates(config: Config) -> int:
    """List the candidates; the exit code."""
    from numcheck.cli.candidates import lines
    from numcheck.cli.run import candidates

    form = config["format"] or "text"
    if form not in ("text", "jsonl"):
        raise click.UsageError("--candidates are listed as text or jsonl")
    pairs, report = candidates(config)
    for line in lines(pairs, form):
        emit(line)
    return complain(report.problems)


def exit_code(report: Report, fail_on: str) -> int:
    """2 when something was not read, 1 for a finding at or above `fail_on` or that nobody decided on, else 0."""
    from numcheck.report.json import state

    if any(problem.severity == "error" for problem in report.problems):
        return 2
    if fail_on == "undecided":
        return int(any(state(finding) in ("open", "disputed") for finding in report.findings))
    failing = _FAILING.get(fail_on, ())
    return int(any(finding.severity in failing and not finding.hushed for finding in report.findings))


def _write(report: Report, files: list[tuple[str, Path]], single_file: bool, kept: Kept | None) -> None:
    from numcheck.report import pieces

    for name, path in files:
        if name in TABLES:
            assert kept is not None
            save(parquet(kept.arrow(report, "findings" if name == "parquet" else name)), path)
            continue
        if name == "html" and not single_file:
            _write_pages(report, path)
            continue
        if name == "html":
            _small_enough(report)
        save(pieces(name, report), path)
        left = LEFT_OUT[name](report) if name in LEFT_OUT else 0
        if left:
            click.echo(f"numcheck: left out of {path}: {left} of the findings, more than its host takes", err=True)


def _write_pages(report: Report, folder: Path) -> None:
    """Write a folder of pages; those of a longer report before it go."""
    from numcheck.report.html import pages

    names = set()
    for name, text in pages(report):
        save(text, folder / name)
        names.add(name)
    for pattern in ("page-[0-9][0-9][0-9][0-9].html", "data/page-[0-9][0-9][0-9][0-9].json"):
        for left in folder.glob(pattern):
            if left.relative_to(folder).as_posix() not in names:
                left.unlink()


def _small_enough(report: Report) -> None:
    from numcheck.report.html import MOST_ON_ONE

    if len(report.findings) > MOST_ON_ONE:
        raise click.UsageError(
            f"{len(report.findings)} findings are too many for one page (the most is {MOST_ON_ONE}); "
            "leave out --single-file for a folder of pages, or narrow it down with --select"
        )


def _show(report: Report, form: str | None, color: str) -> None:
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    form = form or ("github" if in_actions else "text")
    if form == "text" and not in_actions and _coloured(color):
        from numcheck.report.text import show

        terminal = sys.stdout.isatty()
        links = terminal and os.environ.get("TERM") not in _LINKLESS
        show(report, sys.stdout, links, get_terminal_size().columns if terminal else None)
    elif in_actions and form not in ("github", "json", "jsonl", "sarif", "gitlab", "rdjson", "rdjsonl", "sonar"):
        # the runner takes "::command::" at the beginning of a line, and article text may hold one
        token = f"numcheck-{report.corpus_sha256}"
        emit(f"::stop-commands::{token}\n")
        _emit(form, report)
        emit(f"::{token}::\n")
    else:
        _emit(form, report)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        from numcheck.report import WRITERS

        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(WRITERS["markdown"](report))


def _emit(form: str, report: Report) -> None:
    from numcheck.report import pieces

    for piece in pieces(form, report):
        emit(piece)


def _coloured(color: str) -> bool:
    """Whether text is coloured: as asked, else by NO_COLOR and FORCE_COLOR, else on a terminal."""
    if color != "auto":
        return color == "always"
    if "NO_COLOR" in os.environ:
        return False
    return "FORCE_COLOR" in os.environ or sys.stdout.isatty()
