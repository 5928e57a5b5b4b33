"""Articles -> report: what is not in the cache is extracted and compared, in as many processes as there may be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from numcheck.corpus import Corpus
from numcheck.engine.codec import dumps
from numcheck.engine.pool import Pool, processors
from numcheck.engine.store import Store, program
from numcheck.engine.work import compared, counted, extracted, unpacked
from numcheck.finding import Finding, Problem, Report, Severity
from numcheck.group.stories import Profile, parts
from numcheck.model import Article
from numcheck.rules import recomputes

__all__ = ["run"]

_BATCH = 100_000  # characters of articles that a process is given at once
_PACKED = 50_000  # bytes of packed claims that a process is given at once
Label = Sequence[tuple[bytes, str]]
Known = dict[str, tuple[bytes, Profile]]  # the key of each article in the store, and what links it to others


def run(
    items: Iterable[Article | Problem],
    jobs: int = 1,
    cache: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Mapping[str, Severity] | None = None,
    warn: Callable[[str], object] = lambda message: None,
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

    Returns:
        The report.

    >>> run([Article("a", "Nothing to count.")]).documents
    1
    """
    corpus = Corpus()
    store = Store(cache, warn)
    try:
        with Pool(jobs or processors()) as pool:
            known: Known = {}
            counts: Counter[str] = Counter()
            found: list[Finding] = []
            recompute = recomputes(select, ignore)
            missing = _missing(corpus.take(items), store, known, counts, found if recompute else None)
            for label, rows in pool.map(partial(extracted, recompute=recompute), missing):
                store.add_articles((key, *row[:3]) for (key, _), row in zip(label, rows, strict=True))
                for (key, name), (seen, linked, _, own) in zip(label, rows, strict=True):
                    known[name] = (key, linked)
                    counts.update(counted(seen))
                    if own is not None:
                        store.add_own([(key, own)])
                        found += unpacked(own)[0]
            found += _findings(known, store, pool, counts)
    finally:
        store.close()
    return corpus.report(found, counts, select, ignore, severity)


def _missing(
    articles: Iterable[Article], store: Store, known: Known, counts: Counter[str], found: list[Finding] | None
) -> Iterator[tuple[Label, list[Article]]]:
    """Batches of articles that the store does not have; of the others, what is known is added.

    `found` takes what they say by themselves; None where that is not asked for.
    """
    label: list[tuple[bytes, str]] = []
    batch: list[Article] = []
    size = 0
    for article in articles:
        key = _key(program().encode(), dumps(Article, article))
        row = store.article(key)
        own = store.own(key) if found is not None and row is not None else None
        if row is not None and (found is None or own is not None):
            if found is not None and own is not None:
                found += unpacked(own)[0]
            counts.update(counted(row[0]))
            known[article.id] = (key, row[1])
            continue
        label.append((key, article.id))
        batch.append(article)
        size += len(article.text)
        if size >= _BATCH:
            yield label, batch
            label, batch, size = [], [], 0
    if batch:
        yield label, batch


def _findings(known: Known, store: Store, pool: Pool, counts: Counter[str]) -> list[Finding]:
    """What disagrees, part by part."""
    found: list[Finding] = []

    def missing() -> Iterator[tuple[list[bytes], list[list[bytes]]]]:
        label: list[bytes] = []
        batch: list[list[bytes]] = []
        size = 0
        for part in parts({name: own for name, (_, own) in known.items()}):
            keys = [known[name][0] for name in part]
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
