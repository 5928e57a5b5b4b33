"""numcheck review: go through findings one by one, on a web page or in the terminal."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import complain, emit
from numcheck.cli.deciding import as_option
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numcheck.cli.run import Checked
    from numcheck.config import Config
    from numcheck.review import Desk

__all__ = ["command"]

_TWINS = """This is no terminal. The same in a script:
  numcheck findings PATH... --pending --format jsonl
  numcheck decide ID confirm|dismiss PATH... --reason REASON --note NOTE
  numcheck decide ID undo PATH...
  numcheck decisions stats
"""


@click.command("review")
@click.option("--web", is_flag=True, help="On a web page; else in this terminal.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the page on 127.0.0.1 (a free one).")
@click.option("--no-browser", is_flag=True, help="Print the address of the page, and open no browser.")
@as_option
@configured()
def command(
    web: bool,
    port: int,
    no_browser: bool,
    who: str | None,
    config: Config,
) -> None:
    """Go through findings and decide on each with one key.

    Every decision is on disk, in the file that belongs into git, before the next finding shows. The page is for this
    machine only: its address holds a token, and it is printed first. The keys are those of `review-keys`, or else
    c confirm, d dismiss, s skip, u undo; ? shows all.

    \b
    Examples:
      numcheck review corpus/ --web
      numcheck review corpus/ --web --no-browser --port 8000
      numcheck review corpus/ --as Ann
    """
    from numcheck.cli.run import checked
    from numcheck.review.keys import keymap

    if not web and not (sys.stdin.isatty() and sys.stdout.isatty()):
        emit(_TWINS)
        raise click.UsageError("the review needs a terminal, or --web")

    try:
        keys = keymap(config["review-keys"])
    except ValueError as error:
        raise click.UsageError(f"{config.origins['review-keys']}: review-keys: {error}") from error
    run = checked(config, kept=True)
    complain(problem for problem in run.report.problems if problem.code != "NC908")
    if web:
        _web(_desk(config, run, who), run, keys, port, no_browser)
    else:
        _terminal(_desk(config, run, who), run, keys)


def _desk(config: Config, run: Checked, who: str | None) -> Desk:
    from numcheck.cli.deciding import decider, decision
    from numcheck.cli.run import decisions_file
    from numcheck.review import Desk

    return Desk(
        run.report,
        decisions_file(config),
        partial(decision, who=decider(who)),
        lambda name: (config.root / name).exists(),
        run.ran.__contains__,
    )


def _web(desk: Desk, run: Checked, keys: Mapping[str, str], port: int, no_browser: bool) -> None:
    import secrets
    import webbrowser
    from socket import SO_REUSEADDR, SOL_SOCKET, socket

    from numcheck.dossier import dossier

    try:
        from numcheck.review.server import application, serve
    except ImportError as error:
        raise click.ClickException(f"the page needs {error.name}: pip install 'numcheck[review]'") from error
    listening = socket()
    listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()
    except OSError as error:
        raise click.ClickException(f"cannot listen on 127.0.0.1:{port}: {error.strerror}") from error
    own, token = listening.getsockname()[1], secrets.token_urlsafe(32)
    address = f"http://127.0.0.1:{own}/start#{token}"
    guard = application(desk, partial(dossier, articles=run.articles), keys, own, token, run.report.name)
    click.echo(f"{len(desk.findings)} findings. Review them at\n{address}\nCtrl+C ends it; every decision is on disk.")
    sys.stdout.flush()
    if not no_browser:
        webbrowser.open(address)
    try:
        serve(guard, listening)
    except KeyboardInterrupt:
        click.echo("Ended.")


def _terminal(desk: Desk, run: Checked, keys: Mapping[str, str]) -> None:
    from numcheck.cli.terminal import Terminal
    from numcheck.dossier import dossier
    from numcheck.review import Loop

    left = Loop(desk, partial(dossier, articles=run.articles), keys, Terminal()).run()
    emit(f"{left} of {len(desk.findings)} findings undecided; every decision is on disk.\n")
