"""What a run remembers of its input besides the claims -> the report, once it is known what disagrees.

It needs no stage, so that a run over articles that are all in the cache loads none.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from numcheck.finding import SEVERITIES, Coverage, Finding, Problem, Report, Severity, Suppression
from numcheck.fingerprint import stable_id
from numcheck.ledger import Ledger
from numcheck.model import Article
from numcheck.rules import RULES, chosen
from numcheck.suppress import Comment, comments, hushed

__all__ = ["Corpus", "rank", "said", "with_primary", "worst_first"]

_SKIPPED = "skipped:"
_DIGITS = 32  # of an article's digest


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


def rank(finding: Finding) -> tuple[int, float, str, str]:
    """What sorts findings worst first."""
    return -SEVERITIES.index(finding.severity), -finding.confidence, finding.rule, finding.id


def worst_first(found: Iterable[Finding]) -> Sequence[Finding]:
    """Findings in their order, in memory."""
    return tuple(sorted(found, key=rank))


class Corpus:
    """What a run remembers of its input besides the claims; gathers while the articles go through.

    Args:
        articles: whether the report names each article with its digest, as an index or decisions need.
    """

    def __init__(self, articles: bool = True) -> None:
        self.problems: list[Problem] = []
        self._named = articles
        self._articles = Ledger()
        self._digest = self._count = 0
        self._undated = 0
        self._comments: dict[str, list[Comment]] = {}

    def take(self, items: Iterable[Article | Problem]) -> Iterator[Article]:
        """The articles among the items; everything else that the report has to say of them is kept."""
        for item in items:
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            self._tally(1, said(item), item.published is None)
            if self._named:
                stable, digest = stable_id(item.id, item.path, item.uri), _digest(item)
                self._articles.add(f"{stable}\0{digest}\0{item.id}", f"{digest}{stable}")
            found, wrong = comments(item)
            self.problems += wrong
            if found:
                self._comments[item.id] = found
            yield item

    def add(self, count: int, digest: int, undated: int, problems: Iterable[Problem]) -> None:
        """Take what is known of articles that went through elsewhere, without comments in them.

        Args:
            count: how many.
            digest: the sum of what `said` gives of them.
            undated: how many of them have no date of publication.
            problems: met in reading them.
        """
        self._tally(count, digest, undated)
        self.problems += problems

    def _tally(self, count: int, digest: int, undated: int) -> None:
        self._count += count
        self._digest = (self._digest + digest) % (1 << 256)
        self._undated += undated

    def report(
        self,
        found: Iterable[Finding],
        counts: Counter[str],
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        severity: Mapping[str, Severity] | None = None,
        keep: Callable[[Iterable[Finding]], Sequence[Finding]] = worst_first,
    ) -> Report:
        """Everything that the run has to say.

        Args:
            found: what `compare_block` found; gone through once, and before anything else is looked at.
            counts: what both kernels counted, once all of `found` is gone through.
            select: rule codes or prefixes to report.
            ignore: rule codes or prefixes not to report.
            severity: other severities than a rule has by itself, by code.
            keep: puts the findings in their order.

        Returns:
            The report; findings worst first, the same for the same input in whatever order.
        """
        other = severity or {}
        rules: set[str] = set()
        used: Counter[Suppression] = Counter()

        def reported() -> Iterator[Finding]:
            for finding in found:
                if not chosen(finding.rule, select, ignore):
                    continue
                rules.add(finding.rule)
                by = hushed(finding, self._comments)
                if by is not None:
                    used[by] += 1
                reason = None if by is None else by.reason
                yield replace(finding, severity=other.get(finding.rule, finding.severity), suppressed=reason)

        findings = keep(reported())
        written = dict.fromkeys(comment.suppression for own in self._comments.values() for comment in own)
        return Report(
            findings=findings,
            problems=tuple(sorted(self.problems, key=lambda p: (p.path or "", p.line or 0, p.code, p.message))),
            coverage=_coverage(counts),
            documents=self._count,
            corpus_sha256=hashlib.sha256(f"{self._count} {self._digest:064x}".encode()).hexdigest(),
            notes=(_undated(self._undated),) if self._undated else (),
            articles=tuple((word[_DIGITS:], word[:_DIGITS]) for _, word in self._articles),
            suppressions=tuple(
                replace(each, used=used[each])
                for each in sorted(written, key=lambda each: (each.path or "", each.line, each.rule))
            ),
            rules=tuple(rule for rule in RULES.values() if rule.code in rules),
        )


def said(article: Article) -> int:
    """A number for what an article says; those of all articles add up to the same in any order."""
    line = f"{article.id}\0{article.sha256}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(line).digest(), "big")


def _digest(article: Article) -> str:
    """A hash of what an article says and of what is said about it, not of where it lies."""
    parts = (article.sha256, article.published, article.source, article.title, article.url)
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _coverage(counts: Counter[str]) -> Coverage:
    skipped = sorted((name.removeprefix(_SKIPPED), n) for name, n in counts.items() if n and _SKIPPED in name)
    return Coverage(counts["numbers"], counts["parsed"], counts["framed"], counts["compared"], tuple(skipped))


def _undated(count: int) -> str:
    articles = "1 article has" if count == 1 else f"{count} articles have"
    return f"undated: {articles} no publication date; relative dates there were not resolved"
