"""What `numcheck measures` lists: each measure once, whether its figures agree or not."""

from __future__ import annotations

import json
import subprocess
import sys

from corpora import Project

import numcheck.pandas as nc

HEAD = ["measure", "kind", "low", "best", "high", "unit", "claims", "sources", "rule"]
AGREED = "The barracks in Halden burned on Tuesday. They were 40 km away from Oslo.\n"


def test_measures_lists_what_disagrees(project: Project) -> None:
    code, out = project.run("measures", "news")
    assert (code, project.err) == (0, "")
    head, first, *_ = out.splitlines()
    assert head.split() == HEAD
    assert first.split() == ["troops", "deployed", "in", "Halden", "count", "3,000", "10,000", "2", "2", "NC101"]


def test_measures_lists_what_agrees_by_sources(project: Project) -> None:
    project.edit("news/courier.md", "About 10,000", "About 3,000")
    project.edit("news/argus.md", "The barracks in Halden were full.\n", AGREED)
    rows = [json.loads(line) for line in project.run("measures", "news", "--format", "jsonl")[1].splitlines()]
    assert [row["n_independent"] for row in rows] == sorted((row["n_independent"] for row in rows), reverse=True)
    soldiers = rows[0]
    assert {name: soldiers[name] for name in ("low", "best", "high", "n_claims", "n_docs", "agree", "rule")} == {
        "low": 3000, "best": 3000, "high": 3000, "n_claims": 2, "n_docs": 2, "agree": True, "rule": None,
    }  # fmt: skip
    (distance,) = (row for row in rows if row["kind"] == "distance")
    assert (distance["low"], distance["unit"], distance["n_claims"]) == (40, "kilometer", 1)
    (day,) = (row for row in rows if row["kind"] == "date")
    assert (day["low"], day["first_day"], day["last_day"]) == (None, "2025-03-11", "2025-03-11")
    assert "2025-03-11" in project.run("measures", "news")[1]


def test_measures_is_the_table_of_frames(project: Project) -> None:
    frame = nc.check(nc.read("news")).measures
    rows = [json.loads(line) for line in project.run("measures", "news", "--format", "jsonl")[1].splitlines()]
    assert {row["measure_id"]: (row["low"], row["high"]) for row in rows} == {
        row.measure_id: (row.low, row.high) for row in frame.itertuples()
    }


def test_measures_says_what_was_not_read(project: Project) -> None:
    code, out = project.run("measures", "news", "nowhere")
    assert code == 2
    assert "nowhere: NC901" in project.err
    assert "troops deployed in Halden" in out


def test_measures_of_a_corpus_without_figures(project: Project) -> None:
    project.write({"quiet/a.txt": "date 2025-03-12 Rain fell."})
    assert project.run("measures", "quiet") == (0, "  ".join(HEAD) + "\n")
    assert project.run("measures", "quiet", "--format", "jsonl") == (0, "")


def test_measures_needs_no_arrow(project: Project) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; from numcheck.cli import main; sys.exit(main(['measures', 'news']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "troops deployed in Halden" in done.stdout
