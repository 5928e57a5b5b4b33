"""numcheck config: the settings in force, and where each came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]


@click.command("config")
@click.option("--show", is_flag=True, help="Print every setting with its value and origin (the default).")
@click.option("--schema", "as_schema", is_flag=True, help="Print a JSON Schema of numcheck.toml, for editors.")
@configured(paths=False, fields=False)
def command(show: bool, as_schema: bool, config: Config) -> None:
    """Show the settings in force: the nearest numcheck.toml or pyproject.toml upwards, and what overrides it.

    \b
    Examples:
      numcheck config --show
      numcheck config --show -c fail-on=tension
      numcheck config --schema
    """
    from numcheck.config import schema
    from numcheck.report.text import clean

    if as_schema:
        emit(json.dumps(schema(), indent=2) + "\n")
        return
    emit(f"# root: {clean(str(config.root))}\n")
    emit(f"# file: {clean(str(config.file)) if config.file else 'none'}\n")
    for name, value in config.values.items():
        shown = "# not set" if value is None else json.dumps(value, ensure_ascii=False)
        emit(f"{name} = {clean(shown)}  # {clean(config.origins[name])}\n")
