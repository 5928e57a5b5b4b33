"""A function over many batches, in this process or in several: results come as they are ready."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, TypeVar

__all__ = ["Pool", "processors"]

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 3  # batches that wait for each process
_WORTH = 8  # batches for which starting processes pays


def processors() -> int:
    """How many processes can work at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Worker processes, started when there are batches enough to make up for their start.

    Args:
        jobs: how many; 1 to work in this process.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def map(self, work: Callable[[T], R], batches: Iterable[tuple[Any, T]]) -> Iterator[tuple[Any, R]]:
        """The result of each batch with its label, in any order.

        Args:
            work: a function of a module, so that another process finds it.
            batches: (label, batch); taken one by one, a few ahead of the results.
        """
        rest = iter(batches)
        first = list(islice(rest, _WORTH)) if self._jobs > 1 else []
        if self._jobs == 1 or (len(first) < _WORTH and self._executor is None):
            for label, batch in chain(first, rest):
                yield label, work(batch)
            return
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._jobs, get_context("spawn"), _deaf)
        waiting: dict[Future[R], Any] = {}
        for label, batch in chain(first, rest):
            waiting[self._executor.submit(work, batch)] = label
            if len(waiting) > self._jobs * _AHEAD:
                yield from _ready(waiting)
        while waiting:
            yield from _ready(waiting)


def _deaf() -> None:
    """An interrupt is for the process that started this one, which ends it without a word of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ready(waiting: dict[Future[R], Any]) -> Iterator[tuple[Any, R]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()
