"""The command line: one file a command, each imported only when it is asked for.

Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration, unreadable input, no document matched,
internal error; 130 interrupted. The same whatever the format.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from numcheck import __version__

__all__ = ["main"]

COMMANDS = (
    "check", "review", "findings", "measures", "claims", "sql", "files", "rule", "explain", "why", "baseline",
    "decide", "ignore", "decisions", "diff", "questions", "answers", "config", "init",
)  # fmt: skip
_REPORT_TO = "please report it with the text that caused it; NUMCHECK_DEBUG=1 shows where"


class _Lazy(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"numcheck.cli.{cmd_name}").command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="numcheck")
def _numcheck() -> None:
    """Find the figures and dates in a corpus of articles that cannot all be true.

    \b
    Examples:
      numcheck check corpus/
      numcheck check corpus.jsonl --format json
      numcheck rule NC101
    """


def main(arguments: list[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: what stands after "numcheck"; those of the process when None.

    Returns:
        The exit code.

    >>> main(["rule", "NC1O1"])
    2
    """
    try:
        code = _numcheck.main(arguments, prog_name="numcheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        if os.environ.get("NUMCHECK_DEBUG"):
            raise
        print(f"numcheck: internal error: {type(error).__name__}: {error}; {_REPORT_TO}", file=sys.stderr)
        return 2
    return code if isinstance(code, int) else 0
