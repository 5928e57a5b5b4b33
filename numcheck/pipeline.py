"""The whole program on one screen: articles -> claims -> findings -> report.

`extract_batch` and `compare_block` are the two kernels: pure functions over batches, so that whatever runs
them (a loop, a process pool, Spark) gets the same result.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from numcheck.extract import extract
from numcheck.fingerprint import fingerprint, stable_id
from numcheck.frame import frame
from numcheck.judge import findings
from numcheck.masthead import masthead
from numcheck.model import SEVERITIES, Article, Claim, Coverage, Finding, Problem, Report, Severity
from numcheck.place import placed
from numcheck.rules import RULES, chosen
from numcheck.segment import segment
from numcheck.sources import with_sources
from numcheck.suppress import Comment, comments, hushed

__all__ = ["Corpus", "check", "compare_block", "extract_batch", "with_primary"]

_SKIPPED = "skipped:"


def extract_batch(articles: Iterable[Article]) -> tuple[list[Claim], Counter[str]]:
    """Every claim of some articles, in order, with counts of what was seen and what was passed over.

    Args:
        articles: the articles; each is read on its own.

    Returns:
        Claims, and counts: "numbers", "parsed", "framed" and one "skipped:..." for each reason.

    >>> claims, counts = extract_batch([Article("a", "They moved 3,000 troops to the border.")])
    >>> [claim.mention.quote for claim in claims]
    ['3,000 troops']
    """
    claims: list[Claim] = []
    counts: Counter[str] = Counter()
    for article in articles:
        sentences = segment(article)
        mentions, seen = extract(article, sentences)
        begin = masthead(article.text).story
        asides = sorted({comment.span for comment in comments(article)[0]})
        story = [
            (mention, quantity)
            for mention, quantity in mentions
            if mention.start >= begin and not _within(asides, mention.start)
        ]
        claims += placed(article, frame(article, sentences, story))
        counts.update(seen)
        counts["skipped:masthead"] += len(mentions) - len(story)
    counts["framed"] = sum(claim.frame.skip is None for claim in claims)
    return claims, counts


def compare_block(claims: list[Claim]) -> tuple[list[Finding], Counter[str]]:
    """What disagrees among some claims, with counts of what was compared and what was not judged, by reason.

    Args:
        claims: claims that may be about the same things.

    Returns:
        Findings, and counts: "compared" and one "skipped:..." for each reason.

    >>> compare_block([])[0]
    []
    """
    found, counts = findings(claims)
    named = [replace(finding, id=fingerprint(finding)) for finding in found]
    return [with_primary(with_sources(finding)) for finding in named], counts


def with_primary(finding: Finding, changed: Container[str] = ()) -> Finding:
    """The finding with the claim that stands for it where a format knows one place only.

    Args:
        finding: any finding.
        changed: ids of articles that a change brought; one of their claims is taken if there is one.

    Returns:
        The finding; of the claims that may be taken, the latest published, then the first by article.
    """
    numbers = range(len(finding.claims))
    own = [n for n in numbers if finding.claims[n].mention.doc in changed] or numbers
    by_place = sorted(own, key=lambda n: (finding.claims[n].mention.doc, finding.claims[n].mention.start))
    return replace(finding, primary=max(by_place, key=lambda n: finding.claims[n].published or date.min))


class Corpus:
    """What a run remembers of its input besides the claims; gathers while the articles go through."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.articles: list[tuple[str, str]] = []
        self._digests: list[str] = []
        self._undated = 0
        self._comments: dict[str, list[Comment]] = {}

    def take(self, items: Iterable[Article | Problem]) -> Iterator[Article]:
        """The articles among the items; everything else that the report has to say of them is kept."""
        for item in items:
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            self._digests.append(f"{item.id}\0{item.sha256}\n")
            self._undated += item.published is None
            self.articles.append((stable_id(item.id, item.path, item.uri), _digest(item)))
            found, wrong = comments(item)
            self.problems += wrong
            if found:
                self._comments[item.id] = found
            yield item

    def report(
        self,
        found: Iterable[Finding],
        counts: Counter[str],
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        severity: Mapping[str, Severity] | None = None,
    ) -> Report:
        """Everything that the run has to say.

        Args:
            found: what `compare_block` found.
            counts: what both kernels counted.
            select: rule codes or prefixes to report.
            ignore: rule codes or prefixes not to report.
            severity: other severities than a rule has by itself, by code.

        Returns:
            The report; findings worst first, the same for the same input in whatever order.
        """
        other = severity or {}
        kept = [
            replace(finding, severity=other.get(finding.rule, finding.severity))
            for finding in found
            if chosen(finding.rule, select, ignore)
        ]
        kept, suppressions = hushed(kept, self._comments)
        return Report(
            findings=tuple(sorted(kept, key=_worst_first)),
            problems=tuple(sorted(self.problems, key=lambda p: (p.path or "", p.line or 0, p.code, p.message))),
            coverage=_coverage(counts),
            documents=len(self._digests),
            corpus_sha256=hashlib.sha256("".join(sorted(self._digests)).encode("utf-8", "surrogatepass")).hexdigest(),
            notes=(_undated(self._undated),) if self._undated else (),
            articles=tuple(sorted(self.articles)),
            suppressions=tuple(suppressions),
            rules=tuple(rule for rule in RULES.values() if rule.code in {finding.rule for finding in kept}),
        )


def check(items: Iterable[Article | Problem], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """Everything that one run over a corpus has to say.

    Args:
        items: articles, and problems met in reading them, as `numcheck.read.read` yields them.
        select: rule codes or prefixes to report.
        ignore: rule codes or prefixes not to report.

    Returns:
        The report; findings worst first, the same for the same input in whatever order.

    >>> check([Article("a", "Nothing to count.")]).findings
    ()
    """
    corpus = Corpus()
    claims: list[Claim] = []
    counts: Counter[str] = Counter()
    for article in corpus.take(items):
        found, seen = extract_batch([article])
        claims += found
        counts.update(seen)
    claims.sort(key=lambda claim: (claim.mention.doc, claim.mention.start, claim.mention.end))
    disagreements, seen = compare_block(claims)
    counts.update(seen)
    return corpus.report(disagreements, counts, select, ignore)


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of some spans, which are in order and apart."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def _digest(article: Article) -> str:
    """A hash of what an article says and of what is said about it, not of where it lies."""
    parts = (article.sha256, article.published, article.source, article.title, article.url)
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _coverage(counts: Counter[str]) -> Coverage:
    skipped = sorted((name.removeprefix(_SKIPPED), n) for name, n in counts.items() if n and _SKIPPED in name)
    return Coverage(counts["numbers"], counts["parsed"], counts["framed"], counts["compared"], tuple(skipped))


def _undated(count: int) -> str:
    articles = "1 article has" if count == 1 else f"{count} articles have"
    return f"undated: {articles} no publication date; relative dates there were not resolved"


def _worst_first(finding: Finding) -> tuple[int, float, str, str]:
    return -SEVERITIES.index(finding.severity), -finding.confidence, finding.rule, finding.id
