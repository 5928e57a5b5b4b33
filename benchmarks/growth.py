"""Corpora from 10,000 articles on: how time and memory grow, and whether what was planted is found, in one run.

`python -m benchmarks.growth [SIZE...] [--skewed N] [--spark N]`. Every row is a run of `numcheck check` without a
cache. The first size is run by one process, too; N articles by Spark are held against the local engine. Memory is the
largest that the process itself was, and its largest worker. CQE is measured where CQE_PYTHON names a Python that has
it (see `benchmarks/rivals.py`).
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.planted import Score, rows, scored, write
from benchmarks.rivals import RIVALS

__all__ = ["main"]

ROOT = Path(__file__).parent.parent
_SUBREAPER = 36  # of prctl: whoever loses its parent becomes a child of this process
_SAMPLE = 50  # articles that the others extract from
_RUN = """
import resource, sys
from numcheck.cli import main
if __name__ == "__main__":
    code = main(sys.argv[2:])
    sizes = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    open(sys.argv[1], "w").write(" ".join(map(str, sizes)))
    sys.exit(code)
"""
_HEADS = (
    "articles",
    "engine",
    "jobs",
    "s",
    "CPU s",
    "MB",
    "worker MB",
    "planted",
    "found",
    "standing",
    "found",
    "false",
)


class Plan(NamedTuple):
    """What to run."""

    articles: int
    engine: str = "duckdb"
    jobs: int = 2
    skewed: bool = False


class Run(NamedTuple):
    """One run: seconds on the clock and of CPU, megabytes of the process and of its largest worker, what it found."""

    plan: Plan
    seconds: float
    cpu: float
    memory: int
    worker: int
    score: Score
    findings: str  # a hash of them


def checked(plan: Plan, words: int) -> Run:
    """Generate a corpus, check it, and score what was found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "news.jsonl", plan.articles, words, plan.skewed)
        (folder / "run.py").write_text(_RUN)
        options = ["--isolated", "--no-cache", "-j", str(plan.jobs), "--engine", plan.engine]
        outputs = ["--format", "jsonl", "--output", "text=report.txt"]
        command = [sys.executable, "run.py", "spent", "check", "news.jsonl", *options, *outputs]
        begin, meter = time.perf_counter(), _Meter()
        meter.start()
        with (folder / "found.jsonl").open("wb") as out:
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(command, cwd=folder, stdout=out, stderr=-1, env=environment, check=False)
        seconds = time.perf_counter() - begin
        assert done.returncode in (0, 1), done.stderr
        cpu = meter.stop()
        memory, worker = (folder / "spent").read_text().split()
        with (folder / "found.jsonl").open("rb") as lines:
            digest = hashlib.file_digest(lines, "sha256").hexdigest()
            lines.seek(0)
            findings = (row for row in map(json.loads, lines) if row["type"] == "finding")
            score = scored(findings, plan.articles, plan.skewed)
    return Run(plan, seconds, cpu, int(memory), int(worker), score, digest)


class _Meter(threading.Thread):
    """CPU seconds of all processes below this one, looked at twice a second: no one waits for the workers of Spark."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._ticks: dict[tuple[int, str], int] = {}
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.5):
            self._look()

    def stop(self) -> float:
        """End, and say how many."""
        self._over.set()
        self.join()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")

    def _look(self) -> None:
        seen: dict[int, tuple[int, str, int]] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                cells = path.read_text().rpartition(")")[2].split()
                seen[int(path.parent.name)] = (int(cells[1]), cells[19], int(cells[11]) + int(cells[12]))
        below = {os.getpid()}
        for pid in sorted(seen, key=lambda pid: (int(seen[pid][1]), pid)):  # parents have begun before
            parent, begun, ticks = seen[pid]
            if parent in below:
                below.add(pid)
                self._ticks[pid, begun] = ticks


def _others(words: int, run: Run) -> None:
    """Print how many articles the whole check does in the CPU time in which others extract from one."""
    own = run.cpu / run.plan.articles
    print(f"numcheck checks {1 / own:.0f} articles in a CPU second")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "texts.json"
        path.write_text(json.dumps([row["text"] for row in rows(_SAMPLE, words)]), encoding="utf-8")
        for rival in RIVALS:
            python = os.environ.get(f"{rival.upper()}_PYTHON", sys.executable)
            command = [python, "-W", "ignore", "-m", "benchmarks.rivals", rival, str(path)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{rival} is left out: {done.stderr.strip().splitlines()[-1]}")
            else:
                seconds = float(done.stdout.split()[-1])
                print(f"{rival} extracts from {1 / seconds:.1f}: the whole check is {seconds / own:.1f} times as fast")


def _show(run: Run) -> None:
    plan, score = run.plan, run.score
    cells = (
        *(f"{plan.articles:,}", plan.engine, plan.jobs, f"{run.seconds:.1f}", f"{run.cpu:.1f}", run.memory, run.worker),
        *(score.planted, _share(score.found, score.planted)),
        *(score.standing, _share(score.standing_found, score.standing), score.false_alarms),
    )
    load = f"   load {os.getloadavg()[0]:.1f}"
    print("".join(f"{cell:>10}" for cell in cells) + load + ("   one town" if plan.skewed else ""), flush=True)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _growth(first: Run, run: Run) -> str:
    times, more = run.cpu / first.cpu, run.plan.articles / first.plan.articles
    exponent = math.log(times) / math.log(more)
    memory = f"memory {run.memory / first.memory:.2f} times"
    return f"{more:.0f} times the articles: CPU {times:.1f} times, exponent {exponent:.2f}; {memory}"


def _beside(one: Run, two: Run) -> str:
    same = "identical findings" if one.findings == two.findings else "OTHER FINDINGS"
    clock, cpu = one.seconds / two.seconds, two.cpu / one.cpu
    names = (f"{run.plan.engine}, {run.plan.jobs} processes" for run in (two, one))
    return f"{' against '.join(names)}: {clock:.2f} times as fast on the clock, {cpu:.2f} times the CPU; {same}"


def main() -> None:
    """Measure, and print a line a run, then what they come to."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    options.add_argument("--words", type=int, default=100)
    options.add_argument("--skewed", type=int, default=0, metavar="N", help="N articles that all tell of one town")
    options.add_argument("--spark", type=int, default=0, metavar="N", help="N articles on Spark and the local engine")
    given = options.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    print(f"articles of {given.words} words, {os.cpu_count()} processors")
    print("".join(f"{head:>10}" for head in _HEADS))

    def run(plan: Plan) -> Run:
        done = checked(plan, given.words)
        _show(done)
        return done

    alone = run(Plan(given.sizes[0], jobs=1))
    grown = [run(Plan(size)) for size in given.sizes]
    said = [_beside(alone, grown[0]), *(_growth(one, two) for one, two in pairwise(grown))]
    if given.skewed:
        run(Plan(given.skewed, skewed=True))
    if given.spark:
        said.append(_beside(run(Plan(given.spark, "local")), run(Plan(given.spark, "spark"))))
    print("\n".join(said))
    _others(given.words, grown[0])


if __name__ == "__main__":
    main()
