"""numcheck sql: a query over the tables of a check, by DuckDB."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from numcheck.cli.common import complain, emit, table
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config

__all__ = ["command"]

_TABLES = ("findings", "claims", "pairs", "measures", "coverage", "decisions")
Rows = Sequence[Sequence[Any]]


def _csv(names: Sequence[str], rows: Rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *rows])
    return text.getvalue()


def _jsonl(names: Sequence[str], rows: Rows) -> str:
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) for row in rows)
    return "".join(f"{line}\n" for line in lines)


_FORMATS: dict[str, Callable[[Sequence[str], Rows], str]] = {"table": table, "jsonl": _jsonl, "csv": _csv}


@click.command("sql")
@click.argument("query")
@click.option("--format", "form", type=click.Choice(tuple(_FORMATS)), default="table", help="Format (table).")
@configured()
@click.pass_context
def command(
    ctx: click.Context,
    query: str,
    form: str,
    config: Config,
) -> None:
    """Ask the tables of a check: findings, claims, pairs, measures, coverage, decisions.

    The columns are those of frames (docs/columns.md). Needs DuckDB: pip install "numcheck[duckdb]".

    \b
    Examples:
      numcheck sql "SELECT rule, count(*) FROM findings GROUP BY rule" corpus/
      numcheck sql "SELECT measure, low, high, n_sources FROM measures WHERE NOT agree" corpus/ --format csv
      numcheck sql "SELECT kind, max(fair_lo_si) > min(fair_hi_si) FROM claims GROUP BY kind, measure_id" corpus/
    """
    try:
        import duckdb
        import pyarrow  # noqa: F401 (what the tables are made of)
    except ModuleNotFoundError as error:
        raise click.ClickException(f"numcheck sql needs {error.name}: pip install 'numcheck[duckdb]'") from error
    from numcheck.cli.run import checked

    found = checked(config, tables=True)
    assert found.kept is not None
    tables = found.kept.tables(found.report)
    with duckdb.connect() as db:
        for name in _TABLES:
            if re.search(rf"\b{name}\b", query, re.IGNORECASE):
                db.register(name, tables.to_arrow(name))
        try:
            answer = db.execute(query)
            names, rows = [column[0] for column in answer.description or ()], answer.fetchall()
        except duckdb.Error as error:
            raise click.ClickException(str(error)) from error
    emit(_FORMATS[form](names, rows))
    ctx.exit(complain(found.report.problems))
