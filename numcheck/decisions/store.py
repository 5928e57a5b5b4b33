"""The decisions on file: JSON Lines, sorted by finding, so that git merges what two branches decided.

A line is added under a lock that other processes see, and is on disk when `append` returns; a reader sees the old file
or the whole new one. A path without a suffix is a folder in place of a file: a file a decision, which no merge of
branches, whoever does it, can bring into conflict; of several decisions at once a crash may leave some.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from numcheck.finding import Anchor, Decision

__all__ = ["DecisionsError", "append", "drop", "read", "version"]

_VERDICTS = ("confirm", "dismiss", "accepted-debt", "undo")
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class DecisionsError(ValueError):
    """A decisions file that cannot be used; the message names file and line."""


def version(path: Path) -> str:
    """What tells one state of the file from another; "" where there is no file.

    >>> version(Path("no/such/file.jsonl"))
    ''
    """
    try:
        found = _version(path.stat())
        return f"{found}-{sum(1 for _ in path.iterdir())}" if _is_folder(path) else found
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DecisionsError(f"{path}: cannot be read: {error}") from error


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions on file, in the order of the file; none where there is no file.

    Args:
        path: the file.

    Raises:
        DecisionsError: it cannot be read, a line is no decision, or holds the marks of an unfinished merge.

    >>> read(Path("no/such/file.jsonl"))
    ()
    """
    return tuple(_lines(path).values())


def append(
    path: Path, decisions: Iterable[Decision], check: Callable[[Sequence[Decision]], object] = lambda old: None
) -> str:
    """Add decisions to the file; they are on disk when this returns.

    Args:
        path: the file; it and its folder are made if need be.
        decisions: what to add; a decision that is there already is not added again.
        check: told what is on file, while nobody else can write; what it raises keeps the file as it is.

    Returns:
        The version of the file that was written.

    Raises:
        DecisionsError: the file cannot be read or written.

    >>> import tempfile
    >>> word = Decision("fp1:0", "dismiss", "scope", "", "ann", "2025-01-01T00:00:00Z", "NC101", "0.1.0", ())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "decisions.jsonl")
    ...     append(path, [word]) == version(path), read(path) == (word,)
    (True, True)
    """
    new = {_line(decision): decision for decision in decisions}

    def added(old: dict[str, Decision]) -> dict[str, Decision]:
        check(tuple(old.values()))
        return old | new

    return _rewrite(path, added)


def drop(path: Path, ids: Iterable[str]) -> int:
    """Take every decision on some findings out of the file.

    Args:
        path: the file.
        ids: of findings.

    Returns:
        How many lines went.

    Raises:
        DecisionsError: the file cannot be read or written.
    """
    gone = frozenset(ids)
    went = 0

    def left(old: dict[str, Decision]) -> dict[str, Decision]:
        nonlocal went
        kept = {line: decision for line, decision in old.items() if decision.id not in gone}
        went = len(old) - len(kept)
        return kept

    _rewrite(path, left)
    return went


def _is_folder(path: Path) -> bool:
    return not path.suffix


def _lines(path: Path) -> dict[str, Decision]:
    """The lines on file, each with its decision."""
    if not _is_folder(path):
        return _of_file(path)
    found: dict[str, Decision] = {}
    for each in sorted(path.glob("*.json")):
        found |= _of_file(each)
    return found


def _of_file(path: Path) -> dict[str, Decision]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: a note may hold other line ends
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionsError(f"{path}: cannot be read: {error}") from error
    found: dict[str, Decision] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith(_MARKERS):
            raise DecisionsError(
                f"{path}:{number}: a merge is unfinished: keep the lines of both sides, delete the marker lines"
            )
        if line.strip() and line not in found:
            try:
                found[line] = _decision(line)
            except DecisionsError as error:
                raise DecisionsError(f"{path}:{number}: {error}") from error
    return found


def _rewrite(path: Path, change: Callable[[dict[str, Decision]], dict[str, Decision]]) -> str:
    from filelock import FileLock

    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            (path.parent / ".gitignore").write_text("*.lock\n", encoding="ascii")
        with FileLock(path.with_name(f".{path.name}.lock")):
            before = _lines(path)
            after = change(before)
            if not _is_folder(path):
                lines = sorted(after, key=lambda line: (after[line].id, after[line].at, line))
                return _save(path, "".join(f"{line}\n" for line in lines))
            path.mkdir(exist_ok=True)
            for line in after.keys() - before.keys():
                _save(path / _name(after[line], line), f"{line}\n")
            for line in before.keys() - after.keys():
                (path / _name(before[line], line)).unlink(missing_ok=True)
            return version(path)
    except OSError as error:
        raise DecisionsError(f"{path}: cannot be written: {error.strerror or error}") from error


def _name(decision: Decision, line: str) -> str:
    """The file of a decision: that of one finding stand together, and no two are the same."""
    digest = hashlib.sha256(line.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{re.sub('[^0-9a-z]', '', decision.id.lower())[:20]}-{digest[:16]}.json"


def _save(path: Path, text: str) -> str:
    """Have a file on disk, all of it or as it was; the version of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()
        os.fsync(stream.fileno())
        written = _version(os.fstat(stream.fileno()))
    draft.replace(path)
    _sync(path.parent)
    return written


def _version(found: os.stat_result) -> str:
    return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"


def _sync(folder: Path) -> None:
    """Have the new name of a file on disk; only POSIX opens a folder for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _line(decision: Decision) -> str:
    row = asdict(decision)
    for claim in row["claims"]:
        if claim["apart"] is None:
            del claim["apart"]  # rare, and unknown to files of earlier versions
    return json.dumps(row, ensure_ascii=False)


@lru_cache(maxsize=100_000)  # a server reads the same lines before and after each word
def _decision(line: str) -> Decision:
    try:
        row = json.loads(line)
        claims = tuple(Anchor(**_known(Anchor, claim)) for claim in row.pop("claims"))
        decision = Decision(**_known(Decision, row), claims=claims)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DecisionsError(f"not a decision: {error}") from error
    wrong = [name for name in ("id", "note", "by", "at", "rule") if not isinstance(getattr(decision, name), str)]
    if wrong or decision.decision not in _VERDICTS:
        name = wrong[0] if wrong else "decision"
        raise DecisionsError(f"not a decision: {name} cannot be {getattr(decision, name)!r}")
    return decision


def _known(record: type, row: dict[str, Any]) -> dict[str, Any]:
    """The fields that this version knows; a later one may have added some."""
    names = {field.name for field in fields(record)}
    return {name: value for name, value in row.items() if name in names}
