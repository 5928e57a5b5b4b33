"""The answers on file: JSON Lines, one an answer, committed like decisions.

A line is on disk before the next question is asked; a line that was cut off when a run was killed is passed over, and
the next one begins on a line of its own. When a run is done the file is sorted, so that git merges it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numcheck.reader.answer import Answer, AnswerError, shaped, written
from numcheck.reader.prompt import PROMPT

__all__ = ["AnswersError", "Record", "append", "asking", "read", "record_of", "tidy"]


class AnswersError(ValueError):
    """A file of answers that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Record:
    """One answer on file.

    Args:
        key: of the question, see `numcheck.reader.prompt.key`.
        model: who answered.
        answer: what was said.
        tokens: of question and answer as the endpoint counted them; None if it did not.
    """

    key: str
    model: str
    answer: Answer
    tokens: tuple[int, int] | None = None


def read(path: Path) -> dict[str, Record]:
    """The answers on file by key; the last word counts; none where there is no file.

    Raises:
        AnswersError: the file cannot be read, or a line that is not the last is no answer.

    >>> read(Path("no/such/file.jsonl"))
    {}
    """
    return {record.key: record for record in _records(path)}


def _records(path: Path) -> Iterator[Record]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        raise AnswersError(f"{path}: cannot be read: {error.strerror or error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            if _cut_off(line):
                continue
            raise AnswersError(f"{path}:{number}: not an answer: {error}") from error
        yield record_of(row, f"{path}:{number}")


def _cut_off(line: bytes) -> bool:
    """Whether a line is the beginning of one, as a run that was killed leaves it."""
    return line.startswith(_HEAD[: len(line)]) and not line.rstrip().endswith(b"}")


_HEAD = b'{"key": "'


def record_of(row: Any, place: str) -> Record:
    """A record from its JSON.

    Raises:
        AnswersError: it is none.
    """
    try:
        tokens = row.get("tokens")
        made = Record(row["key"], row["model"], shaped(row["answer"]), None if tokens is None else tuple(tokens))
    except (AnswerError, KeyError, TypeError, AttributeError) as error:
        raise AnswersError(f"{place}: not an answer: {error}") from error
    if not isinstance(made.key, str) or not isinstance(made.model, str):
        raise AnswersError(f"{place}: not an answer: key and model must be strings")
    return made


def append(path: Path, records: Iterable[Record]) -> None:
    """Add answers; they are on disk when this returns.

    Raises:
        AnswersError: the file cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     append(Path(folder, "answers.jsonl"), [Record("k", "x", Answer(((1, 2),)))])
    ...     read(Path(folder, "answers.jsonl"))["k"].answer.groups
    ((1, 2),)
    """
    text = "".join(map(_line, records)).encode("utf-8", "backslashreplace")
    with _locked(path), path.open("ab+") as stream:
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":
                text = b"\n" + text
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def tidy(path: Path) -> None:
    """Sort the file, each answer once, what was cut off gone; a reader sees the old file or the whole new one.

    Raises:
        AnswersError: the file cannot be read or written.
    """
    if not path.exists():
        return
    with _locked(path):
        found = read(path)
        text = "".join(_line(found[key]) for key in sorted(found)).encode("utf-8", "backslashreplace")
        if text == path.read_bytes():
            return
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with draft.open("wb") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)


@contextmanager
def asking(path: Path) -> Iterator[None]:
    """While it is held no other run asks, so that none asks what another is about to be told.

    Raises:
        AnswersError: the folder cannot be written.
    """
    with _locked(path, "asking"):
        yield


@contextmanager
def _locked(path: Path, what: str = "lock") -> Iterator[None]:
    from filelock import FileLock

    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            (path.parent / ".gitignore").write_text("*.lock\n", encoding="ascii")
        with FileLock(path.with_name(f".{path.name}{'' if what == 'lock' else f'.{what}'}.lock")):
            yield
    except OSError as error:
        raise AnswersError(f"{path}: cannot be written: {error.strerror or error}") from error


def _line(record: Record) -> str:
    row: dict[str, Any] = {"key": record.key, "model": record.model, "prompt": PROMPT, "answer": written(record.answer)}
    if record.tokens is not None:
        row["tokens"] = list(record.tokens)
    return json.dumps(row, ensure_ascii=False) + "\n"
