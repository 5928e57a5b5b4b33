"""Findings on disk, each packed until it is looked at: a report need not fit into memory."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Iterable

from numcheck.corpus import rank
from numcheck.engine.codec import dumps, loads
from numcheck.finding import Finding
from numcheck.lazy import Lazy

__all__ = ["shelved"]

_TABLE = "CREATE TABLE finding (number INTEGER PRIMARY KEY, level INTEGER, sure REAL, rule TEXT, id TEXT, data BLOB)"
_ADD = "INSERT INTO finding (level, sure, rule, id, data) VALUES (?, ?, ?, ?, ?)"
_ORDER = "SELECT number FROM finding ORDER BY level, sure, rule, id, number"
_DATA = "SELECT data FROM finding WHERE number = ?"


def shelved(found: Iterable[Finding]) -> Lazy[Finding]:
    """Findings worst first, as `numcheck.corpus.worst_first` sorts them, in a file that is gone when they are.

    Args:
        found: any findings, taken one by one.

    >>> len(shelved([]))
    0
    """
    db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    db.execute("BEGIN")
    db.execute(_TABLE)
    db.executemany(_ADD, ((*rank(finding), zlib.compress(dumps(Finding, finding), 1)) for finding in found))

    def read(number: int) -> Finding:
        finding: Finding = loads(Finding, zlib.decompress(db.execute(_DATA, (number,)).fetchone()[0]))
        return finding

    return Lazy(read, array("Q", (number for (number,) in db.execute(_ORDER))))
