"""Tables on the command line: Parquet out, and SQL over what a check found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from corpora import Project

import numcheck.pandas as nc
from numcheck.cli.common import table

pytest.importorskip("duckdb")


def test_tables_findings_and_claims_as_parquet(project: Project) -> None:
    code, _ = project.run(
        "check", "news", "--output", "parquet=out/findings.parquet", "--output", "claims=claims.parquet"
    )
    assert code == 1
    result = nc.check(nc.read("news"))
    findings = nc.conform(pd.read_parquet("out/findings.parquet"), "findings")
    pd.testing.assert_frame_equal(
        findings.drop(columns=["path", "line"]), result.findings.drop(columns=["path", "line"])
    )
    claims = nc.conform(pd.read_parquet("claims.parquet"))
    assert claims["measure_id"].tolist() == result.claims["measure_id"].tolist()
    assert set(claims["path"]) == {"news/argus.md", "news/courier.md"}


def test_tables_claims_stream_to_a_pipe(project: Project) -> None:
    command = [sys.executable, "-m", "numcheck", "claims", "news", "--format", "parquet"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    Path("piped.parquet").write_bytes(data)
    found = nc.conform(pd.read_parquet("piped.parquet"))
    pd.testing.assert_frame_equal(found.drop(columns=["path", "line"]), _claims().drop(columns=["path", "line"]))


def _claims() -> pd.DataFrame:
    return nc.claims(nc.read("news"))


def test_tables_parquet_in_says_what_the_files_said(project: Project) -> None:
    nc.read("news").drop(columns="path").to_parquet("news.parquet")
    found = project.open()
    code, out = project.run("check", "news.parquet", "--format", "json", "--isolated")
    assert code == 1
    assert [finding["measure"] for finding in json.loads(out)["findings"]] == [finding["measure"] for finding in found]


@pytest.mark.parametrize(
    ("query", "form", "shown"),
    [
        ("SELECT rule, count(*) AS n FROM findings GROUP BY rule", "table", "rule   n\nNC101  2\n"),
        ("SELECT quote, value FROM claims WHERE kind = 'count' ORDER BY value", "csv", "quote,value\n"),
        (
            "SELECT low, best, agree FROM measures WHERE NOT agree",
            "jsonl",
            '{"low": 3000.0, "best": null, "agree": false}\n',
        ),
        ("SELECT apart FROM pairs", "csv", "apart\nhard\n"),
        ("SELECT count FROM Coverage WHERE stage = 'documents'", "csv", "count\n2\n"),
        ("SELECT 1 AS one WHERE false", "table", "one\n"),
    ],
)
def test_tables_sql(project: Project, query: str, form: str, shown: str) -> None:
    code, out = project.run("sql", query, "news", "--format", form)
    assert (code, project.err) == (0, "")
    assert out.startswith(shown)


def test_tables_sql_finds_the_blocks_worth_judging(project: Project) -> None:
    """A measure has a conflict exactly when the highest lower end is above the lowest upper end."""
    query = "SELECT measure_id FROM claims GROUP BY measure_id HAVING max(fair_lo_si) > min(fair_hi_si)"
    _, out = project.run("sql", query, "news", "--format", "csv")
    measures = nc.check(nc.read("news")).measures
    assert out.split()[1:] == measures[~measures["agree"]]["measure_id"].tolist()


def test_tables_sql_that_is_wrong_is_named(project: Project) -> None:
    assert project.run("sql", "SELECT x FROM findings", "news")[0] == 2
    assert 'Referenced column "x" not found' in project.err


def test_tables_sql_shows_hostile_text_as_text() -> None:
    assert table(["a"], [["\x1b[31mred\n"]]) == "a\n\ufffd[31mred\n"
