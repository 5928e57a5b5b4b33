"""The same on Spark, for corpora that no one machine holds: `import numcheck.spark as ns`.

Articles are read by `mapInArrow`, linked by the SQL that DuckDB runs (`numcheck.engine.linking`), and compared part by
part; findings are those of `numcheck.pandas.check`, however the frame is partitioned.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from numcheck.corpus import Corpus
from numcheck.engine.batches import (
    FOUND,
    PACKED,
    article_batch,
    comparing,
    packing,
    unpacked_articles,
)
from numcheck.engine.spark import parts, session_of, tallied
from numcheck.engine.work import claims_of, compared, unpacked
from numcheck.finding import Finding, Problem, Report, Severity
from numcheck.frames.arrow import schema, table
from numcheck.frames.incoming import rows_of
from numcheck.frames.measured import measured
from numcheck.frames.rows import finding_rows
from numcheck.frames.tables import claim_rows
from numcheck.model import Article, Mention
from numcheck.pipeline import extract_batch
from numcheck.read import Fields
from numcheck.rules import chosen, recomputes

__all__ = ["Result", "check", "claims", "run"]

_ROWS = 2000  # articles in a file that the driver writes
Batches = Iterator[Any]


def claims(frame: DataFrame, **fields: str) -> DataFrame:
    """Every quantity and date of the articles, one row a claim, as `numcheck.pandas.claims`.

    Args:
        frame: articles, one a row, with an id; a row without text has no claims.
        fields: the columns that hold text, id, date, source, title and url, if under other names.

    Returns:
        The columns of the table of claims.

    Raises:
        KeyError: there is no column of the text or the id.
    """
    mapping, own = _columns(frame, fields)

    def kernel(batches: Batches) -> Batches:
        for batch in batches:
            rows = [
                row
                for article in rows_of(batch.to_pylist(), mapping)
                if isinstance(article, Article)
                for row in claim_rows(article, extract_batch([article])[0])
            ]
            yield from _plain("claims", rows).to_batches()

    return own.mapInArrow(kernel, from_arrow_schema(_plain_schema("claims")))


def check(frame: DataFrame, select: Sequence[str] = (), ignore: Sequence[str] = (), **fields: str) -> Result:
    """What the articles of a frame say that cannot all be true, as `numcheck.pandas.check`.

    Args:
        frame: articles, one a row, with an id that is unique.
        select: rule codes or prefixes to report.
        ignore: rule codes or prefixes not to report.
        fields: columns under other names, as for `claims`.

    Returns:
        The result; nothing but counts comes to the driver before it is asked for.

    Raises:
        KeyError: there is no column of the text or the id.
        ValueError: an id is used twice.
    """
    mapping, own = _columns(frame, fields)
    pack = packing(lambda batch: rows_of(batch.to_pylist(), mapping), recomputes(select, ignore))
    return Result(own.mapInArrow(pack, from_arrow_schema(PACKED)), select, ignore)


class Result:
    """What a check on Spark found: `findings` as a frame of Spark, or all of it as the `report` on the driver."""

    def __init__(
        self, packed: DataFrame, select: Sequence[str] = (), ignore: Sequence[str] = (), corpus: Corpus | None = None
    ) -> None:
        self._select, self._ignore = select, ignore
        self._packed = packed.persist(StorageLevel.DISK_ONLY)
        self._counts, seen = tallied(self._packed)
        self._corpus = corpus or seen
        self._parts = parts(self._packed)

    @cached_property
    def findings(self) -> DataFrame:
        """One row a finding and claim, in no order; the columns of the table of findings."""
        select, ignore = self._select, self._ignore
        sha256 = self._corpus.report((), Counter()).corpus_sha256

        def kernel(batches: Batches) -> Batches:
            for batch in batches:
                rows = [
                    row
                    for part in batch.to_pylist()
                    for finding, measure_of in _measured(part["claims"], part["own"], select, ignore)
                    for row in finding_rows(finding, measure_of, sha256)
                ]
                yield from _plain("findings", rows).to_batches()

        return self._parts.mapInArrow(kernel, from_arrow_schema(_plain_schema("findings")))

    def report(self, severity: Mapping[str, Severity] | None = None) -> Report:
        """Everything that the run has to say, as the command line prints it; it comes to the driver.

        Args:
            severity: other severities than a rule has by itself, by code.
        """
        counts = self._counts.copy()
        found: list[Finding] = []
        for row in self._parts.mapInArrow(comparing, from_arrow_schema(FOUND)).toLocalIterator():
            findings, seen = unpacked(row["result"])
            found += findings
            counts.update(seen)
        for row in self._packed.where("own IS NOT NULL").select("own").toLocalIterator():
            found += unpacked(row["own"])[0]
        return self._corpus.report(found, counts, self._select, self._ignore, severity)


def run(
    items: Iterable[Article | Problem],
    jobs: int = 1,
    cache: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Mapping[str, Severity] | None = None,
    warn: Callable[[str], object] = lambda message: None,
    articles: bool = True,
    desk: object | None = None,
) -> Report:
    """As `numcheck.engine.run`, on Spark: the driver reads, and hands the articles over in files.

    Args:
        items: articles, and problems met in reading them.
        jobs: threads of a local Spark; 0 for one a processor. A master that is configured comes first.
        cache: not used.
        select: rule codes or prefixes to report.
        ignore: rule codes or prefixes not to report.
        severity: other severities than a rule has by itself, by code.
        warn: not used.
        articles: whether the report names each article with its digest.
        desk: not used; a second reader is asked by the other engines only.

    Returns:
        The same report.
    """
    corpus = Corpus(articles)
    folder = Path(tempfile.mkdtemp(prefix="numcheck-"))
    try:
        taken = corpus.take(items)
        count = 0
        while batch := list(islice(taken, _ROWS)):
            pq.write_table(pa.Table.from_batches([article_batch(batch)]), folder / f"{count:09}.parquet")
            count += len(batch)
        if not count:
            return corpus.report((), Counter(), select, ignore, severity)
        own = SparkSession.getActiveSession() is None
        session = session_of(jobs)
        try:
            read = session.read.parquet(str(folder)).repartition(count // _ROWS + 4)
            packed = read.mapInArrow(packing(unpacked_articles, recomputes(select, ignore)), from_arrow_schema(PACKED))
            return Result(packed, select, ignore, corpus).report(severity)
        finally:
            if own:
                session.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(
    part: Sequence[bytes], own: Sequence[bytes | None], select: Sequence[str], ignore: Sequence[str]
) -> Iterator[tuple[Finding, Mapping[Mention, str]]]:
    """The findings of a part that are asked for, each with the measures of its claims."""
    packed = [*compared([(part, None)]), *(each for each in own if each is not None)]
    found = [finding for each in packed for finding in unpacked(each)[0] if chosen(finding.rule, select, ignore)]
    if found:
        claims = [claims_of(packed) for packed in part]
        measure_of = measured({own[0].mention.doc: own for own in claims if own}, found)[1]
        yield from ((finding, measure_of) for finding in found)


def _columns(frame: DataFrame, fields: Mapping[str, str]) -> tuple[Fields, DataFrame]:
    """Which column holds what, and the frame with those that are there."""
    mapping = Fields(**fields)
    for name in (mapping.text, mapping.id):
        if name not in frame.columns:
            raise KeyError(f"no column {name!r}; columns are {', '.join(frame.columns)}")
    return mapping, frame.select(*[name for name in frame.columns if name in mapping.names()])


def _plain(name: str, rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as a table without dictionaries, which Spark does not take."""
    return table(name, rows).cast(_plain_schema(name))


def _plain_schema(name: str) -> Any:
    return pa.schema(
        [(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in schema(name)]
    )
