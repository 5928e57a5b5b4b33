"""What baseline and decide share: who decides, when, on which finding."""

from __future__ import annotations

import getpass
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from numcheck import __version__
from numcheck.cli.common import now
from numcheck.finding import Decision, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from numcheck.finding import Report

__all__ = ["as_option", "decider", "decision", "found"]

_SHORTEST = 8  # characters of an id that name a finding, "fp1:" among them

as_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--as", "who", metavar="NAME", help="Who decides (git's user.name)."
)


def decision(
    finding: Finding,
    word: str,
    reason: str | None,
    note: str,
    who: str | None,
    *,
    apart: Mapping[int, str] = MappingProxyType({}),
) -> Decision:
    """A decision on a finding, made now; `apart` are the claims that it is not on, by number."""
    from numcheck.decisions import anchors

    return Decision(
        id=finding.id,
        decision=word,  # type: ignore[arg-type]
        reason=reason,
        note=note,
        by=decider(who),
        at=now(),
        rule=finding.rule,
        tool_version=__version__,
        claims=anchors(finding, apart),
    )


def found(report: Report, name: str) -> Finding:
    """The finding of an id or the beginning of one.

    Raises:
        click.UsageError: none, or several.
    """
    name = name if name.startswith("fp1:") else f"fp1:{name}"
    fits = [finding for finding in report.findings if finding.id.startswith(name)]
    if len(fits) == 1 and len(name) >= _SHORTEST:
        return fits[0]
    if fits:
        raise click.UsageError(f"{name} is the beginning of {len(fits)} ids; give more of it")
    raise click.UsageError(f"there is no finding {name} among the {len(report.findings)} in what was read")


def decider(who: str | None = None) -> str:
    """Who decides: as said, else git's user.name, else the user of this machine."""
    if who:
        return who
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
        name = done.stdout.strip()
    except OSError:
        name = ""
    return name or getpass.getuser()
