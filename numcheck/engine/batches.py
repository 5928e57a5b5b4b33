"""The kernels over Arrow batches, as `mapInArrow` runs them: no Spark in here, and nothing that hangs on partitions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from numcheck.corpus import said
from numcheck.engine.codec import dumps, loads
from numcheck.engine.work import compared, counted, extracted, unpacked
from numcheck.finding import Problem
from numcheck.group.stories import joined
from numcheck.model import Article

__all__ = [
    "ARTICLES",
    "CUT",
    "FOUND",
    "PACKED",
    "TALLY",
    "article_batch",
    "comparing",
    "cutting",
    "packing",
    "problem_of",
    "tallying",
    "unpacked_articles",
]

ARTICLES = pa.schema([("article", pa.binary())])
"""Articles, packed."""
PACKED = pa.schema(
    [
        ("doc", pa.binary()),
        ("day", pa.int32()),
        ("names", pa.list_(pa.int64())),
        ("words", pa.list_(pa.int64())),
        ("counts", pa.binary()),
        ("claims", pa.binary()),
        ("own", pa.binary()),
        ("digest", pa.binary()),
        ("undated", pa.int32()),
        ("problem", pa.string()),
    ]
)
"""What is kept of an article: its id in UTF-8, what links it, its claims, what it says wrong itself; or a problem."""
TALLY = pa.schema([("count", pa.int64()), ("undated", pa.int64()), ("digest", pa.binary()), ("counts", pa.binary())])
"""What a partition holds: articles, those without a date, the sum of their digests, and what was seen in them."""
FOUND = pa.schema([("result", pa.binary())])
"""What disagrees in a part, packed."""
CUT = pa.schema([("doc", pa.binary()), ("part", pa.binary())])
"""The parts that a part too large is cut into."""
Batches = Iterator[Any]
_ROWS = 500


def article_batch(articles: Iterable[Article]) -> Any:
    """Articles as a batch."""
    return pa.RecordBatch.from_pydict({"article": [dumps(Article, each) for each in articles]}, schema=ARTICLES)


def unpacked_articles(batch: Any) -> Iterator[Article]:
    """The articles of such a batch."""
    for data in batch.column("article").to_pylist():
        yield loads(Article, data)


def packing(
    read: Callable[[Any], Iterable[Article | Problem]], recompute: bool = False
) -> Callable[[Batches], Batches]:
    """A function from batches to batches of PACKED.

    Args:
        read: the articles of a batch, and what is wrong with it.
        recompute: whether each article's own sums and dates are checked, too.

    >>> pack = packing(unpacked_articles)
    >>> next(pack(iter([article_batch([Article("a", "About 50 km.")])]))).column("doc").to_pylist()
    [b'a']
    """

    def pack(batches: Batches) -> Batches:
        for batch in batches:
            rows = [_row(item, recompute) for item in read(batch)]
            for at in range(0, len(rows), _ROWS):
                yield pa.RecordBatch.from_pylist(rows[at : at + _ROWS], schema=PACKED)

    return pack


def _row(item: Article | Problem, recompute: bool) -> dict[str, Any]:
    if isinstance(item, Problem):
        return {"problem": json.dumps(asdict(item))}
    ((counts, linked, claims, own),) = extracted([item], recompute)
    return {
        "doc": item.id.encode("utf-8", "surrogatepass"),
        "day": linked.day,
        "names": [_signed(key) for key in linked.names],
        "words": [_signed(key) for key in linked.words],
        "counts": counts,
        "claims": claims,
        "own": own if own is not None and unpacked(own)[0] else None,
        "digest": said(item).to_bytes(32, "big"),
        "undated": int(item.published is None),
    }


def _signed(key: int) -> int:
    """A hash of 64 bits as a number that may be below zero, as databases have them."""
    return key - (1 << 64) if key >> 63 else key


def problem_of(text: str) -> Problem:
    """The problem that a row of PACKED holds."""
    return Problem(**json.loads(text))


def tallying(batches: Batches) -> Batches:
    """What batches of PACKED hold in all, as one row of TALLY."""
    counts: Counter[str] = Counter()
    count = undated = digest = 0
    for batch in batches:
        for row in batch.select(["counts", "digest", "undated"]).to_pylist():
            if row["digest"] is not None:
                count += 1
                undated += row["undated"]
                digest += int.from_bytes(row["digest"], "big")
                counts.update(counted(row["counts"]))
    row = {"count": count, "undated": undated, "digest": (digest % (1 << 256)).to_bytes(32, "big")}
    yield pa.RecordBatch.from_pylist([row | {"counts": json.dumps(counts).encode()}], schema=TALLY)


def comparing(batches: Batches) -> Batches:
    """What disagrees in each part: batches with a list `claims`, by article, to batches of FOUND."""
    for batch in batches:
        parts = batch.column("claims").to_pylist()
        yield pa.RecordBatch.from_pydict({"result": compared([(part, None) for part in parts])}, schema=FOUND)


def cutting(largest: int) -> Callable[[Any], Any]:
    """A function from the links of a part too large, `one, two, shared`, to the parts it is cut into, as in CUT.

    Args:
        largest: articles of a part.

    >>> links = pa.table({"one": [b"a", b"b"], "two": [b"b", b"c"], "shared": [1, 2]})
    >>> cutting(2)(links).to_pydict()["part"]
    [b'a', b'b', b'b']
    """

    def cut(links: Any) -> Any:
        columns = (links.column(name).to_pylist() for name in ("one", "two", "shared"))
        rows = sorted((-shared, one, two) for one, two, shared in zip(*columns, strict=True))
        pairs = [(one, two) for _, one, two in rows]
        found = joined({doc for pair in pairs for doc in pair}, pairs, largest)
        new = [(doc, docs[0]) for docs in found for doc in docs]
        return pa.table({"doc": [doc for doc, _ in new], "part": [part for _, part in new]}, schema=CUT)

    return cut
