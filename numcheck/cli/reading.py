"""The second reader that the settings name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.reader.desk import Desk

__all__ = ["answers_file", "desk", "limits", "named"]

_HTTP = ("https://", "http://")


def named(config: Config) -> str:
    """Who the second reader is; without a name it is a usage error."""
    if not config["reader.model"]:
        raise click.UsageError("reader.model: name the second reader: a model, or whoever answers")
    return str(config["reader.model"])


def answers_file(config: Config) -> Path:
    """Where the answers of second readers are kept."""
    return config.root / str(config["reader.answers"])


def limits(config: Config) -> Any:
    """What one run may spend."""
    from numcheck.reader.budget import Limits

    cost, prices = config["reader.max-cost"], (config["reader.price-in"], config["reader.price-out"])
    if cost is not None and None in prices:
        raise click.UsageError(
            f"{config.origins['reader.max-cost']}: reader.max-cost needs reader.price-in and reader.price-out"
        )
    return Limits(config["reader.max-tokens"], cost, *(price or 0.0 for price in prices))


def desk(config: Config, asks: bool) -> Desk | None:
    """The second reader of a run.

    Args:
        config: the settings.
        asks: whether it may be asked what is not on file.

    Returns:
        None where the mode is "off".

    Raises:
        click.UsageError: settings that do not go together.
        click.ClickException: it cannot be asked, for want of a library or a key.
    """
    if config["reader.mode"] == "off":
        return None
    from numcheck.reader.desk import Desk

    name, path = named(config), answers_file(config)
    if config["reader.mode"] == "replay" or not asks:
        return Desk(name, path)
    return Desk(name, path, _endpoint(config, name), limits(config))


def _endpoint(config: Config, name: str) -> Any:
    from importlib.util import find_spec

    from numcheck.reader.ask import Endpoint

    url = config["reader.base-url"]
    if not url or not url.startswith(_HTTP):
        raise click.UsageError("reader.base-url: name an OpenAI-compatible endpoint, as in https://host/v1")
    if find_spec("httpx") is None:
        raise click.ClickException("asking a second reader needs httpx: pip install 'numcheck[llm]'")
    return Endpoint(
        url=url,
        model=name,
        key=os.environ.get(config["reader.key-env"]) or None,
        form=config["reader.form"],
        timeout=config["reader.timeout"],
        retries=config["reader.retries"],
        concurrency=config["reader.concurrency"],
    )
