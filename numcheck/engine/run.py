"""Articles -> report: what is not in the cache is extracted and compared, in as many processes as there may be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from numcheck.corpus import Corpus, worst_first
from numcheck.engine.codec import dumps
from numcheck.engine.links import Links, Memory, OnDisk
from numcheck.engine.pool import Pool, processors
from numcheck.engine.shelf import shelved
from numcheck.engine.store import Store, program
from numcheck.engine.work import Part, claims_of, compared, counted, extracted, listed, unpacked
from numcheck.finding import Problem, Report, Severity
from numcheck.model import Article, Claim
from numcheck.rules import recomputes

if TYPE_CHECKING:
    from numcheck.group import Pair
    from numcheck.reader.desk import Desk
    from numcheck.reader.outcome import Outcome
    from numcheck.reader.reread import Heard

__all__ = ["candidates", "run"]

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
    desk: Desk | None = None,
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
        desk: a second reader; None for none.
        claims: told the claims of each article, by its id, once all are read.
        engine: "local" keeps links and findings in memory, "duckdb" on disk, for corpora of more than some 100,000
            articles.
        articles: whether the report names each article with its digest, as an index or decisions need.

    Returns:
        The report.

    Raises:
        ModuleNotFoundError: what the engine needs is not installed.

    >>> run([Article("a", "Nothing to count.")]).documents
    1
    """
    corpus = Corpus(articles)
    with _taken(corpus, items, jobs, cache, warn, engine, recomputes(select, ignore)) as taken:
        if claims is not None:
            for name, key in taken.links.articles():
                claims(name, claims_of(taken.store.claims([key])[0]))
        outcomes = _compare(taken, desk)
        found = (finding for result in taken.store.said() for finding in unpacked(result)[0])
        keep = shelved if engine == "duckdb" else worst_first
        report = corpus.report(found, taken.counts, select, ignore, severity, keep)
    return report if desk is None else replace(report, notes=(*report.notes, *_notes(desk, outcomes, taken.counts)))


def candidates(
    items: Iterable[Article | Problem],
    least: float,
    jobs: int = 1,
    cache: Path | None = None,
    warn: Callable[[str], object] = lambda message: None,
) -> tuple[list[Pair], Report]:
    """Every pair of claims that differ and may measure one thing, the likeliest first.

    Args:
        items: articles, and problems met in reading them.
        least: the probability, 0 to 1, from which a pair is listed.
        jobs: worker processes; 0 for one a processor.
        cache: folder of a cache; None to go without.
        warn: told what is wrong with the cache.

    Returns:
        The pairs, and a report of what was read, without findings.

    >>> candidates([Article("a", "Nothing to count.")], 0.5)[0]
    []
    """
    corpus = Corpus(False)
    pairs: list[Pair] = []
    with _taken(corpus, items, jobs, cache, warn) as taken:
        parts = ((None, [taken.store.claims(own)]) for own in taken.links.parts())
        for _, some in taken.pool.map(partial(listed, least=least), parts):
            pairs += some
    pairs.sort(
        key=lambda pair: (
            -pair.confidence,
            pair.a.mention.doc,
            pair.a.mention.start,
            pair.b.mention.doc,
            pair.b.mention.start,
        )
    )
    return pairs, corpus.report([], taken.counts)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Articles that went through: what links them, and what is known of each."""

    links: Links
    store: Store
    pool: Pool
    counts: Counter[str]


@contextmanager
def _taken(
    corpus: Corpus,
    items: Iterable[Article | Problem],
    jobs: int,
    cache: Path | None,
    warn: Callable[[str], object],
    engine: Engine = "local",
    recompute: bool = False,
) -> Iterator[_Taken]:
    """Take the articles of a run, each from the cache or extracted."""
    links: Links = OnDisk() if engine == "duckdb" else Memory()
    store = Store(cache, warn)
    counts: Counter[str] = Counter()
    try:
        with Pool(jobs or processors()) as pool:
            missing = _missing(corpus.take(items), store, links, counts, recompute)
            for label, rows in pool.map(partial(extracted, recompute=recompute), missing):
                store.add_articles((key, *row[:3]) for (key, _), row in zip(label, rows, strict=True))
                for (key, name), (seen, linked, _, own) in zip(label, rows, strict=True):
                    links.add(name, key, linked)
                    counts.update(counted(seen))
                    if own is not None:
                        store.add_own([(key, own)])
                        _add(own, store, counts)
            yield _Taken(links, store, pool, counts)
    finally:
        links.close()
        store.close()


def _missing(
    articles: Iterable[Article], store: Store, links: Links, counts: Counter[str], recompute: bool
) -> Iterator[tuple[Label, list[Article]]]:
    """Batches of articles that the store does not have; of the others, what is known is added.

    With `recompute`, an article of which it is not known what it says by itself is one that the store does not have.
    """
    label: list[tuple[bytes, str]] = []
    batch: list[Article] = []
    size = 0
    for article in articles:
        key = _key(program().encode(), dumps(Article, article))
        row = store.article(key)
        own = store.own(key) if recompute and row is not None else None
        if row is not None and (own is not None or not recompute):
            if own is not None:
                _add(own, store, counts)
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


def _compare(taken: _Taken, desk: Desk | None) -> dict[str, Outcome]:
    """Compare each part, or know it from the cache; what became of the questions to a second reader."""
    links, store, pool, counts = taken.links, taken.store, taken.pool, taken.counts
    held: Iterable[tuple[bytes, list[bytes]]] = ((_key(*own), own) for own in links.parts())
    heard: dict[bytes, Heard] = {}
    outcomes: dict[str, Outcome] = {}
    if desk is not None:
        from numcheck.engine.second import heard_of

        keys = dict(held)
        held = keys.items()
        heard, outcomes = heard_of(desk, keys, store, pool, _key)

    def missing() -> Iterator[tuple[list[bytes], list[tuple[Part, Heard | None]]]]:
        label: list[bytes] = []
        batch: list[tuple[Part, Heard | None]] = []
        size = 0
        for part, own in held:
            said = heard.get(part)
            key = part if said is None else _key(part, repr(said).encode("utf-8", "surrogatepass"))
            result = store.part(key)
            if result is not None:
                _add(result, store, counts)
                continue
            label.append(key)
            batch.append((store.claims(own), said))
            size += sum(map(len, batch[-1][0]))
            if size >= _PACKED:
                yield label, batch
                label, batch, size = [], [], 0
        if batch:
            yield label, batch

    for label, results in pool.map(compared, missing()):
        store.add_parts(zip(label, results, strict=True))
        for result in results:
            _add(result, store, counts)
    return outcomes


def _notes(desk: Desk, outcomes: Mapping[str, Outcome], counts: Mapping[str, int]) -> list[str]:
    from numcheck.reader.desk import notes
    from numcheck.reader.reread import REFUSED

    refused = {name.removeprefix(REFUSED): count for name, count in counts.items() if name.startswith(REFUSED)}
    return notes(desk.name, outcomes, refused)


def _add(result: bytes, store: Store, counts: Counter[str]) -> None:
    """Count what was seen; findings wait on disk until they are reported."""
    findings, seen = unpacked(result)
    counts.update(seen)
    if findings:
        store.say(result)


def _key(*pieces: bytes) -> bytes:
    """A hash of some pieces, each with its length."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "little") + piece)
    return digest.digest()
