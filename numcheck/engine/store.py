"""What was read of each article and found in each part, kept in SQLite; without a folder, for one run only.

Keys hash the content, the settings that matter and the program, so that nothing stored can be out of date. Values are
JSON, never code. A file that is broken or of another program is made anew.
"""

from __future__ import annotations

import hashlib
import platform
import sqlite3
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from importlib import metadata
from pathlib import Path

from numcheck.group.stories import Profile

__all__ = ["Store", "program"]

_FILE = "numcheck.sqlite"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds the cache of numcheck.\n"
_PATIENCE = 60.0  # seconds that one run waits while another writes
_LARGEST = 1 << 33  # bytes beyond which the file is made anew
_TABLES = """
CREATE TABLE IF NOT EXISTS program (digest TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS article
    (key BLOB PRIMARY KEY, counts BLOB, day BLOB, names BLOB, words BLOB, claims BLOB, sum INTEGER);
CREATE TABLE IF NOT EXISTS own (key BLOB PRIMARY KEY, result BLOB, sum INTEGER);
CREATE TABLE IF NOT EXISTS part (key BLOB PRIMARY KEY, result BLOB, sum INTEGER);
CREATE TEMP TABLE said (result BLOB);
"""
_ARTICLE = "SELECT counts, day, names, words, claims, sum FROM article WHERE key = ?"
_CLAIMS = "SELECT claims FROM article WHERE key = ?"
_OWN = "SELECT result, sum FROM own WHERE key = ?"
_PART = "SELECT result, sum FROM part WHERE key = ?"
_LIBRARIES = ("pint", "quantulum3")
Row = tuple[bytes, bytes, Profile, bytes]


@cache
def program() -> str:
    """A hash of all that decides what is found: our code and words, Python, and the libraries that read units."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent.parent
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    versions = (platform.python_version(), unicodedata.unidata_version, *map(metadata.version, _LIBRARIES))
    digest.update("\0".join(versions).encode())
    return digest.hexdigest()


class Store:
    """A cache of articles and parts.

    Args:
        folder: where it is kept; None to keep it for this run only.
        warn: told what is wrong with the folder, if anything.
    """

    def __init__(self, folder: Path | None, warn: Callable[[str], object] = lambda message: None) -> None:
        found = _opened(folder, warn) if folder is not None else None
        self._db = found if found is not None else _connected("")

    def article(self, key: bytes) -> tuple[bytes, Profile] | None:
        """Counts and profile of an article, None if it is not there whole."""
        row = self._db.execute(_ARTICLE, (key,)).fetchone()
        if row is None or zlib.crc32(b"".join(row[:-1])) != row[-1]:
            return None
        return row[0], Profile(int.from_bytes(row[1], "little"), _numbers(row[2]), _numbers(row[3]))

    def claims(self, keys: Iterable[bytes]) -> list[bytes]:
        """The claims of articles that are there."""
        return [self._db.execute(_CLAIMS, (key,)).fetchone()[0] for key in keys]

    def own(self, key: bytes) -> bytes | None:
        """What was found in an article by itself, None if it was not looked for or is not there whole."""
        return self._result(_OWN, key)

    def part(self, key: bytes) -> bytes | None:
        """What was found in a part, None if it is not there whole."""
        return self._result(_PART, key)

    def _result(self, query: str, key: bytes) -> bytes | None:
        row = self._db.execute(query, (key,)).fetchone()
        return row[0] if row is not None and zlib.crc32(row[0]) == row[1] else None

    def add_articles(self, rows: Iterable[Row]) -> None:
        """Keep articles: key, counts, profile and claims of each."""
        columns = ((key, counts, *_columns(own), claims) for key, counts, own, claims in rows)
        summed = ((*row, zlib.crc32(b"".join(row[1:]))) for row in columns)
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", summed)

    def add_own(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep what was found in articles by themselves."""
        with self._db:
            summed = ((key, result, zlib.crc32(result)) for key, result in rows)
            self._db.executemany("INSERT OR REPLACE INTO own VALUES (?, ?, ?)", summed)

    def say(self, result: bytes) -> None:
        """Take what an article of this run says wrong by itself."""
        with self._db:
            self._db.execute("INSERT INTO said VALUES (?)", (result,))

    def said(self) -> Iterator[bytes]:
        """All that was taken so."""
        return (result for (result,) in self._db.execute("SELECT result FROM said"))

    def add_parts(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep what was found in parts."""
        summed = ((key, result, zlib.crc32(result)) for key, result in rows)
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", summed)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _columns(own: Profile) -> tuple[bytes, bytes, bytes]:
    return own.day.to_bytes(4, "little"), own.names.tobytes(), own.words.tobytes()


def _numbers(data: bytes) -> array[int]:
    found = array("Q")
    found.frombytes(data)
    return found


def _connected(path: str | Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _opened(folder: Path, warn: Callable[[str], object]) -> sqlite3.Connection | None:
    """The cache of a folder; None where there can be none."""
    from filelock import FileLock

    path = folder / _FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="ascii")
        with FileLock(folder / ".lock"):
            try:
                if path.exists() and not _sound(path):
                    warn(f"the cache {path} is broken or not ours; it is made anew")
                    _remove(path)
                elif path.exists() and not _ours(path):
                    _remove(path)
                db = _connected(path)
                with db:
                    db.execute("INSERT OR IGNORE INTO program VALUES (?)", (program(),))
                return db
            except sqlite3.Error as error:
                warn(f"the cache {path} cannot be used: {error}")
    except OSError as error:
        warn(f"no cache in {folder}: {error.strerror or error}")
    return None


def _sound(path: Path) -> bool:
    try:
        with closing(_connected(path)) as db:
            for query in (_ARTICLE, _OWN, _PART):
                db.execute(query, (b"",))
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _ours(path: Path) -> bool:
    """Whether a cache is of this program and not too large."""
    with closing(_connected(path)) as db:
        row = db.execute("SELECT digest FROM program").fetchone()
    return path.stat().st_size < _LARGEST and (row is None or row[0] == program())


def _remove(path: Path) -> None:
    """Another run that has the file open keeps it until it ends."""
    for name in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        name.unlink(missing_ok=True)
