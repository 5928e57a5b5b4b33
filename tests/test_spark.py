"""On Spark: the same claims, findings and reports, however a frame is partitioned. Needs pyspark and Java 17."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from corpora import Project

import numcheck.pandas as nc
from benchmarks.planted import rows
from numcheck.group import stories

pytest.importorskip("pyspark", reason="no pyspark: pip install 'numcheck[spark]'")
if shutil.which("java") is None:
    pytest.skip("no Java, which Spark runs on", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession

import numcheck.spark as ns
from numcheck.engine.spark import session_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    session = session_of(2)
    yield session
    session.stop()


@pytest.fixture(scope="module")
def news() -> pd.DataFrame:
    """Two labelled stories, the demo, and articles with ids and names that are hard to keep."""
    paths = [str(path) for path in sorted(ROOT.glob("fixtures/exam/*/corpus.jsonl"))[:2]]
    frames = [nc.read(path).assign(id=lambda frame, at=path: at + frame["id"]) for path in paths]
    odd = pd.DataFrame(
        {"id": ["é\0x", "𝄞"], "text": ["Some 3,000 troops went to Hål.", "About 9,000 troops went to Hål."]}
    )
    odd["date"] = pd.Series([None, pd.Timestamp("2025-03-04", tz="UTC")], dtype="datetime64[us, UTC]")
    found = pd.concat([*frames, nc.read(str(ROOT / "fixtures" / "border")), odd], ignore_index=True)
    return found[["id", "text", "date", "source", "url"]]


def on_spark(spark: SparkSession, frame: pd.DataFrame, partitions: int = 1) -> DataFrame:
    import pyarrow as pa

    return spark.createDataFrame(pa.Table.from_pandas(frame, preserve_index=False)).repartition(partitions)


def rows_of(frame: DataFrame, name: Any) -> pd.DataFrame:
    return nc.conform(frame.toArrow().to_pandas(), name)


def ordered(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return frame.sort_values(list(keys), ignore_index=True)


def test_spark_claims_are_those_of_pandas(spark: SparkSession, news: pd.DataFrame) -> None:
    found = rows_of(ns.claims(on_spark(spark, news, 3)), "claims")
    pd.testing.assert_frame_equal(ordered(found, "claim_id"), ordered(nc.claims(news), "claim_id"))


@pytest.mark.parametrize("partitions", [1, 5])
def test_spark_findings_are_those_of_pandas(spark: SparkSession, news: pd.DataFrame, partitions: int) -> None:
    local = nc.check(news)
    found = ns.check(on_spark(spark, news.sample(frac=1, random_state=partitions), partitions))
    keys = ("finding_id", "claim_id")
    assert len(local.findings) > 3
    pd.testing.assert_frame_equal(ordered(rows_of(found.findings, "findings"), *keys), ordered(local.findings, *keys))
    assert found.report() == nc_report(local)


def nc_report(result: nc.Result) -> Any:
    from dataclasses import replace

    return replace(result.report, articles=())


def test_spark_parts_that_are_too_large_are_cut_as_in_memory(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "LARGEST", 30)
    frame = pd.DataFrame(rows(150, 30, skewed=True))
    local = nc.check(frame)
    assert max(len(finding.claims) for finding in local.report.findings) <= 30
    assert ns.check(on_spark(spark, frame, 2)).report() == nc_report(local)


def test_spark_refuses_what_it_cannot_keep_apart(spark: SparkSession) -> None:
    frame = pd.DataFrame({"id": ["a", "b", None, "a"], "text": ["3 km", None, "4 km", "5 km"]})
    with pytest.raises(ValueError, match="id 'a' is used twice"):
        ns.check(on_spark(spark, frame))
    with pytest.raises(KeyError, match="no column 'body'; columns are id, text"):
        ns.check(on_spark(spark, frame), text="body")
    problems = ns.check(on_spark(spark, frame.head(3)), select=["NC1"]).report().problems
    assert [problem.message for problem in problems] == ["field 'id' is missing", "field 'text' is missing"]


def test_spark_on_the_command_line_prints_the_same_bytes(project: Project) -> None:
    Path("planted.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows(200)), encoding="utf-8")
    shutil.copytree(ROOT / "fixtures" / "border", "border")
    said = [
        project.run("check", "planted.jsonl", "news", "border", "--format", "json", "--no-cache", "--engine", engine)
        for engine in ("local", "duckdb", "spark")
    ]
    assert said[0][0] == 1
    assert said[0] == said[1] == said[2]
    Path("empty").mkdir()
    assert project.run("check", "empty", "--engine", "spark", "--allow-empty")[0] == 0
    assert project.run("check", "news", "--engine", "spark", "--output", "claims=c.parquet")[0] == 2
    assert "keeps no tables" in project.err
