"""Report writers by name; a writer sees the report and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from numcheck.finding import Report

__all__ = ["FORMATS", "LEFT_OUT", "WRITERS", "pieces"]

Writer = Callable[[Report], str]
FORMATS = (
    "text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl",
    "sonar", "markdown", "html", "csv", "index",
)  # fmt: skip


class _Lazy(Mapping[str, Writer]):
    """Writers by format, each imported when it is asked for."""

    def __getitem__(self, name: str) -> Writer:
        if name not in FORMATS:
            raise KeyError(name)
        writer: Writer = import_module(f"numcheck.report.{name}").write
        return writer

    def __iter__(self) -> Iterator[str]:
        return iter(FORMATS)

    def __len__(self) -> int:
        return len(FORMATS)


WRITERS: Mapping[str, Writer] = _Lazy()


def pieces(name: str, report: Report) -> Iterator[str]:
    """What a writer writes, piece by piece: a finding at a time in formats in which a report may be of any size.

    Args:
        name: the format.
        report: the report.

    >>> from numcheck.finding import Coverage
    >>> report = Report((), (), Coverage(), 2, "")
    >>> "".join(pieces("json", report)) == WRITERS["json"](report)
    True
    """
    module = import_module(f"numcheck.report.{name}")
    if hasattr(module, "pieces"):
        yield from module.pieces(report)
    else:
        yield module.write(report)


def _left_out_of_sarif(report: Report) -> int:
    from numcheck.report import sarif

    return sarif.left_out(report)


LEFT_OUT: Mapping[str, Callable[[Report], int]] = {"sarif": _left_out_of_sarif}
"""How many findings do not fit into a format whose host has a limit."""
