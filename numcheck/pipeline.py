"""The whole program on one screen: articles -> claims -> findings -> report.

`extract_batch`, `check_article` and `compare_block` are the kernels: pure functions, so that whatever runs
them (a loop, a process pool, Spark) gets the same result.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from numcheck.checks import check_article
from numcheck.corpus import Corpus, with_primary
from numcheck.extract import extract
from numcheck.finding import Finding, Problem, Report
from numcheck.fingerprint import fingerprint
from numcheck.frame import frame
from numcheck.group.stories import parts, profile
from numcheck.judge import findings
from numcheck.masthead import masthead
from numcheck.model import Article, Claim
from numcheck.place import placed
from numcheck.reader.reread import Heard, reread
from numcheck.rules import recomputes
from numcheck.segment import segment
from numcheck.sources import with_sources
from numcheck.suppress import comments

__all__ = ["check", "check_article", "compare_block", "extract_batch"]


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


def compare_block(claims: list[Claim], heard: Heard | None = None) -> tuple[list[Finding], Counter[str]]:
    """What disagrees among some claims, with counts of what was compared and what was not judged, by reason.

    Args:
        claims: claims that may be about the same things.
        heard: what a second reader said of them; None without one.

    Returns:
        Findings, and counts: "compared" and one "skipped:..." for each reason.

    >>> compare_block([])[0]
    []
    """
    found, counts = findings(claims) if heard is None else reread(claims, heard)
    named = [replace(finding, id=fingerprint(finding), claims=tuple(map(_told, finding.claims))) for finding in found]
    return [with_primary(with_sources(finding)) for finding in named], counts


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
    claims: dict[str, list[Claim]] = {}
    counts: Counter[str] = Counter()
    disagreements: list[Finding] = []
    recompute = recomputes(select, ignore)
    for article in corpus.take(items):
        claims[article.id], seen = extract_batch([article])
        counts.update(seen)
        if recompute:
            disagreements += check_article(article, claims[article.id])
    for part in parts({name: profile(own) for name, own in claims.items() if own}):
        found, seen = compare_block([claim for name in part for claim in claims[name]])
        disagreements += found
        counts.update(seen)
    return corpus.report(disagreements, counts, select, ignore)


def _told(claim: Claim) -> Claim:
    """The claim without the words it was matched by: no one is shown them, and they are half the size of a finding."""
    none: frozenset[str] = frozenset()
    return replace(claim, frame=replace(claim.frame, near=none, own=none, words=none, theme=none))


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of some spans, which are in order and apart."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]
