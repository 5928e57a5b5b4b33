"""numcheck measures: what a corpus gives figures for, whether they agree or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from numcheck.cli.common import complain, emit, table
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.frames.tables import Tables

__all__ = ["command"]

Row = dict[str, Any]
_DAYS = ("first_day", "last_day")


def _measures(tables: Tables) -> list[Row]:
    """One row a measure, those of most independent sources first; a date has its days in place of figures."""
    days: dict[str, list[Any]] = {}
    for claim in tables.rows("claims"):
        days.setdefault(claim["measure_id"], []).extend(claim[end] for end in _DAYS if claim[end] is not None)
    rows = [
        {
            **row,
            **{end: pick(days[row["measure_id"]], default=None) for end, pick in zip(_DAYS, (min, max), strict=True)},
        }
        for row in tables.rows("measures")
    ]
    return sorted(rows, key=lambda row: (-row["n_independent"], -row["n_claims"], row["measure"], row["measure_id"]))


def _jsonl(rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


def _text(rows: Sequence[Row]) -> str:
    names = ("measure", "kind", "low", "best", "high", "unit", "claims", "sources", "rule")
    return table(names, map(_cells, rows))


def _cells(row: Row) -> list[object]:
    low, best, high = (None if row[name] is None else f"{row[name]:,}" for name in ("low", "best", "high"))
    ends = (row["first_day"] or low, best, row["last_day"] or high)
    return [row["measure"], row["kind"], *ends, row["unit"], row["n_claims"], row["n_independent"], row["rule"]]


_FORMATS: dict[str, Callable[[Sequence[Row]], str]] = {"text": _text, "jsonl": _jsonl}


@click.command("measures")
@click.option("--format", "form", type=click.Choice(tuple(_FORMATS)), default="text", help="Format (text).")
@configured()
@click.pass_context
def command(
    ctx: click.Context,
    form: str,
    config: Config,
) -> None:
    """List the measures that claims were taken for, whether they agree or not, those of most sources first.

    Of each: what is measured, the lowest figure, the one that most sources give, the highest, how many claims and
    independent sources it has, and the rule of the worst finding on it. Two figures that were not held against each
    other stand in two rows.

    \b
    Examples:
      numcheck measures corpus/
      numcheck measures corpus/ --format jsonl
    """
    from numcheck.cli.run import checked

    found = checked(config, tables=True)
    assert found.kept is not None
    emit(_FORMATS[form](_measures(found.kept.tables(found.report))))
    ctx.exit(complain(found.report.problems))
