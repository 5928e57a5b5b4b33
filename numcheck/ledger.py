"""Words by key, in memory while they are few, else in a temporary file: a process need not grow with its corpus.

>>> ledger = Ledger()
>>> ledger.add("b", "1"), ledger.add("a", "2"), ledger.add("b", "3")
(None, None, '1')
>>> list(ledger)
[('a', '2'), ('b', '1')]
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

__all__ = ["Ledger"]

_FEW = 50_000
_CACHE = "PRAGMA cache_size = -16000"  # kibibytes


class Ledger:
    """A mapping from key to word that is only ever added to, in the order of its keys' code points."""

    def __init__(self) -> None:
        self._few: dict[str, str] = {}
        self._file: sqlite3.Connection | None = None

    def add(self, key: str, word: str) -> str | None:
        """Put a word under a key that is not taken; the word that is there already, if it is."""
        if self._file is None:
            if key in self._few:
                return self._few[key]
            self._few[key] = word
            if len(self._few) > _FEW:
                self._spill()
            return None
        added = self._file.execute("INSERT OR IGNORE INTO ledger VALUES (?, ?)", (_bytes(key), _bytes(word)))
        if added.rowcount:
            return None
        found = self._file.execute("SELECT word FROM ledger WHERE key = ?", (_bytes(key),)).fetchone()[0]
        return _text(found)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        if self._file is None:
            yield from sorted(self._few.items())
            return
        for key, word in self._file.execute("SELECT key, word FROM ledger ORDER BY key"):
            yield _text(key), _text(word)

    def _spill(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # gone with the process
        self._file.execute(_CACHE)
        self._file.execute("CREATE TABLE ledger (key BLOB PRIMARY KEY, word BLOB) WITHOUT ROWID")
        self._file.execute("BEGIN")
        rows = ((_bytes(key), _bytes(word)) for key, word in sorted(self._few.items()))
        self._file.executemany("INSERT INTO ledger VALUES (?, ?)", rows)
        self._few = {}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
