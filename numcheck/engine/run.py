"""Articles -> report: what is not in the cache is extracted and compared, in as many processes as there may be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from numcheck.corpus import Corpus
from numcheck.engine.codec import dumps
from numcheck.engine.links import Links, Memory, OnDisk
from numcheck.engine.pool import Pool, processors
from numcheck.engine.store import Store, program
from numcheck.engine.work import claims_of, compared, counted, extracted, unpacked
from numcheck.finding import Finding, Problem, Report, Severity
from numcheck.model import Article, Claim

__all__ = ["run"]

_BATCH = 100_000  # characters of articles that a process is given at once
_PACKED = 50_000  # bytes of packed claims that a process is given at once
Label = Sequence[tuple[bytes, str]]
Engine = Literal["local", "duckdb"]


def run(
    items: Iterable[Article | Problem],
    jobs: int = 1,
    cache: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Mapping[str, Severity] | None = None,
    warn: Callable[[str], object] = lambda message: None,
    claims: Callable[[str, tuple[Claim, ...]], object] | None = None,
    engine: Engine = "local",
    articles: bool = True,
) -> Report:
    """Everything that one run over a corpus has to say; the same as `numcheck.pipeline.check`, whatever the options.

    Args:
        items: articles, and problems met in reading them.
        jobs: worker processes; 0 for one a processor.
        cache: folder of a cache; None to go without.
        select: rule codes or prefixes to report.
        ignore: rule codes or prefixes not to report.
        severity: other severities than a rule has by itself, by code.
        warn: told what is wrong with the cache.
        claims: told the claims of each article, by its id, once all are read.
        engine: "local" links articles in memory, "duckdb" on disk, for corpora of more than some 100,000 articles.
        articles: whether the report names each article with its digest, as an index or decisions need.

    Returns:
        The report.

    Raises:
        ModuleNotFoundError: what the engine needs is not installed.

    >>> run([Article("a", "Nothing to count.")]).documents
    1
    """
    corpus = Corpus(articles)
    links: Links = OnDisk(jobs or processors()) if engine == "duckdb" else Memory()
    store = Store(cache, warn)
    try:
        with Pool(jobs or processors()) as pool:
            counts: Counter[str] = Counter()
            missing = _missing(corpus.take(items), store, links, counts)
            for label, rows in pool.map(extracted, missing):
                store.add_articles((key, *row) for (key, _), row in zip(label, rows, strict=True))
                for (key, name), (seen, own, _) in zip(label, rows, strict=True):
                    links.add(name, key, own)
                    counts.update(counted(seen))
            if claims is not None:
                for name, key in links.articles():
                    claims(name, claims_of(store.claims([key])[0]))
            found = _findings(links, store, pool, counts)
    finally:
        links.close()
        store.close()
    return corpus.report(found, counts, select, ignore, severity)


def _missing(
    articles: Iterable[Article], store: Store, links: Links, counts: Counter[str]
) -> Iterator[tuple[Label, list[Article]]]:
    """Batches of articles that the store does not have; of the others, what is known is added."""
    label: list[tuple[bytes, str]] = []
    batch: list[Article] = []
    size = 0
    for article in articles:
        key = _key(program().encode(), dumps(Article, article))
        row = store.article(key)
        if row is not None:
            counts.update(counted(row[0]))
            links.add(article.id, key, row[1])
            continue
        label.append((key, article.id))
        batch.append(article)
        size += len(article.text)
        if size >= _BATCH:
            yield label, batch
            label, batch, size = [], [], 0
    if batch:
        yield label, batch


def _findings(links: Links, store: Store, pool: Pool, counts: Counter[str]) -> list[Finding]:
    """What disagrees, part by part."""
    found: list[Finding] = []

    def missing() -> Iterator[tuple[list[bytes], list[list[bytes]]]]:
        label: list[bytes] = []
        batch: list[list[bytes]] = []
        size = 0
        for keys in links.parts():
            key = _key(*keys)
            result = store.part(key)
            if result is not None:
                _add(result, found, counts)
                continue
            label.append(key)
            batch.append(store.claims(keys))
            size += sum(map(len, batch[-1]))
            if size >= _PACKED:
                yield label, batch
                label, batch, size = [], [], 0
        if batch:
            yield label, batch

    for label, results in pool.map(compared, missing()):
        store.add_parts(zip(label, results, strict=True))
        for result in results:
            _add(result, found, counts)
    return found


def _add(result: bytes, found: list[Finding], counts: Counter[str]) -> None:
    findings, seen = unpacked(result)
    found += findings
    counts.update(seen)


def _key(*pieces: bytes) -> bytes:
    """A hash of some pieces, each with its length."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "little") + piece)
    return digest.digest()
