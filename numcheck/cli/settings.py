"""The settings of a command: options over the configuration file over the defaults, checked against what there is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from numcheck.cli.common import field_option, paths_argument, words
from numcheck.report import FORMATS

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.read import Fields

__all__ = ["TABLES", "codes", "configured", "formats", "mapping", "page", "paths_or_refuse"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
TABLES = ("parquet", "claims")
"""Formats of files alone: findings and claims as Parquet."""
_CACHE_DIR = "NUMCHECK_CACHE_DIR"
_CONFIG_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--config", "config_file", type=click.Path(path_type=Path), metavar="FILE", help="Configuration file."
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
    click.option("-c", "settings", multiple=True, metavar="KEY=VALUE", help="A setting for this run."),
)


def configured(*overruled: str, paths: bool = True, fields: bool = True) -> Decorator:
    """Give a command the settings in force, as `config`, and the options that they depend on.

    Args:
        overruled: settings that options of the command overrule: "fail-on" is overruled by the parameter `fail_on`.
        paths: whether it takes PATH..., which overrules `paths`.
        fields: whether it takes --field, which adds to `fields`.
    """
    options = [*([paths_argument] if paths else []), *([field_option] if fields else []), *_CONFIG_OPTIONS]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def command(
            *own: Any, config_file: Path | None, isolated: bool, settings: tuple[str, ...], **given: Any
        ) -> Any:
            options = {name: given.pop(name.replace("-", "_").replace(".", "_")) for name in overruled}
            if paths:
                options["paths"] = given.pop("paths")
            if fields:
                options["fields"] = words(given.pop("fields"), "--field")
            return function(*own, config=_settings(config_file, isolated, settings, options), **given)

        made: Callable[..., Any] = command
        for option in reversed(options):
            made = option(made)
        return made

    return decorate


def _settings(file: Path | None, isolated: bool, pairs: tuple[str, ...], options: Mapping[str, Any]) -> Config:
    """The settings in force, each checked.

    Raises:
        click.UsageError: a file that cannot be used, a key, rule or format that there is not.
    """
    from numcheck.config import ConfigError, load
    from numcheck.rules import RULES

    try:
        config = load(Path(), file, isolated, pairs)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    if os.environ.get(_CACHE_DIR):
        config = config.given({"cache-dir": os.environ[_CACHE_DIR]}, _CACHE_DIR)
    own = dict(options)
    if own.get("fields"):
        own["fields"] = {**config["fields"], **own["fields"]}
    config = config.given(own)
    for name in ("select", "ignore"):
        codes(config, name)
    for code in config["severity"]:
        if code not in RULES:
            near = get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]}?" if near else "; `numcheck rule` lists them"
            raise click.UsageError(f"{config.origins['severity']}: severity: there is no rule {code!r}{hint}")
    if config["format"] is not None and config["format"] not in FORMATS:
        raise click.UsageError(
            f"{config.origins['format']}: format: {config['format']!r} is none of {', '.join(FORMATS)}"
        )
    formats(config)
    mapping(config)
    page(config, "")
    return config


def page(config: Config, code: str) -> str | None:
    """The address of a rule's page, None where the project has none."""
    pages: str | None = config["rule-pages"]
    if pages is not None and ("{code}" not in pages or not re.fullmatch(r"https?://[!-~]+", pages)):
        raise click.UsageError(
            f"{config.origins['rule-pages']}: rule-pages: {pages!r}: expected an address with {{code}} in it, such as "
            "https://example.org/rules/{code}.html"
        )
    return None if pages is None else pages.replace("{code}", code)


def codes(config: Config, name: str) -> list[str]:
    """Codes of `select` or `ignore`, repeated or with commas; one that fits no rule is a usage error."""
    from numcheck.rules import RULES

    found = [code.strip().upper() for value in config[name] for code in value.split(",") if code.strip()]
    for code in found:
        if not any(known.startswith(code) for known in RULES):
            raise click.UsageError(f"{config.origins[name]}: {name}: {code!r} fits no rule; `numcheck rule` lists them")
    return found


def formats(config: Config) -> list[tuple[str, Path]]:
    """The files to write, each with its format."""
    found = []
    for pair in config["output"]:
        name, equals, path = pair.partition("=")
        if not equals or not path or name not in (*FORMATS, *TABLES):
            raise click.UsageError(
                f"{config.origins['output']}: output: {pair!r}: expected FORMAT=FILE with FORMAT one of "
                + ", ".join((*FORMATS, *TABLES))
            )
        found.append((name, Path(path)))
    return found


def mapping(config: Config) -> Fields:
    """Where records keep what."""
    from numcheck.read import Fields

    try:
        return Fields.parse([f"{name}={path}" for name, path in config["fields"].items()])
    except ValueError as error:
        raise click.UsageError(f"{config.origins['fields']}: fields: {error}") from error


def paths_or_refuse(config: Config) -> tuple[str, ...]:
    """What to read; none at all is a usage error."""
    paths: tuple[str, ...] = config["paths"]
    if not paths:
        raise click.UsageError("no PATH is given, and the configuration has no `paths`")
    return paths
