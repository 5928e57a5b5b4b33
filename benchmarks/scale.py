"""10,000 articles cold, warm, and with one changed: seconds, their ratio, and the memory of the largest process.

`python -m benchmarks.scale [ARTICLES] [JOBS]`.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.stories import write

__all__ = ["main"]

ROOT = Path(__file__).parent.parent


def timed(folder: Path, jobs: int, *options: str) -> tuple[float, bytes]:
    """Seconds of a run over a corpus, and what it said."""
    command = [sys.executable, "-m", "numcheck", "check", "news", "--format", "json", "-j", str(jobs), *options]
    begin = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return time.perf_counter() - begin, done.stdout


def main(articles: int = 10_000, jobs: int = 2) -> None:
    """Measure, and print a line a run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write(folder / "news", articles)
        cold, first = timed(folder, jobs)
        warm, second = timed(folder, jobs)
        assert first == second, "warm and cold differ"
        middle = paths[len(paths) // 2]
        middle.write_text(re.sub(r"(\d+) km from", r"1\1 km from", middle.read_text()))
        changed, third = timed(folder, jobs)
        bare, fourth = timed(folder, jobs, "--no-cache")
        assert third == fourth, "a changed article is read differently with a cache"
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{len(paths)} articles, {jobs} processes, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for what, seconds in (("cold", cold), ("without a cache", bare), ("warm", warm), ("one changed", changed)):
        print(f"{what:<16}{seconds:6.1f} s  {seconds / cold:6.3f} of cold")
    print(f"largest process {largest} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
