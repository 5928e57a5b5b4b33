"""What runs a check, and what of it is kept besides the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from numcheck.finding import Problem, Report
from numcheck.model import Article, Claim

if TYPE_CHECKING:
    from numcheck.frames.tables import Tables

__all__ = ["Kept", "engine"]


class Kept:
    """The articles of a run, and its claims for tables.

    Args:
        claims: whether claims are kept, too.
    """

    def __init__(self, claims: bool) -> None:
        self.articles: dict[str, Article] = {}
        self.claims: dict[str, tuple[Claim, ...]] | None = {} if claims else None

    def watching(self, items: Iterable[Article | Problem]) -> Iterator[Article | Problem]:
        """The same items."""
        for item in items:
            if isinstance(item, Article):
                self.articles[item.id] = item
            yield item

    def tables(self, report: Report) -> Tables:
        """The tables of a report."""
        from numcheck.frames.tables import Tables

        return Tables(report, list(self.articles.values()), self.claims or {})

    def arrow(self, report: Report, name: str) -> Any:
        """One of them as a `pyarrow.Table`.

        Raises:
            click.ClickException: pyarrow is not installed.
        """
        try:
            return self.tables(report).to_arrow(name)
        except ModuleNotFoundError as error:
            raise click.ClickException(f"tables need {error.name}: pip install 'numcheck[parquet]'") from error


def engine(name: str, kept: Kept | None, reader: bool) -> Callable[..., Report]:
    """What runs a check.

    Args:
        name: local, duckdb or spark.
        kept: takes the claims, if it is there for them.
        reader: whether a second reader is asked.

    Raises:
        click.ClickException: it is not installed, or cannot do what is asked.
    """
    from numcheck.engine import run

    for module in {"local": (), "duckdb": ("duckdb", "pyarrow"), "spark": ("pyspark", "pyarrow")}[name]:
        if find_spec(module) is None:
            raise click.ClickException(f"--engine {name} needs {module}: pip install 'numcheck[{name}]'")
    claims = None if kept is None else kept.claims
    if name == "spark":
        if claims is not None:
            raise click.ClickException("--engine spark keeps no tables; numcheck.spark has them as frames")
        if reader:
            raise click.ClickException("--engine spark asks no second reader; --reader needs local or duckdb")
        from numcheck import spark

        return spark.run
    take = None if claims is None else claims.__setitem__
    return partial(run, engine="duckdb" if name == "duckdb" else "local", claims=take)
