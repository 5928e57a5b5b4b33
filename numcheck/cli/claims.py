"""numcheck claims: every quantity and date that was found, one row a claim."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import click

from numcheck.cli.common import complain, emit, watched
from numcheck.cli.settings import configured, mapping, paths_or_refuse

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.model import Article, Claim

__all__ = ["command"]

_PARQUET = "parquet"
_ROWS = 10_000  # claims in a row group
_PAIRS = ("written", "hard", "fair")


def row(claim: Claim) -> dict[str, Any]:
    """A claim as the fields of a JSON Lines row; numbers are numbers, days are ISO dates."""
    from numcheck.report.json import number, values

    mention, quantity = claim.mention, claim.quantity
    shown = values(claim)
    return {
        "doc": mention.doc,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "kind": quantity.kind,
        "value": number(quantity.value),
        "written": None if quantity.written is None else [number(end) for end in quantity.written],
        "hard": shown["hard"],
        "fair": shown["fair"],
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "change": quantity.change,
        "readings": shown["readings"],
        "timex": quantity.timex,
    }


def _jsonl(claims: list[Claim], first: bool) -> str:
    return "".join(json.dumps(row(claim), ensure_ascii=False) + "\n" for claim in claims)


def _csv(claims: list[Claim], first: bool) -> str:
    """Comma-separated rows: a pair takes two columns, readings are JSON."""
    rows = [_flat(row(claim)) for claim in claims]
    names = ["doc", "start", "end", "quote", "kind", "value"]
    names += [f"{pair}_{end}" for pair in _PAIRS for end in ("lo", "hi")]
    names += ["unit", "hedge", "change", "readings", "timex"]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    if first:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _flat(fields: dict[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in fields.items() if name not in _PAIRS}
    for pair in _PAIRS:
        flat[f"{pair}_lo"], flat[f"{pair}_hi"] = fields[pair] or (None, None)
    return {**flat, "readings": json.dumps(fields["readings"]) if fields["readings"] is not None else None}


def _table(claims: list[Claim], first: bool) -> str:
    from numcheck.report.text import clean, reading

    columns: list[tuple[str, int, Callable[[Claim], str]]] = [
        ("where", 36, lambda c: f"{c.path or c.mention.doc}:{c.line}:{c.column}"),
        ("kind", 11, lambda c: c.quantity.kind),
        ("quote", 32, lambda c: c.mention.quote),
        ("read as", 0, reading),
    ]
    lines = ["  ".join(name.ljust(width) for name, width, _ in columns).rstrip()] if first else []
    lines += ["  ".join(clean(cell(c)).ljust(width) for _, width, cell in columns).rstrip() for c in claims]
    return "".join(line + "\n" for line in lines)


FORMATS: dict[str, Callable[[list[Claim], bool], str]] = {"table": _table, "jsonl": _jsonl, "csv": _csv}


def _parquet(found: Iterable[tuple[Article, list[Claim]]]) -> None:
    """Claims as Parquet on stdout, some rows at a time."""
    if sys.stdout.isatty():
        raise click.UsageError("Parquet is not for a terminal: add > claims.parquet")
    try:
        from pyarrow import parquet

        from numcheck.frames.arrow import schema, table
        from numcheck.frames.tables import claim_rows
    except ModuleNotFoundError as error:
        raise click.ClickException(f"Parquet needs {error.name}: pip install 'numcheck[parquet]'") from error
    rows = (row for article, claims in found for row in claim_rows(article, claims))
    with parquet.ParquetWriter(_Counted(sys.stdout.buffer), schema("claims")) as writer:
        while held := list(islice(rows, _ROWS)):
            writer.write_table(table("claims", held))


class _Counted(io.RawIOBase):
    """A stream that knows how far it has come, as a pipe does not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at = stream, 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._at += len(data)
        return self._stream.write(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._stream.flush()


@click.command("claims")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, _PARQUET)),
    default="table",
    help="Format (table); parquet has the columns of frames.",
)
@configured()
@click.pass_context
def command(
    ctx: click.Context,
    form: str,
    config: Config,
) -> None:
    """List every claim: where it stands, what it says, and the intervals it was read as.

    \b
    Examples:
      numcheck claims article.txt
      numcheck claims corpus/ --format jsonl
      numcheck claims corpus.jsonl --format csv > claims.csv
      numcheck claims corpus/ --format parquet > claims.parquet
    """
    from numcheck.finding import Problem
    from numcheck.pipeline import extract_batch
    from numcheck.read import read

    problems: list[Problem] = []

    def found() -> Iterator[tuple[Article, list[Claim]]]:
        for item in watched(read(paths_or_refuse(config), mapping(config))):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                yield item, extract_batch([item])[0]

    if form == _PARQUET:
        _parquet(found())
    else:
        for number, (_, claims) in enumerate(found()):
            emit(FORMATS[form](claims, number == 0))
    complain(problems)
    ctx.exit(2 if problems else 0)
