"""What links the articles of a run: in memory, or on disk by DuckDB, for corpora that are larger than memory."""

from __future__ import annotations

import shutil
import tempfile
from array import array
from collections.abc import Iterator
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from numcheck.engine.linking import link
from numcheck.group.stories import Profile, joined, parts

__all__ = ["Links", "Memory", "OnDisk"]

_ROWS = 20_000  # articles that are put on disk at once
_MEMORY = 64  # megabytes that DuckDB may take, until it says that it needs more
_MOST = 1 << 17  # megabytes beyond which it gets no more


class Links(Protocol):
    """The articles of a run by their key in the store, and what links them."""

    def add(self, name: str, key: bytes, own: Profile) -> None:
        """Take an article: its id, its key, what links it to others."""
        ...

    def articles(self) -> Iterator[tuple[str, bytes]]:
        """Id and key of each article."""
        ...

    def parts(self) -> Iterator[list[bytes]]:
        """The keys of the articles that are compared together, in the order of their ids."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class Memory:
    """All in memory: about a kilobyte an article, and more for what it shares with others."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, Profile]] = {}

    def add(self, name: str, key: bytes, own: Profile) -> None:
        self._known[name] = (key, own)

    def articles(self) -> Iterator[tuple[str, bytes]]:
        return ((name, key) for name, (key, _) in self._known.items())

    def parts(self) -> Iterator[list[bytes]]:
        for part in parts({name: own for name, (_, own) in self._known.items()}):
            yield [self._known[name][0] for name in part]

    def close(self) -> None:
        self._known = {}


class OnDisk:
    """All on disk, in a folder of its own that goes with the run; in one thread, as each takes memory of its own.

    Raises:
        ModuleNotFoundError: there is no duckdb, or no pyarrow.
    """

    def __init__(self) -> None:
        duckdb, self._pa = import_module("duckdb"), import_module("pyarrow")
        self._full = (duckdb.OutOfMemoryException, duckdb.TransactionException)  # the other if a commit needs more
        self._folder = Path(tempfile.mkdtemp(prefix="numcheck-"))
        self._memory = _MEMORY
        settings = {"memory_limit": f"{self._memory}MB", "threads": 1, "temp_directory": str(self._folder)}
        self._db: Any = duckdb.connect(str(self._folder / "links.duckdb"), config=settings)
        self._db.execute("SET preserve_insertion_order = false")
        self._db.execute("CREATE TABLE article (name BLOB, key BLOB, day INTEGER, names BIGINT[], words BIGINT[])")
        self._rows: list[tuple[bytes, bytes, Profile]] = []

    def add(self, name: str, key: bytes, own: Profile) -> None:
        self._rows.append((name.encode("utf-8", "surrogatepass"), key, own))
        if len(self._rows) >= _ROWS:
            self._flush()

    def articles(self) -> Iterator[tuple[str, bytes]]:
        self._flush()
        return (
            (name.decode("utf-8", "surrogatepass"), key) for name, key in self._all("SELECT name, key FROM article")
        )

    def parts(self) -> Iterator[list[bytes]]:
        self._flush()
        self.make("numbered", "SELECT row_number() OVER (ORDER BY name) AS doc, key, day, names, words FROM article")
        self.make("doc", "SELECT doc, day FROM numbered")
        self.make("name", "SELECT doc, day, unnest(names) AS key FROM numbered")
        self.make("word", "SELECT doc, day, unnest(words) AS key FROM numbered")
        link(self)
        self._cut()
        rows = self._all("SELECT part, key FROM part JOIN numbered USING (doc) ORDER BY part, doc")
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield [key for _, key in group]

    def _cut(self) -> None:
        """Cut the parts that are too large, each by itself."""
        self._db.execute("CREATE OR REPLACE TABLE cut (doc BIGINT, part BIGINT)")
        docs = self._all("SELECT part, doc FROM part SEMI JOIN large USING (part) ORDER BY part")
        pairs = self._all("SELECT part, one, two FROM strong ORDER BY part, shared DESC, one, two")
        both = zip(*(groupby(rows, key=lambda row: row[0]) for rows in (docs, pairs)), strict=True)
        for (_, inside), (_, links) in both:
            found = joined((doc for _, doc in inside), ((one, two) for _, one, two in links))
            new = [(doc, own[0]) for own in found for doc in own]
            self._take("cut", {"doc": [doc for doc, _ in new], "part": [first for _, first in new]})
        self.make("part", "SELECT doc, coalesce(cut.part, part.part) AS part FROM part LEFT JOIN cut USING (doc)")

    def make(self, name: str, query: str) -> None:
        self._run(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def count(self, query: str) -> int:
        return int(self._run(query).fetchone()[0])

    def close(self) -> None:
        self._db.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self) -> None:
        if not self._rows:
            return
        rows = {
            "name": [name for name, _, _ in self._rows],
            "key": [key for _, key, _ in self._rows],
            "day": self._pa.array([own.day for _, _, own in self._rows], self._pa.int32()),
            "names": self._lists([own.names for _, _, own in self._rows]),
            "words": self._lists([own.words for _, _, own in self._rows]),
        }
        self._rows = []
        self._take("article", rows)

    def _take(self, name: str, columns: dict[str, Any]) -> None:
        """Put rows into a table."""
        self._db.register("rows", self._pa.table(columns))
        self._run(f"INSERT INTO {name} SELECT {', '.join(columns)} FROM rows")
        self._db.unregister("rows")

    def _lists(self, held: list[array[int]]) -> Any:
        """Hashes as lists of signed numbers, which sort otherwise but are as many and as different."""
        ends = [0]
        for each in held:
            ends.append(ends[-1] + len(each))
        data = self._pa.py_buffer(b"".join(each.tobytes() for each in held))
        values = self._pa.Array.from_buffers(self._pa.int64(), ends[-1], [None, data])
        return self._pa.ListArray.from_arrays(self._pa.array(ends, self._pa.int32()), values)

    def _all(self, query: str) -> Iterator[Any]:
        """The rows of a query, some at a time."""
        found = self._run(query, self._db.cursor())
        while rows := found.fetchmany(_ROWS):
            yield from rows

    def _run(self, query: str, cursor: Any = None) -> Any:
        """A query that was run; what it did not fit into is doubled."""
        while True:
            try:
                return (cursor or self._db).execute(query)
            except self._full:
                if self._memory > _MOST:
                    raise
                self._memory *= 2
                self._db.execute(f"SET memory_limit = '{self._memory}MB'")
