"""A checked corpus with what was decided of it: what check, baseline, decide and explain begin with."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import watched
from numcheck.cli.engines import Kept, engine
from numcheck.cli.reading import desk
from numcheck.cli.settings import codes, formats, mapping, paths_or_refuse
from numcheck.finding import Decision, Problem, Report, Severity
from numcheck.lazy import where
from numcheck.model import Article

if TYPE_CHECKING:
    from numcheck.base import Base
    from numcheck.config import Config
    from numcheck.group import Pair

__all__ = ["Checked", "articles", "candidates", "checked", "decisions_file"]

_READING = ("NC901", "NC902", "NC904", "NC905")  # problems that --allow-unreadable makes warnings
_EMPTY = "NC903"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run brought.

    Args:
        report: with what was decided of its findings.
        stale: decisions on file that are stale, each with what became of it.
        ran: the rules whose findings were looked for.
        articles: those of the findings by id, if they were asked for.
        kept: what the tables of the report are made of, if they were asked for.
    """

    report: Report
    stale: tuple[tuple[Decision, str], ...]
    ran: frozenset[str]
    articles: Mapping[str, Article]
    kept: Kept | None = None


def decisions_file(config: Config) -> Path:
    """Where decisions are kept."""
    return config.root / str(config["decisions"])


def checked(
    config: Config,
    diff_base: str | None = None,
    diff_index: Path | None = None,
    asks: bool = False,
    kept: bool = False,
    tables: bool = False,
) -> Checked:
    """Check what the settings name, or only what a change brought.

    Args:
        config: the settings.
        diff_base: a git revision to compare with.
        diff_index: a saved index to compare with.
        asks: whether a second reader may be asked what it has not answered yet.
        kept: whether the articles of the findings are wanted, too.
        tables: whether the articles and claims are kept for tables.

    Raises:
        click.ClickException: decisions, a base or an engine that cannot be used.
    """
    from numcheck.base import BaseError, brought
    from numcheck.decisions import DecisionsError, apply, read, states
    from numcheck.rules import RULES, chosen

    path = decisions_file(config)
    try:
        decided = read(path)
        base = _base(config, diff_base, diff_index)
    except (DecisionsError, BaseError) as error:
        raise click.ClickException(str(error)) from error
    held = Kept(claims=tables) if kept or tables else None
    named = base is not None or bool(decided) or any(name == "index" for name, _ in formats(config))
    report = _checked(config, paths_or_refuse(config), config.root, watch=True, asks=asks, named=named, kept=held)
    ran = frozenset(rule for rule in RULES if chosen(rule, codes(config, "select"), _ignored(config)))
    stale: tuple[tuple[Decision, str], ...] = ()
    if states(decided):
        outcome = apply(report, decided, lambda name: (config.root / name).exists(), ran.__contains__)
        report, stale = outcome.report, outcome.stale
    problems = [*report.problems, *_stale(config, stale, path), *_unused(config, report, ran)]
    report = replace(report, problems=tuple(problems))
    report = _sure(report if base is None else brought(report, base, ran), config["min-confidence"])
    docs = {claim.mention.doc for finding in report.findings for claim in finding.claims} if kept else set()
    texts = {} if held is None else {name: held.articles[name] for name in docs & held.articles.keys()}
    return Checked(report, stale, ran, texts, held if tables else None)


def _sure(report: Report, least: float) -> Report:
    """The report without the findings that are less sure than asked for, and with a note of how many they are."""
    if not least:
        return report
    kept = where(report.findings, lambda finding: finding.confidence >= least)
    left = len(report.findings) - len(kept)
    if not left:
        return report
    return replace(report, findings=kept, notes=(*report.notes, f"{left} findings less sure than {least} are left out"))


def articles(config: Config) -> Iterator[Article | Problem]:
    """The articles that the settings name, and problems met in reading them."""
    from numcheck.read import read

    return _rooted(read(paths_or_refuse(config), mapping(config)), config.root, config)


def candidates(config: Config) -> tuple[list[Pair], Report]:
    """The pairs of claims that may disagree in what the settings name, and a report of what was read."""
    from numcheck.engine import candidates
    from numcheck.group import LISTED

    least = max(LISTED, config["min-confidence"])
    return candidates(watched(articles(config)), least, config["jobs"], _cache(config), _warn)


def _checked(
    config: Config,
    paths: Sequence[str],
    root: Path,
    watch: bool = False,
    asks: bool = False,
    named: bool = True,
    kept: Kept | None = None,
) -> Report:
    from numcheck.read import read

    reader = desk(config, asks)
    run = engine(config["engine"], kept, reader is not None)
    items = _rooted(read(paths, mapping(config)), root, config)
    items = watched(items) if watch else items
    try:
        report = run(
            items if kept is None else kept.watching(items),
            jobs=config["jobs"],
            cache=_cache(config),
            select=codes(config, "select"),
            ignore=_ignored(config),
            severity={code: level for code, level in config["severity"].items() if level != "off"},
            warn=_warn,
            articles=named,
            desk=reader,
        )
    except ValueError as error:
        from numcheck.reader.answers import AnswersError  # only a run with a second reader loads it

        if isinstance(error, AnswersError):
            raise click.ClickException(str(error)) from error
        raise
    return replace(report, name=config["name"] or _named(paths, root))


def _cache(config: Config) -> Path | None:
    return config.root / config["cache-dir"] if config["cache"] else None


def _warn(message: str) -> None:
    click.echo(f"numcheck: {message}", err=True)


def _ignored(config: Config) -> list[str]:
    return codes(config, "ignore") + [code for code, level in config["severity"].items() if level == "off"]


def _named(paths: Sequence[str], root: Path) -> str:
    """What a corpus is called that has no name: its paths."""
    return "+".join(sorted(_uri(path, str(root)) or path for path in paths)) or "corpus"


def _rooted(items: Iterable[Article | Problem], root: Path, config: Config) -> Iterator[Article | Problem]:
    """The items with their paths from the root of the project; problems that are allowed are none, or warnings."""
    for item in items:
        uri = _uri(item.path, str(root)) if item.path and item.path != "-" else None
        if isinstance(item, Article):
            yield replace(item, uri=uri)
        elif item.code != _EMPTY or not config["allow-empty"]:
            allowed = item.code in _READING and config["allow-unreadable"]
            yield replace(item, uri=uri, severity="warning" if allowed else item.severity)


def _uri(path: str, root: str) -> str | None:
    """A path from the root, with forward slashes and symbolic links resolved; None outside of it."""
    if os.path.islink(path):  # noqa: PTH114 (a Path for each article costs more than all of this)
        path = os.path.realpath(path)
    folder, name = os.path.split(path)
    inside = _folder(folder, root)
    return None if inside is None else f"{inside}{name}"


@cache
def _folder(folder: str, root: str) -> str | None:
    """What stands before the names of a folder's files, from the root; None outside of it."""
    relative = os.path.relpath(os.path.realpath(folder or "."), os.path.realpath(root))
    if relative.startswith(".."):
        return None
    return "" if relative == "." else f"{Path(relative).as_posix()}/"


def _base(config: Config, ref: str | None, index: Path | None) -> Base | None:
    from numcheck.base import base_of, from_index
    from numcheck.revision import checked_out, mirrored, relative

    if ref is None:
        return None if index is None else from_index(index)
    start = Path.cwd()
    paths = relative(paths_or_refuse(config), start)
    with checked_out(ref, start, paths) as mirror, chdir(mirrored(mirror, start)):
        _folder.cache_clear()
        report = _checked(config, paths, mirrored(mirror, config.root))
    _folder.cache_clear()
    return base_of(report)


def _stale(config: Config, stale: Iterable[tuple[Decision, str]], path: Path) -> list[Problem]:
    """The stale decisions as problems."""
    if config["unused-decisions"] == "ignore":
        return []
    says = {
        "void": "a figure of it was changed, so it no longer counts",
        "resolved": "its figures no longer disagree, or are gone",
    }
    level: Severity = "error" if config["unused-decisions"] == "error" else "warning"
    shown = os.path.relpath(path)
    return [
        Problem("NC908", f"the decision on {decision.id} ({decision.rule}) is stale: {says[fate]}", shown, None, level)
        for decision, fate in stale
    ]


def _unused(config: Config, report: Report, ran: Container[str]) -> list[Problem]:
    """The comments that hushed nothing although their rule ran, as problems."""
    from numcheck.rules import RULES

    if config["unused-suppressions"] == "ignore":
        return []
    level: Severity = "error" if config["unused-suppressions"] == "error" else "warning"
    return [
        Problem("NC907", f"the comment for {unused.rule} hushes nothing", unused.path, unused.line, level)
        for unused in report.suppressions
        if not unused.used and any(code in ran and code.startswith(unused.rule) for code in RULES)
    ]
