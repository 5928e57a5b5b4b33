"""The stages of a check on Spark: a session, what was seen in all articles, and which of them are compared together."""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter

from pyspark import SparkConf, StorageLevel
from pyspark.sql import DataFrame, SparkSession, functions
from pyspark.sql.pandas.types import from_arrow_schema

from numcheck.corpus import Corpus
from numcheck.engine.batches import CUT, TALLY, cutting, problem_of, tallying
from numcheck.engine.linking import link
from numcheck.engine.pool import processors
from numcheck.engine.work import counted
from numcheck.group import stories

__all__ = ["parts", "session_of", "tallied"]

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
}


def session_of(jobs: int) -> SparkSession:
    """The session that runs, or one of this machine."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # what is used here is Arrow only
    builder = SparkSession.builder.appName("numcheck")
    if not SparkConf().contains("spark.master"):
        threads = jobs or processors()
        for key, value in (*_LOCAL.items(), ("spark.sql.shuffle.partitions", str(2 * threads))):
            builder = builder.config(key, value)
        builder = builder.master(f"local[{threads}]")
    return builder.getOrCreate()


class _Sql:
    """SQL in a session of its own, so that no table of the caller is in the way."""

    def __init__(self, packed: DataFrame) -> None:
        name = f"numcheck_{id(packed)}"
        packed.where("doc IS NOT NULL").createOrReplaceGlobalTempView(name)
        self._session = packed.sparkSession.newSession()
        self._session.conf.set("spark.sql.constraintPropagation.enabled", "false")  # fails on unions of checkpoints
        self.packed = self._session.table(f"global_temp.{name}")
        self.packed.createOrReplaceTempView("packed")

    def make(self, name: str, query: str) -> None:
        self.keep(name, self._session.sql(query))

    def keep(self, name: str, frame: DataFrame) -> None:
        frame.localCheckpoint().createOrReplaceTempView(name)

    def count(self, query: str) -> int:
        return int(self._session.sql(query).collect()[0][0])

    def table(self, name: str) -> DataFrame:
        return self._session.table(name)


def parts(packed: DataFrame) -> DataFrame:
    """The claims of the articles that are compared together, and what each says wrong by itself, a row a part."""
    sql = _Sql(packed)
    twice = sql.packed.groupBy("doc").count().where("count > 1").head()
    if twice is not None:
        raise ValueError(f"id {bytes(twice['doc']).decode('utf-8', 'replace')!r} is used twice; ids have to be unique")
    sql.make("doc", "SELECT doc, day FROM packed")
    sql.make("name", "SELECT doc, day, explode(names) AS key FROM packed")
    sql.make("word", "SELECT doc, day, explode(words) AS key FROM packed")
    link(sql)
    if sql.count("SELECT count(*) FROM large"):
        cut = sql.table("strong").groupBy("part").applyInArrow(cutting(stories.LARGEST), from_arrow_schema(CUT))
        sql.keep("cut", cut)
        sql.make("part", "SELECT doc, coalesce(cut.part, part.part) AS part FROM part LEFT JOIN cut USING (doc)")
    held = sql.packed.select("doc", "claims", "own").join(sql.table("part"), "doc")
    rows = held.groupBy("part").agg(
        functions.sort_array(functions.collect_list(functions.struct("doc", "claims", "own"))).alias("held")
    )
    columns = [functions.col(f"held.{name}").alias(name) for name in ("claims", "own")]
    return rows.select(*columns).persist(StorageLevel.DISK_ONLY)


def tallied(packed: DataFrame) -> tuple[Counter[str], Corpus]:
    """What was seen in all articles, and what a report says of them."""
    corpus, counts = Corpus(articles=False), Counter[str]()
    for row in packed.mapInArrow(tallying, from_arrow_schema(TALLY)).collect():
        corpus.add(row["count"], int.from_bytes(row["digest"], "big"), row["undated"], ())
        counts.update(counted(row["counts"]))
    problems = packed.where("problem IS NOT NULL").select("problem").collect()
    corpus.add(0, 0, 0, [problem_of(row["problem"]) for row in problems])
    return counts, corpus
