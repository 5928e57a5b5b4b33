"""The whole program on one screen: articles -> claims -> findings -> report.

`extract_batch` and `compare_block` are the two kernels: pure functions over batches, so that whatever runs
them (a loop, a process pool, Spark) gets the same result.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from numcheck.extract import extract
from numcheck.frame import frame
from numcheck.judge import findings
from numcheck.masthead import masthead
from numcheck.model import SEVERITIES, Article, Claim, Coverage, Finding, Problem, Report
from numcheck.rules import chosen
from numcheck.segment import segment

__all__ = ["check", "compare_block", "extract_batch"]

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
        story = [(mention, quantity) for mention, quantity in mentions if mention.start >= begin]
        claims += frame(article, sentences, story)
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
    return findings(claims)


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
    problems: list[Problem] = []
    digests: list[str] = []
    undated = 0
    claims: list[Claim] = []
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        digests.append(f"{item.id}\0{item.sha256}\n")
        undated += item.published is None
        found, seen = extract_batch([item])
        claims += found
        counts.update(seen)
    claims.sort(key=lambda claim: (claim.mention.doc, claim.mention.start, claim.mention.end))
    disagreements, seen = compare_block(claims)
    counts.update(seen)
    kept = [finding for finding in disagreements if chosen(finding.rule, select, ignore)]
    return Report(
        findings=tuple(sorted(kept, key=_worst_first)),
        problems=tuple(problems),
        coverage=_coverage(counts),
        documents=len(digests),
        corpus_sha256=hashlib.sha256("".join(sorted(digests)).encode("utf-8", "surrogatepass")).hexdigest(),
        notes=(_undated(undated),) if undated else (),
    )


def _coverage(counts: Counter[str]) -> Coverage:
    skipped = sorted((name.removeprefix(_SKIPPED), n) for name, n in counts.items() if n and _SKIPPED in name)
    return Coverage(counts["numbers"], counts["parsed"], counts["framed"], counts["compared"], tuple(skipped))


def _undated(count: int) -> str:
    articles = "1 article has" if count == 1 else f"{count} articles have"
    return f"undated: {articles} no publication date; relative dates there were not resolved"


def _worst_first(finding: Finding) -> tuple[int, float, str, str]:
    return -SEVERITIES.index(finding.severity), -finding.confidence, finding.rule, finding.id
