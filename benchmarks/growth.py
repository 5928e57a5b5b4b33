"""Corpora from 10,000 articles on: how time and memory grow, and whether what was planted is found, in one run.

`python -m benchmarks.growth [SIZE...] [--jobs N] [--engine E] [--skewed N]`. Every row is a run of `numcheck check`
without a cache; ratios are to the first one. Memory is the largest that the process itself was, not its workers.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.planted import Score, rows, scored, write

__all__ = ["main"]

ROOT = Path(__file__).parent.parent
_SUBREAPER = 36  # of prctl: whoever loses its parent becomes a child of this process
_RUN = """
import resource, sys
from numcheck.cli import main
if __name__ == "__main__":
    code = main(sys.argv[2:])
    sizes = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    open(sys.argv[1], "w").write(" ".join(map(str, sizes)))
    sys.exit(code)
"""


class Run(NamedTuple):
    """One run: seconds on the clock and of CPU, megabytes of the process and of its largest worker, and the score."""

    articles: int
    seconds: float
    cpu: float
    memory: int
    worker: int
    score: Score


def checked(articles: int, words: int, jobs: int, engine: str, skewed: bool) -> Run:
    """Generate a corpus, check it, and score what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "news.jsonl", articles, words, skewed)
        (folder / "run.py").write_text(_RUN)
        command = [
            sys.executable,
            "run.py",
            "spent",
            "check",
            "news.jsonl",
            "--isolated",
            "--no-cache",
            "-j",
            str(jobs),
        ]
        command += ["--engine", engine, "--format", "jsonl", "--output", "text=report.txt"]
        begin, before = time.perf_counter(), _spent()
        with (folder / "found.jsonl").open("wb") as out:
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(command, cwd=folder, stdout=out, stderr=-1, env=environment, check=False)
        seconds = time.perf_counter() - begin
        assert done.returncode in (0, 1), done.stderr
        cpu = _spent() - before
        memory, worker = (folder / "spent").read_text().split()
        with (folder / "found.jsonl").open(encoding="utf-8") as lines:
            findings = (row for row in map(json.loads, lines) if row["type"] == "finding")
            score = scored(findings, articles)
    return Run(articles, seconds, cpu, int(memory), int(worker), score)


def _spent() -> float:
    """CPU seconds of all processes that this one started, and those that they left behind, as Spark leaves its Java."""
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def against_quantulum3(words: int, run: Run) -> float:
    """How many articles the whole check does in the CPU time in which quantulum3 extracts from one."""
    from quantulum3 import parser

    sample = [row["text"] for row in rows(20, words)]
    for text in sample:
        parser.parse(text)
    begin = time.process_time()
    for text in sample:
        parser.parse(text)
    return (time.process_time() - begin) / len(sample) / (run.cpu / run.articles)


def main() -> None:
    """Measure, and print a line a run."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    options.add_argument("--words", type=int, default=100)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--engine", default="duckdb")
    options.add_argument("--skewed", type=int, default=0)
    given = options.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    print(f"{given.words} words, {given.jobs} processes, engine {given.engine}, {os.cpu_count()} processors")
    heads = [
        "articles",
        "s",
        "CPU s",
        "x CPU",
        "x articles",
        "exponent",
        "MB",
        "worker MB",
        "planted",
        "found",
        "false",
        "load",
    ]
    print("".join(f"{head:>11}" for head in heads))
    runs: list[Run] = []
    for size, skewed in [*((size, False) for size in given.sizes), *([(given.skewed, True)] if given.skewed else [])]:
        run = checked(size, given.words, given.jobs, given.engine, skewed)
        _show(run, runs[0] if runs else run, skewed)
        runs.append(run)
    times = against_quantulum3(given.words, runs[0])
    print(f"in the CPU time in which quantulum3 extracts from one article, numcheck checks {times:.1f}")


def _show(run: Run, first: Run, skewed: bool) -> None:
    grown, more = run.cpu / first.cpu, run.articles / first.articles
    exponent = math.log(grown) / math.log(more) if more > 1 else float("nan")
    found = run.score.found / run.score.planted if run.score.planted else float("nan")
    cells = (
        *(run.articles, f"{run.seconds:.1f}", f"{run.cpu:.1f}", f"{grown:.2f}", f"{more:.1f}", f"{exponent:.2f}"),
        *(run.memory, run.worker, run.score.planted, f"{found:.1%}", run.score.false_alarms),
        f"{os.getloadavg()[0]:.1f}",
    )
    print("".join(f"{cell:>11}" for cell in cells), "skewed" if skewed else "", flush=True)


if __name__ == "__main__":
    main()
