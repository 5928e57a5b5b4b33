"""Comments in an article that hush findings: "<!-- numcheck-ignore NC101: counted on another day -->".

Markdown and HTML only: there a comment is not seen by readers, so that whoever wrote it meant numcheck. A comment needs
a rule and a reason. `ignore` holds for its paragraph, or for the next one if it stands alone; `disable` until
`enable` or the end; `ignore-file` for the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from numcheck.finding import Finding, Problem, Suppression
from numcheck.model import Article
from numcheck.rules import RULES

__all__ = ["Comment", "comments", "hushed", "marked"]

_COMMENT = re.compile(r"<!--[ \t\r\n]{0,9}numcheck-(ignore-file|ignore|disable|enable)\b((?:(?!-->).){0,999})-->", re.S)
_GAP = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_FENCE = re.compile(r"^[ \t>]{0,9}(?:```|~~~)", re.M)
_LONG = 10_000  # a paragraph this long holds more than comments
_CARRIERS = (".md", ".markdown", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Comment:
    """One rule that one comment hushes, in the article text from `start` to `end`."""

    suppression: Suppression
    doc: str
    start: int
    end: int
    span: tuple[int, int]


def comments(article: Article) -> tuple[list[Comment], list[Problem]]:
    """The comments of an article that hush findings, and what is wrong with those that cannot.

    Args:
        article: any article; only Markdown and HTML files carry comments.

    Returns:
        One comment for each rule that it names, and a problem (NC906) for each without a reason or a known rule.

    >>> found, wrong = comments(Article("a", "<!-- numcheck-ignore NC101: two counts -->\\n50 km", path="a.md"))
    >>> found[0].suppression.reason, (found[0].start, found[0].end), wrong
    ('two counts', (0, 48), [])
    """
    text = article.text
    if "numcheck-" not in text or article.record or not (article.path or "").lower().endswith(_CARRIERS):
        return [], []
    found: list[Comment] = []
    wrong: list[Problem] = []
    open_: dict[str, Comment] = {}
    gaps = [(0, 0), *(gap.span() for gap in _GAP.finditer(text)), (len(text), len(text))]
    line, counted = article.line, 0
    for match in _COMMENT.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        names, _, why = match[2].partition(":")
        codes, reason = names.upper().replace(",", " ").split(), " ".join(why.split())
        trouble = _trouble(match[1], codes, reason)
        if trouble:
            wrong.append(Problem("NC906", trouble, article.path, line))
            continue
        for code in codes:
            if match[1] == "enable":
                if code in open_:
                    found.append(replace(open_.pop(code), end=match.start()))
                continue
            start, end = _scope(text, match, gaps)
            made = Comment(Suppression(code, reason, article.path, line), article.id, start, end, match.span())
            if match[1] == "disable":
                open_.setdefault(code, made)
            else:
                found.append(made)
    return [*found, *open_.values()], wrong


def marked(article: Article, at: int, rule: str, reason: str, begin: int = 0) -> str | None:
    """The text of an article with a comment above the paragraph of a place, so that a rule is hushed there.

    Args:
        article: the article.
        at: offset of a claim in its text.
        rule: the rule's code.
        reason: why.
        begin: where its front matter ends.

    Returns:
        The text; None where no comment can stand, as in plain text, a record or a block of code.

    >>> marked(Article("a", "Rain.\\n\\n50 km", path="a.md"), 7, "NC101", "two counts")
    'Rain.\\n\\n<!-- numcheck-ignore NC101: two counts -->\\n\\n50 km'
    """
    text = article.text
    start = max([begin, *(gap.end() for gap in _GAP.finditer(text, 0, at))])
    blank = _BLANK_LINES.match(text, start, at)
    start = blank.end() if blank else start
    if len(_FENCE.findall(text, 0, at)) % 2:
        return None
    indent = text[start : at + 1][: -len(text[start : at + 1].lstrip(" \t"))]
    end = "\r\n" if "\r\n" in text else "\n"
    # a paragraph of its own, so that its words are no words of the claim's sentence
    before = end if start == begin > 0 else ""
    comment = f"{before}{indent}<!-- numcheck-ignore {rule}: {' '.join(reason.split())} -->{end}{end}"
    made = replace(article, text=text[:start] + comment + text[start:])
    held = [one for one in comments(made)[0] if one.start <= at + len(comment) < one.end]
    said = [one for one in held if (one.suppression.rule, one.suppression.reason) == (rule, " ".join(reason.split()))]
    return made.text if said else None


def _trouble(kind: str, codes: Sequence[str], reason: str) -> str | None:
    if not codes:
        return f"numcheck-{kind} names no rule: write `numcheck-{kind} NC101: why`"
    unknown = [code for code in codes if not any(known.startswith(code) for known in RULES)]
    if unknown:
        return f"numcheck-{kind}: {unknown[0]!r} fits no rule; `numcheck rule` lists them"
    if kind != "enable" and not reason:
        return f"numcheck-{kind} {codes[0]} gives no reason: write `numcheck-{kind} {codes[0]}: why`"
    return None


def _scope(text: str, match: re.Match[str], gaps: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a comment holds; paragraphs lie between the gaps."""
    if match[1] == "ignore-file":
        return 0, len(text)
    if match[1] == "disable":
        return match.start(), len(text)
    after = bisect_right(gaps, match.start(), key=lambda gap: gap[0])
    start, end = gaps[after - 1][1], gaps[after][0]
    alone = len(text[start:end]) < _LONG and not _COMMENT.sub("", text[start:end]).strip()
    return start, gaps[min(after + 1, len(gaps) - 1)][0] if alone else end


def hushed(finding: Finding, found: Mapping[str, Sequence[Comment]]) -> Suppression | None:
    """The comment that hushes a finding, None without one.

    Args:
        finding: any finding.
        found: comments by article id.
    """
    for claim in finding.claims:
        for comment in found.get(claim.mention.doc, ()):
            if comment.start <= claim.mention.start < comment.end and finding.rule.startswith(comment.suppression.rule):
                return comment.suppression
    return None
